//! The cascade's page and a person's: down to people, up to the perspective, and the gaps both ways.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;

use domain::{
    cascade::Parent,
    objective::{Objective, OrgLevel},
    objective_link::ObjectiveLink,
    people_progress::PeopleProgress,
    record::Kind,
    scope::Scope,
    sight::Sight,
    view::{
        cascade::{Node, NodeKind, Page, lines_up, page},
        explanation::Entry,
        line::Stop,
        mark::Mark,
        people, person,
    },
};
use scored_company::*;
use uuid::Uuid;

fn whole(scored: &Scored, sight: &Sight<'_>) -> Page {
    page(sight, &scored.card(), None).unwrap()
}

/// Every row of a tree, top down.
fn rows(nodes: &[Node]) -> Vec<&Node> {
    nodes
        .iter()
        .flat_map(|node| std::iter::once(node).chain(rows(&node.children)))
        .collect()
}

fn row<'a>(page: &'a Page, label: &str) -> &'a Node {
    rows(&page.roots)
        .into_iter()
        .find(|node| node.label == label)
        .unwrap_or_else(|| panic!("no row “{label}”"))
}

#[test]
fn the_gaps_both_ways_are_the_heading_and_two_lists() {
    let scored = Scored::new();
    let page = whole(&scored, &scored.staff());
    assert_eq!(
        page.heading,
        "3 priorities are carried by too few people; one objective hangs loose"
    );
    let gaps = page.gaps.as_ref().unwrap();
    let carried: Vec<(&str, &str)> = gaps
        .carried_by_nobody
        .iter()
        .map(|gap| (gap.title.as_str(), gap.words.as_str()))
        .collect();
    assert_eq!(
        carried,
        [
            (
                "Residents are heard",
                "Fewer than five people’s own objectives lead to it. Agree some in 1:1s."
            ),
            (
                "Every home is safe",
                "Fewer than five people’s own objectives lead to it. Agree some in 1:1s."
            ),
            (
                "Streets are lit",
                "No objective leads to it. Link one to it, or draft one."
            ),
        ]
    );
    assert_eq!(gaps.loose.len(), 1);
    assert_eq!(gaps.loose[0].entry, Entry::Objective(id(LOOSE)));
    assert_eq!(
        gaps.loose[0].words,
        "Team objective of Void and Lettings, Priya Natarajan. It leads to no priority. Link it to something that does."
    );
    assert_eq!(
        row(&page, "Streets are lit").gap.as_deref(),
        Some("No objective leads to it")
    );
    assert_eq!(
        row(&page, "Staff and learning").gap.as_deref(),
        Some("No corporate priority is in it")
    );
}

#[test]
fn a_cascade_without_gaps_says_so() {
    let mut scored = Scored::new();
    for (number, owner) in std::iter::once(SAM).chain(OTHERS).enumerate() {
        let number = u128::try_from(number).unwrap();
        let to: Vec<(Parent, &str)> = [HEARD, SAFE, EMPTY]
            .map(|priority| (Parent::Priority(id(priority)), "1"))
            .to_vec();
        scored.objective(
            5_000 + number,
            "For all of them",
            OrgLevel::Individual,
            owner,
            &to,
        );
    }
    scored.add(
        Scope::Staff,
        ObjectiveLink::new(id(LOOSE), Parent::Priority(id(EMPTY))),
    );
    let page = whole(&scored, &scored.staff());
    assert_eq!(
        page.heading,
        "Every priority is carried, and every objective leads to one"
    );
    let sams = whole(&scored, &scored.seen_by(SAM));
    assert_eq!(
        sams.heading, "One objective hangs loose",
        "Sam’s own draft leads nowhere, and only Sam and Priya see that"
    );
}

#[test]
fn the_tree_goes_from_perspectives_down_to_how_many_people_serve() {
    let scored = Scored::new();
    let page = whole(&scored, &scored.staff());
    let labels: Vec<&str> = page.roots.iter().map(|node| node.label.as_str()).collect();
    assert_eq!(
        labels,
        [
            "Residents and customers",
            "Homes and services",
            "Staff and learning"
        ]
    );
    assert_eq!(
        page.open,
        page.roots
            .iter()
            .map(|node| node.key.clone())
            .collect::<Vec<_>>()
    );
    let relet = row(&page, "Let homes without delay");
    assert_eq!(relet.kind, "Corporate objective");
    assert_eq!(
        (relet.mark, relet.progress),
        (Some(Mark::CloseToTarget), Some(Some(55)))
    );
    assert_eq!(relet.note, "Ada Byron; 5 people");
    let keys = row(&page, "Hand over keys");
    assert_eq!(keys.mark, None, "nothing measures it");
    let together = keys.children.last().unwrap();
    assert_eq!(together.what, NodeKind::People);
    assert_eq!(together.progress, Some(Some(62)));
    let mut keys: Vec<&String> = rows(&page.roots)
        .into_iter()
        .map(|node| &node.key)
        .collect();
    let all = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), all, "two rows have one key");
}

