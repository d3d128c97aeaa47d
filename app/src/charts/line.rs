//! An indicator's figures over time, with the target as a line of its own.

use charming::{
    Chart,
    component::{Axis, Grid},
    datatype::{CompositeValue, DataPoint, DataPointItem},
    element::{
        AxisLabel, AxisTick, AxisType, ItemStyle, LineStyle, LineStyleType, SplitLine, Step,
        Symbol, Tooltip, Trigger,
    },
    series::{Line, Series},
};
use domain::view::reading;

use super::option::{self, EndLabel, FIGURES, RULES, TARGETS, WORDS};

/// What ECharts draws as a gap.
const GAP: &str = "-";

/// More points than this stand close together.
const CROWDED: usize = 36;

/// Two labels closer than this share of the scale would touch.
const TOUCHING: f64 = 0.12;

/// The option of an indicator's chart, for words of `font_px` pixels; none where there is no figure to draw.
pub fn line(series: &reading::Series, font_px: f64) -> Option<String> {
    let figures = || series.points.iter().filter_map(|point| point.value);
    figures().next()?;
    let targets = || series.points.iter().filter_map(|point| point.target);
    let mut chart = Chart::new()
        .animation(false)
        .tooltip(Tooltip::new().trigger(Trigger::Item).formatter("{b}"))
        .grid(grid(series, font_px))
        .x_axis(periods(series, font_px))
        .y_axis(scale(series, font_px))
        .series(Series::Line(figure_line(series)));
    if targets().next().is_some() {
        chart = chart.series(Series::Line(target_line(series)));
    }
    for limits in &series.limits {
        for (name, at) in [
            ("Usual range, upper end", limits.upper),
            ("Usual range, lower end", limits.lower),
        ] {
            chart = chart.series(Series::Line(limit_line(series, limits, name, at)));
        }
    }
    option::json(&chart, labels(series, font_px), font_px)
}

/// Room on the right for the words beside the lines.
fn grid(series: &reading::Series, font_px: f64) -> Grid {
    let longest = labels(series, font_px)
        .iter()
        .map(|label| label.words.chars().count())
        .max()
        .unwrap_or_default();
    // A letter of this face is little more than half as wide as it is high.
    let wide = f64::from(u16::try_from(longest).unwrap_or(u16::MAX)) * font_px * 0.56 + 16.0;
    Grid::new()
        .left(8)
        .right(wide)
        .top(font_px * 2.0)
        .bottom(8)
        .contain_label(true)
}

fn periods(series: &reading::Series, font_px: f64) -> Axis {
    let names: Vec<String> = series
        .points
        .iter()
        .map(|point| point.period_short.clone())
        .collect();
    Axis::new()
        .type_(AxisType::Category)
        .data(names)
        .boundary_gap(true)
        .axis_label(AxisLabel::new().color(WORDS).font_size(font_px))
        .axis_tick(AxisTick::new().show(false))
}

fn scale(series: &reading::Series, font_px: f64) -> Axis {
    let mut words = AxisLabel::new().color(WORDS).font_size(font_px);
    if !(series.before.is_empty() && series.after.is_empty()) {
        words = words.formatter(format!("{}{{value}}{}", series.before, series.after).as_str());
    }
    Axis::new()
        .type_(AxisType::Value)
        .scale(true)
        .axis_label(words)
        .split_line(SplitLine::new().line_style(LineStyle::new().color(RULES)))
}

fn figure_line(series: &reading::Series) -> Line {
    let data: Vec<DataPoint> = series
        .points
        .iter()
        .map(|point| {
            let said = match (point.value, point.target_text.as_str()) {
                (None, _) | (_, "") => format!("{}: {}", point.period_words, point.value_text),
                (_, target) => format!(
                    "{}: {}, target {target}",
                    point.period_words, point.value_text
                ),
            };
            item(point.value, said)
        })
        .collect();
    Line::new()
        .name("Figure")
        .data(data)
        .show_symbol(true)
        .symbol(Symbol::Circle)
        .symbol_size(if series.points.len() > CROWDED {
            4.0
        } else {
            7.0
        })
        .line_style(LineStyle::new().color(FIGURES).width(3.0))
        .item_style(ItemStyle::new().color(FIGURES))
}

