//! The year to date and twelve months on an indicator's page, each beside the same a year before (rules.md 4.4, 4.5).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;

use domain::{
    aggregation::Aggregation,
    calendar::{Date, FinancialYear, Frequency, Period},
    indicator::Indicator,
    quantity::{Figure, Unit as Measure},
    scoring::Direction,
    view::indicator::{self, Spans},
};
use scored_company::*;

const LET: u128 = 1;

/// The section of an indicator with these figures, month after month from April 2025.
fn spans(definition: Indicator, figures: &[Option<Figure>]) -> Spans {
    let mut scored = Scored::empty();
    scored.indicator(LET, definition);
    let mut period = Period::month(FinancialYear(2025), 1).unwrap();
    for figure in figures {
        if let Some(figure) = figure {
            scored.figure(LET, &period.to_string(), figure.clone());
        }
        period = period.next();
    }
    indicator::page(&scored.staff(), &scored.card(), id(LET), today())
        .unwrap()
        .spans
        .unwrap()
}

fn told(spans: &Spans) -> Vec<String> {
    spans
        .rows
        .iter()
        .map(|row| {
            format!(
                "{} | {} | {} | {}",
                row.span, row.value, row.before, row.change
            )
        })
        .collect()
}

/// 2 of 4 in one month and 2 of 100 in the next, twice: what a mean of percentages would get wrong (peers.md 5.7, vector 6).
fn shares(count: usize) -> Vec<Option<Figure>> {
    let pair = [Some(ratio("2", "4")), Some(ratio("2", "100"))];
    pair.into_iter().cycle().take(count).collect()
}

#[test]
fn percentages_are_put_together_by_their_parts_and_never_averaged() {
    let found = spans(percent("LET", "Homes let in time"), &shares(14));
    assert_eq!(
        told(&found),
        [
            "May 2026 | 2.0% | 2.0% | Steady: about the same",
            "Year to date: April 2026 to May 2026 | 3.8% | 3.8% | Steady: about the same",
            "Last twelve months: June 2025 to May 2026 | 3.8% | 3.8%, with 2 of 12 reported | Not compared: a figure is missing",
        ]
    );
    assert_eq!(
        found.steps[0].says.split(':').next(),
        Some("Year to date"),
        "each step says of which span it is"
    );
    assert_eq!(found.steps[0].value, "3.8462");
}

#[test]
fn twelve_months_are_drawn_for_each_period_that_has_all_of_them() {
    let rolling = |count| spans(percent("LET", "Homes let in time"), &shares(count)).rolling;
    assert_eq!(rolling(12), None, "one point is no line");
    let two = rolling(13).unwrap();
    let points: Vec<_> = two
        .points
        .iter()
        .map(|point| (point.period_words.as_str(), point.value_text.as_str()))
        .collect();
    assert_eq!(points, [("March 2026", "3.8%"), ("April 2026", "3.8%")]);
    let mut gap = shares(13);
    gap[5] = None;
    assert_eq!(
        spans(percent("LET", "Homes let in time"), &gap).rolling,
        None,
        "nothing is filled in"
    );
}

fn count() -> Indicator {
    Indicator {
        unit: Measure::Count,
        decimals: 0,
        aggregation: Aggregation::Sum,
        direction: Direction::LowerIsBetter,
        ..percent("COM", "Complaints")
    }
}

#[test]
fn counts_are_added_up_and_a_year_is_held_against_the_one_before() {
    let figures: Vec<_> = (0..24)
        .map(|month| Some(value(if month < 12 { "10" } else { "8" })))
        .collect();
    assert_eq!(
        told(&spans(count(), &figures[..19])),
        [
            "October 2026 | 8 | 10 | Improving: 2 lower",
            "Year to date: April 2026 to October 2026 | 56 | 70 | Improving: 14 lower",
            "Last twelve months: November 2025 to October 2026 | 106 | 70, with 7 of 12 reported | Not compared: a figure is missing",
        ]
    );
    assert_eq!(
        told(&spans(count(), &figures))[2],
        "Last twelve months: April 2026 to March 2027 | 96 | 120 | Improving: 24 lower"
    );
    assert_eq!(
        told(&spans(count(), &figures[..3]))[0],
        "June 2025 | 10 | No figure | Nothing to compare with"
    );
}

#[test]
fn what_cannot_be_put_together_says_why() {
    let of = |aggregation| {
        let definition = Indicator {
            aggregation,
            ..count()
        };
        spans(definition, &[Some(value("10")), Some(value("8"))])
    };
    let apart = of(Aggregation::None);
    assert_eq!(apart.rows.len(), 1);
    assert_eq!(
        apart.note,
        "Not available for this period: this indicator's figures cannot be put together across periods."
    );
    assert_eq!(
        of(Aggregation::Last).note,
        "It is a snapshot: the latest figure is also that of the year to date."
    );
    let averaged = spans(
        Indicator {
            aggregation: Aggregation::RatioOfSums,
            ..count()
        },
        &[Some(value("10")), Some(value("8"))],
    );
    assert!(
        averaged.rows[1]
            .value
            .starts_with("This rule divides a numerator by a denominator"),
        "{}",
        averaged.rows[1].value
    );
}

#[test]
fn another_definition_is_not_compared() {
    let figures: Vec<_> = (0..19).map(|_| Some(value("10"))).collect();
    let changed = Indicator {
        since: Some(Date::constant(2026, 4, 1)),
        ..count()
    };
    let found = spans(changed, &figures);
    assert!(told(&found)[1].ends_with("| 70 | 70 | Not compared: the definition changed"));
    assert!(
        found
            .note
            .starts_with("How it is counted or judged changed on 1 April 2026")
    );
}

#[test]
fn what_is_collected_once_a_year_has_its_year_and_the_one_before() {
    let mut scored = Scored::empty();
    scored.indicator(
        LET,
        Indicator {
            frequency: Frequency::Annual,
            ..percent("TP", "Satisfaction")
        },
    );
    scored.figure(LET, "2024-Y", value("66"));
    scored.figure(LET, "2025-Y", value("68"));
    let page = indicator::page(&scored.staff(), &scored.card(), id(LET), today()).unwrap();
    assert_eq!(
        told(&page.spans.unwrap()),
        ["2025/26 | 68.0% | 66.0% | Improving: 2 points higher"]
    );
}
