//! Figures: those that were published, those that are written down, and those of an illustrative series.

use domain::{
    calendar::{Date, FinancialYear, Period},
    commentary::WriteCommentary,
    decision::Actor,
    measurement::{
        ApproveMeasurement, CheckMeasurement, MeasurementId, MeasurementState, PublishMeasurement,
        RecordMeasurement, SubmitMeasurement,
    },
    provenance::Provenance,
    quantity::Figure,
};
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{
    DemoError, answers, days,
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
    let mut shown = None;
    for loaded in all {
        let is_last = Some(loaded.period) == last;
        if data.latest_is_due && is_last {
            continue;
        }
        let period = loaded.period;
        let until = match is_last {
            true if data.latest_is_draft => MeasurementState::Draft,
            true if data.latest_is_unpublished => MeasurementState::Approved,
            _ if data.publish => MeasurementState::Published,
            _ => MeasurementState::Approved,
        };
        let day = record(plan, structure, data, loaded, until);
        shown = day.map(|day| (period, day)).or(shown);
    }
    if let Some((period, day)) = shown {
        answers::plan(plan, data, period, day);
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

/// Records a figure and takes it its road as far as `until`; the day on which all of that is done, none for a draft. What was published
/// or lies long back is loaded as it stood; what has been returned since went through the hands of people.
fn record(
    plan: &mut Plan,
    structure: &Structure,
    data: &IndicatorData,
    loaded: Loaded,
    until: MeasurementState,
) -> Option<Date> {
    let (period, illustrative) = (loaded.period, loaded.provenance.is_illustrative());
    let name = format!("{}/{period}", data.code);
    let measurement: MeasurementId = demo_id(&format!("measurement/{name}"));
    let returned = days::after(period.end(), RETURNED);
    let day = returned.max(plan.ago(LOADED));
    plan.on(
        day,
        provider(&data.owner, &loaded.provenance),
        RecordMeasurement {
            measurement,
            indicator: indicator(&data.code),
            period,
            figure: loaded.figure,
            public_words: loaded.words,
            provenance: loaded.provenance,
            replaces: Vec::new(),
            correction: String::new(),
        },
    );
    if until == MeasurementState::Draft {
        return None;
    }
    let approves = if illustrative && returned >= plan.ago(LOADED) {
        submit(plan, structure, data, measurement, period);
        by(&structure.hands.checker)
    } else {
        Actor::System
    };
    plan.on(
        days::after(day, CHECKED),
        approves,
        ApproveMeasurement { measurement },
    );
    if until == MeasurementState::Published {
        plan.on(
            days::after(day, SHOWN),
            by(&structure.hands.administrator),
            PublishMeasurement { measurement },
        );
    }
    Some(days::after(day, SHOWN))
}

/// Its owner submits a figure with a commentary, and another person checks it.
fn submit(
    plan: &mut Plan,
    structure: &Structure,
    data: &IndicatorData,
    measurement: MeasurementId,
    period: Period,
) {
    let day = days::after(period.end(), RETURNED);
    let provider = by(&data.owner);
    plan.on(
        day,
        provider,
        SubmitMeasurement {
            measurement,
            evidence: "Illustrative: the month-end report of the service’s own system.".to_owned(),
            kept_at: "Illustrative: the service’s month-end folder.".to_owned(),
        },
    );
    plan.on(
        day,
        provider,
        WriteCommentary {
            commentary: demo_id(&format!("commentary/{}/{period}", data.code)),
            indicator: indicator(&data.code),
            period,
            happened: "Illustrative: what the service did in the period is not told here."
                .to_owned(),
            why: "Illustrative: nor is what lay behind the figure.".to_owned(),
            next: "Illustrative: the owner looks at it again with the next figure.".to_owned(),
            public_words: String::new(),
        },
    );
    plan.on(
        days::after(day, CHECKED),
        by(&structure.hands.checker),
        CheckMeasurement { measurement },
    );
}
