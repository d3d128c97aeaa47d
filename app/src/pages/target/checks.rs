//! What the checks say: what blocks, what warns with the field for its reason, and what is met.

use domain::view::target::{CheckRow, Found, Stands};
use leptos::prelude::*;

use super::form::Typed;
use crate::{
    components::{Disclosure, Tag, TagKind, TextArea},
    pages::{
        form::Form,
        marks_line::marks_line,
        presence::{each, part},
    },
};

/// The checks of what is being typed.
pub(super) fn checks(
    form: &Form,
    found: Memo<Option<Found>>,
    typed: Typed,
) -> impl IntoView + use<> {
    let summary = part(found, |found| found.summary.clone());
    let open = part(found, |found| rows(found, false));
    let closed = part(found, |found| rows(found, true));
    let picture = part(found, |found| found.picture.clone());
    let form = StoredValue::new(form.clone());
    let item = move |row: Memo<Option<CheckRow>>| open_check(form, row, typed);
    view! {
        <h3 id="checks-heading">"What the checks say"</h3>
        <p role="status">{move || summary.get()}</p>
        {move || marks_line(picture.get())}
        <ul class="stack">{each(open, |row| row.field, item)}</ul>
        <Disclosure summary="What is met, and what is not asked here">
            {move || closed_list(closed.get(), None)}
        </Disclosure>
    }
}

fn rows(found: &Found, met: bool) -> Vec<CheckRow> {
    found
        .rows
        .iter()
        .filter(|row| matches!(row.stands, Stands::Met | Stands::NotAsked) == met)
        .cloned()
        .collect()
}

/// A check that stands open, or stands for a reason.
fn open_check(form: StoredValue<Form>, row: Memo<Option<CheckRow>>, typed: Typed) -> impl IntoView {
    let words = part(row, |row| row.words.clone());
    let says = part(row, |row| row.says.clone());
    let stands = part(row, |row| row.stands.words());
    let field = row.with_untracked(|row| row.as_ref().map_or("", |row| row.field));
    let takes = part(row, |row| row.takes_reason);
    let reason = move || {
        let value = typed.field(field);
        let (id, error) = form.with_value(|form| (form.field(field), form.error(field)));
        view! {
            <TextArea
                id=id
                name=field
                label="Why does it stand?"
                error=error
                value=value
                on_input=move |text| value.set(text)
                rows=2
                printed=true
            />
        }
    };
    view! {
        <li class="stack stack--tight">
            <p><strong>{move || words.get()}</strong> " " <Tag kind=TagKind::Strong text=Signal::derive(move || stands.get().to_owned()) /></p>
            <p>{move || says.get()}</p>
            {move || takes.get().then(reason)}
        </li>
    }
}

/// Checks as they stand, with nothing to type; where a refusal leads to them, they have the ids of that form's fields.
pub(super) fn closed_list(rows: Vec<CheckRow>, of: Option<&Form>) -> impl IntoView + use<> {
    let items = rows.into_iter().map(|row| {
        let id = of.map(|form| form.field(row.field));
        let reason = row
            .reason
            .map(|reason| view! { <p>"Reason: " {reason}</p> });
        view! {
            <li class="stack stack--tight" tabindex=id.is_some().then_some("-1") id=id>
                <p><strong>{row.words}</strong> " " <Tag text=row.stands.words() /></p>
                <p>{row.says}</p>
                {reason}
            </li>
        }
    });
    view! { <ul class="stack">{items.collect_view()}</ul> }
}
