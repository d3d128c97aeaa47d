//! Every page of the staff app as a closed type, read from and written as a path side by side.

use std::str::FromStr;

use domain::{
    calendar::{Date, Period},
    cascade::Parent,
    date_text,
    id::Id,
    indicator::IndicatorId,
    objective::ObjectiveId,
    one_to_one::OneToOneId,
    person::PersonId,
    priority::PriorityId,
    report_run::ReportRunId,
    risk::RiskId,
    unit::UnitId,
    view::month_end::{Return, chosen},
};

/// A page of the staff app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// Signing in.
    SignIn,
    /// My work: what needs me.
    MyWork,
    /// My 1:1s, on either side.
    OneToOnes,
    /// One 1:1.
    OneToOne(OneToOneId),
    /// A new objective for a person.
    NewObjective(PersonId),
    /// One objective.
    Objective(ObjectiveId),
    /// The Balanced Scorecard.
    Scorecard,
    /// The Balanced Scorecard of a period.
    ScorecardOver(Period),
    /// What would be if something counted differently.
    WhatIf,
    /// The cascade, whole or from a priority or an objective.
    Cascade(Option<Parent>),
    /// All indicators.
    Indicators,
    /// One indicator.
    Indicator(IndicatorId),
    /// A service's figures for a month; without one, those that the reader works on next.
    MonthEnd(Option<Return>),
    /// The target of an indicator for a financial year, by the year it starts in.
    Target(IndicatorId, i16),
    /// The definition sheet of an indicator.
    DefinitionSheet(IndicatorId),
    /// What the register lacks.
    Register,
    /// The indicator library.
    Library,
    /// The files that were imported.
    Imports,
    /// A file on its way in.
    Import,
    /// The targets of a financial year, by the year it starts in.
    Targets(i16),
    /// The organisation.
    People,
    /// One person and their line to the scorecard.
    Person(PersonId),
    /// What is waiting and what was refused.
    Waiting,
    /// A service's scorecard, today or for a period.
    ServiceScorecard(UnitId, Option<Period>),
    /// A day as it was reported, beside the same day restated.
    Restatement(Date),
    /// The plans of a financial year, by the year in which it begins.
    Plans(i16),
    /// The plan of a service, or of the Company, for such a year.
    Plan(Option<UnitId>, i16),
    /// Diversity and equality.
    EqualityReview,
    /// Sessions with focus groups.
    FocusGroupSessions,
    /// Feedback, and the generic issues behind complaints, of one service or of all.
    Feedback(Option<UnitId>),
    /// The register of risks.
    Risks,
    /// One of them.
    Risk(RiskId),
    /// How figures are reported.
    Procedures,
    /// The reports to the Board and to the Council.
    Reports,
    /// One of them.
    ReportRun(ReportRunId),
    /// Everything else: people, cascade, preferences, signing out.
    More,
}

impl Route {
    /// The path of this page.
    pub fn path(self) -> String {
        match self {
            Self::SignIn => "/app/sign-in".to_owned(),
            Self::MyWork => "/app".to_owned(),
            Self::OneToOnes => "/app/one-to-ones".to_owned(),
            Self::OneToOne(id) => format!("/app/one-to-ones/{id}"),
            Self::NewObjective(person) => format!("/app/people/{person}/new-objective"),
            Self::Objective(id) => format!("/app/objectives/{id}"),
            Self::Scorecard => "/app/scorecard".to_owned(),
            Self::ScorecardOver(period) => format!("/app/scorecard/periods/{period}"),
            Self::WhatIf => "/app/scorecard/what-if".to_owned(),
            Self::Cascade(None) => "/app/cascade".to_owned(),
            Self::Cascade(Some(Parent::Priority(id))) => format!("/app/cascade/priority/{id}"),
            Self::Cascade(Some(Parent::Objective(id))) => format!("/app/cascade/objective/{id}"),
            Self::Indicators => "/app/indicators".to_owned(),
            Self::Indicator(id) => format!("/app/indicators/{id}"),
            Self::MonthEnd(None) => "/app/month-end".to_owned(),
            Self::MonthEnd(Some(shown)) => {
                let (service, month) = shown.keys();
                format!("/app/month-end/{service}/{month}")
            }
            Self::Target(id, year) => format!("/app/indicators/{id}/targets/{year}"),
            Self::DefinitionSheet(id) => format!("/app/indicators/{id}/definition"),
            Self::Register => "/app/register/gaps".to_owned(),
            Self::Library => "/app/register/library".to_owned(),
            Self::Imports => "/app/imports".to_owned(),
            Self::Import => "/app/imports/new".to_owned(),
            Self::Targets(year) => format!("/app/targets/{year}"),
            Self::People => "/app/people".to_owned(),
            Self::Person(id) => format!("/app/people/{id}"),
            Self::Waiting => "/app/waiting".to_owned(),
            Self::ServiceScorecard(id, None) => format!("/app/scorecard/services/{id}"),
            Self::ServiceScorecard(id, Some(period)) => {
                format!("/app/scorecard/services/{id}/{period}")
            }
            Self::Restatement(day) => format!("/app/scorecard/restated/{day}"),
            Self::Plans(year) => format!("/app/plans/{year}"),
            Self::Plan(None, year) => format!("/app/plans/{year}/company"),
            Self::Plan(Some(service), year) => format!("/app/plans/{year}/{service}"),
            Self::EqualityReview => "/app/equality".to_owned(),
            Self::FocusGroupSessions => "/app/focus-groups".to_owned(),
            Self::Feedback(None) => "/app/feedback".to_owned(),
            Self::Feedback(Some(service)) => format!("/app/feedback/{service}"),
            Self::Risks => "/app/risks".to_owned(),
            Self::Risk(id) => format!("/app/risks/{id}"),
            Self::Procedures => "/app/procedures".to_owned(),
            Self::Reports => "/app/reports".to_owned(),
            Self::ReportRun(id) => format!("/app/reports/{id}"),
            Self::More => "/app/more".to_owned(),
        }
    }

