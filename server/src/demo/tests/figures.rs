//! Indicators: whose they are, what is published, and where each stands.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    calendar::Period,
    indicator::{Indicator, IndicatorSource},
    measurement::{Measurement, MeasurementState},
    ownership::Ownership,
    post::{Grade, Post},
    provenance::Provenance,
    record::Stored,
    scorecard::reading,
    scoring::Rag,
    target::{Target, TargetState},
};
use rust_decimal::Decimal;

use super::{TODAY, played::demo};

fn indicators() -> BTreeMap<String, &'static Stored<Indicator>> {
    demo()
        .all::<Indicator>()
        .map(|indicator| (indicator.code.clone(), indicator))
        .collect()
}

#[test]
fn every_kpi_is_owned_by_an_active_manager() {
    let all = indicators();
    assert_eq!((all.len(), demo().all::<Indicator>().count()), (73, 73));
    for (code, indicator) in &all {
        let owner = Ownership::on(demo(), indicator.id, TODAY).unwrap();
        assert!(demo().get(owner).unwrap().active, "{code}");
        assert!(
            Post::grade_of(demo(), owner).is_some_and(Grade::is_manager),
            "{code}"
        );
    }
    let sources: BTreeSet<_> = all.values().map(|indicator| indicator.source).collect();
    assert_eq!(sources, IndicatorSource::ALL.into_iter().collect());
    assert_eq!(
        all.values()
            .filter(|indicator| indicator.tags.diversity)
            .count(),
        4
    );
    assert_eq!(all.values().filter(|indicator| indicator.tags.statutory && indicator.source == IndicatorSource::Kpi).count(), 26);
}

#[test]
fn what_was_published_names_its_source_and_the_rest_is_illustrative() {
    let published = demo()
        .all::<Measurement>()
        .filter(|found| !found.provenance.is_illustrative());
    let mut of: BTreeMap<String, usize> = BTreeMap::new();
    for found in published {
        let Provenance::Published(source) = &found.provenance else {
            panic!("{found:?}");
        };
        assert_eq!(found.state, MeasurementState::Published);
        *of.entry(format!("{} {source}", found.period)).or_default() += 1;
    }
    let counts: Vec<usize> = of.values().copied().collect();
    assert_eq!(counts, [26, 1, 8], "{of:#?}");
    assert!(of.keys().any(
        |key| key.starts_with("2025-Q1") && key.contains("the year is not printed on the page")
    ));
    let targets = demo()
        .all::<Target>()
        .filter(|target| !target.provenance.is_illustrative());
    assert_eq!(targets.count(), 7);
}

#[test]
fn published_figures_are_those_that_were_published() {
    let all = indicators();
    let shown = |code: &str, period: &str| {
        let period: Period = period.parse().unwrap();
        let indicator = all[code];
        let found = demo()
            .all::<Measurement>()
            .find(|found| found.indicator == indicator.id && found.period == period);
        let exact = found.unwrap().figure.exact(indicator.unit.scale()).unwrap();
        exact
            .rounded(indicator.decimals)
            .unwrap()
            .normalize()
            .to_string()
    };
    let printed = [
        ("TP01", "2023-Y", "68.5"),
        ("TP06", "2023-Y", "57.8"),
        ("TP07", "2023-Y", "73.6"),
        ("TP08", "2023-Y", "81.4"),
        ("TP10", "2023-Y", "59.5"),
        ("TP11", "2023-Y", "69.1"),
        ("TP12", "2023-Y", "62.2"),
        ("NM01-1", "2023-Y", "61.26"),
        ("NM01-2", "2023-Y", "1.65"),
        ("CH01-1", "2023-Y", "58.75"),
        ("CH02-2", "2023-Y", "69.2"),
        ("RP01", "2023-Y", "1.5"),
        ("TP10", "2024-Y", "63.6"),
        ("VOI01", "2025-Q1", "18.1"),
        ("EST02", "2025-Q1", "49"),
        ("SAF06", "2025-Q1", "4240"),
        ("VOI03", "2025-Q1", "2.15"),
        ("EST03", "2025-Q1", "97.8"),
        ("SAF03", "2025-Q1", "0"),
    ];
    for (code, period, figure) in printed {
        assert_eq!(shown(code, period), figure, "{code} {period}");
    }
}

