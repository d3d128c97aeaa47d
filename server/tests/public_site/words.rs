//! What the pages say.

use scraper::Html;

use crate::{
    browser::{Browser, PAGES, every, words},
    public_company::{Records, SECRETS, SOURCE},
};

/// The client's five lines, in its order.
const FIVE_LINES: [&str; 5] = [
    "Being clear what we want to do",
    "Knowing whether we are doing it – or not",
    "Taking quick and effective action if anything goes wrong",
    "Making sure we are doing what customers want",
    "Telling our residents and other stakeholders how we are performing",
];

/// The beginning of each notice, with its language.
const NOTICES: [(&str, &str); 5] = [
    ("bn", "যদি আপনার মাতৃভাষায় এই ডকুমেন্টটির একটি কপি"),
    (
        "sq",
        "Nëse dëshironi një kopje të këtij dokumenti në gjuhën tuaj",
    ),
    ("gu", "જો તમારે આ દસ્તાવેજની નકલ તમારી પહેલી ભાષામાં"),
    (
        "zh-Hant",
        "如果你想要一份中文譯本，請撥打以下號碼與我們聯絡。",
    ),
    ("fr", "Si vous souhaitez obtenir une copie de ce document"),
];

async fn read(path: &str) -> Html {
    Html::parse_document(&Browser::new().get(path).await.text())
}

#[tokio::test]
async fn the_home_page_answers_the_five_lines_in_order() {
    let page = read("/").await;
    assert_eq!(words(every(&page, "h1")[0]), "How are we doing?");
    let headings: Vec<String> = every(&page, "main h2").into_iter().map(words).collect();
    assert_eq!(headings, FIVE_LINES);
    let said = words(every(&page, "main")[0]);
    for expected in [
        "1 of 5 measures with a target is on target",
        "Safe, well-kept homes.",
        "You will notice: Residents are heard.",
        "1 of 5 (20%) on target, 1 close, 3 off",
        "Two contractors now start on the day the keys come back.",
        "The newest figures are for October 2026.",
        "On target Green: meeting the target Close to target Amber: within 10% of the target Off target Red: more than 10% away",
        "As at 21 November 2026.",
    ] {
        assert!(said.contains(expected), "“{expected}” is not in {said}");
    }
}

#[tokio::test]
async fn every_page_says_how_to_reach_the_company_in_five_languages_and_other_formats() {
    for path in PAGES {
        let page = read(path).await;
        let foot = words(every(&page, "footer")[0]);
        for expected in [
            "0800 833 160",
            "0800 833 162",
            "customerservices@seh.southend.gov.uk",
            "www.southessexhomes.co.uk",
            "PO Box 5817",
            "Support Services Manager",
            "large print, on audio tape or CD, in Braille or on CD rom",
        ] {
            assert!(
                foot.contains(expected),
                "{path}: “{expected}” is not in {foot}"
            );
        }
        for (lang, begins) in NOTICES {
            let notice = words(every(&page, &format!("footer [lang='{lang}']"))[0]);
            assert!(notice.starts_with(begins), "{path}: {notice}");
        }
        assert_eq!(
            every(&page, "footer a[href='tel:0800833160']").len(),
            2,
            "{path}: under the notices, and among the ways to get in touch"
        );
    }
}

#[tokio::test]
async fn an_indicators_page_says_it_in_plain_words_with_its_target_and_its_source() {
    let page = read("/indicators/TP01").await;
    let said = words(every(&page, "main")[0]);
    for expected in [
        "67.9% in 2024/25, 5.1 points below the target of 73%; the year before 68.5%.",
        "Close to target",
        "What TP01 means for you.",
        "2 figures from 2023/24 to 2024/25",
        "Higher is better",
        "at least 73%",
        "Illustrative",
        "What is marked illustrative is made up to show how these pages work",
        SOURCE,
        "How this is worked out",
        "As at 21 November 2026.",
    ] {
        assert!(said.contains(expected), "“{expected}” is not in {said}");
    }
}

#[tokio::test]
async fn nothing_that_is_not_public_is_on_any_page() {
    let browser = Browser::new();
    for path in PAGES.into_iter().chain(["/indicators.csv", "/nowhere"]) {
        let page = browser.get(path).await.text();
        for secret in SECRETS {
            assert!(!page.contains(secret), "{secret} is on {path}");
        }
    }
}

#[tokio::test]
async fn a_company_that_has_published_nothing_has_pages_too() {
    let browser = Browser::of(Records::new());
    for path in [
        "/",
        "/services",
        "/scorecard",
        "/promises",
        "/accessibility",
        "/how-scores-are-worked-out",
        "/display",
        "/indicators.csv",
    ] {
        assert_eq!(browser.get(path).await.status, 200, "{path}");
    }
    let home = Html::parse_document(&browser.get("/").await.text());
    assert!(
        words(every(&home, "main")[0]).contains("No figure with a target has been published yet.")
    );
    assert_eq!(browser.get("/indicators/TP01").await.status, 404);
}

#[tokio::test]
async fn the_file_of_figures_is_a_csv_that_runs_nothing() {
    let file = Browser::new().get("/indicators.csv").await;
    assert_eq!(
        file.header(axum::http::header::CONTENT_TYPE),
        "text/csv; charset=utf-8; header=present"
    );
    assert!(
        file.header(axum::http::header::CONTENT_DISPOSITION)
            .starts_with("attachment")
    );
    let text = file.text();
    assert!(text.starts_with("Code,Measure,"), "{text}");
    assert!(
        text.contains("\"'=cmd|' /C calc'!A0\""),
        "a formula is written as text"
    );
    assert!(text.contains("\"<script>alert(1)</script> & \"\"quoted\"\" <!> 'name'\""));
    assert_eq!(
        text.matches("\r\n").count(),
        12,
        "a heading and eleven figures: {text}"
    );
    assert_eq!(text.replace("\r\n", "").matches(['\r', '\n']).count(), 0);
}
