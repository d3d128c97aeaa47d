//! The register: drafts, definition sheets and their versions, who chose what, core business.

use domain::{
    calendar::{Date, FinancialYear},
    command::Command,
    core_business_activity::RecordCoreBusinessActivity,
    critical_success_factor::RecordCriticalSuccessFactor,
    data_quality::{DimensionRating, DqDimension, DqLevel, RateDataQuality},
    definition_sheet::{Audience, DefinitionSheet, ReviseDefinition, SheetTerms},
    indicator::{
        ActivateIndicator, DefineIndicator, Draft, DraftIndicators, Indicator, IndicatorSource,
        IndicatorState, RetireIndicator,
    },
    indicator_selection::{EndSelection, Reflects, SelectIndicator, Stakeholder},
    measurement::{ApproveMeasurement, PublishMeasurement, RecordMeasurement},
    objective_measure::MeasureObjective,
    ownership::AssignOwner,
    quantity::{Decimal, Figure},
    scoring::Tolerance,
    target::ProposeTarget,
    trajectory::Trajectory,
};

use super::measures::{self, KPI};
use crate::small_company::*;

/// A draft.
const DRAFT: u128 = 9_100;
/// The identifiers of versions, selections and activities.
const SHEET: u128 = 9_200;
const FORMER: u128 = 9_201;
const SELECTION: u128 = 9_300;
const FACTOR: u128 = 9_400;
const ACTIVITY: u128 = 9_410;
const FIGURE: u128 = 9_420;

const MIRROR: &str = "of a service standard that mirrors another";
const INTERNAL: &str = "of what is for staff alone";
const FEW: &str = "of a survey that fewer than ten answered";
const FEW_OF_DIVERSITY: &str = "of fewer than five of a diversity indicator";
const OTHERWISE: &str = "that judges the figures of one in force otherwise";

/// What the register says of other commands.
pub fn knows(when: &str) -> bool {
    [MIRROR, INTERNAL, FEW, FEW_OF_DIVERSITY, OTHERWISE].contains(&when)
}

pub fn given(small: &mut Small, command: &str, when: &str) -> Command {
    match command {
        "indicator.define" => DefineIndicator {
            indicator: id(KPI),
            ownership: id(9_000),
            owner: Some(person(PRIYA)),
            owner_from: today(),
            definition: Indicator {
                tolerance: Tolerance::Zero,
                ..measures::definition()
            },
        }
        .into(),
        "indicator.draft" => drafts(when).into(),
        "definition_sheet.revise" => revised(small, when).into(),
        "indicator.activate" => activated(small, when).into(),
        "indicator.retire" => retired(small, when).into(),
        "indicator_selection.select" => selected(small, when).into(),
        "indicator_selection.end" => {
            small.load(selection(KPI));
            EndSelection {
                selection: id(SELECTION),
                until: match when {
                    "before it began" => FinancialYear(2025).last_day(),
                    _ => today(),
                },
            }
            .into()
        }
        "critical_success_factor.record" => factor(when).into(),
        "core_business_activity.record" => activity(when).into(),
        "data_quality_rating.rate" => judged(small, when).into(),
        _ => figured(small, command, when),
    }
}

fn draft(source: IndicatorSource, terms: SheetTerms) -> DraftIndicators {
    DraftIndicators {
        drafts: vec![Draft {
            indicator: id(DRAFT),
            sheet: id(SHEET),
            definition: Indicator {
                code: "NEW01".to_owned(),
                source,
                ..measures::definition()
            },
            terms,
        }],
    }
}

fn drafts(when: &str) -> DraftIndicators {
    let mut drafted = draft(IndicatorSource::Kpi, SheetTerms::default());
    match when {
        "–" => {}
        "nothing" => drafted.drafts.clear(),
        "under a code that is there" => drafted.drafts[0].definition.code = "voi01".to_owned(),
        other => panic!("no case for {other}"),
    }
    drafted
}

/// A revision of the Key Performance Indicator, from April.
fn revision(small: &Small, indicator: u128) -> ReviseDefinition {
    let definition = (*small.company.get(id::<Indicator>(indicator)).unwrap().body).clone();
    ReviseDefinition {
        indicator: id(indicator),
        sheet: id(9_000),
        former: id(9_001),
        from: Some(FinancialYear(2027).first_day()),
        reason: "The Council asked for a tighter one.".to_owned(),
        definition: Indicator {
            tolerance: Tolerance::Zero,
            ..definition
        },
        terms: Box::default(),
        expected: Some(DefinitionSheet::wording(&small.company, id(indicator))),
    }
}

