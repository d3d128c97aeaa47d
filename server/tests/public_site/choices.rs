//! Colours and size of text, without script.

use axum::http::header;
use scraper::Html;

use crate::browser::{Browser, every};

#[tokio::test]
async fn a_choice_sets_two_cookies_and_leads_back() {
    let browser = Browser::new();
    let chosen = browser
        .get("/display?back=%2Findicators%2FTP01&theme=cream&text-size=150")
        .await;
    assert_eq!(chosen.status, 303);
    assert_eq!(chosen.header(header::LOCATION), "/indicators/TP01");
    assert_eq!(chosen.header(header::CACHE_CONTROL), "no-store");
    let cookies: Vec<&str> = chosen
        .headers
        .get_all(header::SET_COOKIE)
        .iter()
        .map(|value| value.to_str().unwrap())
        .collect();
    assert_eq!(
        cookies,
        [
            "theme=cream; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly",
            "text-size=150; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly",
        ]
    );
    let page = browser
        .ask("/", &[("cookie", "session=x; theme=cream; text-size=150")])
        .await
        .text();
    assert!(
        page.starts_with(
            "<!DOCTYPE html><html lang=\"en-GB\" data-theme=\"cream\" data-text=\"150\">"
        ),
        "{}",
        &page[..100]
    );
}

#[tokio::test]
async fn a_default_is_forgotten_and_what_was_left_out_stays() {
    let browser = Browser::new();
    let chosen = browser
        .ask(
            "/display?theme=device",
            &[("cookie", "theme=dark; text-size=200")],
        )
        .await;
    let cookies: Vec<&str> = chosen
        .headers
        .get_all(header::SET_COOKIE)
        .iter()
        .map(|value| value.to_str().unwrap())
        .collect();
    assert!(
        cookies[0].starts_with("theme=device; Path=/; Max-Age=0;"),
        "{cookies:?}"
    );
    assert!(
        cookies[1].starts_with("text-size=200; Path=/; Max-Age=31536000;"),
        "{cookies:?}"
    );
}

#[tokio::test]
async fn the_form_shows_what_is_chosen_and_sends_where_the_reader_came_from() {
    let browser = Browser::new();
    let page = browser
        .ask("/display?back=%2Fservices", &[("cookie", "theme=dark")])
        .await
        .text();
    let page = Html::parse_document(&page);
    assert_eq!(every(&page, "form[method=get][action='/display']").len(), 1);
    let checked: Vec<_> = every(&page, "input[checked]")
        .iter()
        .map(|input| (input.attr("name").unwrap(), input.attr("value").unwrap()))
        .collect();
    assert_eq!(checked, [("theme", "dark"), ("text-size", "100")]);
    assert_eq!(
        every(&page, "input[type=hidden][name=back][value='/services']").len(),
        1
    );
    assert_eq!(every(&page, "button[type=submit]").len(), 1);
}

#[tokio::test]
async fn nobody_is_led_to_another_site_and_strange_choices_are_the_default() {
    let browser = Browser::new();
    for back in [
        "https://elsewhere.example",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "javascript:alert(1)",
        "/app/sign-out",
        "%0d%0aSet-Cookie:x=y",
        "",
    ] {
        let chosen = browser
            .get(&format!(
                "/display?theme=light&back={}",
                back.replace('%', "%25")
            ))
            .await;
        assert_eq!(chosen.header(header::LOCATION), "/", "{back}");
    }
    let chosen = browser.get("/display?theme=pink&text-size=9").await;
    assert!(
        chosen
            .headers
            .get_all(header::SET_COOKIE)
            .iter()
            .all(|cookie| cookie.to_str().unwrap().contains("Max-Age=0"))
    );
    let page = browser
        .ask("/", &[("cookie", "theme=\"><script>; text-size=;;=")])
        .await
        .text();
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"en-GB\"><head>"));
    assert_eq!(
        browser
            .get("/display?back=/indicators/MADE-UP")
            .await
            .status,
        404,
        "a made-up code becomes no link"
    );
}
