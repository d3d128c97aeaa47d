//! A browser for tests: asks the router for pages and reads them.

use std::sync::{Arc, Mutex};

use app::public_site::Links;
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use domain::calendar::Date;
use scraper::{ElementRef, Html, Selector};
use server::public::PublicPages;
use tower::ServiceExt;

use crate::public_company::{Records, company, today};

/// Every page of the small Company.
pub const PAGES: [&str; 14] = [
    "/",
    "/services",
    "/scorecard",
    "/promises",
    "/display",
    "/accessibility",
    "/how-scores-are-worked-out",
    "/indicators/TP01",
    "/indicators/VOI01",
    "/indicators/REP01",
    "/indicators/BS01",
    "/indicators/NM01",
    "/indicators/NEW1",
    "/indicators/X-1",
];

/// The pages of a Company that a test may change.
pub struct Browser {
    pub records: Arc<Mutex<Records>>,
    pub day: Arc<Mutex<Date>>,
    router: Router,
}

/// What came back.
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Bytes,
}

impl Page {
    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.to_vec()).unwrap()
    }

    pub fn header(&self, name: header::HeaderName) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

impl Browser {
    pub fn new() -> Self {
        Self::of(company())
    }

    pub fn of(records: Records) -> Self {
        let records = Arc::new(Mutex::new(records));
        let day = Arc::new(Mutex::new(today()));
        let (own_records, own_day) = (records.clone(), day.clone());
        let pages = PublicPages {
            company: Arc::new(move || {
                let records = own_records.lock().unwrap();
                (records.seq, Arc::new(records.company.clone()))
            }),
            today: Arc::new(move || *own_day.lock().unwrap()),
            links: links(),
            charts: None,
            tls: false,
        };
        Self {
            records,
            day,
            router: pages.router(),
        }
    }

    pub async fn get(&self, path: &str) -> Page {
        self.ask(path, &[]).await
    }

    pub async fn ask(&self, path: &str, headers: &[(&str, &str)]) -> Page {
        let mut request = Request::get(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = self
            .router
            .clone()
            .oneshot(request.body(Body::empty()).unwrap())
            .await
            .unwrap();
        let (parts, body) = answer.into_parts();
        Page {
            status: parts.status,
            headers: parts.headers,
            bytes: to_bytes(body, usize::MAX).await.unwrap(),
        }
    }
}

pub fn links() -> Links {
    Links::found(|name| format!("/assets/{name}"))
}

pub fn every<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

pub fn words(element: ElementRef<'_>) -> String {
    element
        .text()
        .flat_map(str::split_whitespace)
        .collect::<Vec<_>>()
        .join(" ")
}
