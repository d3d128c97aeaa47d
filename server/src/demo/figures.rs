//! Figures: those that were published, those that are written down, and those of an illustrative series.

use domain::{
    calendar::{FinancialYear, Period},
    measurement::{ApproveMeasurement, MeasurementId, PublishMeasurement, RecordMeasurement},
    provenance::Provenance,
    quantity::Figure,
};
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{
    DemoError, days,
    id::demo_id,
    indicators::{IndicatorData, indicator},
    plan::{Plan, by},
    series,
    sources::{Sources, provider},
    structure::Structure,
};

/// The year of the first published figures.
pub(super) const FIRST_YEAR: FinancialYear = FinancialYear(2023);

/// Days before today on which past figures are loaded, and from then on days after a period's end.
const LOADED: i32 = 77;
const RETURNED: i32 = 8;

/// Days from recording to approving and publishing.
const CHECKED: i32 = 2;
const SHOWN: i32 = 4;

/// A figure that is written down.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FigureData {
    pub(super) period: Period,
    value: Option<Decimal>,
    numerator: Option<Decimal>,
    denominator: Option<Decimal>,
    published: Option<String>,
    #[serde(default)]
    words: String,
}

/// One figure to be loaded.
pub(super) struct Loaded {
    pub(super) period: Period,
    pub(super) figure: Figure,
    pub(super) provenance: Provenance,
    pub(super) words: String,
}

impl FigureData {
    fn figure(&self) -> Option<Figure> {
        match (self.value, self.numerator, self.denominator) {
            (Some(value), None, None) => Some(Figure::Value(value)),
            (None, Some(numerator), Some(denominator)) => {
                Some(Figure::ratio(numerator, denominator))
            }
            _ => None,
        }
    }
}

/// Loads an indicator's figures; the answer is the financial year of the first.
pub(super) fn plan(
    plan: &mut Plan,
    structure: &Structure,
    data: &IndicatorData,
    sources: &Sources,
) -> Result<FinancialYear, DemoError> {
    let mut all = written(plan, data, sources)?;
    all.extend(series::series(plan, data));
    all.sort_by_key(|loaded| loaded.period);
    let first = all.first().map_or(plan.year(), |loaded| loaded.period.fy);
    let last = all.last().map(|loaded| loaded.period);
    for loaded in all {
        let waits = data.latest_is_draft && Some(loaded.period) == last;
        record(plan, structure, data, loaded, waits);
    }
    Ok(first)
}

/// The figures that stand in the file, of periods that are over.
fn written(plan: &Plan, data: &IndicatorData, sources: &Sources) -> Result<Vec<Loaded>, DemoError> {
    let mut all = Vec::new();
    for written in data
        .figures
        .iter()
        .filter(|written| written.period.end() < plan.today())
    {
        if let Some(figure) = written.figure() {
            all.push(Loaded {
                period: written.period,
                figure,
                provenance: sources.provenance(&data.code, written.published.as_deref())?,
                words: written.words.clone(),
            });
        }
    }
    Ok(all)
}

/// Records a figure, and unless it waits approves it and publishes it where the indicator is public.
fn record(
    plan: &mut Plan,
    structure: &Structure,
    data: &IndicatorData,
    loaded: Loaded,
    waits: bool,
) {
    let measurement: MeasurementId =
        demo_id(&format!("measurement/{}/{}", data.code, loaded.period));
    let day = days::after(loaded.period.end(), RETURNED).max(plan.ago(LOADED));
    plan.on(
        day,
        provider(&data.owner, &loaded.provenance),
        RecordMeasurement {
            measurement,
            indicator: indicator(&data.code),
            period: loaded.period,
            figure: loaded.figure,
            public_words: loaded.words,
            provenance: loaded.provenance,
            replaces: Vec::new(),
            correction: String::new(),
        },
    );
    if waits {
        return;
    }
    plan.on(
        days::after(day, CHECKED),
        by(&structure.hands.checker),
        ApproveMeasurement { measurement },
    );
    if data.publish {
        plan.on(
            days::after(day, SHOWN),
            by(&structure.hands.administrator),
            PublishMeasurement { measurement },
        );
    }
}
