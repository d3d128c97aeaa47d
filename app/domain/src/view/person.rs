//! One person: their post, their manager and reports, and the line from each of their objectives to the scorecard.

mod objectives;

use crate::{
    calendar::{Date, FinancialYear},
    display,
    id::Id,
    index::Edge,
    indicator::Indicator,
    objective::{DraftObjective, OrgLevel},
    one_to_one::{OneToOne, OneToOneDate, OneToOneId, OneToOneSeries},
    ownership::Ownership,
    person::{Person, PersonId},
    post::Post,
    role::Role,
    scorecard::Scorecard,
    sight::Sight,
    unit::Unit,
    view::permission,
};

pub use objectives::ObjectivePart;

/// Days of 1:1s that are listed: about a year's.
const DAYS_MOST: usize = 12;

/// The page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Who.
    pub person: PersonId,
    /// Their name, which is the heading.
    pub name: String,
    /// Their post and unit, in a line.
    pub lead: String,
    /// Whether they are made up for a demonstration.
    pub illustrative: bool,
    /// Whether they have left.
    pub left: bool,
    /// The posts they hold.
    pub posts: Vec<PostPart>,
    /// The roles they have beside their post, and the bodies they sit on.
    pub roles: String,
    /// Their managers: one, save for a job share.
    pub managers: Vec<PersonPart>,
    /// The people whose manager they are, by name.
    pub reports: Vec<PersonPart>,
    /// Their objectives that the reader may see, each with its lines up.
    pub objectives: Vec<ObjectivePart>,
    /// Why there are none, or that the personal ones are not the reader's to see.
    pub objectives_words: String,
    /// The indicators they own.
    pub owns: Vec<(crate::indicator::IndicatorId, String)>,
    /// Whether the reader may draft an objective for them.
    pub may_draft: bool,
    /// The 1:1 between the reader and them: the next, or the last where none is planned.
    pub one_to_one: Option<OneToOneId>,
    /// `Held on 24 October 2026`, latest first, a year's at most; empty for whom they are not.
    pub one_to_one_days: Vec<String>,
}

/// A post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostPart {
    /// What the post is called.
    pub title: String,
    /// The unit and the units it is in: `Void and Lettings, Repairs and Voids, Homes and Safety`.
    pub unit: String,
    /// Its grade.
    pub grade: &'static str,
}

/// A person beside this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonPart {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their post.
    pub post: String,
}

/// One person's page; none where the reader may not see them.
pub fn page(sight: &Sight<'_>, card: &Scorecard, person: PersonId, today: Date) -> Option<Page> {
    let stored = sight.get::<Person>(person)?;
    let objectives = objectives::objectives(sight, card, person);
    let company = sight.company();
    Some(Page {
        person,
        name: stored.name.clone(),
        lead: post_of(sight, person),
        illustrative: stored.illustrative,
        left: !stored.active,
        posts: posts(sight, person),
        roles: roles(sight, person),
        managers: people(sight, Post::managers(company, person)),
        reports: people(sight, Post::reports(company, person)),
        objectives_words: objectives::words(sight, stored, &objectives),
        objectives,
        owns: owns(sight, person, today),
        may_draft: may_draft(sight, person, today),
        one_to_one: one_to_one(sight, person),
        one_to_one_days: one_to_one_days(sight, person, today),
    })
}

/// The days of a person's 1:1s, latest first: a record of its own, since what is said in one is read by its two people alone
/// (access.md).
fn one_to_one_days(sight: &Sight<'_>, person: PersonId, today: Date) -> Vec<String> {
    let mut dates: Vec<_> = sight
        .pointing::<OneToOneDate>(Edge::OneToOneDateOf, person.uuid())
        .collect();
    dates.sort_by_key(|date| std::cmp::Reverse((date.scheduled_for, date.id)));
    let words = |date: &OneToOneDate| match date.held_on {
        Some(held) => format!("Held on {}", display::date(held)),
        None if date.scheduled_for < today => format!(
            "Was planned for {} and is not recorded as held",
            display::date(date.scheduled_for)
        ),
        None => format!("Planned for {}", display::date(date.scheduled_for)),
    };
    let latest = dates.into_iter().take(DAYS_MOST);
    latest.map(|date| words(date)).collect()
}

