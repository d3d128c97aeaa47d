//! What is kept and for how long, and in which form it is sent.

use axum::http::header;
use domain::{
    calendar::FinancialYear,
    cascade::Parent,
    objective::{Objective, ObjectiveState, OrgLevel},
    objective_link::ObjectiveLink,
    objective_measure::ObjectiveMeasure,
    provenance::Provenance,
    scope::Scope,
};

use crate::{
    browser::Browser,
    public_company::{indicator, value},
};

const NO_ENCODING: &[(&str, &str)] = &[];

#[tokio::test]
async fn a_copy_that_still_holds_is_not_sent_again() {
    let browser = Browser::new();
    for asked in [
        NO_ENCODING,
        &[("accept-encoding", "gzip")],
        &[("accept-encoding", "gzip, br")],
    ] {
        let first = browser.ask("/", asked).await;
        let tag = first.header(header::ETAG).to_owned();
        assert!(
            tag.starts_with('"') && tag.ends_with('"') && tag.len() > 10,
            "{tag}"
        );
        let mut again = asked.to_vec();
        again.push(("if-none-match", &tag));
        let second = browser.ask("/", &again).await;
        assert_eq!((second.status.as_u16(), second.bytes.len()), (304, 0));
        assert_eq!(second.header(header::ETAG), tag);
        assert_eq!(
            second.header(header::CACHE_CONTROL),
            "public, max-age=0, s-maxage=60"
        );
        assert_eq!(second.header(header::VARY), "accept-encoding, cookie");
        let other = browser.ask("/services", &again).await;
        assert_eq!(other.status, 200, "another page has another tag");
    }
}

