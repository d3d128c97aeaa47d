//! The public site: pages that anyone may read, rendered here, kept in memory compressed, and sent as they are until a public
//! record changes or the day does.
//!
//! A page is made once for each choice of colours and text size. What a request costs is then a look-up and a copy.

mod csv;
mod encoding;
mod files;
mod known;
mod page;
mod preference;

use std::{collections::BTreeMap, sync::Arc};

use app::public_site::{Address, Links};
use axum::{
    Router,
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{calendar::Date, company::Company};

use crate::charts::ChartRenderer;
pub use csv::write as write_csv;
use files::{File, Files};
use known::{Knowledge, Known};
use page::Made;
use preference::Preference;

/// What the pages may load: styles, pictures and fonts of our own. They have no script.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// A browser asks each time whether its copy still holds, which is cheap; a shared cache may answer for a minute.
const CACHED: HeaderValue = HeaderValue::from_static("public, max-age=0, s-maxage=60");

/// A choice that has just been made is nobody else's.
const NOT_CACHED: HeaderValue = HeaderValue::from_static("no-store");

/// The newest state: the head's sequence number, and the Company at that number.
pub type Head = Arc<dyn Fn() -> (u64, Arc<Company>) + Send + Sync>;

/// Today where the Company is.
pub type Today = Arc<dyn Fn() -> Date + Send + Sync>;

/// What the public pages are made from.
#[derive(Clone)]
pub struct PublicPages {
    /// The newest state. Asked for with every request, so it should cost no more than a lock and a count.
    pub company: Head,
    /// The day that pages are for.
    pub today: Today,
    /// What documents link to.
    pub links: Links,
    /// Draws the charts; without it each page has its table and no picture.
    pub charts: Option<ChartRenderer>,
    /// Whether people reach the server over TLS, so that cookies may be marked so.
    pub tls: bool,
}

/// The pages with what is kept of them.
struct Site {
    pages: PublicPages,
    known: Knowledge,
    files: Files,
}

impl PublicPages {
    /// Every public page; what no other route answers gets the page that says so.
    pub fn router(self) -> Router {
        let site = Arc::new(Site {
            known: Knowledge::new(&self),
            files: Files::default(),
            pages: self,
        });
        let mut router = Router::new().route("/display", get(display));
        for path in [
            "/",
            "/services",
            "/scorecard",
            "/promises",
            "/accessibility",
            "/how-scores-are-worked-out",
            "/indicators.csv",
            "/indicators/{code}",
        ] {
            router = router.route(path, get(page));
        }
        router.fallback(not_found).with_state(site)
    }
}

/// A page by its path.
async fn page(State(site): State<Arc<Site>>, uri: Uri, asked: HeaderMap) -> Response {
    let address = Address::parse(uri.path());
    site.answer(address.map(Wanted::Page), &asked).await
}

/// The page of colours and sizes, or the choice that was made on it.
async fn display(
    State(site): State<Arc<Site>>,
    query: Result<Query<BTreeMap<String, String>>, QueryRejection>,
    asked: HeaderMap,
) -> Response {
    // A query that cannot be read chooses nothing.
    let query = query.map(|Query(query)| query).unwrap_or_default();
    // Nothing but a page of our own is led back to.
    let back = query
        .get("back")
        .and_then(|path| Address::parse(path))
        .unwrap_or(Address::Home);
    match Preference::chosen(&query, &asked) {
        Some(chosen) => {
            let mut response =
                (StatusCode::SEE_OTHER, [(header::LOCATION, back.path())]).into_response();
            for cookie in chosen.cookies(site.pages.tls) {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            response
                .headers_mut()
                .insert(header::CACHE_CONTROL, NOT_CACHED);
            response
        }
        None => site.answer(Some(Wanted::Display { back }), &asked).await,
    }
}

async fn not_found(State(site): State<Arc<Site>>, asked: HeaderMap) -> Response {
    site.answer(None, &asked).await
}

/// Something to render.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Wanted {
    Page(Address),
    Display { back: Address },
    NotFound,
}

impl Site {
    async fn answer(&self, wanted: Option<Wanted>, asked: &HeaderMap) -> Response {
        let wanted = wanted.unwrap_or(Wanted::NotFound);
        let preference = Preference::kept(asked);
        match self.file(wanted, preference).await {
            Ok(Found::File(file)) => send(&file, asked),
            Ok(Found::Elsewhere(address)) => (
                StatusCode::MOVED_PERMANENTLY,
                [(header::LOCATION, address.path())],
            )
                .into_response(),
            Err(error) => {
                tracing::error!(%error, "a public page could not be made");
                let words = "This page cannot be shown just now. Try again in a moment.";
                (StatusCode::INTERNAL_SERVER_ERROR, words).into_response()
            }
        }
    }

    /// The file of a page: the one that is kept, or a new one. One page is made at a time, so that many who ask for one page
    /// that has just changed wait for one answer.
    async fn file(&self, wanted: Wanted, preference: Preference) -> Result<Found, page::PageError> {
        let known = self.known.newest(&self.pages).await;
        let key = (wanted, preference);
        if let Some(file) = self.files.get(&known.state, &key) {
            return Ok(Found::File(file));
        }
        let _one_at_a_time = self.files.making().await;
        if let Some(file) = self.files.get(&known.state, &key) {
            return Ok(Found::File(file));
        }
        let (wanted, preference) = key.clone();
        match page::make(&self.pages, &known, wanted, preference, &self.files).await? {
            Made::File(file) => Ok(Found::File(self.files.keep(&known.state, key, *file))),
            Made::Elsewhere(address) => Ok(Found::Elsewhere(address)),
            // One file serves every path where there is none, so that guessing at paths fills nothing.
            Made::Nothing => {
                let key = (Wanted::NotFound, preference);
                if let Some(file) = self.files.get(&known.state, &key) {
                    return Ok(Found::File(file));
                }
                let file = page::nothing(&self.pages, &known, preference).await?;
                Ok(Found::File(self.files.keep(&known.state, key, file)))
            }
        }
    }
}

/// What was found for a request.
enum Found {
    File(Arc<File>),
    Elsewhere(Address),
}

/// Sends a file as the reader's browser takes it, or says that the copy it has still holds.
fn send(file: &File, asked: &HeaderMap) -> Response {
    let form = encoding::choose(file, asked);
    let tag = HeaderValue::from_str(&form.tag).unwrap_or(HeaderValue::from_static("\"\""));
    let mut response = if file.status == StatusCode::OK && encoding::has(asked, file) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = (file.status, form.bytes.clone()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, file.media_type.clone());
        if let Some(name) = form.encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        if let Some(disposition) = &file.disposition {
            headers.insert(header::CONTENT_DISPOSITION, disposition.clone());
        }
        response
    };
    let headers = response.headers_mut();
    headers.insert(header::ETAG, tag);
    headers.insert(header::CACHE_CONTROL, CACHED);
    headers.insert(
        header::VARY,
        HeaderValue::from_static("accept-encoding, cookie"),
    );
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(POLICY),
    );
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response
}
