//! Weights of what measures an objective and of what contributes to one, each from a day on: `tables/tie_weights.txt`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;
mod small_company;
mod tables;

use domain::{
    calendar::{Date, Frequency},
    cascade::Parent,
    command,
    decision::{Actor, Context},
    definition_sheet::ReviseDefinition,
    delivery::Delivery,
    display,
    indicator::{DefineIndicator, Indicator, Tags},
    objective::{ObjectiveId, OrgLevel},
    objective_link::{LinkObjective, ObjectiveLink, UnlinkObjective},
    objective_measure::{MeasureObjective, ObjectiveMeasure, ObjectiveMeasureId},
    provenance::Provenance,
    record::{Kind, Stamp},
    restatement::by_todays_rules,
    scope::Scope,
    scorecard::Scorecard,
    sight::Sight,
    view::{definition_sheet, explanation, objective, tie_weight, what_if},
    weight::{SetWeight, Weight, Weighted},
    what_if::Supposition,
};
use rust_decimal::Decimal;
use scored_company::{ADA, Scored, decimal, id, percent, today, value};
use small_company::{DANA, PRIYA, ROSA, SAM, SUE, Small, service_objective, team_objective};
use uuid::Uuid;

const ABOVE: u128 = 1;
const BELOW: u128 = 2;
const BESIDE: u128 = 3;
const ON: u128 = 11;
const OFF: u128 = 12;

/// An objective that two indicators measure and two objectives contribute to.
fn company() -> Scored {
    let mut scored = Scored::empty();
    for (number, code, figure) in [(ON, "ON", "100"), (OFF, "OFF", "10")] {
        let quarterly = Indicator {
            frequency: Frequency::Quarterly,
            ..percent(code, "A share")
        };
        scored.indicator(number, quarterly);
        scored.target(number, 2026, "100", Provenance::Recorded);
        for (quarter, known) in [
            ("2026-Q1", "2026-05-01T10:00:00Z"),
            ("2026-Q2", "2026-08-01T10:00:00Z"),
        ] {
            scored.at = known;
            scored.figure(number, quarter, value(figure));
        }
    }
    let above = [(Parent::Objective(id(ABOVE)), "1")];
    scored.objective(ABOVE, "Let homes", OrgLevel::Board, ADA, &[]);
    scored.objective(BELOW, "Hand over keys", OrgLevel::Service, ADA, &above);
    scored.objective(BESIDE, "Start works", OrgLevel::Service, ADA, &above);
    for (objective, indicator) in [(ABOVE, ON), (ABOVE, OFF), (BELOW, ON)] {
        scored.measure(objective, indicator, "1");
    }
    scored.check_in(BELOW, 60, ADA, "");
    scored.check_in(BESIDE, 20, ADA, "");
    scored
}

/// What counts under a name: an indicator's measure of the objective above, or the link of the one below.
fn tie(scored: &Scored, name: &str) -> Weighted {
    let measure = |indicator: u128| {
        let mut all = scored.company.all::<ObjectiveMeasure>();
        all.find(|tie| tie.objective == id(ABOVE) && tie.indicator == id(indicator))
            .map(|tie| Weighted::Measure(tie.id))
    };
    let link = || {
        let mut all = scored.company.all::<ObjectiveLink>();
        all.find(|tie| tie.child == id(BELOW))
            .map(|tie| Weighted::Link(tie.id))
    };
    match name {
        "ON" => measure(ON),
        "OFF" => measure(OFF),
        "BELOW" => link(),
        other => panic!("{other} is no tie"),
    }
    .unwrap()
}

fn set(scored: &mut Scored, words: &str) {
    for each in words.split(", ").filter(|each| *each != "–") {
        let [name, weight, _, from] = each.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{each} sets nothing");
        };
        let of = tie(scored, name);
        let weight = Weight {
            of,
            from: from.parse().unwrap(),
            weight: decimal(weight),
        };
        scored.add(Scope::Staff, weight);
    }
}

fn score(card: &Scorecard) -> String {
    let roll = card.objective(id(ABOVE)).attainment.unwrap();
    display::score(roll.score.unwrap())
}

#[test]
fn a_score_is_put_together_with_the_weights_of_its_day() {
    for case in tables::rows(include_str!("tables/tie_weights.txt")) {
        let mut scored = company();
        set(&mut scored, case.get("set"));
        let day: Date = case.get("day").parse().unwrap();
        let card = Scorecard::on(&scored.company, day);
        assert_eq!(score(&card), case.get("score"), "{}", case.words());
        let done = card.objective(id(ABOVE)).delivery.unwrap();
        assert_eq!(done.percent, decimal(case.get("done")), "{}", case.words());
        let alone = Delivery::of_objective(&scored.company, id(ABOVE), day);
        assert_eq!(alone, Some(done), "{}", case.words());
        let of_it = Scorecard::of_objective(&scored.company, id(ABOVE), day);
        assert_eq!(score(&of_it), case.get("score"), "{}", case.words());
        let place = explanation::Place::Objective(id(ABOVE));
        let steps = explanation::attainment(&scored.staff(), &card, place).steps;
        let mean = steps.iter().find(|step| step.expression.contains('÷'));
        let mean: Decimal = mean.unwrap().value.parse().unwrap();
        let shown = decimal(case.get("score"));
        assert_eq!(mean.round(), shown, "{}", case.words());
    }
}

