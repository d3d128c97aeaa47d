//! A commit: one answered command with its changes, chained to the one before (architecture section 4).

use std::{fmt::Write as _, sync::Arc};

use domain::{
    decision::Actor,
    record::{Change, Kind, WireRecord},
    scope::Scope,
};
use jiff::Timestamp;
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::message::{Answer, Outcome, ReplicaId};

/// SHA-256.
pub type Digest = [u8; 32];

/// One version of one record, made by a commit.
#[derive(Clone, Debug)]
pub struct Row {
    /// The kind of record.
    pub kind: Kind,
    /// Which record.
    pub id: Uuid,
    /// The scope that it lives in from now on; of a removed one, the scope that it lived in.
    pub scope: Scope,
    /// The scope that it lived in before, where it was there.
    pub previous: Option<Scope>,
    /// The body as JSON, encoded once and shared by every session; none where the record was removed.
    pub body: Option<Arc<RawValue>>,
}

/// One answered command. Refused ones take a place in the order too.
#[derive(Clone, Debug)]
pub struct Commit {
    /// Its place in the one total order.
    pub seq: u64,
    /// The server's clock.
    pub at: Timestamp,
    /// Who gave it.
    pub actor: Actor,
    /// The replica and its own number, where a device sent it.
    pub from: Option<(ReplicaId, u64)>,
    /// The command's identifier.
    pub uuid: Uuid,
    /// The command as JSON, for the log.
    pub command: String,
    /// What became of it.
    pub outcome: Outcome,
    /// What it made.
    pub rows: Vec<Row>,
    /// Digest of the rows.
    pub digest: Digest,
    /// Digest of this and of everything before it.
    pub chain: Digest,
}

impl Commit {
    /// The answer for the device that sent it.
    pub fn answer(&self) -> Option<Answer> {
        self.from.map(|(_, no)| Answer {
            no,
            uuid: self.uuid,
            outcome: self.outcome.clone(),
        })
    }

    /// Whether it may have changed who sees what.
    pub fn moves_scopes(&self) -> bool {
        self.rows.iter().any(Row::moves_scopes)
    }
}

impl Row {
    /// Whether its kind is one that `access::scopes` reads: posts, people, roles, units, series and ownerships decide who sees
    /// what. A new kind does not compile until somebody has decided this for it.
    pub const fn moves_scopes(&self) -> bool {
        match self.kind {
            Kind::Person
            | Kind::Post
            | Kind::RoleGrant
            | Kind::Unit
            | Kind::Indicator
            | Kind::Ownership
            | Kind::DefinitionSheet
            | Kind::OneToOneSeries => true,
            Kind::Mission
            | Kind::Perspective
            | Kind::Priority
            | Kind::Weight
            | Kind::GovernanceBody
            | Kind::Membership
            | Kind::Target
            | Kind::Measurement
            | Kind::Objective
            | Kind::ObjectiveLink
            | Kind::ObjectiveMeasure
            | Kind::CheckIn
            | Kind::PeopleProgress
            | Kind::OneToOne
            | Kind::OneToOneDate
            | Kind::AgendaItem
            | Kind::Entry
            | Kind::Action
            | Kind::PrivateNote
            | Kind::PlanAction
            | Kind::Milestone
            | Kind::BenchmarkSet
            | Kind::Import
            | Kind::ScorecardChange
            | Kind::TargetCase
            | Kind::TargetRevision
            | Kind::FigureStep
            | Kind::Commentary
            | Kind::CorrectiveAction
            | Kind::StageWaiver
            | Kind::IndicatorSelection
            | Kind::CriticalSuccessFactor
            | Kind::CoreBusinessActivity
            | Kind::DataQualityRating
            | Kind::IndicatorSet
            | Kind::PerformanceAudit
            | Kind::Procedure
            | Kind::ProcedureReading
            | Kind::Plan
            | Kind::PlanStep
            | Kind::ReviewOrder
            | Kind::EqualityReview
            | Kind::EqualityAction
            | Kind::Risk
            | Kind::RiskReview
            | Kind::RiskMatrix
            | Kind::FocusGroupSession
            | Kind::Feedback
            | Kind::GenericIssue
            | Kind::ReportRun
            | Kind::ReportStep => false,
        }
    }

    /// The row as a record on the wire; none where it was removed.
    pub fn wire(&self, seq: u64, at: Timestamp) -> Option<WireRecord> {
        self.body.as_ref().map(|body| WireRecord {
            kind: self.kind.name().to_owned(),
            id: self.id,
            scope: self.scope,
            seq,
            at,
            body: body.clone(),
        })
    }

    /// The row as a change to apply.
    pub fn change(&self) -> Result<Change, serde_json::Error> {
        Ok(match &self.body {
            None => Change::Remove {
                kind: self.kind,
                id: self.id,
            },
            Some(body) => Change::Put {
                id: self.id,
                scope: self.scope,
                body: domain::record::Body::parse(self.kind, body.get())?,
            },
        })
    }
}

/// The digest of a commit's rows. Every part is preceded by its length, so no two different lists read the same.
pub fn digest(rows: &[Row]) -> Digest {
    let mut hash = Sha256::new();
    let mut part = |bytes: &[u8]| {
        hash.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(bytes);
    };
    for row in rows {
        part(row.kind.name().as_bytes());
        part(row.id.as_bytes());
        part(row.scope.to_string().as_bytes());
        part(row.body.as_ref().map_or("", |body| body.get()).as_bytes());
    }
    hash.finalize().into()
}

/// The first eight bytes of a link, as a device keeps it: enough to tell one history from another.
pub fn mark(chain: &Digest) -> String {
    let mut mark = String::with_capacity(16);
    for byte in chain.iter().take(8) {
        // Writing to a string cannot fail.
        let _ = write!(mark, "{byte:02x}");
    }
    mark
}

/// The link of the chain: previous link, sequence number and digest of the rows (tamper-evident, architecture section 4).
pub fn chain(previous: &Digest, seq: u64, digest: &Digest) -> Digest {
    let mut hash = Sha256::new();
    hash.update(previous);
    hash.update(seq.to_be_bytes());
    hash.update(digest);
    hash.finalize().into()
}