#[test]
fn peoples_own_objectives_are_rows_only_for_who_may_see_them() {
    let scored = Scored::new();
    let titles = |sight: &Sight<'_>| {
        let page = whole(&scored, sight);
        rows(&page.roots)
            .into_iter()
            .filter(|node| node.kind == "Personal objective")
            .map(|node| node.label.clone())
            .collect::<Vec<_>>()
    };
    assert!(titles(&scored.staff()).is_empty());
    assert!(titles(&scored.seen_by(ROSA)).is_empty());
    // Sam's serves two, and stands under each.
    assert_eq!(
        titles(&scored.seen_by(SAM)),
        ["Collect keys on day one", "Collect keys on day one"]
    );
    assert_eq!(titles(&scored.seen_by(PRIYA)).len(), 6);
    let page = whole(&scored, &scored.seen_by(SAM));
    let sams = row(&page, "Collect keys on day one");
    assert_eq!(
        (sams.progress, sams.note.as_str()),
        (Some(Some(50)), "Sam Okafor")
    );
}

#[test]
fn fewer_than_five_people_are_never_told() {
    let mut scored = Scored::new();
    let gone: Id = id(200 + OTHERS[0]);
    let link = scored
        .company
        .pointing::<ObjectiveLink>(domain::index::Edge::LinkFrom, gone.uuid())
        .next()
        .unwrap()
        .id;
    let before = scored.company.clone();
    let change = domain::record::Change::remove(link);
    let stamp = scored.company.get(gone).unwrap().stamp;
    scored.company.apply(&change, stamp);
    for derived in domain::people_progress::derive(&before, &scored.company, &[change]) {
        scored.company.apply(&derived, stamp);
    }
    assert!(
        scored
            .company
            .version(Kind::PeopleProgress, Uuid::from_u128(KEYS))
            .is_none()
    );
    assert_eq!(
        PeopleProgress::towards(&scored.company, Parent::Objective(id(KEYS))),
        None
    );
    let told = format!("{:?}", whole(&scored, &scored.staff()));
    assert!(!told.contains("4 people") && !told.contains("together"));
    let from = page(
        &scored.staff(),
        &scored.card(),
        Some(Parent::Objective(id(KEYS))),
    )
    .unwrap();
    assert!(
        from.lead
            .contains(". Fewer than five people’s own objectives serve it"),
        "{}",
        from.lead
    );
}

type Id = domain::objective::ObjectiveId;

#[test]
fn from_an_objective_every_line_leads_up_and_a_broken_one_says_so() {
    let scored = Scored::new();
    let sight = scored.seen_by(SAM);
    let lines = lines_up(&sight, id(SAMS));
    assert_eq!(lines.len(), 2);
    assert_eq!(
        lines[0],
        [
            Stop::Person(id(SAM), "Sam Okafor".to_owned()),
            Stop::Objective(id(SAMS), "Collect keys on day one".to_owned()),
            Stop::Objective(id(KEYS), "Hand over keys".to_owned()),
            Stop::Objective(id(RELET), "Let homes without delay".to_owned()),
            Stop::Priority(id(LET), "Homes are let".to_owned()),
            Stop::Perspective("Homes and services".to_owned()),
        ]
    );
    assert_eq!(
        lines[1].last(),
        Some(&Stop::Perspective("Residents and customers".to_owned()))
    );
    let loose = page(&sight, &scored.card(), Some(Parent::Objective(id(LOOSE)))).unwrap();
    assert!(
        loose
            .lead
            .ends_with("It leads to no perspective of the scorecard yet."),
        "{}",
        loose.lead
    );
    let keys = page(&sight, &scored.card(), Some(Parent::Objective(id(KEYS)))).unwrap();
    assert_eq!(keys.heading, "Hand over keys");
    assert_eq!(
        keys.lead,
        "It has no score yet and is 62% delivered. 5 people’s own objectives serve it, directly or through the objectives between."
    );
    assert_eq!(keys.gaps, None);
    assert_eq!(keys.open, [keys.roots[0].key.clone()]);
}

