//! Statistical process control (rules.md 4.6): the lettered vectors and more as tables, and properties.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod tables;

use domain::{
    explain::explain_chart,
    quantity::{Decimal, Exact, Unit},
    spc::{
        Assurance, Chart, FEWEST, Improvement, NoChart, Options, PointType, Rule, Trust, plotted,
    },
};
use proptest::prelude::*;
use tables::{Row, rows};

fn numbers(text: &str) -> Vec<Decimal> {
    text.split_whitespace()
        .filter(|number| *number != "–")
        .map(|number| match number.split_once('/') {
            // A quotient is charted to ten places.
            Some((above, below)) => {
                let share = Exact::new(above.parse().unwrap(), below.parse().unwrap());
                plotted(&share.unwrap()).unwrap()
            }
            None => number.parse().unwrap(),
        })
        .collect()
}

fn options(row: &Row) -> Options {
    Options {
        baseline: row.optional("baseline"),
        screen: row.get("screen") == "yes",
        improvement: match row.get("good") {
            "up" => Improvement::Up,
            "down" => Improvement::Down,
            "none" => Improvement::None,
            other => panic!("{other} is no direction"),
        },
    }
}

const fn letter(kind: PointType) -> char {
    match kind {
        PointType::Common => '.',
        PointType::ImprovementHigh => 'I',
        PointType::ImprovementLow => 'i',
        PointType::ConcernHigh => 'C',
        PointType::ConcernLow => 'c',
        PointType::NeutralHigh => 'N',
        PointType::NeutralLow => 'n',
    }
}

const fn trust(trust: Trust) -> &'static str {
    match trust {
        Trust::None => "none",
        Trust::Trial => "trial",
        Trust::Firm => "firm",
    }
}

const fn assurance(assurance: Assurance) -> &'static str {
    match assurance {
        Assurance::ConsistentlyPassing => "passing",
        Assurance::ConsistentlyFailing => "failing",
        Assurance::Inconsistent => "inconsistent",
        Assurance::NotApplicable => "not applicable",
    }
}

#[test]
fn every_row_of_the_charts_table() {
    for row in rows(include_str!("tables/spc.txt")) {
        let chart = Chart::of(&numbers(row.get("values")), options(&row)).unwrap();
        let four = |pick: fn(&domain::spc::Lines) -> Exact| {
            chart
                .lines
                .as_ref()
                .map(|lines| pick(lines).rounded(4).unwrap())
        };
        let words = row.words();
        assert_eq!(trust(chart.trust), row.get("limits"), "{words}");
        assert_eq!(four(|lines| lines.mean), row.optional("mean"), "{words}");
        assert_eq!(four(|lines| lines.lower), row.optional("lower"), "{words}");
        assert_eq!(four(|lines| lines.upper), row.optional("upper"), "{words}");
        let points: String = chart
            .points
            .iter()
            .map(|point| letter(point.kind))
            .collect();
        let wanted = row.get("points").replace('–', "");
        assert_eq!(points, wanted, "{words}");
        let target = row.optional::<Decimal>("target").map(Exact::from);
        assert_eq!(
            assurance(chart.assurance(target.as_ref())),
            row.get("assurance"),
            "{words}"
        );
    }
}

#[test]
fn every_row_of_the_patterns_table() {
    let mut options = Options::new(Improvement::Up);
    // Twelve points half a unit on either side of 0, whose mean step is 1.
    options.baseline = Some(12);
    let before: Vec<Decimal> = (0..12)
        .map(|place| Decimal::new(if place % 2 == 0 { 5 } else { -5 }, 1))
        .collect();
    for row in rows(include_str!("tables/spc_patterns.txt")) {
        let values: Vec<Decimal> = row
            .get("values")
            .split_whitespace()
            .map(|number| {
                number
                    .replacen(
                        '.',
                        "0.",
                        usize::from(number.contains("-.") || number.starts_with('.')),
                    )
                    .parse()
                    .unwrap()
            })
            .collect();
        // On the mean once, so that no pattern reaches back into the baseline.
        let all = [before.clone(), vec![Decimal::ZERO, Decimal::ZERO], values].concat();
        let chart = Chart::of(&all, options).unwrap();
        let found: Vec<String> = chart.points[14..]
            .iter()
            .map(|point| {
                let rules: Vec<String> = point
                    .rules
                    .iter()
                    .map(|rule| rule.number().to_string())
                    .collect();
                if rules.is_empty() {
                    "–".to_owned()
                } else {
                    rules.join(",")
                }
            })
            .collect();
        assert_eq!(found.join(" "), row.get("rules"), "{}", row.words());
    }
}

