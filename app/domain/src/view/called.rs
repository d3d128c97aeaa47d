//! What people are called in a sentence that one of them reads: "you", "Sam", "Sam Okafor".

use crate::{
    calendar::{self, Date},
    display,
    person::{Person, PersonId},
    post::Post,
    record::Stamp,
    role::Role,
    sight::Sight,
};

/// Somebody whose record the reader does not hold.
const SOMEBODY: &str = "someone else";

/// The whole name.
pub fn name(sight: &Sight<'_>, person: PersonId) -> String {
    known(sight, person).unwrap_or_else(|| SOMEBODY.to_owned())
}

fn known(sight: &Sight<'_>, person: PersonId) -> Option<String> {
    let person = sight.get::<Person>(person)?;
    Some(person.name.clone())
}

/// "you" for the reader, the whole name for anyone else.
pub fn you_or_name(sight: &Sight<'_>, person: PersonId) -> String {
    if sight.person() == Some(person) {
        "you".to_owned()
    } else {
        name(sight, person)
    }
}

/// "you" for the reader, the first name for anyone else; for a page of two people.
pub fn you_or_first(sight: &Sight<'_>, person: PersonId) -> String {
    if sight.person() == Some(person) {
        "you".to_owned()
    } else {
        sight.get::<Person>(person).map_or_else(
            || SOMEBODY.to_owned(),
            |person| person.first_name().to_owned(),
        )
    }
}

/// "your" for the reader, "Sam Okafor’s" for anyone else.
pub fn your_or_names(sight: &Sight<'_>, person: PersonId) -> String {
    if sight.person() == Some(person) {
        "your".to_owned()
    } else {
        format!("{}’s", name(sight, person))
    }
}

/// Who the reader is, as terms and what they are: name, post, roles.
pub fn introduction(sight: &Sight<'_>) -> Vec<(&'static str, String)> {
    let Some(reader) = sight.person() else {
        return Vec::new();
    };
    let company = sight.company();
    let posts: Vec<String> = Post::held_by(company, reader)
        .map(|post| match post.unit.and_then(|unit| sight.get(unit)) {
            Some(unit) => format!("{}, {}", post.title, unit.name),
            None => post.title.clone(),
        })
        .collect();
    let roles: Vec<String> = Role::of(company, reader)
        .map(|role| role.words().to_owned())
        .collect();
    [
        ("Name", known(sight, reader).unwrap_or_default()),
        ("Post", list(&posts, "and")),
        ("Roles", list(&roles, "and")),
    ]
    .into_iter()
    .filter(|(_, is)| !is.is_empty())
    .collect()
}

/// What a page says at its foot on paper: "Throughline, as at 21 November 2026, printed for Sam Okafor."
pub fn printed(sight: &Sight<'_>, today: Date) -> String {
    let day = sight.as_at(today);
    match sight.person().and_then(|reader| known(sight, reader)) {
        Some(name) => format!("Throughline, as at {day}, printed for {name}."),
        None => format!("Throughline, as at {day}."),
    }
}

/// "Anna", "Anna and Ben", "Anna, Ben and Cem".
pub fn list(names: &[String], joined_by: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} {joined_by} {last}", rest.join(", ")),
    }
}

/// The sentence with a capital at its start.
pub fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// `on 3 November 2026 by Alex Tremaine`; without the name where the reader does not see it.
pub fn when(sight: &Sight<'_>, stamp: Stamp, by: Option<PersonId>) -> String {
    let by = by
        .and_then(|by| sight.get::<Person>(by))
        .map(|by| format!(" by {}", you_or_name(sight, by.id)));
    format!(
        "on {}{}",
        display::date(calendar::day(stamp.at)),
        by.unwrap_or_default()
    )
}
