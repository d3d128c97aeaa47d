//! Who may see and who may change what: one table, the same on every device and on the server (access.md).
//!
//! Every match is exhaustive, so a new kind or scope does not compile until somebody has decided who may touch it.

mod plans;

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::{
    agenda_item::AgendaItem,
    company::Company,
    decision::{Actor, Context},
    definition_sheet::Hand,
    id::Id,
    index::Edge,
    indicator::{Indicator, IndicatorId},
    measurement::{Measurement, MeasurementState},
    objective::{Objective, ObjectiveId, OrgLevel},
    one_to_one::{OneToOneDate, OneToOneId, OneToOneSeries, OneToOneSeriesId},
    ownership::Ownership,
    person::{Person, PersonId},
    post::{Grade, Post},
    record::{Body, Change},
    rejection::Rejection,
    role::Role,
    scope::Scope,
    target::{self, Target, TargetState},
    unit::{Unit, UnitId, UnitKind},
    weight::Weighted,
};

pub(crate) use plans::{WRITE_PLANS, writes_any_plan, writes_plan};
use plans::{of_equality_action, of_generic_issue, of_plan, of_risk};

/// Every scope that a person may see, from their posts, their roles and the reporting lines.
pub fn scopes(company: &Company, person: PersonId) -> BTreeSet<Scope> {
    let mut scopes = BTreeSet::from([Scope::Public]);
    if !is_active(company, person) {
        return scopes;
    }
    scopes.insert(Scope::Own(person));
    for scope in [Scope::Staff, Scope::Council, Scope::Hr] {
        if sees(company, person, &scope) {
            scopes.insert(scope);
        }
    }
    scopes.extend(objectives_seen(company, person).map(Scope::Objectives));
    for edge in [Edge::SeriesOfEmployee, Edge::SeriesOfManager] {
        scopes.extend(
            company
                .pointing::<OneToOneSeries>(edge, person.uuid())
                .map(|series| Scope::OneToOne(series.id)),
        );
    }
    scopes.extend(drafts_seen(company, person).into_iter().map(Scope::Drafts));
    scopes
}

/// Whether a person may see a scope; agrees with [`scopes`] for every scope there is, wherever the roles are held.
pub fn sees(company: &Company, person: PersonId, scope: &Scope) -> bool {
    if !is_active(company, person) {
        // A device outside the Company is not told who holds which role, its own reader's included: what it holds is theirs.
        let is_outside = !company.holds(&Scope::Staff);
        return matches!(scope, Scope::Public) || is_outside && company.holds(scope);
    }
    match scope {
        Scope::Public => true,
        Scope::Staff => is_staff(company, person),
        Scope::Council => is_staff(company, person) || Role::CouncilViewer.has(company, person),
        Scope::Hr => has_any(company, person, &[Role::Hr, Role::SupportServices]),
        Scope::Objectives(of) => {
            *of == person
                || Role::Hr.has(company, person)
                || Post::managers(company, *of)
                    .into_iter()
                    .any(|manager| manager == person || Post::manages(company, person, manager))
        }
        Scope::OneToOne(series) => company
            .get(*series)
            .is_some_and(|series| series.is_party(person)),
        Scope::Own(of) => *of == person,
        Scope::Drafts(unit) => drafts_seen(company, person).contains(unit),
    }
}

fn is_active(company: &Company, person: PersonId) -> bool {
    company
        .get::<Person>(person)
        .is_some_and(|person| person.active)
}

/// Holds a post, or a role that stands inside the Company.
fn is_staff(company: &Company, person: PersonId) -> bool {
    Post::held_by(company, person).next().is_some()
        || Role::of(company, person).any(|role| match role {
            Role::BoardMember
            | Role::PerformanceCommitteeMember
            | Role::SupportServices
            | Role::AccountableOfficer
            | Role::Hr
            | Role::Auditor => true,
            Role::CouncilViewer | Role::PartnerUser => false,
        })
}

fn has_any(company: &Company, person: PersonId, roles: &[Role]) -> bool {
    Role::of(company, person).any(|role| roles.contains(&role))
}

