//! Generic issues: what may be one cause behind many complaints, who sees to it, and whether it is over.

use domain::{
    generic_issue::Key,
    view::{
        feedback::{self as view, Begun, Candidate, Issue, Page},
        permission::Offer,
    },
};
use leptos::prelude::*;

use super::writing::long;
use crate::{
    client::use_client,
    components::{
        Button, ButtonKind, ChoiceOption, Fact, FactList, Notice, SelectField, Tag, TagKind,
    },
    pages::{
        form::{Form, Opener},
        presence::{any, each, part},
    },
};

/// What the complaints make likely, each with opening an issue.
pub(super) fn candidates(page: Memo<Option<Page>>) -> impl IntoView {
    let found = part(page, |page| page.candidates.clone());
    each(
        found,
        |candidate| candidate.key.clone(),
        move |own| candidate(page, own),
    )
}

fn candidate(page: Memo<Option<Page>>, own: Memo<Option<Candidate>>) -> AnyView {
    let Some(candidate) = own.get_untracked() else {
        return ().into_any();
    };
    let grounds = part(own, |own| own.grounds.clone());
    let offer = part(own, |own| own.open.clone());
    let title = format!("{}: is one cause behind these complaints?", candidate.name);
    let about = candidate.name.to_lowercase();
    // An identifier on a page has no blanks; a cause and a block may hold anything.
    let about = about.replace(|each: char| !each.is_alphanumeric(), "-");
    let form = Form::new(format!("issue-{about}")).kept_about("issue", about);
    view! {
        <Notice title=title>
            <p>{move || grounds.get()}</p>
            {opener(page, offer, form, ("Open a generic issue", candidate.name), (None, candidate.key), Begun::default())}
        </Notice>
    }
    .into_any()
}

/// The issues, with what is known of each.
pub(super) fn issues(page: Memo<Option<Page>>) -> impl IntoView {
    let issues = part(page, |page| page.issues.clone());
    let there = any(issues);
    view! {
        {move || there.get().then(|| view! {
            <section class="section" aria-labelledby="issues-heading">
                <h2 id="issues-heading">"One cause behind many complaints"</h2>
                {each(issues, |issue| issue.issue, move |own| issue(page, own))}
            </section>
        })}
    }
}

fn issue(page: Memo<Option<Page>>, own: Memo<Option<Issue>>) -> AnyView {
    let Some(first) = own.get_untracked() else {
        return ().into_any();
    };
    let heading = format!("issue-{}", first.issue);
    let stands = part(own, |own| own.stands.clone());
    let returned = part(own, |own| own.returned);
    let over = part(own, |own| own.over);
    let illustrative = part(own, |own| own.illustrative);
    let says = part(own, |own| own.says.clone());
    let facts = move || {
        let facts = says.get().into_iter();
        facts
            .map(|(what, words)| Fact::new(what, words))
            .collect::<Vec<_>>()
    };
    let offer = part(own, |own| own.change.clone());
    let form = Form::new(heading.clone() + "-change").kept_about("issue", heading.clone());
    view! {
        <article class="section" aria-labelledby=heading.clone()>
            <h3 id=heading.clone()>
                {first.name.clone()} " "
                {move || match over.get() {
                    true => view! { <Tag text="Over" /> },
                    false => view! { <Tag kind=TagKind::Gap text="Open" /> },
                }}
                {move || illustrative.get().then(|| view! { " " <Tag text="Illustrative" /> })}
            </h3>
            <p>{move || stands.get()}</p>
            {move || (!returned.get().is_empty()).then(|| view! { <Notice title="Check this"><p>{returned.get()}</p></Notice> })}
            {move || view! { <FactList facts=facts() /> }}
            {opener(page, offer, form, ("Say what was found out", first.name.clone()), (Some(first.issue.uuid()), first.key.clone()), first.first.clone())}
            {settling(own, &heading)}
        </article>
    }
    .into_any()
}