/// A card that is kept up to date comes to the same as one from nothing.
#[test]
fn a_weight_that_comes_moves_what_stands_above_it() {
    let mut scored = company();
    let mut card = scored.card();
    let of = tie(&scored, "ON");
    let weight = Weight {
        of,
        from: today(),
        weight: decimal("3"),
    };
    let weight = scored.add(Scope::Staff, weight);
    card.refreshed(&scored.company, &[(Kind::Weight, weight.uuid())]);
    assert_eq!(score(&card), "80");
    assert_eq!(card, scored.card());
}

#[test]
fn an_earlier_day_is_restated_by_the_weights_of_today() {
    let mut scored = company();
    set(&mut scored, "ON 3 from 2026-07-01, OFF 4 from 2027-01-01");
    let spring = Date::constant(2026, 6, 30);
    let restated = by_todays_rules(&scored.company, today());
    assert_eq!(score(&Scorecard::on(&scored.company, spring)), "67");
    assert_eq!(score(&Scorecard::on(&restated, spring)), "80");
}

#[test]
fn another_weight_of_a_tie_can_be_tried() {
    let scored = company();
    let staff = scored.staff();
    let choices = what_if::choices(&staff, today());
    let labels: Vec<&str> = choices.weights.iter().map(|each| &*each.label).collect();
    assert_eq!(
        labels,
        [
            "Hand over keys: ON A share (counts 1)",
            "Let homes: Hand over keys (counts 1)",
            "Let homes: OFF A share (counts 1)",
            "Let homes: ON A share (counts 1)",
            "Let homes: Start works (counts 1)",
        ]
    );
    for (place, of, words) in [
        (
            1,
            tie(&scored, "BELOW"),
            "Let homes: Hand over keys counts 9 instead of 1",
        ),
        (
            3,
            tie(&scored, "ON"),
            "Let homes: ON A share counts 9 instead of 1",
        ),
    ] {
        let typed = what_if::Typed {
            what: "weight".to_owned(),
            of: choices.weights[place].key.clone(),
            value: "9".to_owned(),
            ..what_if::Typed::default()
        };
        let weight = decimal("9");
        let tried = what_if::suppose(&typed).unwrap();
        assert_eq!(tried, Supposition::Weight { of, weight });
        let page = what_if::page(&staff, &scored.card(), &[tried]);
        assert_eq!(page.supposed[0].words, words);
        let flips: Vec<_> = page
            .today
            .iter()
            .map(|flip| (&*flip.name, &*flip.score_before, &*flip.score_after))
            .collect();
        assert_eq!(flips, [("Let homes", "67", "91")]);
    }
}

#[test]
fn the_objectives_page_says_since_when_and_what_comes_next() {
    let mut scored = company();
    set(
        &mut scored,
        "ON 3 from 2026-07-01, ON 2.50 from 2027-01-01, BELOW 2 from 2026-10-01",
    );
    let page = objective::page(&scored.staff(), id(ABOVE), today()).unwrap();
    let words: Vec<_> = page
        .measures
        .iter()
        .map(|each| (each.weight.words.as_str(), each.weight.now.as_str()))
        .collect();
    assert_eq!(
        words,
        [
            (
                "Counts 3 since 1 July 2026. From 1 January 2027 it counts 2.5.",
                "3"
            ),
            ("Counts 1 from the beginning.", "1"),
        ]
    );
    let counts: Vec<_> = page
        .contributors
        .iter()
        .map(|each| (each.title.as_str(), each.counts.as_deref()))
        .collect();
    assert_eq!(
        counts,
        [
            ("Hand over keys", Some("Counts 2 since 1 October 2026.")),
            ("Start works", None),
        ]
    );
    let below = objective::page(&scored.staff(), id(BELOW), today()).unwrap();
    let weight = below.links[0].weight.clone().unwrap();
    assert_eq!(weight.words, "Counts 2 since 1 October 2026.");
    let sheet = definition_sheet::page(&scored.staff(), id(ON), today()).unwrap();
    let measured: Vec<_> = sheet.measured.unwrap().objectives;
    let words: Vec<&str> = measured.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(
        words,
        [
            "Let homes, counts 3 since 1 July 2026, and 2.5 from 1 January 2027",
            "Hand over keys",
        ]
    );
}

/// An indicator that measures an objective, as somebody says.
fn measured(small: &mut Small, by: u128, objective: ObjectiveId) -> ObjectiveMeasureId {
    let (indicator, ownership, measure) = (small.new_id(), small.new_id(), small.new_id());
    let code = format!("ON{by}");
    small.load(DefineIndicator {
        indicator,
        ownership,
        owner: None,
        owner_from: today(),
        definition: percent(&code, "A share"),
    });
    small.must(
        by,
        MeasureObjective {
            measure,
            objective,
            indicator,
            weight: decimal("1"),
        },
    );
    measure
}

