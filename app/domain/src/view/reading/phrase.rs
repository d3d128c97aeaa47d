//! The words for figures, targets, gaps and periods (rules.md 4.2 and 4.5).

use rust_decimal::Decimal;

use crate::{
    calendar::{Grain, Period, month_name},
    display::{self, honest},
    indicator::Indicator,
    quantity::{Exact, Unit},
    scoring::{Direction, Movement, Travel, movement, travel},
    view::called,
};

/// What stands where a period had nothing to divide by (rules.md 4.4: neither 0% nor 100%).
const NO_CASES: &str = "No cases";

/// A figure with its unit, rounded honestly against its target.
pub(in crate::view) fn value_text(
    indicator: &Indicator,
    value: Option<&Exact>,
    target: Option<Decimal>,
) -> String {
    value.map_or_else(
        || NO_CASES.to_owned(),
        |value| {
            display::figure(
                indicator.unit,
                value,
                indicator.decimals,
                Some(indicator.direction),
                target,
            )
        },
    )
}

/// A target with its unit and no more decimals than it has: `65%`, `17 days`, `95% to 105%`; none where there is none.
pub(in crate::view) fn target_text(
    indicator: &Indicator,
    target: Option<Decimal>,
) -> Option<String> {
    match indicator.direction {
        Direction::WithinRange { lo, hi } => Some(format!(
            "{} to {}",
            amount(indicator, lo),
            amount(indicator, hi)
        )),
        Direction::HigherIsBetter | Direction::LowerIsBetter => {
            target.map(|target| amount(indicator, target))
        }
        Direction::Contextual => None,
    }
}

/// The target as a demand: `at least 65%`, `at most 17 days`, `95% to 105%`.
pub fn target_words(indicator: &Indicator, target: Option<Decimal>) -> Option<String> {
    let text = target_text(indicator, target)?;
    Some(match indicator.direction {
        Direction::HigherIsBetter => format!("at least {text}"),
        Direction::LowerIsBetter => format!("at most {text}"),
        Direction::WithinRange { .. } | Direction::Contextual => text,
    })
}

/// One place more than figures have is enough for a month's share of a year's target.
fn amount(indicator: &Indicator, target: Decimal) -> String {
    let places = target.normalize().scale().min(indicator.decimals + 1);
    display::figure(
        indicator.unit,
        &Exact::from(target),
        in_pence(indicator.unit, places),
        None,
        None,
    )
}

/// Pounds with none or two decimals, never one.
const fn in_pence(unit: Unit, places: u32) -> u32 {
    match unit {
        Unit::Money | Unit::MoneyPerUnit if places == 1 => 2,
        _ => places,
    }
}

/// A difference between two figures: per cent differ by points.
fn difference(indicator: &Indicator, difference: Decimal) -> String {
    let places = difference.normalize().scale().min(4);
    let amount = Exact::from(difference);
    match indicator.unit {
        Unit::Percent { .. } => {
            let number = display::number(&amount, places);
            let word = if number == "1" { "point" } else { "points" };
            format!("{number} {word}")
        }
        unit => display::figure(unit, &amount, in_pence(unit, places), None, None),
    }
}

/// How a figure stands to its target: `1.4 points below the target of 65%`. The difference is between the numbers that
/// are shown, so that a reader who subtracts finds the same.
pub(super) fn against_target(
    indicator: &Indicator,
    value: &Exact,
    target: Option<Decimal>,
) -> Option<String> {
    let text = target_text(indicator, target)?;
    let (name, reference) = match indicator.direction {
        Direction::WithinRange { lo, hi } => {
            if (Exact::from(lo)..=Exact::from(hi)).contains(value) {
                return Some(format!("within the target range of {text}"));
            }
            (
                "target range",
                if *value > Exact::from(hi) { hi } else { lo },
            )
        }
        _ => ("target", target?),
    };
    let better = match indicator.direction {
        Direction::LowerIsBetter => " (lower is better)",
        _ => "",
    };
    if *value == Exact::from(reference) || indicator.unit == Unit::YesNo {
        let met = indicator.direction.is_met(value, &Exact::from(reference));
        let verb = if met { "meeting" } else { "missing" };
        return Some(format!("{verb} the {name} of {text}"));
    }
    let side = if *value > Exact::from(reference) {
        "above"
    } else {
        "below"
    };
    let shown = honest(
        value,
        indicator.decimals,
        indicator.unit.scale(),
        Some(indicator.direction),
        target,
    )?;
    let gap = (shown.value - display::half_away(reference, indicator.decimals + 1)).abs();
    if shown.just.is_some() || gap.is_zero() {
        return Some(format!("just {side} the {name} of {text}{better}"));
    }
    Some(format!(
        "{} {side} the {name} of {text}{better}",
        difference(indicator, gap)
    ))
}

