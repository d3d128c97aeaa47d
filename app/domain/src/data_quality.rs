//! How far the figures of an indicator can be trusted: six dimensions, each judged by somebody with what shows it (S113; regulation.md
//! 5.3, after the Audit Commission's six characteristics of good data). What the records themselves show is worked out in `doubt.rs`.

mod doubt;

use serde::{Deserialize, Serialize};

use crate::{
    calendar::{self, Date},
    company::Company,
    decision::{Context, Decide, Decision},
    definition_sheet::DefinitionSheet,
    folded::{About, Fold, Folded, FoldedId, folded_noun, folded_on},
    form,
    indicator::{IndicatorId, IndicatorState},
    measurement::Measurement,
    person::PersonId,
    record::{Change, Stamp},
    rejection::{FieldProblem, Rejection},
};

pub use doubt::{Doubt, doubts};

/// Identifies a rating.
pub type DataQualityRatingId = FoldedId<DataQualityRating>;

/// The six characteristics of good data, and no seventh (regulation.md 5.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DqDimension {
    /// Accurate enough for what it is used for.
    Accuracy,
    /// Recorded by the agreed definition.
    Validity,
    /// Collected in the same way over time.
    Reliability,
    /// There soon after the period.
    Timeliness,
    /// What is needed to know.
    Relevance,
    /// Nothing missing.
    Completeness,
}

impl DqDimension {
    /// All six, in the glossary's order.
    pub const ALL: [Self; 6] = [
        Self::Accuracy,
        Self::Validity,
        Self::Reliability,
        Self::Timeliness,
        Self::Relevance,
        Self::Completeness,
    ];

    /// Its name.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Accuracy => "Accuracy",
            Self::Validity => "Validity",
            Self::Reliability => "Reliability",
            Self::Timeliness => "Timeliness",
            Self::Relevance => "Relevance",
            Self::Completeness => "Completeness",
        }
    }

    /// What is asked of it, for people.
    pub const fn asks(self) -> &'static str {
        match self {
            Self::Accuracy => "Is it right, as far as it has to be?",
            Self::Validity => "Is it counted as its definition says?",
            Self::Reliability => "Is it counted in the same way each time?",
            Self::Timeliness => "Is it there soon after the period?",
            Self::Relevance => "Is it what needs to be known?",
            Self::Completeness => "Is nothing missing?",
        }
    }

    /// What the form's field for the level is called.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Accuracy => "accuracy",
            Self::Validity => "validity",
            Self::Reliability => "reliability",
            Self::Timeliness => "timeliness",
            Self::Relevance => "relevance",
            Self::Completeness => "completeness",
        }
    }

    /// What the form's field for the evidence is called.
    pub const fn evidence_field(self) -> &'static str {
        match self {
            Self::Accuracy => "accuracy_evidence",
            Self::Validity => "validity_evidence",
            Self::Reliability => "reliability_evidence",
            Self::Timeliness => "timeliness_evidence",
            Self::Relevance => "relevance_evidence",
            Self::Completeness => "completeness_evidence",
        }
    }
}

/// How good the data are in a dimension, the worst first; one that nobody judged has none (regulation.md 5.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DqLevel {
    /// Not to be relied on.
    Weak,
    /// Good enough for what it is used for.
    Adequate,
    /// As good as it can be.
    Strong,
}

impl DqLevel {
    /// All three, the best first.
    pub const ALL: [Self; 3] = [Self::Strong, Self::Adequate, Self::Weak];

    /// Its name.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Weak => "Weak",
            Self::Adequate => "Adequate",
            Self::Strong => "Strong",
        }
    }
}

/// What somebody says of one dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DimensionRating {
    /// Of which dimension.
    pub dimension: DqDimension,
    /// How good.
    pub level: DqLevel,
    /// What shows it.
    pub evidence: String,
}

/// What somebody says of how far an indicator's figures can be trusted. The record's stamp says when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataQualityRating {
    /// Of which indicator.
    pub indicator: IndicatorId,
    /// The dimensions that were judged, each once.
    pub dimensions: Vec<DimensionRating>,
    /// Who judged them; none where it was loaded.
    #[serde(default)]
    pub by: Option<PersonId>,
}

impl Fold for DataQualityRating {
    fn about(&self) -> Vec<About> {
        vec![(self.indicator.uuid(), 0)]
    }
}

folded_noun!(DataQualityRating, DataQualityRating);

impl DataQualityRating {
    /// The rating of an indicator that was given last, with when.
    pub fn latest(company: &Company, indicator: IndicatorId) -> Option<(Stamp, Self)> {
        let last = folded_on::<Self>(company, indicator.uuid())
            .max_by_key(|rating| (rating.stamp, rating.id))?;
        Some((last.stamp, last.open()?))
    }

