//! The yearly review of all diversity and equality issues, and what comes of it (strategy §6; S110).

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    access,
    calendar::{self, Date},
    company::Company,
    decision::{Context, Decide, Decision},
    folded::{About, Fold, Folded, FoldedId, THE_COMPANY, folded_noun, folded_on},
    form,
    person::PersonId,
    record::{Change, Stored},
    rejection::{FieldProblem, Rejection},
    scope::Scope,
};

/// Identifies a review.
pub type EqualityReviewId = FoldedId<EqualityReview>;

/// Identifies what comes of one.
pub type EqualityActionId = FoldedId<EqualityAction>;

/// What was found when the Company looked at whom it treats differently. The record's stamp says when it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EqualityReview {
    /// The day of the review.
    #[serde(with = "crate::date_text")]
    pub on: Date,
    /// What was looked at, and what was found.
    pub findings: String,
    /// Who recorded it; none where it was loaded.
    pub by: Option<PersonId>,
    /// Whether it is made up for a demonstration.
    #[serde(default)]
    pub illustrative: bool,
}

impl Fold for EqualityReview {
    fn about(&self) -> Vec<About> {
        vec![(THE_COMPANY, 0)]
    }
}

folded_noun!(EqualityReview, EqualityReview);

/// What somebody does because of a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EqualityAction {
    /// Because of which.
    pub review: EqualityReviewId,
    /// What is done.
    pub what: String,
    /// Who does it.
    pub who: PersonId,
    /// Until when.
    #[serde(with = "crate::date_text")]
    pub due: Date,
    /// What was done; empty while it is not.
    #[serde(default)]
    pub done: String,
    /// Whether it is made up for a demonstration.
    #[serde(default)]
    pub illustrative: bool,
}

impl Fold for EqualityAction {
    // Whoever does it first, who says that it is done.
    fn about(&self) -> Vec<About> {
        vec![(self.who.uuid(), 0), (self.review.uuid(), 0)]
    }
}

folded_noun!(EqualityAction, EqualityAction);

impl EqualityReview {
    /// The reviews, the latest first.
    pub fn all(company: &Company) -> Vec<(&Stored<Folded<Self>>, Self)> {
        let mut reviews: Vec<_> = folded_on::<Self>(company, THE_COMPANY)
            .filter_map(|stored| Some((stored, stored.open()?)))
            .collect();
        reviews.sort_by_key(|(stored, review)| std::cmp::Reverse((review.on, stored.id)));
        reviews
    }

    /// What comes of a review, by when.
    pub fn actions(
        company: &Company,
        review: EqualityReviewId,
    ) -> Vec<(&Stored<Folded<EqualityAction>>, EqualityAction)> {
        let mut actions: Vec<_> = folded_on::<EqualityAction>(company, review.uuid())
            .filter_map(|stored| Some((stored, stored.open()?)))
            .collect();
        actions.sort_by_key(|(stored, action)| (action.due, stored.id));
        actions
    }
}

/// Records a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct RecordEqualityReview {
    /// Its identifier.
    #[garde(skip)]
    pub review: EqualityReviewId,
    /// The day of the review.
    #[garde(skip)]
    #[serde(with = "crate::date_text")]
    pub on: Date,
    /// What was looked at, and what was found.
    #[garde(custom(form::text))]
    pub findings: String,
    /// Whether it is made up for a demonstration.
    #[garde(skip)]
    #[serde(default)]
    pub illustrative: bool,
}

impl Decide for RecordEqualityReview {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        if self.on > calendar::day(context.now) {
            return Err(Rejection::field(
                "on",
                "This day is yet to come. Record a review when it was held.",
            ));
        }
        context.check_free(company, self.review)?;
        let review = EqualityReview {
            on: self.on,
            findings: self.findings.trim().to_owned(),
            by: context.actor.person(),
            illustrative: self.illustrative,
        };
        Ok(vec![Change::put_folded(
            self.review,
            Scope::Staff,
            &review,
        )?])
    }
}

/// Says what somebody does because of a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct PlanEqualityAction {
    /// Its identifier.
    #[garde(skip)]
    pub action: EqualityActionId,
    /// Because of which review.
    #[garde(skip)]
    pub review: EqualityReviewId,
    /// What is done.
    #[garde(custom(form::text))]
    pub what: String,
    /// Who does it.
    #[garde(skip)]
    pub who: PersonId,
    /// Until when.
    #[garde(skip)]
    #[serde(with = "crate::date_text")]
    pub due: Date,
    /// Whether it is made up for a demonstration.
    #[garde(skip)]
    #[serde(default)]
    pub illustrative: bool,
}

impl Decide for PlanEqualityAction {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        access::check_support_services(company, context)?;
        context.find(company, self.review)?;
        let who = context.find(company, self.who)?;
        let mut fields = Vec::new();
        let mut lacks = |field: &str, words: &str| {
            fields.push(FieldProblem {
                field: field.to_owned(),
                words: words.to_owned(),
            });
        };
        if !who.active {
            lacks("who", "They no longer work here. Choose somebody who does.");
        }
        if self.due < calendar::day(context.now) {
            lacks("due", "This day is over. Choose one that is not.");
        }
        if !fields.is_empty() {
            return Err(Rejection::Fields { fields });
        }
        context.check_free(company, self.action)?;
        let action = EqualityAction {
            review: self.review,
            what: self.what.trim().to_owned(),
            who: self.who,
            due: self.due,
            done: String::new(),
            illustrative: self.illustrative,
        };
        Ok(vec![Change::put_folded(
            self.action,
            Scope::Staff,
            &action,
        )?])
    }
}

/// Says that it is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct CompleteEqualityAction {
    /// Which.
    #[garde(skip)]
    pub action: EqualityActionId,
    /// What was done.
    #[garde(custom(form::text))]
    pub done: String,
}

impl Decide for CompleteEqualityAction {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let held = context.find(company, self.action)?;
        let planned = held.open().ok_or(Rejection::NotFound)?;
        let done = self.done.trim().to_owned();
        match planned.done.is_empty() {
            false if planned.done == done => Ok(Vec::new()),
            false => Err(Rejection::field(
                "done",
                "Somebody said already what was done. Read it.",
            )),
            true => Ok(vec![Change::put_folded(
                self.action,
                Scope::Staff,
                &EqualityAction { done, ..planned },
            )?]),
        }
    }
}