#[test]
fn every_row_of_the_assurance_table() {
    for row in rows(include_str!("tables/spc_assurance.txt")) {
        let read = |column: &str| Exact::from(row.read::<Decimal>(column));
        let (lower, upper, target) = (read("lower"), read("upper"), read("target"));
        for (column, improvement) in [
            ("more is better", Improvement::Up),
            ("less is better", Improvement::Down),
            ("neither", Improvement::None),
        ] {
            let found = assurance(Assurance::of(&lower, &upper, &target, improvement));
            assert_eq!(found, row.get(column), "{column}, {}", row.words());
        }
    }
}

const fn name(rule: Rule) -> &'static str {
    match rule {
        Rule::Astronomical => "outside",
        Rule::Trend => "trend",
        Rule::TwoInThree => "two in three",
        Rule::Shift => "shift",
    }
}

/// The lettered vectors again, with the digits and the rule that the document gives for each point.
#[test]
fn every_row_of_the_lines_table() {
    let charts = rows(include_str!("tables/spc.txt"));
    for row in rows(include_str!("tables/spc_lines.txt")) {
        let named = charts
            .iter()
            .find(|each| each.get("case") == row.get("chart"));
        let data = named.unwrap_or_else(|| panic!("no such chart: {}", row.words()));
        let chart = Chart::of(&numbers(data.get("values")), options(data)).unwrap();
        let lines = chart.lines.unwrap();
        for (column, found) in [
            ("mean", lines.mean),
            ("lower", lines.lower),
            ("upper", lines.upper),
            ("near lower", lines.near_lower),
            ("near upper", lines.near_upper),
            ("step", lines.moving_range),
        ] {
            // To as many places as the document prints.
            if let Some(printed) = row.optional::<Decimal>(column) {
                let rounded = found.rounded(printed.scale()).unwrap();
                assert_eq!(rounded, printed, "{column}, {}", row.words());
            }
        }
        let first: Vec<String> = (1..)
            .zip(&chart.points)
            .filter_map(|(place, point)| Some(format!("{place} {}", name(*point.rules.first()?))))
            .collect();
        assert_eq!(
            first.join(", "),
            row.get("rules").replace('–', ""),
            "{}",
            row.words()
        );
    }
}

#[test]
fn what_cannot_be_charted_says_why() {
    let mut short = Options::new(Improvement::Up);
    short.baseline = Some(1);
    assert_eq!(
        Chart::of(&numbers("1 2 3 4 5"), short),
        Err(NoChart::ShortBaseline)
    );
    let long = numbers("1234567890123456789012345678 0.0000000000000000000000000001 3 4 5");
    assert_eq!(
        Chart::of(&long, Options::new(Improvement::Up)),
        Err(NoChart::OutOfRange)
    );
}

#[test]
fn a_derivation_ends_where_the_chart_does() {
    let values = numbers("10 12 11 14 9");
    let steps = explain_chart(
        &values,
        Options::new(Improvement::Up),
        Some(&Exact::from(20)),
    )
    .unwrap();
    let told: Vec<(&str, &str)> = steps
        .iter()
        .map(|step| (step.expression.as_str(), step.value.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("(10 + 12 + 11 + 14 + 9) ÷ 5", "11.2"),
            ("(2 + 1 + 3 + 5) ÷ 4", "2.75"),
            ("11.2 − 2.66 × 2.75", "3.885"),
            ("11.2 + 2.66 × 2.75", "18.515"),
            ("5 < 12", "Trial limits"),
            ("9", "Usual variation"),
            ("20 > 18.515", "Will keep missing the target"),
        ]
    );
}

