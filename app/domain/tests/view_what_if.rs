//! What if, and what it says would flip (peers.md 5.7, vector 16).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;

use domain::{
    calendar::{Date, FinancialYear},
    folded::Folded,
    governance_body::{BodyKind, GovernanceBody},
    provenance::Provenance,
    scope::Scope,
    scorecard_change::ScorecardChange,
    scoring::Tolerance,
    view::what_if::{self, Flip, Page, Typed},
    weight::Weighted,
    what_if::Supposition,
};
use scored_company::*;

fn weight(of: u128, weight: &str) -> Supposition {
    Supposition::Weight {
        of: Weighted::Perspective(id(of)),
        weight: decimal(weight),
    }
}

fn page(scored: &Scored, suppositions: &[Supposition]) -> Page {
    what_if::page(&scored.staff(), &scored.card(), suppositions)
}

fn told(flips: &[Flip]) -> Vec<String> {
    flips
        .iter()
        .map(|flip| {
            format!(
                "{}, {}: {} {} → {} {}",
                flip.name,
                flip.when,
                flip.before.words(),
                flip.score_before,
                flip.after.words(),
                flip.score_after
            )
        })
        .collect()
}

#[test]
fn nothing_supposed_flips_nothing_and_says_what_can_be_tried() {
    let page = page(&Scored::new(), &[]);
    assert_eq!(page.heading, "What if something counted differently?");
    assert_eq!(page.today, []);
    assert!(!page.may_record);
}

#[test]
fn another_weight_moves_the_whole_and_leaves_what_is_below() {
    let scored = Scored::new();
    let supposed = [weight(RESIDENTS, "90"), weight(HOMES, "5")];
    let page = page(&scored, &supposed);
    let words: Vec<_> = page.supposed.iter().map(|line| &*line.words).collect();
    assert_eq!(
        words,
        [
            "Residents and customers counts 90 instead of 40",
            "Homes and services counts 5 instead of 50",
        ]
    );
    assert_eq!(
        told(&page.today),
        ["The Balanced Scorecard, Today: Not enough data  → Off target 49"]
    );
    assert_eq!(
        page.lead,
        "The scorecard would stand at 49 of 100. Today too few measures have a figure for a score."
    );
}

#[test]
fn a_wider_tolerance_shows_every_period_that_would_change() {
    let mut scored = Scored::new();
    scored.target(VOI01, 2025, "17", Provenance::Recorded);
    scored.figure(VOI01, "2025-Q4", ratio("1900", "100"));
    let wider = [Supposition::Tolerance {
        indicator: id(VOI01),
        tolerance: Tolerance::AbsolutePoints(decimal("1")),
    }];
    assert_eq!(
        told(&page(&scored, &wider).today)[..],
        [
            "Homes are let, Today: Close to target 68 → Off target 45",
            "Let homes without delay, Today: Close to target 68 → Off target 45",
            "VOI01 Average re-let time, Today: Close to target 68 → Off target 45",
        ]
    );
    assert_eq!(
        told(&what_if::past_figures(&scored.staff(), &wider)),
        Vec::<String>::new(),
        "both earlier quarters are off target either way"
    );
    let narrow = [Supposition::Tolerance {
        indicator: id(VOI01),
        tolerance: Tolerance::AbsolutePoints(decimal("2")),
    }];
    assert_eq!(
        told(&what_if::past_figures(&scored.staff(), &narrow)),
        [
            "VOI01 Average re-let time, 2026/27 Q1 (April to June): Off target 41 → Close to target 50",
            "VOI01 Average re-let time, 2025/26 Q4 (January to March): Off target 41 → Close to target 50",
        ]
    );
}

#[test]
fn another_target_counts_in_its_own_year_alone() {
    let scored = Scored::new();
    let easier = [Supposition::Target {
        indicator: id(VOI01),
        year: FinancialYear(2026),
        value: decimal("19"),
    }];
    let shown = page(&scored, &easier);
    assert_eq!(
        shown.supposed[0].words,
        "VOI01 Average re-let time: target for 2026/27 at most 19 days instead of at most 17 days"
    );
    assert!(told(&shown.today).contains(
        &"VOI01 Average re-let time, Today: Close to target 68 → On target 100".to_owned()
    ));
    let last_year = [Supposition::Target {
        indicator: id(VOI01),
        year: FinancialYear(2025),
        value: decimal("19"),
    }];
    assert_eq!(page(&scored, &last_year).today, []);
}

