//! What stands at the foot of every page: how to reach the Company, in which languages and formats, and the pages beside.

use domain::view::public_home::{Contact, Frame};
use leptos::prelude::*;

use super::{Address, address::segment, notices::NOTICES};

/// The foot of a page.
pub(super) fn foot(frame: Frame, here: Option<Address>) -> AnyView {
    let contact = frame.contact;
    let telephone = contact.as_ref().map(|contact| contact.telephone.clone());
    view! {
        {languages(telephone)}
        {contact.map(reach)}
        {beside(here)}
    }
    .into_any()
}

/// The notices come before the number, because they say "the number below".
fn languages(telephone: Option<String>) -> AnyView {
    let notices = NOTICES.map(|notice| {
        view! {
            <div>
                <dt>{notice.language}</dt>
                <dd lang=notice.lang>{notice.words}</dd>
            </div>
        }
    });
    let number = telephone.map(|telephone| {
        let formats = "This page is also available in large print, on audio tape or CD, in Braille or on CD rom. Call this number and we will arrange it for you.";
        view! {
            <p>
                <strong>{call(telephone)}</strong>
            </p>
            <p>{formats}</p>
        }
    });
    view! {
        <section class="stack stack--tight" aria-labelledby="languages">
            <h2 id="languages">"In your language, or in another format"</h2>
            <dl class="facts">{notices.into_iter().collect_view()}</dl>
            {number}
        </section>
    }
    .into_any()
}

/// A telephone number as a link that a telephone can call.
fn call(telephone: String) -> AnyView {
    let digits: String = telephone.chars().filter(char::is_ascii_digit).collect();
    // A number broken over two lines is read out as two.
    let in_one_piece = telephone.replace(' ', "\u{a0}");
    view! { <a href=format!("tel:{digits}")>{in_one_piece}</a> }.into_any()
}

fn reach(contact: Contact) -> AnyView {
    let Contact {
        telephone,
        minicom,
        email,
        web,
        address,
        accountable_officer,
    } = contact;
    let mail = format!("mailto:{email}");
    let site = format!("https://{web}");
    let mut rows = vec![("Phone", call(telephone))];
    if !minicom.is_empty() {
        rows.push(("Minicom", call(minicom)));
    }
    rows.push(("Email", view! { <a href=mail>{email}</a> }.into_any()));
    rows.push(("Visit", view! { <a href=site>{web}</a> }.into_any()));
    rows.push(("Write to us at", address.into_any()));
    rows.push((
        "Who answers for how we manage performance",
        accountable_officer.into_any(),
    ));
    let rows = rows.into_iter().map(|(term, is)| {
        view! {
            <div>
                <dt>{term}</dt>
                <dd>{is}</dd>
            </div>
        }
    });
    view! {
        <section class="stack stack--tight" aria-labelledby="contact">
            <h2 id="contact">"For more information"</h2>
            <dl class="facts">{rows.collect_view()}</dl>
        </section>
    }
    .into_any()
}

fn beside(here: Option<Address>) -> AnyView {
    let display = match here.filter(|here| *here != Address::Display) {
        Some(here) => format!("{}?back={}", Address::Display.path(), segment(&here.path())),
        None => Address::Display.path(),
    };
    let links = [
        ("Colours and text size", display, false),
        ("How scores are worked out", Address::Rules.path(), false),
        (
            "Accessibility of these pages",
            Address::Accessibility.path(),
            false,
        ),
        (
            "Every figure as a file for a spreadsheet (CSV)",
            Address::Figures.path(),
            false,
        ),
        ("Staff: sign in", "/app".to_owned(), true),
    ];
    let links = links.map(|(words, href, elsewhere)| {
        view! {
            <a href=href rel=elsewhere.then_some("external")>
                {words}
            </a>
        }
    });
    view! {
        <nav class="screen-only cluster" aria-label="More">
            {links.into_iter().collect_view()}
        </nav>
    }
    .into_any()
}
