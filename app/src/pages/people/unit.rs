//! A group, service or team with its posts, and what is in it.

use domain::view::people::{PostLine, UnitPart};
use leptos::prelude::*;

use crate::{
    components::{Disclosure, PersonLine, Tag, TagKind},
    route::Route,
};

/// A unit under its heading; a group's services stand open, a service's teams wait to be opened.
pub fn unit(part: UnitPart, level: u8) -> AnyView {
    let UnitPart {
        unit,
        kind,
        name,
        purpose,
        count,
        illustrative,
        posts: own,
        units,
    } = part;
    let words = view! {
        <span class="small muted">{kind}</span>
        <br />
        {name.clone()}
    };
    let id = format!("unit-{unit}");
    let heading = match level {
        0..=2 => view! { <h2 id=id>{words}</h2> }.into_any(),
        3 => view! { <h3 id=id>{words}</h3> }.into_any(),
        4.. => view! { <h4 id=id>{words}</h4> }.into_any(),
    };
    let within = move || {
        let units = units.clone();
        view! {
            {posts(own.clone())}
            {units.into_iter().map(|part| unit_below(part, level)).collect_view()}
        }
    };
    let contents = if level <= 2 {
        within().into_any()
    } else {
        view! { <Disclosure summary=format!("{count} in {name}")>{within()}</Disclosure> }
            .into_any()
    };
    view! {
        <section class="section">
            {heading}
            <p>{purpose}</p>
            {(level <= 2).then(|| view! { <p class="muted">{count}</p> })}
            {illustrative.then(|| view! { <p><Tag text="Illustrative" /></p> })}
            {contents}
        </section>
    }
    .into_any()
}

fn unit_below(part: UnitPart, level: u8) -> AnyView {
    unit(part, level.saturating_add(1))
}

/// Posts and who holds them.
pub fn posts(posts: Vec<PostLine>) -> Option<AnyView> {
    if posts.is_empty() {
        return None;
    }
    let rows = posts.into_iter().map(|post| {
        let who = match post.holder {
            Some((id, name)) => view! {
                <PersonLine name=name post=post.title href=Some(Route::Person(id).path()) />
            }
            .into_any(),
            None => view! {
                <span class="person">
                    <Tag kind=TagKind::Gap text="Vacant" />
                    <span class="person__post">{post.title}</span>
                </span>
            }
            .into_any(),
        };
        view! {
            <li>
                {who}
                {post.grade.map(|grade| view! { <span class="muted">{grade}</span> })}
            </li>
        }
    });
    Some(view! { <ul class="rows">{rows.collect_view()}</ul> }.into_any())
}
