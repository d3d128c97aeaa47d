//! Words that came too late for 1:1s that had ended by then, offered to be sent to the new manager (sync.md 2.6).

use uuid::Uuid;

use crate::{
    agenda_item::{AgendaItemId, PassOn},
    command::Command,
    form,
    one_to_one::{OneToOne, OneToOneId},
    post::Post,
    rejection::Rejection,
    sight::Sight,
    view::called,
};

/// The offer to send a former manager's words on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassingOn {
    /// The button: `Send to Tom Reed`.
    pub label: String,
    /// Who will read it, said before it is pressed.
    pub readers: String,
    /// What carries it out.
    pub command: PassOn,
}

/// The offer for a refused command; none for other refusals, and for what only its author reads.
pub fn passing_on(
    sight: &Sight<'_>,
    command: &Command,
    rejection: &Rejection,
) -> Option<PassingOn> {
    if !matches!(
        rejection,
        Rejection::NotLineManager | Rejection::SeriesEnded | Rejection::NobodyToSendTo
    ) {
        return None;
    }
    let command = words(command)?;
    let series = sight.get(sight.get::<OneToOne>(command.written_for)?.series)?;
    let manager = sight.person().filter(|reader| *reader == series.manager)?;
    if series.check_current(sight.company()).is_ok() {
        return None;
    }
    let present = Post::managers(sight.company(), series.employee);
    // Who manages the person still writes in the series that goes on.
    if present.contains(&manager) {
        return None;
    }
    let present: Vec<String> = present
        .into_iter()
        .map(|present| called::name(sight, present))
        .collect();
    let to = match present.as_slice() {
        [one] => one.clone(),
        _ => "the new manager".to_owned(),
    };
    let employee = called::name(sight, series.employee);
    Some(PassingOn {
        readers: called::sentence(&format!(
            "{to} and {employee} will both read it, on the agenda of their next 1:1, under your name."
        )),
        label: format!("Send to {to}"),
        command,
    })
}

/// What was written for both people of a 1:1 to read. A private note is its author's own and is never sent on.
fn words(command: &Command) -> Option<PassOn> {
    let pass_on = |item: Uuid, written_for: OneToOneId, text: String| {
        Some(PassOn {
            item: AgendaItemId::new(item),
            written_for,
            text,
        })
    };
    let headed = |heading: &str, text: &str| {
        let headed = format!("{heading}: {}", text.trim());
        // What is as long as may be goes without its heading rather than not at all.
        if form::text(&headed, &()).is_ok() {
            headed
        } else {
            text.trim().to_owned()
        }
    };
    match command {
        Command::AddAgendaItem(add) => pass_on(add.item.uuid(), add.one_to_one, add.text.clone()),
        Command::WriteEntry(write) => pass_on(
            write.entry.uuid(),
            write.one_to_one,
            headed(write.topic.words(), &write.text),
        ),
        Command::AddAction(add) => pass_on(
            add.action.uuid(),
            add.one_to_one,
            headed("Action", &add.text),
        ),
        Command::PassOn(again) => Some(again.clone()),
        _ => None,
    }
}
