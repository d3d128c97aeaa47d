//! For each row of the access matrix, the command with which somebody would change such a record.

mod about_figures;
mod imports;
mod plans;
mod register;
mod reports;

use domain::{
    action::CompleteAction,
    agenda_item::CoverAgendaItem,
    calendar::{self, Date, FinancialYear, Period},
    cascade::Parent,
    check_in::RecordProgress,
    command::Command,
    company::Company,
    entry::{Topic, WriteEntry},
    folded::Folded,
    governance_body::{BodyKind, JoinBody, RecordGovernanceBody},
    id::Id,
    indicator::{DefineIndicator, Indicator},
    indicator_selection::{IndicatorSelection, Stakeholder},
    indicator_set::IndicatorSet,
    measurement::{
        ApproveMeasurement, Measurement, MeasurementState, PublishMeasurement, RecordMeasurement,
        ReturnMeasurement,
    },
    mission::SetMission,
    objective::ReopenObjective,
    objective_link::LinkObjective,
    objective_measure::MeasureObjective,
    one_to_one::{EndSeries, MoveOneToOne},
    ownership::AssignOwner,
    person::RecordPerson,
    perspective::RecordPerspective,
    post::{Grade, RecordPost},
    priority::{CorporatePriority, RecordPriority},
    private_note::WritePrivateNote,
    provenance::Provenance,
    quantity::{Decimal, Figure},
    record::{Change, Stamp},
    role::{GrantRole, Role},
    scope::Scope,
    scorecard_change::MakeScorecardChange,
    target::{AmendTarget, ApproveTarget, ProposeTarget, Target, TargetState},
    target_case::TargetCase,
    trajectory::Trajectory,
    unit::{RecordUnit, UnitKind},
    weight::{SetWeight, Weighted},
    what_if::Supposition,
};
use uuid::Uuid;

use crate::matrix_company::{
    Building, PEOPLE, id,
    targets::{complete_case, heard},
};

/// A priority for each person, so that everybody's link is a new one.
const PRIORITIES: u128 = 5_000;

/// A proposed target and a draft figure that nobody here provided: nobody checks what they provided themselves.
const TARGET: u128 = 6_000;
const TARGET_OF_CASE: u128 = 6_002;
const TARGET_REVISED: u128 = 6_003;
const FIGURE: u128 = 6_001;
const FIGURE_OF_COUNCIL: u128 = 6_004;
const COUNCILS_CHOICE: u128 = 6_005;
/// What is known of each target's year, from its own number on.
const YEAR: u128 = 900;

pub fn prepare(company: &mut Company) {
    let stamp = Stamp {
        seq: 1,
        at: "2026-11-01T09:00:00Z".parse().unwrap(),
    };
    let shown = company.all::<CorporatePriority>().next().unwrap();
    let like = (*shown.body).clone();
    for (person, _) in PEOPLE {
        let change = Change::put(id(PRIORITIES + person), Scope::Public, like.clone());
        company.apply(&change, stamp);
    }
    let proposed = company
        .all::<Target>()
        .find(|target| target.state == TargetState::Proposed)
        .unwrap();
    let draft = company
        .all::<Measurement>()
        .find(|figure| figure.state == MeasurementState::Draft)
        .unwrap();
    let figure = Measurement {
        state: MeasurementState::Checked,
        provided_by: None,
        ..(*draft.body).clone()
    };
    let (drafts, like_target) = (proposed.scope, proposed.body.clone());
    let of_figure = draft.scope;
    // Each of a year of its own: a second one for a year would be a revision.
    for (number, years) in [(TARGET, 0), (TARGET_OF_CASE, 1), (TARGET_REVISED, 2)] {
        let target = Target {
            proposed_by: None,
            year: FinancialYear(next_year().0 + years),
            ..(*like_target).clone()
        };
        let case = TargetCase {
            target: id(number),
            indicator: target.indicator,
            year: target.year,
            set_out_by: None,
            case: complete_case(target.year.first_day()),
        };
        company.apply(&Change::put(id(number), drafts, target), stamp);
        let case = Folded::fold(&case).unwrap();
        let case = Change::put(TargetCase::id(id(number)), drafts, case);
        company.apply(&case, stamp);
        let year = IndicatorSet {
            year: FinancialYear(next_year().0 + years),
            step: heard(text()),
            by: None,
        };
        let year = Folded::fold(&year).unwrap();
        company.apply(&Change::put(id(number + YEAR), Scope::Staff, year), stamp);
    }
    council_chose(company, &figure, of_figure, stamp);
    company.apply(&Change::put(id(FIGURE), of_figure, figure), stamp);
}

