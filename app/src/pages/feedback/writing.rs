//! The form that records feedback, or what came of it.

use domain::{
    feedback::FeedbackSource,
    view::{
        feedback::{self as view, Line, Page, Typed},
        permission::Offer,
    },
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{
        Button, ButtonKind, ChoiceOption, Field, FieldWidth, InputKind, SelectField, TextArea,
    },
    pages::form::{Form, Opener, ticks},
};

/// A button that opens the form, and the form; `stands` is what is changed, none for a new one.
pub(super) fn recording(
    page: Memo<Option<Page>>,
    offer: Memo<Offer>,
    id: String,
    label: &'static str,
    stands: Option<Memo<Option<Line>>>,
) -> impl IntoView {
    let form = Form::new(id.clone()).kept_about("feedback", id.clone());
    let open = RwSignal::new(form.is_begun());
    let first = form.field("source");
    // Which of many it is about is heard, and seen above it.
    let about = Signal::derive(move || {
        stands
            .and_then(|own| own.with(|own| own.as_ref().map(|line| line.name.clone())))
            .unwrap_or_default()
    });
    view! {
        <div class="screen-only">
            <Opener id=format!("open-{id}") label=label about=about offer=offer open=open first=first>
                {fields(form.clone(), page, stands, open)}
            </Opener>
        </div>
    }
}

/// What is typed in the form.
#[derive(Clone, Copy)]
struct Asked {
    source: RwSignal<String>,
    received: RwSignal<String>,
    service: RwSignal<String>,
    said: RwSignal<String>,
    did: RwSignal<String>,
    cause: RwSignal<String>,
    block: RwSignal<String>,
    complainant: RwSignal<String>,
    indicators: RwSignal<String>,
}

impl Asked {
    fn of(form: &Form, first: Typed) -> Self {
        Self {
            source: form.typed("source", first.source),
            received: form.typed("received", first.received),
            service: form.typed("service", first.service),
            said: form.typed("said", first.said),
            did: form.typed("did", first.did),
            cause: form.typed("cause", first.cause),
            block: form.typed("block", first.block),
            complainant: form.typed("complainant", first.complainant),
            indicators: form.typed("indicators", first.indicators),
        }
    }

    fn typed(&self) -> Typed {
        Typed {
            source: self.source.get_untracked(),
            received: self.received.get_untracked(),
            service: self.service.get_untracked(),
            said: self.said.get_untracked(),
            did: self.did.get_untracked(),
            cause: self.cause.get_untracked(),
            block: self.block.get_untracked(),
            complainant: self.complainant.get_untracked(),
            indicators: self.indicators.get_untracked(),
        }
    }

    fn is_complaint(&self) -> bool {
        let complaint = FeedbackSource::ALL
            .iter()
            .position(|source| *source == FeedbackSource::Complaint);
        self.source
            .with(|source| source.parse().ok() == complaint && complaint.is_some())
    }
}

fn fields(
    form: Form,
    page: Memo<Option<Page>>,
    stands: Option<Memo<Option<Line>>>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let (services, indicators, causes) = page.with_untracked(|page| {
        page.as_ref()
            .map(|page| {
                (
                    page.services.clone(),
                    page.indicators.clone(),
                    page.causes.clone(),
                )
            })
            .unwrap_or_default()
    });
    let (id, first) = match stands.and_then(|own| own.get_untracked()) {
        Some(line) => (line.feedback.uuid(), line.first),
        None => (use_client().new_id::<Page>().uuid(), Typed::default()),
    };
    let asked = Asked::of(&form, first);
    let (sent, dropped, complaint) = (form.clone(), form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let command = view::record(id, &asked.typed());
        if sent.send(command.map(Into::into), "The feedback is recorded.") {
            open.set(false);
        }
    };
    let sources = FeedbackSource::ALL.into_iter().enumerate();
    let sources = sources.map(|(place, source)| (place.to_string(), source.words().to_owned()));
    let is_complaint = Memo::new(move |_| asked.is_complaint());
    view! {
        <form class="form" novalidate on:submit=submit>
            {choice(&form, ("source", asked.source), "Where does it come from?", sources.collect())}
            {choice(&form, ("service", asked.service), "Which service is it about?", services)}
            {short(&form, ("received", asked.received), "When did it come?", "", InputKind::Date)}
            {long(&form, ("said", asked.said), "What was said? Leave names out.")}
            {move || is_complaint.get().then(|| of_complaint(&complaint, asked, &causes))}
            {long(&form, ("did", asked.did), "What did we do?")}
            {ticks(&form, "By which indicators is it measured?", indicators, asked.indicators)}
            <div class="cluster">
                <Button id=form.id() submit=true>"Record the feedback"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}

/// What makes complaints comparable with each other.
fn of_complaint(form: &Form, asked: Asked, causes: &[String]) -> impl IntoView + use<> {
    let cause = match causes {
        [] => "In one or two words, the same each time: damp.".to_owned(),
        some => format!(
            "In one or two words, the same each time. In use: {}.",
            some.join(", ")
        ),
    };
    view! {
        {short(form, ("cause", asked.cause), "What caused it?", &cause, InputKind::Text)}
        {short(form, ("block", asked.block), "Which block or estate?", "Leave it empty where it comes from none.", InputKind::Text)}
        {short(form, ("complainant", asked.complainant), "Which number did the complaints system give them?", "As C-1042; never a name. It tells three people from one person three times.", InputKind::Text)}
    }
}

fn choice(
    form: &Form,
    (name, value): (&'static str, RwSignal<String>),
    label: &'static str,
    options: Vec<(String, String)>,
) -> impl IntoView + use<> {
    let options: Vec<ChoiceOption> = options
        .into_iter()
        .map(|(value, words)| ChoiceOption::new(value, words))
        .collect();
    view! {
        <SelectField
            id=form.field(name)
            name=name
            label=label
            error=form.error(name)
            options=options
            value=value
            on_choose=move |chosen| value.set(chosen)
        />
    }
}

fn short(
    form: &Form,
    (name, value): (&'static str, RwSignal<String>),
    label: &'static str,
    hint: &str,
    kind: InputKind,
) -> impl IntoView + use<> {
    let width = match kind {
        InputKind::Date => FieldWidth::Short,
        _ => FieldWidth::default(),
    };
    view! {
        <Field
            id=form.field(name)
            name=name
            label=label
            hint=hint
            error=form.error(name)
            value=value
            on_input=move |text| value.set(text)
            kind=kind
            width=width
        />
    }
}

/// A text of a form, as its label says.
pub(super) fn long(
    form: &Form,
    (name, value): (&'static str, RwSignal<String>),
    label: &'static str,
) -> impl IntoView + use<> {
    view! {
        <TextArea
            id=form.field(name)
            name=name
            label=label
            error=form.error(name)
            value=value
            on_input=move |text| value.set(text)
            rows=4
        />
    }
}
