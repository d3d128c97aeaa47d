//! Feedback: what users and those who look for them say of a service, what came of it, and by which indicators it is measured (strategy §1.2:
//! "user feedback via complaints and surveys, audits … and resident scrutiny"; §4: Covalent is "also used for monitoring of … feedback";
//! requirements S24, S79).
//!
//! Nobody's name is recorded. A complaint holds a reference that tells people apart, so that three people are not one person three times
//! (rules.md 4.11).

use garde::Validate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    access,
    calendar::{self, Date},
    company::Company,
    decision::{Context, Decide, Decision},
    folded::{About, Fold, Folded, FoldedId, folded_noun, folded_on},
    form,
    generic_issue::Complaint,
    indicator::IndicatorId,
    record::{Change, Stored},
    rejection::Rejection,
    scope::Scope,
    unit::{UnitId, UnitKind},
};

/// Identifies feedback.
pub type FeedbackId = FoldedId<Feedback>;

/// Where feedback comes from (S24; the fifth of its sources, figures, are the indicators themselves).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FeedbackSource {
    /// Somebody complained.
    Complaint,
    /// A survey.
    Survey,
    /// An audit or an inspection.
    Audit,
    /// Residents who looked into a service.
    ResidentScrutiny,
}

impl FeedbackSource {
    /// All of them, in the strategy's order.
    pub const ALL: [Self; 4] = [
        Self::Complaint,
        Self::Survey,
        Self::Audit,
        Self::ResidentScrutiny,
    ];

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Complaint => "Complaint",
            Self::Survey => "Survey",
            Self::Audit => "Audit or inspection",
            Self::ResidentScrutiny => "Resident scrutiny",
        }
    }
}

/// What somebody said of a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// Where it comes from.
    pub source: FeedbackSource,
    /// When it came.
    #[serde(with = "crate::date_text")]
    pub received: Date,
    /// Of which service.
    pub service: UnitId,
    /// What was said.
    pub said: String,
    /// What the Company did; empty while it has not answered.
    #[serde(default)]
    pub did: String,
    /// What makes it comparable with others, of a complaint.
    #[serde(default)]
    pub complaint: Option<ComplaintOf>,
    /// The indicators that measure what it is about.
    #[serde(default)]
    pub indicators: Vec<IndicatorId>,
    /// Whether it is made up for a demonstration.
    #[serde(default)]
    pub illustrative: bool,
}

/// What a complaint is about, and by whom it is, without saying who that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct ComplaintOf {
    /// Its cause, in few words that are the same each time: `damp`.
    #[garde(custom(form::name))]
    pub cause: String,
    /// The block or the estate that it comes from; empty where it comes from none.
    #[garde(custom(optional_name))]
    #[serde(default)]
    pub block: String,
    /// Who complained, by the number that the complaints system gave them; never a name.
    #[garde(custom(reference))]
    pub complainant: String,
}

impl Fold for Feedback {
    // Its service first, which decides who may record it; then what measures it.
    fn about(&self) -> Vec<About> {
        let measured_by = self.indicators.iter().map(|id| (id.uuid(), 0));
        std::iter::once((self.service.uuid(), 0))
            .chain(measured_by)
            .collect()
    }
}

folded_noun!(Feedback, Feedback);

impl Feedback {
    /// What was said of a service, or of what an indicator measures.
    pub fn about_one(
        company: &Company,
        about: Uuid,
    ) -> impl Iterator<Item = (&Stored<Folded<Self>>, Self)> {
        folded_on::<Self>(company, about).filter_map(|stored| Some((stored, stored.open()?)))
    }

    /// What the rule of generic issues reads of it; none of what is no complaint.
    pub fn complaint(&self) -> Option<Complaint> {
        let of = self.complaint.as_ref()?;
        Some(Complaint {
            received: self.received,
            complainant: of.complainant.clone(),
            cause: of.cause.clone(),
            service: self.service,
            block: Some(of.block.clone()).filter(|block| !block.is_empty()),
        })
    }
}

