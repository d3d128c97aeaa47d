//! The objective's page and the draft of a new one: what they say, to whom, and what they offer.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod small_company;

use domain::{
    cascade::Parent,
    entry::{Topic, WriteEntry},
    id::Id,
    objective::{CloseObjective, Ending, ObjectiveId, OrgLevel, RewordObjective},
    objective_link::LinkObjective,
    rejection::Rejection,
    sight::Sight,
    view::{
        new_objective,
        objective::{Page, page},
        permission::Offer,
    },
};
use jiff::civil::date;
use rust_decimal::Decimal;
use small_company::*;

fn seen(small: &Small, by: u128, objective: ObjectiveId) -> Page {
    page(&small.sight(by), objective, today()).unwrap()
}

#[test]
fn a_draft_says_whose_agreement_it_waits_for_in_the_readers_own_words() {
    let mut small = Small::new();
    let parent = Some(Parent::Objective(team_objective()));
    let objective = small.draft(SAM, SAM, "Inspect within two days", parent);
    let says = |small: &Small, by| seen(small, by, objective).standing.agreement;
    assert_eq!(
        says(&small, SAM),
        "Waiting for you and Priya Natarajan to agree it."
    );
    assert_eq!(
        says(&small, PRIYA),
        "Waiting for Sam Okafor and you to agree it."
    );
    small.agree(SAM, objective).unwrap();
    assert_eq!(
        says(&small, SAM),
        "Agreed by you. Waiting for Priya Natarajan to agree it."
    );
    small.agree(PRIYA, objective).unwrap();
    assert_eq!(
        says(&small, HAL),
        "Agreed by Sam Okafor and Priya Natarajan."
    );
    assert_eq!(
        seen(&small, SAM, objective).whose,
        "Your personal objective for 2026/27"
    );
    assert_eq!(
        seen(&small, PRIYA, objective).whose,
        "Sam Okafor’s personal objective for 2026/27"
    );
}

#[test]
fn an_objective_without_a_line_to_a_priority_cannot_be_agreed_and_says_so() {
    let mut small = Small::new();
    let objective = small.draft(SAM, SAM, "Tidy the store", None);
    let page = seen(&small, SAM, objective);
    assert_eq!(
        page.offers.agree,
        Offer::Blocked(Rejection::NoPathToPriority.to_string())
    );
    assert!(page.line.last().unwrap().gap);
    let (link, child) = (small.new_id(), objective);
    small.must(
        SAM,
        LinkObjective {
            link,
            child,
            parent: Parent::Objective(team_objective()),
            weight: Decimal::ONE,
        },
    );
    let page = seen(&small, SAM, objective);
    assert_eq!(page.offers.agree, Offer::Open);
    assert!(page.line.iter().all(|stop| !stop.gap));
}

#[test]
fn the_line_runs_from_the_person_to_the_perspective() {
    let mut small = Small::new();
    let objective = small.agreed("Inspect within two days");
    let line: Vec<_> = seen(&small, SAM, objective)
        .line
        .into_iter()
        .map(|stop| (stop.kind, stop.name, stop.here))
        .collect();
    let stop = |kind, name: &str, here| (kind, name.to_owned(), here);
    assert_eq!(
        line,
        [
            stop("Person", "Sam Okafor", false),
            stop("Personal objective", "Inspect within two days", true),
            stop("Team objective", "Let empty homes in 17 days", false),
            stop("Service objective", "Let homes sooner", false),
            stop("Corporate priority", "Good homes", false),
            stop("Perspective", "Homes and services", false),
        ]
    );
}

#[test]
fn what_is_offered_follows_the_state() {
    let mut small = Small::new();
    let parent = Some(Parent::Objective(team_objective()));
    let objective = small.draft(SAM, SAM, "Inspect within two days", parent);
    let drafted = seen(&small, SAM, objective).offers;
    assert_eq!(
        drafted.record,
        Offer::Blocked(Rejection::NotAgreedYet.to_string())
    );
    assert!(drafted.reword.is_open() && drafted.link.is_open() && drafted.close.is_open());
    assert!(!drafted.reopen.is_shown());
    small.agree(SAM, objective).unwrap();
    assert!(
        !seen(&small, SAM, objective).offers.agree.is_shown(),
        "Sam has agreed it"
    );
    small.agree(PRIYA, objective).unwrap();
    let agreed = seen(&small, SAM, objective).offers;
    assert!(agreed.record.is_open() && agreed.reopen.is_open() && agreed.close.is_open());
    assert!(!agreed.reword.is_shown() && !agreed.link.is_shown() && !agreed.agree.is_shown());
    small.must(
        SAM,
        CloseObjective {
            objective,
            ending: Ending::PartlyAchieved,
        },
    );
    let closed = seen(&small, SAM, objective);
    assert_eq!(closed.offers, domain::view::objective::Offers::default());
    assert_eq!(closed.standing.agreement, "Closed: partly achieved.");
}

