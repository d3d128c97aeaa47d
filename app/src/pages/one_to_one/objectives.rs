//! The person's objectives, as the two go through them: agree, record progress, ask for a change, draft a new one.

use domain::{
    objective::ObjectiveId,
    one_to_one::OneToOneId,
    view::{
        one_to_one::{ObjectivePart, Page, drafting as drafting_in},
        permission::Offer,
    },
};
use leptos::prelude::*;

use super::words::said;
use crate::{
    client::use_client,
    components::{ProgressBar, Tag, TagKind},
    pages::{
        form::{Form, Opener, focus_soon},
        objective::{
            AgreeButton, AskedList, ChangeForm, DRAFT_FIRST, DraftForm, LinkForm, ProgressForm,
            RewordForm,
        },
        presence::{any, each, part},
    },
    route::Route,
};

/// The section "Objectives".
#[component]
pub fn Objectives(
    /// The 1:1's page.
    page: Memo<Option<Page>>,
    /// Which 1:1.
    meeting: OneToOneId,
) -> impl IntoView {
    let own = part(page, |page| page.objectives.clone());
    let any = any(own);
    let readers = part(page, |page| page.objective_readers.clone());
    view! {
        <section class="section">
            <h2>"Objectives"</h2>
            <p class="muted">{move || readers.get()}</p>
            {move || (!any.get()).then(|| view! { <p>"There is no objective yet."</p> })}
            <ul class="rows">{each(own, |own| own.id, move |own| objective(own, meeting))}</ul>
            {drafting(page, meeting)}
        </section>
    }
    .into_any()
}

fn objective(own: Memo<Option<ObjectivePart>>, meeting: OneToOneId) -> impl IntoView {
    // It stands under its own key, so it has the same identifier for as long as it is shown.
    let id = own.with_untracked(|own| own.as_ref().map(|own| own.id));
    id.map(|id| {
        view! {
            <li>
                <div class="stack stack--tight">
                    {standing(own, id)}
                    {written(own)}
                </div>
                {doing(own, meeting, id)}
            </li>
        }
    })
}

/// The id of an objective's title.
fn title_id(id: ObjectiveId) -> String {
    format!("objective-{id}")
}

fn standing(own: Memo<Option<ObjectivePart>>, id: ObjectiveId) -> impl IntoView {
    let title = part(own, |own| own.title.clone());
    let word = part(own, |own| own.standing.word.to_owned());
    let agreement = part(own, |own| own.standing.agreement.clone());
    let progress = part(own, |own| own.standing.progress);
    let progress_words = part(own, |own| own.standing.progress_words.clone());
    let success_measure = part(own, |own| own.success_measure.clone());
    let leads = part(own, |own| own.leads.clone());
    let illustrative = part(own, |own| own.illustrative);
    view! {
        <h3><a id=title_id(id) href=Route::Objective(id).path()>{move || title.get()}</a></h3>
        <span class="cluster">
            <Tag text=word />
            {move || illustrative.get().then(|| view! { <Tag text="Illustrative".to_owned() /> })}
            <ProgressBar percent=progress />
            <span class="muted">{move || progress_words.get()}</span>
        </span>
        <p>{move || agreement.get()}</p>
        {move || Some(success_measure.get()).filter(|words| !words.is_empty()).map(|words| view! {
            <p class="muted">"Done when: " {words}</p>
        })}
        {move || match leads.get() {
            Some(leads) => view! { <p class="muted">{leads}</p> }.into_any(),
            None => view! { <p><Tag kind=TagKind::Gap text="Leads to no corporate priority yet".to_owned() /></p> }.into_any(),
        }}
    }
    .into_any()
}

/// Changes asked for, and what was written about it here.
fn written(own: Memo<Option<ObjectivePart>>) -> impl IntoView {
    let asked = part(own, |own| own.asked.clone());
    let words = part(own, |own| own.said.clone());
    view! {
        <AskedList asked=asked />
        {each(words, |said| said.id, said)}
    }
    .into_any()
}

fn doing(own: Memo<Option<ObjectivePart>>, meeting: OneToOneId, id: ObjectiveId) -> impl IntoView {
    let title = part(own, |own| own.title.clone());
    let read = part(own, |own| Some((own.wording, own.words.clone())));
    let progress = part(own, |own| own.standing.progress);
    let agree = part(own, |own| own.agree.clone());
    let record = part(own, |own| own.record.clone());
    let ask = part(own, |own| own.ask.clone());
    let reword = part(own, |own| own.reword.clone());
    let words = part(own, |own| own.words.clone());
    let link = part(own, |own| own.link.clone());
    let candidates = part(own, |own| own.candidates.clone());
    view! {
        <div class="cluster">
            <AgreeButton objective=id title=title read=read offer=agree after=title_id(id) />
            <LinkForm objective=id title=title candidates=candidates offer=link />
            <ProgressForm objective=id title=title one_to_one=Some(meeting) progress=progress offer=record />
            <ChangeForm objective=id title=title one_to_one=Signal::stored(Some(meeting)) offer=ask />
            <RewordForm objective=id words=words offer=reword />
        </div>
    }
    .into_any()
}

fn drafting(page: Memo<Option<Page>>, meeting: OneToOneId) -> impl IntoView {
    let drafts = part(page, |page| page.drafts);
    let offer = Memo::new(move |_| match drafts.get() {
        true => Offer::Open,
        false => Offer::Hidden,
    });
    let form = Form::new("draft").about(meeting);
    let open = RwSignal::new(form.is_begun());
    let dropped = form.clone();
    let cancel = Callback::new(move |()| dropped.cancel(open));
    // It stands above the form, perhaps out of sight: there the two go on with it.
    let drafted = move |id| {
        open.set(false);
        request_animation_frame(move || focus_soon(title_id(id)));
    };
    view! {
        <div class="cluster">
            <Opener id="open-draft" label="New objective" offer=offer open=open first=DRAFT_FIRST>
                {draft(meeting, drafted, cancel, form.clone())}
            </Opener>
        </div>
    }
    .into_any()
}

/// The form, with what it could contribute to: worked out while it is open, and not at each change of the page.
fn draft(
    meeting: OneToOneId,
    drafted: impl Fn(ObjectiveId) + Send + Sync + 'static,
    cancel: Callback<()>,
    form: Form,
) -> impl IntoView {
    let client = use_client();
    let draft = client.view(move |sight| drafting_in(sight, meeting, client.today()));
    let many = part(draft, |draft| draft.many.clone());
    view! {
        {move || many.get().map(|many| view! { <p>{many}</p> })}
        <DraftForm page=draft on_draft=drafted on_cancel=Some(cancel) form=form />
    }
}