/// Records feedback, or what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct RecordFeedback {
    /// Its identifier.
    #[garde(skip)]
    pub feedback: FeedbackId,
    /// Where it comes from.
    #[garde(skip)]
    pub source: FeedbackSource,
    /// When it came.
    #[garde(skip)]
    #[serde(with = "crate::date_text")]
    pub received: Date,
    /// Of which service.
    #[garde(skip)]
    pub service: UnitId,
    /// What was said.
    #[garde(custom(form::text))]
    pub said: String,
    /// What the Company did.
    #[garde(custom(form::optional_text))]
    #[serde(default)]
    pub did: String,
    /// What makes it comparable with others, of a complaint.
    #[garde(skip)]
    #[serde(default)]
    pub complaint: Option<ComplaintOf>,
    /// The indicators that measure what it is about.
    #[garde(skip)]
    #[serde(default)]
    pub indicators: Vec<IndicatorId>,
    /// Whether it is made up for a demonstration.
    #[garde(skip)]
    #[serde(default)]
    pub illustrative: bool,
}

impl Decide for RecordFeedback {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        if context.find(company, self.service)?.kind != UnitKind::Service {
            return Err(Rejection::field(
                "service",
                "Feedback is about a service. Choose one.",
            ));
        }
        // Feedback may be moved to another service by who answers for both.
        if let Some(person) = context.actor.person()
            && !access::writes_plan(company, person, Some(self.service))
        {
            return Err(Rejection::NotAllowed {
                who: access::WRITE_PLANS.to_owned(),
            });
        }
        for indicator in &self.indicators {
            context.find(company, *indicator)?;
        }
        let complaint = self.complaint.as_ref().map(ComplaintOf::tidied);
        self.check(context)?;
        complaint.as_ref().map_or(Ok(()), form::check)?;
        let mut indicators = self.indicators.clone();
        indicators.sort();
        indicators.dedup();
        let feedback = Feedback {
            source: self.source,
            received: self.received,
            service: self.service,
            said: self.said.trim().to_owned(),
            did: self.did.trim().to_owned(),
            complaint,
            indicators,
            illustrative: self.illustrative,
        };
        let before = company.get(self.feedback).and_then(|stored| stored.open());
        match before.as_ref() == Some(&feedback) {
            true => Ok(Vec::new()),
            false => Ok(vec![Change::put_folded(
                self.feedback,
                Scope::Staff,
                &feedback,
            )?]),
        }
    }
}

impl RecordFeedback {
    fn check(&self, context: &Context) -> Result<(), Rejection> {
        if self.received > calendar::day(context.now) {
            return Err(Rejection::field(
                "received",
                "This day is yet to come. Say when it came.",
            ));
        }
        match (self.source, &self.complaint) {
            (FeedbackSource::Complaint, None) => Err(Rejection::field(
                "cause",
                "Say in few words what caused the complaint.",
            )),
            (FeedbackSource::Complaint, Some(_)) | (_, None) => Ok(()),
            (_, Some(_)) => Err(Rejection::field(
                "source",
                "A cause and who complained are of a complaint alone.",
            )),
        }
    }
}

impl ComplaintOf {
    /// The same as others write it: without blanks around it, and the cause in small letters.
    fn tidied(&self) -> Self {
        Self {
            cause: self.cause.trim().to_lowercase(),
            block: self.block.trim().to_owned(),
            complainant: self.complainant.trim().to_uppercase(),
        }
    }
}

/// A name, or nothing.
fn optional_name(value: &str, context: &()) -> garde::Result {
    match value.is_empty() {
        true => Ok(()),
        false => form::name(value, context),
    }
}

/// What can be the number of a complaints system: it has a digit and no blank, which a name never has.
fn reference(value: &str, context: &()) -> garde::Result {
    let is_number =
        value.chars().any(|each| each.is_ascii_digit()) && !value.chars().any(char::is_whitespace);
    match is_number {
        true => form::name(value, context),
        false => Err(garde::Error::new(
            "Give the number that your complaints system gave them, as C-1042. It holds a digit and no blank, and is never a name.",
        )),
    }
}
