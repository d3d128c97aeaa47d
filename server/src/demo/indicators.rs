//! Indicators with their owners, as the data files define them.

use domain::{
    aggregation::Aggregation,
    calendar::Frequency,
    definition_sheet::{ReviseDefinition, SheetTerms},
    indicator::{DefineIndicator, Indicator, IndicatorId, IndicatorSource, IndicatorState, Tags},
    library,
    quantity::Unit,
    scoring::{Direction, Tolerance},
};
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{
    DemoError,
    answers::AnswerData,
    error::read,
    figures::{self, FigureData},
    id::demo_id,
    plan::{Plan, by, person},
    series::SeriesData,
    sources::Sources,
    structure::{Structure, unit},
    targets::{self, TargetData},
};

/// Days before today on which indicators are defined.
const DEFINED: i32 = 82;
/// Days before today on which their sheets are completed.
const COMPLETED: i32 = 81;

const FILES: [(&str, &str); 7] = [
    (
        "satisfaction.toml",
        include_str!("../../demo/satisfaction.toml"),
    ),
    (
        "management.toml",
        include_str!("../../demo/management.toml"),
    ),
    ("repairs.toml", include_str!("../../demo/repairs.toml")),
    ("safety.toml", include_str!("../../demo/safety.toml")),
    ("customers.toml", include_str!("../../demo/customers.toml")),
    ("people.toml", include_str!("../../demo/people.toml")),
    ("money.toml", include_str!("../../demo/money.toml")),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IndicatorData {
    pub(super) code: String,
    name: String,
    #[serde(default)]
    purpose: String,
    formula: String,
    #[serde(default)]
    plain_words: String,
    defined_by: String,
    /// What residents were told, of a service standard; illustrative.
    promise: Option<String>,
    source: IndicatorSource,
    service: Option<String>,
    pub(super) owner: String,
    pub(super) unit: Unit,
    direction: Direction,
    decimals: Option<u32>,
    pub(super) frequency: Frequency,
    aggregation: Aggregation,
    #[serde(default)]
    tolerance: Tolerance,
    #[serde(default)]
    tags: Tags,
    /// Whether its figures are published; where not, they are approved and seen by staff.
    #[serde(default = "yes")]
    pub(super) publish: bool,
    /// Whether its latest figure still waits to be approved.
    #[serde(default)]
    pub(super) latest_is_draft: bool,
    /// Whether its latest figure is approved and still waits to be published.
    #[serde(default)]
    pub(super) latest_is_unpublished: bool,
    /// Whether the latest period's figure has not come yet.
    #[serde(default)]
    pub(super) latest_is_due: bool,
    /// The target of each year that has no own one.
    pub(super) target: Option<Decimal>,
    /// Whether its targets build up over the year, in equal shares, as those of counts do.
    #[serde(default)]
    pub(super) builds_up: bool,
    #[serde(default)]
    pub(super) targets: Vec<TargetData>,
    #[serde(default)]
    pub(super) figures: Vec<FigureData>,
    pub(super) series: Option<SeriesData>,
    /// What is said of its latest figure and done about it.
    pub(super) answer: Option<AnswerData>,
}

#[derive(Deserialize)]
struct IndicatorsFile {
    indicator: Vec<IndicatorData>,
}

const fn yes() -> bool {
    true
}

/// The indicator of this code.
pub(super) fn indicator(code: &str) -> IndicatorId {
    demo_id(&format!("indicator/{code}"))
}

impl IndicatorData {
    /// Decimal places on a page.
    pub(super) fn decimals(&self) -> u32 {
        self.decimals
            .unwrap_or_else(|| self.unit.default_decimals())
    }

    fn definition(&self, sources: &Sources) -> Result<Indicator, DemoError> {
        Ok(Indicator {
            code: self.code.clone(),
            name: self.name.clone(),
            purpose: self.purpose.clone(),
            formula: self.formula.clone(),
            source: self.source,
            service: self.service.as_deref().map(unit),
            unit: self.unit,
            direction: self.direction,
            decimals: self.decimals(),
            frequency: self.frequency,
            aggregation: self.aggregation,
            tolerance: self.tolerance,
            tags: self.tags,
            plain_words: self.plain_words.clone(),
            defined_by: sources.definition(&self.code, &self.defined_by)?,
            state: IndicatorState::Active,
            mirrors: None,
            since: None,
        })
    }
}

/// Completes the definition sheet of an indicator that the library knows or that a promise is kept by: what is counted, out of what, and
/// who answers for the figures.
fn complete(plan: &mut Plan, structure: &Structure, data: &IndicatorData, defined: Indicator) {
    let entry = library::entries()
        .into_iter()
        .find(|entry| entry.definition.code == data.code);
    if entry.is_none() && data.promise.is_none() {
        return;
    }
    let mut known = entry.map(|entry| entry.terms).unwrap_or_default();
    if let Some(promise) = &data.promise {
        known.service_standard_text = format!("Illustrative: {promise}");
    }
    let (provider, checker) = (person(&data.owner), person(&structure.hands.checker));
    let terms = SheetTerms {
        source_system: "Illustrative: the service’s own system".to_owned(),
        data_provider: Some(provider),
        checker: (checker != provider).then_some(checker),
        ..known
    };
    plan.on(
        plan.ago(COMPLETED),
        by(&structure.hands.administrator),
        ReviseDefinition {
            indicator: indicator(&data.code),
            sheet: demo_id(&format!("definition-sheet/{}", data.code)),
            former: demo_id(&format!("definition-sheet/{}/former", data.code)),
            from: Some(figures::FIRST_YEAR.first_day()),
            reason:
                "Completed from the indicator library and the service standards; nothing that a colour depends on changes."
                    .to_owned(),
            definition: defined,
            terms: Box::new(terms),
            expected: None,
        },
    );
}

/// Defines them all; the codes of the Key Performance Indicators that the regulator requires.
pub(super) fn plan(plan: &mut Plan, structure: &Structure) -> Result<Vec<String>, DemoError> {
    let mut statutory = Vec::new();
    let sources = Sources::read()?;
    for (file, text) in FILES {
        let file: IndicatorsFile = read(file, text)?;
        for data in &file.indicator {
            let defined = data.definition(&sources)?;
            plan.on(
                plan.ago(DEFINED),
                by(&structure.hands.administrator),
                DefineIndicator {
                    indicator: indicator(&data.code),
                    ownership: demo_id(&format!("ownership/{}", data.code)),
                    owner: Some(person(&data.owner)),
                    owner_from: figures::FIRST_YEAR.first_day(),
                    definition: defined.clone(),
                },
            );
            complete(plan, structure, data, defined);
            let first = figures::plan(plan, structure, data, &sources)?;
            targets::plan(plan, data, &sources, first)?;
            if data.tags.statutory && data.source == IndicatorSource::Kpi {
                statutory.push(data.code.clone());
            }
        }
    }
    targets::set_out(plan, &structure.hands.administrator);
    Ok(statutory)
}
