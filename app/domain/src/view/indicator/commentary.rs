//! Why a figure is where it is, and what is being done about it: what was said with each figure, and the corrective actions
//! (strategy §2, ANALYSE and ACT; S60, S75).

use std::collections::BTreeMap;

use crate::{
    calendar::Date,
    commentary::Commentary,
    folded::folded_on,
    indicator::Indicator,
    measurement::period_order,
    record::Stored,
    scorecard::Scorecard,
    sight::Sight,
    view::{
        called,
        corrective_action::{self, ActionLine},
        mark::Mark,
        month_end,
        reading::{self, Row},
    },
};

/// Earlier periods whose words are listed: two years of months.
const EARLIER: usize = 24;

/// What was said with the figure of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// `September 2026`.
    pub period: String,
    /// What happened.
    pub happened: String,
    /// Why.
    pub why: String,
    /// What happens next.
    pub next: String,
    /// Who wrote it; empty where it was loaded.
    pub by: String,
}

/// Why it is where it is, and who is doing what about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// What was said with the latest figure; none where nothing was.
    pub now: Option<Said>,
    /// What to know where nothing was said or nothing is done: `Nobody has said why yet.`
    pub lacks: Vec<&'static str>,
    /// Whether the reader works on figures, so that what lacks is theirs to write.
    pub writes: bool,
    /// The corrective actions, open ones first.
    pub actions: Vec<ActionLine>,
    /// What was said with other figures, latest first.
    pub others: Vec<Said>,
}

/// What staff read, and of it the Council's viewers what was said with the figures that the Council chose; none for anybody else.
pub(super) fn answer(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    (row, card): (&Row, &Scorecard),
    today: Date,
) -> Option<Answer> {
    if !sight.is_staff() && !sight.sees_as_council() {
        return None;
    }
    let mut said = said(sight, indicator);
    let latest = reading::figures(sight, indicator, EARLIER)
        .into_iter()
        .rfind(|figure| figure.period.start() <= card.day());
    let now = latest.and_then(|latest| said.remove(&period_order(latest.period)));
    let actions = corrective_action::of_indicator(sight, indicator.id, today);
    let lacks = match sight.is_staff() {
        true => lacks(row, now.is_some(), &actions),
        // What others cannot see is not said to be missing.
        false => Vec::new(),
    };
    let writes = !lacks.is_empty() && month_end::is_offered(sight);
    let answer = Answer {
        now,
        lacks,
        writes,
        actions,
        others: said.into_values().rev().take(EARLIER).collect(),
    };
    (answer != Answer::default()).then_some(answer)
}

/// By the order of the periods, the words written last.
fn said(sight: &Sight<'_>, indicator: &Stored<Indicator>) -> BTreeMap<u64, Said> {
    let mut found: BTreeMap<u64, (_, Commentary)> = BTreeMap::new();
    for stored in folded_on::<Commentary>(sight.company(), indicator.id.uuid())
        .filter(|stored| sight.sees(&stored.scope))
    {
        let Some(words) = stored.open() else { continue };
        let written = (stored.stamp, stored.id);
        let place = period_order(words.period);
        if found.get(&place).is_none_or(|(kept, _)| *kept < written) {
            found.insert(place, (written, words));
        }
    }
    let told = |(place, (_, words)): (u64, (_, Commentary))| {
        let said = Said {
            period: words.period.words(),
            happened: words.happened,
            why: words.why,
            next: words.next,
            by: words
                .by
                .filter(|by| sight.get(*by).is_some())
                .map(|by| called::you_or_name(sight, by))
                .unwrap_or_default(),
        };
        (place, said)
    };
    found.into_iter().map(told).collect()
}

/// What is off target or close to it is explained, and what is off target is acted upon.
fn lacks(row: &Row, is_explained: bool, actions: &[ActionLine]) -> Vec<&'static str> {
    let mut lacks = Vec::new();
    if matches!(row.mark, Mark::OffTarget | Mark::CloseToTarget) && !is_explained {
        lacks.push("Nobody has said yet why it is where it is.");
    }
    if row.mark == Mark::OffTarget && actions.iter().all(|action| action.state == "Closed") {
        lacks.push("No corrective action is open.");
    }
    lacks
}
