//! What the two people of a 1:1 write: agenda, entries and actions.

use domain::{
    action::{ActionId, AddAction, CompleteAction},
    agenda_item::{AddAgendaItem, AgendaItemId, CoverAgendaItem},
    entry::{Topic, WriteEntry},
    one_to_one::OneToOneId,
};
use jiff::civil::Date;
use serde::Deserialize;

use super::{
    days,
    draw::pick,
    id::demo_id,
    plan::{Plan, by, person},
};

/// Days before a 1:1 on which its agenda is written.
const PREPARED: i32 = 3;

/// Words that a generated 1:1 takes turns with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) agenda: Vec<String>,
    pub(super) wellbeing: Vec<String>,
    pub(super) work: Vec<String>,
    pub(super) obstacle: Vec<String>,
    pub(super) feedback: Vec<String>,
    pub(super) action: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemData {
    pub(super) by: String,
    pub(super) text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntryData {
    pub(super) by: String,
    pub(super) topic: Topic,
    pub(super) text: String,
    /// Such as `personal/sam-okafor/1`.
    pub(super) objective: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActionData {
    pub(super) who: String,
    pub(super) text: String,
    pub(super) days: i32,
    pub(super) done: bool,
}

/// What is written in one 1:1.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    #[serde(default)]
    pub(super) agenda: Vec<ItemData>,
    #[serde(default)]
    pub(super) entries: Vec<EntryData>,
    #[serde(default)]
    pub(super) actions: Vec<ActionData>,
}

/// What the two people of a series write in one of their 1:1s, from lists of words.
pub(super) fn generated(
    employee: &str,
    manager: &str,
    place: usize,
    last: bool,
    words: &Words,
) -> Written {
    let chosen =
        |list: &[String], what: &str| pick(list, &format!("{employee}/{place}/{what}")).cloned();
    let item = |by: &str, text: Option<String>| {
        text.map(|text| ItemData {
            by: by.to_owned(),
            text,
        })
    };
    let entry = |by: &str, topic: Topic, text: Option<String>| {
        text.map(|text| EntryData {
            by: by.to_owned(),
            topic,
            text,
            objective: None,
        })
    };
    let action = chosen(&words.action, "action").map(|text| ActionData {
        who: employee.to_owned(),
        text,
        days: 21,
        done: !last,
    });
    Written {
        agenda: [
            item(employee, chosen(&words.agenda, "agenda")),
            item(manager, chosen(&words.agenda, "second agenda")),
        ]
        .into_iter()
        .flatten()
        .collect(),
        entries: [
            entry(
                employee,
                Topic::Wellbeing,
                chosen(&words.wellbeing, "wellbeing"),
            ),
            entry(employee, Topic::Work, chosen(&words.work, "work")),
            entry(
                employee,
                Topic::Obstacle,
                chosen(&words.obstacle, "obstacle").filter(|_| last),
            ),
            entry(
                manager,
                Topic::Feedback,
                chosen(&words.feedback, "feedback"),
            ),
        ]
        .into_iter()
        .flatten()
        .collect(),
        actions: action.into_iter().collect(),
    }
}

/// Writes it all, in a 1:1 on a day; of one that was held the agenda was covered.
pub(super) fn plan_written(
    plan: &mut Plan,
    one_to_one: OneToOneId,
    on: Date,
    written: &Written,
    held: bool,
) {
    for (place, item) in written.agenda.iter().enumerate() {
        let id: AgendaItemId = demo_id(&format!("agenda-item/{one_to_one}/{place}"));
        plan.on(
            days::before(on, PREPARED),
            by(&item.by),
            AddAgendaItem {
                item: id,
                one_to_one,
                text: item.text.clone(),
            },
        );
        if held {
            plan.on(
                on,
                by(&item.by),
                CoverAgendaItem {
                    item: id,
                    covered: true,
                },
            );
        }
    }
    for (place, entry) in written.entries.iter().enumerate() {
        plan.on(
            on,
            by(&entry.by),
            WriteEntry {
                entry: demo_id(&format!("entry/{one_to_one}/{place}")),
                one_to_one,
                topic: entry.topic,
                text: entry.text.clone(),
                objective: entry
                    .objective
                    .as_ref()
                    .map(|slug| demo_id(&format!("objective/{slug}"))),
                read: None,
            },
        );
    }
    for (place, action) in written.actions.iter().enumerate() {
        plan_action(
            plan,
            demo_id(&format!("action/{one_to_one}/{place}")),
            one_to_one,
            on,
            action,
        );
    }
}

fn plan_action(
    plan: &mut Plan,
    id: ActionId,
    one_to_one: OneToOneId,
    on: Date,
    action: &ActionData,
) {
    let due = days::working_at_or_after(days::after(on, action.days));
    plan.on(
        on,
        by(&action.who),
        AddAction {
            action: id,
            one_to_one,
            text: action.text.clone(),
            who: person(&action.who),
            due: Some(due),
        },
    );
    if action.done {
        plan.on(
            due,
            by(&action.who),
            CompleteAction {
                action: id,
                done: true,
            },
        );
    }
}