#[test]
fn those_above_and_human_resources_read_it_and_nobody_else_does() {
    let mut small = Small::new();
    let objective = small.agreed("Inspect within two days");
    for reader in [DANA, HAL] {
        let page = seen(&small, reader, objective);
        assert!(
            page.read_only
                .unwrap()
                .starts_with("You can read this but not change it.")
        );
        assert_eq!(page.offers, domain::view::objective::Offers::default());
    }
    for stranger in [JO, ROSA, TOM, ADA, SUE] {
        assert_eq!(
            page(&small.sight(stranger), objective, today()),
            None,
            "{stranger}"
        );
    }
    assert_eq!(
        seen(&small, SAM, objective).readers,
        "Only you, Priya Natarajan, Dana Cole and Human Resources can read this."
    );
    assert_eq!(
        seen(&small, ROSA, team_objective()).readers,
        "All staff can read this."
    );
}

#[test]
fn the_wording_to_agree_is_that_of_the_screen() {
    let mut small = Small::new();
    let parent = Some(Parent::Objective(team_objective()));
    let objective = small.draft(SAM, SAM, "Inspect within two days", parent);
    let before = seen(&small, PRIYA, objective).wording;
    small.must(
        SAM,
        RewordObjective {
            objective,
            title: "Inspect within five days".to_owned(),
            success_measure: String::new(),
            due: None,
            read: None,
        },
    );
    let agree = |expected| domain::objective::AgreeObjective {
        objective,
        expected,
        read: None,
    };
    assert_eq!(
        small.give(PRIYA, agree(before)),
        Err(Rejection::ChangedSince)
    );
    let now = seen(&small, PRIYA, objective).wording;
    assert_eq!(small.give(PRIYA, agree(now)), Ok(()));
}

