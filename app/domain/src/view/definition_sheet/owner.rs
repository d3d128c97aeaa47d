//! Who owns an indicator, and handing it to somebody (strategy §2; S46).

use uuid::Uuid;

use crate::{
    calendar::Date,
    display,
    id::Id,
    index::Edge,
    indicator::{Indicator, IndicatorId, IndicatorSource},
    ownership::{AssignOwner, Ownership},
    person::{Person, PersonId},
    record::Stored,
    rejection::Rejection,
    sight::Sight,
    view::{called, permission::tried, typed},
};

/// Who owns it, and who could.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owner {
    /// `Priya Natarajan since 1 April 2026`, the latest first; what is to come says from when.
    pub owners: Vec<String>,
    /// Whom the reader may hand it to: value and name; empty for whom that is not.
    pub offered: Vec<(String, String)>,
}

pub(super) fn owner(sight: &Sight<'_>, indicator: &Stored<Indicator>, today: Date) -> Owner {
    let held: Vec<&Stored<Ownership>> = sight
        .pointing::<Ownership>(Edge::OwnershipOf, indicator.id.uuid())
        .collect();
    let told = |ownership: &&Stored<Ownership>| {
        let word = if ownership.from > today {
            "from"
        } else {
            "since"
        };
        let name = called::name(sight, ownership.owner);
        format!("{name} {word} {}", display::date(ownership.from))
    };
    Owner {
        owners: held.iter().rev().map(told).collect(),
        offered: offered(sight, indicator, today),
    }
}

/// For a Key Performance Indicator the active managers, for every other all who are active (S46).
fn offered(sight: &Sight<'_>, indicator: &Stored<Indicator>, today: Date) -> Vec<(String, String)> {
    let kpi = indicator.source == IndicatorSource::Kpi;
    let mut people: Vec<(String, PersonId)> = sight
        .all::<Person>()
        .filter(|person| person.active)
        .filter(|person| !kpi || Ownership::is_kept_by(sight.company(), person.id))
        .map(|person| (person.name.clone(), person.id))
        .collect();
    people.sort();
    // Who may hand it to one may hand it to each of them.
    let may = people.first().is_some_and(|(_, first)| {
        let command = AssignOwner {
            ownership: Id::new(Uuid::nil()),
            indicator: indicator.id,
            owner: *first,
            from: today,
        };
        tried(sight, command).is_ok()
    });
    match may {
        true => people
            .into_iter()
            .map(|(name, id)| (id.to_string(), name))
            .collect(),
        false => Vec::new(),
    }
}

/// What handing it over says, from what was chosen and typed.
///
/// # Errors
/// Refuses a field that cannot be read.
pub fn handing_over(
    indicator: IndicatorId,
    ownership: Uuid,
    [owner, from]: [&str; 2],
) -> Result<AssignOwner, Rejection> {
    Ok(AssignOwner {
        ownership: Id::new(ownership),
        indicator,
        owner: owner
            .parse()
            .map_err(|_| Rejection::field("owner", "Choose who is to own it."))?,
        from: typed::day("from", from)?,
    })
}
