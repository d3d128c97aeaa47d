//! Indicators that read otherwise than they were reported, and why.

use super::{About, Line, Side, Told};
use crate::{
    indicator::{Indicator, IndicatorId},
    record::Stored,
    restatement::{Cause, causes},
    view::reading::{self, Row},
};

/// Those that read otherwise, by code.
pub(super) fn lines(then: Side<'_, '_>, now: Side<'_, '_>) -> Vec<Line> {
    let mut lines: Vec<(String, Line)> = now
        .0
        .all::<Indicator>()
        .filter_map(|indicator| Some((indicator.code.clone(), line(then, now, indicator)?)))
        .collect();
    lines.sort_by(|a, b| a.0.cmp(&b.0));
    lines.into_iter().map(|(_, line)| line).collect()
}

fn line(then: Side<'_, '_>, now: Side<'_, '_>, indicator: &Stored<Indicator>) -> Option<Line> {
    let found = causes(
        indicator.id,
        (then.0.company(), then.1),
        (now.0.company(), now.1),
    );
    if found.is_empty() {
        return None;
    }
    let (was, is) = (row(then, indicator.id), row(now, indicator.id));
    let why = found
        .iter()
        .map(|cause| words(*cause, now, indicator.id, (was.as_ref(), is.as_ref())))
        .collect();
    Some(Line {
        about: About::Indicator(indicator.id),
        name: format!("{} {}", indicator.code, indicator.name),
        then: told(was.as_ref(), found.contains(&Cause::CameLater)),
        now: told(is.as_ref(), found.contains(&Cause::Gone)),
        why,
    })
}

fn row(side: Side<'_, '_>, indicator: IndicatorId) -> Option<Row> {
    reading::row(side.0, side.1, indicator)
}

fn told(row: Option<&Row>, is_absent: bool) -> Told {
    match row {
        Some(row) if !is_absent => Told {
            words: row.reads.clone(),
            mark: Some(row.mark),
        },
        _ => Told {
            words: "not on the scorecard".to_owned(),
            mark: None,
        },
    }
}

fn words(
    cause: Cause,
    now: Side<'_, '_>,
    indicator: IndicatorId,
    (was, is): (Option<&Row>, Option<&Row>),
) -> String {
    let target = |row: Option<&Row>| row.map(|row| row.target.clone()).unwrap_or_default();
    match cause {
        Cause::CameLater => "It came to the register later.".to_owned(),
        Cause::Gone => "It is no longer in force.".to_owned(),
        Cause::FigureCameLater => match is {
            Some(row) if !row.period.is_empty() => {
                format!("The figure for {} was approved later.", row.period)
            }
            _ => "The figure that was shown no longer counts.".to_owned(),
        },
        Cause::Corrected => corrected(now, indicator),
        Cause::Target => match (target(was), target(is)) {
            (was, is) if was == is => "The target of the period is another.".to_owned(),
            (was, is) => format!("The target was {was}, and is {is} now."),
        },
        Cause::Definition => "The definition of today judges it otherwise.".to_owned(),
        Cause::OtherPeriods => "Figures of other periods that go into it are others.".to_owned(),
    }
}

/// Why the figure was corrected, in the words of whoever corrected it.
fn corrected(now: Side<'_, '_>, indicator: IndicatorId) -> String {
    let figure = now.1.reading(indicator).and_then(|reading| {
        let figure = now.0.get(reading.measurement?)?;
        (!figure.correction.is_empty()).then(|| figure.correction.clone())
    });
    match figure {
        Some(reason) => format!("The figure was corrected: {reason}"),
        None => "The figure was corrected.".to_owned(),
    }
}
