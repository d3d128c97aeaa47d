//! Choosing a password, after coming in with a one-time code.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    client::use_client,
    components::{
        Button, ButtonKind, ErrorSummary, Field, FieldProblem, FieldWidth, InputKind, PageHeading,
    },
};

const FIELD: &str = "new-password";

/// One field, shown once: whoever mistypes it asks for another code. The rules are the server's and come back as words.
#[component]
pub fn ChoosePasswordPage() -> impl IntoView {
    let client = use_client();
    let password = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let asking = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if asking.get_untracked() {
            return;
        }
        asking.set(true);
        spawn_local(async move {
            let answer = client.choose_password(password.get_untracked()).await;
            // A chosen password takes this page away, and its signals with it.
            asking.try_set(false);
            problem.try_set(answer.err().map(|refused| refused.words));
        });
    };
    let problems = Signal::derive(move || {
        let message = problem.get();
        message
            .map(|message| FieldProblem {
                field: FIELD.to_owned(),
                message,
            })
            .into_iter()
            .collect::<Vec<_>>()
    });
    view! {
        <PageHeading
            title="Choose a password"
            lead=Some("The code that you were given works once. From now on you sign in with a password of your own.".to_owned())
        />
        <ErrorSummary problems=problems />
        <form on:submit=submit novalidate class="form">
            <Field
                id=FIELD
                name="new_password"
                label="New password"
                hint="At least 10 characters. Three words that mean something only to you are easy to keep in mind."
                kind=InputKind::Password
                value=password
                on_input=move |typed| password.set(typed)
                error=problem
                autocomplete="new-password"
                width=FieldWidth::Short
            />
            <Button submit=true kind=ButtonKind::Primary>
                {move || if asking.get() { "Saving…" } else { "Save and sign in" }}
            </Button>
        </form>
    }
}
