//! What holds whatever is done, in any order: the cascade has no circle, a scorecard brought up to date is the one worked
//! out from nothing, and what is told of people's progress is what counting everybody would tell.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod small_company;

mod any_commands {
    pub mod checks;
}

use any_commands::checks::*;
use domain::{
    access,
    aggregation::Aggregation,
    calendar::{FinancialYear, Frequency, Period},
    cascade::{self, Parent},
    check_in::RecordProgress,
    command::Command,
    company::Company,
    definition_sheet::ReviseDefinition,
    delivery::Delivery,
    indicator::{DefineIndicator, Indicator, IndicatorId, IndicatorSource, Tags},
    measurement::{
        ApproveMeasurement, CheckMeasurement, ChooseMeasurement, Measurement, MeasurementId,
        MeasurementState, PublishMeasurement, RecordMeasurement, ReturnMeasurement,
        SubmitMeasurement,
    },
    objective::{
        CloseObjective, DraftObjective, Ending, Objective, ObjectiveId, OrgLevel, ReopenObjective,
        levels_of,
    },
    objective_link::{LinkObjective, ObjectiveLink, UnlinkObjective},
    objective_measure::{MeasureObjective, ObjectiveMeasure},
    people_progress::PeopleProgress,
    priority::CorporatePriority,
    quantity::{Figure, Unit as Measure},
    scope::Scope,
    scorecard::Scorecard,
    scoring::{Direction, Tolerance},
    sight::Sight,
    target::{ApproveTarget, ProposeTarget},
    trajectory::Trajectory,
    view::{
        explanation::Place,
        reading::{self, Row},
        scorecard,
    },
    weight::{SetWeight, Weighted},
};
use jiff::civil::date;
use proptest::prelude::*;
use rust_decimal::Decimal;
use small_company::*;

/// The hands that are at work: the line from the top, and seven people of one team.
const HANDS: [u128; 12] = [ADA, DANA, PRIYA, TOM, SAM, JO, ROSA, 20, 21, 22, 23, 24];

/// Something that somebody tries; the numbers are taken round the list of what there is.
#[derive(Clone, Copy, Debug)]
enum Try {
    Draft {
        owner: usize,
        level: usize,
        parent: usize,
    },
    Agree {
        objective: usize,
        by: usize,
    },
    AgreeByAll {
        objective: usize,
    },
    Reopen {
        objective: usize,
    },
    Close {
        objective: usize,
        ending: usize,
    },
    Link {
        child: usize,
        parent: usize,
        weight: u8,
    },
    Unlink {
        link: usize,
    },
    Progress {
        objective: usize,
        percent: u16,
    },
    Measure {
        objective: usize,
        weight: u8,
    },
    Weigh {
        tie: usize,
        weight: u8,
        later: bool,
    },
    Figure {
        month: u8,
        value: u16,
        seen: bool,
    },
    Choose {
        side: usize,
    },
    ApproveFigure {
        figure: usize,
    },
    PublishFigure {
        figure: usize,
    },
    SubmitFigure {
        figure: usize,
    },
    CheckFigure {
        figure: usize,
    },
    ReturnFigure {
        figure: usize,
    },
    Revise {
        month: u8,
        wide: bool,
    },
}

fn any_try() -> impl Strategy<Value = Try> {
    let some = || 0..64_usize;
    prop_oneof![
        4 => (some(), some(), some()).prop_map(|(owner, level, parent)| Try::Draft { owner, level, parent }),
        1 => (some(), some()).prop_map(|(objective, by)| Try::Agree { objective, by }),
        6 => some().prop_map(|objective| Try::AgreeByAll { objective }),
        2 => some().prop_map(|objective| Try::Reopen { objective }),
        1 => (some(), some()).prop_map(|(objective, ending)| Try::Close { objective, ending }),
        4 => (some(), some(), 0..4_u8).prop_map(|(child, parent, weight)| Try::Link { child, parent, weight }),
        2 => some().prop_map(|link| Try::Unlink { link }),
        4 => (some(), 0..=100_u16).prop_map(|(objective, percent)| Try::Progress { objective, percent }),
        2 => (some(), 0..3_u8).prop_map(|(objective, weight)| Try::Measure { objective, weight }),
        3 => (some(), 0..4_u8, any::<bool>()).prop_map(|(tie, weight, later)| Try::Weigh { tie, weight, later }),
        4 => (6..=9_u8, 0..=100_u16, any::<bool>()).prop_map(|(month, value, seen)| Try::Figure { month, value, seen }),
        3 => some().prop_map(|side| Try::Choose { side }),
        3 => some().prop_map(|figure| Try::ApproveFigure { figure }),
        1 => some().prop_map(|figure| Try::PublishFigure { figure }),
        4 => some().prop_map(|figure| Try::SubmitFigure { figure }),
        4 => some().prop_map(|figure| Try::CheckFigure { figure }),
        1 => some().prop_map(|figure| Try::ReturnFigure { figure }),
        2 => (5..=9_u8, any::<bool>()).prop_map(|(month, wide)| Try::Revise { month, wide }),
    ]
}

