//! The page for an address where there is none.

use domain::view::public_home::Frame;
use leptos::prelude::*;

use super::{
    Address, Setting,
    document::{About, document},
};
use crate::components::PageHeading;

/// Says that there is no such page, and where to go on.
pub fn not_found(frame: &Frame, setting: &Setting) -> String {
    let about = About {
        title: "There is no such page".to_owned(),
        description: "There is no page at this address.".to_owned(),
        here: None,
    };
    document(frame, setting, about, || {
        view! {
            <PageHeading
                title="There is no such page"
                lead=Some("The address may have been typed wrongly, or the page may have moved.".to_owned())
            />
            <ul>
                <li>
                    <a href=Address::Home.path()>"How are we doing?"</a>
                </li>
                <li>
                    <a href=Address::Services.path()>"Results by service, with a page for each measure"</a>
                </li>
            </ul>
        }
        .into_any()
    })
}
