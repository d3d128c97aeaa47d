//! The measures that the public pages show: every public indicator with its latest published figure.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::{
    calendar::{Date, Period},
    company::Company,
    display,
    indicator::Indicator,
    provenance::Provenance,
    scorecard::Scorecard,
    scoring::Tolerance,
    sight::Sight,
    unit::UnitId,
    view::reading::{Against, Row, figures, lower_first, period_short, row},
};

/// One indicator in a line of a public table.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Its latest published figure, ready to show.
    pub row: Row,
    /// The period of the figure, short enough for a column: `Q2 2026/27`.
    pub period: String,
    /// Which way it goes, in a word: `Improving`; empty without a figure for the period before.
    pub travel: String,
    /// Where figure and target are from, in a word or two: `Published`, `Illustrative`, `Our own records`.
    pub from: String,
}

/// An indicator for which no figure has been published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpublished {
    /// Short code.
    pub code: String,
    /// What it is called.
    pub name: String,
}

/// A public indicator with its latest published figure, if there is one, and what pages order by.
#[derive(Clone, Debug)]
pub(in crate::view) struct Known {
    pub row: Row,
    /// The exact score; none where it has none.
    pub score: Option<Decimal>,
    /// By which share of the target it is missed; none without a score, and where a target of zero is missed.
    pub missed_by: Option<Decimal>,
    /// Whether a figure off target puts people at risk.
    pub safety_critical: bool,
    /// The period of the figure.
    pub period: Option<Period>,
    /// The service that answers for it; none for the whole Company.
    pub service: Option<UnitId>,
    /// Whether residents said that it matters to them.
    pub resident_priority: bool,
    from: String,
}

impl Known {
    /// Whether a figure has been published. Without one nothing is said of how the measure stands: that it may be for staff
    /// only is not "no data".
    pub(in crate::view) const fn is_published(&self) -> bool {
        self.period.is_some()
    }

    pub(in crate::view) fn measure(&self) -> Measure {
        Measure {
            row: self.row.clone(),
            period: self.period.map(period_short).unwrap_or_default(),
            travel: self
                .row
                .travel
                .map(|travel| travel.words().to_owned())
                .unwrap_or_default(),
            from: self.from.clone(),
        }
    }

    pub(in crate::view) fn unpublished(&self) -> Unpublished {
        Unpublished {
            code: self.row.code.clone(),
            name: self.row.name.clone(),
        }
    }
}

/// A scorecard of nothing: a row takes from the card only the day that it is for.
pub(in crate::view) fn empty_card(today: Date) -> Scorecard {
    Scorecard::on(&Company::default(), today)
}

/// Every public indicator, in the order of codes.
pub(in crate::view) fn known(sight: &Sight<'_>, today: Date) -> Vec<Known> {
    let card = empty_card(today);
    let mut indicators: Vec<_> = sight
        .all::<Indicator>()
        .filter(|indicator| indicator.counts())
        .collect();
    indicators.sort_by(|one, other| (&one.code, one.id).cmp(&(&other.code, other.id)));
    indicators
        .into_iter()
        .filter_map(|indicator| {
            let row = row(sight, &card, indicator.id)?;
            let latest = figures(sight, indicator, LATEST)
                .into_iter()
                .rfind(|figure| figure.period.start() <= today);
            let against = latest.map(|latest| Against::of(sight, indicator, latest));
            Some(Known {
                score: against
                    .as_ref()
                    .and_then(|against| against.attainment.score),
                missed_by: against.and_then(|against| missed_by(&against)),
                safety_critical: indicator.tags.safety_critical,
                period: latest.map(|latest| latest.period),
                service: indicator.service,
                resident_priority: indicator.tags.resident_priority,
                from: from_words(
                    row.illustrative.as_deref(),
                    latest.map(|latest| &latest.provenance),
                ),
                row,
            })
        })
        .collect()
}

/// The shortfall as a share of the target, so that measures of different units can be put in order.
fn missed_by(against: &Against<'_>) -> Option<Decimal> {
    let shortfall = against.attainment.shortfall?;
    match against.definition.tolerance {
        Tolerance::Relative(_) | Tolerance::Zero => Some(shortfall),
        Tolerance::AbsolutePoints(_) => shortfall.checked_div(against.target_value?.abs()),
    }
}

/// Figures looked at to find the latest one of a period that has begun: more than any that could be for days ahead.
const LATEST: usize = 24;

/// Where a figure and its target are from, in a word or two.
pub(in crate::view) fn from_words(
    illustrative: Option<&str>,
    figure: Option<&Provenance>,
) -> String {
    match (illustrative, figure) {
        (_, None) => String::new(),
        (Some(words), Some(Provenance::Published(_))) => {
            format!("Published; {}", lower_first(words))
        }
        (Some(words), Some(_)) => words.to_owned(),
        (None, Some(Provenance::Published(_))) => "Published".to_owned(),
        (None, Some(Provenance::Recorded | Provenance::Imported(_) | Provenance::Illustrative)) => {
            "Our own records".to_owned()
        }
    }
}

/// The line at the foot: `Sources: …. What is marked illustrative is made up to show how the pages work. As at ….`
pub(in crate::view) fn source(known: &[&Known], today: Date) -> String {
    let sources: BTreeSet<&str> = known
        .iter()
        .flat_map(|each| [&each.row.provenance, &each.row.target_provenance])
        .filter_map(|from| from.as_deref()?.strip_prefix("Published: "))
        .collect();
    let mut words = String::new();
    if !sources.is_empty() {
        let sources: Vec<&str> = sources.into_iter().collect();
        words.push_str(&format!("Published sources: {}. ", sources.join(" · ")));
    }
    if known.iter().any(|each| each.row.illustrative.is_some()) {
        words.push_str(ILLUSTRATIVE);
        words.push(' ');
    }
    words.push_str(&format!("As at {}.", display::date(today)));
    words
}

/// What the word Illustrative means on a public page.
const ILLUSTRATIVE: &str = "What is marked illustrative is made up to show how these pages work, and is no statement about the Company.";
