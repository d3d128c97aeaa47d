//! Who is where: units, people, posts, roles and bodies as the data files name them.

mod record;

use std::collections::BTreeMap;

use domain::{
    governance_body::BodyKind,
    post::Grade,
    role::Role,
    unit::{UnitId, UnitKind},
};
use serde::Deserialize;

use super::{
    DemoError,
    error::read,
    id::{demo_id, slug},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitData {
    slug: String,
    pub(super) name: String,
    pub(super) kind: UnitKind,
    within: Option<String>,
    purpose: String,
}

/// A post, with the person who holds it and what else they do.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PostData {
    pub(super) holder: Option<String>,
    slug: Option<String>,
    pub(super) title: String,
    pub(super) unit: Option<String>,
    pub(super) grade: Grade,
    reports_to: Option<String>,
    #[serde(default)]
    pub(super) roles: Vec<Role>,
    #[serde(default)]
    pub(super) bodies: Vec<String>,
    #[serde(default)]
    chairs: Vec<String>,
    pub(super) note: Option<String>,
}

/// Somebody without a post.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OtherData {
    pub(super) name: String,
    pub(super) what: String,
    pub(super) roles: Vec<Role>,
    #[serde(default)]
    pub(super) bodies: Vec<String>,
    #[serde(default)]
    chairs: Vec<String>,
    pub(super) note: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct BodyData {
    pub(super) slug: String,
    pub(super) name: String,
    kind: BodyKind,
}

/// Whose hands load what people do as part of their work.
#[derive(Deserialize)]
pub(super) struct Hands {
    /// Records the structure, the scorecard and the definitions, and publishes figures.
    pub(super) administrator: String,
    /// Approves figures.
    pub(super) checker: String,
}

#[derive(Deserialize)]
struct UnitsFile {
    unit: Vec<UnitData>,
}

#[derive(Deserialize)]
struct PostsFile {
    post: Vec<PostData>,
}

#[derive(Deserialize)]
struct OthersFile {
    other: Vec<OtherData>,
}

#[derive(Deserialize)]
struct CompanyFile {
    hands: Hands,
    body: Vec<BodyData>,
}

/// Who is where.
pub(super) struct Structure {
    units: Vec<UnitData>,
    pub(super) posts: Vec<PostData>,
    pub(super) others: Vec<OtherData>,
    pub(super) bodies: Vec<BodyData>,
    pub(super) hands: Hands,
}

impl PostData {
    /// The slug of the post and of its holder.
    pub(super) fn slug(&self) -> String {
        match (&self.slug, &self.holder) {
            (Some(slug), _) => slug.clone(),
            (None, Some(holder)) => slug(holder),
            (None, None) => slug(&self.title),
        }
    }
}

/// The unit of this slug.
pub(super) fn unit(slug: &str) -> UnitId {
    demo_id(&format!("unit/{slug}"))
}

impl Structure {
    pub(super) fn read() -> Result<Self, DemoError> {
        let company: CompanyFile = read("company.toml", include_str!("../../demo/company.toml"))?;
        let units: UnitsFile = read("units.toml", include_str!("../../demo/units.toml"))?;
        let managers: PostsFile = read("managers.toml", include_str!("../../demo/managers.toml"))?;
        let staff: PostsFile = read("staff.toml", include_str!("../../demo/staff.toml"))?;
        let others: OthersFile = read("others.toml", include_str!("../../demo/others.toml"))?;
        Ok(Self {
            units: units.unit,
            posts: managers.post.into_iter().chain(staff.post).collect(),
            others: others.other,
            bodies: company.body,
            hands: company.hands,
        })
    }

    /// The unit with this slug.
    pub(super) fn unit(&self, slug: &str) -> Option<&UnitData> {
        self.units.iter().find(|unit| unit.slug == slug)
    }

    /// Each person's slug with that of their manager: the holder of the next occupied post up.
    pub(super) fn managers(&self) -> BTreeMap<String, Option<String>> {
        let posts: BTreeMap<String, &PostData> =
            self.posts.iter().map(|post| (post.slug(), post)).collect();
        let held = posts.iter().filter(|(_, post)| post.holder.is_some());
        held.map(|(slug, post)| {
            let mut above = post.reports_to.as_ref();
            while let Some(post) = above
                .and_then(|slug| posts.get(slug))
                .filter(|post| post.holder.is_none())
            {
                above = post.reports_to.as_ref();
            }
            (slug.clone(), above.cloned())
        })
        .collect()
    }
}
