//! Where the scorecard stands, and that progress in a 1:1 moves it.

use domain::{
    calendar::FinancialYear,
    cascade::Parent,
    check_in::RecordProgress,
    command::Command,
    company::Company,
    objective::{AgreeObjective, DraftObjective, ObjectiveId, OrgLevel},
    perspective::Perspective,
    priority::CorporatePriority,
    rollup::RollRag,
    scorecard::Scorecard,
};
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

use super::{
    super::{
        Given, demo_id,
        objective_line::wording,
        plan::{by, person},
    },
    TODAY,
    played::{demo, play_on},
};

#[test]
fn every_perspective_reaches_an_indicator_and_one_is_clearly_the_worst() {
    let card = Scorecard::on(demo(), TODAY);
    let score = |slug: &str| {
        let roll = card
            .perspective(demo_id::<Perspective>(&format!("perspective/{slug}")))
            .attainment
            .unwrap();
        (
            roll.rag,
            roll.safety_capped,
            roll.score.unwrap().round_dp(1),
        )
    };
    let residents = score("residents-and-customers");
    let homes = score("homes-and-services");
    let people = score("people-and-learning");
    let money = score("value-for-money-and-finance");
    assert_eq!(
        (residents.0, residents.1),
        (RollRag::Red, false),
        "{residents:?}"
    );
    // The safety gate: green by its score, held at amber.
    assert_eq!((homes.0, homes.1), (RollRag::Amber, true), "{homes:?}");
    assert!(homes.2 >= Decimal::from(90), "{homes:?}");
    assert_eq!((people.0, people.1), (RollRag::Green, false), "{people:?}");
    assert_eq!((money.0, money.1), (RollRag::Amber, false), "{money:?}");
    assert!(
        residents.2 + Decimal::from(15) < money.2,
        "{residents:?} {money:?}"
    );
    for priority in demo()
        .all::<CorporatePriority>()
        .filter(|priority| priority.title != "Homes are warm and cost less to heat")
    {
        assert!(
            card.priority(priority.id).attainment.is_some()
                && card.priority(priority.id).delivery.is_some()
        );
    }
}

/// The first journey in small: a new objective of the officer, agreed by both, moves what an executive sees.
#[test]
fn progress_recorded_by_the_officer_moves_the_priority() {
    let priority = demo_id::<CorporatePriority>("priority/good-homes");
    let percent = |company: &Company| {
        let delivery = Scorecard::on(company, TODAY).priority(priority).delivery;
        delivery.unwrap().percent.round()
    };
    let id: ObjectiveId = demo_id("objective/new");
    let draft = DraftObjective {
        objective: id,
        title: "Hear of each void a week sooner".to_owned(),
        success_measure: "A list of notices is read each Monday".to_owned(),
        level: OrgLevel::Individual,
        owner: person("sam-okafor"),
        unit: None,
        year: FinancialYear::containing(TODAY),
        due: None,
        contributes_to: Some((
            demo_id("new-link"),
            Parent::Objective(demo_id("objective/voids-relet")),
        )),
        illustrative: true,
    };
    let expected = wording(&draft, &[]);
    let agree = AgreeObjective {
        objective: id,
        expected,
        read: None,
    };
    let progress = RecordProgress {
        check_in: demo_id("new-check-in"),
        objective: id,
        progress: 100,
        note: String::new(),
        one_to_one: None,
    };
    let commands: [(&str, Command); 4] = [
        ("sam-okafor", draft.into()),
        ("priya-natarajan", agree.clone().into()),
        ("sam-okafor", agree.into()),
        ("sam-okafor", progress.into()),
    ];
    let now = TODAY
        .at(9, 0, 0, 0)
        .to_zoned(TimeZone::UTC)
        .unwrap()
        .timestamp();
    let more = commands.map(|(who, command)| Given {
        actor: by(who),
        now,
        command,
    });
    let after = play_on(demo().clone(), 1_000_000, more);
    assert_ne!(percent(demo()), percent(&after));
}
