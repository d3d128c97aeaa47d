//! Who can sign in to the demo company.

use domain::person::PersonId;

use super::{
    DemoError,
    id::slug,
    plan::person,
    structure::{PostData, Structure},
};

/// Somebody who can sign in. The password is chosen where the account is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// Who it is.
    pub person: PersonId,
    /// The name to sign in with, such as `sam.okafor`.
    pub sign_in: String,
    /// The name they go by at work.
    pub name: String,
    /// What they do and where, such as `Voids Officer, Void and Lettings team`.
    pub what: String,
    /// Their grade, roles and bodies, in the glossary's words.
    pub roles: Vec<String>,
    /// What they are good for in a demonstration, for the few who are named when the demo is loaded.
    pub note: Option<String>,
}

/// Everyone who can sign in, in the order of the structure: those with a post first.
///
/// # Errors
/// `DemoError` where the demo's own data cannot be used.
pub fn sign_ins() -> Result<Vec<SignIn>, DemoError> {
    let structure = Structure::read()?;
    let of_posts = structure.posts.iter().filter_map(|post| {
        let name = post.holder.as_ref()?;
        let grade = post.grade.words().to_owned();
        let roles = post.roles.iter().map(|role| role.words().to_owned());
        Some(SignIn {
            person: person(&post.slug()),
            sign_in: sign_in(&post.slug()),
            name: name.clone(),
            what: what(&structure, post),
            roles: [grade]
                .into_iter()
                .chain(roles)
                .chain(structure.body_names(&post.bodies))
                .collect(),
            note: post.note.clone(),
        })
    });
    let of_others = structure.others.iter().map(|other| {
        let slug = slug(&other.name);
        let roles = other.roles.iter().map(|role| role.words().to_owned());
        SignIn {
            person: person(&slug),
            sign_in: sign_in(&slug),
            name: other.name.clone(),
            what: other.what.clone(),
            roles: roles.chain(structure.body_names(&other.bodies)).collect(),
            note: other.note.clone(),
        }
    });
    Ok(of_posts.chain(of_others).collect())
}

impl Structure {
    fn body_names<'a>(&'a self, slugs: &'a [String]) -> impl Iterator<Item = String> + 'a {
        let of = |slug: &String| self.bodies.iter().find(|body| body.slug == *slug);
        slugs.iter().filter_map(of).map(|body| body.name.clone())
    }
}

/// `wei-ling-tan` signs in as `wei-ling.tan`.
pub(super) fn sign_in(slug: &str) -> String {
    slug.rsplit_once('-').map_or_else(
        || slug.to_owned(),
        |(first, last)| format!("{first}.{last}"),
    )
}

fn what(structure: &Structure, post: &PostData) -> String {
    match post.unit.as_deref().and_then(|slug| structure.unit(slug)) {
        Some(unit) => format!(
            "{}, {} {}",
            post.title,
            unit.name,
            unit.kind.words().to_lowercase()
        ),
        None => post.title.clone(),
    }
}
