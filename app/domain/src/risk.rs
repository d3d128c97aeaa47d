//! The register of risks: what may happen, why and with which effect, what is done about it, and how grave it is before that, with it, and
//! as it is to become (strategy §4: Covalent is "also used for monitoring of … risks"; glossary 2.1; requirements S79, S98; rules.md 4.13).

mod matrix;

use garde::Validate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    access,
    calendar::{self, Date},
    company::Company,
    decision::{Context, Decide, Decision},
    folded::{About, Fold, Folded, FoldedId, THE_COMPANY, folded_noun, folded_on},
    form,
    id::Id,
    indicator::IndicatorId,
    person::PersonId,
    record::{Change, Stored},
    rejection::{FieldProblem, Rejection},
    scope::Scope,
    unit::{UnitId, UnitKind},
};

pub use matrix::{Band, Levels, Matrix, OffMatrix, Rating, Unexpected};

/// Identifies a risk.
pub type RiskId = FoldedId<Risk>;

/// Identifies a review of one.
pub type RiskReviewId = FoldedId<RiskReview>;

/// Identifies the choice of a matrix.
pub type RiskMatrixId = FoldedId<RiskMatrix>;

/// Something that may happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risk {
    /// What it is.
    pub says: RiskWords,
    /// On which matrix it is rated: the one that the Company had when its words were recorded.
    pub matrix: Matrix,
    /// How grave it is with what is done about it today.
    pub current: Place,
    /// Until when it is looked at again.
    #[serde(with = "crate::date_text")]
    pub review_by: Date,
    /// Why it is a risk no more; empty while it is one.
    #[serde(default)]
    pub closed: String,
    /// Whether it is made up for a demonstration.
    #[serde(default)]
    pub illustrative: bool,
}

/// What is recorded of a risk, in the Council’s own form: cause, event and effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct RiskWords {
    /// What it is called.
    #[garde(custom(form::title))]
    pub name: String,
    /// Why it may happen.
    #[garde(custom(form::text))]
    pub cause: String,
    /// What may happen.
    #[garde(custom(form::text))]
    pub event: String,
    /// What follows then.
    #[garde(custom(form::text))]
    pub effect: String,
    /// Of what kind it is: `Health and safety`; empty where nobody says so.
    #[garde(custom(form::optional_text))]
    #[serde(default)]
    pub category: String,
    /// Which service’s; none for one of the whole Company.
    #[garde(skip)]
    pub service: Option<UnitId>,
    /// Who answers for it.
    #[garde(skip)]
    pub owner: PersonId,
    /// How grave it is before anything is done about it.
    #[garde(skip)]
    pub inherent: Place,
    /// What it is to come down to.
    #[garde(skip)]
    pub target: Place,
    /// What is done about it.
    #[garde(skip)]
    #[serde(default)]
    pub controls: Vec<Control>,
    /// The indicators that show it coming.
    #[garde(skip)]
    #[serde(default)]
    pub indicators: Vec<IndicatorId>,
}

/// A place on the matrix, as it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// How likely, from 1.
    pub likelihood: u8,
    /// How grave its effect, from 1.
    pub impact: u8,
}

/// Something that is done about a risk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Control {
    /// What is done.
    pub description: String,
    /// How it is known that it works; empty where nobody says so.
    #[serde(default)]
    pub assurance: String,
}

impl Fold for Risk {
    // Whose it is first, which decides who may record it; then what shows it coming.
    fn about(&self) -> Vec<About> {
        let whose = self
            .says
            .service
            .map_or(THE_COMPANY, |service| service.uuid());
        let shown_by = self.says.indicators.iter().map(|id| (id.uuid(), 0));
        std::iter::once((whose, 0)).chain(shown_by).collect()
    }
}

folded_noun!(Risk, Risk);