/// Which way a figure moved since the period before.
pub(in crate::view) struct Moved {
    /// Whether that is good.
    pub travel: Travel,
    /// `Improving: 4.1 points higher`.
    pub short: String,
    /// `than in 2023/24`.
    since: String,
}

impl Moved {
    /// `Improving: 4.1 points higher than in 2023/24`.
    pub(super) fn words(&self) -> String {
        format!("{} {}", self.short, self.since)
    }
}

/// Which way a figure moved since an earlier one; none where one of the two is missing.
pub(in crate::view) fn moved(
    indicator: &Indicator,
    before: Option<(&Exact, Period)>,
    now: Option<&Exact>,
) -> Option<Moved> {
    let ((before, period), now) = before.zip(now)?;
    let travel = travel(
        indicator.direction,
        Some(before),
        Some(now),
        indicator.decimals,
    );
    // Between the numbers that are shown, so that a reader's own subtraction agrees.
    let shown = |figure: &Exact| figure.rounded(indicator.decimals);
    let by = shown(now)
        .zip(shown(before))
        .map(|(now, before)| difference(indicator, (now - before).abs()));
    let (moved, than) = match (movement(before, now, indicator.decimals), by) {
        (Movement::Level, _) | (_, None) => ("about the same".to_owned(), "as in"),
        (Movement::Up, Some(by)) => (format!("{by} higher"), "than in"),
        (Movement::Down, Some(by)) => (format!("{by} lower"), "than in"),
    };
    Some(Moved {
        travel,
        short: match travel {
            Travel::NotComparable => called::sentence(&moved),
            known => format!("{}: {moved}", known.words()),
        },
        since: format!("{than} {}", period.words()),
    })
}

/// `the year before`, for the period straight before one of this length.
pub(super) const fn the_one_before(grain: Grain) -> &'static str {
    match grain {
        Grain::Month => "the month before",
        Grain::Quarter => "the quarter before",
        Grain::Year => "the year before",
    }
}

/// How many periods in a row: `3 months running`, `this month`.
pub(in crate::view) fn running(grain: Grain, periods: usize) -> String {
    let word = match grain {
        Grain::Month => "month",
        Grain::Quarter => "quarter",
        Grain::Year => "year",
    };
    match periods {
        0 | 1 => format!("1 {word}"),
        many => format!("{many} {word}s running"),
    }
}

/// A period short enough to stand under an axis: `Nov 2026`, `Q3 2026/27`, `2026/27`.
pub fn period_short(period: Period) -> String {
    match period.grain {
        Grain::Month => {
            let start = period.start();
            let name: String = month_name(start.month()).chars().take(3).collect();
            format!("{name} {}", start.year())
        }
        Grain::Quarter => format!("Q{} {}", period.index, period.fy),
        Grain::Year => period.fy.label(),
    }
}

/// What a figure is counted in, in words.
pub(in crate::view) const fn unit_word(unit: Unit) -> &'static str {
    match unit {
        Unit::Percent { .. } => "Per cent",
        Unit::RatePerThousand => "Per 1,000 homes",
        Unit::CalendarDays => "Days",
        Unit::WorkingDays => "Working days",
        Unit::Hours => "Hours",
        Unit::Count => "Number",
        Unit::Money => "Pounds",
        Unit::MoneyPerUnit => "Pounds each",
        Unit::Score => "Score",
        Unit::YesNo => "Yes or no",
    }
}

/// For words that go on within a sentence.
pub(in crate::view) fn lower_first(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(rest).collect()
    })
}