#[test]
fn history_is_newest_first_and_the_last_is_the_progress() {
    let mut small = Small::new();
    let objective = small.agreed("Inspect within two days");
    assert_eq!(seen(&small, SAM, objective).standing.progress_words, "");
    small.on(date(2026, 10, 1));
    small.progress(SAM, objective, 20, "Began.");
    small.on(date(2026, 11, 20));
    small.progress(PRIYA, objective, 60, "");
    let page = seen(&small, SAM, objective);
    let told: Vec<_> = page
        .history
        .iter()
        .map(|recorded| {
            (
                recorded.percent.as_str(),
                recorded.on.as_str(),
                recorded.by.as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("60%", "20 November 2026", "Priya Natarajan"),
            ("20%", "1 October 2026", "you"),
        ]
    );
    assert_eq!(page.standing.progress, Some(60));
    assert_eq!(
        page.standing.progress_words,
        "Recorded by Priya Natarajan on 20 November 2026"
    );
}

#[test]
fn people_are_told_from_five_on_and_named_only_to_who_may_see_them() {
    let mut small = Small::new();
    let objective = small.agreed("Inspect within two days");
    small.progress(SAM, objective, 60, "");
    let by_name = |small: &Small, by| seen(small, by, team_objective()).contributors.len();
    assert_eq!(
        (
            by_name(&small, PRIYA),
            by_name(&small, DANA),
            by_name(&small, ROSA)
        ),
        (1, 1, 0)
    );
    assert_eq!(
        seen(&small, ROSA, team_objective()).people,
        None,
        "one person is not told"
    );
    for number in 0..4 {
        let who = 100 + number;
        small.hire(who, PRIYA);
        let own = small.draft(
            who,
            who,
            "Inspect in two days",
            Some(Parent::Objective(team_objective())),
        );
        small.agree(who, own).unwrap();
        small.agree(PRIYA, own).unwrap();
        small.progress(who, own, 60, "");
    }
    assert_eq!(
        seen(&small, ROSA, team_objective()).people.unwrap(),
        "5 people, 60%"
    );
    assert_eq!(
        seen(&small, ROSA, service_objective()).people.unwrap(),
        "5 people"
    );
    let team = seen(&small, ROSA, team_objective());
    assert_eq!(team.standing.progress, Some(60));
    assert_eq!(
        team.standing.progress_words,
        "Worked out from what contributes to it"
    );
    assert!(team.working.is_some());
}

#[test]
fn a_change_is_asked_for_in_the_next_one_to_one_and_read_by_its_two_people_alone() {
    let mut small = Small::new();
    let parent = Some(Parent::Objective(team_objective()));
    let objective = small.draft(SAM, SAM, "Inspect within two days", parent);
    let ask = seen(&small, PRIYA, objective).offers.ask;
    assert!(ask.one_to_one.is_none() && ask.offer.reason().unwrap().contains("Start your 1:1s"));
    let (_, meeting) = small.series(SAM, PRIYA, date(2026, 11, 24));
    let ask = seen(&small, PRIYA, objective).offers.ask;
    assert_eq!((ask.one_to_one, &ask.offer), (Some(meeting), &Offer::Open));
    let entry = small.new_id();
    small.must(
        PRIYA,
        WriteEntry {
            entry,
            one_to_one: meeting,
            topic: Topic::ChangeAsked,
            text: "Say how many homes.".to_owned(),
            objective: Some(objective),
            read: None,
        },
    );
    let asked = seen(&small, SAM, objective).asked;
    assert_eq!(asked[0].who, "Priya Natarajan asked on 21 November 2026");
    assert!(!asked[0].answered);
    for other in [DANA, HAL] {
        assert_eq!(seen(&small, other, objective).asked, [], "{other}");
        assert!(!seen(&small, other, objective).offers.ask.offer.is_shown());
    }
    small.must(
        SAM,
        RewordObjective {
            objective,
            title: "Inspect 40 homes within two days each".to_owned(),
            success_measure: String::new(),
            due: None,
            read: None,
        },
    );
    assert!(seen(&small, PRIYA, objective).asked[0].answered);
}

#[test]
fn a_new_objective_begins_with_what_the_team_does() {
    let mut small = Small::new();
    small.loose_team_objective("A loose one");
    let page = new_objective::page(&small.sight(SAM), person(SAM), today()).unwrap();
    assert_eq!((page.refused, page.due.as_str()), (None, "2027-03-31"));
    assert_eq!(page.levels.len(), 1);
    assert_eq!(page.levels[0].level, OrgLevel::Individual);
    let labels: Vec<_> = page.levels[0]
        .candidates
        .iter()
        .map(|each| each.label.as_str())
        .collect();
    assert_eq!(
        labels,
        [
            "Let empty homes in 17 days: team objective, Voids",
            "A loose one: team objective, Voids, leads to no corporate priority yet",
            "Let homes sooner: service objective, Property services",
            "Good homes: corporate priority, Homes and services",
        ]
    );
    assert_eq!(
        new_objective::chosen(&page.levels[0].candidates, &team_objective().to_string()),
        Some(Parent::Objective(team_objective()))
    );
    assert_eq!(new_objective::chosen(&page.levels[0].candidates, ""), None);
}

#[test]
fn a_manager_may_draft_for_the_unit_they_lead_and_for_reports_and_nobody_for_strangers() {
    let small = Small::new();
    let draft = |by, owner| new_objective::page(&small.sight(by), person(owner), today()).unwrap();
    let levels: Vec<_> = draft(PRIYA, PRIYA)
        .levels
        .iter()
        .map(|level| level.level)
        .collect();
    assert_eq!(levels, [OrgLevel::Individual, OrgLevel::Team]);
    let above: Vec<_> = draft(PRIYA, PRIYA).levels[1]
        .candidates
        .iter()
        .map(|each| each.parent)
        .collect();
    assert_eq!(
        above,
        [
            Parent::Objective(service_objective()),
            Parent::Priority(priority())
        ]
    );
    let report = draft(PRIYA, SAM);
    assert_eq!(report.refused, None);
    assert_eq!(report.heading, "A new objective for Sam Okafor");
    assert_eq!(
        report.agreed_by,
        "Sam Okafor and you both agree it. Then progress is recorded on it."
    );
    let stranger = draft(ROSA, SAM);
    assert!(stranger.refused.unwrap().contains("their manager can"));
    assert!(stranger.levels.is_empty());
}

#[test]
fn a_device_shows_what_the_server_would() {
    let mut small = Small::new();
    let objective = small.agreed("Inspect within two days");
    small.series(SAM, PRIYA, date(2026, 11, 24));
    small.progress(SAM, objective, 60, "Most of them.");
    let drafted = small.draft(
        SAM,
        SAM,
        "Tidy the store",
        Some(Parent::Priority(priority())),
    );
    for reader in EVERYBODY {
        let held = small.device(reader);
        let device = Sight::on_device(&held, person(reader));
        for objective in [objective, drafted, team_objective(), service_objective()] {
            assert_eq!(
                page(&device, objective, today()),
                page(&small.sight(reader), objective, today()),
                "{reader}"
            );
        }
        for owner in [SAM, PRIYA, reader] {
            assert_eq!(
                new_objective::page(&device, person(owner), today()),
                new_objective::page(&small.sight(reader), person(owner), today()),
                "{reader} for {owner}"
            );
        }
    }
}

#[test]
fn there_is_no_page_for_what_is_not_there() {
    let small = Small::new();
    assert_eq!(
        page(&small.sight(SAM), Id::new(uuid::Uuid::nil()), today()),
        None
    );
}
