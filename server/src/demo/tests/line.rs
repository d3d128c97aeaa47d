//! The line from people to priorities, with its gaps.

use std::collections::BTreeSet;

use domain::{
    action::Action,
    cascade::{self, Parent},
    check_in::CheckIn,
    indicator::Indicator,
    objective::{Objective, ObjectiveId, ObjectiveState, OrgLevel},
    objective_measure::ObjectiveMeasure,
    people_progress::PeopleProgress,
    post::Post,
    priority::CorporatePriority,
};

use super::{
    super::{demo_id, plan::person},
    played::demo,
};

fn objective(slug: &str) -> ObjectiveId {
    demo_id(&format!("objective/{slug}"))
}

fn at(level: OrgLevel) -> impl Iterator<Item = &'static domain::record::Stored<Objective>> {
    demo()
        .all::<Objective>()
        .filter(move |objective| objective.level == level)
}

#[test]
fn objectives_stand_at_every_level_and_everyone_with_a_post_has_one() {
    let counts = OrgLevel::ALL.map(|level| at(level).count());
    assert_eq!(counts, [9, 9, 16, 21, 96]);
    let with: BTreeSet<_> = at(OrgLevel::Individual)
        .map(|objective| objective.owner)
        .collect();
    let holders: BTreeSet<_> = demo()
        .all::<Post>()
        .filter_map(|post| post.holder)
        .collect();
    assert_eq!(with, holders);
}

#[test]
fn gaps_show_both_ways() {
    let empty: Vec<_> = demo()
        .all::<CorporatePriority>()
        .filter(|priority| {
            cascade::links_to(demo(), Parent::Priority(priority.id))
                .next()
                .is_none()
        })
        .map(|priority| priority.title.as_str())
        .collect();
    assert_eq!(empty, ["Homes are warm and cost less to heat"]);
    let loose: BTreeSet<_> = demo()
        .all::<Objective>()
        .filter(|objective| cascade::priorities(demo(), objective.id).is_empty())
        .map(|objective| (objective.level, objective.title.as_str(), objective.state))
        .collect();
    assert_eq!(
        loose,
        [
            (
                OrgLevel::Service,
                "Review how garages are let",
                ObjectiveState::Drafted
            ),
            (
                OrgLevel::Individual,
                "Learn more about hoarding",
                ObjectiveState::Drafted
            ),
        ]
        .into()
    );
}

#[test]
fn objectives_are_agreed_by_their_owner_and_manager_and_some_wait() {
    let of = |state| {
        demo()
            .all::<Objective>()
            .filter(move |objective| objective.state == state)
    };
    assert_eq!(
        (
            of(ObjectiveState::Drafted).count(),
            of(ObjectiveState::Closed).count()
        ),
        (5, 3)
    );
    for objective in of(ObjectiveState::Agreed) {
        assert!(
            objective.agreed_by.contains(&objective.owner),
            "{}",
            objective.title
        );
        assert!(
            CheckIn::last(demo(), objective.id).is_some(),
            "{}",
            objective.title
        );
    }
    let half: Vec<_> = of(ObjectiveState::Drafted)
        .filter(|objective| !objective.agreed_by.is_empty())
        .collect();
    assert_eq!(half.len(), 1);
}

#[test]
fn progress_of_people_shows_from_five_on_and_not_below() {
    let direct = |slug: &str| {
        PeopleProgress::towards(demo(), Parent::Objective(objective(slug)))
            .and_then(|told| told.direct)
    };
    for slug in [
        "voids-relet",
        "repairs-first-visit",
        "compliance-electrical",
        "caretaking-standard",
        "tenancy-visits",
        "rent-early",
        "contact-calls",
    ] {
        assert!(direct(slug).is_some(), "{slug}");
    }
    assert!(PeopleProgress::towards(demo(), Parent::Objective(objective("fire-doors"))).is_none());
    let told =
        PeopleProgress::towards(demo(), Parent::Objective(objective("voids-relet"))).unwrap();
    assert_eq!(told.people, 6);
}

#[test]
fn each_indicator_measures_one_objective() {
    let measured: Vec<_> = demo()
        .all::<ObjectiveMeasure>()
        .map(|measure| measure.indicator)
        .collect();
    assert_eq!(
        measured.len(),
        measured.iter().collect::<BTreeSet<_>>().len()
    );
    let not: Vec<_> = demo()
        .all::<Indicator>()
        .filter(|indicator| !measured.contains(&indicator.id))
        .map(|indicator| indicator.code.as_str())
        .collect();
    assert_eq!(not, ["VFM07"]);
}

#[test]
fn the_officer_of_the_pair_has_objectives_and_actions_to_work_on() {
    let sam = person("sam-okafor");
    let own: Vec<_> = at(OrgLevel::Individual)
        .filter(|objective| objective.owner == sam)
        .collect();
    assert_eq!(own.len(), 2);
    assert!(
        own.iter()
            .all(|objective| objective.state == ObjectiveState::Agreed)
    );
    let open = demo()
        .all::<Action>()
        .filter(|action| action.who == sam && !action.done);
    assert_eq!(open.count(), 1);
}
