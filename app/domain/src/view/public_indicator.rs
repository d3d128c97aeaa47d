//! One indicator as residents read it: what it means, how it stands, how it has been, where the figures are from.

mod meaning;
mod open_data;

use crate::{
    calendar::{Date, FinancialYear},
    explain::Step,
    index::Edge,
    indicator::{Indicator, IndicatorId},
    measurement::Measurement,
    record::Stored,
    sight::Sight,
    target::Target,
    unit::Unit,
    view::{
        self,
        corrected::{CorrectedPeriod, corrected},
        focus_group_sessions::{YouSaid, you_said},
        indicator::{Spans, Variation},
        public_home::{Frame, anchor, empty_card, frame, from_words},
        reading::{Against, Point, Row, Series, figures, row, series},
    },
};

pub use meaning::{ColourRule, Fact};
pub use open_data::open_data;

/// Figures looked at to find the latest one of a period that has begun.
const LATEST: usize = 24;

/// One indicator's public page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What stands on every public page.
    pub frame: Frame,
    /// Short code, such as TP01.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// What it means, in plain words; may be empty.
    pub plain_words: String,
    /// What a colleague would say of the latest figure.
    pub lead: String,
    /// Its latest published figure.
    pub row: Row,
    /// Whether a figure has been published; without one the row says nothing.
    pub is_published: bool,
    /// What residents are told about the latest figure; may be empty.
    pub public_words: String,
    /// How far the figures can be trusted; none where nobody judged it.
    pub trust: Option<String>,
    /// How sure the answers of a survey are; none of what is none.
    pub survey: Option<String>,
    /// Its published figures over time, oldest first.
    pub series: Series,
    /// How many figures there are, from when to when, the lowest and the highest: a sentence; empty without figures.
    pub run: String,
    /// Whether any of these figures is a ratio, so that the table has a column for each part.
    pub has_ratios: bool,
    /// Where each figure of the series is from, in a word or two, in its order.
    pub from: Vec<String>,
    /// Whether the latest figure is real or chance; none for what is collected once a year, and without figures (rules.md 4.6).
    pub variation: Option<Variation>,
    /// The year to date and twelve months, each beside the year before; none without a figure (rules.md 4.4, 4.5).
    pub spans: Option<Spans>,
    /// The periods whose published figure was corrected, newest first.
    pub corrected: Vec<CorrectedPeriod>,
    /// The approved targets, newest year first.
    pub targets: Vec<YearTarget>,
    /// What focus groups said of its targets of last year, this one and the next, and what the Company did; the latest first.
    pub you_said: Vec<YouSaid>,
    /// What the colours mean for this indicator.
    pub colours: ColourRule,
    /// The definition, term by term.
    pub facts: Vec<Fact>,
    /// How the latest figure came to its colour; empty where there is none.
    pub working: Vec<Step>,
    /// The service's name and where it stands on the page of services.
    pub service: Option<(String, String)>,
    /// Every published source of a figure or target here, in full.
    pub sources: Vec<String>,
    /// Whether a figure or target here is made up for a demonstration.
    pub has_illustrative: bool,
}

/// The target of one financial year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearTarget {
    /// The financial year: `2025/26`.
    pub year: String,
    /// The target as a demand: `at least 65%`.
    pub target: String,
    /// That it revises another, which one, and why; none for the first of its year.
    pub revised: Option<String>,
    /// Where it is from, in a word or two.
    pub from: String,
}

/// The indicator with this code that anyone may see; upper and lower case are one.
pub fn find<'a>(sight: &Sight<'a>, code: &str) -> Option<&'a Stored<Indicator>> {
    sight
        .all::<Indicator>()
        .find(|indicator| indicator.code.eq_ignore_ascii_case(code))
}

