//! Can this number be trusted: what somebody judged in the six respects of good data, beside what the records show against it (S113).

use uuid::Uuid;

use crate::{
    calendar::{self, Date},
    data_quality::{
        DataQualityRating, DimensionRating, Doubt, DqDimension, DqLevel, RateDataQuality, doubts,
        due_again,
    },
    display,
    id::Id,
    indicator::{Indicator, IndicatorId},
    record::Stored,
    rejection::{FieldProblem, Rejection},
    sight::Sight,
    view::{called, permission::Offer},
};

/// The section.
#[derive(Clone, Debug, PartialEq)]
pub struct Trust {
    /// The answer: `Adequate: the least good of what was judged. 2 doubts about the data.`
    pub answer: String,
    /// Who judged and when, and when it is due again; that nobody did.
    pub given: String,
    /// One a dimension, in their order.
    pub lines: Vec<TrustLine>,
    /// Judging it.
    pub rate: Offer,
}

/// What is known of one dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustLine {
    /// Which.
    pub dimension: DqDimension,
    /// `Strong`, or `Not assessed`.
    pub level: &'static str,
    /// The level's value in the form; empty where it was not judged.
    pub chosen: &'static str,
    /// What whoever judged it says.
    pub evidence: String,
    /// What the records show against it.
    pub doubts: Vec<String>,
    /// Whether they show that it is no better than less good than it was judged.
    pub spoken_against: bool,
}

/// Of one dimension, or of all.
const NOT_ASSESSED: &str = "Not assessed";

/// What can be said on a day; none of what mirrors another, whose figures are there, and for who is not staff.
pub(super) fn trust(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    today: Date,
) -> Option<Trust> {
    if indicator.mirrors.is_some() || !sight.is_staff() {
        return None;
    }
    let found = doubts(sight.company(), indicator, today, |scope| sight.sees(scope));
    let rating = DataQualityRating::latest(sight.company(), indicator.id);
    let lines = DqDimension::ALL.map(|dimension| {
        let rated = rating.as_ref().and_then(|(_, rating)| rating.of(dimension));
        line(dimension, rated, &found)
    });
    let overall = rating.as_ref().and_then(|(_, rating)| rating.overall());
    Some(Trust {
        answer: answer(overall, &lines),
        given: match &rating {
            None => "Nobody has judged it yet, so nothing here says that it is good.".to_owned(),
            Some((stamp, rating)) => {
                let by = rating.by.map_or_else(String::new, |by| {
                    format!(" by {}", called::you_or_name(sight, by))
                });
                let due = due_again(*stamp);
                let again = match due < today {
                    true => "It was due again on",
                    false => "It is due again on",
                };
                format!(
                    "Judged{by} on {}. {again} {}.",
                    display::date(calendar::day(stamp.at)),
                    display::date(due)
                )
            }
        },
        lines: lines.to_vec(),
        rate: offer(sight, indicator.id),
    })
}

/// Whether the reader may judge it: left out for everybody who never may, with the reason for who provides the figures.
fn offer(sight: &Sight<'_>, indicator: IndicatorId) -> Offer {
    let dimensions = vec![DimensionRating {
        dimension: DqDimension::Accuracy,
        level: DqLevel::Adequate,
        evidence: DqDimension::Accuracy.asks().to_owned(),
    }];
    let command = RateDataQuality {
        rating: Id::new(Uuid::nil()),
        indicator,
        dimensions,
    };
    match crate::view::permission::tried(sight, command) {
        Ok(()) => Offer::Open,
        Err(refused) => match refused.on_field("indicator") {
            Some(words) => Offer::Blocked(words.to_owned()),
            None => Offer::Hidden,
        },
    }
}

fn line(dimension: DqDimension, rated: Option<&DimensionRating>, found: &[Doubt]) -> TrustLine {
    let own = || found.iter().filter(|doubt| doubt.dimension == dimension);
    let level = rated.map(|rated| rated.level);
    TrustLine {
        dimension,
        level: level.map_or(NOT_ASSESSED, DqLevel::words),
        chosen: level.map_or("", value),
        evidence: rated
            .map(|rated| rated.evidence.clone())
            .unwrap_or_default(),
        doubts: own().map(|doubt| doubt.evidence.clone()).collect(),
        spoken_against: level.is_some_and(|level| own().any(|doubt| level > doubt.at_most)),
    }
}