/// Whose objectives a person may see: their own, their reports', the reports' reports', and for HR everyone's.
fn objectives_seen(company: &Company, person: PersonId) -> Box<dyn Iterator<Item = PersonId> + '_> {
    if Role::Hr.has(company, person) {
        let known = company.all::<Person>().map(|known| known.id);
        return Box::new(known.chain([person]));
    }
    let reports = Post::reports(company, person);
    let theirs: Vec<PersonId> = reports
        .iter()
        .flat_map(|report| Post::reports(company, *report))
        .collect();
    Box::new(std::iter::once(person).chain(reports).chain(theirs))
}

/// The services whose unapproved figures and targets a person may see: Support Services and the Performance Committee, who
/// approve them, all; managers those in their line; owners those of their indicators, and so whoever provides or checks their figures.
fn drafts_seen(company: &Company, person: PersonId) -> BTreeSet<UnitId> {
    let mut seen = services_managed(company, person);
    if has_any(
        company,
        person,
        &[Role::SupportServices, Role::PerformanceCommitteeMember],
    ) {
        seen.extend(services(company));
    }
    seen.extend(
        company
            .pointing::<Ownership>(Edge::OwnedBy, person.uuid())
            .filter_map(|ownership| target::service_of(company, ownership.indicator)),
    );
    for hand in [Hand::Provider, Hand::Checker] {
        seen.extend(hand.held(company, person).filter_map(|held| held.service));
    }
    seen
}

fn services(company: &Company) -> impl Iterator<Item = UnitId> + '_ {
    company
        .all::<Unit>()
        .filter(|unit| unit.kind == UnitKind::Service)
        .map(|unit| unit.id)
}

/// The services that a person manages, wholly or in part, by a post in them or above them.
fn services_managed(company: &Company, person: PersonId) -> BTreeSet<UnitId> {
    let mut managed = BTreeSet::new();
    for post in Post::held_by(company, person).filter(|post| post.grade.is_manager()) {
        match post.unit {
            None if post.grade == Grade::Executive => managed.extend(services(company)),
            None => {}
            Some(unit) => managed.extend(services(company).filter(|service| {
                Unit::line(company, *service).contains(&unit)
                    || Unit::service(company, unit) == Some(*service)
            })),
        }
    }
    managed
}

/// Refuses a check by the person who provided what is checked (rules.md 4.10; the command line may load both).
pub(crate) fn another_person(
    context: &Context,
    provider: Option<PersonId>,
) -> Result<(), Rejection> {
    match (context.actor, provider) {
        (Actor::Person(checker), Some(provider)) if checker == provider => {
            Err(Rejection::SamePerson)
        }
        _ => Ok(()),
    }
}

/// Refuses a change that the actor may not make. Called for every change of every decision.
pub fn check_change(company: &Company, actor: Actor, change: &Change) -> Result<(), Rejection> {
    let Actor::Person(person) = actor else {
        return Ok(());
    };
    if !is_active(company, person) && company.holds(&Scope::Staff) {
        return Err(not_allowed("Nobody whose account is closed"));
    }
    let (kind, id) = change.subject();
    // What stood there must be the actor's to change too, so that nobody takes over a record by rewriting its owner.
    if let Some(before) = company.version(kind, id) {
        if !sees(company, person, &before.scope) {
            // Who could change it would tell that it is there.
            return Err(Rejection::NotFound);
        }
        check_body(company, person, &before.body, id)?;
    }
    match change {
        Change::Put { id, body, .. } => check_body(company, person, body, *id),
        Change::Remove { .. } => Ok(()),
    }
}

