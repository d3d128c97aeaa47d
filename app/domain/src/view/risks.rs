//! The register of risks: the gravest first, who answers for each, and what is not as it is expected (S79; rules.md 4.13).

use crate::{
    calendar::Date,
    display,
    folded::Folded,
    record::Stored,
    risk::{Band, ChooseRiskMatrix, Matrix, Rating, Risk, RiskId, RiskMatrix},
    sight::Sight,
    unit::Unit,
    view::{
        called,
        permission::{self, Offer},
        risk::{Writing, writing},
    },
};

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The answer: `2 of 7 risks are severe`.
    pub heading: String,
    /// Which are overdue for a review, or that none is.
    pub lead: String,
    /// The open risks, the gravest first.
    pub lines: Vec<Line>,
    /// The closed ones, the last one first.
    pub closed: Vec<Line>,
    /// `Risks are rated on a matrix of 4 by 4.`
    pub matrix: &'static str,
    /// Choosing the other matrix, with what the button says.
    pub choose: Option<(Matrix, &'static str)>,
    /// Recording a risk.
    pub writing: Writing,
}

/// A risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub risk: RiskId,
    /// What it is called.
    pub name: String,
    /// Whose: a service’s name, or `The whole Company`.
    pub whose: String,
    /// Who answers for it.
    pub owner: String,
    /// `16, severe`.
    pub inherent: String,
    /// The same with what is done about it.
    pub current: String,
    /// The same as it is to become.
    pub target: String,
    /// Whether it is severe.
    pub severe: bool,
    /// `3 February 2027`, or since when a review is overdue; of a closed one why it is a risk no more.
    pub review: String,
    /// Whether that day is over.
    pub overdue: bool,
    /// Whether it is made up.
    pub illustrative: bool,
}

/// What a risk of no service is of.
pub const WHOLE_COMPANY: &str = "The whole Company";

/// The register; none for who is not staff.
pub fn page(sight: &Sight<'_>, today: Date) -> Option<Page> {
    if !sight.is_staff() {
        return None;
    }
    let mut risks: Vec<(&Stored<Folded<Risk>>, Risk)> = sight
        .all::<Folded<Risk>>()
        .filter_map(|stored| Some((stored, stored.open()?)))
        .collect();
    risks.sort_by(|(one, a), (other, b)| {
        (std::cmp::Reverse(score(a)), &a.says.name, one.id).cmp(&(
            std::cmp::Reverse(score(b)),
            &b.says.name,
            other.id,
        ))
    });
    let (open, closed): (Vec<_>, Vec<_>) = risks
        .into_iter()
        .partition(|(_, risk)| risk.closed.is_empty());
    let told = |risks: Vec<(&Stored<Folded<Risk>>, Risk)>| -> Vec<Line> {
        let lines = risks.into_iter();
        lines
            .map(|(stored, risk)| line(sight, stored.id, &risk, today))
            .collect()
    };
    let (lines, closed) = (told(open), told(closed));
    let matrix = RiskMatrix::of(sight.company());
    Some(Page {
        heading: heading(&lines, matrix),
        lead: lead(&lines),
        matrix: match matrix {
            Matrix::FourByFour => {
                "Risks are rated on a matrix of 4 by 4: 1 to 3 is low, 4 to 6 medium, 8 and 9 high, 12 and 16 severe."
            }
            Matrix::FiveByFive => {
                "Risks are rated on a matrix of 5 by 5. No bands are agreed for it."
            }
        },
        choose: choose(sight, matrix),
        writing: writing(sight, None, today),
        lines,
        closed,
    })
}

fn score(risk: &Risk) -> u8 {
    risk.levels().map_or(0, |levels| levels.current.score())
}

/// A risk with how grave it is.
pub(super) fn line(sight: &Sight<'_>, id: RiskId, risk: &Risk, today: Date) -> Line {
    let levels = risk.levels();
    let words = |of: fn(&crate::risk::Levels) -> Rating| {
        levels
            .as_ref()
            .map_or_else(String::new, |levels| rated(of(levels)))
    };
    let overdue = risk.closed.is_empty() && risk.review_by < today;
    Line {
        risk: id,
        name: risk.says.name.clone(),
        whose: risk
            .says
            .service
            .and_then(|service| sight.get::<Unit>(service))
            .map_or_else(|| WHOLE_COMPANY.to_owned(), |unit| unit.name.clone()),
        owner: called::sentence(&called::you_or_name(sight, risk.says.owner)),
        inherent: words(|levels| levels.inherent),
        current: words(|levels| levels.current),
        target: words(|levels| levels.target),
        severe: levels.is_some_and(|levels| levels.current.band() == Some(Band::Severe)),
        review: match (risk.closed.as_str(), overdue) {
            ("", true) => format!("Overdue since {}", display::date(risk.review_by)),
            ("", false) => display::date(risk.review_by),
            (why, _) => why.to_owned(),
        },
        overdue,
        illustrative: risk.illustrative,
    }
}

/// `16, severe`; on a matrix without bands `16 of 25`.
pub(super) fn rated(rating: Rating) -> String {
    match rating.band() {
        Some(band) => format!("{}, {}", rating.score(), band.words().to_lowercase()),
        None => format!("{} of 25", rating.score()),
    }
}

fn heading(lines: &[Line], matrix: Matrix) -> String {
    let severe = lines.iter().filter(|line| line.severe).count();
    match (lines.len(), severe) {
        (0, _) => "No risk is recorded yet".to_owned(),
        (1, _) if matrix == Matrix::FiveByFive => "1 risk".to_owned(),
        (all, _) if matrix == Matrix::FiveByFive => format!("{all} risks, the gravest first"),
        (1, 1) => "1 risk, which is severe".to_owned(),
        (1, _) => "1 risk, which is not severe".to_owned(),
        (all, 0) => format!("None of {all} risks is severe"),
        (all, 1) => format!("1 of {all} risks is severe"),
        (all, severe) => format!("{severe} of {all} risks are severe"),
    }
}

fn lead(lines: &[Line]) -> String {
    let overdue: Vec<&str> = lines
        .iter()
        .filter(|line| line.overdue)
        .map(|line| line.name.as_str())
        .collect();
    match overdue.as_slice() {
        [] if lines.is_empty() => {
            "What may keep the Company from its ambitions, and what is done about it.".to_owned()
        }
        [] => "None is overdue for a review.".to_owned(),
        some => format!("Overdue for a review: {}.", some.join("; ")),
    }
}

fn choose(sight: &Sight<'_>, matrix: Matrix) -> Option<(Matrix, &'static str)> {
    let (other, label) = match matrix {
        Matrix::FourByFour => (Matrix::FiveByFive, "Rate risks on 5 by 5 from now on"),
        Matrix::FiveByFive => (Matrix::FourByFour, "Rate risks on 4 by 4 from now on"),
    };
    permission::tried(sight, ChooseRiskMatrix { matrix: other })
        .is_ok()
        .then_some((other, label))
}

/// Whether the reader records risks: what a page offers.
pub(super) fn offer(may: bool) -> Offer {
    match may {
        true => Offer::Open,
        false => Offer::Hidden,
    }
}
