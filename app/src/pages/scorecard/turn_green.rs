//! "What would turn this green", under a place that is not: nothing is worked out before somebody asks.

use std::sync::Arc;

use domain::{
    scorecard::Scorecard,
    sight::Sight,
    unit::UnitId,
    view::{
        explanation::Place,
        mark::Mark,
        service_scorecard::ServicePlace,
        turn_green::{self, Turning},
    },
};
use leptos::prelude::*;

use super::use_card;
use crate::{
    components::{Cell, Column, DataTable, Disclosure},
    route::Route,
};

/// What answers it for one place.
type Answer = Arc<dyn Fn(&Sight<'_>, &Scorecard) -> Option<Turning> + Send + Sync>;

/// Of a place on the Company's scorecard.
pub fn turns_place_green(mark: Memo<Option<Mark>>, place: Place, key: &str) -> AnyView {
    let answer: Answer = Arc::new(move |sight, card| turn_green::of_place(sight, card, place));
    turns_green(mark, answer, key)
}

/// Of a perspective on a service's.
pub fn turns_service_green(
    mark: Memo<Option<Mark>>,
    service: UnitId,
    place: ServicePlace,
    key: &str,
) -> AnyView {
    let answer: Answer =
        Arc::new(move |sight, card| turn_green::of_service(sight, card, service, place));
    turns_green(mark, answer, key)
}

fn turns_green(mark: Memo<Option<Mark>>, answer: Answer, key: &str) -> AnyView {
    let id = format!("{key}-turning");
    // What is past is not turned any more.
    let now = use_card().over().is_none();
    let off = Memo::new(move |_| {
        now && matches!(
            mark.get(),
            Some(Mark::OffTarget | Mark::CloseToTarget | Mark::NotEnoughData)
        )
    });
    (move || {
        let (id, answer) = (id.clone(), answer.clone());
        off.get().then(|| {
            view! {
                <Disclosure summary="What would turn this green">{opened(id.clone(), answer.clone())}</Disclosure>
            }
        })
    })
    .into_any()
}

fn opened(id: String, answer: Answer) -> AnyView {
    let turning = use_card().view(move |sight, card| answer(sight, card));
    (move || turning.get().map(|turning| table(&id, turning))).into_any()
}

fn table(id: &str, turning: Turning) -> AnyView {
    let columns = vec![
        Column::text("Put on target"),
        Column::text("Now"),
        Column::text("What it needs"),
        Column::text("Score with it and those above"),
    ];
    let Turning { words, rows } = turning;
    let rows: Vec<Vec<Cell>> = rows
        .into_iter()
        .map(|row| {
            vec![
                Cell::Link {
                    text: row.name,
                    href: Route::Indicator(row.indicator).path(),
                },
                row.now.into(),
                row.needed.into(),
                row.then.into(),
            ]
        })
        .collect();
    let table = (!rows.is_empty()).then(|| {
        view! {
            <DataTable
                id=id
                caption="The measures that bring most, in this order"
                columns=columns
                rows=rows
                stacks=true
            />
        }
    });
    view! {
        <p>{words}</p>
        {table}
    }
    .into_any()
}
