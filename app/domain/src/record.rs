//! Records: one versioned thing each, and the closed list of their kinds (architecture section 3).

use std::{fmt, str::FromStr, sync::Arc};

use jiff::Timestamp;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::{id::Id, index::Reference, scope::Scope};

/// When a version of a record became known: its place in the one total order, and the server's clock.
///
/// A change that the server has not answered carries [`Stamp::PENDING_SEQ`], so it sorts after everything confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stamp {
    /// Sequence number; order comes from here and never from a clock (invariant 8).
    pub seq: u64,
    /// The server's time of the commit; on a device, an estimate until the answer comes.
    #[serde(with = "crate::time_text")]
    pub at: Timestamp,
}

impl Stamp {
    /// The sequence number of what is only on this device so far.
    pub const PENDING_SEQ: u64 = u64::MAX;

    /// Whether the server has yet to answer the command that made this version.
    pub const fn is_pending(self) -> bool {
        self.seq == Self::PENDING_SEQ
    }
}

/// A record as it is held: its scope, its stamp and its typed body.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored<T> {
    /// The record's identifier.
    pub id: Id<T>,
    /// The one scope that it lives in.
    pub scope: Scope,
    /// When this version became known.
    pub stamp: Stamp,
    /// What it says. Shared: a Company is copied often, its bodies never.
    pub body: Arc<T>,
}

impl<T> std::ops::Deref for Stored<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.body
    }
}

/// A noun that is kept as a record.
pub trait Noun: Clone + fmt::Debug + PartialEq + Serialize + DeserializeOwned + 'static {
    /// Which kind of record it is.
    const KIND: Kind;

    /// The record of this noun that is held here; none where it is of another.
    fn held(held: &Held) -> Option<&Stored<Self>>;

    /// Wraps a body for a [`Change`].
    fn body(self) -> Body;

    /// What this record points at, for the Company's index. `stamp` orders records of one subject by when they were known.
    fn references(&self, stamp: Stamp) -> Vec<Reference>;
}