fn check_body(company: &Company, person: PersonId, body: &Body, id: Uuid) -> Result<(), Rejection> {
    let (allowed, who) = match body {
        Body::Mission(_)
        | Body::Perspective(_)
        | Body::Priority(_)
        | Body::Unit(_)
        | Body::GovernanceBody(_)
        | Body::Membership(_)
        | Body::RoleGrant(_)
        | Body::Indicator(_)
        | Body::Ownership(_)
        | Body::PlanAction(_)
        | Body::Milestone(_)
        | Body::BenchmarkSet(_)
        | Body::ScorecardChange(_)
        | Body::DefinitionSheet(_)
        | Body::IndicatorSelection(_)
        | Body::DataQualityRating(_)
        | Body::Procedure(_)
        | Body::ReviewOrder(_)
        | Body::EqualityReview(_)
        | Body::RiskMatrix(_)
        | Body::FocusGroupSession(_)
        | Body::ReportRun(_) => (
            Role::SupportServices.has(company, person),
            "Support Services",
        ),
        Body::PerformanceAudit(_) => (audits(company, person), AUDIT),
        Body::ProcedureReading(reading) => by_themselves(person, reading.on(), "Whoever reads it"),
        Body::ReportStep(step) => by_themselves(person, step.on(), "Whoever takes the step"),
        Body::PlanStep(step) => by_themselves(person, step.on(), "Whoever takes the step"),
        Body::Plan(plan) => of_plan(company, person, plan.on()),
        Body::Risk(risk) => of_risk(company, person, risk.open()),
        Body::Feedback(feedback) => of_plan(company, person, feedback.on()),
        Body::GenericIssue(issue) => of_generic_issue(company, person, issue.open()),
        Body::RiskReview(review) => by_themselves(person, review.on(), "Whoever looked at it"),
        Body::EqualityAction(action) => of_equality_action(company, person, action.on()),
        Body::IndicatorSet(_) => of_indicator_set(company, person),
        Body::CriticalSuccessFactor(factor) => of_core_business(company, person, factor.on()),
        Body::CoreBusinessActivity(activity) => of_core_business(company, person, activity.on()),
        Body::Person(_) | Body::Post(_) | Body::Import(_) => of_people(company, person),
        Body::Target(target) => may_write_target(company, person, target.indicator, target.state),
        Body::TargetCase(case) => of_target(company, person, case.on()),
        Body::TargetRevision(_) => (approves_targets(company, person), APPROVE_TARGETS),
        Body::Measurement(measurement) => may_write_measurement(company, person, measurement, id),
        Body::Objective(objective) => may_write_objective(company, person, objective),
        Body::Weight(weight) => of_weight(company, person, weight.of),
        Body::ObjectiveLink(link) => of_objective(company, person, link.child),
        Body::ObjectiveMeasure(measure) => of_objective(company, person, measure.objective),
        Body::CheckIn(check_in) => of_objective(company, person, check_in.objective),
        Body::PeopleProgress(_) => (false, WORKED_OUT),
        Body::OneToOneSeries(series) => (series.is_party(person), TWO_PEOPLE),
        Body::OneToOne(meeting) => of_series(company, person, meeting.series),
        Body::OneToOneDate(date) => of_date(company, person, date, OneToOneId::new(id)),
        Body::AgendaItem(item) => of_agenda(company, person, item),
        Body::Entry(entry) => of_entry(company, person, entry),
        Body::Action(action) => of_series(company, person, action.series),
        Body::PrivateNote(note) => (note.author == person, "Its author"),
        Body::FigureStep(_)
        | Body::Commentary(_)
        | Body::StageWaiver(_)
        | Body::CorrectiveAction(_) => may_write_about_figures(company, person, body),
    };
    if allowed {
        Ok(())
    } else {
        Err(not_allowed(who))
    }
}

const WORKED_OUT: &str = "Nobody; it is worked out from people's own objectives";

fn of_people(company: &Company, person: PersonId) -> (bool, &'static str) {
    (
        has_any(company, person, &[Role::Hr, Role::SupportServices]),
        "Human Resources or Support Services",
    )
}

fn of_indicator_set(company: &Company, person: PersonId) -> (bool, &'static str) {
    (
        has_any(
            company,
            person,
            &[Role::SupportServices, Role::AccountableOfficer],
        ),
        "Support Services and the accountable officer",
    )
}

const AUDIT: &str = "The auditor and Support Services";

fn audits(company: &Company, person: PersonId) -> bool {
    has_any(company, person, &[Role::Auditor, Role::SupportServices])
}

/// Refuses who audits nothing, before what they give is looked at.
pub(crate) fn check_audits(company: &Company, context: &Context) -> Result<(), Rejection> {
    match context.actor {
        Actor::Person(person) if !audits(company, person) => Err(not_allowed(AUDIT)),
        _ => Ok(()),
    }
}

fn of_entry(
    company: &Company,
    person: PersonId,
    entry: &crate::entry::Entry,
) -> (bool, &'static str) {
    (
        entry.author == Some(person) && is_party_of(company, person, entry.one_to_one),
        "The one who wrote it",
    )
}

