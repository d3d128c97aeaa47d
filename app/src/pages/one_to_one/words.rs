//! What the two write for each other about one topic: one's own words to write on, the other's to read.

use domain::{
    entry::{EntryId, Topic, WriteEntry},
    objective::ObjectiveId,
    one_to_one::OneToOneId,
    view::one_to_one::{Page, Part, Said},
};
use leptos::prelude::*;

use super::is_open;
use crate::{
    client::use_client,
    components::Disclosure,
    pages::{
        form::{KeptText, Written},
        presence::{any, each, part},
    },
};

/// The section of one topic.
#[component]
pub fn Words(
    /// The 1:1's page.
    page: Memo<Option<Page>>,
    /// Which 1:1.
    meeting: OneToOneId,
    /// Which topic.
    topic: Topic,
    /// The topic's part of the page.
    of: fn(&Page) -> Part,
) -> impl IntoView {
    let words = part(page, of);
    let heading = Memo::new(move |_| words.with(|words| words.heading.clone()));
    let open = is_open(page);
    let other = part(page, |page| page.other.clone());
    // Where the reader has written nothing yet, an empty field stands under this identifier.
    let empty: EntryId = use_client().new_id();
    let mine = Memo::new(move |_| {
        let written: Vec<EntryId> = words.with(|words| {
            words
                .said
                .iter()
                .filter(|said| said.mine)
                .map(|said| said.id)
                .collect()
        });
        match (open.get(), written.is_empty()) {
            (true, true) => vec![empty],
            _ => written,
        }
    });
    let theirs = Memo::new(move |_| {
        words.with(|words| {
            words
                .said
                .iter()
                .filter(|said| !said.mine)
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let silent = Memo::new(move |_| !open.get() && words.with(|words| words.said.is_empty()));
    view! {
        <section class="section">
            <h2>{move || heading.get()}</h2>
            {move || silent.get().then(|| view! { <p class="muted">"Nothing was written about it."</p> })}
            {last_time(words)}
            {each(theirs, |said| said.id, said)}
            <For
                each=move || mine.get()
                key=|id| *id
                children=move |id| writing(words, other, Writing { entry: id, meeting, topic, objective: None })
            />
        </section>
    }
}

/// What somebody wrote, to read.
pub fn said(said: Memo<Option<Said>>) -> impl IntoView {
    let by = part(said, |said| said.by.clone());
    let text = part(said, |said| said.text.clone());
    view! {
        <p class="said"><strong>{move || by.get()}": "</strong>{move || text.get()}</p>
    }
}

/// The entry that a field writes.
#[derive(Clone, Copy)]
pub struct Writing {
    entry: EntryId,
    meeting: OneToOneId,
    topic: Topic,
    objective: Option<ObjectiveId>,
}

fn writing(words: Memo<Part>, other: Memo<String>, writing: Writing) -> impl IntoView {
    let client = use_client();
    let id = writing.entry;
    let kept = Memo::new(move |_| {
        words.with(|words| {
            words
                .said
                .iter()
                .find(|said| said.id == id)
                .map(|said| said.text.clone())
                .unwrap_or_default()
        })
    });
    let keep = Callback::new(move |Written { text, read }| {
        let Writing {
            entry,
            meeting,
            topic,
            objective,
        } = writing;
        client.send(WriteEntry {
            entry,
            one_to_one: meeting,
            topic,
            text,
            objective,
            read: Some(read),
        })
    });
    // The first of them has the same name before there is an entry and after.
    let first = words.with_untracked(|words| {
        let mut mine = words.said.iter().filter(|said| said.mine);
        mine.next().is_none_or(|said| said.id == id)
    });
    let (meeting, topic) = (writing.meeting, writing.topic);
    let kept_as = if first {
        format!("words-{meeting}-{topic:?}-")
    } else {
        format!("words-{id}-")
    };
    let label = words.with_untracked(|words| format!("{}: your words", words.heading));
    let question = words.with_untracked(|words| words.question.clone());
    let other = other.get_untracked();
    let hint = format!("{question} Kept as you write; {other} reads it too.");
    view! { <KeptText id=format!("words-{id}") kept_as=kept_as label=label hint=hint kept=kept keep=keep /> }
}

fn last_time(words: Memo<Part>) -> impl IntoView {
    let before = Memo::new(move |_| words.with(|words| words.last_time.clone()));
    let any = any(before);
    move || {
        any.get().then(|| {
            view! {
                <Disclosure summary="What you both wrote last time">
                    {each(before, |said| said.id, said)}
                </Disclosure>
            }
        })
    }
}
