//! The HTML itself.

use std::{collections::BTreeSet, path::Path};

use app::public_site::{Drawing, Node, Setting, indicator};
use domain::{id::Id, sight::Sight, view::public_indicator};
use scraper::Html;

use crate::{
    browser::{Browser, PAGES, every, links, words},
    public_company::{HOSTILE_NAME, HOSTILE_WORDS, company, today},
};

/// What a line of a chart may look like once it is cleaned.
fn picture() -> Drawing {
    let words = Node::Element {
        name: "text",
        attributes: vec![("x", "1".to_owned()), ("fill", "#3d3d3d".to_owned())],
        children: vec![Node::Words("90% & <b>more</b>".to_owned())],
    };
    let path = Node::Element {
        name: "path",
        attributes: vec![("d", "M0 0L\"9\" 9".to_owned())],
        children: Vec::new(),
    };
    Drawing {
        root: Node::Element {
            name: "svg",
            attributes: vec![("viewBox", "0 0 9 9".to_owned())],
            children: vec![path, words],
        },
    }
}

/// Every page, with one that has a picture.
async fn pages() -> Vec<(String, String)> {
    let browser = Browser::new();
    let mut pages = Vec::new();
    for path in PAGES {
        let page = browser.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        pages.push((path.to_owned(), page.text()));
    }
    pages.push(("nowhere".to_owned(), browser.get("/nowhere").await.text()));
    pages.push(("with a picture".to_owned(), with_picture()));
    pages
}

fn with_picture() -> String {
    let records = company();
    let id = Id::new(uuid::Uuid::from_u128(200));
    let page = public_indicator::page(&Sight::public(&records.company), id, today()).unwrap();
    let setting = Setting {
        links: links(),
        ..Setting::default()
    };
    indicator(&page, Some(picture()), &setting)
}

#[tokio::test]
async fn nothing_is_inline_and_there_is_no_script() {
    for (name, html) in pages().await {
        let page = Html::parse_document(&html);
        assert!(
            every(&page, "script, style, iframe, object, embed, base").is_empty(),
            "{name}"
        );
        for element in every(&page, "*") {
            for (attribute, value) in element.value().attrs() {
                assert!(
                    attribute != "style" && !attribute.starts_with("on"),
                    "{name}: {attribute} on {}",
                    element.html()
                );
                assert!(
                    !value.trim_start().to_lowercase().starts_with("javascript:"),
                    "{name}: {value}"
                );
            }
        }
        assert!(
            !html.contains("<!>") && !html.contains("<!--"),
            "{name} has a marker for hydration"
        );
        assert!(
            html.starts_with("<!DOCTYPE html><html lang=\"en-GB\">"),
            "{name}: {}",
            &html[..80]
        );
    }
}

#[tokio::test]
async fn each_page_has_its_landmarks_one_heading_and_headings_in_order() {
    let mut titles = BTreeSet::new();
    for (name, html) in pages().await {
        let page = Html::parse_document(&html);
        for (selector, wanted) in [
            ("main#main", 1),
            ("h1", 1),
            ("header", 1),
            ("footer", 1),
            ("title", 1),
            ("meta[name=description][content]", 1),
            ("meta[name=viewport]", 1),
        ] {
            assert_eq!(every(&page, selector).len(), wanted, "{name}: {selector}");
        }
        assert_eq!(
            every(&page, "body > a.skip-link[href='#main']").len(),
            1,
            "{name}"
        );
        let levels: Vec<u8> = every(&page, "h1, h2, h3, h4")
            .iter()
            .map(|heading| heading.value().name().as_bytes()[1] - b'0')
            .collect();
        assert!(
            levels.windows(2).all(|pair| pair[1] <= pair[0] + 1),
            "{name}: {levels:?}"
        );
        for landmark in every(&page, "nav, section[aria-labelledby], [role=region]") {
            let named = landmark
                .attr("aria-label")
                .or(landmark.attr("aria-labelledby"));
            assert!(
                named.is_some_and(|label| !label.is_empty()),
                "{name}: {}",
                landmark.html()
            );
        }
        if name != "with a picture" {
            assert!(
                titles.insert(words(every(&page, "title")[0])),
                "{name} shares its title with another page"
            );
        }
    }
}