fn indicator() -> IndicatorId {
    id(900)
}

/// The small company with a team of seven and an indicator that has a target.
fn company() -> Small {
    let mut small = Small::new();
    for hand in HANDS.into_iter().filter(|hand| *hand >= 20) {
        small.hire(hand, PRIYA);
    }
    small.load(DefineIndicator {
        indicator: indicator(),
        ownership: id(901),
        owner: Some(person(PRIYA)),
        owner_from: FinancialYear(2026).first_day(),
        definition: Indicator {
            code: "VOI01".to_owned(),
            name: "Homes let in time".to_owned(),
            purpose: String::new(),
            formula: "Homes let in 17 days, of all that were let.".to_owned(),
            source: IndicatorSource::Kpi,
            service: Some(id(202)),
            unit: Measure::Percent {
                may_exceed_100: false,
            },
            direction: Direction::HigherIsBetter,
            decimals: 1,
            frequency: Frequency::Monthly,
            aggregation: Aggregation::RatioOfSums,
            tolerance: Tolerance::DEFAULT,
            tags: Tags::default(),
            plain_words: String::new(),
            defined_by: String::new(),
            state: domain::indicator::IndicatorState::Active,
            mirrors: None,
            since: None,
        },
    });
    small.load(ProposeTarget {
        target: id(902),
        indicator: indicator(),
        year: FinancialYear(2026),
        value: Decimal::from(90),
        trajectory: Trajectory::Flat,
        provenance: Default::default(),
        expected: None,
        case: None,
    });
    small.load(ApproveTarget {
        target: id(902),
        expected: None,
    });
    small
}

/// The same with six people's own objectives under the team's, five of them with progress: one more or fewer tells.
fn at_the_threshold() -> Small {
    let mut small = company();
    for (place, hand) in [SAM, JO, 20, 21, 22, 23].into_iter().enumerate() {
        let parent = Parent::Objective(team_objective());
        let objective = small.draft(hand, hand, "Do my part", Some(parent));
        small.agree(hand, objective).unwrap();
        small.agree(PRIYA, objective).unwrap();
        if place < 5 {
            small.progress(hand, objective, 20 * place as u16, "");
        }
    }
    small
}

fn nth<T: Copy>(all: &[T], place: usize) -> Option<T> {
    (!all.is_empty()).then(|| all[place % all.len()])
}

fn objectives(small: &Small) -> Vec<ObjectiveId> {
    small
        .company
        .all::<Objective>()
        .map(|each| each.id)
        .collect()
}

/// Everything that something could contribute to.
fn parents(small: &Small) -> Vec<Parent> {
    let priorities = small
        .company
        .all::<CorporatePriority>()
        .map(|each| Parent::Priority(each.id));
    objectives(small)
        .into_iter()
        .map(Parent::Objective)
        .chain(priorities)
        .collect()
}

fn owner_of(small: &Small, objective: ObjectiveId) -> u128 {
    small.objective(objective).owner.uuid().as_u128()
}

/// What can be weighed, each with the objective whose owner may.
fn ties(small: &Small) -> Vec<(Weighted, ObjectiveId)> {
    let measures = small.company.all::<ObjectiveMeasure>();
    let links = small.company.all::<ObjectiveLink>();
    measures
        .map(|tie| (Weighted::Measure(tie.id), tie.objective))
        .chain(links.map(|tie| (Weighted::Link(tie.id), tie.child)))
        .collect()
}

impl Try {
    /// The commands that it comes to, each with who gives it.
    fn commands(self, small: &mut Small) -> Vec<(u128, Command)> {
        self.given(small).unwrap_or_default()
    }

