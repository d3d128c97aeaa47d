//! What was heard about the year and whether its management fee is agreed: one answer for all of its targets.

use domain::{
    calendar::FinancialYear,
    rejection::Rejection,
    view::targets::{self as view, Page, YearSet},
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Button, ButtonKind, Choice, ChoiceOption, Disclosure, Fact, FactList, TextArea},
    pages::{
        form::{Form, Opener},
        presence::part,
    },
};

/// The year's set.
pub(super) fn set(page: Memo<Option<Page>>, year: FinancialYear) -> impl IntoView {
    let set = part(page, |page| page.set.clone());
    view! {
        <section class="section" aria-labelledby="set-heading">
            <h2 id="set-heading">"What " {year.label()} " is set on"</h2>
            {move || stands(set.get())}
            {answer(set, year)}
        </section>
    }
}

fn stands(set: YearSet) -> impl IntoView {
    let facts = set
        .facts
        .into_iter()
        .map(|fact| Fact::new(fact.term, fact.is));
    view! {
        <FactList facts=facts.collect() />
        {listed("What was recorded before", set.earlier)}
    }
}

/// Some lines under a summary; nothing where there are none.
pub(super) fn listed(summary: &'static str, lines: Vec<String>) -> Option<impl IntoView> {
    let lines = StoredValue::new(lines);
    let some = lines.with_value(|lines| !lines.is_empty());
    some.then(|| {
        view! {
            <Disclosure summary=summary>
                <ul>{lines.with_value(|lines| lines.iter().map(|words| view! { <li>{words.clone()}</li> }).collect_view())}</ul>
            </Disclosure>
        }
    })
}

/// Recording what was heard, for who may.
fn answer(set: Memo<YearSet>, year: FinancialYear) -> impl IntoView {
    let form = Form::new("heard").about(year.0);
    let open = RwSignal::new(form.is_begun());
    let offer = Memo::new(move |_| set.with(|set| set.answer.clone()));
    let first = form.field("stakeholders");
    view! {
        <div class="cluster screen-only">
            <Opener id="open-heard" label="Record what was heard" offer=offer open=open first=first>
                {fields(form.clone(), set, year, open)}
            </Opener>
        </div>
    }
}

fn fields(
    form: Form,
    set: Memo<YearSet>,
    year: FinancialYear,
    open: RwSignal<bool>,
) -> impl IntoView {
    let client = use_client();
    let (first, fees) = set.with_untracked(|set| (set.first.clone(), set.fees.clone()));
    let stakeholders = form.typed("stakeholders", first.stakeholders);
    let fee = form.typed("fee", first.fee);
    let because = form.typed("fee_because", first.because);
    let (sent, dropped, asked) = (form.clone(), form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = view::Typed {
            stakeholders: stakeholders.get_untracked(),
            fee: fee.get_untracked(),
            because: because.get_untracked(),
        };
        let read = client.look(|sight| view::heard(sight, year, &typed));
        if sent.send(
            read.map(Into::into).ok_or(Rejection::NotFound),
            "What was heard is recorded for every target of the year.",
        ) {
            open.set(false);
        }
    };
    let options: Vec<ChoiceOption> = fees
        .into_iter()
        .map(|(value, words)| ChoiceOption::new(value, words))
        .collect();
    let overridden = Memo::new(move |_| fee.with(|fee| fee == "overridden"));
    view! {
        <form class="form" novalidate on:submit=submit>
            <TextArea
                id=form.field("stakeholders")
                name="stakeholders"
                label="What did the Council and residents say?"
                hint="And where they said it: a focus group, a survey, the Corporate Plan. It stands for every target of the year."
                error=form.error("stakeholders")
                value=stakeholders
                on_input=move |text| stakeholders.set(text)
                rows=4
            />
            <Choice
                name=form.field("fee")
                legend="Is the management fee agreed?"
                options=options
                value=fee
                error=form.error("fee")
                on_choose=move |chosen| fee.set(chosen)
            />
            {move || overridden.get().then(|| view! {
                <TextArea
                    id=asked.field("fee_because")
                    name="fee_because"
                    label="Why do the year’s targets stand without it?"
                    error=asked.error("fee_because")
                    value=because
                    on_input=move |text| because.set(text)
                    rows=2
                />
            })}
            <div class="cluster">
                <Button id=form.id() submit=true>"Record it for the year"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}
