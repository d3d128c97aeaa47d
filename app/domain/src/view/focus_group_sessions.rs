//! Sessions with focus groups: whose targets were discussed, what residents said, and what the Company did (S105).

use uuid::Uuid;

use crate::{
    calendar::{Date, FinancialYear},
    display,
    focus_group_session::{FocusGroupSession, FocusGroupSessionId, RecordFocusGroupSession},
    folded::Folded,
    id::Id,
    indicator::{Indicator, IndicatorId},
    record::Stored,
    rejection::Rejection,
    sight::Sight,
    view::{
        permission::{self, Offer},
        typed,
    },
};

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The answer: `1 of 3 sessions with focus groups waits for our answer`.
    pub heading: String,
    /// The sessions, the latest first.
    pub sessions: Vec<Session>,
    /// Recording one.
    pub record: Offer,
    /// The indicators whose targets can be discussed: value and words.
    pub indicators: Vec<(String, String)>,
    /// The years: value and words.
    pub years: Vec<(String, String)>,
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Which.
    pub session: FocusGroupSessionId,
    /// `Tenants of the Victoria blocks, 3 November 2026`.
    pub name: String,
    /// `Targets for 2027/28 of TP02 Satisfaction with repairs and VOI01 Average re-let time`.
    pub about: String,
    /// What they said, a paragraph each.
    pub said: Vec<String>,
    /// What the Company did; empty while it has not answered.
    pub did: Vec<String>,
    /// `Residents read this`, or that staff alone do.
    pub state: &'static str,
    /// Whether it is made up.
    pub illustrative: bool,
    /// What stands in its form.
    pub first: Typed,
}

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// Which group.
    pub group: String,
    /// When.
    pub on: String,
    /// The targets of which year, by the year in which it begins.
    pub year: String,
    /// The indicators that were ticked, with blanks between them.
    pub indicators: String,
    /// What they said.
    pub said: String,
    /// What the Company did.
    pub did: String,
    /// Whether residents read it.
    pub published: bool,
}

/// What residents said of an indicator’s targets, and what the Company did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YouSaid {
    /// `Tenants of the Victoria blocks, 3 November 2026, on the target for 2027/28`.
    pub who: String,
    /// What they said, a paragraph each.
    pub said: Vec<String>,
    /// What the Company did, a paragraph each; empty while it has not answered.
    pub did: Vec<String>,
    /// Whether it is made up.
    pub illustrative: bool,
}

/// The sessions; none for who is not staff.
pub fn page(sight: &Sight<'_>, today: Date) -> Option<Page> {
    if !sight.is_staff() {
        return None;
    }
    let mut held: Vec<(&Stored<Folded<FocusGroupSession>>, FocusGroupSession)> = sight
        .all::<Folded<FocusGroupSession>>()
        .filter_map(|stored| Some((stored, stored.open()?)))
        .collect();
    held.sort_by_key(|(stored, session)| std::cmp::Reverse((session.on, stored.id)));
    let sessions: Vec<Session> = held
        .into_iter()
        .map(|(stored, session)| told(sight, stored.id, session))
        .collect();
    let year = FinancialYear::containing(today);
    let years = [year.next(), year, year.previous()];
    Some(Page {
        heading: heading(&sessions),
        record: offer(sight, today),
        indicators: indicators(sight),
        years: years
            .into_iter()
            .map(|year| (year.0.to_string(), year.label()))
            .collect(),
        sessions,
    })
}

fn heading(sessions: &[Session]) -> String {
    let waiting = sessions.iter().filter(|each| each.did.is_empty()).count();
    match (sessions.len(), waiting) {
        (0, _) => "No session with a focus group is recorded yet".to_owned(),
        (1, 0) => "1 session with a focus group, which we have answered".to_owned(),
        (1, _) => "1 session with a focus group waits for our answer".to_owned(),
        (all, 0) => format!("{all} sessions with focus groups, all of which we have answered"),
        (all, 1) => format!("1 of {all} sessions with focus groups waits for our answer"),
        (all, some) => format!("{some} of {all} sessions with focus groups wait for our answer"),
    }
}

