//! How sure the answers of a survey are, and whether they changed (rules.md 4.8): Wilson's interval of each wave, Newcombe's of the
//! difference. Only where the definition sheet says that it is a survey, and the figure says how many answered.

use rust_decimal::prelude::ToPrimitive;

use crate::{
    calendar::Period,
    definition_sheet::DefinitionSheet,
    display,
    explain::{Step, explain_change, explain_interval},
    indicator::{Indicator, IndicatorId},
    measurement::Measurement,
    quantity::{Decimal, Exact, Figure, Ratio},
    record::Stored,
    sight::Sight,
    survey::{FEW_ANSWERS, Interval, SUPPRESSED_BELOW, Share, Verdict, WaveChange, change},
    view::reading::{self, Against},
};

/// Waves looked at.
const MOST_WAVES: usize = 24;

/// Places to which the ends of an interval are shown.
const PLACES: u32 = 1;

/// The section.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// `68.5%, between 64.6% and 72.1%, from 593 answers.`
    pub answer: String,
    /// What is to be known beside it: a small number of answers, a target within the interval; may be empty.
    pub notes: String,
    /// One wave a line, the latest first.
    pub waves: Vec<Wave>,
    /// How the intervals were worked out.
    pub steps: Vec<Step>,
}

/// One wave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wave {
    /// When.
    pub period: String,
    /// The share.
    pub value: String,
    /// `64.6% to 72.1%`; `–` where the number of answers is not known.
    pub between: String,
    /// How many answered; `Not known` where only the share was given.
    pub answers: String,
    /// `No clear change: −2.7 points, between −8.0 and +2.6`; `–` for the first and where either number is not known.
    pub since: String,
}

/// A wave with what is known of it.
struct Known {
    period: Period,
    value: Option<Exact>,
    answers: Option<(Decimal, Decimal)>,
}

impl Known {
    fn of(indicator: &Indicator, figure: &Measurement) -> Self {
        let answers = match figure.figure {
            Figure::Ratio(Ratio {
                numerator,
                denominator,
            }) => Some((numerator, denominator)),
            Figure::Value(_) => None,
        };
        Self {
            period: figure.period,
            value: figure.figure.exact(indicator.unit.scale()),
            answers,
        }
    }

    fn share(&self) -> Option<Share> {
        let (count, of) = self.answers?;
        Share::new(count, of)
    }

    fn interval(&self) -> Option<Interval> {
        self.share()?.interval()
    }

    fn since(&self, before: &Self) -> Option<WaveChange> {
        change(&before.share()?, &self.share()?)
    }
}

/// Whether the figures are the answers of a survey, as the sheet that is seen says.
fn is_survey(sight: &Sight<'_>, indicator: IndicatorId) -> bool {
    DefinitionSheet::held(sight.company(), indicator)
        .next_back()
        .filter(|held| sight.sees(&held.scope))
        .and_then(|held| held.open())
        .is_some_and(|sheet| sheet.terms.survey)
}

fn waves(sight: &Sight<'_>, indicator: &Stored<Indicator>) -> Vec<Known> {
    if !is_survey(sight, indicator.figures_of(indicator.id)) {
        return Vec::new();
    }
    reading::figures(sight, indicator, MOST_WAVES)
        .into_iter()
        .rev()
        .map(|figure| Known::of(indicator, figure))
        .collect()
}

/// What can be said; none of what is no survey, and without a figure.
pub(super) fn survey(sight: &Sight<'_>, indicator: &Stored<Indicator>) -> Option<Survey> {
    let known = waves(sight, indicator);
    let latest = known.first()?;
    let before = known.get(1);
    let value = |wave: &Known| reading::value_text(indicator, wave.value.as_ref(), None);
    let mut steps = Vec::new();
    if let Some((count, of)) = latest.answers {
        steps.extend(explain_interval(count, of));
        if let Some(earlier) = before.and_then(|before| before.answers) {
            steps.extend(explain_change(earlier, (count, of)));
        }
    }
    Some(Survey {
        answer: match latest.interval() {
            Some(interval) => format!(
                "{}, between {}, from {} answers.",
                value(latest),
                between(&interval, " and "),
                answers(latest)
            ),
            None => format!(
                "{}. How many answered is not known here, so nobody can say how sure this is.",
                value(latest)
            ),
        },
        notes: notes(sight, indicator, latest),
        waves: known
            .iter()
            .enumerate()
            .map(|(place, wave)| Wave {
                period: wave.period.words(),
                value: value(wave),
                between: wave
                    .interval()
                    .map_or_else(none, |interval| between(&interval, " to ")),
                answers: answers(wave),
                since: known
                    .get(place + 1)
                    .and_then(|before| wave.since(before))
                    .map_or_else(none, |change| changed(&change)),
            })
            .collect(),
        steps,
    })
}

