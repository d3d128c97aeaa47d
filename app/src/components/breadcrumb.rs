//! The breadcrumb, which is the line itself: person → team → service → priority → perspective.

use leptos::prelude::*;

/// One stop on the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stop {
    /// What kind of stop: "Person", "Team", "Service", "Priority", "Perspective".
    pub kind: String,
    /// Its name; where the line is broken, what is missing ("No team objective yet").
    pub name: String,
    /// Where it leads; none for a page that the reader may not open.
    pub href: Option<String>,
    /// The page the reader is on.
    pub here: bool,
    /// The line is broken here.
    pub gap: bool,
}

impl Stop {
    fn class(&self) -> &'static str {
        match (self.here, self.gap) {
            (_, true) => "line__stop line__stop--gap",
            (true, false) => "line__stop line__stop--here",
            (false, false) => "line__stop",
        }
    }
}

/// The line through the page the reader is on.
#[component]
pub fn Breadcrumb(
    /// From the person up to the perspective.
    #[prop(into)]
    stops: Signal<Vec<Stop>>,
) -> impl IntoView {
    view! {
        <nav aria-label="The line, from person to perspective">
            <ol class="line__stops">
                {move || stops.get().into_iter().map(stop_item).collect_view()}
            </ol>
        </nav>
    }
}

fn stop_item(stop: Stop) -> impl IntoView {
    let class = stop.class();
    let current = stop.here.then_some("page");
    let name = match stop.href {
        Some(href) => {
            view! { <a class="line__name" href=href aria-current=current>{stop.name}</a> }
                .into_any()
        }
        None => {
            view! { <span class="line__name" aria-current=current>{stop.name}</span> }.into_any()
        }
    };
    view! {
        <li class=class>
            <span class="line__kind">{stop.kind}</span>
            {name}
        </li>
    }
}