fn told(sight: &Sight<'_>, id: FocusGroupSessionId, session: FocusGroupSession) -> Session {
    let names: Vec<String> = session
        .indicators
        .iter()
        .filter_map(|id| sight.get::<Indicator>(*id))
        .map(|indicator| format!("{} {}", indicator.code, indicator.name))
        .collect();
    let ticked: Vec<String> = session.indicators.iter().map(ToString::to_string).collect();
    Session {
        session: id,
        name: format!("{}, {}", session.group, display::date(session.on)),
        about: format!("Targets for {}: {}", session.year, names.join("; ")),
        said: paragraphs(&session.said),
        did: paragraphs(&session.did),
        state: match session.published {
            true => "Residents read this on the public site",
            false => "For staff",
        },
        illustrative: session.illustrative,
        first: Typed {
            group: session.group,
            on: session.on.to_string(),
            year: session.year.0.to_string(),
            indicators: ticked.join(" "),
            said: session.said,
            did: session.did,
            published: session.published,
        },
    }
}

fn paragraphs(words: &str) -> Vec<String> {
    words
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(str::to_owned)
        .collect()
}

fn offer(sight: &Sight<'_>, today: Date) -> Offer {
    let indicator = sight.all::<Indicator>().next();
    let sample = indicator.map(|indicator| RecordFocusGroupSession {
        session: Id::new(Uuid::nil()),
        group: "A group".to_owned(),
        on: today,
        year: FinancialYear::containing(today),
        indicators: vec![indicator.id],
        said: "What they said.".to_owned(),
        did: String::new(),
        published: false,
        illustrative: false,
    });
    match sample.map(|sample| permission::tried_on(sight, today, sample)) {
        Some(Ok(())) => Offer::Open,
        _ => Offer::Hidden,
    }
}

fn indicators(sight: &Sight<'_>) -> Vec<(String, String)> {
    let mut indicators: Vec<(String, String)> = sight
        .all::<Indicator>()
        .filter(|each| each.counts() && each.is_scored() && each.mirrors.is_none())
        .map(|each| (each.id.to_string(), format!("{} {}", each.code, each.name)))
        .collect();
    indicators.sort_by(|one, other| (&one.1, &one.0).cmp(&(&other.1, &other.0)));
    indicators
}

/// What residents said of an indicator’s targets of some years, the latest first, as far as the reader sees it.
pub(super) fn you_said(
    sight: &Sight<'_>,
    indicator: IndicatorId,
    years: std::ops::RangeInclusive<FinancialYear>,
) -> Vec<YouSaid> {
    FocusGroupSession::about_targets(sight.company(), indicator, years)
        .into_iter()
        .filter(|(stored, _)| sight.sees(&stored.scope))
        .map(|(_, session)| YouSaid {
            who: format!(
                "{}, {}, on the target for {}",
                session.group,
                display::date(session.on),
                session.year
            ),
            said: paragraphs(&session.said),
            did: paragraphs(&session.did),
            illustrative: session.illustrative,
        })
        .collect()
}

/// The command that records a session.
///
/// # Errors
/// `Fields`, where the day or the year cannot be read.
pub fn record(session: Uuid, read: &Typed) -> Result<RecordFocusGroupSession, Rejection> {
    let on = typed::day("on", &read.on)?;
    let year = read
        .year
        .parse()
        .map(FinancialYear)
        .map_err(|_| Rejection::field("year", "Choose the year of the targets."))?;
    Ok(RecordFocusGroupSession {
        session: Id::new(session),
        group: read.group.clone(),
        on,
        year,
        indicators: read
            .indicators
            .split_whitespace()
            .filter_map(|id| id.parse().ok())
            .collect(),
        said: read.said.clone(),
        did: read.did.clone(),
        published: read.published,
        illustrative: false,
    })
}