fn revised(small: &mut Small, when: &str) -> ReviseDefinition {
    let text = || String::new();
    match when {
        "a draft, without a reason" => {
            small.load(drafts("–"));
            return ReviseDefinition {
                reason: text(),
                from: None,
                ..revision(small, DRAFT)
            };
        }
        "that is retired" => small.load(retire(KPI)),
        "from the day of the present version" => {
            let first = revision(small, KPI);
            small.load(ReviseDefinition {
                sheet: id(SHEET),
                former: id(FORMER),
                ..first
            });
        }
        "under the code of another" => small.load(drafts("–")),
        _ => {}
    }
    let mut revise = revision(small, KPI);
    match when {
        "without a reason" => revise.reason = text(),
        "without a day" => revise.from = None,
        "from the day of the present version" => revise.definition.tolerance = Tolerance::DEFAULT,
        "somebody revised it since" => {
            let other = ReviseDefinition {
                sheet: id(SHEET),
                former: id(FORMER),
                from: Some(today()),
                ..revise.clone()
            };
            small.load(other);
        }
        "without a name or a formula" => {
            revise.definition.name = text();
            revise.definition.formula = text();
        }
        "under the code of another" => revise.definition.code = "NEW01".to_owned(),
        "checked by who provides it" => {
            revise.terms.data_provider = Some(person(SAM));
            revise.terms.checker = Some(person(SAM));
        }
        "for staff alone, without saying why" => revise.terms.audience = Audience::Staff(text()),
        "a Key Performance Indicator that mirrors another" => {
            small.load(drafts("–"));
            revise = revision(small, KPI);
            revise.definition.mirrors = Some(id(DRAFT));
        }
        _ => {}
    }
    revise
}

fn mirror(small: &mut Small) {
    let mut standard = draft(IndicatorSource::ServiceStandard, SheetTerms::default());
    standard.drafts[0].definition.mirrors = Some(id(KPI));
    small.load(standard);
}

fn activated(small: &mut Small, when: &str) -> ActivateIndicator {
    let local = |why: &str| {
        let terms = SheetTerms {
            why_local: why.to_owned(),
            ..SheetTerms::default()
        };
        draft(IndicatorSource::Lpi, terms)
    };
    match when {
        "–" => {
            small.load(drafts("–"));
            small.load(AssignOwner {
                ownership: id(9_500),
                indicator: id(DRAFT),
                owner: person(PRIYA),
                from: today(),
            });
            small.load(selection(DRAFT));
            small.load(MeasureObjective {
                measure: id(9_501),
                objective: team_objective(),
                indicator: id(DRAFT),
                weight: Decimal::ONE,
            });
        }
        "a Key Performance Indicator with nothing around it" => small.load(drafts("–")),
        "a local one that does not say why" => small.load(local("")),
        "a local one that says why" => small.load(local("Re-lets say nothing of garages.")),
        "a service standard without a promise" => small.load(draft(
            IndicatorSource::ServiceStandard,
            SheetTerms::default(),
        )),
        "a service standard that mirrors another" => mirror(small),
        "that is retired" => {
            small.load(retire(KPI));
            return ActivateIndicator { indicator: id(KPI) };
        }
        other => panic!("no case for {other}"),
    }
    ActivateIndicator {
        indicator: id(DRAFT),
    }
}

fn retire(indicator: u128) -> RetireIndicator {
    RetireIndicator {
        indicator: id(indicator),
        sheet: id(SHEET),
        former: id(FORMER),
        from: today(),
        reason: "Garages are no longer let.".to_owned(),
    }
}

fn retired(small: &mut Small, when: &str) -> RetireIndicator {
    if when == "while another mirrors it" {
        mirror(small);
        small.load(ActivateIndicator {
            indicator: id(DRAFT),
        });
    }
    let from: Date = match when {
        "from tomorrow" => today().tomorrow().unwrap(),
        _ => today(),
    };
    RetireIndicator {
        from,
        sheet: id(9_000),
        ..retire(KPI)
    }
}

fn selection(indicator: u128) -> SelectIndicator {
    SelectIndicator {
        selection: id(SELECTION),
        indicator: id(indicator),
        chosen_by: Stakeholder::Residents,
        from: FinancialYear(2026).first_day(),
        reflects: None,
        why: "The focus group of May put it first.".to_owned(),
    }
}