#[test]
fn each_earlier_quarter_is_put_together_and_told_by_its_name() {
    let scored = Scored::new();
    let quarters = what_if::quarters(today());
    assert_eq!(quarters.len(), 8);
    let supposed = [Supposition::Target {
        indicator: id(VOI01),
        year: FinancialYear(2026),
        value: decimal("99"),
    }];
    let past = |quarter| told(&what_if::past(&scored.staff(), &supposed, quarter));
    assert_eq!(
        past(quarters[0]),
        [
            "Homes are let, 2026/27 Q2 (July to September): Close to target 68 → On target 100",
            "Let homes without delay, 2026/27 Q2 (July to September): Close to target 68 → On target 100",
        ]
    );
    assert_eq!(
        past(quarters[1]),
        [
            "Homes are let, 2026/27 Q1 (April to June): Off target 41 → On target 100",
            "Let homes without delay, 2026/27 Q1 (April to June): Off target 41 → On target 100",
        ]
    );
    // The target of another year is another.
    assert!(past(quarters[2]).is_empty());
}

#[test]
fn what_is_kept_on_the_device_is_read_again_and_the_later_of_two_holds() {
    let kept = what_if::with("", weight(HOMES, "5"));
    let kept = what_if::with(&kept, weight(RESIDENTS, "90"));
    let kept = what_if::with(&kept, weight(HOMES, "7"));
    assert_eq!(
        what_if::read(&kept),
        [weight(RESIDENTS, "90"), weight(HOMES, "7")]
    );
    assert_eq!(
        what_if::read(&what_if::without(&kept, 0)),
        [weight(HOMES, "7")]
    );
    assert_eq!(what_if::read("not what was kept"), []);
}

#[test]
fn what_is_typed_is_read_or_refused_at_its_field() {
    let typed = |what: &str, by: &str, value: &str| Typed {
        what: what.to_owned(),
        of: id::<()>(VOI01).to_string(),
        by: by.to_owned(),
        year: "2026".to_owned(),
        value: value.to_owned(),
    };
    assert_eq!(
        what_if::suppose(&typed("tolerance", "percent", "5 %")),
        Ok(Supposition::Tolerance {
            indicator: id(VOI01),
            tolerance: Tolerance::Relative(decimal("0.05")),
        })
    );
    let refused = |typed: &Typed, field: &str| {
        let refusal = what_if::suppose(typed).unwrap_err();
        refusal.on_field(field).unwrap().to_owned()
    };
    for (typed, field, words) in [
        (
            typed("", "", ""),
            "what",
            "Choose what you would like to try.",
        ),
        (
            typed("weight", "", "5"),
            "of",
            "Choose what should count differently.",
        ),
        (
            typed("target", "", "soon"),
            "value",
            "Enter a number, such as 40 or 2.5.",
        ),
        (
            typed("tolerance", "", "5"),
            "by",
            "Choose how the tolerance is counted.",
        ),
        (
            typed("tolerance", "points", "-1"),
            "value",
            "A tolerance of -1 is below zero. Use zero or more.",
        ),
    ] {
        assert_eq!(refused(&typed, field), words);
    }
}

#[test]
fn what_was_decided_is_told_with_its_reason() {
    let mut scored = Scored::new();
    let board = scored.add(
        Scope::Staff,
        Folded::fold(&GovernanceBody {
            name: "the Board".to_owned(),
            kind: BodyKind::Board,
        })
        .unwrap(),
    );
    let change = ScorecardChange {
        changes: vec![weight(RESIDENTS, "60")],
        from: Date::constant(2026, 10, 1),
        decided_by: board,
        decided_on: Date::constant(2026, 9, 17),
        reason: "Residents told us what matters.".to_owned(),
    };
    scored.add(Scope::Staff, Folded::fold(&change).unwrap());
    let made = what_if::made(&scored.staff(), today());
    assert_eq!(made[0].from, "From 1 October 2026");
    assert_eq!(made[0].decided, "Decided by the Board on 17 September 2026");
    assert_eq!(made[0].changes, ["Residents and customers counts 60"]);
    assert_eq!(made[0].reason, "Residents told us what matters.");
}
