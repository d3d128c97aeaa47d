//! Who is there, what they may do, and who can sign in.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    access,
    folded::Folded,
    governance_body::{GovernanceBody, Membership},
    one_to_one::{OneToOne, OneToOneSeries},
    person::{Person, PersonId},
    post::{Grade, Post},
    private_note::PrivateNote,
    record::Stored,
    role::Role,
    scope::Scope,
    unit::{Unit, UnitKind},
};

use super::{
    super::{large_sign_ins, plan::person, sign_ins},
    TODAY,
    played::demo,
};

#[test]
fn everyone_can_sign_in_under_a_name_of_their_own() {
    let all = sign_ins().unwrap();
    let people: BTreeSet<PersonId> = all.iter().map(|each| each.person).collect();
    let names: BTreeSet<&str> = all.iter().map(|each| each.sign_in.as_str()).collect();
    assert_eq!(
        people,
        demo().all::<Person>().map(|person| person.id).collect()
    );
    assert_eq!((all.len(), names.len()), (76, 76));
    assert!(
        names.iter().all(|name| name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || b".-".contains(&byte))),
        "{names:?}"
    );
    let sam = all
        .iter()
        .find(|each| each.sign_in == "sam.okafor")
        .unwrap();
    assert_eq!(sam.what, "Voids Officer, Void and Lettings team");
    assert_eq!(sam.roles, ["Staff"]);
    assert!(
        demo()
            .all::<Person>()
            .all(|person| person.active && person.illustrative)
    );
}

#[test]
fn every_role_of_the_glossary_that_signs_in_is_there() {
    let held: BTreeSet<Role> = sign_ins()
        .unwrap()
        .iter()
        .flat_map(|each| Role::of(demo(), each.person).collect::<Vec<_>>())
        .collect();
    assert_eq!(held, Role::ALL.into_iter().collect());
    let grades: BTreeSet<Grade> = demo().all::<Post>().map(|post| post.grade).collect();
    assert_eq!(grades, Grade::ALL.into_iter().collect());
    for body in demo().all::<Folded<GovernanceBody>>() {
        let members = demo()
            .all::<Membership>()
            .filter(|member| (***member).body == body.id);
        assert!(members.count() >= 3, "{:?}", body.open());
    }
    let accountable = person("gwen-marchbanks");
    assert!(
        Role::AccountableOfficer.has(demo(), accountable)
            && Role::SupportServices.has(demo(), accountable)
    );
}

#[test]
fn the_structure_has_four_levels_and_a_manager_for_each_unit() {
    let mut kinds: BTreeMap<UnitKind, usize> = BTreeMap::new();
    for unit in demo().all::<Unit>() {
        *kinds.entry(unit.kind).or_default() += 1;
        let managers = demo().all::<Post>().filter(|post| {
            post.unit == Some(unit.id) && post.grade.is_manager() && post.holder.is_some()
        });
        assert_eq!(managers.count(), 1, "{}", unit.name);
    }
    assert_eq!(
        kinds,
        [
            (UnitKind::Group, 4),
            (UnitKind::Service, 10),
            (UnitKind::Team, 13)
        ]
        .into()
    );
    let posts = || demo().all::<Post>();
    assert_eq!(
        (
            posts().count(),
            posts().filter(|post| post.holder.is_none()).count()
        ),
        (68, 2)
    );
    let top: Vec<_> = posts()
        .filter(|post| post.reports_to.is_none())
        .map(|post| post.title.clone())
        .collect();
    assert_eq!(top, ["Chief Executive"]);
}

#[test]
fn most_teams_have_five_people_or_more() {
    let sizes = demo()
        .all::<Unit>()
        .filter(|unit| unit.kind == UnitKind::Team)
        .map(|team| {
            demo()
                .all::<Post>()
                .filter(|post| post.unit == Some(team.id) && post.holder.is_some())
                .count()
        });
    let (large, small): (Vec<usize>, Vec<usize>) = sizes.partition(|size| *size >= 5);
    assert_eq!((large.len(), small.len()), (7, 6));
}

#[test]
fn the_pair_has_a_one_to_one_now_that_nobody_else_sees() {
    let (sam, priya) = (person("sam-okafor"), person("priya-natarajan"));
    assert!(Post::manages(demo(), priya, sam));
    let series = demo()
        .all::<OneToOneSeries>()
        .find(|series| series.employee == sam)
        .unwrap();
    assert_eq!(series.manager, priya);
    let meetings: Vec<_> = demo()
        .all::<OneToOne>()
        .filter(|meeting| meeting.series == series.id)
        .collect();
    let (held, open): (Vec<&Stored<OneToOne>>, Vec<_>) = meetings
        .into_iter()
        .partition(|meeting| meeting.held_on.is_some());
    assert!(held.len() == 2 && held.iter().all(|meeting| meeting.is_confirmed()));
    // 21 November 2026 is a Saturday.
    assert_eq!(
        open[0].scheduled_for,
        TODAY.checked_add(jiff::ToSpan::days(2)).unwrap()
    );
    let scope = Scope::OneToOne(series.id);
    let see: Vec<_> = demo()
        .all::<Person>()
        .map(|other| other.id)
        .filter(|other| access::sees(demo(), *other, &scope))
        .collect();
    assert_eq!(
        see.iter().copied().collect::<BTreeSet<_>>(),
        BTreeSet::from([sam, priya])
    );
    let notes: BTreeSet<_> = demo()
        .all::<PrivateNote>()
        .map(|note| (note.author, note.scope))
        .collect();
    assert_eq!(
        notes,
        [(sam, Scope::Own(sam)), (priya, Scope::Own(priya))].into()
    );
}

#[test]
fn nearly_everyone_has_a_series_and_a_next_one_to_one() {
    let series: Vec<_> = demo().all::<OneToOneSeries>().collect();
    assert_eq!(series.len(), 63);
    for series in series {
        let of = || {
            demo()
                .all::<OneToOne>()
                .filter(|meeting| meeting.series == series.id)
        };
        assert_eq!(of().filter(|meeting| meeting.held_on.is_none()).count(), 1);
        assert!(of().filter(|meeting| meeting.held_on.is_some()).count() >= 1);
    }
    let overdue = demo()
        .all::<OneToOne>()
        .filter(|meeting| meeting.held_on.is_none() && meeting.scheduled_for < TODAY);
    assert_eq!(overdue.count(), 2);
}

#[test]
fn a_large_company_has_a_few_sign_ins() {
    let all = large_sign_ins(2_000).unwrap();
    assert_eq!(all.len(), 7);
    assert_eq!(
        all.iter()
            .map(|each| each.person)
            .collect::<BTreeSet<_>>()
            .len(),
        7
    );
}
