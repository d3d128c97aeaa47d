//! Returns that came by their deadline (rules.md 4.12; S102), as a table: `tables/on_time.txt`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod small_company;
mod tables;

mod refusals {
    #[allow(dead_code, reason = "the table of refusals gives all of its commands")]
    pub mod measures;
}

use domain::{
    calendar::{Date, Period},
    figure_step::{FigureStep, StepKind},
    import::{Before, ImportKind, Imported, TakeImport, UndoImport},
    measurement::{
        ApproveMeasurement, CheckMeasurement, Measurement, MeasurementId, MeasurementState,
        RecordMeasurement, SubmitMeasurement,
    },
    provenance::Provenance,
    quantity::Figure,
    record::Kind,
    rejection::Rejection,
    view::month_end::{self, Returns},
    working_day::{add_working_days, return_deadline},
};
use refusals::measures::{self, KPI};
use small_company::*;

fn company() -> Small {
    let mut small = Small::new();
    measures::owned_by_priya(&mut small);
    measures::approved_target(&mut small);
    small
}

/// A figure of a month, as the `number`th that there is.
fn figure(number: u128, period: Period) -> RecordMeasurement {
    RecordMeasurement {
        measurement: id(9_800 + number),
        indicator: id(KPI),
        period,
        figure: Figure::Value(92.into()),
        public_words: String::new(),
        provenance: Default::default(),
        replaces: Vec::new(),
        correction: String::new(),
    }
}

/// Priya provides a figure and submits it, today.
fn submits(small: &mut Small, record: RecordMeasurement) {
    let measurement = record.measurement;
    small.must(PRIYA, record);
    small.must(
        PRIYA,
        SubmitMeasurement {
            measurement,
            evidence: "Lettings report".to_owned(),
            kept_at: "Lettings folder".to_owned(),
        },
    );
}

/// The returns of Priya's service as she reads them on a day.
fn returns(small: &Small, day: Date) -> Returns {
    let page = month_end::page(&small.sight(PRIYA), None, day).unwrap();
    let mut returns = page.returns.into_iter();
    returns
        .find(|returns| page.heading.starts_with(&returns.service))
        .unwrap()
}

/// The twelve months from November 2025 on.
fn months() -> impl Iterator<Item = Period> {
    let first: Period = "2025-M08".parse().unwrap();
    std::iter::successors(Some(first), |month| Some(month.next())).take(12)
}

#[test]
fn every_row_of_the_table_of_returns() {
    for row in tables::rows(include_str!("tables/on_time.txt")) {
        assert_eq!(row.get("returned").chars().count(), 12, "{}", row.words());
        let mut small = company();
        let mut missing = Vec::new();
        for ((number, month), came) in (1..).zip(months()).zip(row.get("returned").chars()) {
            let deadline = return_deadline(month).unwrap();
            small.on(match came {
                'e' => month.end().tomorrow().unwrap(),
                'd' => deadline,
                'l' => add_working_days(deadline, 1).unwrap(),
                '–' => {
                    missing.push(month.words());
                    continue;
                }
                other => panic!("{other}: {}", row.words()),
            });
            submits(&mut small, figure(number, month));
        }
        let found = returns(&small, "2026-12-01".parse().unwrap());
        assert_eq!(found.on_time, row.get("reads"), "{}", row.words());
        let overdue: Vec<&str> = match row.get("overdue") {
            "–" => Vec::new(),
            listed => listed.split(", ").collect(),
        };
        assert_eq!(found.overdue.len(), overdue.len(), "{}", row.words());
        for month in &overdue {
            assert!(missing.iter().any(|each| each == month), "{}", row.words());
            let named = found.overdue.iter().any(|line| line.contains(month));
            assert!(named, "{month}: {:?}", found.overdue);
        }
    }
}

#[test]
fn returns_count_by_the_day_on_which_they_were_submitted() {
    // Nothing was collected before the first figure.
    assert_eq!(returns(&company(), today()).on_time, "None was due yet");
    let mut small = company();
    for (month, submitted) in [(1_u128, false), (5, false), (6, true)] {
        let record = figure(month, format!("2026-M{month:02}").parse().unwrap());
        if submitted {
            submits(&mut small, record);
        } else {
            let measurement = record.measurement;
            small.load(record);
            small.load(ApproveMeasurement { measurement });
        }
    }
    let found = returns(&small, today());
    // September’s came on 21 November, after its deadline; May to July and October never did.
    assert_eq!(found.on_time, "0 of 5 on time, 0.0%");
    assert_eq!(
        found.overdue[0],
        "VOI01 Homes let in time, October 2026: due by 13 November 2026, owner you"
    );
    assert_eq!(found.overdue.len(), 4);
}

