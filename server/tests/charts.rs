//! Charts drawn on the server: what the library writes becomes a drawing without style or script, the same each time, and a
//! chart that cannot be drawn says why and spoils nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

#[path = "../../app/domain/tests/public_company/mod.rs"]
mod public_company;

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use domain::{id::Id, sight::Sight, view::reading};
use scraper::{Html, Selector};
use server::charts::{Chart, ChartError, ChartRenderer, NotADrawing, clean};

/// What the library wrote for a line, bars and a target line, with the names of its months changed to try markup.
const LIBRARY_SVG: &str = include_str!("charts/library.svg");

fn count(svg: &str, selector: &str) -> usize {
    let page = Html::parse_fragment(svg);
    page.select(&Selector::parse(selector).unwrap()).count()
}

fn assert_nothing_inline(svg: &str) {
    for forbidden in [
        "style=",
        "<style",
        "class=",
        "<script",
        "href",
        "ecmeta",
        "zr0",
        "CDATA",
        "http://www.w3.org/1999",
    ] {
        assert!(!svg.contains(forbidden), "{forbidden} in {svg}");
    }
}

fn chart(option: &str) -> Chart {
    Chart {
        name: "chart".to_owned(),
        option: option.to_owned(),
        width: 600,
        height: 300,
    }
}

#[test]
fn style_becomes_attributes_and_nothing_inline_is_left() {
    assert!(
        LIBRARY_SVG.contains("style=") && LIBRARY_SVG.contains("<style"),
        "the test would prove nothing"
    );
    let svg = clean(LIBRARY_SVG, "tp01").unwrap().to_svg();
    assert_nothing_inline(&svg);
    assert_eq!(count(LIBRARY_SVG, "text"), count(&svg, "text"));
    assert_eq!(count(LIBRARY_SVG, "path"), count(&svg, "path"));
    assert_eq!(count(&svg, "text[font-size='12px']"), count(&svg, "text"));
    assert_eq!(
        count(
            &svg,
            "svg[viewBox='0 0 600 300'][width='600'][height='300']"
        ),
        1
    );
    assert_eq!(
        count(&svg, "text[stroke='#ffffff']"),
        3,
        "one way of writing a colour, so that themes find it"
    );
}

#[test]
fn ids_carry_the_drawings_name_and_lead_somewhere() {
    let svg = clean(LIBRARY_SVG, "tp01").unwrap().to_svg();
    assert_eq!(count(&svg, "clipPath#tp01-c0"), 1);
    assert_eq!(count(&svg, "g[clip-path='url(#tp01-c0)']"), 1);
    let later = LIBRARY_SVG.replace("zr0-", "zr17-");
    assert_eq!(
        clean(&later, "tp01").unwrap().to_svg(),
        svg,
        "the library's counter does not show"
    );
    assert_ne!(clean(LIBRARY_SVG, "tp02").unwrap().to_svg(), svg);
}

#[test]
fn words_are_read_and_written_as_words() {
    let svg = clean(LIBRARY_SVG, "a").unwrap().to_svg();
    assert!(svg.contains("April &lt;b&gt;&amp;</text>"), "{svg}");
    assert_eq!(count(&svg, "b"), 0);
}

#[test]
fn what_no_drawing_has_is_refused_by_name() {
    let wrapped = |inside: &str| clean(&format!("<svg width=\"1\">{inside}</svg>"), "a");
    for (inside, element) in [
        ("<script>alert(1)</script>", "script"),
        ("<foreignObject><p>x</p></foreignObject>", "foreignObject"),
        ("<image href=\"x\"/>", "image"),
        ("<a href=\"x\"><text>y</text></a>", "a"),
        ("<g><use href=\"#x\"/></g>", "use"),
    ] {
        assert_eq!(
            wrapped(inside),
            Err(NotADrawing::Element(element.to_owned()))
        );
    }
    for attribute in [
        "fill=\"url(https://elsewhere/x)\"",
        "fill=\"url('//elsewhere')\"",
        "stroke=\"javascript:x\"",
    ] {
        assert!(
            matches!(
                wrapped(&format!("<path {attribute}/>")),
                Err(NotADrawing::Reference(_))
            ),
            "{attribute}"
        );
    }
    let quiet =
        wrapped("<path d=\"M0 0\" onclick=\"x()\" style=\"fill:red;behavior:x\" class=\"c\"/>")
            .unwrap()
            .to_svg();
    assert!(
        quiet.contains("<path fill=\"red\" d=\"M0 0\"></path>"),
        "{quiet}"
    );
}

#[test]
fn what_breaks_off_is_refused() {
    for text in [
        "",
        "words",
        "<svg",
        "<svg><g></svg>",
        "<svg><g>",
        "<svg a=b></svg>",
        "<svg><style>x",
        "<svg width=\"1></svg>",
        "</svg>",
    ] {
        assert!(
            matches!(clean(text, "a"), Err(NotADrawing::Broken(_))),
            "{text:?}: {:?}",
            clean(text, "a")
        );
    }
    let deep = format!("{}{}", "<svg>".repeat(40), "</svg>".repeat(40));
    assert_eq!(clean(&deep, "a"), Err(NotADrawing::TooDeep));
}

