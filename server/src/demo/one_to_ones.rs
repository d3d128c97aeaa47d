//! 1:1s: series opened, 1:1s held and confirmed, and what the two people wrote.

use domain::{
    one_to_one::{ConfirmOneToOne, HoldOneToOne, OneToOneId, OpenSeries},
    private_note::WritePrivateNote,
};
use jiff::civil::Date;

use super::{
    days,
    id::demo_id,
    plan::{Plan, by, person},
    schedule::{PairData, Schedule, Series},
    written::{Words, Written, generated, plan_written},
};

/// Days before today on which series are opened.
const OPENED: i32 = 70;

pub(super) fn plan(plan: &mut Plan, schedule: &Schedule) {
    for (employee, series) in &schedule.series {
        let pair = (schedule.pair.employee == *employee).then_some(&schedule.pair);
        plan_series(plan, employee, series, &schedule.words, pair);
    }
}

fn plan_series(
    plan: &mut Plan,
    employee: &str,
    series: &Series,
    words: &Words,
    pair: Option<&PairData>,
) {
    let next = (series.next, series.next_on);
    let dates: Vec<(OneToOneId, Date)> = series
        .held
        .iter()
        .map(|held| (held.id, held.on))
        .chain([next])
        .collect();
    if let Some((first, first_on)) = dates.first() {
        plan.on(
            plan.ago(OPENED),
            by(&series.manager),
            OpenSeries {
                series: series.id,
                employee: person(employee),
                manager: person(&series.manager),
                cadence_days: series.cadence,
                first: *first,
                first_on: *first_on,
            },
        );
    }
    for (place, (this, next)) in dates.iter().zip(dates.iter().skip(1)).enumerate() {
        let last = place + 2 == dates.len();
        let made = || generated(employee, &series.manager, place, last, words);
        match pair.and_then(|pair| pair.held.get(place)) {
            Some(written) => plan_held(plan, employee, series, (this, next), written),
            None => plan_held(plan, employee, series, (this, next), &made()),
        }
    }
    if let Some(pair) = pair {
        plan_next(plan, series, pair);
    }
}

/// What is written in a 1:1, that it was held and when the next is, and that both confirmed it.
fn plan_held(
    plan: &mut Plan,
    employee: &str,
    series: &Series,
    ((id, on), (next, next_on)): (&(OneToOneId, Date), &(OneToOneId, Date)),
    written: &Written,
) {
    plan_written(plan, *id, *on, written, true);
    plan.on(
        *on,
        by(&series.manager),
        HoldOneToOne {
            one_to_one: *id,
            held_on: *on,
            next: *next,
            next_on: *next_on,
        },
    );
    for who in [employee, &series.manager] {
        plan.on(
            days::after(*on, 1),
            by(who),
            ConfirmOneToOne {
                one_to_one: *id,
                expected: None,
            },
        );
    }
}

/// What the pair has prepared for the 1:1 to come, and each one's private note.
fn plan_next(plan: &mut Plan, series: &Series, pair: &PairData) {
    plan_written(plan, series.next, series.next_on, &pair.next, false);
    for (place, note) in pair.note.iter().enumerate() {
        plan.on(
            plan.ago(1),
            by(&note.by),
            WritePrivateNote {
                note: demo_id(&format!("private-note/{}/{place}", series.next)),
                one_to_one: series.next,
                text: note.text.clone(),
                read: None,
            },
        );
    }
}