fn selected(small: &mut Small, when: &str) -> SelectIndicator {
    small.load(activity("–"));
    let select = selection(KPI);
    match when {
        "by the Board, for core business" => SelectIndicator {
            chosen_by: Stakeholder::Board,
            reflects: Some(Reflects::CoreBusinessActivity(id(ACTIVITY))),
            ..select
        },
        "by the Council, for nothing that is said" => SelectIndicator {
            chosen_by: Stakeholder::Council,
            ..select
        },
        "that is retired" => {
            small.load(retire(KPI));
            select
        }
        _ => select,
    }
}

fn factor(when: &str) -> RecordCriticalSuccessFactor {
    RecordCriticalSuccessFactor {
        factor: id(FACTOR),
        service: (when != "for the whole Company").then(|| id(202)),
        name: match when {
            "without a name" => String::new(),
            _ => "Homes stand empty as short as can be".to_owned(),
        },
        ended: false,
        illustrative: false,
    }
}

fn activity(when: &str) -> RecordCoreBusinessActivity {
    RecordCoreBusinessActivity {
        activity: id(ACTIVITY),
        service: id(202),
        name: match when {
            "without a name" => String::new(),
            _ => "Letting homes again".to_owned(),
        },
        covered_by: vec![id(KPI)],
        ended: false,
        illustrative: false,
    }
}

/// Figures and targets of what mirrors another, of what is for staff alone, and of what few answered.
fn figured(small: &mut Small, command: &str, when: &str) -> Command {
    let indicator = match command {
        "measurement.publish" => KPI,
        _ => {
            mirror(small);
            small.load(ActivateIndicator {
                indicator: id(DRAFT),
            });
            DRAFT
        }
    };
    let record = RecordMeasurement {
        measurement: id(FIGURE),
        indicator: id(indicator),
        period: "2026-M01".parse().unwrap(),
        figure: Figure::Value(Decimal::from(80)),
        public_words: String::new(),
        provenance: Default::default(),
        replaces: Vec::new(),
        correction: String::new(),
    };
    match command {
        "measurement.record" => record.into(),
        "measurement.publish" => {
            let mut sheet = revision(small, KPI);
            match when {
                FEW => sheet.terms.survey = true,
                FEW_OF_DIVERSITY => sheet.definition.tags.diversity = true,
                _ => sheet.terms.audience = Audience::Staff("It names single homes.".to_owned()),
            }
            let answered = if when == FEW { (7, 9) } else { (4, 60) };
            small.load(sheet);
            small.load(RecordMeasurement {
                figure: Figure::ratio(Decimal::from(answered.0), Decimal::from(answered.1)),
                ..record
            });
            let measurement = id(FIGURE);
            small.load(ApproveMeasurement { measurement });
            PublishMeasurement { measurement }.into()
        }
        "target.propose" => ProposeTarget {
            target: id(9_000),
            indicator: id(DRAFT),
            year: FinancialYear(2026),
            value: Decimal::from(90),
            trajectory: Trajectory::Flat,
            provenance: Default::default(),
            expected: None,
            case: None,
        }
        .into(),
        other => panic!("no case for {other}"),
    }
}

/// What is said of a state that a draft must not be given.
#[test]
fn a_draft_is_a_draft_whatever_it_says() {
    let mut small = Small::new();
    small.load(drafts("–"));
    let draft = small.company.get(id::<Indicator>(DRAFT)).unwrap();
    assert_eq!(draft.state, IndicatorState::Draft);
}

fn judged(small: &mut Small, when: &str) -> RateDataQuality {
    if when == "by who provides the figures" {
        small.load(ReviseDefinition {
            terms: Box::new(SheetTerms {
                data_provider: Some(person(SUE)),
                ..SheetTerms::default()
            }),
            from: Some(FinancialYear(2026).first_day()),
            ..revision(small, KPI)
        });
    }
    if when == "that is retired" {
        small.load(retire(KPI));
    }
    let judged = |dimension| DimensionRating {
        dimension,
        level: DqLevel::Adequate,
        evidence: match when {
            "without what shows it" => " ".to_owned(),
            _ => "Ten lettings were looked at.".to_owned(),
        },
    };
    RateDataQuality {
        rating: id(9_400),
        indicator: id(KPI),
        dimensions: match when {
            "of nothing" => Vec::new(),
            "the same twice" => vec![judged(DqDimension::Accuracy), judged(DqDimension::Accuracy)],
            _ => vec![judged(DqDimension::Accuracy)],
        },
    }
}
