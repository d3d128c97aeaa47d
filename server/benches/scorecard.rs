//! The scorecard of a large company: worked out from nothing, and after one record; and the memory that the company takes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

use std::{fs, hint::black_box, time::Instant};

use domain::{
    check_in::{CheckIn, CheckInId},
    command,
    company::Company,
    decision::Context,
    id::Id,
    indicator::Indicator,
    measurement::Measurement,
    objective::{Objective, ObjectiveState, OrgLevel},
    record::{Change, Kind, Noun, Stamp, Stored},
    scorecard::Scorecard,
    spc::{Chart, Improvement, Options, plotted},
};
use jiff::civil::Date;
use uuid::Uuid;

const ROUNDS: usize = 30;

/// Resident memory of this process in MiB.
fn resident_mib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS"))
        .unwrap_or_default();
    line.split_whitespace()
        .nth(1)
        .and_then(|kib| kib.parse::<u64>().ok())
        .unwrap_or(0)
        / 1_024
}

fn company(today: Date) -> Company {
    let mut company = Company::default();
    for (seq, given) in (1..).zip(server::demo::large(2_000, today).unwrap()) {
        let context = Context {
            actor: given.actor,
            now: given.now,
            command: Uuid::from_u128(seq),
        };
        let changes = command::decide(&company, &given.command, &context).unwrap();
        let stamp = Stamp {
            seq: seq as u64,
            at: given.now,
        };
        let before = company.clone();
        for change in &changes {
            company.apply(change, stamp);
        }
        for change in command::derive(&before, &company, &changes) {
            company.apply(&change, stamp);
        }
    }
    company
}

/// The median of several rounds, in milliseconds.
fn median(mut round: impl FnMut()) -> f64 {
    let mut took: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let started = Instant::now();
            round();
            started.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    took.sort_by(f64::total_cmp);
    took[ROUNDS / 2]
}

fn count<T: Noun>(company: &Company) -> usize {
    company.all::<T>().count()
}

/// All of an indicator's figures on a chart.
fn chart(company: &Company, indicator: &Stored<Indicator>) -> Option<Chart> {
    let values: Vec<_> = Measurement::series(company, indicator.id, indicator.frequency.grain())
        .into_iter()
        .filter_map(|figure| plotted(&figure.figure.exact(indicator.unit.scale())?))
        .collect();
    Chart::of(
        &values,
        Options::new(Improvement::from(indicator.direction)),
    )
    .ok()
}

fn main() {
    let today: Date = "2026-11-21".parse().unwrap();
    let empty = resident_mib();
    let started = Instant::now();
    let company = company(today);
    println!(
        "company: {} records ({} objectives, {} figures), decided in {:.1} s, {} MiB",
        company.len(),
        count::<Objective>(&company),
        count::<Measurement>(&company),
        started.elapsed().as_secs_f64(),
        resident_mib() - empty
    );
    let whole = median(|| {
        black_box(Scorecard::on(&company, today));
    });
    println!("scorecard from nothing: {whole:.2} ms (at most 20)");
    let mut charts = 0;
    let register = median(|| {
        black_box(Scorecard::on(&company, today));
        charts = company
            .all::<Indicator>()
            .filter_map(|indicator| chart(&company, indicator))
            .map(|chart| black_box(chart).points.len())
            .sum();
    });
    println!("the same, and {charts} figures on XmR charts: {register:.2} ms (at most 50)");
    let team = company
        .all::<Objective>()
        .find(|objective| {
            objective.level == OrgLevel::Team && objective.state == ObjectiveState::Agreed
        })
        .unwrap();
    let mut card = Scorecard::on(&company, today);
    let mut changed = company.clone();
    let mut seq = 10_000_000_u64;
    let one = median(|| {
        seq += 1;
        let id: CheckInId = Id::new(Uuid::from_u128(u128::from(seq)));
        let body = CheckIn {
            objective: team.id,
            progress: (seq % 101) as u16,
            note: String::new(),
            by: None,
            one_to_one: None,
        };
        let stamp = Stamp {
            seq,
            at: "2026-11-21T10:00:00Z".parse().unwrap(),
        };
        changed.apply(&Change::put(id, team.scope, body), stamp);
        card.refreshed(&changed, &[(Kind::CheckIn, id.uuid())]);
    });
    println!("one check-in reflected: {one:.3} ms (at most 1)");
    let measured = company.all::<Measurement>().next_back().unwrap();
    let figure = median(|| {
        seq += 1;
        let stamp = Stamp {
            seq,
            at: "2026-11-21T10:00:00Z".parse().unwrap(),
        };
        changed.apply(
            &Change::put(measured.id, measured.scope, (*measured.body).clone()),
            stamp,
        );
        card.refreshed(&changed, &[(Kind::Measurement, measured.id.uuid())]);
    });
    println!("one figure reflected: {figure:.3} ms (at most 1)");
}