/// Whether somebody is the one whom a record is about first.
fn by_themselves(person: PersonId, on: Option<Uuid>, who: &'static str) -> (bool, &'static str) {
    (on == Some(person.uuid()), who)
}

/// Refuses everybody but Support Services, before what they give is looked at.
pub(crate) fn check_support_services(
    company: &Company,
    context: &Context,
) -> Result<(), Rejection> {
    match context.actor {
        Actor::Person(person) if !Role::SupportServices.has(company, person) => {
            Err(not_allowed("Support Services"))
        }
        _ => Ok(()),
    }
}

const TWO_PEOPLE: &str = "The two people of the 1:1";

fn not_allowed(who: &str) -> Rejection {
    Rejection::NotAllowed {
        who: who.to_owned(),
    }
}

fn of_date(
    company: &Company,
    person: PersonId,
    date: &OneToOneDate,
    meeting: OneToOneId,
) -> (bool, &'static str) {
    let theirs = date.employee == person
        || Post::manages(company, person, date.employee)
        || is_party_of(company, person, meeting);
    (theirs, TWO_PEOPLE)
}

fn of_agenda(company: &Company, person: PersonId, item: &AgendaItem) -> (bool, &'static str) {
    let theirs = is_party_of(company, person, item.one_to_one)
        || item.author == Some(person) && AgendaItem::may_pass_on(company, person, item.one_to_one);
    (theirs, TWO_PEOPLE)
}

fn of_series(
    company: &Company,
    person: PersonId,
    series: OneToOneSeriesId,
) -> (bool, &'static str) {
    // A series that is made by the same command is not held yet; its own record is checked beside this one.
    let party = company
        .get(series)
        .is_none_or(|series| series.is_party(person));
    (party, TWO_PEOPLE)
}

fn is_party_of(company: &Company, person: PersonId, meeting: OneToOneId) -> bool {
    company
        .get(meeting)
        .and_then(|meeting| company.get(meeting.series))
        .is_some_and(|series| series.is_party(person))
}

fn of_objective(company: &Company, person: PersonId, id: ObjectiveId) -> (bool, &'static str) {
    match company.get(id) {
        Some(objective) => may_write_objective(company, person, objective),
        // Made by the same command; the objective's own record is checked beside this one.
        None => (true, ""),
    }
}

/// Perspectives and priorities are the Board's to weigh; what an objective is tied by, whoever ties it.
fn of_weight(company: &Company, person: PersonId, of: Weighted) -> (bool, &'static str) {
    let objective = match of {
        Weighted::Perspective(_) | Weighted::Priority(_) => None,
        Weighted::Measure(tie) => company.get(tie).map(|measure| measure.objective),
        Weighted::Link(tie) => company.get(tie).map(|link| link.child),
    };
    match objective {
        Some(objective) => of_objective(company, person, objective),
        None => (
            Role::SupportServices.has(company, person),
            "Support Services",
        ),
    }
}

fn may_write_objective(
    company: &Company,
    person: PersonId,
    objective: &Objective,
) -> (bool, &'static str) {
    match objective.level {
        OrgLevel::Individual => (
            objective.owner == person || Post::manages(company, person, objective.owner),
            "The person whose objective it is and their manager",
        ),
        OrgLevel::Board | OrgLevel::Emt | OrgLevel::Service | OrgLevel::Team => (
            objective.owner == person || Post::is_in_line(company, person, objective.owner),
            "Its owner and the owner's line of managers",
        ),
    }
}

fn may_write_target(
    company: &Company,
    person: PersonId,
    indicator: IndicatorId,
    state: TargetState,
) -> (bool, &'static str) {
    match state {
        TargetState::Proposed => (
            answers_for(company, person, indicator)
                || approves_targets(company, person)
                || Role::AccountableOfficer.has(company, person),
            "The indicator's owner, the owner's managers and Support Services",
        ),
        TargetState::Approved => (approves_targets(company, person), APPROVE_TARGETS),
    }
}

const APPROVE_TARGETS: &str = "The Performance Committee and the Executive Management Team";

/// What is said about a target is written by whoever writes the target.
fn of_target(company: &Company, person: PersonId, on: Option<Uuid>) -> (bool, &'static str) {
    match on.and_then(|target| company.get::<Target>(Id::new(target))) {
        Some(target) => may_write_target(company, person, target.indicator, target.state),
        // Made by the same command; the target's own record is checked beside this one.
        None => (true, ""),
    }
}

