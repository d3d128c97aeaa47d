//! Drafting an objective: its title, how anyone will know that it is done, what it contributes to, and by when.

use domain::{
    calendar::FinancialYear,
    objective::{DraftObjective, ObjectiveId},
    person::PersonId,
    rejection::Rejection,
    view::{
        new_objective::{Level, Page, chosen},
        typed,
    },
};
use leptos::prelude::*;

use crate::{
    client::{Client, use_client},
    components::{
        Button, ButtonKind, Choice, ChoiceOption, Field, FieldWidth, InputKind, SelectField,
        TextArea,
    },
    pages::{form::Form, presence::part},
};

/// What has been filled in so far.
#[derive(Clone, Copy)]
struct Filled {
    objective: ObjectiveId,
    level: RwSignal<String>,
    title: RwSignal<String>,
    success_measure: RwSignal<String>,
    parent: RwSignal<String>,
    due: RwSignal<String>,
}

/// The form of a new objective.
#[component]
pub fn DraftForm(
    /// What can be drafted.
    page: Memo<Option<Page>>,
    /// Called with the objective once it is drafted.
    #[prop(into)]
    on_draft: Callback<ObjectiveId>,
    /// Called when the reader would rather not; without it there is no way back here.
    #[prop(optional_no_strip)]
    on_cancel: Option<Callback<()>>,
    /// The form: `draft`, about where it stands, so that what is typed in one place is not shown in another.
    form: Form,
    /// The one thing to do on the page.
    #[prop(optional)]
    primary: bool,
) -> impl IntoView {
    let client = use_client();
    let due = page.with_untracked(|page| page.as_ref().map(|page| page.due.clone()));
    let filled = Filled {
        objective: client.new_id(),
        level: level_of(page, &form),
        title: form.typed("title", ""),
        success_measure: form.typed("success_measure", ""),
        parent: form.typed("parent", ""),
        due: form.typed("due", due.unwrap_or_default()),
    };
    let sent = form.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let read = page.with_untracked(|page| filled.read(client, page.as_ref()));
        if sent.send(read.map(Into::into), "The objective is drafted.") {
            on_draft.run(filled.objective);
        }
    };
    let kind = if primary {
        ButtonKind::Primary
    } else {
        ButtonKind::Secondary
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            {levels(page, filled)}
            {words(&form, filled)}
            {contributing(&form, page, filled)}
            <div class="cluster">
                <Button id=form.id() submit=true kind=kind>"Draft objective"</Button>
                {on_cancel.map(|on_cancel| view! {
                    <Button kind=ButtonKind::Quiet on_press=on_cancel>"Cancel"</Button>
                })}
            </div>
        </form>
    }
}

/// The id of the form's first field.
pub const DRAFT_FIRST: &str = "draft-title";

fn first_level(page: Memo<Option<Page>>) -> String {
    page.with_untracked(|page| {
        page.as_ref()
            .and_then(|page| page.levels.first())
            .map(|level| level.key.to_owned())
    })
    .unwrap_or_default()
}

/// The level chosen on an earlier visit, as long as it is still offered.
fn level_of(page: Memo<Option<Page>>, form: &Form) -> RwSignal<String> {
    let first = first_level(page);
    let level = form.typed("level", first.clone());
    let offered = page.with_untracked(|page| {
        let levels = page.iter().flat_map(|page| &page.levels);
        level.with_untracked(|chosen| levels.into_iter().any(|level| level.key == chosen))
    });
    if !offered {
        level.set(first);
    }
    level
}

impl Filled {
    fn read(self, client: Client, page: Option<&Page>) -> Result<DraftObjective, Rejection> {
        let page = page.ok_or(Rejection::NotFound)?;
        let level = self.level(&page.levels).ok_or(Rejection::NotFound)?;
        let parent = chosen(&level.candidates, &self.parent.get_untracked());
        let (owner, year): (PersonId, FinancialYear) = (page.owner, page.year);
        Ok(DraftObjective {
            objective: self.objective,
            title: self.title.get_untracked(),
            success_measure: self.success_measure.get_untracked(),
            level: level.level,
            owner,
            unit: level.unit,
            year,
            due: typed::optional_day("due", &self.due.get_untracked())?,
            contributes_to: parent.map(|parent| (client.new_id(), parent)),
            illustrative: false,
        })
    }

    fn level(self, levels: &[Level]) -> Option<&Level> {
        let key = self.level.get_untracked();
        levels.iter().find(|level| level.key == key)
    }
}

/// At which level it stands, where there is a choice.
fn levels(page: Memo<Option<Page>>, filled: Filled) -> impl IntoView {
    let options = part(page, |page| {
        page.levels
            .iter()
            .map(|level| (level.key.to_owned(), level.label.clone()))
            .collect::<Vec<_>>()
    });
    move || {
        let options = options.get();
        (options.len() > 1).then(|| {
            let options = options
                .into_iter()
                .map(|(key, label)| ChoiceOption::new(key, label))
                .collect();
            // What was chosen for one level may not stand above another.
            let choose = move |key| {
                filled.level.set(key);
                filled.parent.set(String::new());
            };
            view! { <Choice name="draft-level" legend="What kind of objective is it?" options=options value=filled.level on_choose=choose /> }
        })
    }
}

fn words(form: &Form, filled: Filled) -> impl IntoView + use<> {
    view! {
        <Field
            id=form.field("title")
            name="title"
            label="What will be done?"
            hint="Begin with a verb: “Inspect each empty home within two days”."
            error=form.error("title")
            value=filled.title
            on_input=move |typed| filled.title.set(typed)
        />
        <TextArea
            id=form.field("success_measure")
            name="success_measure"
            label="How will we know that it is done?"
            error=form.error("success_measure")
            value=filled.success_measure
            on_input=move |typed| filled.success_measure.set(typed)
            rows=2
        />
    }
}

fn contributing(form: &Form, page: Memo<Option<Page>>, filled: Filled) -> impl IntoView + use<> {
    let candidates = part(page, |page| page.levels.clone());
    let options = Signal::derive(move || {
        let key = filled.level.get();
        candidates.with(|levels| {
            levels
                .iter()
                .filter(|level| level.key == key)
                .flat_map(|level| level.candidates.iter())
                .map(|candidate| ChoiceOption::new(candidate.key.clone(), candidate.label.clone()))
                .collect::<Vec<_>>()
        })
    });
    let year = part(page, |page| page.year.label());
    view! {
        <SelectField
            id=form.field("contributes_to")
            name="contributes_to"
            label="What does it contribute to?"
            hint="It needs a line to a corporate priority before it can be agreed."
            options=options
            value=filled.parent
            on_choose=move |key| filled.parent.set(key)
            prompt="Choose later"
        />
        <Field
            id=form.field("due")
            name="due"
            label="By when?"
            hint=format!("In the financial year {}, or the one after for longer work.", year.get_untracked())
            error=form.error("due")
            value=filled.due
            on_input=move |typed| filled.due.set(typed)
            kind=InputKind::Date
            width=FieldWidth::Short
        />
    }
}
