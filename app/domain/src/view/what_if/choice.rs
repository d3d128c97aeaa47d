//! What can be supposed, read from what people choose and type, and said back to them.

use rust_decimal::Decimal;

use crate::{
    calendar::{Date, FinancialYear},
    cascade::Parent,
    display,
    id::Id,
    indicator::{Indicator, IndicatorId},
    objective_link::ObjectiveLink,
    objective_measure::ObjectiveMeasure,
    perspective::Perspective,
    priority::CorporatePriority,
    quantity::Exact,
    record::Stored,
    rejection::Rejection,
    scorecard::staff_sees,
    scoring::Tolerance,
    sight::Sight,
    target::Target,
    view::reading::{target_words, unit_word},
    weight::{Weight, Weighted},
    what_if::Supposition,
};

/// One answer of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What is sent.
    pub key: String,
    /// What people read.
    pub label: String,
}

/// What can be supposed about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Perspectives and priorities, then what counts towards an objective or a priority, each with how much it counts.
    pub weights: Vec<Answer>,
    /// Indicators that are scored, each with its tolerance.
    pub tolerances: Vec<Answer>,
    /// The same, each with the target of this year.
    pub targets: Vec<Answer>,
    /// This financial year, the one before and the next.
    pub years: Vec<Answer>,
}

/// What somebody chose and typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// `weight`, `tolerance` or `target`.
    pub what: String,
    /// The key of an answer.
    pub of: String,
    /// `percent`, `points` or `none`, of a tolerance.
    pub by: String,
    /// The year's first calendar year, of a target.
    pub year: String,
    /// The number.
    pub value: String,
}

/// What can be supposed about, on a day.
pub fn choices(sight: &Sight<'_>, day: Date) -> Choices {
    let year = FinancialYear::containing(day);
    let scored = || {
        sight
            .all::<Indicator>()
            .filter(|each| each.is_scored() && each.counts())
    };
    let answer = |indicator: &Stored<Indicator>, now: String| Answer {
        key: indicator.id.to_string(),
        label: format!("{} {} ({now})", indicator.code, indicator.name),
    };
    let mut choices = Choices {
        weights: [weights(sight, day), ties(sight, day)].concat(),
        tolerances: scored()
            .map(|each| answer(each, tolerance_words(each, each.tolerance)))
            .collect(),
        // What mirrors another has its targets there.
        targets: scored()
            .filter(|each| each.mirrors.is_none())
            .map(|each| answer(each, target_now(sight, each, year)))
            .collect(),
        years: [year, year.next(), year.previous()]
            .map(|year| Answer {
                key: year.0.to_string(),
                label: year.label(),
            })
            .to_vec(),
    };
    for list in [&mut choices.tolerances, &mut choices.targets] {
        list.sort_by(|one, other| one.label.cmp(&other.label));
    }
    choices
}

fn weights(sight: &Sight<'_>, day: Date) -> Vec<Answer> {
    let number = |of| plain(Weight::on(sight.company(), of, day));
    let mut all = Vec::new();
    for perspective in Perspective::in_order(sight.company()) {
        all.push(Answer {
            key: format!("perspective:{}", perspective.id),
            label: format!(
                "{} (counts {})",
                perspective.name,
                number(Weighted::Perspective(perspective.id))
            ),
        });
        let within = sight
            .all::<CorporatePriority>()
            .filter(|priority| priority.perspective == perspective.id);
        all.extend(within.map(|priority| Answer {
            key: format!("priority:{}", priority.id),
            label: format!(
                "{}: {} (counts {})",
                perspective.name,
                priority.title,
                number(Weighted::Priority(priority.id))
            ),
        }));
    }
    all
}

/// What measures an objective and what contributes to one or to a priority, of what all staff see, by what it counts towards.
fn ties(sight: &Sight<'_>, day: Date) -> Vec<Answer> {
    let answer = |kind: &str, of: Weighted, words: String| Answer {
        key: format!("{kind}:{}", of.uuid()),
        label: format!(
            "{words} (counts {})",
            plain(Weight::on(sight.company(), of, day))
        ),
    };
    let measures = sight
        .all::<ObjectiveMeasure>()
        .filter(|tie| staff_sees(&tie.scope))
        .filter_map(|tie| {
            let words = measure_words(sight, tie)?;
            Some(answer("measure", Weighted::Measure(tie.id), words))
        });
    let links = sight
        .all::<ObjectiveLink>()
        .filter(|tie| staff_sees(&tie.scope))
        .filter_map(|tie| {
            let words = link_words(sight, tie)?;
            Some(answer("link", Weighted::Link(tie.id), words))
        });
    let mut all: Vec<_> = measures.chain(links).collect();
    all.sort_by(|one, other| one.label.cmp(&other.label));
    all
}

/// `Let homes without delay: VOI01 Average re-let time`.
fn measure_words(sight: &Sight<'_>, tie: &ObjectiveMeasure) -> Option<String> {
    let (objective, indicator) = (sight.get(tie.objective)?, sight.get(tie.indicator)?);
    Some(format!(
        "{}: {} {}",
        objective.title, indicator.code, indicator.name
    ))
}

/// `Homes are let: Let homes without delay`.
fn link_words(sight: &Sight<'_>, tie: &ObjectiveLink) -> Option<String> {
    let parent = match tie.parent {
        Parent::Objective(id) => sight.get(id)?.title.clone(),
        Parent::Priority(id) => sight.get(id)?.title.clone(),
    };
    Some(format!("{parent}: {}", sight.get(tie.child)?.title))
}

