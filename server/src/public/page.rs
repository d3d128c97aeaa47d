//! Making a page: the view from the domain, its picture if it has one, the document, the compressed forms.

use std::sync::Arc;

use app::public_site::{self, Address, Drawing, Setting};
use axum::{
    body::Bytes,
    http::{HeaderValue, StatusCode},
};
use domain::{
    sight::Sight,
    view::{public_home, public_indicator, public_promises, public_scorecard},
};

use super::{
    Known, Preference, PublicPages, Wanted, csv, encoding,
    files::{File, Files},
};
use crate::charts::Chart;

/// Pixels of a chart's picture; the page scales it to its width.
const CHART_SIZE: (u32, u32) = (720, 340);

/// Size of the words in it.
const CHART_FONT_PX: f64 = 17.0;

/// Why a page could not be made.
#[derive(Debug, thiserror::Error)]
pub(super) enum PageError {
    /// The work was stopped; it panicked, or the server is stopping.
    #[error("the work on a page was stopped")]
    Stopped(#[from] tokio::task::JoinError),
    /// Compressing failed.
    #[error("a page could not be compressed")]
    Compression(#[from] axum::Error),
}

/// What came of a request for a page.
pub(super) enum Made {
    File(Box<File>),
    /// It has another address.
    Elsewhere(Address),
    /// There is no such page.
    Nothing,
}

/// A view of the domain, ready to become a document.
enum View {
    Home(Box<public_home::Page>),
    Services(Box<public_home::ServicesPage>),
    Scorecard(Box<public_scorecard::Page>),
    Promises(Box<public_promises::Page>),
    Indicator(Box<public_indicator::Page>),
    Figures(Vec<Vec<String>>),
    Display(public_home::Frame, Address),
    Accessibility(public_home::Frame),
    Rules(public_home::Frame),
    NotFound(public_home::Frame),
    Elsewhere(Address),
    Nothing,
}

/// Makes a page.
pub(super) async fn make(
    pages: &PublicPages,
    known: &Arc<Known>,
    wanted: Wanted,
    preference: Preference,
    files: &Files,
) -> Result<Made, PageError> {
    let (own, day) = (known.clone(), (pages.today)());
    let view = tokio::task::spawn_blocking(move || view(&own, wanted, day)).await?;
    let picture = match &view {
        View::Indicator(page) => picture(pages, page, files).await,
        _ => None,
    };
    let setting = Setting {
        theme: preference.theme(),
        text_size: preference.text_size(),
        links: pages.links.clone(),
    };
    match view {
        View::Elsewhere(address) => Ok(Made::Elsewhere(address)),
        View::Nothing => Ok(Made::Nothing),
        view => {
            let status = match &view {
                View::NotFound(_) => StatusCode::NOT_FOUND,
                _ => StatusCode::OK,
            };
            let is_file = matches!(view, View::Figures(_));
            let text =
                tokio::task::spawn_blocking(move || document(view, picture, &setting)).await?;
            file(text, status, is_file)
                .await
                .map(|file| Made::File(Box::new(file)))
        }
    }
}

/// The page that says that there is none.
pub(super) async fn nothing(
    pages: &PublicPages,
    known: &Arc<Known>,
    preference: Preference,
) -> Result<File, PageError> {
    let setting = Setting {
        theme: preference.theme(),
        text_size: preference.text_size(),
        links: pages.links.clone(),
    };
    let frame = public_home::frame(&Sight::public(&known.company), (pages.today)());
    file(
        public_site::not_found(&frame, &setting),
        StatusCode::NOT_FOUND,
        false,
    )
    .await
}

fn view(known: &Known, wanted: Wanted, day: domain::calendar::Date) -> View {
    let sight = Sight::public(&known.company);
    let frame = || public_home::frame(&sight, day);
    match wanted {
        Wanted::NotFound => View::NotFound(frame()),
        Wanted::Display { back } => match back {
            // A made-up code must not become a link, nor a file that is kept.
            Address::Indicator(code) if public_indicator::find(&sight, &code).is_none() => {
                View::Nothing
            }
            back => View::Display(frame(), back),
        },
        Wanted::Page(address) => match address {
            Address::Home => View::Home(Box::new(public_home::page(&sight, day))),
            Address::Services => View::Services(Box::new(public_home::services(&sight, day))),
            Address::Scorecard => View::Scorecard(Box::new(public_scorecard::page(&sight, day))),
            Address::Promises => View::Promises(Box::new(public_promises::page(&sight, day))),
            Address::Figures => View::Figures(public_indicator::open_data(&sight)),
            Address::Accessibility => View::Accessibility(frame()),
            Address::Rules => View::Rules(frame()),
            Address::Display => View::Display(frame(), Address::Home),
            Address::Indicator(code) => match public_indicator::find(&sight, &code) {
                None => View::Nothing,
                Some(found) if found.code != code => {
                    View::Elsewhere(Address::Indicator(found.code.clone()))
                }
                Some(found) => match public_indicator::page(&sight, found.id, day) {
                    None => View::Nothing,
                    Some(page) => View::Indicator(Box::new(page)),
                },
            },
        },
    }
}

/// The picture of an indicator's figures over time; none where there is nothing to compare, or where it cannot be drawn.
async fn picture(
    pages: &PublicPages,
    page: &public_indicator::Page,
    files: &Files,
) -> Option<Drawing> {
    let charts = pages.charts.as_ref()?;
    let option = app::charts::line(&page.series, CHART_FONT_PX)?;
    if let Some(drawing) = files.drawing(&page.code, &option) {
        return Some(drawing);
    }
    let (width, height) = CHART_SIZE;
    let chart = Chart {
        name: "chart".to_owned(),
        option: option.clone(),
        width,
        height,
    };
    match charts.draw(chart).await {
        Ok(drawing) => {
            files.keep_drawing(&page.code, option, drawing.clone());
            Some(drawing)
        }
        Err(error) => {
            tracing::error!(%error, code = page.code, "a chart could not be drawn; its page shows the table");
            None
        }
    }
}

fn document(view: View, picture: Option<Drawing>, setting: &Setting) -> String {
    match view {
        View::Home(page) => public_site::home(&page, setting),
        View::Services(page) => public_site::services(&page, setting),
        View::Scorecard(page) => public_site::scorecard(&page, setting),
        View::Promises(page) => public_site::promises(&page, setting),
        View::Indicator(page) => public_site::indicator(&page, picture, setting),
        View::Figures(rows) => csv::write(&rows),
        View::Display(frame, back) => public_site::display(&frame, setting, &back),
        View::Accessibility(frame) => public_site::accessibility(&frame, setting),
        View::Rules(frame) => public_site::rules(&frame, setting),
        View::NotFound(frame) => public_site::not_found(&frame, setting),
        View::Elsewhere(_) | View::Nothing => String::new(),
    }
}

async fn file(text: String, status: StatusCode, is_file: bool) -> Result<File, PageError> {
    let (media_type, disposition) = if is_file {
        (
            "text/csv; charset=utf-8; header=present",
            Some("attachment; filename=\"performance.csv\""),
        )
    } else {
        ("text/html; charset=utf-8", None)
    };
    let media_type = HeaderValue::from_static(media_type);
    Ok(File {
        status,
        forms: encoding::forms(Bytes::from(text), &media_type).await?,
        media_type,
        disposition: disposition.map(HeaderValue::from_static),
    })
}