#[test]
fn where_the_reader_may_not_look_there_is_no_page() {
    let scored = Scored::new();
    let from = |sight: &Sight<'_>, parent| page(sight, &scored.card(), Some(parent)).is_some();
    assert!(!from(&scored.seen_by(ROSA), Parent::Objective(id(SAMS))));
    assert!(from(&scored.seen_by(PRIYA), Parent::Objective(id(SAMS))));
    assert!(!from(&scored.staff(), Parent::Priority(id(987_654))));
}

#[test]
fn a_circle_in_loaded_links_ends() {
    let mut scored = Scored::new();
    scored.add(
        Scope::Staff,
        ObjectiveLink::new(id(RELET), Parent::Objective(id(KEYS))),
    );
    let page = whole(&scored, &scored.staff());
    assert!(rows(&page.roots).len() < 200);
    assert!(
        lines_up(&scored.staff(), id(KEYS))
            .iter()
            .any(|line| line.len() > 3)
    );
}

#[test]
fn a_person_has_their_post_their_manager_and_each_objective_with_its_line() {
    let scored = Scored::new();
    let page = person::page(&scored.seen_by(SAM), &scored.card(), id(SAM), today()).unwrap();
    assert_eq!(
        (page.name.as_str(), page.lead.as_str()),
        ("Sam Okafor", "Voids officer, Void and Lettings")
    );
    assert_eq!(
        page.posts[0].unit,
        "Void and Lettings, Repairs and Voids, Homes and Safety"
    );
    assert_eq!(page.managers[0].name, "Priya Natarajan");
    assert!(page.reports.is_empty());
    let objectives: Vec<(&str, &str, usize)> = page
        .objectives
        .iter()
        .map(|objective| {
            (
                objective.title.as_str(),
                objective.state,
                objective.lines.len(),
            )
        })
        .collect();
    assert_eq!(
        objectives,
        [
            ("Collect keys on day one", "Agreed", 2),
            ("Write a standard", "Drafted", 1)
        ]
    );
    assert_eq!(page.objectives[0].progress, Some(Some(50)));
    assert_eq!(page.objectives[1].progress, None);
    assert!(page.may_draft);
    assert_eq!(page.objectives_words, "");
}

#[test]
fn another_team_sees_the_post_and_not_the_objectives_and_may_start_nothing() {
    let scored = Scored::new();
    let card = scored.card();
    let page = person::page(&scored.seen_by(ROSA), &card, id(SAM), today()).unwrap();
    assert!(page.objectives.is_empty());
    assert!(
        page.objectives_words
            .starts_with("Sam’s own objectives are for Sam, their manager,"),
        "{}",
        page.objectives_words
    );
    assert!(!page.may_draft);
    assert_eq!(page.one_to_one, None);
    let by_manager = person::page(&scored.seen_by(PRIYA), &card, id(SAM), today()).unwrap();
    assert!(by_manager.may_draft);
    assert_eq!(by_manager.objectives.len(), 2);
    let priya = person::page(&scored.seen_by(ROSA), &card, id(PRIYA), today()).unwrap();
    assert_eq!(
        priya.owns,
        [(id(VOI01), "VOI01 Average re-let time".to_owned())]
    );
    let keys = priya
        .objectives
        .iter()
        .find(|objective| objective.title == "Hand over keys")
        .unwrap();
    assert_eq!(
        keys.progress,
        Some(Some(62)),
        "a team's objective shows what the scorecard shows"
    );
    assert_eq!(
        person::page(&scored.staff(), &card, id(31_337), today()),
        None
    );
}

#[test]
fn the_organisation_counts_its_people_and_its_vacant_posts() {
    let scored = Scored::new();
    let page = people::page(&scored.staff(), today());
    assert_eq!(page.heading, "8 people in 1 group");
    assert_eq!(
        page.lead,
        "1 post is vacant; the next manager up answers for it."
    );
    assert_eq!(page.top[0].holder.as_ref().unwrap().1, "Ada Byron");
    let group = &page.groups[0];
    assert_eq!(group.count, "7 people, 1 vacant post");
    let team = &group.units[0].units[0];
    assert_eq!(
        (team.name.as_str(), team.kind),
        ("Void and Lettings", "Team")
    );
    assert_eq!(team.posts[0].grade, Some("Team manager"));
    assert!(
        team.posts
            .iter()
            .any(|post| post.holder.is_none() && post.title == "Lettings officer")
    );
    assert!(scored.company.get::<Objective>(id(SAMS)).is_some());
}