/// A figure of April that is checked, and that the Council chose the indicator for April and May.
fn council_chose(company: &mut Company, figure: &Measurement, drafts: Scope, stamp: Stamp) {
    let month = |index| Period::month(FinancialYear(2026), index).unwrap();
    let choice = Folded::fold(&IndicatorSelection {
        indicator: figure.indicator,
        chosen_by: Stakeholder::Council,
        from: month(1).start(),
        until: Some(month(2).end()),
        reflects: None,
        why: text(),
    });
    let choice = Change::put(id(COUNCILS_CHOICE), Scope::Public, choice.unwrap());
    company.apply(&choice, stamp);
    let of_april = Measurement {
        period: month(1),
        ..figure.clone()
    };
    let of_april = Change::put(id(FIGURE_OF_COUNCIL), drafts, of_april);
    company.apply(&of_april, stamp);
}

/// Later rows first change what earlier ones need: progress is recorded on what is agreed, links are made on what is not.
pub fn turn(words: &str) -> u8 {
    match words {
        "Team objective" | "Sam's objective" | "Plan of Sam's service" => 1,
        words if words.starts_with("Link of") || words.starts_with("Indicator of") => 2,
        "Sam's 1:1 series" => 3,
        _ => 0,
    }
}

fn day() -> Date {
    "2026-12-14".parse().unwrap()
}

/// The financial year to come: a target is approved before it counts.
fn next_year() -> FinancialYear {
    FinancialYear::containing(calendar::day(jiff::Timestamp::now())).next()
}

fn new<T>() -> Id<T> {
    Id::new(Uuid::now_v7())
}

fn text() -> String {
    "Other words".to_owned()
}

/// Sets a weight, whatever it is of.
fn weigh(of: Weighted) -> SetWeight {
    SetWeight {
        weight_id: new(),
        of,
        from: day(),
        weight: Decimal::ONE,
    }
}

/// The command; none where there is none, since nobody may.
pub fn attempt(building: &Building, words: &str, person: u128) -> Option<Command> {
    let at = Rows { building, person };
    let command = at
        .strategy(words)
        .or_else(|| at.organisation(words))
        .or_else(|| at.figures(words))
        .or_else(|| at.about_figures(words))
        .or_else(|| at.reports(words))
        .or_else(|| at.plans(words))
        .or_else(|| at.objectives(words))
        .or_else(|| at.imports(words))
        .or_else(|| at.register(words))
        .or_else(|| at.one_to_ones(words));
    // The first nobody writes, and the second everybody of themselves alone.
    let untried = [
        "Progress of at least five people",
        "That Sam has read a procedure",
        "Review of a risk",
    ];
    assert!(
        command.is_some() || untried.contains(&words),
        "nothing is tried on {words}"
    );
    command
}

struct Rows<'a> {
    building: &'a Building,
    person: u128,
}

