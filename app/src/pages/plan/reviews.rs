//! How a plan stood quarter by quarter, and saying how it stands.

use domain::view::{
    permission::Offer,
    plan::{self as view, Page, Quarter, Reviewing, TypedReview},
};
use leptos::prelude::*;

use crate::{
    components::{
        Button, ButtonKind, Choice, ChoiceOption, Column, DataTable, SelectField, TextArea,
    },
    pages::{
        form::{Form, Opener},
        presence::part,
    },
};

/// Every quarter that has begun, the latest first.
pub(super) fn reviews(page: Memo<Option<Page>>) -> impl IntoView {
    let quarters = part(page, |page| page.quarters.clone());
    let reviewing = part(page, |page| page.reviewing.clone());
    let offer = Memo::new(move |_| {
        reviewing.with(|reviewing| match reviewing.levels.is_empty() {
            true => Offer::Hidden,
            false => Offer::Open,
        })
    });
    let form = Form::new("stands");
    let open = RwSignal::new(form.is_begun());
    let first = form.field("at");
    let is_there = Memo::new(move |_| quarters.with(|quarters| !quarters.is_empty()));
    let opener = move |form: &Form| {
        let form = form.clone();
        view! {
            <div class="screen-only">
                <Opener id="open-stands" label="Say how it stands" offer=offer open=open first=first.clone()>
                    {fields(form.clone(), reviewing, open)}
                </Opener>
            </div>
        }
    };
    move || {
        is_there.get().then(|| {
            view! {
                <section class="section" aria-labelledby="quarters-heading">
                    <h2 id="quarters-heading">"How it stood, quarter by quarter"</h2>
                    {opener(&form)}
                    {move || quarters.get().into_iter().map(quarter).collect_view()}
                </section>
            }
        })
    }
}

fn quarter(quarter: Quarter) -> impl IntoView {
    let columns = vec![Column::text("Who"), Column::text("What they decided")];
    let rows = quarter
        .levels
        .into_iter()
        .map(|(who, said)| vec![who.into(), said.into()]);
    let rows = rows.collect();
    let caption = format!("{}: who has said how it stood", quarter.name);
    let said = quarter.said.into_iter().map(|said| {
        let words = said.words.into_iter().map(|words| view! { <p>{words}</p> });
        view! {
            <h3>{said.who}</h3>
            {words.collect_view()}
        }
    });
    let id = format!(
        "quarter-{}",
        quarter
            .name
            .replace(|letter: char| !letter.is_alphanumeric(), "-")
    );
    view! {
        <DataTable id=id caption=caption columns=columns rows=rows stacks=true />
        {said.collect_view()}
    }
}

fn options(choices: &[(String, String)]) -> Vec<ChoiceOption> {
    choices
        .iter()
        .map(|(value, words)| ChoiceOption::new(value, words))
        .collect()
}

fn fields(form: Form, reviewing: Memo<Reviewing>, open: RwSignal<bool>) -> impl IntoView {
    let now = reviewing.get_untracked();
    let chosen = |choices: &[(String, String)]| {
        let first = choices.first().map(|(value, _)| value.clone());
        first.unwrap_or_default()
    };
    let at = form.typed("at", chosen(&now.levels));
    let quarter = form.typed("quarter", chosen(&now.quarters));
    let decision = form.typed("decision", "");
    let words = form.typed("words", "");
    let (sent, dropped) = (form.clone(), form.clone());
    let plan = now.plan;
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(plan) = plan else {
            return;
        };
        let typed = TypedReview {
            at: at.get_untracked(),
            quarter: quarter.get_untracked(),
            decision: decision.get_untracked(),
            words: words.get_untracked(),
        };
        if sent.send(
            view::review(plan, &typed).map(Into::into),
            "It is recorded how the plan stands.",
        ) {
            open.set(false);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            {select(&form, ("at", at), "For whom do you say it?", &now.levels)}
            {select(&form, ("quarter", quarter), "In which quarter?", &now.quarters)}
            <Choice
                name=form.field("decision")
                legend="What was decided?"
                options=options(&now.decisions)
                value=decision
                error=form.error("decision")
                on_choose=move |chosen| decision.set(chosen)
            />
            <TextArea
                id=form.field("words")
                name="words"
                label="How does it stand, and what comes of it?"
                error=form.error("words")
                value=words
                on_input=move |text| words.set(text)
                rows=4
            />
            <div class="cluster">
                <Button id=form.id() submit=true>"Record how it stands"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}

fn select(
    form: &Form,
    (name, value): (&'static str, RwSignal<String>),
    label: &'static str,
    choices: &[(String, String)],
) -> impl IntoView + use<> {
    view! {
        <SelectField
            id=form.field(name)
            name=name
            label=label
            error=form.error(name)
            options=options(choices)
            value=value
            on_choose=move |chosen| value.set(chosen)
        />
    }
}
