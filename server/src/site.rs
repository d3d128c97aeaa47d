//! The site folder: what the browser is sent apart from pages, named by one manifest that is read at start.

mod assets;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::Deserialize;

pub use assets::router;

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Asset {
    /// Its path from the root; it holds a hash of its content, save for the few fixed ones.
    pub path: String,
    /// Its media type.
    #[serde(rename = "type")]
    pub media_type: String,
    /// Its size in bytes as it is.
    pub bytes: u64,
    /// Its size in brotli, where there is such a file beside it.
    pub br: Option<u64>,
    /// Its size in gzip, where there is such a file beside it.
    pub gzip: Option<u64>,
}

/// Every file of the site by the name that pages know it by.
#[derive(Clone, Debug, Default)]
pub struct Site {
    folder: PathBuf,
    assets: Arc<BTreeMap<String, Asset>>,
}

/// Why the site cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// No manifest where it should be.
    #[error(
        "there is no site in {folder}: {source}. Build it with `make run`, or point THROUGHLINE_SITE at the folder that holds manifest.json"
    )]
    Missing {
        /// Where it was looked for.
        folder: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// A manifest that is none.
    #[error("the site's manifest.json cannot be read: {0}. Build the site again with `make run`")]
    Unreadable(#[from] serde_json::Error),
}

impl Site {
    /// Reads the manifest of a site folder.
    ///
    /// # Errors
    /// See [`SiteError`].
    pub fn read(folder: &Path) -> Result<Self, SiteError> {
        let text = std::fs::read_to_string(folder.join("manifest.json")).map_err(|source| {
            SiteError::Missing {
                folder: folder.display().to_string(),
                source,
            }
        })?;
        Ok(Self {
            folder: folder.to_owned(),
            assets: Arc::new(serde_json::from_str(&text)?),
        })
    }

    /// A site that holds these files and none on disk, for tests of pages.
    pub fn of(assets: impl IntoIterator<Item = (String, Asset)>) -> Self {
        Self {
            folder: PathBuf::new(),
            assets: Arc::new(assets.into_iter().collect()),
        }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The path of a file by its name; the name itself where the site has no such file, so that the miss is seen.
    pub fn path(&self, name: &str) -> String {
        self.assets
            .get(name)
            .map_or_else(|| format!("/assets/{name}"), |asset| asset.path.clone())
    }

    /// The file at a path.
    fn at(&self, path: &str) -> Option<&Asset> {
        self.assets.values().find(|asset| asset.path == path)
    }
}
