//! The Company's one index: what points at a record, in order.

use uuid::Uuid;

/// Why one record points at another; one variant for each question a rule or a page asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edge {
    /// A unit within a unit.
    UnitIn,
    /// A post in a unit.
    PostIn,
    /// A post held by a person.
    PostHeldBy,
    /// A post that reports to a post.
    PostReportsTo,
    /// A role of a person.
    RoleOf,
    /// A membership of a person.
    MembershipOf,
    /// A membership on a body.
    MembershipOn,
    /// A priority in a perspective.
    PriorityIn,
    /// A weight of a subject, by date.
    WeightOf,
    /// An indicator of a service.
    IndicatorOf,
    /// An ownership of an indicator, by date.
    OwnershipOf,
    /// An ownership by a person.
    OwnedBy,
    /// A target of an indicator, by financial year.
    TargetOf,
    /// A measurement of an indicator, by period.
    MeasurementOf,
    /// An objective owned by a person.
    ObjectiveOwnedBy,
    /// An objective of a unit.
    ObjectiveOf,
    /// A link up from an objective.
    LinkFrom,
    /// A link to a parent: an objective or a priority.
    LinkTo,
    /// An indicator that measures an objective.
    MeasureOf,
    /// An objective measured by an indicator.
    MeasuredBy,
    /// A check-in on an objective, by when it was known.
    CheckInOn,
    /// The progress of people towards an objective.
    PeopleProgressOf,
    /// A series of an employee.
    SeriesOfEmployee,
    /// A series of a manager.
    SeriesOfManager,
    /// A 1:1 of a series, by date.
    OneToOneOf,
    /// The date of a 1:1 of an employee, by date.
    OneToOneDateOf,
    /// An agenda item, entry, action or note of a 1:1.
    PartOf,
    /// An action of a series.
    ActionOf,
    /// An action for a person to do.
    ActionBy,
    /// An entry about an objective.
    EntryAbout,
    /// Whatever is folded, on what it is about; each kind has a span of the order.
    FoldedOn,
    /// A service standard that mirrors an indicator.
    MirrorOf,
}

impl Edge {
    /// The last of the list.
    pub(crate) const LAST: Self = Self::MirrorOf;

    /// Its place in the list.
    #[expect(
        clippy::as_conversions,
        reason = "an enum's own number, which has no other conversion"
    )]
    pub(crate) const fn number(self) -> u16 {
        self as u16
    }
}

/// One arrow from a record: why, to what, and its place among the arrows of that kind to the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// Why it points.
    pub edge: Edge,
    /// What it points at.
    pub to: Uuid,
    /// Place in the order; 0 where order does not matter.
    pub order: u64,
}

impl Reference {
    /// An arrow without an order.
    pub const fn new(edge: Edge, to: Uuid) -> Self {
        Self { edge, to, order: 0 }
    }

    /// An arrow with a place in an order.
    pub const fn ordered(edge: Edge, to: Uuid, order: u64) -> Self {
        Self { edge, to, order }
    }
}

/// A day's place in order, for references by date.
pub fn day_order(date: jiff::civil::Date) -> u64 {
    let day = |part: i8| u64::from(part.unsigned_abs());
    u64::from(date.year().unsigned_abs()) * 10_000 + day(date.month()) * 100 + day(date.day())
}
