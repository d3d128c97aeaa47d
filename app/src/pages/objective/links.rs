//! What an objective contributes to: its links upward, taken away or added.

use domain::{
    cascade::Parent,
    objective::ObjectiveId,
    objective_link::{LinkObjective, UnlinkObjective},
    rejection::Rejection,
    view::{
        new_objective::{Candidate, chosen},
        objective::{Link, Page},
        permission::Offer,
    },
};
use leptos::prelude::*;
use rust_decimal::Decimal;

use super::weight::weight;
use crate::{
    client::use_client,
    components::{Breadcrumb, Button, ButtonKind, ChoiceOption, SelectField, Stop},
    pages::{
        form::{Form, Opener, focus_soon},
        presence::part,
    },
    route::Route,
};

/// The section "What it contributes to".
#[component]
pub fn Links(
    /// The objective's page.
    page: Memo<Option<Page>>,
    /// Which objective.
    objective: ObjectiveId,
    /// The line it stands on.
    stops: Memo<Vec<Stop>>,
) -> impl IntoView {
    let links = part(page, |page| page.links.clone());
    let none = Memo::new(move |_| links.with(Vec::is_empty));
    // A single link stands in the line above already; a list of it is for taking it away and for how much it counts.
    let listed = Memo::new(move |_| {
        let links = links.get();
        let counts = |link: &Link| {
            link.weight
                .as_ref()
                .is_some_and(|weight| weight.is_told || weight.set.is_shown())
        };
        let told = links.len() > 1
            || links
                .iter()
                .any(|link| link.unlink.is_shown() || counts(link));
        if told { links } else { Vec::new() }
    });
    let title = part(page, |page| page.title.clone());
    let candidates = part(page, |page| page.candidates.clone());
    let offer = part(page, |page| page.offers.link.clone());
    view! {
        <section class="section">
            <h2>"What it contributes to"</h2>
            <Breadcrumb stops=stops />
            {move || none.get().then(|| view! {
                <p>"Nothing yet. Link it to an objective of the team, the service or the Company, or to a corporate priority."</p>
            })}
            <ul class="rows">
                <For each=move || listed.get() key=|link| (link.id, link.leads.title.clone()) children=move |link| line(page, objective, link) />
            </ul>
            <div class="cluster">
                <LinkForm objective=objective title=title candidates=candidates offer=offer />
            </div>
        </section>
    }
}

fn line(page: Memo<Option<Page>>, objective: ObjectiveId, link: Link) -> impl IntoView {
    let id = link.id;
    let form = Form::new(format!("unlink-{id}"));
    let offer = part(page, move |page| {
        page.links
            .iter()
            .find(|link| link.id == id)
            .map(|link| link.unlink.clone())
            .unwrap_or_default()
    });
    let title = link.leads.title.clone();
    let take_away = move || {
        let form = form.clone();
        let title = title.clone();
        offer.with(|offer| offer.is_shown()).then(|| {
            let id_of_button = form.id();
            let reason = Signal::derive(move || offer.with(|offer| offer.reason()));
            let press = move |()| {
                if form.send(Ok(UnlinkObjective { link: id }.into()), "The link is taken away.") {
                    focus_soon(opener(objective));
                }
            };
            view! {
                <Button id=id_of_button kind=ButtonKind::Quiet disabled_because=reason on_press=press>
                    "Take this link away"
                    <span class="visually-hidden">{format!(" to “{title}”")}</span>
                </Button>
            }
        })
    };
    let counts = part(page, move |page| {
        let link = page.links.iter().find(|link| link.id == id)?;
        link.weight.clone()
    });
    let there = link.leads.title.clone();
    let about = Memo::new(move |_| Some(there.clone()));
    let of = link.weight.map(|weight| weight.of);
    view! {
        <li>
            <div class="stack stack--tight">
                <span class="person">
                    <a href=href(link.leads.to)>{link.leads.title}</a>
                    <span class="person__post">{link.leads.kind}</span>
                </span>
                {of.map(|of| weight(of, counts, about))}
            </div>
            {take_away}
        </li>
    }
}

/// Where a parent is shown: an objective on its page, a priority in the cascade.
pub fn href(parent: Parent) -> String {
    match parent {
        Parent::Objective(id) => Route::Objective(id).path(),
        Parent::Priority(_) => Route::Cascade(Some(parent)).path(),
    }
}

/// "Link it", with the form that it opens.
#[component]
pub fn LinkForm(
    /// Which objective.
    objective: ObjectiveId,
    /// Its title, for who hears the button alone.
    #[prop(into)]
    title: Signal<String>,
    /// What it could contribute to.
    candidates: Memo<Vec<Candidate>>,
    /// Whether it can be linked.
    #[prop(into)]
    offer: Signal<Offer>,
) -> impl IntoView {
    let form = Form::new(format!("link-{objective}"));
    let open = RwSignal::new(false);
    let first = form.field("parent");
    let about = Signal::derive(move || format!("“{}”", title.get()));
    view! {
        <Opener id=opener(objective) label="Link it" about=about offer=offer open=open first=first>
            {fields(form.clone(), candidates, objective, open)}
        </Opener>
    }
}

/// The id of the button that opens the form.
fn opener(objective: ObjectiveId) -> String {
    format!("open-link-{objective}")
}

fn fields(
    form: Form,
    candidates: Memo<Vec<Candidate>>,
    objective: ObjectiveId,
    open: RwSignal<bool>,
) -> impl IntoView {
    let link = use_client().new_id();
    let parent = RwSignal::new(String::new());
    let options = Signal::derive(move || {
        candidates.with(|candidates| {
            candidates
                .iter()
                .map(|candidate| ChoiceOption::new(candidate.key.clone(), candidate.label.clone()))
                .collect::<Vec<_>>()
        })
    });
    let sent = form.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let key = parent.get_untracked();
        let read = candidates
            .with_untracked(|candidates| chosen(candidates, &key))
            .map(|parent| {
                LinkObjective {
                    link,
                    child: objective,
                    parent,
                    weight: Decimal::ONE,
                }
                .into()
            })
            .ok_or_else(|| Rejection::field("parent", "Choose what it contributes to."));
        if sent.send(read, "The objective is linked.") {
            open.set(false);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <SelectField
                id=form.field("parent")
                name="parent"
                label="What does it contribute to?"
                error=form.error("parent")
                options=options
                value=parent
                on_choose=move |key| parent.set(key)
            />
            <div class="cluster">
                <Button id=form.id() submit=true>"Link objective"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| open.set(false)>"Cancel"</Button>
            </div>
        </form>
    }
}
