//! What the records show against an indicator's figures, as a table that a manager can read: `tables/data_quality.txt`; and what
//! people read of it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;
mod tables;

use domain::{
    aggregation::Aggregation,
    calendar::{Date, FinancialYear, Period},
    data_quality::{DataQualityRating, DimensionRating, DqDimension, DqLevel, doubts},
    definition_sheet::{DefinitionSheet, SheetTerms},
    figure_step::{FigureStep, StepKind},
    folded::{Fold, Folded},
    indicator::Indicator,
    indicator_selection::{IndicatorSelection, Stakeholder},
    measurement::Measurement,
    objective_measure::ObjectiveMeasure,
    performance_audit::PerformanceAudit,
    provenance::Provenance,
    quantity::{Figure, Unit},
    scope::Scope,
    view::{indicator, indicators, public_indicator},
};
use scored_company::{Scored, id, percent, ratio, today, value};

const LET: u128 = 1;
const MONTHS: usize = 12;

fn folded<T: Fold>(body: T) -> Folded<T> {
    Folded::fold(&body).unwrap()
}

/// What a row says is otherwise, as so many and of what.
struct Otherwise<'a> {
    words: &'a str,
}

impl Otherwise<'_> {
    /// How many of the latest figures it is about.
    fn count(&self, what: &str) -> usize {
        let Some((count, rest)) = self.words.split_once(' ') else {
            return 0;
        };
        match rest.starts_with(what) {
            true => count.parse().unwrap_or(0),
            false => 0,
        }
    }

    fn is(&self, words: &str) -> bool {
        self.words.contains(words)
    }

    fn indicator(&self) -> Indicator {
        let mut body = percent("LET", "Homes let in time");
        body.since = match self.words {
            "judged otherwise since April" => Some(FinancialYear(2026).first_day()),
            "judged otherwise since two years" => Some(FinancialYear(2024).first_day()),
            _ => None,
        };
        if self.is("a count") {
            body.unit = Unit::Count;
            body.decimals = 0;
            body.aggregation = Aggregation::Sum;
        }
        body
    }

    fn figure(&self, back: usize) -> Figure {
        match self.words {
            "6 the same, all of them" if back < 6 => ratio("50", "50"),
            _ if back < self.count("the same") => ratio("40", "50"),
            "a figure without its parts" if back == 0 => value("80"),
            _ if self.is("a count") => value(&format!("{}", 40 - back)),
            _ => ratio(&format!("{}", 40 - back), "50"),
        }
    }

    fn build(&self) -> Scored {
        let mut scored = Scored::empty();
        scored.indicator(LET, self.indicator());
        if !self.is("nothing measured") {
            scored.add(
                Scope::Staff,
                ObjectiveMeasure {
                    objective: id(70),
                    indicator: id(LET),
                    weight: 1.into(),
                },
            );
        }
        if self.is("chosen") {
            scored.add(
                Scope::Public,
                folded(IndicatorSelection {
                    indicator: id(LET),
                    chosen_by: Stakeholder::Residents,
                    from: FinancialYear(2026).first_day(),
                    until: None,
                    reflects: None,
                    why: "They asked for it.".to_owned(),
                }),
            );
        }
        self.audit(&mut scored);
        self.sheet(&mut scored);
        let mut period = Period::month(FinancialYear(2026), 7).unwrap();
        for back in 0..MONTHS {
            // What is missing stands between others, so that the first month is there.
            if back >= self.count("missing") || self.count("missing") == 0 {
                self.month(&mut scored, period, back);
            }
            period = period.previous();
        }
        scored
    }

    /// What the figure of October came to when it was worked out again.
    fn audit(&self, scored: &mut Scored) {
        let Some((_, came_to)) = self.words.split_once("an audit that came to ") else {
            return;
        };
        scored.add(
            Scope::Staff,
            folded(PerformanceAudit {
                indicator: id(LET),
                period: Period::month(FinancialYear(2026), 7).unwrap(),
                sampled: 40,
                wrong: 0,
                recalculated: came_to.parse().unwrap(),
                findings: String::new(),
                action: String::new(),
                due: None,
                by: None,
            }),
        );
    }

    fn sheet(&self, scored: &mut Scored) {
        if self.is("no sheet") {
            return;
        }
        scored.at = match self.words {
            "a sheet of 2025" => "2025-06-01T10:00:00Z",
            _ => "2026-11-02T10:00:00Z",
        };
        let denominator = match self.is("no denominator") {
            true => String::new(),
            false => "Homes that were let.".to_owned(),
        };
        scored.add(
            Scope::Public,
            folded(DefinitionSheet {
                indicator: id(LET),
                from: None,
                definition: self.indicator(),
                terms: SheetTerms {
                    numerator: "Homes let in 17 days.".to_owned(),
                    denominator,
                    ..SheetTerms::default()
                },
                reason: String::new(),
                by: None,
            }),
        );
    }

    /// A figure with the steps of its road.
    fn month(&self, scored: &mut Scored, period: Period, back: usize) {
        let day = match back < self.count("late") {
            true => 27,
            false => 5,
        };
        let on = period.next().start();
        scored.at = Box::leak(
            format!("{:04}-{:02}-{day:02}T10:00:00Z", on.year(), on.month()).into_boxed_str(),
        );
        let figure = scored.figure(LET, &period.to_string(), self.figure(back));
        let body = |scored: &Scored| (*scored.company.get(figure).unwrap().body).clone();
        if back < self.count("illustrative") {
            let illustrative = Measurement {
                provenance: Provenance::Illustrative,
                ..body(scored)
            };
            scored.put(figure.uuid().as_u128(), Scope::Staff, illustrative);
        }
        let unchecked = back < self.count("unchecked") || self.is("illustrative");
        let mut steps = vec![StepKind::Submitted, StepKind::Checked];
        steps.truncate(if unchecked { 1 } else { 2 });
        let evidence = match back < self.count("without evidence") {
            true => "",
            false => "Report HL3, run on the fourth.",
        };
        for step in steps {
            let words = match step {
                StepKind::Submitted => evidence,
                _ => "",
            };
            self.step(scored, (figure, period), step, words);
        }
        if back < self.count("corrected") {
            let correction = Measurement {
                correction: "A home was counted twice.".to_owned(),
                ..body(scored)
            };
            scored.at = match self.is("two years ago") {
                true => "2024-11-12T10:00:00Z",
                false => "2026-11-12T10:00:00Z",
            };
            let corrected = scored.add(Scope::Staff, correction);
            self.step(scored, (corrected, period), StepKind::Checked, "");
        }
    }

    fn step(
        &self,
        scored: &mut Scored,
        (measurement, period): (domain::measurement::MeasurementId, Period),
        step: StepKind,
        words: &str,
    ) {
        scored.add(
            Scope::Staff,
            folded(FigureStep {
                measurement,
                indicator: id(LET),
                period,
                step,
                by: Some(id(2)),
                checked_by: None,
                words: words.to_owned(),
                kept_at: String::new(),
            }),
        );
    }
}