#[tokio::test]
async fn every_id_is_alone_and_every_reference_within_a_page_leads_to_one() {
    for (name, html) in pages().await {
        let page = Html::parse_document(&html);
        let ids: Vec<&str> = every(&page, "[id]")
            .iter()
            .map(|element| element.attr("id").unwrap())
            .collect();
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(
            ids.len(),
            known.len(),
            "{name}: an id stands twice in {ids:?}"
        );
        for attribute in ["for", "aria-labelledby", "aria-describedby"] {
            for element in every(&page, &format!("[{attribute}]")) {
                for id in element.attr(attribute).unwrap().split_whitespace() {
                    assert!(known.contains(id), "{name}: {attribute}={id} leads nowhere");
                }
            }
        }
        for link in every(&page, "a[href^='#']") {
            assert!(
                known.contains(link.attr("href").unwrap().trim_start_matches('#')),
                "{name}: {}",
                link.html()
            );
        }
    }
}

#[tokio::test]
async fn every_link_of_our_own_leads_to_a_page() {
    let browser = Browser::new();
    let mut tried = BTreeSet::new();
    for (name, html) in pages().await {
        let page = Html::parse_document(&html);
        for link in every(&page, "a[href^='/'], form[action]") {
            let href = link.attr("href").or(link.attr("action")).unwrap();
            if href.starts_with("/app") || !tried.insert(href.to_owned()) {
                continue;
            }
            let (path, fragment) = href.split_once('#').unwrap_or((href, ""));
            let found = browser.get(path).await;
            assert_eq!(found.status, 200, "{name} leads to {href}");
            if !fragment.is_empty() {
                let there = Html::parse_document(&found.text());
                assert_eq!(
                    every(&there, &format!("#{fragment}")).len(),
                    1,
                    "{name} leads to {href}"
                );
            }
        }
    }
    assert!(tried.len() > 12, "{tried:?}");
}

#[tokio::test]
async fn every_table_has_its_caption_its_parts_and_scoped_headings() {
    let mut tables = 0;
    for (name, html) in pages().await {
        let page = Html::parse_document(&html);
        for table in every(&page, "table") {
            tables += 1;
            let of = |selector: &str| {
                table
                    .select(&scraper::Selector::parse(selector).unwrap())
                    .count()
            };
            assert_eq!(
                (of("caption"), of("thead"), of("tbody")),
                (1, 1, 1),
                "{name}"
            );
            assert_eq!(of("th:not([scope=col]):not([scope=row])"), 0, "{name}");
            assert_eq!(
                of("tbody tr"),
                of("tbody th[scope=row]"),
                "{name}: each row has its heading"
            );
            let columns = of("thead th");
            for row in table.select(&scraper::Selector::parse("tbody tr").unwrap()) {
                assert_eq!(row.child_elements().count(), columns, "{name}");
            }
        }
    }
    assert!(tables > 12, "{tables} tables");
}