/// The page of an indicator on a day; none where there is no such indicator for the public.
pub fn page(sight: &Sight<'_>, indicator: IndicatorId, today: Date) -> Option<Page> {
    let row = row(sight, &empty_card(today), indicator)?;
    let indicator = sight.get::<Indicator>(indicator)?;
    let series = series(sight, indicator.id);
    let latest = figures(sight, indicator, LATEST)
        .into_iter()
        .rfind(|figure| figure.period.start() <= today);
    let targets = targets(sight, indicator);
    let year = FinancialYear::containing(today);
    let unit = indicator
        .service
        .and_then(|service| sight.get::<Unit>(service));
    Some(Page {
        frame: frame(sight, today),
        code: indicator.code.clone(),
        name: indicator.name.clone(),
        plain_words: indicator.plain_words.clone(),
        lead: match latest {
            Some(_) => row.sentence.clone(),
            None => "No figure has been published yet.".to_owned(),
        },
        is_published: latest.is_some(),
        public_words: row.public_words.clone(),
        survey: view::indicator::survey_public_words(sight, indicator),
        trust: view::indicator::trust_public_words(sight, indicator.id),
        run: run_words(&series),
        has_ratios: series
            .points
            .iter()
            .any(|point| point.denominator.is_some()),
        from: series
            .points
            .iter()
            .map(|point| point_from(sight, point))
            .collect(),
        variation: view::indicator::variation(sight, indicator),
        spans: view::indicator::spans(sight, indicator),
        corrected: corrected(sight, indicator),
        you_said: you_said(sight, indicator.id, year.previous()..=year.next()),
        colours: ColourRule::of(indicator),
        facts: meaning::facts(sight, indicator, unit.map(|unit| unit.name.as_str()), today),
        working: latest
            .map(|latest| working(sight, indicator, latest))
            .unwrap_or_default(),
        service: unit.map(|unit| (unit.name.clone(), anchor(&unit.name))),
        sources: sources(&series, &targets),
        has_illustrative: series
            .points
            .iter()
            .any(|point| point.illustrative.is_some())
            || targets
                .iter()
                .any(|target| target.provenance.is_illustrative()),
        targets: targets
            .iter()
            .map(|target| year_target(sight, indicator, target))
            .collect(),
        series,
        row,
    })
}

/// The approved targets that are seen, newest year first; of several for one year the one known last.
fn targets<'a>(sight: &Sight<'a>, indicator: &Stored<Indicator>) -> Vec<&'a Stored<Target>> {
    let mut years: Vec<_> = sight
        .pointing::<Target>(Edge::TargetOf, indicator.figures_of(indicator.id).uuid())
        .map(|target| target.year)
        .collect();
    years.dedup();
    years.reverse();
    years
        .into_iter()
        .filter_map(|year| Target::of(sight.company(), indicator.figures_of(indicator.id), year))
        .filter(|target| sight.sees(&target.scope))
        .collect()
}

fn year_target(sight: &Sight<'_>, indicator: &Indicator, target: &Stored<Target>) -> YearTarget {
    YearTarget {
        year: target.year.label(),
        target: view::target::words(sight, indicator, target),
        revised: view::target::revised(sight, indicator, target),
        from: from_words(
            target
                .provenance
                .is_illustrative()
                .then_some("Illustrative"),
            Some(&target.provenance),
        ),
    }
}

/// `31 figures from April 2024 to October 2026: the lowest 86.2% in May 2024, the highest 91.4% in October 2026.`
fn run_words(series: &Series) -> String {
    let known: Vec<&Point> = series
        .points
        .iter()
        .filter(|point| point.value.is_some())
        .collect();
    let by_value = |one: &&&Point, other: &&&Point| {
        one.value
            .partial_cmp(&other.value)
            .unwrap_or(std::cmp::Ordering::Equal)
    };
    let (Some(first), Some(last)) = (known.first(), known.last()) else {
        return String::new();
    };
    let (Some(lowest), Some(highest)) =
        (known.iter().min_by(by_value), known.iter().max_by(by_value))
    else {
        return String::new();
    };
    if known.len() == 1 {
        return format!(
            "One figure so far: {} in {}.",
            first.value_text, first.period_words
        );
    }
    let figures = format!(
        "{} figures from {} to {}",
        known.len(),
        first.period_words,
        last.period_words
    );
    if lowest.value == highest.value {
        return format!("{figures}, all of them {}.", lowest.value_text);
    }
    format!(
        "{figures}: the lowest {} in {}, the highest {} in {}.",
        lowest.value_text, lowest.period_words, highest.value_text, highest.period_words
    )
}

/// Where a figure of the series is from; empty in a gap.
fn point_from(sight: &Sight<'_>, point: &Point) -> String {
    let figure = point
        .measurement
        .and_then(|id| sight.get::<Measurement>(id));
    from_words(
        point.illustrative.as_deref(),
        figure.map(|figure| &figure.provenance),
    )
}

fn working(sight: &Sight<'_>, indicator: &Stored<Indicator>, latest: &Measurement) -> Vec<Step> {
    Against::of(sight, indicator, latest).steps(sight, latest)
}

fn sources(series: &Series, targets: &[&Stored<Target>]) -> Vec<String> {
    let mut sources: Vec<String> = Vec::new();
    let of_points = series
        .points
        .iter()
        .flat_map(|point| [&point.provenance, &point.target_provenance]);
    let of_targets = targets
        .iter()
        .map(|target| target.provenance.words())
        .collect::<Vec<_>>();
    for source in of_points.chain(&of_targets).flatten() {
        if source.starts_with("Published") && !sources.contains(source) {
            sources.push(source.clone());
        }
    }
    sources
}