#[test]
fn every_signal_names_its_dimension_and_what_shows_it() {
    for row in tables::rows(include_str!("tables/data_quality.txt")) {
        let scored = Otherwise {
            words: row.get("what is otherwise"),
        }
        .build();
        let held = scored.company.get(id::<Indicator>(LET)).unwrap();
        let found: Vec<[String; 3]> = doubts(&scored.company, held, today(), |_| true)
            .into_iter()
            .map(|doubt| {
                [
                    doubt.dimension.words().to_owned(),
                    doubt.at_most.words().to_owned(),
                    doubt.evidence,
                ]
            })
            .collect();
        let expected: Vec<[String; 3]> = match row.get("dimension") {
            "–" => Vec::new(),
            _ => {
                vec![["dimension", "at most", "evidence"].map(|column| row.get(column).to_owned())]
            }
        };
        assert_eq!(found, expected, "{}", row.words());
    }
}

fn rated(scored: &mut Scored, levels: &[(DqDimension, DqLevel)]) {
    scored.at = "2026-11-12T10:00:00Z";
    scored.add(
        Scope::Public,
        folded(DataQualityRating {
            indicator: id(LET),
            dimensions: levels
                .iter()
                .map(|(dimension, level)| DimensionRating {
                    dimension: *dimension,
                    level: *level,
                    evidence: "Compared with the repairs system.".to_owned(),
                })
                .collect(),
            by: None,
        }),
    );
}