fn approves_targets(company: &Company, person: PersonId) -> bool {
    Role::PerformanceCommitteeMember.has(company, person)
        || Post::grade_of(company, person) == Some(Grade::Executive)
}

fn may_write_measurement(
    company: &Company,
    person: PersonId,
    figure: &Measurement,
    id: Uuid,
) -> (bool, &'static str) {
    let (service, by_service) = about_figures(company, person, Some(figure.indicator.uuid()));
    let named = |hand: Hand| hand.is_of(company, figure.indicator, person);
    // A checker gives no figure and hands none in: of what is handed in they change where it stands, and nothing else.
    let checks = || {
        let held = company.get::<Measurement>(Id::new(id));
        let stands = held.filter(|held| held.state >= MeasurementState::Submitted);
        stands.is_some_and(|stands| {
            let before = Measurement {
                state: stands.state,
                ..figure.clone()
            };
            before == *stands.body && named(Hand::Checker)
        })
    };
    let allowed = match figure.state {
        MeasurementState::Draft | MeasurementState::Submitted => {
            service || named(Hand::Provider) || checks()
        }
        MeasurementState::Checked => service || checks(),
        MeasurementState::Approved => return (service, by_service),
        MeasurementState::Published => {
            return (
                Role::SupportServices.has(company, person),
                "Support Services",
            );
        }
    };
    (
        allowed,
        "The indicator's service, its owner, whoever its definition sheet names for this, and Support Services",
    )
}

/// What is written about a figure is its service's to write, a commentary also its provider's; who may take a figure a step is asked of the
/// figure itself. The Board and the Performance Committee decide on corrective actions.
fn may_write_about_figures(
    company: &Company,
    person: PersonId,
    body: &Body,
) -> (bool, &'static str) {
    let (on, hands): (_, &[Hand]) = match body {
        Body::FigureStep(step) => (step.on(), &[Hand::Provider, Hand::Checker]),
        Body::Commentary(commentary) => (commentary.on(), &[Hand::Provider]),
        Body::StageWaiver(waiver) => (waiver.on(), &[]),
        Body::CorrectiveAction(action) => {
            let (service, _) = about_figures(company, person, action.on());
            let decides = [Role::BoardMember, Role::PerformanceCommitteeMember];
            return (
                service || has_any(company, person, &decides),
                "The service that the indicator belongs to, the Board and the Performance Committee",
            );
        }
        _ => (None, &[]),
    };
    let (service, who) = about_figures(company, person, on);
    let named = |on| {
        hands
            .iter()
            .any(|hand| hand.is_of(company, IndicatorId::new(on), person))
    };
    (service || on.is_some_and(named), who)
}

/// Who works on the figures of an indicator, and on what is written about them.
fn about_figures(
    company: &Company,
    person: PersonId,
    indicator: Option<Uuid>,
) -> (bool, &'static str) {
    let works_on = |indicator| {
        answers_for(company, person, indicator) || manages_service(company, person, indicator)
    };
    (
        indicator.map(IndicatorId::new).is_some_and(works_on),
        "The service that the indicator belongs to, its owner and Support Services",
    )
}

/// Owns the indicator, manages its owner at any distance, or is Support Services.
fn answers_for(company: &Company, person: PersonId, indicator: IndicatorId) -> bool {
    Role::SupportServices.has(company, person)
        || Ownership::latest(company, indicator).is_some_and(|ownership| {
            ownership.owner == person || Post::is_in_line(company, person, ownership.owner)
        })
}

/// What a service is there to do is for its managers to say (S49), and for the whole Company for Support Services.
fn of_core_business(
    company: &Company,
    person: PersonId,
    service: Option<Uuid>,
) -> (bool, &'static str) {
    let manages = || {
        service.is_some_and(|service| {
            services_managed(company, person).contains(&UnitId::new(service))
        })
    };
    (
        Role::SupportServices.has(company, person) || manages(),
        "The managers of the service and Support Services",
    )
}

fn manages_service(company: &Company, person: PersonId, indicator: IndicatorId) -> bool {
    company
        .get::<Indicator>(indicator)
        .and_then(|indicator| indicator.service)
        .is_some_and(|service| services_managed(company, person).contains(&service))
}
