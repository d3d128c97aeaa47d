//! One indicator: what its latest figure says, how it moved, how it is defined, and which objectives it measures.

mod audit;
mod commentary;
mod definition;
mod disputed;
mod history;
mod outlook;
mod peers;
mod quadrant;
mod serves;
mod spans;
mod survey;
mod trust;
mod variation;
mod years;

use crate::{
    calendar::Date,
    indicator::{Indicator, IndicatorId},
    ownership::Ownership,
    person::{Person, PersonId},
    risk::RiskId,
    scorecard::Scorecard,
    sight::Sight,
    view::{
        corrected::{self, CorrectedPeriod},
        feedback::{self, Evidence},
        reading::{self, Row, Series},
        risk,
    },
};

pub(in crate::view) use audit::next as next_audit;
pub use audit::{AuditLine, Audits, TypedAudit, audit};
pub use commentary::{Answer, Said};
pub use definition::Fact;
pub(super) use definition::facts as definition_facts;
pub use disputed::{DisputedPeriod, Side};
pub use history::{FigureRow, TargetRow};
pub use outlook::Outlook;
pub(in crate::view) use outlook::outlook;
pub use peers::{PeerGroup, Peers, peers};
pub use quadrant::{Beside, Cell, Quadrants, quadrants};
pub use serves::Measured;
pub(super) use spans::spans;
pub use spans::{Span, Spans};
pub use survey::{Survey, Wave};
pub(super) use survey::{is_unsure, public_words as survey_public_words};
pub(crate) use trust::mark as trust_mark;
pub(super) use trust::public_words as trust_public_words;
pub use trust::{Trust, TrustLine, dq_levels, rating};
pub(super) use variation::variation;
pub use variation::{Signal, Variation};
pub use years::{YearRow, Years};

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The answer: `Average re-let time: off target since 2026/27 Q1, better than the quarter before`.
    pub heading: String,
    /// What a colleague would say of the latest figure.
    pub lead: String,
    /// The latest figure.
    pub row: Row,
    /// Every figure, for the chart with its table and sentence.
    pub series: Series,
    /// Whether it is real or chance; none for what is collected once a year, and without figures.
    pub variation: Option<Variation>,
    /// Why it is where it is, and what is being done; none where there is nothing to tell, or the reader may not know.
    pub answer: Option<Answer>,
    /// What would turn it green by the end of the year; none where nothing can be said.
    pub outlook: Option<Outlook>,
    /// How sure the answers of a survey are; none of what is no survey.
    pub survey: Option<Survey>,
    /// Longer spans, each beside the same a year before; none without a figure.
    pub spans: Option<Spans>,
    /// The same month or quarter of several years; none where there is one year only.
    pub years: Option<Years>,
    /// Whether the figures can be trusted; none for residents, and of what shows another's figures.
    pub trust: Option<Trust>,
    /// Audits of its figures; none for residents, where nothing is known and none is asked for.
    pub audits: Option<Audits>,
    /// Where the figures come from.
    pub source: String,
    /// Whether the reader sees who owns it and what it measures; a page for anyone else leaves both out.
    pub inside: bool,
    /// Who owns it today; none where nobody does, or the reader may not know.
    pub owner: Option<(PersonId, String)>,
    /// The definition, term by term.
    pub facts: Vec<Fact>,
    /// The periods of which two figures were given apart, latest first; what is not approved, where the reader may see it.
    pub disputed: Vec<DisputedPeriod>,
    /// The periods that were corrected after others had seen their figure, latest first.
    pub corrected: Vec<CorrectedPeriod>,
    /// The targets, latest year first.
    pub targets: Vec<TargetRow>,
    /// The figures with what they were counted from, latest period first, drafts where the reader may see them.
    pub figures: Vec<FigureRow>,
    /// The objectives that it measures, and how many people serve each.
    pub measures: Vec<Measured>,
    /// The risks that it shows coming, the gravest first: which, and `Gas check missed: 8, high`; none for residents.
    pub risks: Vec<(RiskId, String)>,
    /// What users said of what it measures, the latest first; none for residents.
    pub feedback: Vec<Evidence>,
}

/// One indicator's page; none where the reader may not see it.
pub fn page(sight: &Sight<'_>, card: &Scorecard, id: IndicatorId, today: Date) -> Option<Page> {
    let indicator = sight.get::<Indicator>(id)?;
    let row = reading::row(sight, card, id)?;
    let mut series = reading::series(sight, id);
    let variation = variation(sight, indicator);
    series.limits = variation
        .as_ref()
        .map(|variation| variation.limits.clone())
        .unwrap_or_default();
    let owner = Ownership::on(sight.company(), id, today)
        .and_then(|owner| sight.get::<Person>(owner))
        .map(|owner| (owner.id, owner.name.clone()));
    Some(Page {
        heading: format!(
            "{}: {}",
            indicator.name,
            reading::lower_first(&series.message)
        ),
        lead: series.sentence.clone(),
        source: source(&series),
        facts: definition::facts_with_sheet(sight, indicator),
        disputed: disputed::periods(sight, indicator),
        corrected: corrected::corrected(sight, indicator),
        targets: history::targets(sight, indicator),
        figures: history::figure_rows(sight, indicator),
        measures: serves::measured(sight, card, id),
        risks: risk::of(sight, id.uuid(), |_| true),
        feedback: feedback::of(sight, id.uuid()),
        answer: commentary::answer(sight, indicator, (&row, card), today),
        outlook: outlook(sight, indicator, today),
        survey: survey::survey(sight, indicator),
        spans: spans(sight, indicator),
        years: years::years(sight, indicator),
        trust: trust::trust(sight, indicator, today),
        audits: audit::audits(sight, indicator, today),
        variation,
        inside: sight.is_staff(),
        row,
        series,
        owner,
    })
}

/// Every place that the figures come from, once, and whether any of it is made up.
fn source(series: &Series) -> String {
    let mut sources: Vec<&str> = Vec::new();
    for point in &series.points {
        for words in [&point.provenance, &point.target_provenance]
            .into_iter()
            .flatten()
        {
            if !sources.contains(&words.as_str()) {
                sources.push(words);
            }
        }
    }
    match sources.as_slice() {
        [] => "Figures and targets recorded by the Company’s own staff.".to_owned(),
        some => format!("{}.", some.join(". ")),
    }
}