fn told(scored: &Scored, on: Date) -> Vec<String> {
    let page = indicator::page(&scored.staff(), &scored.card(), id(LET), on).unwrap();
    let trust = page.trust.unwrap();
    let lines = trust.lines.iter().map(|line| {
        let against = if line.spoken_against { "!" } else { "" };
        format!("{} {}{against}", line.dimension.words(), line.level)
    });
    [trust.answer.clone(), trust.given.clone()]
        .into_iter()
        .chain(lines)
        .collect()
}

#[test]
fn what_nobody_judged_is_never_said_to_be_good() {
    let scored = Otherwise { words: "3 late" }.build();
    assert_eq!(
        told(&scored, today()),
        [
            "Not assessed. 1 doubt about the data.",
            "Nobody has judged it yet, so nothing here says that it is good.",
            "Accuracy Not assessed",
            "Validity Not assessed",
            "Reliability Not assessed",
            "Timeliness Not assessed",
            "Relevance Not assessed",
            "Completeness Not assessed",
        ]
    );
}

#[test]
fn a_judgement_stands_and_is_marked_where_the_records_speak_against_it() {
    let mut scored = Otherwise { words: "3 late" }.build();
    rated(
        &mut scored,
        &[
            (DqDimension::Accuracy, DqLevel::Strong),
            (DqDimension::Timeliness, DqLevel::Adequate),
        ],
    );
    assert_eq!(
        told(&scored, today()),
        [
            "Adequate: the least good of what was judged. 1 doubt about the data. In 1 respect they speak against what was judged.",
            "Judged on 12 November 2026. It is due again on 12 November 2027.",
            "Accuracy Strong",
            "Validity Not assessed",
            "Reliability Not assessed",
            "Timeliness Adequate!",
            "Relevance Not assessed",
            "Completeness Not assessed",
        ]
    );
    let later = Date::constant(2027, 11, 13);
    assert!(told(&scored, later)[1].ends_with("It was due again on 12 November 2027."));
}

#[test]
fn lists_have_a_short_mark_and_residents_a_sentence() {
    let mut scored = Otherwise { words: "3 late" }.build();
    let mark = |scored: &Scored| {
        let page = indicators::page(&scored.staff(), &scored.card());
        page.doubts.get(&id(LET)).cloned()
    };
    let public = |scored: &Scored| {
        let sight = domain::sight::Sight::public(&scored.company);
        public_indicator::page(&sight, id(LET), today())
            .unwrap()
            .trust
    };
    assert_eq!(mark(&scored).as_deref(), Some("1 doubt about the data"));
    assert_eq!(public(&scored), None, "nobody judged it");
    rated(&mut scored, &[(DqDimension::Accuracy, DqLevel::Strong)]);
    assert_eq!(
        public(&scored).unwrap(),
        "We checked how these figures are made, and they can be relied on (12 November 2026)."
    );
    rated(&mut scored, &[(DqDimension::Timeliness, DqLevel::Weak)]);
    assert_eq!(mark(&scored).as_deref(), Some("Weak data"));
    assert_eq!(
        public(&scored).unwrap(),
        "Take care with these figures: we checked how they are made, and they are weak in timeliness (12 November 2026)."
    );
}
