//! Whether the figures can be trusted: what was judged, what the records show against it, and judging it.

use domain::{
    data_quality::DqDimension,
    indicator::IndicatorId,
    view::{
        indicator::{Page, Trust, TrustLine, dq_levels, rating},
        permission::Offer,
    },
};
use leptos::prelude::*;

use crate::{
    client::use_client,
    components::{
        Button, ButtonKind, Cell, ChoiceOption, Column, DataTable, SelectField, Tag, TagKind,
        TextArea,
    },
    pages::{
        form::{Form, Opener},
        presence::part,
    },
};

/// "Can this number be trusted?"; nothing where it is not asked.
pub fn trust(page: Memo<Option<Page>>, id: IndicatorId) -> AnyView {
    let asked = part(page, |page| page.trust.is_some());
    (move || asked.get().then(|| section(page, id))).into_any()
}

fn section(page: Memo<Option<Page>>, id: IndicatorId) -> AnyView {
    let said = move |of: fn(&Trust) -> String| {
        let text = part(page, move |page| {
            page.trust.as_ref().map(of).unwrap_or_default()
        });
        move || text.get()
    };
    let lines = lines(page);
    let offer = part(page, |page| {
        page.trust
            .as_ref()
            .map_or(Offer::Hidden, |trust| trust.rate.clone())
    });
    let form = Form::new("trust").about(id);
    let open = RwSignal::new(form.is_begun());
    let first = form.field(DqDimension::Accuracy.field());
    view! {
        <section class="section" aria-labelledby="trust-heading">
            <h2 id="trust-heading">"Can this number be trusted?"</h2>
            <p>{said(|trust| trust.answer.clone())}</p>
            <p class="muted">{said(|trust| trust.given.clone())}</p>
            {move || table(lines.get())}
            <div class="screen-only">
                <Opener id="open-trust" label="Judge the data" offer=offer open=open first=first>
                    {rate_form(form.clone(), lines, id, open)}
                </Opener>
            </div>
        </section>
    }
    .into_any()
}

fn lines(page: Memo<Option<Page>>) -> Memo<Vec<TrustLine>> {
    part(page, |page| {
        let trust = page.trust.as_ref();
        trust.map(|trust| trust.lines.clone()).unwrap_or_default()
    })
}

fn table(lines: Vec<TrustLine>) -> impl IntoView {
    let columns = vec![
        Column::text("Respect"),
        Column::text("Judged"),
        Column::text("What shows it"),
        Column::text("What the records show against it"),
    ];
    let rows = lines.into_iter().map(|line| {
        let against = line
            .spoken_against
            .then(|| view! { " " <Tag kind=TagKind::Gap text="The records speak against this" /> });
        let doubts = match line.doubts.is_empty() {
            true => "Nothing".to_owned(),
            false => line.doubts.join(" "),
        };
        let evidence = match line.evidence.is_empty() {
            true => "–".to_owned(),
            false => line.evidence,
        };
        vec![
            Cell::Text(format!(
                "{}: {}",
                line.dimension.words(),
                line.dimension.asks()
            )),
            Cell::View(view! { {line.level} {against} }.into_any()),
            Cell::Text(evidence),
            Cell::Text(doubts),
        ]
    });
    view! {
        <DataTable id="trust" caption="How good the data are, in six respects" columns=columns rows=rows.collect() stacks=true />
    }
}

fn rate_form(
    form: Form,
    lines: Memo<Vec<TrustLine>>,
    id: IndicatorId,
    open: RwSignal<bool>,
) -> impl IntoView {
    let new = use_client().new_id::<Trust>().uuid();
    let stands = lines.get_untracked();
    let asked: Vec<Asked> = stands
        .into_iter()
        .map(|line| Asked {
            level: form.typed(line.dimension.field(), line.chosen),
            evidence: form.typed(line.dimension.evidence_field(), line.evidence),
            dimension: line.dimension,
        })
        .collect();
    let fields: Vec<AnyView> = asked.iter().map(|asked| asked.fields(&form)).collect();
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed: Vec<(String, String)> = asked
            .iter()
            .map(|asked| (asked.level.get_untracked(), asked.evidence.get_untracked()))
            .collect();
        let command = rating(id, new, &typed);
        if sent.send(command.map(Into::into), "What you judged is recorded.") {
            open.set(false);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <p>"Leave out what you cannot judge. Residents read how good the data are on the whole, so write nothing here about a person."</p>
            {fields}
            <div class="cluster">
                <Button id=form.id() submit=true>"Record judgement"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}

/// What is asked of one dimension.
#[derive(Clone, Copy)]
struct Asked {
    dimension: DqDimension,
    level: RwSignal<String>,
    evidence: RwSignal<String>,
}

impl Asked {
    fn fields(self, form: &Form) -> AnyView {
        let Self {
            dimension,
            level,
            evidence,
        } = self;
        let options: Vec<ChoiceOption> = dq_levels()
            .iter()
            .map(|(value, words)| ChoiceOption::new(value, words))
            .collect();
        let words = dimension.words();
        view! {
            <fieldset class="form__part">
                <legend><h3>{words} ": " {dimension.asks()}</h3></legend>
                <SelectField
                    id=form.field(dimension.field())
                    name=dimension.field()
                    label=format!("{words}: how good is it?")
                    error=form.error(dimension.field())
                    options=options
                    value=level
                    prompt="Not assessed"
                    on_choose=move |chosen| level.set(chosen)
                />
                <TextArea
                    id=form.field(dimension.evidence_field())
                    name=dimension.evidence_field()
                    label=format!("{words}: what shows it?")
                    error=form.error(dimension.evidence_field())
                    value=evidence
                    on_input=move |typed| evidence.set(typed)
                    rows=2
                />
            </fieldset>
        }
        .into_any()
    }
}