/// Reads what was chosen and typed.
///
/// # Errors
/// Refuses the field that is missing, or is no number.
pub fn suppose(typed: &Typed) -> Result<Supposition, Rejection> {
    match typed.what.as_str() {
        "weight" => {
            let of = weighted(&typed.of)
                .ok_or_else(|| Rejection::field("of", "Choose what should count differently."))?;
            let weight = number(&typed.value)?;
            crate::form::weight(&weight, &())
                .map_err(|why| Rejection::field("value", why.message()))?;
            Ok(Supposition::Weight { of, weight })
        }
        "tolerance" => {
            let indicator = indicator(&typed.of)?;
            let tolerance = match typed.by.as_str() {
                "none" => Tolerance::Zero,
                "points" => Tolerance::AbsolutePoints(number(&typed.value)?),
                "percent" => Tolerance::Relative(number(&typed.value)? / Decimal::ONE_HUNDRED),
                _ => {
                    return Err(Rejection::field(
                        "by",
                        "Choose how the tolerance is counted.",
                    ));
                }
            };
            tolerance
                .checked()
                .map_err(|why| Rejection::field("value", &why.to_string()))?;
            Ok(Supposition::Tolerance {
                indicator,
                tolerance,
            })
        }
        "target" => Ok(Supposition::Target {
            indicator: indicator(&typed.of)?,
            year: typed
                .year
                .parse()
                .map(FinancialYear)
                .map_err(|_| Rejection::field("year", "Choose the financial year."))?,
            value: number(&typed.value)?,
        }),
        _ => Err(Rejection::field(
            "what",
            "Choose what you would like to try.",
        )),
    }
}

fn weighted(key: &str) -> Option<Weighted> {
    match key.split_once(':')? {
        ("perspective", id) => Some(Weighted::Perspective(id.parse().ok()?)),
        ("priority", id) => Some(Weighted::Priority(id.parse().ok()?)),
        ("measure", id) => Some(Weighted::Measure(id.parse().ok()?)),
        ("link", id) => Some(Weighted::Link(id.parse().ok()?)),
        _ => None,
    }
}

fn indicator(key: &str) -> Result<IndicatorId, Rejection> {
    key.parse::<Id<Indicator>>()
        .map_err(|_| Rejection::field("of", "Choose an indicator."))
}

fn number(text: &str) -> Result<Decimal, Rejection> {
    let text: String = text
        .trim()
        .trim_end_matches('%')
        .chars()
        .filter(|letter| *letter != ',' && !letter.is_whitespace())
        .collect();
    text.parse()
        .map_err(|_| Rejection::field("value", "Enter a number, such as 40 or 2.5."))
}

/// One thing supposed, beside what is; none where the reader does not see what it is about.
pub(super) fn words(sight: &Sight<'_>, day: Date, supposition: &Supposition) -> Option<String> {
    Some(match supposition {
        Supposition::Weight { of, weight } => {
            let name = match of {
                Weighted::Perspective(id) => sight.get(*id)?.name.clone(),
                Weighted::Priority(id) => sight.get(*id)?.title.clone(),
                Weighted::Measure(id) => measure_words(sight, sight.get(*id)?)?,
                Weighted::Link(id) => link_words(sight, sight.get(*id)?)?,
            };
            let now = Weight::on(sight.company(), *of, day);
            format!("{name} counts {} instead of {}", plain(*weight), plain(now))
        }
        Supposition::Tolerance {
            indicator,
            tolerance,
        } => {
            let indicator = sight.get(*indicator)?;
            format!(
                "{} {}: tolerance {} instead of {}",
                indicator.code,
                indicator.name,
                tolerance_words(indicator, *tolerance),
                tolerance_words(indicator, indicator.tolerance)
            )
        }
        Supposition::Target {
            indicator,
            year,
            value,
        } => {
            let indicator = sight.get(*indicator)?;
            format!(
                "{} {}: target for {year} {} instead of {}",
                indicator.code,
                indicator.name,
                target_words(indicator, Some(*value)).unwrap_or_default(),
                target_now(sight, indicator, *year)
            )
        }
    })
}

fn target_now(sight: &Sight<'_>, indicator: &Stored<Indicator>, year: FinancialYear) -> String {
    let target = Target::of(sight.company(), indicator.figures_of(indicator.id), year);
    target_words(indicator, target.map(|target| target.value))
        .unwrap_or_else(|| "no target".to_owned())
}

/// `10% of the target`, `2 points`, `none`.
fn tolerance_words(indicator: &Indicator, tolerance: Tolerance) -> String {
    match tolerance {
        Tolerance::Relative(share) => {
            format!("{}% of the target", plain(share * Decimal::ONE_HUNDRED))
        }
        Tolerance::AbsolutePoints(points) => match indicator.unit {
            crate::quantity::Unit::Percent { .. } => format!("{} points", plain(points)),
            unit => format!("{} ({})", plain(points), unit_word(unit).to_lowercase()),
        },
        Tolerance::Zero => "none".to_owned(),
    }
}

fn plain(number: Decimal) -> String {
    let places = number.normalize().scale();
    display::number(&Exact::from(number), places)
}
