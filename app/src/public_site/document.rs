//! The document around a page: its head, its frame, and the bytes.

use domain::view::public_home::Frame;
use leptos::prelude::*;

use super::{Address, foot::foot};
use crate::components::{Place, SiteFrame, TextSize, Theme};

/// What a document links to; the paths change with the content of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// The public site's style sheet.
    pub stylesheet: String,
    /// The font of the text.
    pub font: String,
    /// The icon, in SVG.
    pub icon: String,
}

impl Links {
    /// Finds the paths of the files by the names that the site's manifest knows them by.
    pub fn found(path: impl Fn(&str) -> String) -> Self {
        Self {
            stylesheet: path("public.css"),
            font: path("atkinson-hyperlegible-next-400.woff2"),
            icon: path("icon.svg"),
        }
    }
}

/// What a page is rendered with beside what it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// The colours that the reader chose.
    pub theme: Theme,
    /// The size of text that the reader chose.
    pub text_size: TextSize,
    /// What the document links to.
    pub links: Links,
}

/// What a document says of itself.
pub(super) struct About {
    /// The page's own words in the title: `How are we doing?`.
    pub title: String,
    /// One sentence for those who find the page elsewhere.
    pub description: String,
    /// Which page it is; none for one that is not there.
    pub here: Option<Address>,
}

/// The whole document. The page is made inside, so that everything belongs to one owner, which ends with it.
pub(super) fn document(
    frame: &Frame,
    setting: &Setting,
    about: About,
    page: impl FnOnce() -> AnyView,
) -> String {
    let html = Owner::new().with(|| whole(frame, setting, about, page()).to_html());
    without_markers(&html)
}

fn whole(frame: &Frame, setting: &Setting, about: About, page: AnyView) -> AnyView {
    let Setting {
        theme,
        text_size,
        links,
    } = setting.clone();
    let About {
        title,
        description,
        here,
    } = about;
    let theme = (theme != Theme::Device).then(|| theme.word());
    let text_size = (text_size != TextSize::Normal).then(|| text_size.word());
    view! {
        <!DOCTYPE html>
        <html lang="en-GB" data-theme=theme data-text=text_size>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>{format!("{title} – {}", frame.company)}</title>
                <meta name="description" content=description />
                <link rel="preload" href=links.font r#as="font" type="font/woff2" crossorigin="anonymous" />
                <link rel="stylesheet" href=links.stylesheet />
                <link rel="icon" href=links.icon type="image/svg+xml" />
            </head>
            <body>{body(frame.clone(), here, page)}</body>
        </html>
    }
    .into_any()
}

fn body(frame: Frame, here: Option<Address>, page: AnyView) -> AnyView {
    let place = |label: &str, address: Address| Place::new(label, address.path());
    let places = vec![
        place("How are we doing?", Address::Home),
        place("Our scorecard", Address::Scorecard),
        place("Results by service", Address::Services),
        place("Our promises", Address::Promises),
        place("Colours and text size", Address::Display),
    ];
    let current = here.as_ref().map(Address::path).unwrap_or_default();
    let brand = frame.company.clone();
    view! {
        <SiteFrame brand=brand places=places current=current foot=move || foot(frame.clone(), here.clone())>
            {page}
        </SiteFrame>
    }
    .into_any()
}

/// Takes out the empty comments that rendering leaves between parts for a browser to hydrate: nothing is hydrated here.
/// Words and values are escaped, so `<!>` is never one of them.
fn without_markers(html: &str) -> String {
    html.replace("<!>", "")
}
