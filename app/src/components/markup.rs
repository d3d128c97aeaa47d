//! What the components' HTML promises: nothing inline, ids that are there and alone, classes that the style sheets know.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

use std::collections::BTreeSet;
use std::path::Path;

use leptos::prelude::*;
use scraper::{Html, Selector};

use super::gallery::{app_gallery, public_gallery};

fn galleries() -> Vec<(&'static str, String)> {
    let html = |make: fn() -> AnyView| Owner::new().with(|| make().to_html());
    vec![
        ("app", html(|| app_gallery(true))),
        ("app without script", html(|| app_gallery(false))),
        ("public", html(public_gallery)),
    ]
}

fn every<'a>(page: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

#[test]
fn there_is_no_inline_style_or_script_or_handler() {
    for (name, html) in galleries() {
        let page = Html::parse_fragment(&html);
        for element in every(&page, "*") {
            for (attribute, _) in element.value().attrs() {
                assert!(
                    attribute != "style" && !attribute.starts_with("on"),
                    "{name}: {attribute} on {}",
                    element.html()
                );
            }
        }
        assert!(every(&page, "style, script").is_empty(), "{name}");
    }
}

#[test]
fn every_id_is_alone_and_every_reference_leads_to_one() {
    for (name, html) in galleries() {
        let page = Html::parse_fragment(&html);
        let ids: Vec<&str> = every(&page, "[id]")
            .iter()
            .filter_map(|element| element.attr("id"))
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
            let id = link.attr("href").unwrap().trim_start_matches('#');
            assert!(
                known.contains(id),
                "{name}: the link to #{id} leads nowhere"
            );
        }
    }
}

#[test]
fn every_class_is_in_the_style_sheets() {
    let mut sheets = String::new();
    collect_css(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../style")),
        &mut sheets,
    );
    for (name, html) in galleries() {
        for element in every(&Html::parse_fragment(&html), "[class]") {
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

#[test]
fn every_table_has_a_caption_a_body_and_scoped_headings() {
    for (name, html) in galleries() {
        let page = Html::parse_fragment(&html);
        for table in every(&page, "table") {
            let has = |selector: &str| {
                table
                    .select(&Selector::parse(selector).unwrap())
                    .next()
                    .is_some()
            };
            assert!(has("caption") && has("tbody"), "{name}");
            assert!(!has("th:not([scope])"), "{name}");
        }
    }
}

#[test]
fn every_status_has_its_shape_and_its_word() {
    for (name, html) in galleries() {
        let page = Html::parse_fragment(&html);
        let marks = every(&page, ".status");
        assert!(!marks.is_empty(), "{name}");
        for mark in marks {
            let shape = mark
                .select(&Selector::parse("svg[aria-hidden] path").unwrap())
                .count();
            let word: String = mark.text().collect();
            assert!(
                shape == 1 && !word.trim().is_empty(),
                "{name}: {}",
                mark.html()
            );
        }
    }
}

fn collect_css(folder: &Path, into: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect_css(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "css") {
            into.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}
