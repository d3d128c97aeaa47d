//! The grid: a row an indicator, its cells to be typed in or pasted into, and what is asked for below it.

use domain::view::month_end::{Entered, Pasted, Row};
use leptos::prelude::*;

use super::{cell, commentary, response, returned, sheet::Sheet, stages};
use crate::{
    components::{
        Button, ButtonKind, Column, Notice, NoticeKind, StatusKind, StatusMark, TableFrame,
        TextArea, stacked_cell,
    },
    pages::presence::{each, part},
    route::Route,
};

fn columns() -> [Column; 7] {
    [
        Column::text("Indicator"),
        Column::text("Numerator, or the figure"),
        Column::text("Denominator"),
        Column::text("The figure will be"),
        Column::text("Target"),
        Column::text("The one before"),
        Column::text("Where it stands"),
    ]
}

/// The grid of the figures that are collected.
pub fn grid(sheet: Sheet) -> AnyView {
    let any = Memo::new(move |_| sheet.rows.with(|rows| !rows.is_empty()));
    let takes = Memo::new(move |_| sheet.rows.with(|rows| rows.iter().any(Row::takes_figures)));
    view! {
        <section class="section" aria-labelledby="figures-heading">
            <h2 id="figures-heading">"Figures"</h2>
            {move || takes.get().then(|| view! {
                <p class="screen-only">"Type the figures, or paste a block of cells from a spreadsheet into the first cell that it fills. Enter and the arrow keys go down and up. What you type is kept on this device until you submit it."</p>
            })}
            {move || sheet.pasted.get().map(|pasted| told(sheet, pasted))}
            {move || any.get().then(|| view! {
                <TableFrame id="month-end" caption="The figures of this return, with the target and the figure before" columns=columns().to_vec() stacks=true>
                    {each(sheet.rows, |row| (row.indicator, row.period, row.columns.len()), move |row| item(sheet, row))}
                </TableFrame>
            })}
        </section>
    }
    .into_any()
}

/// What became of what was pasted.
fn told(sheet: Sheet, pasted: Pasted) -> impl IntoView {
    let words = pasted.words();
    let kind = if pasted.left.is_empty() {
        NoticeKind::Done
    } else {
        NoticeKind::Information
    };
    let left = pasted.left.into_iter();
    let left = left.map(|left| view! { <li>{left}</li> }).collect_view();
    view! {
        <Notice kind=kind title=words on_dismiss=move |()| sheet.pasted.set(None)>
            <ul>{left}</ul>
        </Notice>
    }
}

/// A row's entered figure.
fn entered(sheet: Sheet, row: Memo<Option<Row>>) -> Memo<Option<Entered>> {
    Memo::new(move |_| {
        let own = row.with(|row| row.as_ref().map(|row| row.indicator))?;
        sheet.entered.with(|all| {
            let mut all = all.iter();
            all.find(|(row, _)| row.indicator == own)
                .map(|(_, entered)| entered.clone())
        })
    })
}

fn item(sheet: Sheet, row: Memo<Option<Row>>) -> impl IntoView {
    let said = entered(sheet, row);
    let [_, first, second, will_be, target, before, stands] = columns();
    let Some(now) = row.get_untracked() else {
        return ().into_any();
    };
    let path = Route::Indicator(now.indicator).path();
    let span = part(row, |row| row.span.clone());
    let text = move |of: fn(&Row) -> String| {
        let text = part(row, of);
        (move || text.get()).into_any()
    };
    let cells = now.columns.len();
    // Where a row becomes a few lines, its cells are called what they are.
    let (first, second) = match now.columns.as_slice() {
        [numerator, denominator] => (
            Column::text(numerator.words()),
            Column::text(denominator.words()),
        ),
        [figure] => (Column::text(figure.words()), second),
        _ => (first, second),
    };
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <a href=path>{now.code} " " {now.name}</a>
                <span class="muted">" " {now.unit} {move || {
                    let span = span.get();
                    if span.is_empty() { span } else { format!(", {span}") }
                }}</span>
            </th>
            {stacked_cell(&first, cell::cell(sheet, row, said, 0))}
            {stacked_cell(&second, if cells > 1 { cell::cell(sheet, row, said, 1) } else { ().into_any() })}
            {stacked_cell(&will_be, will_be_cell(row, said))}
            {stacked_cell(&target, text(|row| row.target.clone()))}
            {stacked_cell(&before, text(|row| row.last.clone()))}
            {stacked_cell(&stands, stands_cell(sheet, row))}
        </tr>
        {below(sheet, row, said)}
    }
    .into_any()
}

