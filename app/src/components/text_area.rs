//! The one place where a `<textarea>` is written. Leptos does not escape a textarea's text when it renders on the
//! server, so text that somebody typed could end the element and run as markup; this component escapes it.

use leptos::prelude::*;

use super::field::{described_by, field_frame};

/// About as much as stands in a line (--measure), and how many lines are shown at once at most.
const LINE_BYTES: usize = 60;
const LINES_MAX: usize = 60;

/// A question with an answer of several lines.
#[component]
pub fn TextArea(
    /// The `id` of the text area, which an error summary links to.
    #[prop(into)]
    id: String,
    /// The name it is sent under.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// How to answer it.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The answer so far.
    #[prop(optional, into)]
    value: Signal<String>,
    /// Called with the whole answer at each change.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// Lines shown at first.
    #[prop(default = 4)]
    rows: u8,
    /// Whether the answer is printed: on paper it stands whole, as text.
    #[prop(optional)]
    printed: bool,
) -> impl IntoView {
    // In the browser the property carries the text, and needs no escaping.
    let content = cfg!(feature = "ssr").then(|| escaped(&value.get_untracked()));
    let control = view! {
        <textarea
            id=id.clone()
            name=name
            class=if printed { "field__control screen-only" } else { "field__control" }
            rows=move || value.with(|text| lines(text).max(rows.into())).to_string()
            aria-describedby=described_by(&id, &hint, error)
            aria-invalid=move || error.with(Option::is_some).then_some("true")
            prop:value=move || value.get()
            on:input:target=move |event| {
                if let Some(on_input) = on_input {
                    on_input.run(event.target().value());
                }
            }
        >
            {content}
        </textarea>
        {printed.then(|| view! { <p class="print-only said">{move || value.get()}</p> })}
    };
    field_frame(id, label, hint, error, control.into_any())
}

/// How many lines a text takes, for browsers that do not make the area as high as its text by themselves (form.css).
fn lines(text: &str) -> usize {
    text.split('\n')
        .map(|line| line.len() / LINE_BYTES + 1)
        .sum::<usize>()
        .min(LINES_MAX)
}

/// Text as the inside of a textarea. A parser drops one line break after the opening tag, so one is put there.
fn escaped(text: &str) -> String {
    format!(
        "\n{}",
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    )
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use leptos::prelude::*;

    use super::TextArea;

    fn rendered(text: &'static str) -> String {
        Owner::new().with(|| {
            view! { <TextArea id="note" name="note" label="Note" value=String::from(text) /> }
                .into_view()
                .to_html()
        })
    }

    #[test]
    fn text_cannot_end_the_element() {
        let html = rendered("</textarea><script>alert(1)</script> & <b>");
        assert!(!html.contains("<script"), "{html}");
        assert!(
            html.contains(
                ">\n&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;"
            ),
            "{html}"
        );
        assert_eq!(html.matches("</textarea>").count(), 1);
    }

    #[test]
    fn an_area_is_as_high_as_its_text() {
        let long = "The lock sticks. ".repeat(20);
        for (text, high) in [
            ("", 1),
            ("One line.", 1),
            ("One\ntwo\n", 3),
            (long.as_str(), 6),
        ] {
            assert_eq!(super::lines(text), high, "{text}");
        }
    }

    #[test]
    fn a_first_line_break_is_kept_and_an_entity_stays_what_was_typed() {
        let html = rendered("\nsecond line &lt;");
        assert!(
            html.contains(">\n\nsecond line &amp;lt;</textarea>"),
            "{html}"
        );
    }
}