/// The weight lives where its tie lives: what not all see says nothing of itself to the others.
#[test]
fn a_reader_who_does_not_see_the_tie_does_not_see_its_weight() {
    let mut small = Small::new();
    let sams = small.draft(SAM, SAM, "Inspect within two days", None);
    let of_sam = measured(&mut small, SAM, sams);
    let of_team = measured(&mut small, PRIYA, team_objective());
    for (by, measure, seen_by_rosa) in [(SAM, of_sam, false), (PRIYA, of_team, true)] {
        let weight_id = small.new_id();
        small.must(
            by,
            SetWeight {
                weight_id,
                of: Weighted::Measure(measure),
                from: today(),
                weight: decimal("3"),
            },
        );
        let tie = small.company.get(measure).unwrap().scope;
        assert_eq!(small.company.get(weight_id).unwrap().scope, tie);
        assert!(small.sight(by).get(weight_id).is_some());
        assert_eq!(small.sight(ROSA).get(weight_id).is_some(), seen_by_rosa);
        assert_eq!(small.device(ROSA).get(weight_id).is_some(), seen_by_rosa);
        assert_eq!(Sight::public(&small.company).get(weight_id), None);
    }
}

#[test]
fn whoever_may_tie_is_offered_to_weigh_and_nobody_else() {
    let mut small = Small::new();
    measured(&mut small, PRIYA, team_objective());
    for (by, may) in [(PRIYA, true), (DANA, true), (SAM, false), (SUE, false)] {
        let page = objective::page(&small.sight(by), team_objective(), today()).unwrap();
        let link = page.links[0].weight.clone().unwrap();
        for weight in [&page.measures[0].weight, &link] {
            assert_eq!(weight.set.is_open(), may, "{by}: {:?}", weight.of);
            assert_eq!(weight.set.is_shown(), may, "{by}: {:?}", weight.of);
        }
    }
}

/// What staff are told of people's own objectives together does not change because a day has come, so their links have one weight.
#[test]
fn a_personal_objective_says_nothing_of_weights() {
    let mut small = Small::new();
    let sams = small.agreed("Inspect within two days");
    let page = objective::page(&small.sight(SAM), sams, today()).unwrap();
    assert_eq!(page.links[0].weight, None);
    let team = objective::page(&small.sight(SAM), team_objective(), today()).unwrap();
    assert_eq!(team.contributors[0].counts, None);
}

#[test]
fn a_link_that_is_taken_away_takes_its_weights_with_it() {
    let mut small = Small::new();
    let child = small.loose_team_objective("Light the stairs");
    let (link, weight_id) = (small.new_id(), small.new_id());
    let parent = Parent::Objective(service_objective());
    small.must(
        PRIYA,
        LinkObjective {
            link,
            child,
            parent,
            weight: decimal("1"),
        },
    );
    small.must(
        PRIYA,
        SetWeight {
            weight_id,
            of: Weighted::Link(link),
            from: today(),
            weight: decimal("2"),
        },
    );
    small.must(PRIYA, UnlinkObjective { link });
    assert_eq!(small.company.get(weight_id), None);
}

#[test]
fn what_is_typed_is_a_weight_from_a_day_or_refused_at_its_field() {
    let of = Weighted::Link(id(1));
    let typed =
        |weight: &str, from: &str| tie_weight::setting(of, id::<()>(2).uuid(), [weight, from]);
    let set = typed(" 2.5 ", "1 July 2026").unwrap();
    assert_eq!((set.of, set.weight), (of, decimal("2.5")));
    assert_eq!(set.from, Date::constant(2026, 7, 1));
    for (weight, from, field) in [("much", "2026-07-01", "weight"), ("1", "", "from")] {
        let refused = typed(weight, from).unwrap_err();
        assert!(refused.on_field(field).is_some(), "{weight} from {from}");
    }
}

/// rules.md 4.7: whether a red measure caps what is above it is read from the definition that was in force at its period's end.
#[test]
fn a_measure_that_becomes_safety_critical_caps_no_earlier_score() {
    let mut scored = company();
    let stands = scored.company.get::<Indicator>(id(OFF)).unwrap().clone();
    let tags = Tags {
        safety_critical: true,
        ..stands.tags
    };
    let revise = ReviseDefinition {
        indicator: id(OFF),
        sheet: id(801),
        former: id(802),
        from: Some(Date::constant(2026, 7, 1)),
        reason: "The regulator asked for it.".to_owned(),
        definition: Indicator {
            tags,
            ..(*stands.body).clone()
        },
        terms: Box::default(),
        expected: None,
    };
    let now = "2026-07-01T10:00:00Z".parse().unwrap();
    let context = Context {
        actor: Actor::System,
        now,
        command: Uuid::nil(),
    };
    let stamp = Stamp { seq: 900, at: now };
    for change in command::decide(&scored.company, &revise.into(), &context).unwrap() {
        scored.company.apply(&change, stamp);
    }
    let caps = |day| {
        let card = Scorecard::on(&scored.company, day);
        card.reading(id(OFF)).unwrap().safety_critical
    };
    assert!(!caps(Date::constant(2026, 6, 30)));
    assert!(caps(Date::constant(2026, 9, 30)));
}
