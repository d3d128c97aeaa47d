//! Signing in: a name and a password.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    client::{Client, use_client},
    components::{
        Button, ButtonKind, ErrorSummary, Field, FieldProblem, FieldWidth, InputKind, Notice,
        NoticeKind, PageHeading,
    },
    pages::form::Tick,
};

/// The sign-in form. What was typed stays when it did not work.
#[component]
pub fn SignInPage() -> impl IntoView {
    let client = use_client();
    let name = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let problems = RwSignal::new(Vec::<FieldProblem>::new());
    let shared = RwSignal::new(client.is_shared());
    let asking = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if asking.get_untracked() {
            return;
        }
        let missing = missing(&name.get_untracked(), &password.get_untracked());
        let complete = missing.is_empty();
        problems.set(missing);
        if !complete {
            return;
        }
        asking.set(true);
        spawn_local(async move {
            let answer = client
                .sign_in(
                    name.get_untracked(),
                    password.get_untracked(),
                    shared.get_untracked(),
                )
                .await;
            // Signing in takes this page away, and its signals with it.
            asking.try_set(false);
            if let Err(refused) = answer {
                problems.try_set(vec![about("sign-in", &refused.words)]);
            }
        });
    };
    let on = move |field: &'static str| error(problems, field);
    view! {
        <PageHeading title="Sign in" lead=Some("With the name and password that you were given for Throughline.".to_owned()) />
        {closed(client)}
        <ErrorSummary problems=problems />
        <form on:submit=submit novalidate class="form">
            <Field
                id="sign-in"
                name="sign_in"
                label="Sign-in name"
                value=name
                on_input=move |typed| name.set(typed)
                error=on("sign-in")
                autocomplete="username"
                width=FieldWidth::Short
            />
            <Field
                id="password"
                name="password"
                label="Password"
                kind=InputKind::Password
                value=password
                on_input=move |typed| password.set(typed)
                error=on("password")
                autocomplete="current-password"
                width=FieldWidth::Short
            />
            {sharing(shared)}
            <Button submit=true kind=ButtonKind::Primary>
                {move || if asking.get() { "Signing in…" } else { "Sign in" }}
            </Button>
        </form>
        <p class="muted">"If you cannot sign in, ask Support Services for a new password."</p>
    }
}

/// Said where the account that was signed in here was closed meanwhile.
fn closed(client: Client) -> impl IntoView {
    move || {
        client.is_closed().get().then(|| {
            view! {
                <Notice kind=NoticeKind::Refusal title="The account that was signed in here is closed">
                    <p>"Nothing of it is kept on this device any more. If that is not right, ask Support Services."</p>
                </Notice>
            }
        })
    }
}

/// On a device that is handed on a sign-in is shorter (sync.md 2.6).
fn sharing(shared: RwSignal<bool>) -> impl IntoView {
    view! {
        <div>
            <Tick ticked=shared on_tick=move |ticked| shared.set(ticked)>"Other people use this device too"</Tick>
            <p class="muted">"Then you are signed out after 8 hours, and your work opens here without a network for 12 hours at most."</p>
        </div>
    }
}

/// What is wrong with a field.
fn error(problems: RwSignal<Vec<FieldProblem>>, field: &'static str) -> Signal<Option<String>> {
    Signal::derive(move || {
        problems.with(|problems| {
            problems
                .iter()
                .find(|problem| problem.field == field)
                .map(|problem| problem.message.clone())
        })
    })
}

fn missing(name: &str, password: &str) -> Vec<FieldProblem> {
    let mut missing = Vec::new();
    if name.trim().is_empty() {
        missing.push(about("sign-in", "Enter your sign-in name"));
    }
    if password.is_empty() {
        missing.push(about("password", "Enter your password"));
    }
    missing
}

fn about(field: &str, message: &str) -> FieldProblem {
    FieldProblem {
        field: field.to_owned(),
        message: message.to_owned(),
    }
}
