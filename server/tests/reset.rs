//! A reset is no quiet way in: the person's own app is told of the code, and the administrator can read who did what.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod support;

use serde_json::{Value, json};
use support::{
    office::Office,
    on_both_engines,
    process::{PASSWORD, command},
};

/// What `throughline user …` prints.
async fn user(database: &str, arguments: &[&str]) -> String {
    let done = command(database)
        .arg("user")
        .args(arguments)
        .output()
        .await
        .unwrap();
    let errors = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(done.stdout).unwrap()
}

on_both_engines! {
    async fn a_device_of_a_closed_account_is_told_to_forget_it(at: TestDatabase) {
        let office = Office::open(&at).await;
        let name = &server::demo::sign_ins().unwrap()[0].sign_in;
        let (device, person) = office.process.sign_in(name).await;
        let (left, _) = office.process.sign_in(name).await;
        let status = async |cookie: &str| office.process.request("GET", "/api/session", cookie, None).await.status;
        office.process.request("DELETE", "/api/session", &left, None).await;
        assert_eq!((status(&device).await, status(&left).await, status("").await), (200, 204, 204));
        user(&at.address(), &["disable", name]).await;
        assert_eq!((status(&device).await, status(&left).await, status("").await), (205, 205, 204));
        let told = office.process.request("GET", "/api/session", &device, None).await;
        assert_eq!(told.header("throughline-closed"), Some(person.to_string().as_str()), "who, since the device may be another's by now");
        let (other, _) = office.process.sign_in(&server::demo::sign_ins().unwrap()[1].sign_in).await;
        assert_eq!(status(&other).await, 200);
    }

    async fn the_app_says_that_a_code_was_issued_and_used(at: TestDatabase) {
        let office = Office::open(&at).await;
        let name = &server::demo::sign_ins().unwrap()[0].sign_in;
        let (before, _) = office.process.sign_in(name).await;
        let session = async |cookie: &str| -> Value {
            let answer = office.process.request("GET", "/api/session", cookie, None).await;
            serde_json::from_str(&answer.body).unwrap_or(Value::Null)
        };
        assert_eq!(session(&before).await["codes"], json!([]));

        let printed = user(&at.address(), &["reset", name]).await;
        assert_eq!(session(&before).await, Value::Null, "signed out");
        let code = printed.trim().rsplit(' ').next().unwrap();
        let credentials = json!({"sign_in": name, "password": code});
        let answer = office.process.request("POST", "/api/session", "", Some(&credentials)).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let cookie = answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
        let chosen = json!({"current": null, "new": PASSWORD});
        let answer = office.process.request("POST", "/api/password", &cookie, Some(&chosen)).await;
        assert_eq!(answer.status, 200, "{}", answer.body);

        // Whoever that was: the person who signs in next is told.
        let (cookie, _) = office.process.sign_in(name).await;
        let told = session(&cookie).await;
        assert_eq!(told["codes"].as_array().map(Vec::len), Some(1), "{told}");
        let code = &told["codes"][0];
        assert!(code["issued_at"].is_string() && code["used_at"].is_string(), "{code}");
        let words = code["words"].as_str().unwrap();
        assert!(words.starts_with("A one-time code for your account was issued on "), "{words}");
        assert!(words.contains(" and used on "), "{words}");

        let audit = user(&at.address(), &["audit", name]).await;
        let lines: Vec<&str> = audit.lines().collect();
        for (line, what) in lines.iter().zip(["signed in", "password changed", "signed in with a one-time code"]) {
            assert!(line.contains(name.as_str()) && line.ends_with(what), "{line}");
        }
        assert!(lines[3].ends_with("one-time code issued, sessions ended  (by the command line)"), "{}", lines[3]);
    }
}
