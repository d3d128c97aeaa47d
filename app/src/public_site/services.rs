//! Targets and results by service.

use domain::view::public_home::{Service, ServicesPage, Unpublished};
use leptos::prelude::*;

use super::{
    Address, Setting,
    document::{About, document},
    measure_table::results,
};
use crate::components::{ColourKey, PageHeading, SourceLine, Tag};

/// The page of targets and results by service.
pub fn services(page: &ServicesPage, setting: &Setting) -> String {
    let about = About {
        title: "Results by service".to_owned(),
        description: format!("Targets and results of each service. {}", page.lead),
        here: Some(Address::Services),
    };
    let ServicesPage {
        lead,
        services,
        source,
        ..
    } = page.clone();
    document(&page.frame, setting, about, || {
        let links = services.iter().map(|service| {
            view! { <a href=format!("#{}", service.anchor)>{service.name.clone()}</a> }
        });
        let links = links.collect_view();
        view! {
            <PageHeading title="Results by service" lead=Some(lead) />
            <ColourKey />
            <nav class="screen-only cluster" aria-label="Services on this page">
                {links}
            </nav>
            {services.into_iter().map(one).collect_view()}
            <SourceLine text=source />
        }
        .into_any()
    })
}

fn one(service: Service) -> AnyView {
    let Service {
        name,
        anchor,
        purpose,
        illustrative,
        counts,
        measures,
        unpublished,
    } = service;
    let caption = format!("{name}: latest results and targets");
    let table = (!measures.is_empty()).then(|| {
        view! {
            <p>{format!("{counts}.")}</p>
            {results(&format!("{anchor}-results"), &caption, measures)}
        }
    });
    view! {
        <section class="section" aria-labelledby=anchor.clone()>
            <h2 id=anchor.clone()>{name}</h2>
            {(!purpose.is_empty()).then(|| view! { <p>{purpose} " " {illustrative.then(|| view! { <Tag text="Illustrative" /> })}</p> })}
            {table}
            {not_published(unpublished)}
        </section>
    }
    .into_any()
}

/// Measures for which no figure has been published; their pages say what they mean.
fn not_published(measures: Vec<Unpublished>) -> Option<AnyView> {
    if measures.is_empty() {
        return None;
    }
    let items = measures.into_iter().map(|Unpublished { code, name }| {
        view! {
            <li>
                <a href=Address::Indicator(code).path()>{name}</a>
            </li>
        }
    });
    let list = view! {
        <h3>"No figure published yet"</h3>
        <ul>{items.collect_view()}</ul>
    };
    Some(list.into_any())
}
