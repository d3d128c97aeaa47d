//! Reports to the Board and to the Council: the figures that each of them chose, for a month, a quarter or a year, as they stood when
//! the report was collated (strategy §4.2, §5.7; S82, S86, S103).
//!
//! What a report says does not move with its figures: it is kept in the words that were read, and where it stands now is another
//! reading beside it ("two clocks").

mod collated;

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    access,
    calendar::{self, Period},
    company::Company,
    decision::{Actor, Context, Decide, Decision},
    folded::{About, Fold, Folded, FoldedId, THE_COMPANY, folded_between, folded_noun},
    form,
    id::Id,
    indicator::IndicatorId,
    indicator_selection::Stakeholder,
    measurement::period_order,
    person::PersonId,
    post::{Grade, Post},
    record::{Change, Stored},
    rejection::Rejection,
    report_step::{ReportStep, ReportStepKind},
    role::Role,
    scope::Scope,
    view::mark::Mark,
};

pub use collated::line;

/// Identifies a report.
pub type ReportRunId = FoldedId<ReportRun>;

/// A report for a period. What was done with it are the [`ReportStep`]s about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRun {
    /// Whom it is for: the Board or the Council.
    pub to: Stakeholder,
    /// Which month, quarter or year.
    pub period: Period,
    /// What is said before the figures.
    #[serde(default)]
    pub summary: String,
    /// Why the period is reported again; empty the first time.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub again: String,
    /// The scorecard and its perspectives; none in a report to the Council, which is shown what it chose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<ReportPlace>,
    /// A line an indicator, by code.
    pub lines: Vec<ReportLine>,
}

/// A score in a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportPlace {
    /// `The whole scorecard`, or a perspective.
    pub name: String,
    /// `74 of 100`; `no score`; that a safety-critical indicator off target caps it.
    pub score: String,
    /// How it stood; none where nothing was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
}

/// An indicator in a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportLine {
    /// Which.
    pub indicator: IndicatorId,
    /// Its code and name.
    pub name: String,
    /// The figure with its unit, or why there is none.
    pub value: String,
    /// What the figure is for, where that is not the report's own period: `2026/27 Q2 (July to September)`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub of: String,
    /// The target as a demand; `No target`.
    pub target: String,
    /// How it stood.
    pub mark: Mark,
    /// How it moved since the period before; empty where that is not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub moved: String,
    /// Whether figure or target are made up, in words; empty where both are real.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub illustrative: String,
    /// How far it could be trusted, to the Board: `Data not assessed; 2 doubts about the data`; empty where nothing spoke against it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub doubt: String,
    /// What was said with the figure; none where nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<ReportWords>,
}

/// What was said with a figure, as it was reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportWords {
    /// What happened.
    pub happened: String,
    /// Why.
    pub why: String,
    /// What happens next.
    pub next: String,
}

impl Fold for ReportRun {
    fn about(&self) -> Vec<About> {
        vec![(THE_COMPANY, period_order(self.period))]
    }
}

folded_noun!(ReportRun, ReportRun);

/// Whom reports go to.
pub const READERS: [Stakeholder; 2] = [Stakeholder::Board, Stakeholder::Council];

impl ReportRun {
    /// Every report for a period, the one recorded first first.
    pub fn of(company: &Company, period: Period) -> Vec<&Stored<Folded<Self>>> {
        let order = period_order(period);
        let mut runs: Vec<_> = folded_between(company, THE_COMPANY, order..=order).collect();
        runs.sort_by_key(|run| (run.stamp, run.id));
        runs
    }

    /// The role of whoever it is for.
    pub const fn reader(to: Stakeholder) -> Option<Role> {
        match to {
            Stakeholder::Board => Some(Role::BoardMember),
            Stakeholder::Council => Some(Role::CouncilViewer),
            Stakeholder::Residents
            | Stakeholder::Partners
            | Stakeholder::Staff
            | Stakeholder::Regulator => None,
        }
    }

    /// Where it lives once it was sent: the Board's with all staff, the Council's with its viewers too.
    pub const fn sent_scope(&self) -> Scope {
        match self.to {
            Stakeholder::Council => Scope::Council,
            _ => Scope::Staff,
        }
    }
}

/// Collates a report, or collates one anew that nobody has approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct CollateReport {
    /// The report's identifier.
    #[garde(skip)]
    pub run: ReportRunId,
    /// Whom it is for.
    #[garde(skip)]
    pub to: Stakeholder,
    /// Which period.
    #[garde(skip)]
    pub period: Period,
    /// What is said before the figures.
    #[garde(custom(form::optional_text))]
    #[serde(default)]
    pub summary: String,
    /// Why the period is reported again.
    #[garde(custom(form::optional_text))]
    #[serde(default)]
    pub again: String,
}

impl Decide for CollateReport {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        access::check_support_services(company, context)?;
        if !READERS.contains(&self.to) {
            return Err(Rejection::field(
                "to",
                "Reports go to the Board and to the Council. Choose one of them.",
            ));
        }
        if self.period.end() >= calendar::day(context.now) {
            return Err(Rejection::field(
                "period",
                "This period is not over. Choose one that is.",
            ));
        }
        if let Some(there) = company.get(self.run) {
            not_approved(company, there)?;
            self.stays_of_its_period(there)?;
        }
        self.says_why_again(company)?;
        let (places, lines) = collated::of(company, self.to, self.period);
        if lines.is_empty() {
            return Err(Rejection::field(
                "to",
                &format!(
                    "No indicator in force was chosen by {} for this period. Record what they chose on its definition sheet, then collate.",
                    self.to.words()
                ),
            ));
        }
        let run = Folded::fold(&ReportRun {
            to: self.to,
            period: self.period,
            summary: self.summary.trim().to_owned(),
            again: self.again.trim().to_owned(),
            places,
            lines,
        })?;
        if company
            .get(self.run)
            .is_some_and(|there| *there.body == run)
        {
            return Ok(Vec::new());
        }
        let step = ReportStep::of(self.run, ReportStepKind::Collated, context);
        Ok(vec![
            Change::put(self.run, Scope::Staff, run),
            Change::put(Id::new(context.command), Scope::Staff, Folded::fold(&step)?),
        ])
    }
}

