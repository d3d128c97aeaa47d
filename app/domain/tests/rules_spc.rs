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
    spc::{Assurance, Chart, FEWEST, Improvement, NoChart, Options, PointType, Rule, Trust},
};
use proptest::prelude::*;
use tables::{Row, rows};

fn numbers(text: &str) -> Vec<Decimal> {
    text.split_whitespace()
        .filter(|number| *number != "–")
        .map(|number| number.parse().unwrap())
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
fn every_row_of_the_assurance_vector() {
    let of = |lower: i64, upper: i64, improvement| {
        assurance(Assurance::of(
            &Exact::from(lower),
            &Exact::from(upper),
            &Exact::from(4),
            improvement,
        ))
    };
    // Vector K: limits, more is better, less is better.
    for (lower, upper, up, down) in [
        (1, 3, "failing", "passing"),
        (5, 7, "passing", "failing"),
        (1, 5, "inconsistent", "inconsistent"),
    ] {
        assert_eq!(of(lower, upper, Improvement::Up), up);
        assert_eq!(of(lower, upper, Improvement::Down), down);
        assert_eq!(of(lower, upper, Improvement::None), "not applicable");
    }
}

/// Vector E: shares, whose limits hold to four places.
#[test]
fn quotients_are_charted_to_ten_places() {
    let above = [5, 7, 5, 7, 7, 5, 4, 9, 8, 13, 8, 7, 8, 7, 12, 11, 8];
    let below = [
        113, 132, 121, 134, 116, 131, 93, 138, 182, 157, 100, 103, 146, 108, 153, 141, 134,
    ];
    let values: Vec<Decimal> = above
        .iter()
        .zip(below)
        .map(|(above, below)| domain::spc::plotted(&Exact::new(*above, below).unwrap()).unwrap())
        .collect();
    let chart = Chart::of(&values, Options::new(Improvement::None)).unwrap();
    let lines = chart.lines.unwrap();
    let four = |number: &Exact| number.rounded(4).unwrap().to_string();
    assert_eq!(
        (four(&lines.lower), four(&lines.upper)),
        ("0.0229".to_owned(), "0.0957".to_owned())
    );
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
fn a_target_on_a_limit_lies_between_them() {
    let (lower, upper) = (Exact::from(10), Exact::from(20));
    let of = |target: i64| Assurance::of(&lower, &upper, &Exact::from(target), Improvement::Up);
    assert_eq!(of(9), Assurance::ConsistentlyPassing);
    assert_eq!(of(10), Assurance::Inconsistent);
    assert_eq!(of(20), Assurance::Inconsistent);
    assert_eq!(of(21), Assurance::ConsistentlyFailing);
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

/// Vectors H, I and J of rules.md 4.6 with the digits and the rule that the document gives for each point: `11 trend` is the first rule
/// that flags the eleventh.
#[test]
fn the_lettered_vectors_name_the_rule_of_each_point() {
    let first = |rule: Rule| match rule {
        Rule::Astronomical => "outside",
        Rule::Trend => "trend",
        Rule::TwoInThree => "two in three",
        Rule::Shift => "shift",
    };
    for (values, improvement, lines, flagged) in [
        (
            "19.2 18.4 20.1 17.9 18.8 19.6 18.1 19.0 20.4 18.6 19.3 18.7 17.2 16.8 16.1 15.4 15.0 14.6 14.1",
            Improvement::Down,
            "mean 19.008333, lower 15.792152, upper 22.224515",
            "11 trend, 12 trend, 13 trend, 14 trend, 15 trend, 16 outside, 17 outside, 18 outside, 19 outside",
        ),
        (
            "96.0 96.2 95.9 96.1 96.0 96.2 95.8 96.1 95.9 96.0 96.2 95.9 96.35 96.2 96.3 96.15 96.3 96.2 96.25",
            Improvement::Up,
            "mean 96.025000, lower 95.420455, upper 96.629545",
            "13 shift, 14 shift, 15 shift, 16 shift, 17 shift, 18 shift, 19 shift",
        ),
        (
            "50 52 49 51 50 48 51 50 52 49 50 51 54.0 51.0 53.9",
            Improvement::Up,
            "mean 50.250000, lower 45.171818, upper 55.328182, near upper 53.635455, step 1.909091",
            "13 two in three, 15 two in three",
        ),
    ] {
        let options = Options {
            baseline: Some(12),
            ..Options::new(improvement)
        };
        let chart = Chart::of(&numbers(values), options).unwrap();
        let found = chart.lines.as_ref().unwrap();
        let six = |value: &Exact| format!("{:.6}", value.rounded(6).unwrap());
        let mut told = format!(
            "mean {}, lower {}, upper {}",
            six(&found.mean),
            six(&found.lower),
            six(&found.upper)
        );
        if lines.contains("near") {
            let (near, step) = (six(&found.near_upper), six(&found.moving_range));
            told.push_str(&format!(", near upper {near}, step {step}"));
        }
        assert_eq!(told, lines);
        let rules: Vec<String> = (1..)
            .zip(&chart.points)
            .filter_map(|(place, point)| Some(format!("{place} {}", first(*point.rules.first()?))))
            .collect();
        assert_eq!(rules.join(", "), flagged);
    }
}
