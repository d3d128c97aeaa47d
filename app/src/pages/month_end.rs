//! Month end: a service's figures for a month in one grid, from paste to published. Provider, checker, approver and publisher use the
//! same page, each by what they may do.

mod cell;
mod commentary;
mod grid;
mod response;
mod returned;
mod returns;
mod sheet;
mod stages;
mod steps;

use domain::view::month_end::{self as view, Choice, Page, Return};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{ChoiceOption, LinkButton, PageHeading, SelectField},
    pages::{
        form::Refusals,
        presence::{part, present},
        save_tables::SaveTables,
    },
    route::Route,
};
use sheet::Sheet;

/// Which service and which month are chosen, by the texts that stand for them.
type Chosen = RwSignal<Option<(String, String)>>;

/// The figures that are due.
#[component]
pub fn MonthEndPage(
    /// Which return is shown at first; none for that on which the reader works next.
    shown: Option<Return>,
) -> impl IntoView {
    let client = use_client();
    let today = client.today();
    let chosen: Chosen = RwSignal::new(shown.map(Return::keys));
    let page = client.view(move |sight| {
        let chosen = chosen.get();
        let shown = chosen.and_then(|(service, month)| view::chosen(&service, &month));
        view::page(sight, shown, today)
    });
    present(page, move |page| here(page, chosen).into_any())
}

fn here(page: Memo<Option<Page>>, chosen: Chosen) -> impl IntoView {
    let refusals = Refusals::provide();
    let sheet = Sheet::provide(page);
    let heading = part(page, |page| page.heading.clone());
    let lead = part(page, |page| Some(page.lead.clone()));
    let returns = part(page, |page| page.returns.clone());
    let service = part(page, |page| page.service.clone());
    view! {
        <PageHeading title=heading lead=lead />
        {refusals.summary()}
        {choices(page, chosen)}
        {grid::grid(sheet)}
        {steps::steps(sheet)}
        {move || returns::returns(returns.get())}
        <SaveTables />
        <div class="cluster screen-only">{move || scorecard_of(&service.get())}</div>
    }
}

/// The way to what the figures come to; none while no service is chosen.
fn scorecard_of(service: &str) -> Option<AnyView> {
    let service = service.parse().ok()?;
    let href = Route::ServiceScorecard(service, None).path();
    Some(view! { <LinkButton href=href>"The service’s scorecard"</LinkButton> }.into_any())
}

/// The service and the month, to be chosen.
fn choices(page: Memo<Option<Page>>, chosen: Chosen) -> impl IntoView {
    let service = part(page, |page| page.service.clone());
    let month = part(page, |page| page.month.clone());
    let options = |of: Memo<Vec<Choice>>| {
        Signal::derive(move || {
            let choices = of.get().into_iter();
            choices
                .map(|choice| ChoiceOption::new(choice.key, choice.name))
                .collect::<Vec<_>>()
        })
    };
    let services = options(part(page, |page| page.services.clone()));
    let months = options(part(page, |page| page.months.clone()));
    let choose_service = move |key: String| {
        if !key.is_empty() {
            chosen.set(Some((key, month.get_untracked())));
        }
    };
    let choose_month = move |key: String| {
        if !key.is_empty() {
            chosen.set(Some((service.get_untracked(), key)));
        }
    };
    view! {
        <div class="cluster choices screen-only">
            <SelectField id="service" name="service" label="Service" options=services value=service on_choose=choose_service />
            <SelectField id="month" name="month" label="Month" options=months value=month on_choose=choose_month />
        </div>
    }
}