impl Risk {
    /// How grave it is in its three ways; none where a place is not on its matrix, which no command records.
    pub fn levels(&self) -> Option<Levels> {
        let place = |place: Place| (place.likelihood, place.impact);
        Levels::on(
            self.matrix,
            place(self.says.inherent),
            place(self.current),
            place(self.says.target),
        )
        .ok()
    }

    /// The open risks of a service, or those that an indicator shows coming.
    pub fn about_one(
        company: &Company,
        about: Uuid,
    ) -> impl Iterator<Item = (&Stored<Folded<Self>>, Self)> {
        folded_on::<Self>(company, about)
            .filter_map(|stored| Some((stored, stored.open()?)))
            .filter(|(_, risk)| risk.closed.is_empty())
    }
}

/// How a risk was found when it was looked at; the record’s stamp says when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskReview {
    /// Which risk.
    pub risk: RiskId,
    /// How grave it was found.
    pub current: Place,
    /// What was found.
    pub words: String,
    /// Who looked at it; none where it was loaded.
    pub by: Option<PersonId>,
}

impl Fold for RiskReview {
    // Whoever looked at it first, who alone may say so.
    fn about(&self) -> Vec<About> {
        let by = self.by.map_or_else(Uuid::nil, |by| by.uuid());
        vec![(by, 0), (self.risk.uuid(), 0)]
    }
}

folded_noun!(RiskReview, RiskReview);

impl RiskReview {
    /// The reviews of a risk, the latest first.
    pub fn of(company: &Company, risk: RiskId) -> Vec<(&Stored<Folded<Self>>, Self)> {
        let mut reviews: Vec<_> = folded_on::<Self>(company, risk.uuid())
            .filter_map(|stored| Some((stored, stored.open()?)))
            .collect();
        reviews.sort_by_key(|(stored, _)| std::cmp::Reverse((stored.stamp, stored.id)));
        reviews
    }
}

/// On which matrix risks are rated (rules.md 4.13: "configurable 4 or 5"); the last choice holds for what is recorded from then on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskMatrix {
    /// Which.
    pub matrix: Matrix,
}

impl Fold for RiskMatrix {
    fn about(&self) -> Vec<About> {
        vec![(THE_COMPANY, 0)]
    }
}

folded_noun!(RiskMatrix, RiskMatrix);

impl RiskMatrix {
    /// The matrix that holds.
    pub fn of(company: &Company) -> Matrix {
        folded_on::<Self>(company, THE_COMPANY)
            .max_by_key(|stored| (stored.stamp, stored.id))
            .and_then(|stored| stored.open())
            .map_or_else(Matrix::default, |chosen| chosen.matrix)
    }
}

/// Records a risk, or what has changed about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordRisk {
    /// Its identifier.
    pub risk: RiskId,
    /// What it is.
    pub says: RiskWords,
    /// How grave it is with what is done about it today.
    pub current: Place,
    /// Until when it is looked at again.
    #[serde(with = "crate::date_text")]
    pub review_by: Date,
    /// Whether it is made up for a demonstration.
    #[serde(default)]
    pub illustrative: bool,
}

impl Decide for RecordRisk {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(&self.says)?;
        if let Some(service) = self.says.service
            && context.find(company, service)?.kind != UnitKind::Service
        {
            return Err(Rejection::field(
                "service",
                "Risks are of services and of the Company. Choose a service.",
            ));
        }
        // Who answers for a risk says how it stands; what it is, and that it is there, is said by who plans.
        if let Some(person) = context.actor.person()
            && !access::writes_plan(company, person, self.says.service)
        {
            return Err(Rejection::NotAllowed {
                who: access::WRITE_PLANS.to_owned(),
            });
        }
        for indicator in &self.says.indicators {
            context.find(company, *indicator)?;
        }
        let matrix = RiskMatrix::of(company);
        let places = [
            ("inherent", self.says.inherent),
            ("current", self.current),
            ("target", self.says.target),
        ];
        let mut fields: Vec<FieldProblem> = places
            .into_iter()
            .filter_map(|(field, place)| off_matrix(matrix, field, place))
            .collect();
        if !context.find(company, self.says.owner)?.active {
            fields.push(problem(
                "owner",
                "They no longer work here. Choose somebody who does.",
            ));
        }
        if !fields.is_empty() {
            return Err(Rejection::Fields { fields });
        }
        let before = company.get(self.risk).and_then(|stored| stored.open());
        let risk = Risk {
            says: self.says.tidied(),
            matrix,
            current: self.current,
            review_by: self.review_by,
            closed: before
                .as_ref()
                .map(|before| before.closed.clone())
                .unwrap_or_default(),
            illustrative: self.illustrative,
        };
        if before.as_ref() == Some(&risk) {
            return Ok(Vec::new());
        }
        Ok(vec![Change::put_folded(self.risk, Scope::Staff, &risk)?])
    }
}

