//! The reports to the Board and to the Council, latest period first, and collating one (strategy §4.2, §5.7; S82, S86, S103).

use crate::{
    calendar::{Date, Grain, Period},
    folded::Folded,
    indicator_selection::Stakeholder,
    rejection::Rejection,
    report_run::{CollateReport, READERS, ReportRun, ReportRunId},
    report_step::{ReportStep, ReportStepKind},
    role::Role,
    sight::Sight,
    view::{called, permission::is_now, scorecard::every_period},
};

/// The page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The answer: `1 report waits to be approved`.
    pub heading: String,
    /// What is next, or that nothing is.
    pub lead: String,
    /// Whether the reader collates reports.
    pub collates: bool,
    /// Whom a report can be for, by what is sent and how it is read.
    pub readers: Vec<(String, String)>,
    /// The periods that are over, the year, the quarters and the months, latest first.
    pub periods: Vec<(String, String)>,
    /// The reports.
    pub lines: Vec<Line>,
}

/// A report in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub run: ReportRunId,
    /// `The Board`.
    pub to: String,
    /// `2026/27 Q2 (July to September)`.
    pub period: String,
    /// `Waits to be approved`; `Sent on 5 November 2026`.
    pub state: String,
    /// `Read by 2`; empty before it is sent.
    pub read: String,
}

/// How far a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Collated,
    Approved,
    Sent,
}

/// The reports that the reader may see.
pub fn page(sight: &Sight<'_>, today: Date) -> Page {
    let mut found: Vec<_> = sight
        .all::<Folded<ReportRun>>()
        .filter_map(|stored| Some((stored, stored.open()?)))
        .collect();
    found.sort_by_key(|(stored, run)| {
        std::cmp::Reverse((
            run.period.end(),
            run.period.start(),
            stored.stamp,
            stored.id,
        ))
    });
    let states: Vec<State> = found
        .iter()
        .map(|(stored, _)| state(sight, stored.id))
        .collect();
    let collates = is_now(sight)
        && sight
            .person()
            .is_some_and(|person| Role::SupportServices.has(sight.company(), person));
    let (heading, lead) = heading(&states);
    Page {
        heading,
        lead,
        collates,
        readers: READERS
            .into_iter()
            .map(|to| (value(to).to_owned(), called::sentence(to.words())))
            .collect(),
        periods: match collates {
            true => every_period(sight, today)
                .into_iter()
                .map(|period| (period.to_string(), period.words()))
                .collect(),
            false => Vec::new(),
        },
        lines: found
            .iter()
            .map(|(stored, run)| Line {
                run: stored.id,
                to: called::sentence(run.to.words()),
                period: run.period.words(),
                state: words(sight, stored.id),
                read: read(sight, stored.id),
            })
            .collect(),
    }
}

fn heading(states: &[State]) -> (String, String) {
    let of = |asked| states.iter().filter(|state| **state == asked).count();
    let waits = |many: usize, what: &str| match many {
        0 => None,
        1 => Some(format!("1 report waits to be {what}")),
        many => Some(format!("{many} reports wait to be {what}")),
    };
    let waiting: Vec<String> = [
        waits(of(State::Collated), "approved"),
        waits(of(State::Approved), "sent"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let sent = match of(State::Sent) {
        0 => "No report was sent yet".to_owned(),
        1 => "1 report was sent".to_owned(),
        many => format!("{many} reports were sent"),
    };
    match waiting.is_empty() {
        true => (sent, "None waits to be approved or sent.".to_owned()),
        false => (called::list(&waiting, "and"), format!("{sent}.")),
    }
}

fn state(sight: &Sight<'_>, run: ReportRunId) -> State {
    steps(sight, run)
        .filter_map(|step| match step {
            ReportStepKind::Approved => Some(State::Approved),
            ReportStepKind::Sent { .. } => Some(State::Sent),
            ReportStepKind::Collated | ReportStepKind::Read => None,
        })
        .max()
        .unwrap_or(State::Collated)
}

fn steps<'a>(sight: &'a Sight<'_>, run: ReportRunId) -> impl Iterator<Item = ReportStepKind> + 'a {
    ReportStep::taken(sight.company(), run)
        .filter(|(stored, _)| sight.sees(&stored.scope))
        .map(|(_, step)| step.kind)
}

fn words(sight: &Sight<'_>, run: ReportRunId) -> String {
    match state(sight, run) {
        State::Collated => "Waits to be approved".to_owned(),
        State::Approved => "Waits to be sent".to_owned(),
        State::Sent => ReportStep::taken(sight.company(), run)
            .filter(|(stored, step)| {
                sight.sees(&stored.scope) && matches!(step.kind, ReportStepKind::Sent { .. })
            })
            .last()
            .map(|(stored, _)| format!("Sent {}", called::when(sight, stored.stamp, None)))
            .unwrap_or_default(),
    }
}

fn read(sight: &Sight<'_>, run: ReportRunId) -> String {
    let many = steps(sight, run)
        .filter(|step| *step == ReportStepKind::Read)
        .count();
    match state(sight, run) {
        State::Sent => format!("Read by {many}"),
        State::Collated | State::Approved => String::new(),
    }
}

/// What is typed to collate a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// Whom it is for.
    pub to: String,
    /// Which period.
    pub period: String,
    /// What is said first.
    pub summary: String,
    /// Why it is reported again.
    pub again: String,
}

/// The command: a report for the same readers and period that nobody has approved is collated anew under its own identifier.
///
/// # Errors
/// `Fields`, where no reader or period is chosen.
pub fn collate(
    sight: &Sight<'_>,
    new: ReportRunId,
    typed: &Typed,
) -> Result<CollateReport, Rejection> {
    let to = READERS
        .into_iter()
        .find(|to| value(*to) == typed.to)
        .ok_or_else(|| Rejection::field("to", "Choose whom the report is for."))?;
    let period: Period = typed
        .period
        .parse()
        .map_err(|_| Rejection::field("period", "Choose the period."))?;
    let waiting = ReportRun::of(sight.company(), period)
        .into_iter()
        .filter(|there| sight.sees(&there.scope))
        .filter(|there| there.open().is_some_and(|run| run.to == to))
        .find(|there| state(sight, there.id) == State::Collated);
    Ok(CollateReport {
        run: waiting.map_or(new, |there| there.id),
        to,
        period,
        summary: typed.summary.clone(),
        again: typed.again.clone(),
    })
}

/// What is chosen first: the Board, and the last quarter that is over.
pub fn begun(today: Date) -> Typed {
    Typed {
        to: value(Stakeholder::Board).to_owned(),
        period: Period::containing(today, Grain::Quarter)
            .previous()
            .to_string(),
        ..Typed::default()
    }
}

const fn value(to: Stakeholder) -> &'static str {
    match to {
        Stakeholder::Council => "council",
        _ => "board",
    }
}