#[tokio::test]
async fn every_class_is_in_the_style_sheets() {
    let mut sheets = String::new();
    for folder in ["../style", "../style/components"] {
        for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap()
        {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "css") {
                sheets.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    for (name, html) in pages().await {
        for element in every(&Html::parse_document(&html), "[class]") {
            for class in element.value().classes() {
                let rule = format!(".{class}");
                let styled = sheets.match_indices(&rule).any(|(at, _)| {
                    let next = sheets[at + rule.len()..].chars().next();
                    next.is_none_or(|next| !next.is_alphanumeric() && next != '-' && next != '_')
                });
                assert!(styled, "{name}: no style sheet names .{class}");
            }
        }
    }
}

#[tokio::test]
async fn a_status_is_a_shape_and_a_word() {
    let marks: Vec<(String, String)> = pages().await;
    let mut seen = 0;
    for (name, html) in marks {
        let page = Html::parse_document(&html);
        for mark in every(&page, ".status") {
            seen += 1;
            let shape = mark
                .select(&scraper::Selector::parse("svg[aria-hidden] path").unwrap())
                .count();
            assert!(
                shape == 1 && !words(mark).is_empty(),
                "{name}: {}",
                mark.html()
            );
        }
    }
    assert!(seen > 40, "{seen} marks");
}

#[tokio::test]
async fn what_people_typed_stays_words() {
    let browser = Browser::new();
    let page = browser.get("/indicators/X-1").await.text();
    let parsed = Html::parse_document(&page);
    assert_eq!(words(every(&parsed, "h1")[0]), HOSTILE_NAME);
    assert!(page.contains("&lt;script&gt;alert(1)"));
    assert!(words(every(&parsed, "main")[0]).contains(HOSTILE_WORDS));
    let services = browser.get("/services").await.text();
    assert!(words(every(&Html::parse_document(&services), "main")[0]).contains(HOSTILE_NAME));
}

#[test]
fn a_picture_stands_in_its_figure_with_its_table_and_sentence() {
    let html = with_picture();
    let page = Html::parse_document(&html);
    let figure = every(&page, "figure.chart-figure")[0];
    let of = |selector: &str| {
        figure
            .select(&scraper::Selector::parse(selector).unwrap())
            .count()
    };
    assert_eq!(of("[role=img][aria-labelledby] > svg"), 1);
    assert_eq!(
        (of("figcaption"), of("details table#figures"), of("b")),
        (1, 1, 0)
    );
    assert_eq!(words(every(&page, "svg text")[0]), "90% & <b>more</b>");
    assert_eq!(
        every(&page, "svg path[d]")[0].attr("d").unwrap_or_default(),
        every(&page, "svg path")[0].attr("d").unwrap_or_default()
    );
}

#[tokio::test]
async fn without_a_picture_the_table_stands_open() {
    let page = Browser::new().get("/indicators/VOI01").await.text();
    let page = Html::parse_document(&page);
    assert!(every(&page, "figure, .chart").is_empty());
    assert_eq!(every(&page, "table#figures").len(), 1);
    assert!(every(&page, "details table#figures").is_empty());
    let rows: Vec<String> = every(&page, "table#figures tbody th")
        .into_iter()
        .map(words)
        .collect();
    assert_eq!(
        rows,
        [
            "2026/27 Q2 (July to September)",
            "2026/27 Q1 (April to June)",
            "2025/26 Q4 (January to March)"
        ]
    );
}

#[test]
fn a_page_rendered_two_hundred_times_is_the_same_two_hundred_times() {
    let records = company();
    let sight = Sight::public(&records.company);
    let setting = Setting {
        links: links(),
        ..Setting::default()
    };
    for code in ["TP01", "VOI01", "REP01", "BS01", "NM01", "NEW1", "X-1"] {
        let id = public_indicator::find(&sight, code).unwrap().id;
        let made = || {
            indicator(
                &public_indicator::page(&sight, id, today()).unwrap(),
                Some(picture()),
                &setting,
            )
        };
        let first = made();
        for time in 1..200 {
            assert_eq!(made(), first, "{code}, time {time}");
        }
    }
}

#[tokio::test]
async fn the_home_page_and_a_page_of_an_indicator_are_as_they_were_last_read() {
    let browser = Browser::new();
    for (name, path) in [
        ("home", "/"),
        ("indicator", "/indicators/VOI01"),
        ("display", "/display"),
        ("not_found", "/nowhere"),
    ] {
        let lines = browser.get(path).await.text().replace("><", ">\n<");
        insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, lines);
        });
    }
}