/// The figure and its colour: as it is typed, else as it stands; with what looks unlikely.
fn will_be_cell(row: Memo<Option<Row>>, said: Memo<Option<Entered>>) -> AnyView {
    let value = Memo::new(move |_| {
        let typed = said.with(|said| {
            let said = said.as_ref()?;
            Some((said.value.clone(), said.mark?))
        });
        typed.or_else(|| {
            row.with(|row| {
                let standing = row.as_ref()?.standing.as_ref()?;
                Some((standing.value.clone(), standing.mark))
            })
        })
    });
    let warnings = part(said, |said| said.warnings.clone());
    let problems = part(said, |said| {
        let words = said.problems.iter();
        words
            .map(|(column, words)| format!("{}: {words}", column.words()))
            .collect::<Vec<_>>()
    });
    let id = move || row.with(|row| row.as_ref().map(|row| format!("told-{}", row.indicator)));
    view! {
        <span class="cluster">
            {move || value.get().map(|(value, mark)| view! {
                <span class="figures">{value}</span>
                <StatusMark kind=StatusKind::from(mark) />
            })}
        </span>
        <div id=id role="status">
            {move || problems.get().into_iter().map(|words| view! { <p class="field__error">{words}</p> }).collect_view()}
            {move || warnings.get().into_iter().map(|words| view! { <p class="asked">{words}</p> }).collect_view()}
        </div>
    }
    .into_any()
}

/// What is next, who brought it where it stands, and what counts meanwhile.
fn stands_cell(sheet: Sheet, row: Memo<Option<Row>>) -> AnyView {
    let next = part(row, Row::next);
    let says = part(row, |row| {
        row.standing.as_ref().map(|standing| standing.says.clone())
    });
    let counts = part(row, |row| row.counts.clone());
    let correct = part(row, |row| {
        (row.can_be_corrected(), row.correcting, row.code.clone())
    });
    view! {
        <span>{move || next.get()}</span>
        {move || says.get().map(|says| view! { " " <span class="muted">{says}</span> })}
        {move || counts.get().map(|counts| view! { <p class="muted">{counts} " counts until the correction is approved."</p> })}
        {move || {
            let (can, open, code) = correct.get();
            let press = move |()| {
                if let Some(row) = row.get_untracked() {
                    sheet.correct(&row, !open);
                }
            };
            can.then(|| view! {
                <Button kind=ButtonKind::Quiet on_press=press>
                    {if open { "Leave it as it is" } else { "Correct" }}
                    <span class="visually-hidden">" " {code}</span>
                </Button>
            })
        }}
        {returned::give_back(row)}
    }
    .into_any()
}

/// What is asked for below a row: why an approved figure changes, a commentary, a corrective action.
fn below(sheet: Sheet, row: Memo<Option<Row>>, said: Memo<Option<Entered>>) -> impl IntoView {
    let reason = part(row, |row| row.corrects && row.takes_figures());
    let explain = commentary::is_asked(row, said);
    let act = response::is_asked(row);
    let open = stages::are_shown(row);
    let any = Memo::new(move |_| reason.get() || explain.get() || act.get() || open.get());
    move || {
        any.get().then(|| {
            view! {
                <tr role="row" class="below">
                    <td role="cell" colspan="7">
                        {move || reason.get().then(|| why_it_changes(sheet, row))}
                        {move || explain.get().then(|| commentary::commentary(row, said))}
                        {move || act.get().then(|| response::response(row))}
                    {move || open.get().then(|| stages::stages(row))}
                    </td>
                </tr>
            }
        })
    }
}

fn why_it_changes(sheet: Sheet, row: Memo<Option<Row>>) -> Option<AnyView> {
    let now = row.get_untracked()?;
    let id = format!("figure-{}-correction", now.indicator);
    let value = Signal::derive(move || {
        row.with(|row| row.as_ref().map(|row| sheet.correction(row)))
            .unwrap_or_default()
    });
    let write = move |text| {
        if let Some(row) = row.get_untracked() {
            sheet.write_correction(&row, text);
        }
    };
    let view = view! {
        <TextArea
            id=id
            name="correction"
            label=format!("{}: why does the figure change?", now.code)
            hint="Whoever has read the one before reads this; residents too, where it is published."
            value=value
            on_input=write
            rows=2
        />
    };
    Some(view.into_any())
}
