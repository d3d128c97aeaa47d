//! The frame of the public pages: the organisation's name, the places, the page, the foot.

use leptos::prelude::*;

use super::Place;
use super::app_frame::brand_link;

/// Skip link, header, the page in `<main>`, footer.
#[component]
pub fn SiteFrame(
    /// The organisation's name.
    #[prop(into)]
    brand: String,
    /// The public pages.
    places: Vec<Place>,
    /// The `href` of the page's place; empty for none.
    #[prop(into)]
    current: String,
    /// What stands at the foot of every page: who to ask, other formats.
    #[prop(into)]
    foot: ViewFn,
    /// The page.
    children: Children,
) -> impl IntoView {
    let places = places.into_iter().map(|Place { label, href }| {
        let here = (href == current).then_some("page");
        view! {
            <li>
                <a href=href aria-current=here>
                    {label}
                </a>
            </li>
        }
    });
    view! {
        <a class="skip-link" href="#main">
            "Skip to main content"
        </a>
        <div class="site-frame">
            <header class="site-header">
                {brand_link(brand, "/".to_owned())} <nav class="screen-only" aria-label="Pages">
                    <ul class="site-header__places">
                        {places.collect_view()}
                    </ul>
                </nav>
            </header>
            <main class="page" id="main" tabindex="-1">
                {children()}
            </main>
            <footer class="site-footer">{foot.run()}</footer>
        </div>
    }
}
