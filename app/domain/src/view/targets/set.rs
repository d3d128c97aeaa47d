//! What is known of a year before its targets are set: one answer for all of them (rules.md 4.10, TV13).

use crate::{
    calendar::FinancialYear,
    indicator_set::{Heard, IndicatorSet, SetStep, StepIndicatorSet},
    record::Stamp,
    role::Role,
    scope::Scope,
    sight::Sight,
    target_case::Fee,
    view::{
        called,
        indicator::Fact,
        permission::{Offer, tried},
        reading::lower_first,
    },
};

/// The year's set, for the page of its targets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearSet {
    /// Term by term: what stakeholders said, whether the fee is agreed.
    pub facts: Vec<Fact>,
    /// What was recorded earlier, the latest first: `on 3 November 2026 by Alex Tremaine: “…”`.
    pub earlier: Vec<String>,
    /// What stands in the form at first.
    pub first: Typed,
    /// What can be said of the fee: what is sent and what people read.
    pub fees: Vec<(String, String)>,
    /// Recording what was heard.
    pub answer: Offer,
}

/// The form's fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// What the Council and residents said.
    pub stakeholders: String,
    /// `open`, `agreed` or `overridden`.
    pub fee: String,
    /// Why targets stand before it is agreed.
    pub because: String,
}

const OPEN: &str = "open";
const AGREED: &str = "agreed";
const OVERRIDDEN: &str = "overridden";

/// The set of a year as the reader sees it.
pub(super) fn set(sight: &Sight<'_>, year: FinancialYear) -> YearSet {
    let steps = seen(sight, year);
    let mut answers = steps
        .iter()
        .rev()
        .filter_map(|(stamp, taken)| match &taken.step {
            SetStep::Heard(heard) => Some((*stamp, taken.by, heard)),
            SetStep::Agreed { .. } | SetStep::Locked => None,
        });
    let stands = answers.next();
    let mut facts = vec![Fact {
        term: "What the Council and residents said",
        is: stands.map_or_else(
            || "Not recorded yet".to_owned(),
            |(.., heard)| heard.stakeholders.clone(),
        ),
    }];
    facts.push(Fact {
        term: "Management fee",
        is: stands.map_or_else(
            || "Not recorded yet".to_owned(),
            |(.., heard)| fee_words(sight, &heard.fee),
        ),
    });
    if let Some((stamp, by, _)) = stands {
        facts.push(Fact {
            term: "Recorded",
            is: called::when(sight, stamp, by),
        });
    }
    YearSet {
        facts,
        earlier: answers
            .map(|(stamp, by, heard)| {
                format!(
                    "{}: “{}” {}.",
                    called::sentence(&called::when(sight, stamp, by)),
                    heard.stakeholders,
                    fee_words(sight, &heard.fee)
                )
            })
            .collect(),
        first: stands.map_or_else(begun, |(.., heard)| typed(heard)),
        fees: fees(sight),
        answer: Offer::when(may(sight, year), sight, sample(year)),
    }
}

/// What of a year's set the reader sees, in its order.
pub(super) fn seen(sight: &Sight<'_>, year: FinancialYear) -> Vec<(Stamp, IndicatorSet)> {
    if sight.sees(&Scope::Staff) {
        IndicatorSet::steps(sight.company(), year)
    } else {
        Vec::new()
    }
}

fn fee_words(sight: &Sight<'_>, fee: &Fee) -> String {
    match fee {
        Fee::NotAgreed => "Not agreed yet".to_owned(),
        Fee::Agreed => "Agreed".to_owned(),
        Fee::Overridden { by, because } => format!(
            "Not agreed; {} lets the year’s targets stand all the same: “{because}”",
            called::you_or_name(sight, *by)
        ),
    }
}

/// Whoever may not choose to let the targets stand is told who can by the check.
fn fees(sight: &Sight<'_>) -> Vec<(String, String)> {
    let officer = sight
        .person()
        .is_some_and(|person| Role::AccountableOfficer.has(sight.company(), person));
    let override_words = officer.then_some((
        OVERRIDDEN,
        "No, and I let the year’s targets stand all the same",
    ));
    [(OPEN, "Not yet"), (AGREED, "Yes")]
        .into_iter()
        .chain(override_words)
        .map(|(value, words)| (value.to_owned(), words.to_owned()))
        .collect()
}

fn begun() -> Typed {
    Typed {
        fee: OPEN.to_owned(),
        ..Typed::default()
    }
}

fn typed(heard: &Heard) -> Typed {
    let (fee, because) = match &heard.fee {
        Fee::NotAgreed => (OPEN, ""),
        Fee::Agreed => (AGREED, ""),
        Fee::Overridden { because, .. } => (OVERRIDDEN, because.as_str()),
    };
    Typed {
        stakeholders: heard.stakeholders.clone(),
        fee: fee.to_owned(),
        because: because.to_owned(),
    }
}

fn sample(year: FinancialYear) -> StepIndicatorSet {
    StepIndicatorSet {
        year,
        step: SetStep::Heard(Heard {
            stakeholders: "?".to_owned(),
            fee: Fee::NotAgreed,
        }),
    }
}

/// Whether the reader is of those who take steps with the set.
pub(super) fn may(sight: &Sight<'_>, year: FinancialYear) -> bool {
    tried(sight, sample(year)).is_ok()
}

/// The command that the form comes to.
pub fn heard(sight: &Sight<'_>, year: FinancialYear, typed: &Typed) -> StepIndicatorSet {
    let because = typed.because.trim();
    let stands = IndicatorSet::heard(sight.company(), year).map(|heard| heard.fee);
    let fee = match (typed.fee.as_str(), stands, sight.person()) {
        (AGREED, ..) => Fee::Agreed,
        // One that stands stays its giver's.
        (
            OVERRIDDEN,
            Some(Fee::Overridden {
                by,
                because: before,
            }),
            _,
        ) if before == because => Fee::Overridden {
            by,
            because: before,
        },
        (OVERRIDDEN, _, Some(by)) => Fee::Overridden {
            by,
            because: because.to_owned(),
        },
        _ => Fee::NotAgreed,
    };
    StepIndicatorSet {
        year,
        step: SetStep::Heard(Heard {
            stakeholders: typed.stakeholders.trim().to_owned(),
            fee,
        }),
    }
}

/// What was heard, in a sentence for the page of one target.
pub(in crate::view) fn in_a_sentence(sight: &Sight<'_>, year: FinancialYear) -> String {
    let heard = IndicatorSet::heard(sight.company(), year);
    match heard.filter(|_| sight.sees(&Scope::Staff)) {
        None => format!("What the Council and residents said about {year} is not recorded yet."),
        Some(heard) => format!(
            "The Council and residents said: “{}” Management fee for {year}: {}.",
            heard.stakeholders,
            lower_first(&fee_words(sight, &heard.fee))
        ),
    }
}
