//! The second step: our fields beside their columns, with what stands in them.

use domain::view::import::{self as view, Columns, FieldLine, OtherColumn};
use leptos::prelude::*;

use super::{
    map,
    steps::{COLUMNS_HEADING, Steps},
};
use crate::components::{
    Button, ButtonKind, ChoiceOption, Disclosure, Field, FieldWidth, InputKind, Notice, SelectField,
};

/// The second step, once there is a file.
pub fn section(steps: Steps) -> impl IntoView {
    let is_there = Memo::new(move |_| steps.opened.with(Option::is_some));
    let columns = Memo::new(move |_| {
        steps.opened.with(|opened| {
            let Some(opened) = opened else {
                return Columns::default();
            };
            steps
                .map
                .with(|map| view::columns(steps.what.get(), &opened.first, map))
        })
    });
    move || {
        is_there.get().then(|| view! {
            <section class="section stack" aria-labelledby=COLUMNS_HEADING>
                <h2 id=COLUMNS_HEADING tabindex="-1">"2. Its columns"</h2>
                {remembered(steps)}
                {header_row(steps)}
                {fields(steps, columns)}
                {others(steps, columns)}
                {map::more(steps)}
                <p role="status">{move || columns.with(|columns| columns.lacking.clone())}</p>
                <div class="cluster">
                    <Button id=steps.field("look") kind=ButtonKind::Secondary on_press=move |()| steps.look()>"See what would come of it"</Button>
                    <span role="status">{move || steps.under_way.get()}</span>
                </div>
            </section>
        })
    }
}

/// Whether the sender's last map is in use, and what of it fits no longer.
fn remembered(steps: Steps) -> impl IntoView {
    move || {
        steps.remembered.get().then(|| {
            let unfit = steps.unfit.get();
            let title = format!("Columns are chosen as for the last file from {}", steps.sender.get_untracked());
            view! {
                <Notice title=title>
                    {(!unfit.is_empty()).then(|| view! {
                        <p>{format!("This file has no column {}. Look whether another one has taken its place.", unfit.iter().map(|heading| format!("“{heading}”")).collect::<Vec<_>>().join(", "))}</p>
                    })}
                    <p>"Look them over; you can change each."</p>
                </Notice>
            }
        })
    }
}

fn header_row(steps: Steps) -> impl IntoView {
    let row = Signal::derive(move || {
        steps
            .map
            .with(|map| map.table.header_row.map(|row| row.to_string()))
            .unwrap_or_default()
    });
    let change = move |text: String| {
        steps.change(|map| map.table.header_row = text.trim().parse().ok());
    };
    view! {
        <Field
            id=steps.field("header")
            name="header"
            label="Which row has the headings?"
            hint="As the spreadsheet counts its rows."
            kind=InputKind::Number
            width=FieldWidth::Number
            value=row
            on_input=change
        />
    }
}

/// Made anew only where the fields are others: what is being chosen keeps the focus.
fn fields(steps: Steps, columns: Memo<Columns>) -> impl IntoView {
    let names = Memo::new(move |_| {
        columns.with(|columns| {
            let names: Vec<&'static str> = columns.fields.iter().map(|field| field.name).collect();
            (names, columns.headings.clone())
        })
    });
    move || {
        let (names, headings) = names.get();
        let options: Vec<ChoiceOption> = headings
            .iter()
            .map(|heading| ChoiceOption::new(heading.clone(), heading.clone()))
            .collect();
        // What the file needs and what was found stands open; what else could be read waits to be asked for.
        let open = |name: &&'static str| {
            columns.with_untracked(|columns| {
                let line = columns.fields.iter().find(|line| line.name == *name);
                line.is_some_and(|line| line.needed || !line.heading.is_empty())
            })
        };
        let (found, further): (Vec<_>, Vec<_>) = names.into_iter().partition(open);
        let lines = move |names: Vec<&'static str>| {
            names
                .into_iter()
                .map(|name| {
                    let line = Memo::new(move |_| {
                        columns.with(|columns| {
                            columns
                                .fields
                                .iter()
                                .find(|line| line.name == name)
                                .cloned()
                        })
                    });
                    field(steps, name, line, options.clone())
                })
                .collect_view()
        };
        let summary = match further.len() {
            1 => "1 more field that can be read".to_owned(),
            many => format!("{many} more fields that can be read"),
        };
        let further = (!further.is_empty()).then(|| {
            let lines = lines.clone();
            view! { <Disclosure summary=summary><div class="stack">{lines(further.clone())}</div></Disclosure> }
        });
        view! { <div class="stack">{lines(found)} {further}</div> }
    }
}