fn target_line(series: &reading::Series) -> Line {
    let data: Vec<DataPoint> = series
        .points
        .iter()
        .map(|point| {
            let said = format!("{}: target {}", point.period_words, point.target_text);
            item(point.target, said)
        })
        .collect();
    Line::new()
        .name("Target")
        .data(data)
        // One target alone makes no line.
        .show_symbol(series.points.iter().filter_map(|point| point.target).count() == 1)
        .symbol(Symbol::Diamond)
        .symbol_size(11.0)
        .step(Step::Middle)
        .line_style(
            LineStyle::new()
                .color(TARGETS)
                .width(2.0)
                .type_(LineStyleType::Dashed),
        )
        .item_style(ItemStyle::new().color(TARGETS))
}

/// One end of the usual range, from the first period to the last.
/// An end of the usual range, over the periods that it holds for: where it begins anew the line breaks (rules.md 4.6).
fn limit_line(series: &reading::Series, limits: &reading::Limits, name: &str, at: f64) -> Line {
    let holds = |period| (limits.first..=limits.last).contains(&period);
    let data: Vec<DataPoint> = series
        .points
        .iter()
        .map(|point| item(holds(point.period).then_some(at), name.to_owned()))
        .collect();
    Line::new()
        .name(name)
        .data(data)
        .show_symbol(false)
        .line_style(
            LineStyle::new()
                .color(WORDS)
                .width(1.5)
                .type_(LineStyleType::Dotted),
        )
        .item_style(ItemStyle::new().color(WORDS))
}

fn item(value: Option<f64>, said: String) -> DataPoint {
    let value = value.map_or_else(|| CompositeValue::from(GAP), CompositeValue::from);
    DataPointItem::new(value).name(said).into()
}

/// The last figure and the last target in words, kept apart where they would touch.
fn labels(series: &reading::Series, font_px: f64) -> Vec<EndLabel> {
    let last = series
        .points
        .iter()
        .rev()
        .find(|point| point.value.is_some());
    let target = series
        .points
        .iter()
        .rev()
        .find(|point| point.target.is_some());
    let apart = last
        .and_then(|point| point.value)
        .zip(target.and_then(|point| point.target))
        .filter(|(figure, target)| are_touching(series, *figure, *target))
        .map_or(0.0, |(figure, target)| {
            if figure >= target {
                font_px * 0.6
            } else {
                -font_px * 0.6
            }
        });
    let figure = last.map(|point| EndLabel {
        words: point.value_text.clone(),
        colour: FIGURES,
        down: -apart,
    });
    let target = target.map(|point| EndLabel {
        words: format!("Target {}", point.target_text),
        colour: TARGETS,
        down: apart,
    });
    [figure, target].into_iter().flatten().collect()
}

fn are_touching(series: &reading::Series, figure: f64, target: f64) -> bool {
    let (low, high) = series
        .points
        .iter()
        .flat_map(|point| [point.value, point.target])
        .flatten()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        });
    (figure - target).abs() <= (high - low) * TOUCHING
}

#[cfg(test)]
mod tests {
    use domain::{
        calendar::Period,
        view::{
            mark::Mark,
            reading::{Point, Series},
        },
    };
    use serde_json::Value;

    use super::line;

    fn point(period: &str, value: Option<f64>, target: Option<f64>) -> Point {
        let period: Period = period.parse().unwrap();
        Point {
            measurement: None,
            period,
            period_words: period.words(),
            period_short: reading_short(period),
            value_text: value.map_or_else(|| "No data".to_owned(), |value| format!("{value}%")),
            value,
            numerator: None,
            denominator: None,
            target_text: target
                .map(|target| format!("{target}%"))
                .unwrap_or_default(),
            target,
            mark: Mark::OnTarget,
            provenance: None,
            target_provenance: None,
            illustrative: None,
        }
    }