fn mirrored(kind: PointType) -> PointType {
    match kind {
        PointType::ImprovementHigh => PointType::ImprovementLow,
        PointType::ImprovementLow => PointType::ImprovementHigh,
        PointType::ConcernHigh => PointType::ConcernLow,
        PointType::ConcernLow => PointType::ConcernHigh,
        other => other,
    }
}

proptest! {
    /// Values upside down, with the other way good, are the same chart upside down.
    #[test]
    fn a_chart_has_no_preferred_way(units in proptest::collection::vec(-500_i64..500, FEWEST..60), baseline in proptest::option::of(2_usize..30)) {
        let chart = |sign: i64, improvement| {
            let values: Vec<Decimal> = units.iter().map(|unit| Decimal::new(unit * sign, 1)).collect();
            Chart::of(&values, Options { baseline, screen: true, improvement }).unwrap()
        };
        let (up, down) = (chart(1, Improvement::Up), chart(-1, Improvement::Down));
        prop_assert_eq!(up.lines.unwrap().upper, down.lines.unwrap().lower.negated());
        for (one, other) in up.points.iter().zip(&down.points) {
            prop_assert_eq!(one.kind, mirrored(other.kind));
            prop_assert_eq!(&one.rules, &other.rules);
        }
    }

    /// What is added to every value moves the lines and changes no point.
    #[test]
    fn where_zero_is_does_not_matter(units in proptest::collection::vec(-500_i64..500, FEWEST..60), by in -10_000_i64..10_000) {
        let chart = |by: i64| {
            let values: Vec<Decimal> = units.iter().map(|unit| Decimal::new(unit + by, 2)).collect();
            Chart::of(&values, Options::new(Improvement::Up)).unwrap()
        };
        let (here, there) = (chart(0), chart(by));
        prop_assert_eq!(&here.points, &there.points);
        let moved = here.lines.unwrap().mean.checked_add(&Exact::from(Decimal::new(by, 2))).unwrap();
        prop_assert_eq!(there.lines.unwrap().mean, moved);
    }
}

#[test]
fn only_a_signal_for_the_worse_is_one_of_concern() {
    for (kind, concern) in [
        (PointType::Common, false),
        (PointType::ImprovementHigh, false),
        (PointType::ImprovementLow, false),
        (PointType::ConcernHigh, true),
        (PointType::ConcernLow, true),
        (PointType::NeutralHigh, false),
        (PointType::NeutralLow, false),
    ] {
        assert_eq!(kind.is_concern(), concern, "{kind:?}");
    }
}

#[test]
fn limits_are_shown_no_further_than_figures_reach() {
    let shown = |values: [i64; 6], unit| {
        let values = values.map(Decimal::from);
        let chart = Chart::of(&values, Options::new(Improvement::Up)).unwrap();
        let lines = chart.lines.unwrap();
        let (lower, upper) = lines.shown(unit);
        (lower == lines.lower, upper == lines.upper, lower, upper)
    };
    let percent = |may_exceed_100| Unit::Percent { may_exceed_100 };
    // 1 to 99 by turns: limits far below 0 and above 100.
    let wide = [1, 99, 1, 99, 1, 99];
    let (cut_below, cut_above) = (Exact::ZERO, Exact::from(100));
    assert_eq!(
        shown(wide, percent(false)),
        (false, false, cut_below, cut_above)
    );
    for unit in [percent(true), Unit::Count] {
        let (kept_below, kept_above, lower, _) = shown(wide, unit);
        assert_eq!((kept_below, kept_above, lower), (false, true, cut_below));
    }
    // What lies below 0 on the whole is not counted, whatever it is called.
    let (kept_below, kept_above, ..) = shown([-1, -9, -1, -9, -1, -9], Unit::Count);
    assert!(kept_below && kept_above);
    let (kept_below, kept_above, ..) = shown(wide, Unit::Money);
    assert!(kept_below && kept_above);
}

#[test]
fn a_step_of_exactly_the_screen_is_screened_out() {
    // Steps of 3267, 200, 200 and 333, whose mean is 1000: the first is 3.267 times that, and not below it.
    let chart = Chart::of(
        &numbers("0 3267 3067 2867 3200"),
        Options::new(Improvement::Up),
    )
    .unwrap();
    assert_eq!(
        chart.lines.unwrap().moving_range,
        Exact::new(733, 3).unwrap()
    );
}
