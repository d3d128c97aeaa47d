//! Imports over HTTP, as the staff app asks for them: who may, what is told before anything is stored, taking it once, and taking it back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod desk;
mod support;

use desk::hostile::{self, HEADINGS, ROW};
use domain::role::Role;
use serde_json::{Value, json};
use support::{
    office::Office,
    on_both_engines,
    process::{Answer, Process},
};
use uuid::Uuid;

const FILE: &str = "application/octet-stream";
/// What the server may need more than before for a file that it refuses, in kilobytes (issue: 32 MB).
const MOST_MORE: u64 = 32 << 10;

struct Importer<'a> {
    process: &'a Process,
    cookie: String,
}

impl<'a> Importer<'a> {
    async fn of(office: &'a Office) -> Self {
        let cookie = office
            .signed_in(office.with_role(Role::SupportServices))
            .await;
        Self {
            process: &office.process,
            cookie,
        }
    }

    async fn send(&self, name: &str, bytes: impl AsRef<[u8]>) -> Answer {
        let head = format!("POST /api/imports?name={name}");
        self.process
            .send(&head, &self.cookie, FILE, bytes.as_ref())
            .await
    }

    async fn ask(&self, path: &str, body: Value) -> Answer {
        let path = format!("/api/imports/{path}");
        self.process
            .request("POST", &path, &self.cookie, Some(&body))
            .await
    }

    /// A file that was sent, and its preview under our own names.
    async fn previewed(&self, name: &str, rows: &str) -> (String, Value) {
        let opened = told(&self.send(name, format!("{HEADINGS}\n{rows}\n")).await, 200);
        let file = opened["id"].as_str().unwrap().to_owned();
        let asked = json!({"what": "indicators", "map": {}});
        let preview = told(&self.ask(&format!("{file}/preview"), asked).await, 200);
        (file, preview)
    }

    async fn take(&self, file: &str, preview: &Value, import: Uuid) -> Answer {
        let asked = json!({"mark": preview["mark"], "import": import, "sender": "HouseMark", "remember": true});
        self.ask(&format!("{file}/take"), asked).await
    }
}

