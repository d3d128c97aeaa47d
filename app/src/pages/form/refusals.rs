//! What was refused on a page: in a summary on top that takes the focus, and beside each field, in the same words.

use std::fmt::Display;

use domain::{command::Given, rejection::Rejection};
use leptos::prelude::*;

use crate::{
    client::{Client, use_client},
    components::{ErrorSummary, FieldProblem},
};

/// The refusals of a page, one form's at a time, and what was done last.
#[derive(Clone, Copy)]
pub struct Refusals {
    now: RwSignal<Option<Refused>>,
    done: RwSignal<String>,
}

#[derive(Clone)]
struct Refused {
    form: String,
    rejection: Rejection,
    problems: Vec<FieldProblem>,
}

/// The refusals of the page around.
fn use_refusals() -> Refusals {
    expect_context::<Refusals>()
}

impl Refusals {
    /// Makes the page's; its forms find them.
    pub fn provide() -> Self {
        let refusals = Self {
            now: RwSignal::new(None),
            done: RwSignal::new(String::new()),
        };
        provide_context(refusals);
        refusals
    }

    /// The summary for under the page's heading, and a line that is read out when something was done.
    pub fn summary(self) -> impl IntoView {
        let problems = Signal::derive(move || {
            self.now
                .with(|refused| refused.as_ref().map(|refused| refused.problems.clone()))
                .unwrap_or_default()
        });
        view! {
            <ErrorSummary problems=problems />
            <p class="visually-hidden" role="status">{move || self.done.get()}</p>
        }
    }

    /// Says politely what was done.
    pub fn tell(self, words: impl Into<String>) {
        self.done.set(words.into());
    }
}

/// One form of a page. Its button has the form's id, and each field that id and its own name.
#[derive(Clone)]
pub struct Form {
    id: String,
    /// What its fields begin with where they are kept.
    kept_as: String,
    client: Client,
    refusals: Refusals,
}

impl Form {
    /// The form with this id, alone on its page.
    pub fn new(id: impl Into<String>) -> Self {
        let id = id.into();
        Self {
            kept_as: format!("{id}-"),
            id,
            client: use_client(),
            refusals: use_refusals(),
        }
    }

    /// The same form about one thing among several: what is typed about one is not shown for another.
    pub fn about(self, thing: impl Display) -> Self {
        Self {
            kept_as: format!("{}-{thing}-", self.id),
            ..self
        }
    }

    /// The same form, kept under a word for its kind and the one thing that it is about: what its fields are called on this device.
    pub fn kept_about(self, kind: &str, thing: impl Display) -> Self {
        Self {
            kept_as: format!("{kind}-{thing}-"),
            ..self
        }
    }

    /// What stands in a field: first what was typed on an earlier visit and not sent, otherwise this. It is kept on this device
    /// as it is typed, until the form is sent or cancelled.
    pub fn typed(&self, name: &str, first: impl Into<String>) -> RwSignal<String> {
        let (client, field, first) = (self.client, format!("{}{name}", self.kept_as), first.into());
        let typed = RwSignal::new(client.draft(&field).unwrap_or_else(|| first.clone()));
        Effect::new(move |before: Option<()>| {
            let text = typed.get();
            if before.is_some() {
                client.write_draft(&field, (text != first).then_some(text));
            }
        });
        typed
    }

    /// Whether something was typed on an earlier visit and not sent.
    pub fn is_begun(&self) -> bool {
        self.client.has_draft(&self.kept_as)
    }

    /// Forgets what was typed, and closes the form.
    pub fn cancel(&self, open: RwSignal<bool>) {
        self.client.drop_drafts(&self.kept_as);
        open.set(false);
    }

    /// The id of the form's button.
    pub fn id(&self) -> String {
        self.id.clone()
    }

    /// The id of a field.
    pub fn field(&self, name: &str) -> String {
        format!("{}-{name}", self.id)
    }

    /// What is wrong with a field.
    pub fn error(&self, name: &'static str) -> Signal<Option<String>> {
        let form = self.id.clone();
        let now = self.refusals.now;
        Signal::derive(move || {
            now.with(|refused| {
                refused
                    .as_ref()
                    .filter(|refused| refused.form == form)
                    .and_then(|refused| refused.rejection.on_field(name).map(str::to_owned))
            })
        })
    }

    /// Sends what was read from the fields, or shows why it is refused. True where it was taken.
    pub fn send(&self, read: Result<Given, Rejection>, done: &str) -> bool {
        match read.and_then(|command| self.client.send(command)) {
            Ok(()) => {
                self.client.drop_drafts(&self.kept_as);
                self.accept(done);
                true
            }
            Err(rejection) => {
                self.refuse(rejection);
                false
            }
        }
    }

    /// Says that what was typed was taken.
    pub fn accept(&self, done: &str) {
        self.refusals.now.set(None);
        self.refusals.tell(done);
    }

    /// Shows why what was typed is not taken.
    pub fn refuse(&self, rejection: Rejection) {
        self.refusals.now.set(Some(Refused {
            form: self.id.clone(),
            problems: self.problems(&rejection),
            rejection,
        }));
    }

    /// Whether it was refused because somebody else has changed the same since.
    pub fn needs_choice(&self) -> bool {
        self.refusals.now.with_untracked(|refused| {
            refused
                .as_ref()
                .is_some_and(|refused| refused.form == self.id && refused.rejection.needs_choice())
        })
    }

    /// A refusal that names no field leads to the form's button.
    fn problems(&self, rejection: &Rejection) -> Vec<FieldProblem> {
        match rejection {
            Rejection::Fields { fields } => fields
                .iter()
                .map(|problem| FieldProblem {
                    field: self.field(&problem.field),
                    message: problem.words.clone(),
                })
                .collect(),
            other => vec![FieldProblem {
                field: self.id.clone(),
                message: other.to_string(),
            }],
        }
    }
}
