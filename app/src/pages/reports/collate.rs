//! Collating a report, for Support Services.

use domain::{
    rejection::Rejection,
    view::{
        permission::Offer,
        reports::{self as view, Page, Typed},
    },
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{Button, ButtonKind, ChoiceOption, SelectField, TextArea},
    pages::{
        form::{Form, Opener},
        presence::part,
    },
};

/// Collating, under a button; nothing for everybody else.
pub(super) fn collate(page: Memo<Option<Page>>) -> impl IntoView {
    let form = Form::new("collate");
    let open = RwSignal::new(form.is_begun());
    let collates = part(page, |page| page.collates);
    let offer = Memo::new(move |_| match collates.get() {
        true => Offer::Open,
        false => Offer::Hidden,
    });
    let first = form.field("to");
    view! {
        <div class="cluster screen-only">
            <Opener id="open-collate" label="Collate a report" offer=offer open=open first=first>
                {fields(form.clone(), page, open)}
            </Opener>
        </div>
    }
}

fn fields(form: Form, page: Memo<Option<Page>>, open: RwSignal<bool>) -> impl IntoView {
    let client = use_client();
    let begun = view::begun(client.today());
    let to = form.typed("to", begun.to);
    let period = form.typed("period", begun.period);
    let summary = form.typed("summary", "");
    let again = form.typed("again", "");
    let readers = options(page, |page| page.readers.clone());
    let periods = options(page, |page| page.periods.clone());
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = Typed {
            to: to.get_untracked(),
            period: period.get_untracked(),
            summary: summary.get_untracked(),
            again: again.get_untracked(),
        };
        let new = client.new_id();
        let read = client.look(|sight| view::collate(sight, new, &typed));
        let read = read.unwrap_or(Err(Rejection::NotFound));
        if sent.send(
            read.map(Into::into),
            "The report is collated. Somebody else approves it.",
        ) {
            open.set(false);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <SelectField
                id=form.field("to")
                name="to"
                label="Whom is it for?"
                error=form.error("to")
                options=readers
                value=to
                on_choose=move |chosen| to.set(chosen)
            />
            <SelectField
                id=form.field("period")
                name="period"
                label="Which period?"
                hint="It takes the figures of this period that are approved now."
                error=form.error("period")
                options=periods
                value=period
                on_choose=move |chosen| period.set(chosen)
            />
            {words(&form, "summary", "What should they read first? (optional)", summary)}
            {words(&form, "again", "Why is it reported again? (only where the period was reported before)", again)}
            <div class="cluster">
                <Button id=form.id() submit=true>"Collate the report"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}

fn words(
    form: &Form,
    name: &'static str,
    label: &'static str,
    typed: RwSignal<String>,
) -> impl IntoView {
    view! {
        <TextArea
            id=form.field(name)
            name=name
            label=label
            error=form.error(name)
            value=typed
            on_input=move |text| typed.set(text)
            rows=3
        />
    }
}

fn options(
    page: Memo<Option<Page>>,
    of: fn(&Page) -> Vec<(String, String)>,
) -> Memo<Vec<ChoiceOption>> {
    Memo::new(move |_| {
        let found = page.with(|page| page.as_ref().map(of).unwrap_or_default());
        found
            .into_iter()
            .map(|(value, words)| ChoiceOption::new(value, words))
            .collect()
    })
}
