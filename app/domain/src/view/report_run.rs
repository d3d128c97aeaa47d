//! One report as it was read, how far it is, and where its figures stand now (S103; "two clocks").

use crate::{
    folded::Folded,
    indicator_selection::Stakeholder,
    person::{Person, PersonId},
    record::{Stamp, Stored},
    rejection::Rejection,
    report_run::{ReportLine, ReportPlace, ReportRun, ReportRunId, StepReport, line},
    report_step::{ReportStep, ReportStepKind},
    scorecard::Scorecard,
    sight::Sight,
    view::{
        called,
        mark::Mark,
        permission::{Offer, tried},
    },
};

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The answer: `Report to the Board, 2026/27 Q2 (July to September): 1 off target, 3 on target`.
    pub heading: String,
    /// What was said before the figures; empty where nothing was.
    pub summary: String,
    /// What was done with it, a sentence each.
    pub steps: Vec<String>,
    /// Scores as reported; none in a report to the Council.
    pub places: Vec<ReportPlace>,
    /// Figures as reported.
    pub lines: Vec<Line>,
    /// How many of the figures read otherwise now; empty for a reader who cannot tell.
    pub since: String,
    /// What can be done with it.
    pub next: Next,
}

/// The steps that are the reader's to take.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Next {
    /// Approving it.
    pub approve: Offer,
    /// Recording that it was sent.
    pub send: Offer,
    /// Saying that one has read it.
    pub read: Offer,
}

/// An indicator as it was reported.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// As it was reported.
    pub reported: ReportLine,
    /// Where the same period stands now, where that is otherwise: `94.1%, close to target`; none where it is the same.
    pub now: Option<String>,
    /// Whether the reader can open the indicator's page.
    pub opens: bool,
}

/// A report; none where the reader may not see it.
pub fn page(sight: &Sight<'_>, id: ReportRunId) -> Option<Page> {
    let stored = sight.get::<Folded<ReportRun>>(id)?;
    let run = stored.open()?;
    let now = match sight.is_staff() {
        true => Some(standing(sight, &run)),
        false => None,
    };
    let lines: Vec<Line> = run
        .lines
        .iter()
        .map(|reported| Line {
            reported: reported.clone(),
            now: now.as_ref().and_then(|now| otherwise(reported, now)),
            opens: sight.get(reported.indicator).is_some(),
        })
        .collect();
    Some(Page {
        heading: format!(
            "Report to {}, {}: {}",
            run.to.words(),
            run.period.words(),
            counts(&run.lines)
        ),
        steps: steps(sight, id, &run),
        since: now.map(|_| since(&lines)).unwrap_or_default(),
        lines,
        next: next(sight, id),
        places: run.places,
        summary: run.summary,
    })
}

/// What the reader can do with a report.
pub(super) fn next(sight: &Sight<'_>, id: ReportRunId) -> Next {
    Next {
        approve: match is_taken(sight, id, &ReportStepKind::Approved) {
            true => Offer::Hidden,
            false => offer(sight, step(id, ReportStepKind::Approved)),
        },
        send: match is_sent(sight, id) {
            true => Offer::Hidden,
            false => offer(sight, sent(id, "?")),
        },
        read: match is_sent(sight, id) && !has_read(sight, id) {
            true => offer(sight, step(id, ReportStepKind::Read)),
            false => Offer::Hidden,
        },
    }
}

/// What is somebody else's to do is left out; what is the reader's and cannot be done yet says why.
fn offer(sight: &Sight<'_>, command: StepReport) -> Offer {
    match tried(sight, command) {
        Ok(()) => Offer::Open,
        Err(Rejection::NotAllowed { .. } | Rejection::EarlierDay) => Offer::Hidden,
        Err(refused) => Offer::Blocked(refused.to_string()),
    }
}

/// `1 off target, 2 close to target, 4 on target`.
fn counts(lines: &[ReportLine]) -> String {
    let marks = [
        Mark::OffTarget,
        Mark::CloseToTarget,
        Mark::OnTarget,
        Mark::NoData,
        Mark::NoTarget,
        Mark::NotEnoughData,
    ];
    let counted: Vec<String> = marks
        .into_iter()
        .filter_map(|mark| {
            let many = lines.iter().filter(|line| line.mark == mark).count();
            (many > 0).then(|| format!("{many} {}", mark.words().to_lowercase()))
        })
        .collect();
    counted.join(", ")
}