fn none() -> String {
    "–".to_owned()
}

fn answers(wave: &Known) -> String {
    wave.answers.map_or_else(
        || "Not known".to_owned(),
        |(_, of)| display::number(&Exact::from(of), of.normalize().scale()),
    )
}

/// `64.6% and 72.1%`.
fn between(interval: &Interval, and: &str) -> String {
    let percent = |end: f64| format!("{}%", shown(end));
    format!("{}{and}{}", percent(interval.low), percent(interval.high))
}

/// A number in floating point to one place, with a minus sign where there is one.
fn shown(number: f64) -> String {
    Decimal::from_f64_retain(number).map_or_else(String::new, |number| {
        display::number(&Exact::from(number), PLACES)
    })
}

/// The same with its sign, whichever.
fn signed(number: f64) -> String {
    let text = shown(number);
    match number > 0.0 && text.chars().any(|digit| ('1'..='9').contains(&digit)) {
        true => format!("+{text}"),
        false => text,
    }
}

fn changed(change: &WaveChange) -> String {
    let words = change.verdict.words();
    let difference = change
        .difference
        .rounded(PLACES)
        .and_then(|difference| difference.to_f64())
        .unwrap_or_default();
    format!(
        "{words}: {} points, between {} and {}",
        signed(difference),
        signed(change.low),
        signed(change.high)
    )
}

fn notes(sight: &Sight<'_>, indicator: &Stored<Indicator>, latest: &Known) -> String {
    let mut notes = Vec::new();
    if latest
        .answers
        .is_some_and(|(_, of)| of < Decimal::from(FEW_ANSWERS))
    {
        notes.push("It rests on a small number of answers.");
    }
    let figures = reading::figures(sight, indicator, 1);
    let target = figures
        .last()
        .and_then(|figure| Against::of(sight, indicator, figure).target_value);
    if let Some((interval, target)) = latest.interval().zip(target)
        && interval.holds(target)
    {
        notes.push("The target lies within this range, so among all who could have answered the share may be above or below it.");
    }
    notes.join(" ")
}

/// Whether a figure is a survey's whose target lies within its interval: whatever its colour, the truth may be on the other side (rules.md
/// 4.8).
pub(in crate::view) fn is_unsure(
    sight: &Sight<'_>,
    figure: &Measurement,
    target: Option<Decimal>,
) -> bool {
    let Figure::Ratio(Ratio {
        numerator,
        denominator,
    }) = figure.figure
    else {
        return false;
    };
    let interval = Share::new(numerator, denominator).and_then(|share| share.interval());
    interval
        .zip(target)
        .is_some_and(|(interval, target)| interval.holds(target))
        && is_survey(sight, figure.indicator)
}

/// What residents are told of how sure a survey is: `We asked a part of our tenants: …`; none of what is no survey, where the number of
/// answers is not known, and where it is too small to be shown.
pub(in crate::view) fn public_words(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
) -> Option<String> {
    let known = waves(sight, indicator);
    let latest = known.first()?;
    let interval = latest.interval()?;
    let (_, of) = latest.answers?;
    if of < Decimal::from(SUPPRESSED_BELOW) {
        return None;
    }
    let few = match of < Decimal::from(FEW_ANSWERS) {
        true => " That is a small number of answers.",
        false => "",
    };
    let change = known.get(1).and_then(|before| latest.since(before));
    let change = change.map_or("", |change| match change.verdict {
        Verdict::Improved => " It is higher than the time before.",
        Verdict::Worsened => " It is lower than the time before.",
        Verdict::NoClearChange => " There is no clear change from the time before.",
    });
    let figures = reading::figures(sight, indicator, 1);
    let unsure = figures.last().is_some_and(|figure| {
        let target = Against::of(sight, indicator, figure).target_value;
        is_unsure(sight, figure, target)
    });
    let unsure = match unsure {
        true => " The target lies between the two, so we cannot be sure that it is met or missed.",
        false => "",
    };
    Some(format!(
        "{} answered. Had everybody been asked, it would most likely be between {}.{few}{unsure}{change}",
        answers(latest),
        between(&interval, " and ")
    ))
}
