//! Restating: an earlier day once more, with what is known now and by the rules of today, so that it can stand beside what was
//! reported then and never in its place (architecture "two clocks"; peers.md 5.7, vector 16).

use std::collections::BTreeSet;

use crate::{
    calendar::Date,
    company::Company,
    indicator::{Indicator, IndicatorId},
    quantity::Figure,
    scope::Scope,
    scorecard::{Reading, Scorecard},
    target::Target,
    weight::{Weight, Weighted},
    what_if::{Supposition, put, supposed},
};

/// A copy of the Company in which today's weights, definitions and revised targets had always held. Figures stay as they are.
pub fn by_todays_rules(company: &Company, today: Date) -> Company {
    let mut restated = supposed(company, &todays_weights(company, today));
    for indicator in company.all::<Indicator>() {
        if indicator.since.is_some() {
            let definition = Indicator {
                since: None,
                ..(*indicator.body).clone()
            };
            put(&mut restated, indicator.id, indicator.scope, definition);
        }
    }
    let revised = company
        .all::<Target>()
        .filter(|target| target.from.is_some())
        .map(|target| (target.indicator, target.year));
    for (indicator, year) in revised {
        let approved = Target::approved(company, indicator, year);
        if let Some(latest) = approved.last() {
            for each in &approved {
                let target = Target {
                    from: None,
                    ..(*latest.body).clone()
                };
                put(&mut restated, each.id, Scope::Public, target);
            }
        }
    }
    restated
}

fn todays_weights(company: &Company, today: Date) -> Vec<Supposition> {
    // What was never given another weight has today's already.
    let weighted: BTreeSet<Weighted> = company.all::<Weight>().map(|weight| weight.of).collect();
    weighted
        .into_iter()
        .map(|of| Supposition::Weight {
            of,
            weight: Weight::on(company, of, today),
        })
        .collect()
}

/// Why an indicator reads otherwise now than it did on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// It was not on the register, or did not count.
    CameLater,
    /// It counts no longer.
    Gone,
    /// No figure was known for the period that is shown now.
    FigureCameLater,
    /// The figure of the same period was corrected.
    Corrected,
    /// Another target holds for the period.
    Target,
    /// The definition judges otherwise.
    Definition,
    /// None of these: figures that go into it from other periods are others.
    OtherPeriods,
}

/// A Company with its scorecard of the day.
pub type Told<'a> = (&'a Company, &'a Scorecard);

/// What of an indicator differs between the day as it was reported and as it is restated; empty where it reads the same.
pub fn causes(indicator: IndicatorId, then: Told<'_>, now: Told<'_>) -> Vec<Cause> {
    let counts = |(company, _): Told<'_>| company.get(indicator).is_some_and(|each| each.counts());
    match (counts(then), counts(now)) {
        (false, false) => return Vec::new(),
        (false, true) => return vec![Cause::CameLater],
        (true, false) => return vec![Cause::Gone],
        (true, true) => {}
    }
    let (Some(was), Some(is)) = (then.1.reading(indicator), now.1.reading(indicator)) else {
        return Vec::new();
    };
    let mut causes = Vec::new();
    if was.period != is.period {
        causes.push(Cause::FigureCameLater);
    } else if figure(then.0, was) != figure(now.0, is) {
        causes.push(Cause::Corrected);
    }
    if was.against.target != is.against.target {
        causes.push(Cause::Target);
    }
    if judged_otherwise(indicator, (then.0, was), (now.0, is)) {
        causes.push(Cause::Definition);
    }
    if causes.is_empty() && was.attainment != is.attainment {
        causes.push(Cause::OtherPeriods);
    }
    causes
}

fn figure(company: &Company, reading: &Reading) -> Option<Figure> {
    let measurement = company.get(reading.measurement?)?;
    Some(measurement.figure.clone())
}

fn judged_otherwise(
    indicator: IndicatorId,
    (then, was): (&Company, &Reading),
    (now, is): (&Company, &Reading),
) -> bool {
    let in_force = |company, reading: &Reading| {
        let stored = Company::get(company, indicator)?;
        let period = reading.period?;
        Some(Indicator::in_force(company, stored, period).into_owned())
    };
    match (in_force(then, was), in_force(now, is)) {
        (Some(was), Some(is)) => !was.judges_as(&is),
        _ => false,
    }
}