    fn given(self, small: &mut Small) -> Option<Vec<(u128, Command)>> {
        let one = |by: u128, command: Command| Some(vec![(by, command)]);
        let found = objectives(small);
        match self {
            Self::Draft {
                owner,
                level,
                parent,
            } => {
                let owner = nth(&HANDS, owner)?;
                let (level, unit) = nth(&levels_of(&small.company, person(owner)), level)?;
                let parent = nth(&parents(small), parent)?;
                let command = DraftObjective {
                    objective: small.new_id(),
                    title: "Something to do".to_owned(),
                    success_measure: String::new(),
                    level,
                    owner: person(owner),
                    unit,
                    year: FinancialYear(2026),
                    due: None,
                    contributes_to: Some((small.new_id(), parent)),
                    illustrative: false,
                };
                one(owner, command.into())
            }
            Self::Agree { objective, by } => {
                let command = agree(small, nth(&found, objective)?);
                one(nth(&HANDS, by)?, command)
            }
            Self::AgreeByAll { objective } => {
                let objective = nth(&found, objective)?;
                let command = agree(small, objective);
                let parties = small.objective(objective).parties(&small.company);
                Some(
                    parties
                        .iter()
                        .map(|party| (party.uuid().as_u128(), command.clone()))
                        .collect(),
                )
            }
            Self::Reopen { objective } => {
                let objective = nth(&found, objective)?;
                one(
                    owner_of(small, objective),
                    ReopenObjective { objective }.into(),
                )
            }
            Self::Close { objective, ending } => {
                let objective = nth(&found, objective)?;
                let ending = nth(
                    &[Ending::Achieved, Ending::NotAchieved, Ending::Withdrawn],
                    ending,
                )?;
                one(
                    owner_of(small, objective),
                    CloseObjective { objective, ending }.into(),
                )
            }
            Self::Link {
                child,
                parent,
                weight,
            } => {
                let child = nth(&found, child)?;
                let parent = nth(&parents(small), parent)?;
                let weight = Decimal::from(weight);
                let link = small.new_id();
                one(
                    owner_of(small, child),
                    LinkObjective {
                        link,
                        child,
                        parent,
                        weight,
                    }
                    .into(),
                )
            }
            Self::Unlink { link } => {
                let links: Vec<_> = small
                    .company
                    .all::<ObjectiveLink>()
                    .map(|link| (link.id, link.child))
                    .collect();
                let (link, child) = nth(&links, link)?;
                one(owner_of(small, child), UnlinkObjective { link }.into())
            }
            Self::Progress { objective, percent } => {
                let objective = nth(&found, objective)?;
                let command = RecordProgress {
                    check_in: small.new_id(),
                    objective,
                    progress: percent,
                    note: String::new(),
                    one_to_one: None,
                };
                one(owner_of(small, objective), command.into())
            }
            Self::Measure { objective, weight } => {
                let objective = nth(&found, objective)?;
                let command = MeasureObjective {
                    measure: small.new_id(),
                    objective,
                    indicator: indicator(),
                    weight: Decimal::from(weight),
                };
                one(owner_of(small, objective), command.into())
            }
            Self::Weigh { tie, weight, later } => {
                let (of, objective) = nth(&ties(small), tie)?;
                let command = SetWeight {
                    weight_id: small.new_id(),
                    of,
                    from: if later { date(2027, 1, 1) } else { today() },
                    weight: Decimal::from(weight),
                };
                one(owner_of(small, objective), command.into())
            }
            Self::Figure { month, value, seen } => {
                let record = figure(small, month, value, seen);
                one(PRIYA, record.into())
            }
            Self::Choose { side } => {
                let sides: Vec<MeasurementId> =
                    months().flat_map(|month| disputed(small, month)).collect();
                let measurement = nth(&sides, side)?;
                let mut over = disputed(small, small.company.get(measurement)?.period);
                over.retain(|other| *other != measurement);
                one(DANA, ChooseMeasurement { measurement, over }.into())
            }
            Self::ApproveFigure { figure } => {
                let measurement = nth(&given(small), figure)?;
                one(DANA, ApproveMeasurement { measurement }.into())
            }
            Self::PublishFigure { figure } => {
                let measurement = nth(&given(small), figure)?;
                one(SUE, PublishMeasurement { measurement }.into())
            }
            Self::SubmitFigure { figure } => {
                let submit = SubmitMeasurement {
                    measurement: nth(&given(small), figure)?,
                    evidence: String::new(),
                    kept_at: String::new(),
                };
                one(PRIYA, submit.into())
            }
            Self::CheckFigure { figure } => {
                let measurement = nth(&given(small), figure)?;
                one(TOM, CheckMeasurement { measurement }.into())
            }
            Self::ReturnFigure { figure } => {
                let returned = ReturnMeasurement {
                    measurement: nth(&given(small), figure)?,
                    reason: "Count again.".to_owned(),
                };
                one(DANA, returned.into())
            }
            Self::Revise { month, wide } => one(SUE, revise(small, month, wide).into()),
        }
    }
}