fn answer(overall: Option<DqLevel>, lines: &[TrustLine]) -> String {
    let known = match overall {
        None => NOT_ASSESSED.to_owned(),
        Some(level) => format!("{}: the least good of what was judged", level.words()),
    };
    let count = lines.iter().map(|line| line.doubts.len()).sum();
    let against = lines.iter().filter(|line| line.spoken_against).count();
    let mut words = match doubts_words(count) {
        Some(doubts) => format!("{known}. {doubts}."),
        None => format!("{known}. The records show nothing against it."),
    };
    match against {
        0 => {}
        1 => words.push_str(" In 1 respect they speak against what was judged."),
        many => words.push_str(&format!(
            " In {many} respects they speak against what was judged."
        )),
    }
    words
}

/// `2 doubts about the data`; none where there is none.
fn doubts_words(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1 doubt about the data".to_owned()),
        many => Some(format!("{many} doubts about the data")),
    }
}

/// The short mark of a row: `Weak data`, else `2 doubts about the data`; none where neither is so.
pub(crate) fn mark(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    today: Date,
) -> Option<String> {
    if indicator.mirrors.is_some() || !sight.is_staff() || !indicator.counts() {
        return None;
    }
    let overall = DataQualityRating::latest(sight.company(), indicator.id)
        .and_then(|(_, rating)| rating.overall());
    if overall == Some(DqLevel::Weak) {
        return Some("Weak data".to_owned());
    }
    doubts_words(doubts(sight.company(), indicator, today, |scope| sight.sees(scope)).len())
}

/// What residents are told of how good the data are; none where nobody judged it (regulation.md 5.3: weak data carry a caveat).
pub(in crate::view) fn public_words(sight: &Sight<'_>, indicator: IndicatorId) -> Option<String> {
    let (stamp, rating) = DataQualityRating::latest(sight.company(), indicator)?;
    let overall = match rating.overall()? {
        DqLevel::Strong => "We checked how these figures are made, and they can be relied on",
        DqLevel::Adequate => {
            "We checked how these figures are made, and they are good enough to act on"
        }
        DqLevel::Weak => {
            "Take care with these figures: we checked how they are made, and they are weak"
        }
    };
    let weak: Vec<String> = rating
        .dimensions
        .iter()
        .filter(|rated| rated.level == DqLevel::Weak)
        .map(|rated| rated.dimension.words().to_lowercase())
        .collect();
    let weak = match weak.is_empty() {
        true => String::new(),
        false => format!(" in {}", weak.join(", ")),
    };
    Some(format!(
        "{overall}{weak} ({}).",
        display::date(calendar::day(stamp.at))
    ))
}

/// A level as the form has it.
const fn value(level: DqLevel) -> &'static str {
    match level {
        DqLevel::Strong => "strong",
        DqLevel::Adequate => "adequate",
        DqLevel::Weak => "weak",
    }
}

/// The levels that can be chosen: value and words.
pub fn dq_levels() -> Vec<(String, String)> {
    DqLevel::ALL
        .iter()
        .map(|level| (value(*level).to_owned(), level.words().to_owned()))
        .collect()
}

/// What is judged, from what was typed: a level and its evidence for each dimension, in their order. One without a level is not judged.
///
/// # Errors
/// Refuses evidence for what has no level.
pub fn rating(
    indicator: IndicatorId,
    new: Uuid,
    typed: &[(String, String)],
) -> Result<RateDataQuality, Rejection> {
    let mut fields = Vec::new();
    let mut dimensions = Vec::new();
    for (dimension, (chosen, evidence)) in DqDimension::ALL.into_iter().zip(typed) {
        let level = DqLevel::ALL
            .into_iter()
            .find(|level| value(*level) == chosen.as_str());
        match level {
            Some(level) => dimensions.push(DimensionRating {
                dimension,
                level,
                evidence: evidence.clone(),
            }),
            None if evidence.trim().is_empty() => {}
            None => fields.push(FieldProblem {
                field: dimension.field().to_owned(),
                words: "Choose how good it is, or take the words out.".to_owned(),
            }),
        }
    }
    match fields.is_empty() {
        true => Ok(RateDataQuality {
            rating: Id::new(new),
            indicator,
            dimensions,
        }),
        false => Err(Rejection::Fields { fields }),
    }
}