impl RiskWords {
    /// The same with no blanks around the words, and each indicator once.
    fn tidied(&self) -> Self {
        let trimmed = |text: &String| text.trim().to_owned();
        let mut indicators = self.indicators.clone();
        indicators.sort();
        indicators.dedup();
        Self {
            name: trimmed(&self.name),
            cause: trimmed(&self.cause),
            event: trimmed(&self.event),
            effect: trimmed(&self.effect),
            category: trimmed(&self.category),
            indicators,
            ..self.clone()
        }
    }
}

fn problem(field: &str, words: &str) -> FieldProblem {
    FieldProblem {
        field: field.to_owned(),
        words: words.to_owned(),
    }
}

fn off_matrix(matrix: Matrix, field: &str, place: Place) -> Option<FieldProblem> {
    let why = matrix.rate(place.likelihood, place.impact).err()?;
    Some(problem(field, &why.to_string()))
}

/// Says how a risk was found when it was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct ReviewRisk {
    /// Which risk.
    #[garde(skip)]
    pub risk: RiskId,
    /// How grave it was found.
    #[garde(skip)]
    pub current: Place,
    /// What was found; where it is closed, why it is a risk no more.
    #[garde(custom(form::text))]
    pub words: String,
    /// Until when it is looked at again; none where it is closed.
    #[garde(skip)]
    #[serde(default, with = "crate::date_text::optional")]
    pub review_by: Option<Date>,
}

impl Decide for ReviewRisk {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let held = context.find(company, self.risk)?;
        let mut risk = held.open().ok_or(Rejection::NotFound)?;
        if !risk.closed.is_empty() {
            return Err(Rejection::field(
                "risk",
                "This risk is closed. Record a new one if it has come back.",
            ));
        }
        let mut fields: Vec<FieldProblem> = off_matrix(risk.matrix, "current", self.current)
            .into_iter()
            .collect();
        if self
            .review_by
            .is_some_and(|day| day < calendar::day(context.now))
        {
            fields.push(problem(
                "review_by",
                "This day is over. Choose one that is not.",
            ));
        }
        if !fields.is_empty() {
            return Err(Rejection::Fields { fields });
        }
        let words = self.words.trim().to_owned();
        risk.current = self.current;
        match self.review_by {
            Some(day) => risk.review_by = day,
            None => risk.closed.clone_from(&words),
        }
        let review = RiskReview {
            risk: self.risk,
            current: self.current,
            words,
            by: context.actor.person(),
        };
        Ok(vec![
            Change::put_folded(self.risk, Scope::Staff, &risk)?,
            Change::put_folded(Id::new(context.command), Scope::Staff, &review)?,
        ])
    }
}

/// Chooses the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChooseRiskMatrix {
    /// Which.
    pub matrix: Matrix,
}

impl Decide for ChooseRiskMatrix {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        access::check_support_services(company, context)?;
        if RiskMatrix::of(company) == self.matrix {
            return Ok(Vec::new());
        }
        let chosen = RiskMatrix {
            matrix: self.matrix,
        };
        let id = Id::new(context.command);
        Ok(vec![Change::put_folded(id, Scope::Staff, &chosen)?])
    }
}
