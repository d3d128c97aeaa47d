//! What is known about how accessible these pages are: what is tested by programs, and what no person has tried yet.

use domain::view::public_home::Frame;
use leptos::prelude::*;

use super::{
    Address, Setting,
    document::{About, document},
};
use crate::components::PageHeading;

/// What programs check on every public page, each time the software changes.
const CHECKED: [&str; 7] = [
    "Every page is complete without script, and prints.",
    "Every table has a caption and headings that say what they head; every chart has its figures in a table and its message in a sentence.",
    "A status is always a word and a shape as well as a colour.",
    "The pairs of colours in use keep the contrast that the guidelines ask for, in the light, dark and cream colours.",
    "The HTML follows the standard, and headings and landmarks are in order.",
    "The axe rules for WCAG 2.2 level A and AA, with none left out, in Chromium.",
    "Pages read without scrolling sideways at 320 pixels; a wide table scrolls in its own frame, by keys too.",
];

/// What has not been done.
const NOT_CHECKED: [&str; 5] = [
    "No disabled resident has tried these pages for us yet.",
    "No person has read them with a screen reader: not with NVDA, JAWS, VoiceOver or TalkBack.",
    "No person has used them by voice, with a switch or with a screen magnifier.",
    "They have been tried in Chromium only; other browsers and real tablets have not been tried by people.",
    "Programs find about half of what can be wrong, so there may be problems that we do not know of.",
];

/// What is known to fall short.
const KNOWN: [&str; 2] = [
    "Only the notices at the foot of each page are in Bengali, Albanian, Gujarati, Chinese and French. The pages themselves are in English.",
    "The picture of a chart becomes small on a narrow screen, and its words with it. The sentence and the table beside it say the same at full size.",
];

/// The accessibility page.
pub fn accessibility(frame: &Frame, setting: &Setting) -> String {
    let about = About {
        title: "Accessibility of these pages".to_owned(),
        description: "What has been checked, what has not, and how to get help.".to_owned(),
        here: Some(Address::Accessibility),
    };
    let help = frame.contact.clone().map(|contact| {
        format!(
            "Call {} or write to {}. Tell us which page, and what you need: we can read a page to you, send it in large print, on audio tape or CD, in Braille or on CD rom, or explain it in your language.",
            contact.telephone, contact.email
        )
    });
    document(frame, setting, about, || {
        view! {
            <PageHeading
                title="Accessibility of these pages"
                lead=Some("We want everyone to be able to read how we are doing. This is what we know so far.".to_owned())
            />
            <section class="section">
                <h2>"What we aim for"</h2>
                <p>
                    "The Web Content Accessibility Guidelines (WCAG) 2.2 at level AA. Until people have tested the pages we do not claim that they meet it."
                </p>
                <p>
                    "You can make the text up to twice as large and choose light, dark or cream colours on the page "
                    <a href=Address::Display.path()>"Colours and text size"</a> "."
                </p>
            </section>
            {list("What programs check, each time these pages change", CHECKED)}
            {list("What has not been checked", NOT_CHECKED)}
            {list("What we know falls short", KNOWN)}
            <section class="section">
                <h2>"If something gets in your way"</h2>
                {help.map(|help| view! { <p>{help}</p> })}
                <p>
                    "If you are not happy with our answer, the Equality Advisory and Support Service (EASS) can advise you."
                </p>
            </section>
        }
        .into_any()
    })
}

fn list<const N: usize>(heading: &'static str, items: [&'static str; N]) -> AnyView {
    let items = items.map(|item| view! { <li>{item}</li> });
    view! {
        <section class="section">
            <h2>{heading}</h2>
            <ul>{items.into_iter().collect_view()}</ul>
        </section>
    }
    .into_any()
}
