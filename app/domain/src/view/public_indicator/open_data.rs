//! Every published figure as rows for a spreadsheet: what the public pages show, and nothing else.

use rust_decimal::Decimal;

use crate::{
    display,
    indicator::Indicator,
    measurement::Measurement,
    provenance::Provenance,
    quantity::{Exact, Figure},
    record::Stored,
    sight::Sight,
    unit::Unit,
    view::{
        mark::Mark,
        reading::{Against, figures, unit_word},
    },
};

/// Periods of one indicator at most: ten years of months, as in its chart.
const MOST_PERIODS: usize = 120;

/// The columns.
const COLUMNS: [&str; 17] = [
    "Code",
    "Measure",
    "Kind of measure",
    "Service",
    "Counted in",
    "Period",
    "Period from",
    "Period to",
    "Result",
    "Numerator",
    "Denominator",
    "Target",
    "Year to date, where the target builds up",
    "Status",
    "What is said about it",
    "Where the result is from",
    "Where the target is from",
];

/// Every published figure, one a row, the columns' names first: by code, then oldest first. Numbers are plain ASCII with
/// all their decimals; dates are as 2026-04-01.
pub fn open_data(sight: &Sight<'_>) -> Vec<Vec<String>> {
    let mut rows = vec![COLUMNS.map(str::to_owned).to_vec()];
    let mut indicators: Vec<_> = sight.all::<Indicator>().collect();
    indicators.sort_by(|one, other| (&one.code, one.id).cmp(&(&other.code, other.id)));
    for indicator in indicators {
        let service = indicator
            .service
            .and_then(|service| sight.get::<Unit>(service));
        let service = service.map(|unit| unit.name.clone()).unwrap_or_default();
        for figure in figures(sight, indicator, MOST_PERIODS) {
            rows.push(line(sight, indicator, &service, figure));
        }
    }
    rows
}

fn line(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    service: &str,
    figure: &Stored<Measurement>,
) -> Vec<String> {
    let against = Against::of(sight, indicator, figure);
    let decimal = |number: Decimal| display::for_file(&Exact::from(number));
    let number = |value: Option<&Exact>| value.map(display::for_file).unwrap_or_default();
    let (numerator, denominator) = match &figure.figure {
        Figure::Value(_) => (String::new(), String::new()),
        Figure::Ratio(ratio) => (decimal(ratio.numerator), decimal(ratio.denominator)),
    };
    let from = |provenance: &Provenance| {
        provenance
            .words()
            .unwrap_or_else(|| "Our own records".to_owned())
    };
    vec![
        indicator.code.clone(),
        indicator.name.clone(),
        indicator.source.words().to_owned(),
        service.to_owned(),
        unit_word(against.definition.unit).to_owned(),
        figure.period.words(),
        figure.period.start().to_string(),
        figure.period.end().to_string(),
        number(against.own.as_ref()),
        numerator,
        denominator,
        against.target_value.map(decimal).unwrap_or_default(),
        number(against.value.as_ref().filter(|_| against.to_date.is_some())),
        Mark::from(against.attainment.rag).words().to_owned(),
        figure.public_words.clone(),
        from(&figure.provenance),
        against
            .target
            .map(|target| from(&target.provenance))
            .unwrap_or_default(),
    ]
}