/// Another tolerance from the first day of a month on.
fn revise(small: &mut Small, month: u8, wide: bool) -> ReviseDefinition {
    let stands = (*small.company.get(indicator()).unwrap().body).clone();
    ReviseDefinition {
        indicator: indicator(),
        sheet: small.new_id(),
        former: small.new_id(),
        from: Some(Period::month(FinancialYear(2026), month).unwrap().start()),
        reason: "It was looked at again.".to_owned(),
        definition: Indicator {
            tolerance: match wide {
                true => Tolerance::Relative(Decimal::new(5, 1)),
                false => Tolerance::Zero,
            },
            ..stands
        },
        terms: Box::default(),
        expected: None,
    }
}

fn months() -> impl Iterator<Item = Period> {
    (1..=12).map(|month| Period::month(FinancialYear(2026), month).unwrap())
}

fn given(small: &Small) -> Vec<MeasurementId> {
    small
        .company
        .all::<Measurement>()
        .map(|each| each.id)
        .collect()
}

fn disputed(small: &Small, period: Period) -> Vec<MeasurementId> {
    Measurement::disputed(&small.company, indicator(), period, |_| true)
        .into_iter()
        .map(|each| each.id)
        .collect()
}

fn agree(small: &Small, objective: ObjectiveId) -> Command {
    let expected = small
        .objective(objective)
        .wording(&small.company, objective);
    domain::objective::AgreeObjective {
        objective,
        expected,
        read: None,
    }
    .into()
}

/// A figure whose author had seen all that stands, or nothing.
fn figure(small: &mut Small, month: u8, value: u16, seen: bool) -> RecordMeasurement {
    let period = Period::month(FinancialYear(2026), month).unwrap();
    let standing = Measurement::standing(&small.company, indicator(), period, |_| seen);
    RecordMeasurement {
        replaces: standing.into_iter().map(|each| each.id).collect(),
        correction: "Counted again.".to_owned(),
        measurement: small.new_id(),
        indicator: indicator(),
        period,
        figure: Figure::Value(Decimal::from(value)),
        public_words: String::new(),
        provenance: Default::default(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_cascade_and_the_scorecard_hold_whatever_is_tried(tries in proptest::collection::vec(any_try(), 1..80)) {
        let mut small = at_the_threshold();
        let mut card = Scorecard::on(&small.company, today());
        let mut figures = shown_figures(&small, &card);
        for each in tries {
            for (by, command) in each.commands(&mut small) {
                if small.give(by, command.clone()).is_err() {
                    continue;
                }
                let touched = small.touched.clone();
                card.refreshed(&small.company, &touched);
                if touched.iter().any(|(kind, _)| reading::rests_on(*kind)) {
                    figures = shown_figures(&small, &card);
                } else {
                    prop_assert_eq!(&figures, &shown_figures(&small, &card), "after {:?}", command);
                }
                prop_assert_eq!(&card, &Scorecard::on(&small.company, today()), "after {:?}", command);
                check_told(&small)?;
                check_figures(&small)?;
                for objective in small.company.all::<Objective>().filter(|each| each.scope == Scope::Staff) {
                    let alone = Delivery::of_objective(&small.company, objective.id, today());
                    prop_assert_eq!(alone, card.objective(objective.id).delivery, "{}", objective.title);
                }
            }
        }
        check_cascade(&small)?;
        check_tally(&small.company)?;
    }
}

/// The property above would hold of a company in which nothing is ever taken; this one is sure to come to what it is about.
#[test]
fn five_people_are_told_of_and_four_are_not() {
    let mut small = company();
    let mut last = None;
    for hand in [SAM, JO, 20, 21, 22] {
        assert_told(&small, 0);
        let objective = small.draft(
            hand,
            hand,
            "Do my part",
            Some(Parent::Objective(team_objective())),
        );
        small.agree(hand, objective).unwrap();
        small.agree(PRIYA, objective).unwrap();
        last = Some((hand, objective));
    }
    assert_told(&small, 5);
    let (hand, objective) = last.unwrap();
    small.must(hand, ReopenObjective { objective });
    assert_told(&small, 0);
    small.must(
        hand,
        CloseObjective {
            objective,
            ending: Ending::Withdrawn,
        },
    );
    assert_told(&small, 0);
    assert_eq!(small.objective(objective).level, OrgLevel::Individual);
}

/// How many people serve the priority, as it is told.
fn assert_told(small: &Small, people: u32) {
    let told = PeopleProgress::towards(&small.company, Parent::Priority(priority()));
    assert_eq!(told.map_or(0, |told| told.people), people);
}
