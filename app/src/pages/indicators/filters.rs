//! What an indicator is found by: words, and a choice of each kind.

use domain::view::indicators::{Choices, Filter, Page};
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, ChoiceOption, Field, SelectField},
    pages::presence::part,
};

/// A choice: its field, its label, the words for all, and where its value and its answers are.
type Chooser = (
    &'static str,
    &'static str,
    &'static str,
    fn(&mut Filter) -> &mut String,
    fn(&Choices) -> &Vec<(String, String)>,
);

const CHOOSERS: [Chooser; 6] = [
    (
        "service",
        "Service",
        "Every service",
        |filter| &mut filter.service,
        |choices| &choices.services,
    ),
    (
        "source",
        "Source",
        "Every source",
        |filter| &mut filter.source,
        |choices| &choices.sources,
    ),
    (
        "tag",
        "What else is true of it",
        "Anything",
        |filter| &mut filter.tag,
        |choices| &choices.tags,
    ),
    (
        "state",
        "Where it stands",
        "In force and drafts",
        |filter| &mut filter.state,
        |choices| &choices.states,
    ),
    (
        "owner",
        "Owner",
        "Anybody",
        |filter| &mut filter.owner,
        |choices| &choices.owners,
    ),
    (
        "needs",
        "Something is missing",
        "Whether or not",
        |filter| &mut filter.needs,
        |choices| &choices.needs,
    ),
];

/// The box that finds, and the choices under it.
pub fn filters(page: Memo<Option<Page>>, filter: RwSignal<Filter>) -> impl IntoView {
    let typed = Signal::derive(move || filter.with(|filter| filter.typed.clone()));
    let choosers = CHOOSERS
        .into_iter()
        .map(|chooser| view_of(page, filter, chooser));
    let filtered = Memo::new(move |_| filter.with(|filter| !filter.is_empty()));
    view! {
        <form role="search" aria-label="Indicators" class="screen-only" on:submit=|event| event.prevent_default()>
            <Field
                id="find-indicator"
                name="find"
                label="Find an indicator"
                hint="By code, name, service or status: TP01, voids, off target."
                value=typed
                on_input=move |text| filter.update(|filter| filter.typed = text)
                autocomplete="off"
            />
            <div class="filters">{choosers.collect_view()}</div>
            {move || filtered.get().then(|| view! {
                <Button kind=ButtonKind::Quiet on_press=move |()| filter.set(Filter::default())>"Show all indicators"</Button>
            })}
        </form>
    }
}

fn view_of(
    page: Memo<Option<Page>>,
    filter: RwSignal<Filter>,
    (name, label, all, value, offered): Chooser,
) -> AnyView {
    let options = part(page, move |page| {
        offered(&page.choices)
            .iter()
            .map(|(value, words)| ChoiceOption::new(value, words))
            .collect::<Vec<_>>()
    });
    let chosen = Signal::derive(move || filter.with(|filter| value(&mut filter.clone()).clone()));
    let is_offered = Memo::new(move |_| options.with(|options| !options.is_empty()));
    (move || {
        is_offered.get().then(|| {
            view! {
                <SelectField
                    id=format!("find-{name}")
                    name=name
                    label=label
                    options=options
                    value=chosen
                    prompt=all
                    on_choose=move |chosen| filter.update(|filter| *value(filter) = chosen)
                />
            }
        })
    })
    .into_any()
}