/// The same lines, from what is known now.
fn standing(sight: &Sight<'_>, run: &ReportRun) -> Vec<ReportLine> {
    let reported = run.lines.iter().map(|line| line.indicator);
    let card = Scorecard::of_indicators(
        sight.company(),
        reported,
        run.period.end(),
        Some(run.period),
    );
    run.lines
        .iter()
        .filter_map(|reported| line(sight, &card, reported.indicator, run.period))
        .collect()
}

fn otherwise(reported: &ReportLine, now: &[ReportLine]) -> Option<String> {
    let now = now.iter().find(|now| now.indicator == reported.indicator)?;
    let same =
        (&now.value, &now.target, now.mark) == (&reported.value, &reported.target, reported.mark);
    (!same).then(|| {
        let target = match now.target == reported.target {
            true => String::new(),
            false => format!(", target {}", now.target),
        };
        format!("{}{target}, {}", now.value, now.mark.words().to_lowercase())
    })
}

fn since(lines: &[Line]) -> String {
    match lines.iter().filter(|line| line.now.is_some()).count() {
        0 => "Every figure still reads as it was reported.".to_owned(),
        1 => "1 figure reads otherwise now: it is told beside what was reported.".to_owned(),
        many => {
            format!("{many} figures read otherwise now: each is told beside what was reported.")
        }
    }
}

fn taken(sight: &Sight<'_>, run: ReportRunId) -> impl Iterator<Item = (Stamp, ReportStep)> {
    let seen: Vec<_> = ReportStep::taken(sight.company(), run)
        .filter(|(stored, _)| sight.sees(&stored.scope))
        .map(|(stored, step)| (stored.stamp, step))
        .collect();
    seen.into_iter()
}

fn is_taken(sight: &Sight<'_>, run: ReportRunId, kind: &ReportStepKind) -> bool {
    taken(sight, run).any(|(_, step)| step.kind == *kind)
}

fn is_sent(sight: &Sight<'_>, run: ReportRunId) -> bool {
    taken(sight, run).any(|(_, step)| matches!(step.kind, ReportStepKind::Sent { .. }))
}

fn has_read(sight: &Sight<'_>, run: ReportRunId) -> bool {
    taken(sight, run)
        .any(|(_, step)| step.kind == ReportStepKind::Read && step.by == sight.person())
}

fn steps(sight: &Sight<'_>, id: ReportRunId, run: &ReportRun) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let mut readers: Vec<String> = Vec::new();
    for (stamp, step) in taken(sight, id) {
        let when = called::when(sight, stamp, step.by);
        match step.kind {
            ReportStepKind::Collated => said.push(format!("Collated {when}.")),
            ReportStepKind::Approved => said.push(format!("Approved {when}.")),
            ReportStepKind::Sent { how } => said.push(format!("Sent {when}: “{how}”")),
            ReportStepKind::Read => readers.extend(step.by.map(|by| reader(sight, by))),
        }
    }
    if !run.again.is_empty() {
        said.push(format!("Reported again: “{}”", run.again));
    }
    if is_sent(sight, id) {
        said.push(read_by(sight, run, &readers));
    }
    said
}

fn reader(sight: &Sight<'_>, by: PersonId) -> String {
    match sight.get::<Person>(by) {
        Some(_) => called::you_or_name(sight, by),
        None if sight.person() == Some(by) => "you".to_owned(),
        None => "another reader".to_owned(),
    }
}

/// `Read by 2 of 7 of the Board’s members: Ada Byron and you.`; to those who do not see who they are, how many.
fn read_by(sight: &Sight<'_>, run: &ReportRun, readers: &[String]) -> String {
    let whose = match run.to {
        Stakeholder::Council => "the Council’s viewers",
        _ => "the Board’s members",
    };
    let of = match (sight.is_staff(), ReportRun::reader(run.to)) {
        (true, Some(role)) => {
            let all = sight
                .all::<Person>()
                .filter(|person: &&Stored<Person>| {
                    person.active && role.has(sight.company(), person.id)
                })
                .count();
            format!("{} of {all} of {whose}", readers.len())
        }
        _ => format!("{} of {whose}", readers.len()),
    };
    match readers.is_empty() {
        true => format!("None of {whose} has said yet that they read it."),
        false => format!("Read by {of}: {}.", called::list(readers, "and")),
    }
}

/// The step as it is typed.
pub fn sent(run: ReportRunId, how: &str) -> StepReport {
    StepReport {
        run,
        step: ReportStepKind::Sent {
            how: how.trim().to_owned(),
        },
    }
}

/// A step that needs no words.
pub const fn step(run: ReportRunId, step: ReportStepKind) -> StepReport {
    StepReport { run, step }
}