fn posts(sight: &Sight<'_>, person: PersonId) -> Vec<PostPart> {
    sight
        .pointing::<Post>(Edge::PostHeldBy, person.uuid())
        .map(|post| {
            let units = post
                .unit
                .map(|unit| Unit::line(sight.company(), unit))
                .unwrap_or_default();
            let names: Vec<String> = units
                .into_iter()
                .filter_map(|unit| sight.get::<Unit>(unit))
                .map(|unit| unit.name.clone())
                .collect();
            PostPart {
                title: post.title.clone(),
                unit: names.join(", "),
                grade: post.grade.words(),
            }
        })
        .collect()
}

/// `Voids officer, Void and Lettings`.
fn post_of(sight: &Sight<'_>, person: PersonId) -> String {
    let Some(post) = sight
        .pointing::<Post>(Edge::PostHeldBy, person.uuid())
        .next()
    else {
        return String::new();
    };
    match post.unit.and_then(|unit| sight.get::<Unit>(unit)) {
        Some(unit) => format!("{}, {}", post.title, unit.name),
        None => post.title.clone(),
    }
}

fn roles(sight: &Sight<'_>, person: PersonId) -> String {
    let roles = Role::of(sight.company(), person).map(|role| role.words().to_owned());
    let bodies = sight
        .pointing::<crate::governance_body::Membership>(Edge::MembershipOf, person.uuid())
        .filter_map(|membership| {
            let body = sight.get(membership.body.body)?.open()?;
            let chair = if membership.chair { ", chair" } else { "" };
            Some(format!("{}{chair}", body.name))
        });
    roles.chain(bodies).collect::<Vec<_>>().join("; ")
}

fn people(sight: &Sight<'_>, found: impl IntoIterator<Item = PersonId>) -> Vec<PersonPart> {
    let mut people: Vec<PersonPart> = found
        .into_iter()
        .filter_map(|id| sight.get::<Person>(id))
        .map(|person| PersonPart {
            person: person.id,
            name: person.name.clone(),
            post: post_of(sight, person.id),
        })
        .collect();
    people.sort_by(|a, b| (&a.name, a.person).cmp(&(&b.name, b.person)));
    people
}

fn owns(
    sight: &Sight<'_>,
    person: PersonId,
    today: Date,
) -> Vec<(crate::indicator::IndicatorId, String)> {
    let mut owned: Vec<_> = sight
        .pointing::<Ownership>(Edge::OwnedBy, person.uuid())
        .filter(|ownership| {
            Ownership::on(sight.company(), ownership.indicator, today) == Some(person)
        })
        .filter_map(|ownership| sight.get::<Indicator>(ownership.indicator))
        .map(|indicator| {
            (
                indicator.id,
                format!("{} {}", indicator.code, indicator.name),
            )
        })
        .collect();
    owned.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    owned.dedup();
    owned
}

/// Asked of the rules themselves: a draft is tried, and nothing of it is kept.
fn may_draft(sight: &Sight<'_>, owner: PersonId, today: Date) -> bool {
    let draft = DraftObjective {
        objective: Id::new(uuid::Uuid::nil()),
        title: "An objective".to_owned(),
        success_measure: String::new(),
        level: OrgLevel::Individual,
        owner,
        unit: None,
        year: FinancialYear::containing(today),
        due: None,
        contributes_to: None,
        illustrative: false,
    };
    permission::tried(sight, draft).is_ok()
}

/// The next 1:1 between the reader and this person that was not held, or the last one that was.
fn one_to_one(sight: &Sight<'_>, person: PersonId) -> Option<OneToOneId> {
    let reader = sight.person().filter(|reader| *reader != person)?;
    let series = [Edge::SeriesOfEmployee, Edge::SeriesOfManager]
        .into_iter()
        .flat_map(|edge| {
            sight
                .pointing::<OneToOneSeries>(edge, person.uuid())
                .collect::<Vec<_>>()
        })
        .find(|series| !series.ended && (series.employee == reader || series.manager == reader))?;
    let meetings: Vec<_> = sight
        .pointing::<OneToOne>(Edge::OneToOneOf, series.id.uuid())
        .collect();
    meetings
        .iter()
        .find(|meeting| meeting.held_on.is_none())
        .or(meetings.last())
        .map(|meeting| meeting.id)
}
