//! Sessions with focus groups.

use domain::{
    calendar::FinancialYear,
    command::Command,
    focus_group_session::{FocusGroupSessionId, RecordFocusGroupSession},
    indicator::IndicatorState,
};

use super::measures::{self, KPI};
use crate::small_company::*;

const SESSION: u128 = 9_370;
const INTERNAL: u128 = 9_371;

pub fn session() -> FocusGroupSessionId {
    id(SESSION)
}

/// What tenants said of the KPI's target of the next year.
pub fn recorded() -> RecordFocusGroupSession {
    RecordFocusGroupSession {
        session: session(),
        group: "Tenants of the Victoria blocks".to_owned(),
        on: "2026-11-03".parse().unwrap(),
        year: FinancialYear(2027),
        indicators: vec![id(KPI)],
        said: "Seventeen days is too long.".to_owned(),
        did: String::new(),
        published: false,
        illustrative: false,
    }
}

pub fn answered() -> RecordFocusGroupSession {
    RecordFocusGroupSession {
        did: "We proposed fifteen.".to_owned(),
        published: true,
        ..recorded()
    }
}

pub fn given(small: &mut Small, _: &str, when: &str) -> Command {
    measures::owned_by_priya(small);
    match when {
        "that is to come" => RecordFocusGroupSession {
            on: "2026-11-22".parse().unwrap(),
            ..recorded()
        },
        "about no target" => RecordFocusGroupSession {
            indicators: Vec::new(),
            ..recorded()
        },
        "without what they said" => RecordFocusGroupSession {
            said: String::new(),
            ..recorded()
        },
        "published" => answered(),
        "published without an answer" => RecordFocusGroupSession {
            published: true,
            ..recorded()
        },
        "published, about what is for staff alone" => {
            let mut internal = measures::definition();
            internal.code = "VOI09".to_owned();
            // A draft is for its service alone.
            internal.state = IndicatorState::Draft;
            small.load(measures::define(INTERNAL, Some(PRIYA), internal));
            RecordFocusGroupSession {
                indicators: vec![id(INTERNAL)],
                ..answered()
            }
        }
        _ => recorded(),
    }
    .into()
}