macro_rules! records {
    ($( $(#[$doc:meta])* $kind:ident($path:path) = $name:literal ),* $(,)?) => {
        /// The closed set of kinds of record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Kind { $( $(#[$doc])* #[serde(rename = $name)] $kind, )* }

        impl Kind {
            /// Every kind, in the order of this list.
            pub const ALL: &[Self] = &[ $( Self::$kind, )* ];

            /// The kind's name on the wire and in storage.
            pub const fn name(self) -> &'static str {
                match self { $( Self::$kind => $name, )* }
            }
        }

        impl Kind {
            /// Its place in the list.
            #[expect(clippy::as_conversions, reason = "an enum's own number, which has no other conversion")]
            pub(crate) const fn number(self) -> u64 {
                self as u64
            }

            /// The kind at this place in the list.
            pub(crate) fn numbered(number: u64) -> Option<Self> {
                Self::ALL.get(usize::try_from(number).ok()?).copied()
            }
        }

        impl FromStr for Kind {
            type Err = UnknownKind;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $( $name => Ok(Self::$kind), )*
                    _ => Err(UnknownKind(text.to_owned())),
                }
            }
        }

        /// A body of any kind.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Body { $( $(#[$doc])* $kind(Arc<$path>), )* }

        impl Body {
            /// Which kind of record this is the body of.
            pub const fn kind(&self) -> Kind {
                match self { $( Self::$kind(_) => Kind::$kind, )* }
            }

            /// Reads a body of the named kind from its JSON. Unknown fields are ignored, new fields have defaults.
            pub fn parse(kind: Kind, json: &str) -> Result<Self, serde_json::Error> {
                Ok(match kind {
                    $( Kind::$kind => Self::$kind(Arc::new(serde_json::from_str(json)?)), )*
                })
            }

            /// The body as JSON.
            pub fn json(&self) -> Result<String, serde_json::Error> {
                match self { $( Self::$kind(body) => serde_json::to_string(body), )* }
            }

            /// What a record with this body points at.
            pub fn references(&self, stamp: Stamp) -> Vec<Reference> {
                match self { $( Self::$kind(body) => body.references(stamp), )* }
            }
        }

        /// A record of any kind as it is held. One type for all of them, so that the tree that keeps them is compiled once.
        #[derive(Clone, Debug)]
        pub enum Held { $( $(#[$doc])* $kind(Stored<$path>), )* }

        impl Held {
            /// What is held for a version.
            pub(crate) fn new(Version { id, scope, stamp, body }: Version) -> Self {
                match body {
                    $( Body::$kind(body) => Self::$kind(Stored { id: Id::new(id), scope, stamp, body }), )*
                }
            }

            /// The version that is held. What every kind has alike is taken apart from the body, so that it is compiled once
            /// and not once a kind.
            pub(crate) fn version(&self) -> Version {
                let (id, scope, stamp) = match self {
                    $( Self::$kind(stored) => (stored.id.uuid(), stored.scope, stored.stamp), )*
                };
                let body = match self {
                    $( Self::$kind(stored) => Body::$kind(stored.body.clone()), )*
                };
                Version { id, scope, stamp, body }
            }
        }

        /// Whether it is the very same version: what changed between two Companies is found without reading what it says.
        impl PartialEq for Held {
            fn eq(&self, other: &Self) -> bool {
                match (self, other) {
                    $( (Self::$kind(one), Self::$kind(two)) => {
                        one.stamp == two.stamp && one.scope == two.scope && Arc::ptr_eq(&one.body, &two.body)
                    } )*
                    _ => false,
                }
            }
        }

        $(
            impl From<$path> for Body {
                fn from(body: $path) -> Self { Self::$kind(Arc::new(body)) }
            }
        )*
    };
}

/// Implements [`Noun`] for a body; what it points at follows as `|self, stamp| [references]`.
macro_rules! noun {
    ($type:ty, $kind:ident, |$this:ident, $stamp:ident| $references:expr) => {
        impl $crate::record::Noun for $type {
            const KIND: $crate::record::Kind = $crate::record::Kind::$kind;

            fn held(held: &$crate::record::Held) -> Option<&$crate::record::Stored<Self>> {
                match held {
                    $crate::record::Held::$kind(stored) => Some(stored),
                    _ => None,
                }
            }

            fn body(self) -> $crate::record::Body {
                self.into()
            }

            fn references(&self, $stamp: $crate::record::Stamp) -> Vec<$crate::index::Reference> {
                let $this = self;
                let _ = $stamp;
                $references.into_iter().collect()
            }
        }
    };
}
pub(crate) use noun;

records! {
    /// The Company's mission statement and its contact points.
    Mission(crate::folded::Folded<crate::mission::Mission>) = "mission",
    /// A perspective of the Balanced Scorecard.
    Perspective(crate::perspective::Perspective) = "perspective",
    /// A corporate priority, in exactly one perspective.
    Priority(crate::priority::CorporatePriority) = "corporate_priority",
    /// The weight of a perspective or a priority from a date.
    Weight(crate::weight::Weight) = "weight",
    /// A group, service or team.
    Unit(crate::unit::Unit) = "unit",
    /// Board, Performance Committee, Executive Management Team and the others.
    GovernanceBody(crate::folded::Folded<crate::governance_body::GovernanceBody>) = "governance_body",
    /// A person's place on a body.
    Membership(crate::governance_body::Membership) = "membership",
    /// A person who works for or with the Company.
    Person(crate::person::Person) = "person",
    /// A post, who holds it and which post it reports to.
    Post(crate::post::Post) = "post",
    /// A role that a person has beside their post.
    RoleGrant(crate::role::RoleGrant) = "role_grant",
    /// The definition of an indicator.
    Indicator(crate::indicator::Indicator) = "indicator",
    /// Who owns an indicator from a date.
    Ownership(crate::ownership::Ownership) = "ownership",
    /// The target of an indicator for a financial year.
    Target(crate::target::Target) = "target",
    /// A figure for an indicator and a period.
    Measurement(crate::measurement::Measurement) = "measurement",
    /// An objective at any level.
    Objective(crate::objective::Objective) = "objective",
    /// What an objective contributes to.
    ObjectiveLink(crate::objective_link::ObjectiveLink) = "objective_link",
    /// An indicator that measures an objective.
    ObjectiveMeasure(crate::objective_measure::ObjectiveMeasure) = "objective_measure",
    /// Progress on an objective, as recorded at a moment.
    CheckIn(crate::check_in::CheckIn) = "check_in",
    /// Progress of at least five people towards an objective, derived by the authority.
    PeopleProgress(crate::people_progress::PeopleProgress) = "people_progress",
    /// The run of 1:1s between a person and their manager.
    OneToOneSeries(crate::one_to_one::OneToOneSeries) = "one_to_one_series",
    /// One 1:1.
    OneToOne(crate::one_to_one::OneToOne) = "one_to_one",
    /// When a 1:1 is due and whether it was held, without what was said.
    OneToOneDate(crate::one_to_one::OneToOneDate) = "one_to_one_date",
    /// Something to talk about in a 1:1.
    AgendaItem(crate::agenda_item::AgendaItem) = "agenda_item",
    /// What one of the two wrote for both to read.
    Entry(crate::entry::Entry) = "entry",
    /// Something one of the two will do.
    Action(crate::action::Action) = "action",
    /// A note that only its author may read.
    PrivateNote(crate::private_note::PrivateNote) = "private_note",
    /// An action of a service's plan.
    PlanAction(crate::folded::Folded<crate::plan_action::PlanAction>) = "plan_action",
    /// A milestone of a plan's action.
    Milestone(crate::folded::Folded<crate::milestone::Milestone>) = "milestone",
    /// What other organisations reached.
    BenchmarkSet(crate::folded::Folded<crate::benchmark_set::BenchmarkSet>) = "benchmark_set",
    /// That a file was taken, and what came of it.
    Import(crate::folded::Folded<crate::import::Import>) = "import",
    /// A change of the scorecard that was decided, with its reason.
    ScorecardChange(crate::folded::Folded<crate::scorecard_change::ScorecardChange>) = "scorecard_change",
    /// What was thought of when a target was set.
    TargetCase(crate::folded::Folded<crate::target_case::TargetCase>) = "target_case",
    /// Why the target of a running year was revised.
    TargetRevision(crate::folded::Folded<crate::target_revision::TargetRevision>) = "target_revision",
    /// A step that a figure was taken on its road.
    FigureStep(crate::folded::Folded<crate::figure_step::FigureStep>) = "figure_step",
    /// What is said of a period's figure.
    Commentary(crate::folded::Folded<crate::commentary::Commentary>) = "commentary",
    /// What is done about a figure.
    CorrectiveAction(crate::folded::Folded<crate::corrective_action::CorrectiveAction>) = "corrective_action",
    /// That a stage of a period is not needed.
    StageWaiver(crate::folded::Folded<crate::stage::StageWaiver>) = "stage_waiver",
    /// A version of an indicator's definition sheet.
    DefinitionSheet(crate::folded::Folded<crate::definition_sheet::DefinitionSheet>) = "definition_sheet",
    /// That somebody chose an indicator.
    IndicatorSelection(crate::folded::Folded<crate::indicator_selection::IndicatorSelection>) = "indicator_selection",
    /// What must go right for the Company or a service.
    CriticalSuccessFactor(crate::folded::Folded<crate::critical_success_factor::CriticalSuccessFactor>) = "critical_success_factor",
    /// An activity of a service's core business.
    CoreBusinessActivity(crate::folded::Folded<crate::core_business_activity::CoreBusinessActivity>) = "core_business_activity",
    /// How far an indicator's figures can be trusted.
    DataQualityRating(crate::folded::Folded<crate::data_quality::DataQualityRating>) = "data_quality_rating",
    /// A step with the year's set of indicators and targets.
    IndicatorSet(crate::folded::Folded<crate::indicator_set::IndicatorSet>) = "indicator_set",
    /// An audit of a figure.
    PerformanceAudit(crate::folded::Folded<crate::performance_audit::PerformanceAudit>) = "performance_audit",
    /// How something is done when figures are reported.
    Procedure(crate::folded::Folded<crate::procedure::Procedure>) = "procedure",
    /// That somebody has read a procedure.
    ProcedureReading(crate::folded::Folded<crate::procedure::ProcedureReading>) = "procedure_reading",
    /// What a service or the Company sets out to do in a year.
    Plan(crate::folded::Folded<crate::plan::Plan>) = "plan",
    /// A step with a plan.
    PlanStep(crate::folded::Folded<crate::plan_step::PlanStep>) = "plan_step",
    /// In which order the bodies look at plans.
    ReviewOrder(crate::folded::Folded<crate::review_order::ReviewOrder>) = "review_order",
    /// A review of diversity and equality.
    EqualityReview(crate::folded::Folded<crate::equality_review::EqualityReview>) = "equality_review",
    /// What somebody does because of one.
    EqualityAction(crate::folded::Folded<crate::equality_review::EqualityAction>) = "equality_action",
    /// Something that may happen.
    Risk(crate::folded::Folded<crate::risk::Risk>) = "risk",
    /// How a risk was found when it was looked at.
    RiskReview(crate::folded::Folded<crate::risk::RiskReview>) = "risk_review",
    /// On which matrix risks are rated.
    RiskMatrix(crate::folded::Folded<crate::risk::RiskMatrix>) = "risk_matrix",
    /// Targets discussed with a focus group.
    FocusGroupSession(crate::folded::Folded<crate::focus_group_session::FocusGroupSession>) = "focus_group_session",
    /// What users say of a service.
    Feedback(crate::folded::Folded<crate::feedback::Feedback>) = "feedback",
    /// One cause behind many complaints.
    GenericIssue(crate::folded::Folded<crate::generic_issue::GenericIssue>) = "generic_issue",
    /// A report to the Board or the Council.
    ReportRun(crate::folded::Folded<crate::report_run::ReportRun>) = "report_run",
    /// A step with a report.
    ReportStep(crate::folded::Folded<crate::report_step::ReportStep>) = "report_step",
}

/// A kind's name that this version does not know; a newer server may send one, and a device skips it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a kind of record known here")]
pub struct UnknownKind(pub String);

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// A record of any kind at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// The record's identifier.
    pub id: Uuid,
    /// The scope that it lives in.
    pub scope: Scope,
    /// When it became known.
    pub stamp: Stamp,
    /// What it says.
    pub body: Body,
}

/// What a decision does to one record. Applying a change never fails and never decides.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The record is now this.
    Put {
        /// The record's identifier.
        id: Uuid,
        /// The scope that it lives in from now on.
        scope: Scope,
        /// What it says from now on.
        body: Body,
    },
    /// The record is gone.
    Remove {
        /// What it was.
        kind: Kind,
        /// Which one it was.
        id: Uuid,
    },
}

