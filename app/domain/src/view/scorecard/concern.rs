//! Areas for concern: what is off target, has no figure that counts any more, has come no closer than close to target for a while, or is a
//! signal of concern though it is on target, by severity, persistence and interest
//! (requirements S60; strategy §2: easily see if there are any areas for concern).

use std::cmp::Reverse;

use crate::{
    calendar::Grain,
    demands::chart,
    indicator::{Indicator, IndicatorId, Tags},
    measurement::Measurement,
    period_reading::PeriodReading,
    record::Stored,
    scope::Scope,
    scorecard::{Reading, Scorecard},
    scoring::Rag,
    sight::Sight,
    view::{
        called, corrective_action,
        indicator::trust_mark,
        reading::{self, Against, Row},
    },
};

/// Most that are listed: more than any Board looks at in one meeting.
const MOST: usize = 10;
/// Periods looked back at.
const PERIODS: usize = 24;
/// Periods in a row after which what is only close to its target is a concern too.
const CLOSE_FOR: usize = 2;

/// One area for concern.
#[derive(Clone, Debug, PartialEq)]
pub struct Concern {
    /// Its latest figure.
    pub row: Row,
    /// How long it has been so: `3 months running`.
    pub running: String,
    /// Who asked to be told of it: `Residents, the Council`; empty where nobody did.
    pub watched_by: String,
    /// What is being done: the corrective action that is due first; `Nothing is planned yet`; empty for whom that
    /// is not shown.
    pub answer: String,
    /// What is short to say against its data: `2 doubts about the data`; none where nothing is.
    pub doubts: Option<String>,
}

/// The areas for concern, the gravest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Concerns {
    /// At most ten.
    pub listed: Vec<Concern>,
    /// How many more there are.
    pub more: usize,
}

/// What is worst first: safety, then off target before close to it, then what has been so for longest, then what most people watch, then
/// the lowest score.
pub fn concerns(sight: &Sight<'_>, card: &Scorecard) -> Concerns {
    concerns_among(sight, card, |_| true)
}

/// The same among some of the indicators.
pub(in crate::view) fn concerns_among(
    sight: &Sight<'_>,
    card: &Scorecard,
    among: impl Fn(IndicatorId) -> bool,
) -> Concerns {
    let mut found: Vec<_> = card
        .readings()
        .filter(|(id, _)| among(*id))
        .filter_map(|(id, now)| {
            let indicator = sight.get::<Indicator>(id)?;
            let (why, running) = why(sight, card, indicator, now)?;
            let months = running * usize::from(grain(indicator, now).months());
            let order = (
                !(now.safety_critical && why == Why::Off),
                why,
                Reverse(months),
                Reverse(watchers(&indicator.tags).len()),
                now.attainment.score,
            );
            Some((order, id, running))
        })
        .collect();
    found.sort();
    let more = found.len().saturating_sub(MOST);
    let listed = found
        .into_iter()
        .take(MOST)
        .filter_map(|((_, why, ..), id, running)| concern(sight, card, id, (why, running)))
        .collect();
    Concerns { listed, more }
}

/// Why an indicator is a concern, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    /// It is off target.
    Off,
    /// It is judged, and its last figure is too old to count.
    OutOfDate,
    /// It has been no better than close to target for a while.
    Close,
    /// It is on target, and no chance in the wrong direction (rules.md 4.6).
    Signal,
}