fn told(answer: &Answer, status: u16) -> Value {
    assert_eq!(answer.status, status, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

/// `Row 2 new, row 3 refused`.
fn fates(preview: &Value) -> String {
    let rows = preview["rows"].as_array().unwrap();
    let rows: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {}", row["row"], row["fate"].as_str().unwrap()))
        .collect();
    rows.join(", ")
}

on_both_engines! {
    async fn a_file_is_looked_at_taken_once_and_taken_back(at: TestDatabase) {
        let office = Office::open(&at).await;
        let sue = Importer::of(&office).await;
        let rows = format!("{ROW}\nA2,Two,higher,TBC,2022/23\nA1,Again,sideways,5,2021/22\nA4,Four,lower,0 of 0,2022/23");
        let (file, preview) = sue.previewed("figures.csv", &rows).await;
        // What is wrong stands first.
        assert_eq!(fates(&preview), "3 refused, 4 new, 5 new, 2 new", "{preview}");
        assert_eq!(preview["counts"]["indicators"], 2, "{preview}");
        let only = format!("/api/imports/{file}/preview?mark={}&page=0&only_problems=true", preview["mark"].as_str().unwrap());
        let only = told(&office.process.request("GET", &only, &sue.cookie, None).await, 200);
        assert!(only["of"].as_u64() < preview["of"].as_u64(), "{only}");
        let import = Uuid::now_v7();
        let done = told(&sue.take(&file, &preview, import).await, 200);
        assert_eq!((&done["rows"], &done["import"]), (&json!(4), &json!(import)));
        let again = told(&sue.take(&file, &preview, import).await, 200);
        assert_eq!(again, done, "the same answer to the same question");
        let (_, same) = sue.previewed("figures.csv", ROW).await;
        assert_eq!(fates(&same), "2 unchanged");
        assert_eq!(sue.ask(&format!("{import}/undo"), json!({})).await.status, 204);
        let twice = sue.ask(&format!("{import}/undo"), json!({})).await;
        assert!(told(&twice, 409)["words"].as_str().unwrap().contains("already"));
        let (_, anew) = sue.previewed("figures.csv", ROW).await;
        assert_eq!(fates(&anew), "2 new", "what it brought is gone");
    }
}

on_both_engines! {
    async fn what_has_changed_since_the_preview_is_shown_and_not_taken(at: TestDatabase) {
        let office = Office::open(&at).await;
        let sue = Importer::of(&office).await;
        let (file, preview) = sue.previewed("figures.csv", ROW).await;
        let (other, its_preview) = sue.previewed("other.csv", "A1,One,higher,4,2022/23").await;
        let first = Uuid::now_v7();
        told(&sue.take(&other, &its_preview, first).await, 200);
        let import = Uuid::now_v7();
        let changed = told(&sue.take(&file, &preview, import).await, 409);
        assert_eq!(fates(&changed), "2 changed");
        assert_eq!(changed["rows"][0]["changes"][0]["to"], "5", "{changed}");
        told(&sue.take(&file, &preview, import).await, 409);
        told(&sue.take(&file, &changed, import).await, 200);
        // The second file has changed what the first one brought.
        let undone = sue.ask(&format!("{first}/undo"), json!({})).await;
        assert!(told(&undone, 409)["words"].as_str().unwrap().contains("worked on"));
    }
}

on_both_engines! {
    async fn only_who_imports_may_send_a_file_and_only_they_find_it_again(at: TestDatabase) {
        let office = Office::open(&at).await;
        let sue = Importer::of(&office).await;
        let (file, _) = sue.previewed("figures.csv", ROW).await;
        let (cookie, _) = office.process.sign_in("sam.okafor").await;
        let sam = Importer { process: &office.process, cookie };
        let refused = told(&sam.send("figures.csv", ROW).await, 403);
        assert!(refused["words"].as_str().unwrap().contains("Support Services"));
        assert_eq!(sam.ask(&format!("{file}/preview"), json!({"what": "indicators", "map": {}})).await.status, 403);
        let (cookie, _) = office.process.sign_in("meera.chandran").await;
        let meera = Importer { process: &office.process, cookie };
        let not_hers = meera.ask(&format!("{file}/preview"), json!({"what": "indicators", "map": {}})).await;
        assert!(told(&not_hers, 404)["words"].as_str().unwrap().contains("Choose it again"));
        let nobody = Importer { process: &office.process, cookie: String::new() };
        assert_eq!(nobody.send("figures.csv", ROW).await.status, 401);
        let head = "POST /api/imports?name=a.csv HTTP/1.1\r\nSec-Fetch-Site: cross-site\r\nX-Rest: a";
        assert_eq!(office.process.send(head, &sue.cookie, FILE, ROW.as_bytes()).await.status, 403);
        assert_eq!(sue.send("figures.csv", "").await.status, 422);
        assert_eq!(sue.send("figures.csv", vec![b'a'; 50_000_001]).await.status, 413);
    }
}

on_both_engines! {
    async fn files_made_to_do_harm_store_nothing_and_take_little_memory(at: TestDatabase) {
        let office = Office::open(&at).await;
        let sue = Importer::of(&office).await;
        sue.previewed("figures.csv", ROW).await;
        let before = office.process.most_memory().await;
        for (name, bytes, words) in hostile::refused() {
            let refused = told(&sue.send(name, bytes).await, 422);
            assert!(refused["words"].as_str().unwrap().contains(words), "{name}: {refused}");
            let more = office.process.most_memory().await - before;
            println!("after {name}: {more} kB more");
            assert!(more <= MOST_MORE, "{name}: {more} kB more than before");
        }
        let (_, preview) = sue.previewed("figures.csv", ROW).await;
        assert_eq!(fates(&preview), "2 new", "nothing was stored, and the server goes on");
    }
}
