//! From a typed chart to the JSON that ECharts takes.

use charming::Chart;
use serde_json::{Map, Value, json};

/// Figures: the palette's first colour.
pub(super) const FIGURES: &str = "#12436d";
/// Targets: its third, far from the first for every kind of sight.
pub(super) const TARGETS: &str = "#801650";
/// Words and the axis.
pub(super) const WORDS: &str = "#3d3d3d";
/// Lines that only help to read.
pub(super) const RULES: &str = "#d9d9d9";
/// What stands behind words. The style sheet turns each of these into the theme's own.
const PAPER: &str = "#ffffff";

/// The face of the pages, so that words in a chart are as wide as ECharts takes them to be.
const FACE: &str = "Atkinson Hyperlegible Next, sans-serif";

/// A word beside the end of a line.
pub(super) struct EndLabel {
    /// What it says.
    pub words: String,
    /// In which colour.
    pub colour: &'static str,
    /// How far it is moved down, in pixels, to keep off another.
    pub down: f64,
}

/// The option as JSON, with what the typed option has no name for: a label at the end of each line, the colour of the axis, the tooltip as text
/// within the picture (an HTML one breaks the content policy), the face and size of words. None where nothing can be drawn.
pub(super) fn json(chart: &Chart, labels: Vec<EndLabel>, font_px: f64) -> Option<String> {
    let mut option = without_nothing(serde_json::to_value(chart).ok()?);
    let whole = option.as_object_mut()?;
    whole.insert("aria".to_owned(), json!({ "enabled": false }));
    whole.insert(
        "textStyle".to_owned(),
        json!({ "fontFamily": FACE, "fontSize": font_px }),
    );
    if let Some(tooltip) = whole.get_mut("tooltip").and_then(Value::as_object_mut) {
        tooltip.insert("renderMode".to_owned(), json!("richText"));
        tooltip.insert("confine".to_owned(), json!(true));
        tooltip.insert("backgroundColor".to_owned(), json!(PAPER));
        tooltip.insert("borderColor".to_owned(), json!(WORDS));
        tooltip.insert(
            "textStyle".to_owned(),
            json!({ "color": WORDS, "fontFamily": FACE, "fontSize": font_px }),
        );
    }
    if let Some(axis) = whole.get_mut("xAxis").and_then(Value::as_object_mut) {
        axis.insert(
            "axisLine".to_owned(),
            json!({ "lineStyle": { "color": WORDS } }),
        );
        // The lowest figure of the scale stands at the height of the axis, and must not touch the first period.
        if let Some(label) = axis.get_mut("axisLabel").and_then(Value::as_object_mut) {
            label.insert("margin".to_owned(), json!(font_px * 1.2));
        }
    }
    let series = whole.get_mut("series").and_then(Value::as_array_mut);
    for (series, label) in series.into_iter().flatten().zip(labels) {
        if let Some(series) = series.as_object_mut() {
            series.insert("endLabel".to_owned(), end_label(&label, font_px));
            // A figure between two gaps has no line to either side; hidden, it would be lost.
            series.insert("showAllSymbol".to_owned(), json!(true));
        }
    }
    serde_json::to_string(&option).ok()
}

fn end_label(label: &EndLabel, font_px: f64) -> Value {
    json!({
        "show": true,
        "formatter": label.words,
        "color": label.colour,
        "fontFamily": FACE,
        "fontSize": font_px,
        "distance": 8,
        "offset": [0, label.down],
    })
}

/// Without null members and empty lists: ECharts reads some of them as wishes.
fn without_nothing(value: Value) -> Value {
    match value {
        Value::Object(members) => Value::Object(
            members
                .into_iter()
                .filter(|(_, value)| !is_nothing(value))
                .map(|(name, value)| (name, without_nothing(value)))
                .collect::<Map<_, _>>(),
        ),
        Value::Array(items) => Value::Array(items.into_iter().map(without_nothing).collect()),
        other => other,
    }
}

fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}
