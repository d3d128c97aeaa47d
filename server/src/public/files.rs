//! The files of pages as they are sent, kept until what the public may know changes.

use std::{
    collections::BTreeMap,
    sync::{Arc, RwLock},
};

use app::public_site::Drawing;
use axum::{
    body::Bytes,
    http::{HeaderValue, StatusCode},
};
use tokio::sync::{Mutex, MutexGuard};

use super::{Preference, Wanted, known::PublicState};

/// Files kept at most. Eighty pages in one choice of colours and size take a tenth of it; beyond it, all are made anew.
const KEPT_MAX: usize = 1_000;

/// A page as it is sent.
#[derive(Debug)]
pub(super) struct File {
    pub status: StatusCode,
    pub media_type: HeaderValue,
    /// Set where the file is to be saved rather than shown.
    pub disposition: Option<HeaderValue>,
    /// As it is, and compressed in each way; each with its own tag.
    pub forms: [Form; 3],
}

/// A page in one of its forms.
#[derive(Debug)]
pub(super) struct Form {
    /// The name of the compression; none for the page as it is.
    pub encoding: Option<&'static str>,
    /// The tag of these bytes, in quotes.
    pub tag: String,
    pub bytes: Bytes,
}

/// What a file is kept under.
pub(super) type Key = (Wanted, Preference);

/// The files that are kept.
#[derive(Default)]
pub(super) struct Files {
    kept: RwLock<Kept>,
    /// The last drawing of each indicator, with the option that it was drawn from.
    drawings: RwLock<BTreeMap<String, (String, Drawing)>>,
    making: Mutex<()>,
}

#[derive(Default)]
struct Kept {
    state: Option<PublicState>,
    files: BTreeMap<Key, Arc<File>>,
}

impl Files {
    /// The file under a key, if it was made from this state.
    pub(super) fn get(&self, state: &PublicState, key: &Key) -> Option<Arc<File>> {
        let kept = self.kept.read().ok()?;
        (kept.state.as_ref() == Some(state)).then(|| kept.files.get(key).cloned())?
    }

    /// Keeps a file, and with it only those of the same state.
    pub(super) fn keep(&self, state: &PublicState, key: Key, file: File) -> Arc<File> {
        let file = Arc::new(file);
        if let Ok(mut kept) = self.kept.write() {
            if kept.state.as_ref() != Some(state) {
                kept.files.clear();
                kept.state = Some(*state);
            }
            if kept.files.len() >= KEPT_MAX {
                kept.files.clear();
            }
            kept.files.insert(key, file.clone());
        }
        file
    }

    /// Held by whoever makes a page.
    pub(super) async fn making(&self) -> MutexGuard<'_, ()> {
        self.making.lock().await
    }

    /// The drawing that was made from this option for this indicator.
    pub(super) fn drawing(&self, code: &str, option: &str) -> Option<Drawing> {
        let drawings = self.drawings.read().ok()?;
        drawings
            .get(code)
            .filter(|(from, _)| from == option)
            .map(|(_, drawing)| drawing.clone())
    }

    /// Keeps a drawing in place of the indicator's last one.
    pub(super) fn keep_drawing(&self, code: &str, option: String, drawing: Drawing) {
        if let Ok(mut drawings) = self.drawings.write() {
            drawings.insert(code.to_owned(), (option, drawing));
        }
    }
}
