//! Audits of the indicator's figures, and recording one.

use domain::{
    indicator::IndicatorId,
    view::{
        indicator::{AuditLine, Audits, Page, TypedAudit, audit},
        permission::Offer,
    },
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{
        Button, ButtonKind, ChoiceOption, Column, DataTable, Field, FieldWidth, InputKind,
        SelectField, TextArea,
    },
    pages::{
        form::{Form, Opener},
        presence::part,
    },
};

/// The audits; nothing where none is known and none is asked for.
pub fn audits(page: Memo<Option<Page>>, id: IndicatorId) -> AnyView {
    let shown = part(page, |page| page.audits.is_some());
    (move || shown.get().then(|| section(page, id))).into_any()
}

fn section(page: Memo<Option<Page>>, id: IndicatorId) -> AnyView {
    let audits = part(page, |page| page.audits.clone().unwrap_or_default());
    let form = Form::new("audit").about(id);
    let open = RwSignal::new(form.is_begun());
    let offer: Memo<Offer> = Memo::new(move |_| audits.with(|audits| audits.record.clone()));
    let due = Memo::new(move |_| audits.with(|audits| audits.due.clone()));
    let done = Memo::new(move |_| audits.with(|audits| audits.done.clone()));
    let first = form.field("period");
    view! {
        <section class="section" aria-labelledby="audits-heading">
            <h2 id="audits-heading">"Audits"</h2>
            <p>{move || due.get()}</p>
            {move || table(done.get())}
            <div class="screen-only">
                <Opener id="open-audit" label="Record an audit" offer=offer open=open first=first>
                    {fields(form.clone(), audits, id, open)}
                </Opener>
            </div>
        </section>
    }
    .into_any()
}

fn table(done: Vec<AuditLine>) -> Option<impl IntoView> {
    let columns = vec![
        Column::text("Audited on"),
        Column::text("Figure of"),
        Column::text("Records looked at"),
        Column::text("Worked out again"),
        Column::text("What was found"),
    ];
    let rows: Vec<_> = done
        .into_iter()
        .map(|line| {
            vec![
                line.when.into(),
                line.period.into(),
                line.records.into(),
                line.came_to.into(),
                line.found.into(),
            ]
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! { <DataTable id="audits" caption="Audits of its figures, the latest first" columns=columns rows=rows stacks=true /> }
    })
}

fn fields(
    form: Form,
    audits: Memo<Audits>,
    id: IndicatorId,
    open: RwSignal<bool>,
) -> impl IntoView {
    let new = use_client().new_id::<Audits>().uuid();
    let periods = audits.with_untracked(|audits| audits.periods.clone());
    let latest = periods.first().map(|(value, _)| value.clone());
    let period = form.typed("period", latest.unwrap_or_default());
    let [sampled, wrong, recalculated, findings, action, due] = [
        "sampled",
        "wrong",
        "recalculated",
        "findings",
        "action",
        "due",
    ]
    .map(|name| (name, form.typed(name, "")));
    let (sent, dropped, asked) = (form.clone(), form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = |(_, typed): (&'static str, RwSignal<String>)| typed.get_untracked();
        let typed = TypedAudit {
            period: period.get_untracked(),
            sampled: text(sampled),
            wrong: text(wrong),
            recalculated: text(recalculated),
            findings: text(findings),
            action: text(action),
            due: text(due),
        };
        if sent.send(
            audit(id, new, &typed).map(Into::into),
            "The audit is recorded.",
        ) {
            open.set(false);
        }
    };
    let options: Vec<ChoiceOption> = periods
        .into_iter()
        .map(|(value, words)| ChoiceOption::new(value, words))
        .collect();
    let (line, words) = (asked.clone(), asked);
    view! {
        <form class="form" novalidate on:submit=submit>
            <SelectField
                id=form.field("period")
                name="period"
                label="Which period’s figure?"
                error=form.error("period")
                options=options
                value=period
                on_choose=move |chosen| period.set(chosen)
            />
            {short(&line, sampled, "How many records were looked at?", "Records that the figure was counted from, chosen by chance.")}
            {short(&line, wrong, "How many of them were wrong?", "0 where none was.")}
            {short(&line, recalculated, "What does the figure come to, worked out again?", "From the records themselves, and not from the figure that was handed in.")}
            {long(&words, findings, "What was found?")}
            {long(&words, action, "What is to be done?")}
            {day(&words, due)}
            <div class="cluster">
                <Button id=form.id() submit=true>"Record audit"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}

/// A field's name and what is typed in it.
type Typed = (&'static str, RwSignal<String>);

fn short(
    form: &Form,
    (name, typed): Typed,
    label: &'static str,
    hint: &'static str,
) -> impl IntoView {
    view! {
        <Field
            id=form.field(name)
            name=name
            label=label
            hint=hint
            error=form.error(name)
            value=typed
            on_input=move |text| typed.set(text)
            kind=InputKind::Number
            width=FieldWidth::Number
        />
    }
}

fn long(form: &Form, (name, typed): Typed, label: &'static str) -> impl IntoView {
    view! {
        <TextArea
            id=form.field(name)
            name=name
            label=label
            hint="Only where something is not right."
            error=form.error(name)
            value=typed
            on_input=move |text| typed.set(text)
            rows=2
        />
    }
}

fn day(form: &Form, (name, typed): Typed) -> impl IntoView {
    view! {
        <Field
            id=form.field(name)
            name=name
            label="Until when?"
            hint="Only where something is to be done."
            error=form.error(name)
            value=typed
            on_input=move |text| typed.set(text)
            kind=InputKind::Date
            width=FieldWidth::Short
        />
    }
}
