//! Where figures, targets and definitions come from, by the keys of sources.toml.

use std::collections::BTreeMap;

use domain::{decision::Actor, provenance::Provenance};
use serde::Deserialize;

use super::{DemoError, error::read, plan::by};

/// Where figures and definitions come from, by key.
#[derive(Deserialize)]
pub(super) struct Sources {
    published: BTreeMap<String, String>,
    defined: BTreeMap<String, String>,
}

impl Sources {
    pub(super) fn read() -> Result<Self, DemoError> {
        read("sources.toml", include_str!("../../demo/sources.toml"))
    }

    /// Where a definition comes from by its key.
    pub(super) fn definition(&self, code: &str, key: &str) -> Result<String, DemoError> {
        named(&self.defined, code, key)
    }

    /// Where something that was published comes from by its key.
    pub(super) fn published(&self, code: &str, key: &str) -> Result<String, DemoError> {
        named(&self.published, code, key)
    }

    /// Where something comes from by its key; what has no key is made up.
    pub(super) fn provenance(
        &self,
        code: &str,
        key: Option<&str>,
    ) -> Result<Provenance, DemoError> {
        key.map_or(Ok(Provenance::Illustrative), |key| {
            self.published(code, key).map(Provenance::Published)
        })
    }
}

fn named(sources: &BTreeMap<String, String>, code: &str, key: &str) -> Result<String, DemoError> {
    sources
        .get(key)
        .cloned()
        .ok_or_else(|| DemoError::UnknownSource {
            code: code.to_owned(),
            key: key.to_owned(),
        })
}

/// The person who provides an illustrative figure or target; what was published is loaded by nobody in particular.
pub(super) fn provider(owner: &str, provenance: &Provenance) -> Actor {
    if provenance.is_illustrative() {
        by(owner)
    } else {
        Actor::System
    }
}