fn field(
    steps: Steps,
    name: &'static str,
    line: Memo<Option<FieldLine>>,
    options: Vec<ChoiceOption>,
) -> impl IntoView {
    let first = line.get_untracked();
    let label = first.map_or_else(String::new, |line| match line.needed {
        true => format!("{} (needed)", line.label),
        false => line.label.to_owned(),
    });
    let chosen = Signal::derive(move || {
        line.with(|line| line.as_ref().map(|line| line.heading.clone()))
            .unwrap_or_default()
    });
    let choose = move |heading: String| {
        steps.change(|map| {
            match heading.is_empty() {
                true => map.columns.remove(name),
                false => map.columns.insert(name.to_owned(), heading),
            };
        });
    };
    let examples = move || {
        let examples = line.with(|line| line.as_ref().map(|line| line.examples.clone()));
        examples
            .filter(|examples| !examples.is_empty())
            .map(|examples| format!("There stands: {examples}"))
    };
    view! {
        <div>
            <SelectField id=steps.field(name) name=name label=label options=options value=chosen on_choose=choose prompt="No column" error=steps.error(name) />
            <p class="field__hint">{examples}</p>
        </div>
    }
}

/// Columns that fill no field: each may be for a period, or for an indicator where peers are read.
fn others(steps: Steps, columns: Memo<Columns>) -> impl IntoView {
    use domain::import::{ImportKind, guess::may_have_periods};
    let shown = Memo::new(move |_| {
        let what = steps.what.get();
        (what == ImportKind::Peers || may_have_periods(what)).then_some(what)
    });
    let headings = Memo::new(move |_| {
        columns.with(|columns| {
            columns
                .others
                .iter()
                .map(|other| other.heading.clone())
                .collect::<Vec<_>>()
        })
    });
    move || {
        let (what, headings) = (shown.get()?, headings.get());
        let peers = what == ImportKind::Peers;
        let (summary, asks) = if peers {
            (
                "Columns that hold what one indicator came to",
                "the code of its indicator",
            )
        } else {
            (
                "Columns that hold the figures of one period",
                "its period: 2026/27, 2026/27 Q1 or 2026/27 M1",
            )
        };
        let headings = StoredValue::new(headings);
        Some(view! {
            <Disclosure summary=summary open=peers>
                <div class="stack">
                    <p>{format!("Beside a column write {asks}. What is left empty is not read.")}</p>
                    {headings.get_value().into_iter().zip(0..).map(|(heading, place)| other(steps, columns, heading, peers, place)).collect_view()}
                </div>
            </Disclosure>
        })
    }
}

fn other(
    steps: Steps,
    columns: Memo<Columns>,
    heading: String,
    peers: bool,
    place: usize,
) -> impl IntoView {
    let own = heading.clone();
    let line = Memo::new(move |_| {
        columns.with(|columns| {
            columns
                .others
                .iter()
                .find(|other| other.heading == own)
                .cloned()
        })
    });
    let of = move |part: fn(&OtherColumn) -> &String| {
        line.with(|line| line.as_ref().map(|line| part(line).clone()))
            .unwrap_or_default()
    };
    let value = Signal::derive(move || of(|other| &other.is_for));
    let own = heading.clone();
    let change = move |text: String| {
        let (own, text) = (own.clone(), text.trim().to_owned());
        steps.change(|map| {
            let said = if peers {
                &mut map.measures
            } else {
                &mut map.periods
            };
            match text.is_empty() {
                true => said.remove(&own),
                false => said.insert(own, text),
            };
        });
    };
    view! {
        <div>
            <Field id=steps.field(&format!("other-{place}")) name=format!("other-{place}") label=heading width=FieldWidth::Short value=value on_input=change />
            <p class="field__hint">{move || { let examples = of(|other| &other.examples); (!examples.is_empty()).then(|| format!("There stands: {examples}")) }}</p>
        </div>
    }
}
