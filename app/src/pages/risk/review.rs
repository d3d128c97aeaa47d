//! How a risk was found each time, and saying how it is found.

use domain::{
    risk::RiskId,
    view::risk::{self as view, Page, TypedReview},
};
use leptos::prelude::*;

use super::writing::steps;
use crate::{
    components::{Button, ButtonKind, Field, FieldWidth, InputKind, TextArea},
    pages::{
        form::{Form, Opener, Tick},
        presence::part,
    },
};

/// The reviews, and another for who may.
pub(super) fn reviews(page: Memo<Option<Page>>, id: RiskId) -> impl IntoView {
    let found = part(page, |page| page.reviews.clone());
    let offer = part(page, |page| page.review.clone());
    let form = Form::new("risk-review").about(id);
    let open = RwSignal::new(form.is_begun());
    let first = form.field("current");
    let told = move || {
        let found = found.get();
        match found.is_empty() {
            true => view! { <p>"Nobody has looked at it again yet."</p> }.into_any(),
            false => found
                .into_iter()
                .map(|found| view! { <h3>{found.when}</h3> <p>{found.words}</p> })
                .collect_view()
                .into_any(),
        }
    };
    view! {
        <section class="section" aria-labelledby="reviews-heading">
            <h2 id="reviews-heading">"How it was found"</h2>
            <div class="screen-only">
                <Opener id="open-review" label="Look at it again" offer=offer open=open first=first>
                    {fields(form.clone(), page, id, open)}
                </Opener>
            </div>
            {told}
        </section>
    }
}

fn fields(form: Form, page: Memo<Option<Page>>, id: RiskId, open: RwSignal<bool>) -> impl IntoView {
    let (likelihood, impact, size) = page.with_untracked(|page| {
        page.as_ref().map_or((1, 1, 4), |page| {
            (page.stands.likelihood, page.stands.impact, page.size)
        })
    });
    let likelihood = form.typed("likelihood", likelihood.to_string());
    let impact = form.typed("impact", impact.to_string());
    let words = form.typed("words", "");
    let review_by = form.typed("review_by", "");
    let closed = form.typed("closed", "");
    let is_closed = Memo::new(move |_| closed.with(|closed| closed == "yes"));
    let (sent, dropped, asked) = (form.clone(), form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = TypedReview {
            likelihood: likelihood.get_untracked(),
            impact: impact.get_untracked(),
            words: words.get_untracked(),
            review_by: review_by.get_untracked(),
            closed: is_closed.get_untracked(),
        };
        if sent.send(
            view::review(id, &typed).map(Into::into),
            "It is recorded how the risk was found.",
        ) {
            open.set(false);
        }
    };
    let tick = move |ticked: bool| closed.set(if ticked { "yes" } else { "" }.to_owned());
    view! {
        <form class="form" novalidate on:submit=submit>
            {steps(&form, "current", "How grave is it now?", (likelihood, impact), size)}
            <TextArea
                id=form.field("words")
                name="words"
                label="What was found?"
                error=form.error("words")
                value=words
                on_input=move |text| words.set(text)
                rows=3
            />
            <Tick ticked=is_closed on_tick=tick>"It is a risk no more"</Tick>
            {move || (!is_closed.get()).then(|| view! {
                <Field
                    id=asked.field("review_by")
                    name="review_by"
                    label="Until when is it looked at again?"
                    error=asked.error("review_by")
                    value=review_by
                    on_input=move |text| review_by.set(text)
                    kind=InputKind::Date
                    width=FieldWidth::Short
                />
            })}
            <div class="cluster">
                <Button id=form.id() submit=true>"Record how it was found"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}
