//! Reports that the reader approves, sends or has not read yet, and procedures that they have not read (S103, S112).

use super::{Found, Line, Target};
use crate::{
    folded::Folded,
    record::Stored,
    report_run::ReportRun,
    sight::Sight,
    view::{
        procedures,
        report_run::{Next, next},
    },
};

/// One line a report, the latest period first.
pub(super) fn reports(sight: &Sight<'_>) -> Vec<Found> {
    let mut runs: Vec<_> = sight
        .all::<Folded<ReportRun>>()
        .filter_map(|stored| Some((stored, stored.open()?)))
        .collect();
    runs.sort_by_key(|(stored, run)| {
        std::cmp::Reverse((run.period.end(), stored.stamp, stored.id))
    });
    runs.iter()
        .filter_map(|(stored, run)| waiting(sight, stored, run))
        .collect()
}

fn waiting(
    sight: &Sight<'_>,
    stored: &Stored<Folded<ReportRun>>,
    run: &ReportRun,
) -> Option<Found> {
    let Next {
        approve,
        send,
        read,
    } = next(sight, stored.id);
    let (does, detail) = if approve.is_open() {
        (
            "Approve",
            "It is collated, and waits for somebody else to approve it.",
        )
    } else if send.is_open() {
        ("Send", "It is approved.")
    } else if read.is_open() {
        ("Read", "It was sent to you.")
    } else {
        return None;
    };
    Some(Found {
        due: None,
        line: Line {
            key: format!("report-{}", stored.id),
            title: format!(
                "{does} the report to {} for {}",
                run.to.words(),
                run.period.words()
            ),
            detail: detail.to_owned(),
            target: Target::Report(stored.id),
        },
    })
}

/// One line a procedure.
pub(super) fn procedures(sight: &Sight<'_>) -> impl Iterator<Item = Found> {
    let unread = procedures::unread(sight).into_iter();
    unread.map(|(procedure, name)| Found {
        due: None,
        line: Line {
            key: format!("procedure-{procedure}"),
            title: format!("Read the procedure “{name}”"),
            detail: "It is how figures are reported, or it was changed since you read it."
                .to_owned(),
            target: Target::Procedures,
        },
    })
}