impl CollateReport {
    /// A report that is collated anew stays for whom and of the period that it was for: whoever read the draft finds no other under its
    /// address.
    fn stays_of_its_period(&self, there: &Stored<Folded<ReportRun>>) -> Result<(), Rejection> {
        match there
            .open()
            .is_some_and(|run| run.to == self.to && run.period == self.period)
        {
            true => Ok(()),
            false => Err(Rejection::field(
                "run",
                "This is another report. Collate a new one for this period.",
            )),
        }
    }

    fn says_why_again(&self, company: &Company) -> Result<(), Rejection> {
        let is_sent = ReportRun::of(company, self.period).into_iter().any(|run| {
            run.id != self.run
                && run.open().is_some_and(|there| there.to == self.to)
                && ReportStep::is_taken(company, run.id, &ReportStepKind::Approved)
        });
        match is_sent && self.again.trim().is_empty() {
            true => Err(Rejection::field(
                "again",
                "This period was reported already. Say why it is reported again, for those who have read the report before.",
            )),
            false => Ok(()),
        }
    }
}

/// Takes a step with a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepReport {
    /// Which report.
    pub run: ReportRunId,
    /// What is done.
    pub step: ReportStepKind,
}

impl Decide for StepReport {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let run = context.find(company, self.run)?;
        let says = run.open().ok_or(Rejection::NotFound)?;
        let mut scope = run.scope;
        let mut changes = Vec::new();
        let is_taken = match &self.step {
            // It is collated by its own command alone.
            ReportStepKind::Collated => return Err(Rejection::NotFound),
            ReportStepKind::Approved => {
                may_approve(company, context, self.run)?;
                ReportStep::is_taken(company, self.run, &self.step)
            }
            ReportStepKind::Sent { how } => {
                form::text(how, &()).map_err(|why| Rejection::field("how", &why.to_string()))?;
                access::check_support_services(company, context)?;
                if !ReportStep::is_taken(company, self.run, &ReportStepKind::Approved) {
                    return Err(Rejection::field(
                        "how",
                        "Nobody has approved this report yet. Somebody else than who collated it approves it; then it is sent.",
                    ));
                }
                scope = says.sent_scope();
                let is_taken = ReportStep::is_taken(company, self.run, &self.step);
                if scope != run.scope && !is_taken {
                    changes.push(Change::put(self.run, scope, (*run.body).clone()));
                }
                is_taken
            }
            ReportStepKind::Read => {
                check_reader(company, context, &says, self.run)?;
                ReportStep::taken(company, self.run).any(|(_, step)| {
                    step.kind == ReportStepKind::Read && step.by == context.actor.person()
                })
            }
        };
        if is_taken {
            return Ok(Vec::new());
        }
        let step = ReportStep::of(self.run, self.step.clone(), context);
        let id = Id::new(context.command);
        changes.push(Change::put(id, scope, Folded::fold(&step)?));
        Ok(changes)
    }
}

fn not_approved(company: &Company, run: &Stored<Folded<ReportRun>>) -> Result<(), Rejection> {
    match ReportStep::is_taken(company, run.id, &ReportStepKind::Approved) {
        true => Err(Rejection::field(
            "run",
            "This report is approved and stays as it is. Collate another one for the period, with the reason.",
        )),
        false => Ok(()),
    }
}

/// The accountable officer or an executive approves, and nobody what they collated themselves.
fn may_approve(company: &Company, context: &Context, run: ReportRunId) -> Result<(), Rejection> {
    let Actor::Person(person) = context.actor else {
        return Ok(());
    };
    if !approves(company, person) {
        return Err(Rejection::NotAllowed {
            who: "The accountable officer and the Executive Management Team".to_owned(),
        });
    }
    let collated = ReportStep::taken(company, run)
        .any(|(_, step)| step.kind == ReportStepKind::Collated && step.by == Some(person));
    match collated {
        true => Err(Rejection::field(
            "run",
            "You collated this report. Somebody else approves it.",
        )),
        false => Ok(()),
    }
}

fn approves(company: &Company, person: PersonId) -> bool {
    Role::AccountableOfficer.has(company, person)
        || Post::grade_of(company, person) == Some(Grade::Executive)
}

fn check_reader(
    company: &Company,
    context: &Context,
    says: &ReportRun,
    run: ReportRunId,
) -> Result<(), Rejection> {
    // A device outside the Company holds no roles; a report that it holds is for its reader.
    let is_outside = !company.holds(&Scope::Staff);
    let is_theirs = context.actor.person().is_some_and(|person| {
        is_outside || ReportRun::reader(says.to).is_some_and(|role| role.has(company, person))
    });
    if !is_theirs {
        return Err(Rejection::NotAllowed {
            who: match says.to {
                Stakeholder::Council => "The Council’s viewers",
                _ => "Board members",
            }
            .to_owned(),
        });
    }
    let is_sent = ReportStep::taken(company, run)
        .any(|(_, step)| matches!(step.kind, ReportStepKind::Sent { .. }));
    match is_sent {
        true => Ok(()),
        false => Err(Rejection::field("run", "This report was not sent yet.")),
    }
}