/// Figures of these months from one file, under these numbers and the next.
fn file(first: u128, months: &[&str], handed_in: bool) -> TakeImport {
    let figures = (first..).zip(months).map(|(number, month)| {
        let provided = Measurement {
            indicator: id(KPI),
            period: month.parse().unwrap(),
            figure: Figure::Value(92.into()),
            state: MeasurementState::Submitted,
            provided_by: None,
            public_words: String::new(),
            provenance: Provenance::Imported("figures.csv".to_owned()),
            unseen: Vec::new(),
            set_aside: false,
            correction: String::new(),
        };
        Imported::Measurement(id(number), provided)
    });
    let records: Vec<Imported> = figures.collect();
    TakeImport {
        import: id(first + 100),
        what: ImportKind::Measurements,
        file: "figures.csv".to_owned(),
        rows: 1,
        accepted: 1,
        records,
        sender: None,
        handed_in,
    }
}

fn steps(small: &Small, month: &str) -> Vec<(StepKind, Option<domain::person::PersonId>, String)> {
    FigureStep::taken(&small.company, id(KPI), month.parse().unwrap(), |_| true)
        .into_iter()
        .map(|(_, step)| (step.step, step.by, step.words))
        .collect()
}

/// What a file brings is submitted in the name of whoever takes it, and another person checks it, whether it is a return or not.
#[test]
fn a_file_is_checked_by_somebody_other_than_who_took_it() {
    for handed_in in [false, true] {
        let mut small = company();
        small.must(SUE, file(9_100, &["2026-M07"], handed_in));
        let measurement: MeasurementId = id(9_100);
        let figure = small.company.get(measurement).unwrap();
        assert_eq!(figure.state, MeasurementState::Submitted);
        assert_eq!(figure.provided_by, Some(person(SUE)));
        let check = CheckMeasurement { measurement };
        assert_eq!(small.give(SUE, check.clone()), Err(Rejection::SamePerson));
        small.must(TOM, check);
        assert_eq!(
            steps(&small, "2026-M07").len(),
            1 + usize::from(handed_in),
            "{handed_in}"
        );
    }
}

/// Handed in, a file counts as a return of each of its figures, on the day on which it is taken; else it is history, and nobody's return.
#[test]
fn a_file_counts_as_a_return_where_it_is_handed_in() {
    for (handed_in, on, reads) in [
        (true, "2026-10-14", "2 of 2 on time, 100.0%"),
        (true, "2026-11-13", "1 of 2 on time, 50.0%"),
        (true, "2026-11-16", "0 of 2 on time, 0.0%"),
        (false, "2026-11-16", "None was due yet"),
    ] {
        let mut small = company();
        small.on(on.parse().unwrap());
        small.must(SUE, file(9_100, &["2026-M06", "2026-M07"], handed_in));
        let found = returns(&small, "2026-12-01".parse().unwrap());
        assert_eq!(found.on_time, reads, "{handed_in} on {on}");
        let evidence = "Imported: figures.csv".to_owned();
        let handed = (StepKind::Submitted, Some(person(SUE)), evidence);
        let taken: Vec<_> = handed_in.then_some(handed).into_iter().collect();
        assert_eq!(steps(&small, "2026-M06"), taken);
        assert_eq!(steps(&small, "2026-M07"), taken);
        // The command line loads history, and hands nothing in.
        let mut loaded = company();
        loaded.load(file(9_100, &["2026-M06"], handed_in));
        assert_eq!(steps(&loaded, "2026-M06"), []);
    }
}

/// Taken back, nothing is left of it, and handed in again it counts from then.
#[test]
fn what_was_handed_in_is_taken_back_with_its_steps() {
    let mut small = company();
    let before = small.company.clone();
    small.must(SUE, file(9_100, &["2026-M06", "2026-M07"], true));
    let touched = small
        .touched
        .iter()
        .filter(|(kind, _)| *kind != Kind::Import);
    let wrote = touched.map(|(kind, id)| Before {
        kind: *kind,
        id: *id,
        was: None,
    });
    let records: Vec<Before> = wrote.collect();
    assert_eq!(records.len(), 4);
    let import = id(9_200);
    small.must(SUE, UndoImport { import, records });
    let left = small.company.changed_since(&before);
    assert_eq!(left, [(Kind::Import, import.uuid())]);
    small.must(SUE, file(9_300, &["2026-M06"], true));
    assert_eq!(steps(&small, "2026-M06").len(), 1);
}
