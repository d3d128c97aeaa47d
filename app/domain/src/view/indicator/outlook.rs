//! What would turn an indicator green, and what its year comes to if current performance continues (rules.md 4.5).

use crate::{
    against_target::figures_to_date,
    aggregation::Aggregation,
    calendar::{Date, FinancialYear, Grain, Period},
    display,
    explain::{Step, explain_outlook},
    indicator::Indicator,
    measurement::MeasurementState,
    outlook::{Forecast, Needed, Outlook as Told, YearSoFar},
    quantity::Exact,
    record::Stored,
    scoring::{Direction, Rag},
    sight::Sight,
    target::Target,
    trajectory::Trajectory,
    view::{
        called,
        indicator::Fact,
        reading::{self, lower_first},
    },
};

/// The rest of a year in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// `What would turn this green`, or what keeps it so.
    pub heading: &'static str,
    /// The next period, the rest of the year and the forecast.
    pub facts: Vec<Fact>,
    /// How they were worked out.
    pub steps: Vec<Step>,
}

/// The rest of this financial year; none once it is over, for what has no target, and where nothing can be said.
pub(in crate::view) fn outlook(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    today: Date,
) -> Option<Outlook> {
    let shown = reading::figures(sight, indicator, 1);
    let latest = shown.last()?;
    let year = latest.period.fy;
    let target = Target::of(sight.company(), indicator.figures_of(indicator.id), year)
        .filter(|target| target.trajectory != Trajectory::TrackOnly && sight.sees(&target.scope))?;
    let figures = figures_to_date(sight.company(), latest, |each| {
        sight.sees(&each.scope) && each.state >= MeasurementState::Approved
    });
    let so_far = YearSoFar {
        indicator,
        target,
        figures: &figures,
    };
    let told = so_far.outlook()?;
    if told.left == 0 || year != FinancialYear::containing(today) {
        return None;
    }
    let green = reading::Against::of(sight, indicator, latest)
        .attainment
        .rag
        == Rag::Green;
    let words = Words {
        indicator,
        period: latest.period,
        told,
    };
    Some(Outlook {
        heading: if green {
            "What keeps this on target"
        } else {
            "What would turn this green"
        },
        facts: words.facts(),
        steps: explain_outlook(&so_far, &told),
    })
}

struct Words<'a> {
    indicator: &'a Indicator,
    /// The latest period that has a figure.
    period: Period,
    told: Told,
}

impl Words<'_> {
    fn facts(&self) -> Vec<Fact> {
        let next = self.told.next.map(|needed| self.next(needed));
        let rest = self.told.year.map(|needed| self.rest(needed));
        let forecast = self.told.forecast.map(|forecast| self.forecast(&forecast));
        [
            ("Next", next),
            ("Rest of the year", rest),
            ("Forecast", forecast),
        ]
        .into_iter()
        .filter_map(|(term, is)| Some(Fact { term, is: is? }))
        .collect()
    }

    fn next(&self, needed: Needed) -> String {
        let next = self.period.next().words();
        match needed {
            Needed::Figure(value) => {
                format!("{} in {next} would be on target.", self.demand(&value))
            }
            Needed::Anything => format!("Whatever comes in {next}, it will be on target."),
            Needed::OutOfReach(best) => format!(
                "Out of reach in {next}: the best that there can be gives {} for the year up to then.",
                self.shown(&best)
            ),
        }
    }

    fn rest(&self, needed: Needed) -> String {
        let left = self.left();
        let year = self.period.fy;
        match needed {
            Needed::Figure(each) => match self.together(&each) {
                Some(all) => format!(
                    "{} in the {left} left together would meet the target for {year}.",
                    self.demand(&all)
                ),
                None => format!(
                    "{} on average in the {left} left would meet the target for {year}{}.",
                    self.demand(&each),
                    self.assumed()
                ),
            },
            Needed::Anything => {
                format!("Whatever comes in the {left} left, the target for {year} is met.")
            }
            Needed::OutOfReach(best) => format!(
                "Out of reach: even the best that there can be in the {left} left gives {} for {year}{}.",
                self.shown(&best),
                self.assumed()
            ),
        }
    }

    fn forecast(&self, forecast: &Forecast) -> String {
        let missing = match self.told.missing {
            0 => "",
            1 => " One period has no figure yet and nothing was put in its place.",
            _ => " Some periods have no figure yet and nothing was put in their place.",
        };
        format!(
            "{} for {}, {}, if current performance continues.{missing}",
            display::figure(
                self.indicator.unit,
                &forecast.value,
                self.indicator.decimals,
                None,
                None,
            ),
            self.period.fy,
            lower_first(forecast.attainment.rag.words()),
        )
    }

    /// `3 months`.
    fn left(&self) -> String {
        let word = match self.period.grain {
            Grain::Month => "month",
            Grain::Quarter => "quarter",
            Grain::Year => "year",
        };
        match self.told.left {
            1 => format!("1 {word}"),
            left => format!("{left} {word}s"),
        }
    }

    /// What all periods left have to bring, of what is added up.
    fn together(&self, each: &Exact) -> Option<Exact> {
        if self.indicator.aggregation != Aggregation::Sum {
            return None;
        }
        each.checked_mul(&Exact::from(i64::try_from(self.told.left).ok()?))
    }

    const fn assumed(&self) -> &'static str {
        match self.indicator.aggregation {
            Aggregation::RatioOfSums => ", with as many cases as so far",
            Aggregation::SumOverLast | Aggregation::SumOverMean => {
                ", with as many to divide by as now"
            }
            _ => "",
        }
    }

    /// `At least 71.3%`: rounded so that what is said is enough.
    fn demand(&self, value: &Exact) -> String {
        let (word, up) = match self.indicator.direction {
            Direction::LowerIsBetter => ("at most", false),
            _ => ("at least", true),
        };
        called::sentence(&format!("{word} {}", self.shown(&self.enough(value, up))))
    }

    fn enough(&self, value: &Exact, up: bool) -> Exact {
        let places = self.indicator.decimals;
        let unit = Exact::from(rust_decimal::Decimal::new(1, places));
        let Some(near) = value.rounded(places).map(Exact::from) else {
            return *value;
        };
        let moved = match up {
            true if near < *value => near.checked_add(&unit),
            false if near > *value => near.checked_sub(&unit),
            _ => Some(near),
        };
        moved.unwrap_or(*value)
    }

    fn shown(&self, value: &Exact) -> String {
        let indicator = self.indicator;
        display::figure(indicator.unit, value, indicator.decimals, None, None)
    }
}