impl Rows<'_> {
    fn of<T>(&self, words: &str) -> Id<T> {
        let shown = self.building.shown.iter().find(|shown| shown.0 == words);
        Id::new(shown.unwrap_or_else(|| panic!("no {words}")).2)
    }

    fn strategy(&self, words: &str) -> Option<Command> {
        Some(match words {
            "Mission" => SetMission {
                mission: self.of(words),
                company: text(),
                statement: text(),
                telephone: "0303 123 1234".to_owned(),
                minicom: String::new(),
                email: "hello@example.org".to_owned(),
                web: "www.example.org".to_owned(),
                address: text(),
                accountable_officer: text(),
                illustrative: true,
            }
            .into(),
            "Perspective" => RecordPerspective {
                perspective: self.of(words),
                name: text(),
                place: 1,
                question: text(),
            }
            .into(),
            "Corporate priority" => RecordPriority {
                priority: self.of(words),
                title: text(),
                outcome: text(),
                perspective: self.of("Perspective"),
                place: 1,
                illustrative: true,
            }
            .into(),
            "Change of the scorecard" => MakeScorecardChange {
                change: new(),
                changes: vec![(
                    Uuid::now_v7(),
                    Supposition::Weight {
                        of: Weighted::Perspective(self.of("Perspective")),
                        weight: Decimal::ONE,
                    },
                )],
                from: day(),
                decided_by: self.of("Governance body"),
                decided_on: "2026-04-01".parse().unwrap(),
                reason: text(),
            }
            .into(),
            "Weight" => weigh(Weighted::Perspective(self.of("Perspective"))).into(),
            _ => return None,
        })
    }

    fn organisation(&self, words: &str) -> Option<Command> {
        Some(match words {
            "Unit" => RecordUnit {
                unit: self.of(words),
                name: text(),
                kind: UnitKind::Team,
                within: Some(id(102)),
                purpose: String::new(),
                illustrative: true,
            }
            .into(),
            "Governance body" => RecordGovernanceBody {
                body: self.of(words),
                name: text(),
                kind: BodyKind::Board,
            }
            .into(),
            "Membership of a body" => JoinBody {
                membership: new(),
                body: self.of("Governance body"),
                person: self.of("Person"),
                chair: false,
            }
            .into(),
            "Person" => RecordPerson {
                person: self.of(words),
                name: text(),
                active: true,
                illustrative: true,
            }
            .into(),
            "Post" => RecordPost {
                post: self.of(words),
                title: text(),
                unit: Some(id(103)),
                grade: Grade::Staff,
                reports_to: Some(id(202)),
                holder: None,
            }
            .into(),
            "Role of a person" => GrantRole {
                grant: new(),
                person: self.of("Person"),
                role: Role::PartnerUser,
            }
            .into(),
            _ => return None,
        })
    }

    fn figures(&self, words: &str) -> Option<Command> {
        let indicator = self.of("Indicator");
        Some(match words {
            "Indicator" => DefineIndicator {
                indicator,
                ownership: new(),
                owner: Some(id(3)),
                owner_from: day(),
                definition: self.definition(indicator),
            }
            .into(),
            "Owner of an indicator" => AssignOwner {
                ownership: new(),
                indicator,
                owner: id(3),
                from: day(),
            }
            .into(),
            "Target, proposed" => ProposeTarget {
                target: self.of(words),
                indicator,
                year: FinancialYear(2026),
                value: Decimal::ONE,
                trajectory: Trajectory::Flat,
                provenance: Provenance::Recorded,
                expected: None,
                case: None,
            }
            .into(),
            "Case for a target, proposed" => AmendTarget {
                target: self.of("Target, proposed"),
                value: Decimal::ONE,
                trajectory: Trajectory::Flat,
                case: Box::new(complete_case(day())),
                expected: None,
            }
            .into(),
            "Target, approved" | "Case for a target, approved" | "Why a target was revised" => {
                ApproveTarget {
                    target: id(match words {
                        "Target, approved" => TARGET,
                        "Case for a target, approved" => TARGET_OF_CASE,
                        _ => TARGET_REVISED,
                    }),
                    expected: None,
                }
                .into()
            }
            "Figure, draft" => RecordMeasurement {
                measurement: self.of(words),
                indicator,
                period: Period::month(FinancialYear(2026), 7).unwrap(),
                figure: Figure::Value(Decimal::ONE),
                public_words: text(),
                provenance: Provenance::Recorded,
                replaces: Vec::new(),
                correction: String::new(),
            }
            .into(),
            "Figure, submitted" | "Figure, checked" => ReturnMeasurement {
                measurement: self.of(words),
                reason: text(),
            }
            .into(),
            "Figure, approved" => ApproveMeasurement {
                measurement: id(FIGURE),
            }
            .into(),
            "Figure, published" => PublishMeasurement {
                measurement: self.of("Figure, approved"),
            }
            .into(),
            _ => return None,
        })
    }

    fn definition(&self, indicator: Id<Indicator>) -> Indicator {
        (*self.building.company.get(indicator).unwrap().body).clone()
    }

    fn objectives(&self, words: &str) -> Option<Command> {
        let team = self.of("Team objective");
        let own = self.of("Sam's objective");
        let link = |child| LinkObjective {
            link: new(),
            child,
            parent: Parent::Priority(id(PRIORITIES + self.person)),
            weight: Decimal::ONE,
        };
        let progress = |objective| RecordProgress {
            check_in: new(),
            objective,
            progress: 60,
            note: text(),
            one_to_one: None,
        };
        Some(match words {
            "Team objective" => ReopenObjective { objective: team }.into(),
            "Sam's objective" => ReopenObjective { objective: own }.into(),
            "Link of a team objective" => link(team).into(),
            "Link of Sam's objective" => link(own).into(),
            "Indicator of a team objective" => MeasureObjective {
                measure: new(),
                objective: team,
                indicator: self.of("Indicator"),
                weight: Decimal::ONE,
            }
            .into(),
            "Weight of a team objective's link" => {
                weigh(Weighted::Link(self.of("Link of a team objective"))).into()
            }
            "Weight of its indicator" => {
                weigh(Weighted::Measure(self.of("Indicator of a team objective"))).into()
            }
            "Check-in on a team objective" => progress(team).into(),
            "Check-in on Sam's objective" => progress(own).into(),
            _ => return None,
        })
    }

    fn one_to_ones(&self, words: &str) -> Option<Command> {
        let one_to_one = self.of("1:1 of Sam and the manager");
        let series = self.of("Sam's 1:1 series");
        let planned = |scheduled_for| MoveOneToOne {
            one_to_one,
            scheduled_for,
            read: None,
        };
        let entry = |topic| WriteEntry {
            entry: self.of(words),
            one_to_one,
            topic,
            text: text(),
            objective: None,
            read: None,
        };
        Some(match words {
            "Sam's 1:1 series" => EndSeries { series }.into(),
            "1:1 of Sam and the manager" => planned(day()).into(),
            "Date of that 1:1, without what was said" => {
                planned("2026-12-15".parse().unwrap()).into()
            }
            "Agenda item" => CoverAgendaItem {
                item: self.of(words),
                covered: true,
            }
            .into(),
            "Entry by Sam" => entry(Topic::Wellbeing).into(),
            "Entry by the manager" => entry(Topic::Feedback).into(),
            "Action" => CompleteAction {
                action: self.of(words),
                done: true,
            }
            .into(),
            "Sam's private note" | "The manager's private note" => WritePrivateNote {
                note: self.of(words),
                one_to_one,
                text: text(),
                read: None,
            }
            .into(),
            _ => return None,
        })
    }
}
