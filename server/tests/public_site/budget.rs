//! The demo company's public pages: all of them there, and small enough. Style sheet and font are at most 30 kB, which the
//! site's own tests see to; a page has the other 30 kB of the 60.

use std::sync::Arc;

use axum::{
    body::{Body, to_bytes},
    http::{Request, header},
};
use domain::{
    command, company::Company, decision::Context, indicator::Indicator, record::Stamp, sight::Sight,
};
use server::{demo, public::PublicPages};
use tower::ServiceExt;
use uuid::Uuid;

use crate::{browser::links, public_company::today};

const PAGE_BYTES_MAX: usize = 30_000;

/// The demo company with every command given.
fn demo_company() -> (u64, Company) {
    let mut company = Company::default();
    let mut seq = 0;
    for given in demo::company(today()).unwrap() {
        seq += 1;
        let context = Context {
            actor: given.actor,
            now: given.now,
            command: Uuid::from_u128(u128::from(seq)),
        };
        let stamp = Stamp { seq, at: given.now };
        for change in command::decide(&company, &given.command, &context).unwrap() {
            company.apply(&change, stamp);
        }
    }
    (seq, company)
}

#[tokio::test]
async fn every_page_of_the_demo_company_is_there_and_within_its_bytes() {
    let (seq, company) = demo_company();
    let company = Arc::new(company);
    let held = company.clone();
    let router = PublicPages {
        company: Arc::new(move || (seq, held.clone())),
        today: Arc::new(today),
        links: links(),
        charts: None,
        tls: false,
    }
    .router();
    let mut paths: Vec<String> = [
        "/",
        "/services",
        "/scorecard",
        "/promises",
        "/display",
        "/accessibility",
        "/how-scores-are-worked-out",
    ]
    .map(str::to_owned)
    .to_vec();
    let indicators = Sight::public(&company);
    paths.extend(
        indicators
            .all::<Indicator>()
            .map(|indicator| format!("/indicators/{}", indicator.code)),
    );
    assert!(paths.len() > 70, "{} pages", paths.len());
    let mut largest = (0, String::new());
    for path in paths {
        let request = Request::get(&path)
            .header(header::ACCEPT_ENCODING, "gzip")
            .body(Body::empty())
            .unwrap();
        let answer = router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        let bytes = to_bytes(answer.into_body(), usize::MAX)
            .await
            .unwrap()
            .len();
        assert!(bytes <= PAGE_BYTES_MAX, "{path} is {bytes} bytes in gzip");
        largest = largest.max((bytes, path));
    }
    println!(
        "the largest page is {} with {} bytes in gzip",
        largest.1, largest.0
    );
}
