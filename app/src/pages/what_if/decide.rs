//! Recording that what is tried was decided.

use domain::{
    rejection::Rejection,
    scorecard_change::MakeScorecardChange,
    view::{
        day,
        permission::Offer,
        typed,
        what_if::{self as view, Answer, Page},
    },
};
use leptos::prelude::*;

use super::{kept::Kept, suppose::options};
use crate::{
    client::{Client, use_client},
    components::{
        Button, ButtonKind, Field, FieldWidth, InputKind, PAGE_HEADING_ID, SelectField, TextArea,
    },
    pages::{
        form::{Form, Opener, focus_soon},
        presence::part,
    },
};

/// "Record that it was decided", with its form; who may not is told who may.
pub fn decide(page: Memo<Option<Page>>, kept: Kept) -> AnyView {
    let bodies = part(page, |page| page.bodies.clone());
    let may = part(page, |page| page.may_record);
    let offer = Signal::derive(move || match may.get() {
        true => Offer::Open,
        false => Offer::Hidden,
    });
    let form = Form::new("decide");
    let open = RwSignal::new(form.is_begun());
    let first = form.field("decided_by");
    view! {
        <section class="section screen-only" aria-labelledby="decide-heading">
            <h2 id="decide-heading">"Decided?"</h2>
            <p>"The Board or the Performance Committee decides. Weights and tolerances then hold from a day on, targets are proposed for approval, and what was reported before stays as it was. How much an indicator or an objective counts towards another is set on the objective’s page, by whoever answers for it."</p>
            {move || (!may.get()).then(|| view! { <p>"Support Services record it. Show them this page, or print it."</p> })}
            <div class="cluster">
                <Opener id="open-decide" label="Record that it was decided" offer=offer open=open first=first>
                    {fields(form.clone(), bodies, kept, open)}
                </Opener>
            </div>
        </section>
    }
    .into_any()
}

/// What is typed into the form.
#[derive(Clone, Copy)]
struct Typed {
    decided_by: RwSignal<String>,
    decided_on: RwSignal<String>,
    from: RwSignal<String>,
    reason: RwSignal<String>,
}

fn fields(
    form: Form,
    bodies: Memo<Vec<Answer>>,
    kept: Kept,
    open: RwSignal<bool>,
) -> impl IntoView {
    let client = use_client();
    let today = day::typed(client.today());
    let typed = Typed {
        decided_by: form.typed("decided_by", ""),
        decided_on: form.typed("decided_on", today.clone()),
        from: form.typed("from", today),
        reason: form.typed("reason", ""),
    };
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let read = command(client, typed, kept).map(Into::into);
        if sent.send(read, "The decision is recorded.") {
            open.set(false);
            kept.supposed.set(String::new());
            focus_soon(PAGE_HEADING_ID);
        }
    };
    let bodies = Signal::derive(move || bodies.with(|bodies| options(bodies)));
    view! {
        <form class="form" novalidate on:submit=submit>
            <SelectField
                id=form.field("decided_by")
                name="decided_by"
                label="Who decided it?"
                error=form.error("decided_by")
                options=bodies
                value=typed.decided_by
                on_choose=move |key| typed.decided_by.set(key)
            />
            {date(&form, "decided_on", "When was it decided?", typed.decided_on)}
            {date(&form, "from", "From which day does it hold?", typed.from)}
            <TextArea
                id=form.field("reason")
                name="reason"
                label="Why?"
                hint="Everybody who looks at the scorecard can read it."
                error=form.error("reason")
                value=typed.reason
                on_input=move |text| typed.reason.set(text)
                rows=3
            />
            <div class="cluster">
                <Button id=form.id() submit=true>"Record the decision"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}

fn date(
    form: &Form,
    name: &'static str,
    label: &'static str,
    value: RwSignal<String>,
) -> impl IntoView + use<> {
    view! {
        <Field
            id=form.field(name)
            name=name
            label=label
            error=form.error(name)
            value=value
            on_input=move |typed| value.set(typed)
            kind=InputKind::Date
            width=FieldWidth::Short
        />
    }
}

fn command(client: Client, fields: Typed, kept: Kept) -> Result<MakeScorecardChange, Rejection> {
    let decided_by = fields.decided_by.get_untracked();
    let changes = kept.supposed.with_untracked(|text| view::read(text));
    Ok(MakeScorecardChange {
        change: client.new_id(),
        changes: changes
            .into_iter()
            .map(|change| (client.new_id::<()>().uuid(), change))
            .collect(),
        decided_by: decided_by
            .parse()
            .map_err(|_| Rejection::field("decided_by", "Choose who decided it."))?,
        decided_on: typed::day("decided_on", &fields.decided_on.get_untracked())?,
        from: typed::day("from", &fields.from.get_untracked())?,
        reason: fields.reason.get_untracked(),
    })
}