    fn reading_short(period: Period) -> String {
        domain::view::reading::period_short(period)
    }

    fn series(points: Vec<Point>) -> Series {
        Series {
            after: "%".to_owned(),
            points,
            ..Series::default()
        }
    }

    fn option(series: &Series) -> Value {
        serde_json::from_str(&line(series, 16.0).unwrap()).unwrap()
    }

    fn three() -> Series {
        series(vec![
            point("2024-Y", Some(59.5), None),
            point("2025-Y", None, Some(65.0)),
            point("2026-Y", Some(63.6), Some(65.0)),
        ])
    }

    #[test]
    fn the_picture_draws_the_figures_of_the_table_and_leaves_gaps_open() {
        let option = option(&three());
        let data = &option["series"][0]["data"];
        assert_eq!(data[0]["value"], 59.5);
        assert_eq!(data[1]["value"], "-");
        assert_eq!(data[2]["value"], 63.6);
        assert_eq!(data[2]["name"], "2026/27: 63.6%, target 65%");
        assert_eq!(option["series"][1]["data"][0]["value"], "-");
        assert_eq!(option["series"][1]["data"][2]["value"], 65.0);
        assert_eq!(
            option["xAxis"]["data"],
            serde_json::json!(["2024/25", "2025/26", "2026/27"])
        );
    }

    #[test]
    fn lines_are_named_beside_them_and_labels_that_would_touch_are_moved_apart() {
        let option = option(&three());
        assert_eq!(option["series"][0]["endLabel"]["formatter"], "63.6%");
        assert_eq!(option["series"][1]["endLabel"]["formatter"], "Target 65%");
        assert_eq!(option["series"][0]["endLabel"]["offset"][1], 0.0);
        let near = series(vec![
            point("2025-Y", Some(50.0), Some(65.0)),
            point("2026-Y", Some(64.5), Some(65.0)),
        ]);
        let near = self::option(&near);
        assert!(near["series"][0]["endLabel"]["offset"][1].as_f64().unwrap() > 0.0);
        assert!(near["series"][1]["endLabel"]["offset"][1].as_f64().unwrap() < 0.0);
    }

    #[test]
    fn the_option_holds_no_null_no_empty_list_no_function_and_only_colours_that_themes_know() {
        const KNOWN: [&str; 5] = ["#12436d", "#801650", "#3d3d3d", "#d9d9d9", "#ffffff"];
        fn walk(value: &Value) {
            match value {
                Value::Null => panic!("a null"),
                Value::Array(items) => {
                    assert!(!items.is_empty(), "an empty list");
                    items.iter().for_each(walk);
                }
                Value::Object(members) => members.values().for_each(walk),
                Value::String(text) => {
                    assert!(!text.contains("function"), "{text}");
                    if text.starts_with('#') {
                        assert!(
                            KNOWN.contains(&text.as_str()),
                            "{text} is not a colour of the style sheet"
                        );
                    }
                }
                Value::Bool(_) | Value::Number(_) => {}
            }
        }
        let option = option(&three());
        walk(&option);
        assert_eq!(option["animation"], false);
        assert_eq!(option["tooltip"]["renderMode"], "richText");
        assert_eq!(option["aria"]["enabled"], false);
        assert!(option.get("legend").is_none() && option.get("title").is_none());
        let css = include_str!("../../../style/components/chart.css").to_lowercase();
        for colour in KNOWN {
            assert!(
                css.contains(&format!("\"{colour}\"")),
                "{colour} is not in chart.css"
            );
        }
    }

    #[test]
    fn without_a_figure_there_is_nothing_to_draw() {
        assert_eq!(
            line(&series(vec![point("2026-Y", None, Some(65.0))]), 16.0),
            None
        );
        assert_eq!(line(&Series::default(), 16.0), None);
    }
}
