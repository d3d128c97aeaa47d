//! What is wrong with a form, on top of it, with a way to each field.

use leptos::prelude::*;

/// One thing to put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The `id` of the field's control.
    pub field: String,
    /// What is wrong and what to do: "Enter progress as a whole number from 0 to 100".
    pub message: String,
}

/// "There is a problem", with a link to each field. It takes the focus whenever it is given problems,
/// so give it them when the form is sent, not at each key.
#[component]
pub fn ErrorSummary(
    /// The problems, in the order of the fields; nothing is shown while there are none.
    #[prop(into)]
    problems: Signal<Vec<FieldProblem>>,
) -> impl IntoView {
    let summary = NodeRef::<leptos::html::Div>::new();
    #[cfg(feature = "csr")]
    Effect::new(move |_| {
        if !problems.with(Vec::is_empty)
            && let Some(summary) = summary.get()
        {
            // A detached element cannot take the focus; then the reader stays where they were.
            let _ = summary.focus();
        }
    });
    move || {
        let problems = problems.get();
        (!problems.is_empty()).then(|| {
            view! {
                <div class="error-summary" node_ref=summary tabindex="-1" role="alert" aria-labelledby="error-summary-title">
                    <h2 id="error-summary-title">"There is a problem"</h2>
                    <ul class="error-summary__list">
                        {problems.into_iter().map(problem_item).collect_view()}
                    </ul>
                </div>
            }
        })
    }
}

fn problem_item(problem: FieldProblem) -> impl IntoView {
    let href = format!("#{}", problem.field);
    let field = problem.field;
    let field_id = field.clone();
    // With script the link moves the focus itself: the router would take it for a change of page.
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        focus_element(&field);
    };
    view! {
        <li>
            <a href=href on:click=go>
                {label_of(&field_id)}{problem.message}
            </a>
        </li>
    }
}

/// What a field is called, where it has a label of its own: away from its field a message does not say what it is about.
#[cfg(feature = "csr")]
fn label_of(id: &str) -> Option<String> {
    let label = document().query_selector(&format!("label[for='{id}']"));
    let called = label.ok().flatten()?.text_content()?;
    let called = called.trim();
    let ended = called.ends_with('?');
    Some(if ended {
        format!("{called} ")
    } else {
        format!("{called}: ")
    })
}

#[cfg(not(feature = "csr"))]
const fn label_of(_id: &str) -> Option<String> {
    None
}

/// Moves the focus to the element with this id, if it is on the page.
#[cfg(feature = "csr")]
pub(super) fn focus_element(id: &str) {
    use leptos::wasm_bindgen::JsCast;
    let element = document().get_element_by_id(id);
    if let Some(element) =
        element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        // What cannot take the focus leaves it where it was.
        let _ = element.focus();
    }
}

#[cfg(not(feature = "csr"))]
fn focus_element(_id: &str) {}
