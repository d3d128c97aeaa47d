//! What an indicator means: its definition, term by term, and what the colours stand for.

use rust_decimal::Decimal;

use crate::{
    calendar::Date,
    definition_sheet::DefinitionSheet,
    display,
    indicator::Indicator,
    indicator_selection::{IndicatorSelection, Stakeholder},
    quantity::{Exact, Unit},
    record::Stored,
    scoring::{Direction, Tolerance},
    sight::Sight,
    view::{
        called,
        reading::{lower_first, target_words, unit_word},
    },
};

/// One term and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The term: `Collected`.
    pub term: String,
    /// What it is: `Every month`.
    pub is: String,
}

/// What the colours mean for one indicator (rules.md 4.1; the client's key is 10% of the target).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColourRule {
    /// Amber is so far from the target: `10%`, `2 points`.
    Within(String),
    /// There is no amber: the target is met or it is not.
    NoAmber,
    /// There is no target, so there is no colour.
    NoColour,
}

impl ColourRule {
    /// The rule of an indicator.
    pub fn of(indicator: &Indicator) -> Self {
        if !indicator.is_scored() {
            return Self::NoColour;
        }
        let places = |number: Decimal| number.normalize().scale().min(4);
        match indicator.tolerance {
            Tolerance::Zero => Self::NoAmber,
            tolerance if tolerance.amount() <= Decimal::ZERO => Self::NoAmber,
            Tolerance::Relative(share) => {
                let percent = Exact::from(share).checked_mul(&Exact::from(100));
                let decimals = places(share).saturating_sub(2);
                let share =
                    percent.map_or_else(String::new, |percent| display::number(&percent, decimals));
                Self::Within(format!("{share}%"))
            }
            Tolerance::AbsolutePoints(points) => {
                let amount = Exact::from(points);
                Self::Within(match indicator.unit {
                    Unit::Percent { .. } => {
                        format!("{} points", display::number(&amount, places(points)))
                    }
                    unit => display::figure(unit, &amount, places(points), None, None),
                })
            }
        }
    }
}

/// The definition, term by term.
pub(super) fn facts(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    service: Option<&str>,
    today: Date,
) -> Vec<Fact> {
    let fact = |term: &str, is: &str| Fact {
        term: term.to_owned(),
        is: is.to_owned(),
    };
    let mut facts = vec![
        fact("How it is worked out", &indicator.formula),
        fact("Counted in", unit_word(indicator.unit)),
        fact("What is good", &what_is_good(indicator)),
        fact("Collected", how_often(indicator)),
        fact("Kind of measure", indicator.source.words()),
        fact("Who answers for it", service.unwrap_or("The whole Company")),
        fact("Short code", &indicator.code),
    ];
    if !indicator.defined_by.is_empty() {
        facts.push(fact("Where the definition is from", &indicator.defined_by));
    }
    if !indicator.purpose.is_empty() {
        facts.insert(0, fact("Why we measure it", &indicator.purpose));
    }
    facts.extend(
        of_the_sheet(sight, indicator)
            .into_iter()
            .map(|(term, is)| fact(term, &is)),
    );
    let chosen = chosen_by(sight, indicator, today);
    if !chosen.is_empty() {
        facts.push(fact("Chosen by", &chosen));
    }
    facts
}

/// What the definition sheet tells residents; who provides and checks a figure it does not.
fn of_the_sheet(sight: &Sight<'_>, indicator: &Stored<Indicator>) -> Vec<(&'static str, String)> {
    let sheet = DefinitionSheet::latest(sight.company(), indicator.id)
        .filter(|(id, _)| sight.get(*id).is_some());
    let Some((_, sheet)) = sheet else {
        return Vec::new();
    };
    let terms = sheet.terms;
    [
        ("What we promise", terms.service_standard_text),
        ("What is counted", terms.numerator),
        ("Out of what", terms.denominator),
        ("What moves it within months", terms.drivers_short_term),
        ("What moves it over years", terms.drivers_long_term),
        ("Standard that it answers to", terms.standard),
    ]
    .into_iter()
    .filter(|(_, is)| !is.is_empty())
    .collect()
}

/// `Residents, the Council`: who chose it and still does (S47).
fn chosen_by(sight: &Sight<'_>, indicator: &Stored<Indicator>, today: Date) -> String {
    let mut who: Vec<Stakeholder> = IndicatorSelection::of(sight.company(), indicator.id)
        .filter(|(id, selection)| sight.get(*id).is_some() && selection.stands_on(today))
        .map(|(_, selection)| selection.chosen_by)
        .collect();
    who.sort();
    who.dedup();
    let words: Vec<String> = who.iter().map(|who| who.words().to_owned()).collect();
    called::sentence(&called::list(&words, "and"))
}

fn what_is_good(indicator: &Indicator) -> String {
    match indicator.direction {
        Direction::HigherIsBetter => "Higher is better".to_owned(),
        Direction::LowerIsBetter => "Lower is better".to_owned(),
        Direction::WithinRange { .. } => target_words(indicator, None)
            .map_or_else(String::new, |range| {
                format!("Anywhere from {}", lower_first(&range))
            }),
        Direction::Contextual => "Neither way: it is shown for information".to_owned(),
    }
}

const fn how_often(indicator: &Indicator) -> &'static str {
    use crate::calendar::Frequency;
    match indicator.frequency {
        Frequency::Monthly => "Every month",
        Frequency::Quarterly => "Every quarter",
        Frequency::Annual => "Every year",
    }
}
