//! The reader's private note beside a 1:1. Nobody else is told that there is one.

use domain::{one_to_one::OneToOneId, private_note::WritePrivateNote, view::one_to_one::Page};
use leptos::prelude::*;

use crate::{
    client::use_client,
    pages::{
        form::{KeptText, Written},
        presence::part,
    },
};

/// The section "My private note".
#[component]
pub fn PrivateNotePart(
    /// The 1:1's page.
    page: Memo<Option<Page>>,
    /// Which 1:1.
    meeting: OneToOneId,
) -> impl IntoView {
    let client = use_client();
    let fresh = client.new_id();
    let note = part(page, |page| page.note.clone());
    let kept = Memo::new(move |_| {
        note.with(|note| {
            note.as_ref()
                .map(|note| note.text.clone())
                .unwrap_or_default()
        })
    });
    let keep = Callback::new(move |Written { text, read }| {
        let note = note.with_untracked(|note| note.as_ref().map_or(fresh, |note| note.id));
        client.send(WritePrivateNote {
            note,
            one_to_one: meeting,
            text,
            read: Some(read),
        })
    });
    // The page is made anew for another day. An earlier day's note is read and not written over today's.
    let field = if client.earlier_day().get_untracked().is_some() {
        view! { <p>{move || kept.get()}</p> }.into_any()
    } else {
        view! {
            <KeptText id="private-note" kept_as=format!("note-{meeting}-") label="Note to myself" hint="Only you can read this. Kept as you write." kept=kept keep=keep />
        }
        .into_any()
    };
    view! {
        // A 1:1 is printed for both, a private note for nobody.
        <section class="section screen-only">
            <h2>"My private note"</h2>
            {field}
        </section>
    }
}
