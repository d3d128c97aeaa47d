//! The organisation: groups, services, teams and the posts in them, and the bodies beside them (strategy §1.3).

use std::collections::BTreeSet;

use crate::{
    calendar::Date,
    folded::Folded,
    governance_body::{BodyKind, GovernanceBody, GovernanceBodyId, Membership},
    index::Edge,
    person::{Person, PersonId},
    post::Post,
    record::Stored,
    sight::Sight,
    unit::{Unit, UnitId, UnitKind},
};

/// The page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The answer: `58 people in 4 groups`.
    pub heading: String,
    /// Vacant posts, in a sentence.
    pub lead: String,
    /// The posts of no unit: the chief executive's.
    pub top: Vec<PostLine>,
    /// The groups by name, each with its services and teams.
    pub groups: Vec<UnitPart>,
    /// As at when.
    pub source: String,
    /// The Board first.
    pub bodies: Vec<BodyPart>,
}

/// A unit, its posts and the units in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitPart {
    /// Which unit.
    pub unit: UnitId,
    /// `Group`, `Service` or `Team`.
    pub kind: &'static str,
    /// What it is called.
    pub name: String,
    /// What it does.
    pub purpose: String,
    /// `12 people, 1 vacant post`, the units in it included.
    pub count: String,
    /// Whether it is made up for a demonstration.
    pub illustrative: bool,
    /// Its own posts, highest grade first.
    pub posts: Vec<PostLine>,
    /// The units in it, by name.
    pub units: Vec<UnitPart>,
}

/// A post and who holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostLine {
    /// Which post.
    pub post: crate::post::PostId,
    /// What the post is called.
    pub title: String,
    /// Its grade, where it is a manager's: `Team manager`.
    pub grade: Option<&'static str>,
    /// Who holds it; none when it is vacant.
    pub holder: Option<(PersonId, String)>,
}

/// A body and its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyPart {
    /// Which body.
    pub body: GovernanceBodyId,
    /// What it is called.
    pub name: String,
    /// Its members, the chair first.
    pub members: Vec<MemberLine>,
}

/// A member of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberLine {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// `Chair`, or the post they hold; empty for neither.
    pub as_what: String,
}

/// The organisation as the reader may see it.
pub fn page(sight: &Sight<'_>, today: Date) -> Page {
    let top = posts(
        sight,
        sight.all::<Post>().filter(|post| post.unit.is_none()),
    );
    let mut groups: Vec<&Stored<Unit>> = sight
        .all::<Unit>()
        .filter(|unit| unit.kind == UnitKind::Group)
        .collect();
    groups.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    let groups: Vec<UnitPart> = groups.into_iter().map(|unit| part(sight, unit)).collect();
    let people = holders(sight.all::<Post>()).len();
    let vacant = sight
        .all::<Post>()
        .filter(|post| post.holder.is_none())
        .count();
    Page {
        heading: format!(
            "{} in {}",
            counted(people, "person", "people"),
            counted(groups.len(), "group", "groups")
        ),
        lead: match vacant {
            0 => "Every post is held by somebody.".to_owned(),
            1 => "1 post is vacant; the next manager up answers for it.".to_owned(),
            many => format!("{many} posts are vacant; the next manager up answers for them."),
        },
        top,
        groups,
        source: format!("As at {}.", sight.as_at(today)),
        bodies: bodies(sight),
    }
}

fn part(sight: &Sight<'_>, unit: &Stored<Unit>) -> UnitPart {
    let mut within: Vec<&Stored<Unit>> = sight
        .pointing::<Unit>(Edge::UnitIn, unit.id.uuid())
        .collect();
    within.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    UnitPart {
        unit: unit.id,
        kind: unit.kind.words(),
        name: unit.name.clone(),
        purpose: unit.purpose.clone(),
        count: count(sight, unit.id),
        illustrative: unit.illustrative,
        posts: posts(sight, sight.pointing::<Post>(Edge::PostIn, unit.id.uuid())),
        units: within.into_iter().map(|unit| part(sight, unit)).collect(),
    }
}