#[test]
fn every_indicator_stands_where_the_demo_means_it_to() {
    let mut standing: BTreeMap<Rag, BTreeSet<String>> = BTreeMap::new();
    for (code, indicator) in indicators() {
        let rag = reading(demo(), indicator, TODAY).attainment.rag;
        standing.entry(rag).or_default().insert(code);
    }
    let of = |rag| {
        standing
            .get(&rag)
            .map(|codes| codes.iter().map(String::as_str).collect::<Vec<_>>())
            .unwrap_or_default()
    };
    assert_eq!(
        of(Rag::Red),
        ["CH02-2", "CUS04", "SAF01", "TP06", "TP09", "VFM04"]
    );
    assert_eq!(
        of(Rag::Amber),
        [
            "CH02-1", "CUS01", "CUS02", "CUS03", "DIV02", "EST02", "EST03", "INC01", "INC02",
            "INC04", "PEO01", "PEO04", "TP01", "TP02", "TP07", "TP08", "TP10", "VFM01", "VFM02",
            "VFM03", "VOI01",
        ]
    );
    assert_eq!(
        of(Rag::NoTarget),
        [
            "CH01-1", "CH01-2", "NM01-1", "NM01-2", "SAF06", "VFM06", "VFM07", "VOI03"
        ]
    );
    assert_eq!(of(Rag::NoData), Vec::<&str>::new());
    assert_eq!(of(Rag::Green).len(), 73 - 6 - 21 - 8);
}

#[test]
fn a_count_is_held_against_its_target_by_the_year_to_date() {
    let all = indicators();
    let helped = reading(demo(), all["INC06"], TODAY);
    let to_date = helped.against.to_date.unwrap();
    let period = helped.period.unwrap();
    assert_eq!(to_date.expected, usize::from(period.index));
    assert!(!to_date.provisional);
    let share = Decimal::from(40) * Decimal::from(period.index);
    assert_eq!(helped.against.target_value, Some(share));
    assert_eq!(
        helped.against.year.map(|year| year.value),
        Some(Decimal::from(480))
    );
}

#[test]
fn monthly_figures_reach_from_april_2024_to_last_month_and_a_few_wait() {
    for (code, indicator) in indicators() {
        let series = Measurement::series(demo(), indicator.id, indicator.frequency.grain());
        let last = Period::containing(TODAY, indicator.frequency.grain()).previous();
        // Two figures are left for somebody to provide at month end.
        let due = ["REP01", "VOI02"].contains(&code.as_str());
        let last = if due { last.previous() } else { last };
        let months = match series.len() + usize::from(due) {
            31 => 31,
            10 => 30,
            3 => 36,
            2 => 24,
            other => panic!("{code} has {other} figures"),
        };
        assert!(
            months >= 24 && series.last().unwrap().period == last,
            "{code}"
        );
        assert!(
            series
                .iter()
                .all(|found| found.figure.exact(Decimal::ONE).is_some()),
            "{code}"
        );
    }
    let waiting: BTreeSet<_> = demo()
        .all::<Measurement>()
        .filter(|found| found.state == MeasurementState::Draft)
        .map(|found| demo().get(found.indicator).unwrap().code.clone())
        .collect();
    assert_eq!(
        waiting.iter().map(String::as_str).collect::<Vec<_>>(),
        ["INC04", "PRF01", "REP03"]
    );
    let proposed: BTreeSet<_> = demo()
        .all::<Target>()
        .filter(|target| target.state == TargetState::Proposed)
        .map(|target| demo().get(target.indicator).unwrap().code.clone())
        .collect();
    assert_eq!(
        proposed.iter().map(String::as_str).collect::<Vec<_>>(),
        ["REP02", "VOI02"]
    );
}

#[test]
fn what_is_public_is_explained_in_plain_words() {
    for (code, indicator) in indicators() {
        let public = demo().all::<Measurement>().any(|found| {
            found.indicator == indicator.id && found.state == MeasurementState::Published
        });
        assert_eq!(public, !indicator.plain_words.is_empty(), "{code}");
    }
}