#[tokio::test]
async fn each_browser_gets_a_form_that_it_takes() {
    let browser = Browser::new();
    let plain = browser.get("/services").await;
    assert_eq!(plain.header(header::CONTENT_ENCODING), "");
    let mut sizes = Vec::new();
    for (asked, sent) in [
        ("gzip, deflate", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("gzip;q=0", ""),
        ("identity", ""),
    ] {
        let page = browser
            .ask("/services", &[("accept-encoding", asked)])
            .await;
        assert_eq!(page.header(header::CONTENT_ENCODING), sent, "{asked}");
        sizes.push(page.bytes.len());
    }
    assert!(
        sizes[1] < sizes[0] && sizes[0] * 3 < plain.bytes.len(),
        "{sizes:?} of {}",
        plain.bytes.len()
    );
    let expanded = expand(
        &browser
            .ask("/services", &[("accept-encoding", "gzip")])
            .await
            .bytes,
    );
    assert_eq!(expanded, plain.bytes, "compressed is the same page");
}

/// Reads a gzip with the system's own reader, so that not one library checks itself.
fn expand(gzip: &[u8]) -> Vec<u8> {
    use std::{
        io::Write,
        process::{Command, Stdio},
    };
    let mut reader = Command::new("gzip")
        .arg("-dc")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = reader.stdin.take().unwrap();
    let bytes = gzip.to_vec();
    let writing = std::thread::spawn(move || input.write_all(&bytes));
    let output = reader.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    output.stdout
}

#[tokio::test]
async fn a_change_that_is_not_public_changes_no_page_and_one_that_is_shows_at_once() {
    let browser = Browser::new();
    let before = browser.get("/").await;
    browser
        .records
        .lock()
        .unwrap()
        .put(950, Scope::Staff, indicator("SECRET", "Not for everyone"));
    let same = browser.get("/").await;
    assert_eq!(same.header(header::ETAG), before.header(header::ETAG));
    assert_eq!(same.bytes, before.bytes);

    let voids = domain::id::Id::new(uuid::Uuid::from_u128(200));
    browser.records.lock().unwrap().published(
        951,
        voids,
        "2026-Q3",
        value("16.9"),
        Provenance::Recorded,
    );
    let after = browser.get("/").await;
    assert_ne!(after.header(header::ETAG), before.header(header::ETAG));
    assert!(after.text().contains("16.9 days"));
    assert!(
        browser
            .get("/indicators/VOI01")
            .await
            .text()
            .contains("16.9 days")
    );
}

/// What counts under what is for staff, and residents read what came of it.
#[tokio::test]
async fn the_scorecard_shows_at_once_that_an_objective_is_measured_by_something_else() {
    let browser = Browser::new();
    let before = browser.get("/scorecard").await;
    assert!(!before.text().contains("/indicators/REP01"));
    {
        let mut records = browser.records.lock().unwrap();
        let priority = domain::id::Id::new(uuid::Uuid::from_u128(7));
        let repairs = domain::id::Id::new(uuid::Uuid::from_u128(300));
        let objective = records.put(960, Scope::Staff, objective("Mend what is broken"));
        let link = ObjectiveLink::new(objective, Parent::Priority(priority));
        records.put(961, Scope::Staff, link);
        records.put(
            962,
            Scope::Staff,
            ObjectiveMeasure {
                objective,
                indicator: repairs,
                weight: domain::quantity::Decimal::ONE,
            },
        );
    }
    let after = browser.get("/scorecard").await;
    assert_ne!(after.header(header::ETAG), before.header(header::ETAG));
    assert!(after.text().contains("/indicators/REP01"));
    assert!(!after.text().contains("Mend what is broken"));
}

fn objective(title: &str) -> Objective {
    Objective {
        title: title.to_owned(),
        success_measure: String::new(),
        level: OrgLevel::Board,
        owner: domain::id::Id::new(uuid::Uuid::from_u128(999)),
        unit: None,
        year: FinancialYear(2026),
        due: None,
        state: ObjectiveState::Agreed,
        agreed_by: Vec::new(),
        ending: None,
        illustrative: false,
    }
}

#[tokio::test]
async fn a_figure_that_is_withdrawn_goes_at_once() {
    let browser = Browser::new();
    assert!(browser.get("/").await.text().contains("92.2%"));
    {
        let mut records = browser.records.lock().unwrap();
        records.company.remove(
            domain::record::Kind::Measurement,
            uuid::Uuid::from_u128(302),
        );
        records.seq += 1;
    }
    assert!(!browser.get("/").await.text().contains("92.2%"));
}

#[tokio::test]
async fn a_page_of_yesterday_is_made_anew() {
    let browser = Browser::new();
    assert!(
        browser
            .get("/")
            .await
            .text()
            .contains("As at 21 November 2026.")
    );
    *browser.day.lock().unwrap() = domain::calendar::Date::constant(2026, 11, 22);
    assert!(
        browser
            .get("/")
            .await
            .text()
            .contains("As at 22 November 2026.")
    );
}

#[tokio::test]
async fn each_choice_of_colours_has_its_own_page() {
    let browser = Browser::new();
    let light = browser.ask("/", &[("cookie", "theme=light")]).await;
    let dark = browser.ask("/", &[("cookie", "theme=dark")]).await;
    assert!(
        light.text().contains("data-theme=\"light\"")
            && dark.text().contains("data-theme=\"dark\"")
    );
    assert_ne!(light.header(header::ETAG), dark.header(header::ETAG));
}

#[tokio::test]
async fn where_there_is_no_page_the_answer_says_so_in_the_same_frame() {
    let browser = Browser::new();
    for path in [
        "/nowhere",
        "/indicators/NONE",
        "/indicators/",
        "/indicators/%ff",
        "/services/extra",
        "/index.php",
    ] {
        let page = browser.get(path).await;
        assert_eq!(page.status, 404, "{path}");
        assert!(
            page.text().contains("There is no such page") && page.text().contains("tel:0800833160"),
            "{path}"
        );
        let tag = page.header(header::ETAG).to_owned();
        assert_eq!(
            browser.ask(path, &[("if-none-match", &tag)]).await.status,
            404,
            "{path}: never a 304"
        );
    }
    let moved = browser.get("/indicators/voi01").await;
    assert_eq!(
        (moved.status.as_u16(), moved.header(header::LOCATION)),
        (301, "/indicators/VOI01")
    );
}

#[tokio::test]
async fn many_who_ask_for_a_page_that_just_changed_get_one_answer() {
    let browser = std::sync::Arc::new(Browser::new());
    let asking: Vec<_> = (0..100)
        .map(|_| {
            let browser = browser.clone();
            tokio::spawn(async move { browser.get("/").await.header(header::ETAG).to_owned() })
        })
        .collect();
    let mut tags = std::collections::BTreeSet::new();
    for answer in asking {
        tags.insert(answer.await.unwrap());
    }
    assert_eq!(tags.len(), 1);
}

#[tokio::test]
async fn the_policy_allows_nothing_but_our_own_styles_pictures_and_fonts() {
    for path in ["/", "/indicators.csv", "/nowhere"] {
        let page = Browser::new().get(path).await;
        assert_eq!(
            page.header(header::CONTENT_SECURITY_POLICY),
            "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        );
        assert_eq!(page.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    }
}
