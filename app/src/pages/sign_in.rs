//! Signing in: a name and a password.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    client::use_client,
    components::{Button, ErrorSummary, Field, FieldProblem, InputKind, PageHeading},
};

/// The sign-in form. What was typed stays when it did not work, save for the password's focus.
#[component]
pub fn SignInPage() -> impl IntoView {
    let client = use_client();
    let name = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<FieldProblem>);
    let asking = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if asking.get_untracked() {
            return;
        }
        problem.set(missing(&name.get_untracked(), &password.get_untracked()));
        if problem.with_untracked(Option::is_some) {
            return;
        }
        asking.set(true);
        spawn_local(async move {
            let answer = client.sign_in(name.get_untracked(), password.get_untracked()).await;
            asking.set(false);
            if let Err(refused) = answer {
                problem.set(Some(about("sign-in", &refused.words)));
            }
        });
    };
    let on = move |field: &'static str| {
        Signal::derive(move || {
            problem.with(|problem| {
                problem
                    .as_ref()
                    .filter(|problem| problem.field == field)
                    .map(|problem| problem.message.clone())
            })
        })
    };
    let problems = Signal::derive(move || problem.get().into_iter().collect::<Vec<_>>());
    view! {
        <PageHeading title="Sign in" lead=Some("With the name and password that you were given for Throughline.".to_owned()) />
        <ErrorSummary problems=problems />
        <form on:submit=submit novalidate class="stack">
            <Field
                id="sign-in"
                name="sign_in"
                label="Sign-in name"
                value=name
                on_input=move |typed| name.set(typed)
                error=on("sign-in")
                autocomplete="username"
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
            />
            <Button submit=true>{move || if asking.get() { "Signing in…" } else { "Sign in" }}</Button>
        </form>
    }
}

fn missing(name: &str, password: &str) -> Option<FieldProblem> {
    if name.trim().is_empty() {
        return Some(about("sign-in", "Enter your sign-in name"));
    }
    password.is_empty().then(|| about("password", "Enter your password"))
}

fn about(field: &str, message: &str) -> FieldProblem {
    FieldProblem {
        field: field.to_owned(),
        message: message.to_owned(),
    }
}
