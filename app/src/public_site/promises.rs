//! "Our promises": each service standard with the measure that shows whether it is kept.

use domain::view::public_promises::{Page, Promise};
use leptos::prelude::*;

use super::{
    Address, Setting,
    document::{About, document},
};
use crate::components::{Cell, ColourKey, Column, DataTable, PageHeading, SourceLine};

/// The page.
pub fn promises(page: &Page, setting: &Setting) -> String {
    let about = About {
        title: "Our promises".to_owned(),
        description: format!("Our service standards. {}", page.lead),
        here: Some(Address::Promises),
    };
    let Page {
        lead,
        promises,
        source,
        ..
    } = page.clone();
    document(&page.frame, setting, about, || {
        let table = (!promises.is_empty()).then(|| table(promises));
        view! {
            <PageHeading title="Our promises" lead=Some(lead) />
            <p>"These are the standards of service that we have promised. Each is measured, and you can read here whether we keep it."</p>
            <ColourKey />
            {table}
            <SourceLine text=source />
        }
        .into_any()
    })
}

fn table(promises: Vec<Promise>) -> AnyView {
    let columns = vec![
        Column::text("What we promise"),
        Column::text("Status"),
        Column::number("Result"),
        Column::number("Target"),
        Column::text("Period"),
        Column::text("How it is measured"),
        Column::text("Service"),
    ];
    let rows = promises.into_iter().map(row).collect();
    view! {
        <DataTable
            id="promises"
            caption="What we promise, and whether we keep it"
            columns=columns
            rows=rows
        />
    }
    .into_any()
}

fn row(promise: Promise) -> Vec<Cell> {
    let row = promise.measure.row;
    let measured = Cell::Link {
        text: row.name,
        href: Address::Indicator(row.code).path(),
    };
    let status = if promise.is_published {
        Cell::Status(row.mark.into())
    } else {
        "Not published yet".into()
    };
    let figure = |words: String| {
        if promise.is_published {
            Cell::Text(words)
        } else {
            Cell::Text(String::new())
        }
    };
    vec![
        promise.words.into(),
        status,
        figure(row.value),
        figure(row.target),
        figure(promise.measure.period),
        measured,
        promise.service.into(),
    ]
}
