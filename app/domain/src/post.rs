//! Posts and the reporting line. Line management is read from here and never assigned (glossary 2.2).

use std::{collections::BTreeSet, ops::ControlFlow};

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    company::Company,
    decision::{Context, Decide, Decision},
    form,
    id::Id,
    index::{Edge, Reference},
    ownership::Ownership,
    person::{Person, PersonId},
    record::{Change, Stored, noun},
    rejection::Rejection,
    scope::Scope,
    unit::UnitId,
};

/// Identifies a post.
pub type PostId = Id<Post>;

/// The grade of a post, by the strategy's own words (§5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Any employee.
    Staff,
    /// Manages a team.
    TeamManager,
    /// Manages a service.
    ServiceManager,
    /// Manages a group of services.
    GroupManager,
    /// A member of the Executive Management Team.
    Executive,
}

impl Grade {
    /// Every grade, lowest first.
    pub const ALL: [Self; 5] = [
        Self::Staff,
        Self::TeamManager,
        Self::ServiceManager,
        Self::GroupManager,
        Self::Executive,
    ];

    /// Whether a holder may own a Key Performance Indicator (access.md, last paragraph).
    pub const fn is_manager(self) -> bool {
        match self {
            Self::Staff => false,
            Self::TeamManager | Self::ServiceManager | Self::GroupManager | Self::Executive => true,
        }
    }

    /// The glossary's words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Staff => "Staff",
            Self::TeamManager => "Team manager",
            Self::ServiceManager => "Service manager",
            Self::GroupManager => "Group manager",
            Self::Executive => "Executive",
        }
    }
}

/// A post: a place in the structure, whoever holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// What the post is called.
    pub title: String,
    /// The unit it is in; none for the chief executive's.
    pub unit: Option<UnitId>,
    /// Its grade.
    pub grade: Grade,
    /// The post it reports to; none at the top.
    pub reports_to: Option<PostId>,
    /// Who holds it; none when vacant.
    pub holder: Option<PersonId>,
    /// What another system calls it, where it came from one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// Full-time equivalents, where it is more or less than one post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fte: Option<rust_decimal::Decimal>,
}

noun!(Post, Post, |post, _stamp| [
    post.unit
        .map(|unit| Reference::new(Edge::PostIn, unit.uuid())),
    post.holder
        .map(|holder| Reference::new(Edge::PostHeldBy, holder.uuid())),
    post.reports_to
        .map(|above| Reference::new(Edge::PostReportsTo, above.uuid())),
]
.into_iter()
.flatten());

impl Post {
    /// The posts that a person holds.
    pub fn held_by(company: &Company, person: PersonId) -> impl Iterator<Item = &Stored<Self>> {
        company.pointing::<Self>(Edge::PostHeldBy, person.uuid())
    }

    /// The managers of a person: for each post, the holder of the next occupied post up. One person, save for a job share.
    pub fn managers(company: &Company, person: PersonId) -> BTreeSet<PersonId> {
        // One by one: to collect them would sort them first, and code that sorts weighs on the first load.
        let mut found = BTreeSet::new();
        found.extend(
            Self::held_by(company, person)
                .filter_map(|post| Self::next_holder_up(company, post, person)),
        );
        found
    }

    /// Whether `manager` is a manager of `person`.
    pub fn manages(company: &Company, manager: PersonId, person: PersonId) -> bool {
        Self::managers(company, person).contains(&manager)
    }

    /// The people whose manager this person is, by name order of ids.
    pub fn reports(company: &Company, manager: PersonId) -> BTreeSet<PersonId> {
        let mut found = BTreeSet::new();
        if !is_active(company, manager) {
            return found;
        }
        let mut below: Vec<PostId> = Self::held_by(company, manager)
            .map(|post| post.id)
            .collect();
        let mut seen = BTreeSet::new();
        seen.extend(below.iter().copied());
        while let Some(above) = below.pop() {
            for post in company.pointing::<Self>(Edge::PostReportsTo, above.uuid()) {
                let holder = post.holder.filter(|holder| *holder != manager);
                found.extend(holder);
                // A post without an active holder passes its reports up to the next one.
                let passes = holder.is_none_or(|holder| !is_active(company, holder));
                if passes && seen.insert(post.id) {
                    below.push(post.id);
                }
            }
        }
        found
    }

    fn next_holder_up(company: &Company, post: &Self, person: PersonId) -> Option<PersonId> {
        let start = post.reports_to?;
        Company::walk(
            start,
            |id| {
                company
                    .get(id)
                    .and_then(|post| post.reports_to)
                    .into_iter()
                    .collect()
            },
            |id| match company.get(id).and_then(|post| post.holder) {
                Some(holder) if holder != person && is_active(company, holder) => {
                    ControlFlow::Break(holder)
                }
                _ => ControlFlow::Continue(()),
            },
        )
    }

    /// Whether `above` manages `person` at any distance.
    pub fn is_in_line(company: &Company, above: PersonId, person: PersonId) -> bool {
        Company::walk(
            person,
            |next| Self::managers(company, next).into_iter().collect(),
            |next| {
                if next == above && next != person {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            },
        )
        .is_some()
    }

    /// The highest grade that a person holds, if they hold a post.
    pub fn grade_of(company: &Company, person: PersonId) -> Option<Grade> {
        Self::held_by(company, person).map(|post| post.grade).max()
    }
}

fn is_active(company: &Company, person: PersonId) -> bool {
    company
        .get::<Person>(person)
        .is_none_or(|person| person.active)
}

/// Records a post, who holds it and where it reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
pub struct RecordPost {
    /// The post's identifier.
    #[garde(skip)]
    pub post: PostId,
    /// What the post is called.
    #[garde(custom(form::name))]
    pub title: String,
    /// The unit it is in.
    #[garde(skip)]
    pub unit: Option<UnitId>,
    /// Its grade.
    #[garde(skip)]
    pub grade: Grade,
    /// The post it reports to.
    #[garde(skip)]
    pub reports_to: Option<PostId>,
    /// Who holds it.
    #[garde(skip)]
    pub holder: Option<PersonId>,
}

impl Decide for RecordPost {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        if let Some(unit) = self.unit {
            context.find(company, unit)?;
        }
        if let Some(holder) = self.holder {
            context.find(company, holder)?;
        }
        if let Some(above) = self.reports_to {
            context.find(company, above)?;
            let circle = Company::walk(
                above,
                |id| {
                    company
                        .get(id)
                        .and_then(|post| post.reports_to)
                        .into_iter()
                        .collect()
                },
                |id| {
                    if id == self.post {
                        ControlFlow::Break(())
                    } else {
                        ControlFlow::Continue(())
                    }
                },
            );
            if circle.is_some() {
                return Err(Rejection::ReportingCircle);
            }
        }
        // What came with an import stays: no page asks for it.
        let (reference, fte) = company
            .get(self.post)
            .map(|there| (there.reference.clone(), there.fte))
            .unwrap_or_default();
        let change = Change::put(
            self.post,
            Scope::Staff,
            Post {
                reference,
                fte,
                title: self.title.trim().to_owned(),
                unit: self.unit,
                grade: self.grade,
                reports_to: self.reports_to,
                holder: self.holder,
            },
        );
        if let Some(holder) = company.get(self.post).and_then(|post| post.holder) {
            let after = company.with(&change, context);
            Ownership::check_kept(company, &after, context, holder)?;
        }
        Ok(vec![change])
    }
}
