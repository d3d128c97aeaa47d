//! What waits for the reader of figures and decisions, a section of My work that is fetched once that page stands: it has to cost the first load nothing.

use domain::view::figures_due::{self as view, Line, Section, Target};
use gloo::timers::future::TimeoutFuture;
use leptos::{prelude::*, reactive::spawn_local_scoped_with_cancellation};

use crate::{
    client::use_client,
    components::Disclosure,
    pages::presence::{any, each, part},
    route::Route,
};

/// How long nothing must have changed before it is looked again: every figure that is under way is asked about, and what somebody
/// types or ticks above is not to wait for that.
const SETTLED_MS: u32 = 250;

/// The section; nothing where nothing waits.
#[component]
pub fn FiguresDue() -> impl IntoView {
    let client = use_client();
    let today = client.today();
    let found = RwSignal::new(None::<Section>);
    let changes = StoredValue::new(0_u32);
    Effect::new(move |_| {
        client.each_change();
        changes.update_value(|changes| *changes = changes.wrapping_add(1));
        let own = changes.get_value();
        spawn_local_scoped_with_cancellation(async move {
            TimeoutFuture::new(SETTLED_MS).await;
            // Something else changed meanwhile: what it set off looks again.
            if changes.try_get_value() != Some(own) {
                return;
            }
            let now = client.look(|sight| view::section(sight, today)).flatten();
            if found.with_untracked(|before| *before != now) {
                found.set(now);
            }
        });
    });
    let section = Memo::new(move |_| found.get());
    let waits = Memo::new(move |_| section.with(Option::is_some));
    let lines = part(section, |section| section.lines.clone());
    let rest = part(section, |section| section.rest.clone());
    let more = part(section, |section| section.more.clone());
    let is_long = any(rest);
    move || {
        waits.get().then(|| {
            view! {
                <section class="section" aria-labelledby="figures-due">
                    <h2 id="figures-due">"Figures and decisions that wait for you"</h2>
                    <ul class="rows">{each(lines, |line| line.key.clone(), line)}</ul>
                    {move || is_long.get().then(|| view! {
                        <Disclosure summary=more.get()>
                            <ul class="rows">{each(rest, |line| line.key.clone(), line)}</ul>
                        </Disclosure>
                    })}
                </section>
            }
        })
    }
}

fn line(line: Memo<Option<Line>>) -> impl IntoView {
    let title = part(line, |line| line.title.clone());
    let detail = part(line, |line| line.detail.clone());
    let target = part(line, |line| Some(line.target));
    view! {
        <li>
            <div class="stack stack--tight">
                <a href=move || target.get().map(href)>{move || title.get()}</a>
                <p class="muted">{move || detail.get()}</p>
            </div>
        </li>
    }
}

fn href(target: Target) -> String {
    match target {
        Target::Return(shown) => Route::MonthEnd(Some(shown)),
        Target::Indicator(id) => Route::Indicator(id),
        Target::Targets(year) => Route::Targets(year.0),
        Target::Procedures => Route::Procedures,
        Target::Plan(service, year) => Route::Plan(service, year.0),
        Target::Equality => Route::EqualityReview,
        Target::Risk(risk) => Route::Risk(risk),
        Target::Report(run) => Route::ReportRun(run),
    }
    .path()
}
