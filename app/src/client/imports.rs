//! Importing a file: the server reads it, says what would come of every row, and takes it (design/import.md). It needs the network, as
//! the file is not kept on this device.

use domain::import::{
    ImportId, Map,
    preview::{Opened, Preview, Reading, Take, Taken},
};
use gloo::net::http::{Request, Response};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;
use wasm_bindgen::JsValue;

use super::Client;

/// What was asked of the server: its answer, or why not, in words.
pub type Sent<T> = Result<T, String>;

/// Why a file was not taken.
#[derive(Clone, Debug)]
pub enum NotTaken {
    /// What would come of it is not what its preview said any more: this is a new one.
    Changed(Box<Preview>),
    /// In words.
    Words(String),
}

#[derive(Deserialize)]
struct Words {
    words: String,
}

#[derive(Serialize)]
struct OfSheet {
    sheet: Option<String>,
}

const UNREACHED: &str =
    "The server cannot be reached. Check the network, then try again. Nothing was imported.";
const TROUBLE: &str = "The server could not do this. Try again in a minute, and tell the administrator if it stays so. Nothing was imported.";
const SIGNED_OUT: &str = "You are signed out. Sign in again, then choose the file again.";

impl Client {
    /// Sends a file; the server keeps it for an hour.
    pub async fn send_file(self, file: web_sys::File) -> Sent<Opened> {
        let name = String::from(js_sys::encode_uri_component(&file.name()));
        let request = Request::post(&format!("/api/imports?name={name}"))
            .header("content-type", "application/octet-stream")
            .body(JsValue::from(file));
        answered(request.map_err(unsent)?.send().await).await
    }

    /// The first rows of another sheet of a file.
    pub async fn open_sheet(self, file: Uuid, sheet: Option<String>) -> Sent<Opened> {
        ask(&format!("/api/imports/{file}/open"), &OfSheet { sheet }).await
    }

    /// What would come of a file.
    pub async fn preview_import(self, file: Uuid, reading: Reading) -> Sent<Preview> {
        ask(&format!("/api/imports/{file}/preview"), &reading).await
    }

    /// Other rows of a preview.
    pub async fn more_of_preview(
        self,
        file: Uuid,
        mark: Uuid,
        page: usize,
        only_problems: bool,
    ) -> Sent<Preview> {
        let path = format!(
            "/api/imports/{file}/preview?mark={mark}&page={page}&only_problems={only_problems}"
        );
        answered(Request::get(&path).send().await).await
    }

    /// Imports a file as its preview says.
    ///
    /// # Errors
    /// Why not; then nothing was imported.
    pub async fn take_import(self, file: Uuid, take: Take) -> Result<Taken, NotTaken> {
        let words = |why: &str| NotTaken::Words(why.to_owned());
        let request = Request::post(&format!("/api/imports/{file}/take")).json(&take);
        let request = request.map_err(|_| words(TROUBLE))?;
        let answer = request.send().await.map_err(|_| words(UNREACHED))?;
        if answer.status() == 409 {
            let text = answer.text().await.map_err(|_| words(TROUBLE))?;
            return Err(match serde_json::from_str(&text) {
                Ok(preview) => NotTaken::Changed(Box::new(preview)),
                Err(_) => NotTaken::Words(told(&text)),
            });
        }
        answered(Ok(answer)).await.map_err(NotTaken::Words)
    }

    /// Takes an import back.
    pub async fn undo_import(self, import: ImportId) -> Sent<()> {
        let path = format!("/api/imports/{import}/undo");
        let answer = Request::post(&path).send().await.map_err(unsent)?;
        if answer.ok() {
            Ok(())
        } else {
            Err(refusal(answer).await)
        }
    }

    /// Reads the text of a `MAP.toml`.
    pub async fn read_map(self, text: String) -> Sent<Map> {
        let request = Request::post("/api/imports/map/read").body(text);
        answered(request.map_err(unsent)?.send().await).await
    }

    /// A map as the text of a `MAP.toml`.
    pub async fn write_map(self, map: Map) -> Sent<String> {
        let request = Request::post("/api/imports/map/write").json(&map);
        let answer = request.map_err(unsent)?.send().await.map_err(unsent)?;
        if answer.ok() {
            answer.text().await.map_err(|_| TROUBLE.to_owned())
        } else {
            Err(refusal(answer).await)
        }
    }
}

async fn ask<T: DeserializeOwned>(path: &str, with: &impl Serialize) -> Sent<T> {
    let request = Request::post(path).json(with).map_err(unsent)?;
    answered(request.send().await).await
}

async fn answered<T: DeserializeOwned>(answer: Result<Response, gloo::net::Error>) -> Sent<T> {
    let answer = answer.map_err(unsent)?;
    if answer.ok() {
        answer.json().await.map_err(|_| TROUBLE.to_owned())
    } else {
        Err(refusal(answer).await)
    }
}

async fn refusal(answer: Response) -> String {
    if answer.status() == 401 {
        return SIGNED_OUT.to_owned();
    }
    told(&answer.text().await.unwrap_or_default())
}

fn told(text: &str) -> String {
    serde_json::from_str::<Words>(text).map_or_else(|_| TROUBLE.to_owned(), |said| said.words)
}

fn unsent(_: gloo::net::Error) -> String {
    UNREACHED.to_owned()
}