/// Why it is one, and for how many periods; none where it is none.
fn why(
    sight: &Sight<'_>,
    card: &Scorecard,
    indicator: &Stored<Indicator>,
    now: &Reading,
) -> Option<(Why, usize)> {
    let rag = now.attainment.rag;
    match rag {
        Rag::Red => Some((Why::Off, running(sight, card, indicator, now))),
        Rag::Amber => {
            let running = running(sight, card, indicator, now);
            (running >= CLOSE_FOR).then_some((Why::Close, running))
        }
        Rag::Green => {
            let figure = sight.get(now.measurement?)?;
            let source = sight.get(figure.indicator)?;
            let signal = chart(sight.company(), source, figure)?;
            let last = signal.points.last()?;
            last.kind.is_concern().then_some((Why::Signal, 1))
        }
        Rag::NoData | Rag::NoTarget => {
            let old = sight.get(now.out_of_date?)?;
            let gone = std::iter::successors(Some(old.period.next()), |next| Some(next.next()))
                .take_while(|period| period.end() < card.day())
                .count();
            (rag == Rag::NoData).then_some((Why::OutOfDate, gone))
        }
    }
}

fn concern(
    sight: &Sight<'_>,
    card: &Scorecard,
    id: IndicatorId,
    (why, running): (Why, usize),
) -> Option<Concern> {
    let indicator = sight.get::<Indicator>(id)?;
    let running = reading::running(grain(indicator, card.reading(id)?), running);
    let watchers: Vec<String> = watchers(&indicator.tags)
        .into_iter()
        .map(str::to_owned)
        .collect();
    Some(Concern {
        row: reading::row(sight, card, id)?,
        running: match why {
            Why::Off | Why::Close => running,
            Why::OutOfDate => format!("No figure: {running}"),
            Why::Signal => "A signal of concern, though on target".to_owned(),
        },
        watched_by: called::sentence(&called::list(&watchers, "and")),
        answer: answer(sight, card, id),
        doubts: trust_mark(sight, indicator, card.day()),
    })
}

fn answer(sight: &Sight<'_>, card: &Scorecard, id: IndicatorId) -> String {
    if !sight.is_staff() {
        return String::new();
    }
    let of = sight
        .get(id)
        .map_or(id, |indicator| indicator.figures_of(id));
    let actions = corrective_action::of_indicator(sight, of, card.day());
    match actions.into_iter().find(|action| action.state != "Closed") {
        Some(action) if action.state == "Overdue" => format!("Overdue: {}", action.words),
        Some(action) => action.words,
        None => "Nothing is planned yet".to_owned(),
    }
}

/// The length of the periods that are counted: that of the card's where it is for one, otherwise the indicator's own.
fn grain(indicator: &Indicator, now: &Reading) -> Grain {
    now.over
        .map_or_else(|| indicator.frequency.grain(), |period| period.grain)
}

/// How many periods in a row, up to the one that is shown, were no better than now.
fn running(
    sight: &Sight<'_>,
    card: &Scorecard,
    indicator: &Stored<Indicator>,
    now: &Reading,
) -> usize {
    let worse = |rag: Rag| rag == Rag::Red || rag == now.attainment.rag;
    if let Some(period) = now.over {
        return std::iter::successors(Some(period), |period| Some(period.previous()))
            .take(PERIODS)
            .take_while(|period| {
                let sees = |scope: &Scope| sight.sees(scope);
                let found = PeriodReading::approved(sight.company(), indicator, *period, &sees);
                worse(found.against.attainment.rag)
            })
            .count();
    }
    let mut next = None;
    reading::figures(sight, indicator, PERIODS)
        .into_iter()
        .rev()
        .skip_while(|figure| !Measurement::is_known_on(figure, card.day()))
        .take_while(|figure| {
            // A period without a figure ends the run: nobody knows how it was.
            let follows = next.is_none_or(|next| next == figure.period);
            next = Some(figure.period.previous());
            follows && worse(Against::of(sight, indicator, figure).attainment.rag)
        })
        .count()
}

fn watchers(tags: &Tags) -> Vec<&'static str> {
    [
        (tags.resident_priority, "residents"),
        (tags.council_reported, "the Council"),
        (tags.board_reported, "the Board"),
        (tags.statutory, "the regulator"),
    ]
    .into_iter()
    .filter_map(|(watched, by)| watched.then_some(by))
    .collect()
}