/// A site folder whose chart library is this script.
fn site_with(library: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("server")).unwrap();
    std::fs::write(folder.path().join("server/echarts.js"), library).unwrap();
    folder
}

/// A library that draws the option's words, throws, loops for ever or draws markup, as the option asks.
const STAND_IN: &str = r#"
var loaded = 0;
globalThis.echarts = { init(dom, theme, { width, height }) { let option; return {
  setOption(given) {
    option = given;
    if (option.throws) throw new Error("no such series");
    while (option.loops) {}
  },
  renderToSVGString() { return `<svg width="${width}" height="${height}"><text style="font-size:9px">${option.words}: ${++loaded}</text>${option.also ?? ""}</svg>`; },
  dispose() {},
}; } };
"#;

#[tokio::test]
async fn a_chart_that_fails_says_why_and_the_next_one_is_drawn() {
    let site = site_with(STAND_IN);
    let charts = ChartRenderer::with_patience(site.path(), Duration::from_millis(300)).unwrap();
    let drawn = async |option: &str| {
        charts
            .draw(chart(option))
            .await
            .map(|drawing| drawing.to_svg())
    };
    assert!(
        drawn(r#"{"words":"one"}"#)
            .await
            .unwrap()
            .contains("one: 1")
    );
    assert!(
        drawn(r#"{"words":"two"}"#)
            .await
            .unwrap()
            .contains("two: 2"),
        "one engine draws many charts"
    );

    let thrown = drawn(r#"{"throws":true}"#).await.unwrap_err();
    assert!(
        matches!(&thrown, ChartError::Script(why) if why.contains("no such series")),
        "{thrown}"
    );
    assert!(
        drawn(r#"{"words":"three"}"#)
            .await
            .unwrap()
            .contains("three: 1"),
        "a new engine after a failure"
    );

    assert!(matches!(
        drawn("not JSON").await,
        Err(ChartError::Script(_))
    ));
    assert!(matches!(
        drawn(r#"{"words":"x","also":"<script>1</script>"}"#).await,
        Err(ChartError::NotADrawing(_))
    ));
    assert!(matches!(
        drawn(r#"{"loops":true}"#).await,
        Err(ChartError::TooLong { .. })
    ));
    assert!(
        drawn(r#"{"words":"four"}"#)
            .await
            .unwrap()
            .contains("four: 1")
    );
}

#[tokio::test]
async fn many_who_ask_at_once_are_all_answered() {
    let site = site_with(STAND_IN);
    let charts = ChartRenderer::start(site.path()).unwrap();
    let asking: Vec<_> = (0..200)
        .map(|number| {
            let charts = charts.clone();
            tokio::spawn(async move {
                charts
                    .draw(chart(&format!(r#"{{"words":"n{number}."}}"#)))
                    .await
            })
        })
        .collect();
    for (number, answer) in asking.into_iter().enumerate() {
        let svg = answer.await.unwrap().unwrap().to_svg();
        assert!(
            svg.contains(&format!("n{number}.:")),
            "each gets its own chart"
        );
    }
}

#[tokio::test]
async fn a_missing_library_is_named_and_looked_for_again() {
    let site = tempfile::tempdir().unwrap();
    let charts = ChartRenderer::start(site.path()).unwrap();
    let missing = charts.draw(chart("{}")).await.unwrap_err();
    assert!(
        missing.to_string().contains("server/echarts.js"),
        "{missing}"
    );
    std::fs::create_dir(site.path().join("server")).unwrap();
    std::fs::write(site.path().join("server/echarts.js"), STAND_IN).unwrap();
    charts.draw(chart(r#"{"words":"now"}"#)).await.unwrap();
}

/// The site that was built, where there is one.
fn built_site() -> Option<PathBuf> {
    let site = PathBuf::from(std::env::var_os("THROUGHLINE_SITE")?);
    site.join("server/echarts.js").exists().then_some(site)
}

fn option_of(code_id: u128) -> String {
    let records = public_company::company();
    let series = reading::series(
        &Sight::public(&records.company),
        Id::new(uuid::Uuid::from_u128(code_id)),
    );
    app::charts::line(&series, 17.0).unwrap()
}

#[tokio::test]
async fn the_real_library_draws_the_figures_that_the_table_shows() {
    let Some(site) = built_site() else {
        eprintln!(
            "not tried: THROUGHLINE_SITE names no site that is built; .ci/site.sh builds one"
        );
        return;
    };
    let charts = ChartRenderer::start(Path::new(&site)).unwrap();
    let asked = Instant::now();
    let first = charts.draw(chart(&option_of(200))).await.unwrap();
    let loading = asked.elapsed();
    let svg = first.to_svg();
    assert_nothing_inline(&svg);
    for words in ["21.2 days", "Target 17 days", "Q4 2025/26", "Q2 2026/27"] {
        assert!(svg.contains(words), "{words} is not in {svg}");
    }
    let asked = Instant::now();
    for _ in 0..10 {
        assert_eq!(
            charts.draw(chart(&option_of(200))).await.unwrap(),
            first,
            "equal options give equal drawings"
        );
    }
    println!(
        "first chart {loading:?}, then {:?} each, {} bytes",
        asked.elapsed() / 10,
        svg.len()
    );
    assert_ne!(charts.draw(chart(&option_of(300))).await.unwrap(), first);
}
