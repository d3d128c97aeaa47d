//! The indicator library: tick what the register is to have, and it arrives as drafts.

use std::collections::BTreeSet;

use domain::view::library::{self as view, Page, Part, Row};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{
        Button, ButtonKind, Column, PAGE_HEADING_ID, PageHeading, TableFrame, Tag, stacked_cell,
    },
    pages::{
        form::{Form, Refusals, Tick, focus_soon},
        presence::{part, present},
    },
};

/// The library.
#[component]
pub fn LibraryPage() -> impl IntoView {
    let refusals = Refusals::provide();
    let page = use_client().view(|sight| Some(view::page(sight)));
    present(page, move |page| here(page, refusals).into_any())
}

/// What is ticked.
type Ticked = RwSignal<BTreeSet<String>>;

fn here(page: Memo<Option<Page>>, refusals: Refusals) -> impl IntoView {
    let client = use_client();
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.lead.clone()));
    let parts = part(page, |page| page.parts.clone());
    let may_add = part(page, |page| page.add.is_shown());
    let ticked: Ticked = RwSignal::new(BTreeSet::new());
    let form = StoredValue::new(Form::new("library"));
    let press = move |()| {
        let new_id = || client.new_id::<Row>().uuid();
        let command = ticked.with_untracked(|ticked| view::drafts(ticked, new_id));
        let sent = form.with_value(|form| {
            form.send(
                Ok(command.into()),
                "The indicators are in the register, as drafts.",
            )
        });
        if sent {
            ticked.set(BTreeSet::new());
            focus_soon(PAGE_HEADING_ID);
        }
    };
    let says = move || match ticked.with(BTreeSet::len) {
        0 => "Nothing is ticked.".to_owned(),
        1 => "1 indicator is ticked.".to_owned(),
        many => format!("{many} indicators are ticked."),
    };
    view! {
        <PageHeading title=heading lead=lead />
        {refusals.summary()}
        {move || {
            let may_add = may_add.get();
            let parts = parts.get().into_iter().zip(1..);
            parts.map(|(part, place)| table(part, place, may_add, ticked)).collect_view()
        }}
        {move || may_add.get().then(|| view! {
            <div class="cluster screen-only">
                <Button id=form.with_value(Form::id) kind=ButtonKind::Primary on_press=press>"Add to the register"</Button>
                <span role="status">{says}</span>
            </div>
        })}
    }
}

fn table(part: Part, place: usize, may_add: bool, ticked: Ticked) -> AnyView {
    let columns = vec![
        Column::text("Indicator"),
        Column::text("What is counted"),
        Column::text("Defined by"),
        Column::text("Register"),
    ];
    let rows = part.rows.into_iter();
    let rows = rows.map(|row| line(&columns, row, may_add, ticked));
    let rows = rows.collect_view();
    view! {
        <section class="section">
            <TableFrame id=format!("library-{place}") caption=part.name columns=columns stacks=true>{rows}</TableFrame>
        </section>
    }
    .into_any()
}

fn line(columns: &[Column], row: Row, may_add: bool, ticked: Ticked) -> AnyView {
    let Row {
        code,
        name,
        formula,
        defined_by,
        registered,
    } = row;
    let label = format!("{code} {name}");
    let heading = match may_add && !registered {
        true => {
            let (own, chosen) = (code.clone(), code);
            let is = Signal::derive(move || ticked.with(|ticked| ticked.contains(&own)));
            let on_tick = move |tick: bool| {
                ticked.update(|ticked| {
                    let _ = match tick {
                        true => ticked.insert(chosen.clone()),
                        false => ticked.remove(&chosen),
                    };
                });
            };
            view! { <Tick ticked=is on_tick=on_tick>{label}</Tick> }.into_any()
        }
        false => label.into_any(),
    };
    let there = match registered {
        true => view! { <Tag text="In the register" /> }.into_any(),
        false => "Not yet".into_any(),
    };
    let cells = columns
        .iter()
        .skip(1)
        .zip([formula.into_any(), defined_by.into_any(), there]);
    let cells = cells.map(|(column, cell)| stacked_cell(column, cell));
    let cells = cells.collect_view();
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{heading}</th>
            {cells}
        </tr>
    }
    .into_any()
}
