//! Writing a plan.

use domain::{
    calendar::FinancialYear,
    unit::UnitId,
    view::plan::{self as view, Page, Typed, Writing},
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Button, ButtonKind, Choice, ChoiceOption, TextArea},
    pages::{
        form::{Form, Opener, ticks},
        presence::part,
    },
};

/// "Write the plan", the first time or anew, for who may.
pub(super) fn writing(
    page: Memo<Option<Page>>,
    service: Option<UnitId>,
    year: FinancialYear,
) -> impl IntoView {
    let writing = part(page, |page| page.writing.clone());
    let offer = part(page, |page| page.writing.offer.clone());
    let key = service.map_or_else(|| "company".to_owned(), |service| service.to_string());
    let form = Form::new("plan").about(format!("{key}-{}", year.0));
    let open = RwSignal::new(form.is_begun());
    let first = form.field("vision");
    view! {
        <div class="screen-only">
            <Opener id="open-plan" label="Write the plan" offer=offer open=open first=first>
                {fields(form.clone(), writing, (service, year), open)}
            </Opener>
        </div>
    }
}

/// The texts of a plan: name, question, and what helps to answer it.
const TEXTS: [(&str, &str, &str); 4] = [
    (
        "vision",
        "Where does the service want to be?",
        "Its vision for the year, as a resident would notice it.",
    ),
    (
        "inputs",
        "What does it have to work with?",
        "Its inputs: people, their skills, and money.",
    ),
    (
        "processes",
        "How are they used?",
        "Its processes: what is done, step by step, with those inputs.",
    ),
    (
        "results",
        "What is achieved?",
        "Its results, which the indicators below show.",
    ),
];

fn fields(
    form: Form,
    writing: Memo<Writing>,
    (service, year): (Option<UnitId>, FinancialYear),
    open: RwSignal<bool>,
) -> impl IntoView {
    let now = writing.get_untracked();
    let id = match now.plan {
        Some(plan) => plan.uuid(),
        None => use_client().new_id::<Page>().uuid(),
    };
    let Typed {
        vision,
        inputs,
        processes,
        results,
        measures,
        equality,
        equality_words,
    } = now.first;
    let [vision, inputs, processes, results] = [
        ("vision", vision),
        ("inputs", inputs),
        ("processes", processes),
        ("results", results),
    ]
    .map(|(name, stands)| form.typed(name, stands));
    let measures = form.typed("measures", measures);
    let equality = form.typed("equality", equality);
    let equality_words = form.typed("equality_words", equality_words);
    let (sent, dropped, asked) = (form.clone(), form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = Typed {
            vision: vision.get_untracked(),
            inputs: inputs.get_untracked(),
            processes: processes.get_untracked(),
            results: results.get_untracked(),
            measures: measures.get_untracked(),
            equality: equality.get_untracked(),
            equality_words: equality_words.get_untracked(),
        };
        let command = view::write(id, (service, year), &typed);
        if sent.send(Ok(command.into()), "The plan is recorded.") {
            open.set(false);
        }
    };
    let texts = TEXTS
        .into_iter()
        .zip([vision, inputs, processes, results])
        .map(|(ask, value)| text(&form, ask, value))
        .collect_view();
    view! {
        <form class="form" novalidate on:submit=submit>
            {texts}
            {ticks(&asked, "Which indicators show whether the results are reached?", now.indicators, measures)}
            {treated(&asked, equality, equality_words)}
            <div class="cluster">
                <Button id=form.id() submit=true>"Record the plan"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}

fn text(
    form: &Form,
    (name, label, hint): (&'static str, &'static str, &'static str),
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <TextArea
            id=form.field(name)
            name=name
            label=label
            hint=hint
            error=form.error(name)
            value=value
            on_input=move |text| value.set(text)
            rows=4
        />
    }
}

/// Whether anybody is treated differently, and who (S109).
fn treated(form: &Form, equality: RwSignal<String>, words: RwSignal<String>) -> impl IntoView {
    let options = vec![
        ChoiceOption::new("no", "No"),
        ChoiceOption::new("yes", "Yes"),
    ];
    let is_yes = Memo::new(move |_| equality.with(|answer| answer == "yes"));
    let asked = form.clone();
    view! {
        <Choice
            name=form.field("equality")
            legend="Does it treat some groups of people differently?"
            options=options
            value=equality
            error=form.error("equality")
            on_choose=move |chosen| equality.set(chosen)
        />
        {move || is_yes.get().then(|| view! {
            <TextArea
                id=asked.field("equality_words")
                name="equality_words"
                label="Whom, and what is done about it?"
                error=asked.error("equality_words")
                value=words
                on_input=move |text| words.set(text)
                rows=2
            />
        })}
    }
}