    /// What was said of a dimension; none where it was not judged.
    pub fn of(&self, dimension: DqDimension) -> Option<&DimensionRating> {
        self.dimensions
            .iter()
            .find(|rated| rated.dimension == dimension)
    }

    /// The worst of what was judged (regulation.md 5.3); none where nothing was.
    pub fn overall(&self) -> Option<DqLevel> {
        self.dimensions.iter().map(|rated| rated.level).min()
    }
}

/// The day on which a rating is due again: a year after it was given (regulation.md 5.3).
pub fn due_again(given: Stamp) -> Date {
    let day = calendar::day(given.at);
    in_year(day, day.year().saturating_add(1))
}

/// The same day a year before.
pub(crate) fn year_before(day: Date) -> Date {
    in_year(day, day.year().saturating_sub(1))
}

/// The same day in another year; the 28th for a 29 February that it does not have.
pub(crate) fn in_year(day: Date, year: i16) -> Date {
    Date::new(year, day.month(), day.day())
        .or_else(|_| Date::new(year, day.month(), day.day().saturating_sub(1)))
        .unwrap_or(day)
}

/// Says how far the figures of an indicator can be trusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateDataQuality {
    /// The rating's identifier.
    pub rating: DataQualityRatingId,
    /// Of which indicator.
    pub indicator: IndicatorId,
    /// The dimensions that are judged.
    pub dimensions: Vec<DimensionRating>,
}

impl Decide for RateDataQuality {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let indicator = context.find(company, self.indicator)?;
        let rating = DataQualityRating {
            indicator: self.indicator,
            dimensions: self.judged()?,
            by: context.actor.person(),
        };
        // What came of the indicator since does not make it another rating (sync.md R11).
        if company
            .get(self.rating)
            .and_then(|there| there.open())
            .as_ref()
            == Some(&rating)
        {
            return Ok(Vec::new());
        }
        indicator.check_entered_here()?;
        if indicator.state == IndicatorState::Retired {
            return Err(Rejection::field(
                "indicator",
                "This indicator is retired, and has no new figures to judge. Judge those that are in force.",
            ));
        }
        another_than_provider(
            company,
            context,
            self.indicator,
            "You provide these figures. Somebody else says how far they can be trusted.",
        )?;
        context.check_free(company, self.rating)?;
        Ok(vec![Change::put(
            self.rating,
            indicator.scope,
            Folded::fold(&rating)?,
        )])
    }
}

impl RateDataQuality {
    /// What is judged, in the order of the dimensions: at least one, each once and with what shows it.
    fn judged(&self) -> Result<Vec<DimensionRating>, Rejection> {
        if self.dimensions.is_empty() {
            return Err(Rejection::field(
                DqDimension::Accuracy.field(),
                "Say how good the data are in at least one of the six respects.",
            ));
        }
        let mut fields = Vec::new();
        let mut judged = Vec::new();
        for dimension in DqDimension::ALL {
            let mut of = self
                .dimensions
                .iter()
                .filter(|rated| rated.dimension == dimension);
            let Some(rated) = of.next() else { continue };
            let evidence = rated.evidence.trim();
            let problem = match form::text(evidence, &()) {
                Err(_) if evidence.is_empty() => Some("Say what shows it.".to_owned()),
                Err(problem) => Some(problem.message().to_owned()),
                Ok(()) if of.next().is_some() => {
                    Some("This is said twice. Say it once.".to_owned())
                }
                Ok(()) => None,
            };
            fields.extend(problem.map(|words| FieldProblem {
                field: dimension.evidence_field().to_owned(),
                words,
            }));
            judged.push(DimensionRating {
                evidence: evidence.to_owned(),
                ..rated.clone()
            });
        }
        match fields.is_empty() {
            true => Ok(judged),
            false => Err(Rejection::Fields { fields }),
        }
    }
}

/// Refuses the one who provides the figures: as the sheet names them, or as they gave the latest one (regulation.md 5.3).
pub(crate) fn another_than_provider(
    company: &Company,
    context: &Context,
    indicator: IndicatorId,
    words: &str,
) -> Result<(), Rejection> {
    let Some(person) = context.actor.person() else {
        return Ok(());
    };
    let named = DefinitionSheet::latest(company, indicator)
        .and_then(|(_, sheet)| sheet.terms.data_provider);
    let grain = company
        .get(indicator)
        .map(|indicator| indicator.frequency.grain());
    let gave = grain.and_then(|grain| {
        let series = Measurement::series(company, indicator, grain);
        series.last().and_then(|figure| figure.provided_by)
    });
    match [named, gave].contains(&Some(person)) {
        true => Err(Rejection::field("indicator", words)),
        false => Ok(()),
    }
}