impl Change {
    /// A put of a typed body.
    pub fn put<T: Noun>(id: Id<T>, scope: Scope, body: T) -> Self {
        Self::Put {
            id: id.uuid(),
            scope,
            body: body.body(),
        }
    }

    /// A removal by typed id.
    pub fn remove<T: Noun>(id: Id<T>) -> Self {
        Self::Remove {
            kind: T::KIND,
            id: id.uuid(),
        }
    }

    /// Which record it is about.
    pub const fn subject(&self) -> (Kind, Uuid) {
        match self {
            Self::Put { id, body, .. } => (body.kind(), *id),
            Self::Remove { kind, id } => (*kind, *id),
        }
    }
}

/// A record as it travels and as it is stored: the body stays opaque, so an older replica can pass over what it does not know.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WireRecord {
    /// The kind's name.
    pub kind: String,
    /// The record's identifier.
    pub id: Uuid,
    /// The scope that it lives in.
    pub scope: Scope,
    /// Sequence number, as text: a browser's numbers end at 2^53.
    #[serde(with = "crate::seq_text")]
    pub seq: u64,
    /// The server's time of the commit.
    #[serde(with = "crate::time_text")]
    pub at: Timestamp,
    /// The body as JSON.
    pub body: Arc<RawValue>,
}

impl WireRecord {
    /// Reads the record; `Ok(None)` when its kind is not known here.
    pub fn decode(&self) -> Result<Option<Version>, serde_json::Error> {
        let Ok(kind) = self.kind.parse::<Kind>() else {
            return Ok(None);
        };
        Ok(Some(Version {
            id: self.id,
            scope: self.scope,
            stamp: Stamp {
                seq: self.seq,
                at: self.at,
            },
            body: Body::parse(kind, self.body.get())?,
        }))
    }

    /// Writes a version for the wire.
    pub fn encode(version: &Version) -> Result<Self, serde_json::Error> {
        Ok(Self {
            kind: version.body.kind().name().to_owned(),
            id: version.id,
            scope: version.scope,
            seq: version.stamp.seq,
            at: version.stamp.at,
            body: Arc::from(RawValue::from_string(version.body.json()?)?),
        })
    }
}