fn opener(
    page: Memo<Option<Page>>,
    offer: Memo<Offer>,
    form: Form,
    (label, about): (&'static str, String),
    of: (Option<uuid::Uuid>, Key),
    first: Begun,
) -> impl IntoView {
    let open = RwSignal::new(form.is_begun());
    let focus = form.field("owner");
    view! {
        <div class="screen-only">
            <Opener id=format!("open-{}", form.id()) label=label about=about offer=offer open=open first=focus>
                {fields(form.clone(), page, of.clone(), first.clone(), open)}
            </Opener>
        </div>
    }
}

fn fields(
    form: Form,
    page: Memo<Option<Page>>,
    (issue, key): (Option<uuid::Uuid>, Key),
    first: Begun,
    open: RwSignal<bool>,
) -> impl IntoView {
    let people = page
        .with_untracked(|page| page.as_ref().map(|page| page.people.clone()))
        .unwrap_or_default()
        .into_iter()
        .map(|(value, words)| ChoiceOption::new(value, words))
        .collect::<Vec<_>>();
    let issue = issue.unwrap_or_else(|| use_client().new_id::<Page>().uuid());
    let owner = form.typed("owner", first.owner);
    let root_cause = form.typed("root_cause", first.root_cause);
    let fix = form.typed("fix", first.fix);
    let (sent, dropped) = (form.clone(), form.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = Begun {
            owner: owner.get_untracked(),
            root_cause: root_cause.get_untracked(),
            fix: fix.get_untracked(),
        };
        let command = view::record_issue(issue, key.clone(), &typed);
        if sent.send(command.map(Into::into), "The generic issue is recorded.") {
            open.set(false);
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <SelectField
                id=form.field("owner")
                name="owner"
                label="Who sees to it?"
                error=form.error("owner")
                options=people
                value=owner
                on_choose=move |chosen| owner.set(chosen)
            />
            {long(&form, ("root_cause", root_cause), "Why is it? Leave this empty until you know.")}
            {long(&form, ("fix", fix), "What is done about it?")}
            <div class="cluster">
                <Button id=form.id() submit=true>"Record the issue"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
}

/// Saying that an issue is over, or that it has come back.
fn settling(own: Memo<Option<Issue>>, heading: &str) -> impl IntoView + use<> {
    let offer = part(own, |own| own.settle.clone());
    let form = Form::new(format!("{heading}-over")).kept_about("issue-over", heading.to_owned());
    let open = RwSignal::new(form.is_begun());
    let over = part(own, |own| own.over);
    let about = part(own, |own| own.name.clone());
    move || {
        let label = match over.get() {
            true => "It has come back",
            false => "It is over",
        };
        let first = form.field("verified");
        let form = form.clone();
        view! {
            <div class="cluster screen-only">
                <Opener id=format!("open-{}", form.id()) label=label about=about offer=offer open=open first=first>
                    {over_fields(form.clone(), own, open)}
                </Opener>
            </div>
        }
    }
}

fn over_fields(form: Form, own: Memo<Option<Issue>>, open: RwSignal<bool>) -> AnyView {
    let Some(issue) = own.get_untracked() else {
        return ().into_any();
    };
    let verified = form.typed("verified", "");
    let (sent, dropped) = (form.clone(), form.clone());
    let is_over = issue.over;
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let command = view::settle(issue.issue, !is_over, verified.get_untracked());
        if sent.send(Ok(command.into()), "It is recorded how the issue stands.") {
            open.set(false);
        }
    };
    let asked = match is_over {
        true => view! { <p id=form.field("verified")>"It is open again then, with what was found out before."</p> }.into_any(),
        false => long(&form, ("verified", verified), "How do you know that it is over?").into_any(),
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            {asked}
            <div class="cluster">
                <Button id=form.id() submit=true>"Record it"</Button>
                <Button kind=ButtonKind::Quiet on_press=move |()| dropped.cancel(open)>"Cancel"</Button>
            </div>
        </form>
    }
    .into_any()
}