    /// Whether the page rests on published records, so that it is true for somebody who is shown nothing else.
    pub const fn is_published(self) -> bool {
        matches!(
            self,
            Self::Indicators
                | Self::Indicator(_)
                | Self::DefinitionSheet(_)
                | Self::Reports
                | Self::ReportRun(_)
                | Self::Waiting
                | Self::More
        )
    }

    /// The page at a path; none where there is none.
    pub fn parse(path: &str) -> Option<Self> {
        fn id<T>(text: &str) -> Option<Id<T>> {
            Id::from_str(text).ok()
        }
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            ["app"] => Some(Self::MyWork),
            ["app", "sign-in"] => Some(Self::SignIn),
            ["app", "one-to-ones"] => Some(Self::OneToOnes),
            ["app", "one-to-ones", one] => id(one).map(Self::OneToOne),
            ["app", "objectives", one] => id(one).map(Self::Objective),
            ["app", "scorecard"] => Some(Self::Scorecard),
            ["app", "scorecard", "what-if"] => Some(Self::WhatIf),
            ["app", "cascade"] => Some(Self::Cascade(None)),
            ["app", "cascade", "priority", one] => {
                let priority: PriorityId = id(one)?;
                Some(Self::Cascade(Some(Parent::Priority(priority))))
            }
            ["app", "cascade", "objective", one] => {
                id(one).map(|objective| Self::Cascade(Some(Parent::Objective(objective))))
            }
            ["app", "indicators"] => Some(Self::Indicators),
            ["app", "indicators", one] => id(one).map(Self::Indicator),
            ["app", "month-end"] => Some(Self::MonthEnd(None)),
            ["app", "month-end", service, month] => {
                chosen(service, month).map(|shown| Self::MonthEnd(Some(shown)))
            }
            ["app", "indicators", one, "targets", year] => {
                Some(Self::Target(id(one)?, year.parse().ok()?))
            }
            ["app", "indicators", one, "definition"] => id(one).map(Self::DefinitionSheet),
            ["app", "register", "gaps"] => Some(Self::Register),
            ["app", "register", "library"] => Some(Self::Library),
            ["app", "imports"] => Some(Self::Imports),
            ["app", "imports", "new"] => Some(Self::Import),
            ["app", "targets", year] => year.parse().ok().map(Self::Targets),
            ["app", "people"] => Some(Self::People),
            ["app", "people", one] => id(one).map(Self::Person),
            ["app", "people", one, "new-objective"] => id(one).map(Self::NewObjective),
            ["app", "waiting"] => Some(Self::Waiting),
            ["app", "scorecard", "services", one] => Some(Self::ServiceScorecard(id(one)?, None)),
            ["app", "scorecard", "services", one, period] => {
                Some(Self::ServiceScorecard(id(one)?, Some(period.parse().ok()?)))
            }
            ["app", "scorecard", "periods", period] => period.parse().ok().map(Self::ScorecardOver),
            ["app", "scorecard", "restated", day] => date_text::read(day).map(Self::Restatement),
            ["app", "plans", year] => year.parse().ok().map(Self::Plans),
            ["app", "plans", year, "company"] => {
                year.parse().ok().map(|year| Self::Plan(None, year))
            }
            ["app", "plans", year, service] => match (year.parse(), id(service)) {
                (Ok(year), Some(service)) => Some(Self::Plan(Some(service), year)),
                _ => None,
            },
            ["app", "equality"] => Some(Self::EqualityReview),
            ["app", "focus-groups"] => Some(Self::FocusGroupSessions),
            ["app", "feedback"] => Some(Self::Feedback(None)),
            ["app", "feedback", service] => {
                id(service).map(|service| Self::Feedback(Some(service)))
            }
            ["app", "risks"] => Some(Self::Risks),
            ["app", "risks", one] => id(one).map(Self::Risk),
            ["app", "procedures"] => Some(Self::Procedures),
            ["app", "reports"] => Some(Self::Reports),
            ["app", "reports", one] => id(one).map(Self::ReportRun),
            ["app", "more"] => Some(Self::More),
            _ => None,
        }
    }

    /// Which of the five places this page belongs to.
    pub const fn place(self) -> Self {
        match self {
            Self::MyWork | Self::Objective(_) | Self::NewObjective(_) | Self::SignIn => {
                Self::MyWork
            }
            Self::OneToOnes | Self::OneToOne(_) => Self::OneToOnes,
            Self::Scorecard
            | Self::ScorecardOver(_)
            | Self::WhatIf
            | Self::ServiceScorecard(..)
            | Self::Restatement(_)
            | Self::Reports
            | Self::ReportRun(_) => Self::Scorecard,
            Self::Indicators
            | Self::Indicator(_)
            | Self::MonthEnd(_)
            | Self::Target(..)
            | Self::Targets(_)
            | Self::DefinitionSheet(_)
            | Self::Register
            | Self::Library
            | Self::Plans(_)
            | Self::Plan(..)
            | Self::EqualityReview
            | Self::FocusGroupSessions
            | Self::Feedback(_)
            | Self::Risks
            | Self::Risk(_)
            | Self::Procedures
            | Self::Imports
            | Self::Import => Self::Indicators,
            Self::Cascade(_) | Self::People | Self::Person(_) | Self::Waiting | Self::More => {
                Self::More
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::calendar::Grain;

    use super::*;

    #[test]
    fn every_page_is_found_at_its_path() {
        fn id<T>() -> Id<T> {
            Id::new(uuid::Uuid::from_u128(7))
        }
        for route in [
            Route::SignIn,
            Route::MyWork,
            Route::OneToOnes,
            Route::OneToOne(id()),
            Route::NewObjective(id()),
            Route::Objective(id()),
            Route::Scorecard,
            Route::WhatIf,
            Route::Cascade(None),
            Route::Cascade(Some(Parent::Priority(id()))),
            Route::Cascade(Some(Parent::Objective(id()))),
            Route::Indicators,
            Route::Indicator(id()),
            Route::MonthEnd(None),
            Route::MonthEnd(chosen("company", "2026-M07")),
            Route::MonthEnd(chosen(&id::<()>().to_string(), "2026-M07")),
            Route::Target(id(), 2027),
            Route::DefinitionSheet(id()),
            Route::Register,
            Route::Library,
            Route::Imports,
            Route::Import,
            Route::Targets(2027),
            Route::Plans(2026),
            Route::Plan(None, 2026),
            Route::Plan(Some(id()), 2026),
            Route::EqualityReview,
            Route::FocusGroupSessions,
            Route::Feedback(None),
            Route::Feedback(Some(id())),
            Route::Risks,
            Route::Risk(id()),
            Route::Procedures,
            Route::Reports,
            Route::ReportRun(id()),
            Route::People,
            Route::Person(id()),
            Route::Waiting,
            Route::ScorecardOver(Period::containing(
                Date::constant(2026, 9, 30),
                Grain::Quarter,
            )),
            Route::ServiceScorecard(id(), None),
            Route::ServiceScorecard(id(), "2026-Q2".parse().ok()),
            Route::Restatement(Date::constant(2026, 9, 30)),
            Route::More,
        ] {
            assert_eq!(Route::parse(&route.path()), Some(route));
        }
    }

    #[test]
    fn a_path_that_is_no_page_is_none() {
        for path in [
            "/",
            "/app/objectives/x",
            "/app/elsewhere",
            "/app/people/1/new",
            "/app/month-end/company/2026-Q2",
        ] {
            assert_eq!(Route::parse(path), None, "{path}");
        }
    }
}
