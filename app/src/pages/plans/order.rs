//! In which order the bodies look at plans.

use domain::{
    governance_body::BodyKind,
    view::plans::{self as view, Page},
};
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, ChoiceOption, SelectField},
    pages::{
        form::{Form, Opener},
        presence::part,
    },
};

/// The places of the order, each with its question.
const PLACES: [(&str, &str); 4] = [
    ("first", "Who looks first?"),
    ("second", "Who then?"),
    ("third", "And then?"),
    ("fourth", "And last?"),
];

/// The order, and setting it for who may.
pub(super) fn order(page: Memo<Option<Page>>) -> impl IntoView {
    let said = part(page, |page| page.order.clone());
    let offer = part(page, |page| page.set_order.clone());
    let form = Form::new("order");
    let open = RwSignal::new(form.is_begun());
    let first = form.field("first");
    view! {
        <section class="section" aria-labelledby="order-heading">
            <h2 id="order-heading">"Who looks at them, in which order"</h2>
            <p>"At least once a quarter the line management says how a plan stands; then " {move || said.get()} "."</p>
            <div class="screen-only">
                <Opener id="open-order" label="Change the order" offer=offer open=open first=first>
                    {fields(form.clone(), page, open)}
                </Opener>
            </div>
        </section>
    }
}

fn fields(form: Form, page: Memo<Option<Page>>, open: RwSignal<bool>) -> impl IntoView {
    let stands = page.with_untracked(|page| {
        page.as_ref()
            .map(|page| page.first.clone())
            .unwrap_or_default()
    });
    let chosen: Vec<RwSignal<String>> = PLACES
        .iter()
        .enumerate()
        .map(|(place, (name, _))| form.typed(name, stands.get(place).cloned().unwrap_or_default()))
        .collect();
    let (sent, dropped, asked) = (form.clone(), form.clone(), form.clone());
    let read = chosen.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let chosen: Vec<String> = read.iter().map(RwSignal::get_untracked).collect();
        if sent.send(Ok(view::order(&chosen).into()), "The order is set.") {
            open.set(false);
        }
    };
    let options: Vec<ChoiceOption> = BodyKind::ALL
        .into_iter()
        .map(|body| ChoiceOption::new(body.words(), body.words()))
        .collect();
    let places = PLACES
        .into_iter()
        .zip(chosen)
        .map(move |((name, label), value)| {
            let error = match name {
                "first" => asked.error("bodies"),
                _ => Signal::stored(None),
            };
            view! {
                <SelectField
                    id=asked.field(name)
                    name=name
                    label=label
                    error=error
                    options=options.clone()
                    value=value
                    on_choose=move |body| value.set(body)
                    prompt="Nobody"
                />
            }
        });
    view! {
        <form class="form" novalidate on:submit=submit>
            {places.collect_view()}
            <div class="cluster">
                <Button id=form.id() submit=true>"Set the order"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}