fn count(sight: &Sight<'_>, unit: UnitId) -> String {
    let all = posts_within(sight, unit);
    let people = counted(holders(all.iter().copied()).len(), "person", "people");
    match all.iter().filter(|post| post.holder.is_none()).count() {
        0 => people,
        vacant => format!(
            "{people}, {}",
            counted(vacant, "vacant post", "vacant posts")
        ),
    }
}

/// The posts of a unit and of the units in it. A unit is in exactly one other and a level below it, so this ends.
fn posts_within<'a>(sight: &Sight<'a>, unit: UnitId) -> Vec<&'a Stored<Post>> {
    let mut all: Vec<&Stored<Post>> = sight.pointing::<Post>(Edge::PostIn, unit.uuid()).collect();
    for within in sight.pointing::<Unit>(Edge::UnitIn, unit.uuid()) {
        all.extend(posts_within(sight, within.id));
    }
    all
}

fn holders<'a>(posts: impl Iterator<Item = &'a Stored<Post>>) -> BTreeSet<PersonId> {
    posts.filter_map(|post| post.holder).collect()
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn posts<'a>(sight: &Sight<'_>, found: impl Iterator<Item = &'a Stored<Post>>) -> Vec<PostLine> {
    let mut found: Vec<&Stored<Post>> = found.collect();
    found.sort_by(|a, b| {
        (std::cmp::Reverse(a.grade), &a.title, a.id).cmp(&(
            std::cmp::Reverse(b.grade),
            &b.title,
            b.id,
        ))
    });
    found
        .into_iter()
        .map(|post| PostLine {
            post: post.id,
            title: post.title.clone(),
            grade: post.grade.is_manager().then(|| post.grade.words()),
            holder: post
                .holder
                .and_then(|holder| sight.get::<Person>(holder))
                .map(|holder| (holder.id, holder.name.clone())),
        })
        .collect()
}

const fn rank(kind: BodyKind) -> u8 {
    match kind {
        BodyKind::Board => 0,
        BodyKind::PerformanceCommittee => 1,
        BodyKind::ExecutiveManagementTeam => 2,
        BodyKind::OperationsManagementTeam => 3,
        BodyKind::ManagementForum => 4,
    }
}

fn bodies(sight: &Sight<'_>) -> Vec<BodyPart> {
    let mut bodies: Vec<(GovernanceBodyId, GovernanceBody)> = sight
        .all::<Folded<GovernanceBody>>()
        .filter_map(|body| Some((body.id, body.open()?)))
        .collect();
    bodies.sort_by_key(|(id, body)| (rank(body.kind), *id));
    bodies
        .into_iter()
        .map(|(id, body)| BodyPart {
            body: id,
            name: body.name,
            members: members(sight, id),
        })
        .collect()
}

fn members(sight: &Sight<'_>, body: GovernanceBodyId) -> Vec<MemberLine> {
    let mut members: Vec<(bool, MemberLine)> = sight
        .pointing::<Membership>(Edge::MembershipOn, body.uuid())
        .filter_map(|membership| {
            let person = sight.get::<Person>(membership.person)?;
            let post = sight
                .pointing::<Post>(Edge::PostHeldBy, person.id.uuid())
                .next();
            let as_what = match (membership.chair, post) {
                (true, _) => "Chair".to_owned(),
                (false, Some(post)) => post.title.clone(),
                (false, None) => String::new(),
            };
            let member = MemberLine {
                person: person.id,
                name: person.name.clone(),
                as_what,
            };
            Some((!membership.chair, member))
        })
        .collect();
    members.sort_by(|(a_last, a), (b_last, b)| {
        (a_last, &a.name, a.person).cmp(&(b_last, &b.name, b.person))
    });
    members.into_iter().map(|(_, member)| member).collect()
}
