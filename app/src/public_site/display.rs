//! Colours and size of text, chosen without script: a form that comes back with the choice in its address.

use domain::view::public_home::Frame;
use leptos::prelude::*;

use super::{
    Address, Setting,
    document::{About, document},
};
use crate::components::{Button, ButtonKind, PageHeading, TextSizeChoice, ThemeChoice};

/// The name that the chosen colours are sent and kept under.
pub const THEME: &str = "theme";
/// The name that the chosen size of text is sent and kept under.
pub const TEXT_SIZE: &str = "text-size";

/// The page that offers colours and sizes; `back` is where the reader came from.
pub fn display(frame: &Frame, setting: &Setting, back: &Address) -> String {
    let about = About {
        title: "Colours and text size".to_owned(),
        description: "Choose the colours and the size of the text of these pages.".to_owned(),
        here: Some(Address::Display),
    };
    let back = back.path();
    let (theme, size) = (setting.theme, setting.text_size);
    document(frame, setting, about, || {
        view! {
            <PageHeading
                title="Colours and text size"
                lead=Some("Choose how these pages look on this device.".to_owned())
            />
            <form class="stack" method="get" action=Address::Display.path()>
                <input type="hidden" name="back" value=back />
                <ThemeChoice theme=theme />
                <TextSizeChoice size=size />
                <p class="cluster">
                    <Button kind=ButtonKind::Primary submit=true>
                        "Use these colours and this size"
                    </Button>
                </p>
            </form>
            <p>
                "Your choice is kept in two small cookies on this device for a year, and is used for nothing else. "
                "To forget it, choose “As this device” and “100%”."
            </p>
        }
        .into_any()
    })
}
