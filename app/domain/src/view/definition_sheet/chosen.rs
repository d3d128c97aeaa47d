//! Who chose an indicator, for what and why, and recording that somebody did.

use uuid::Uuid;

use crate::{
    core_business_activity::CoreBusinessActivity,
    critical_success_factor::CriticalSuccessFactor,
    display,
    folded::Folded,
    id::Id,
    indicator::IndicatorId,
    indicator_selection::{
        EndSelection, IndicatorSelection, IndicatorSelectionId, Reflects, SelectIndicator,
        Stakeholder,
    },
    rejection::Rejection,
    sight::Sight,
    view::{permission::Offer, typed},
};

/// A selection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Which.
    pub selection: IndicatorSelectionId,
    /// `Chosen by the Council from 1 April 2026`.
    pub title: String,
    /// Why.
    pub why: String,
    /// What it tells of; empty where nobody said.
    pub reflects: String,
    /// Whether it can be ended.
    pub end: Offer,
}

pub(super) fn chosen(sight: &Sight<'_>, indicator: IndicatorId) -> Vec<Chosen> {
    let mut all: Vec<Chosen> = IndicatorSelection::of(sight.company(), indicator)
        .filter(|(id, _)| sight.get(*id).is_some())
        .map(|(selection, body)| Chosen {
            selection,
            title: title(&body),
            reflects: body
                .reflects
                .filter(|_| sight.is_staff())
                .map(|reflects| reflects_words(sight, reflects))
                .unwrap_or_default(),
            end: match body.until {
                None => open_or_hidden(Offer::of(
                    sight,
                    EndSelection {
                        selection,
                        until: body.from,
                    },
                )),
                Some(_) => Offer::Hidden,
            },
            why: body.why,
        })
        .collect();
    all.reverse();
    all
}

/// Nobody is told that they may not: the button is left out.
fn open_or_hidden(offer: Offer) -> Offer {
    match offer {
        Offer::Open => Offer::Open,
        Offer::Hidden | Offer::Blocked(_) => Offer::Hidden,
    }
}

fn title(selection: &IndicatorSelection) -> String {
    let from = display::date(selection.from);
    let by = selection.chosen_by.words();
    match selection.until {
        Some(until) => format!("Chosen by {by} from {from} to {}", display::date(until)),
        None => format!("Chosen by {by} from {from}"),
    }
}

/// What a selection tells of, by its name.
pub(in crate::view) fn reflects_words(sight: &Sight<'_>, reflects: Reflects) -> String {
    match reflects {
        Reflects::CriticalSuccessFactor(id) => sight
            .get::<Folded<CriticalSuccessFactor>>(id)
            .and_then(|held| held.open())
            .map(|factor| factor.name),
        Reflects::CoreBusinessActivity(id) => sight
            .get::<Folded<CoreBusinessActivity>>(id)
            .and_then(|held| held.open())
            .map(|activity| activity.name),
    }
    .unwrap_or_default()
}

/// Who may have chosen it: value and words.
pub fn stakeholders() -> Vec<(String, String)> {
    Stakeholder::ALL
        .into_iter()
        .zip(0..)
        .map(|(who, place): (Stakeholder, usize)| {
            (
                place.to_string(),
                crate::view::called::sentence(who.words()),
            )
        })
        .collect()
}

/// What a selection can tell of: value and words.
pub fn reflected(sight: &Sight<'_>) -> Vec<(String, String)> {
    let factors = sight
        .all::<Folded<CriticalSuccessFactor>>()
        .filter_map(|held| Some((held.id, held.open()?)))
        .filter(|(_, factor)| !factor.ended)
        .map(|(id, factor)| (format!("f{id}"), factor.name));
    let activities = sight
        .all::<Folded<CoreBusinessActivity>>()
        .filter_map(|held| Some((held.id, held.open()?)))
        .filter(|(_, activity)| !activity.ended)
        .map(|(id, activity)| (format!("a{id}"), activity.name));
    let mut all: Vec<_> = factors.chain(activities).collect();
    all.sort_by(|one, other| one.1.cmp(&other.1));
    all
}

/// What recording a selection says, from what was typed: by whom, from when, what it tells of, why.
///
/// # Errors
/// Refuses a field that cannot be read.
pub fn selection(
    indicator: IndicatorId,
    selection: Uuid,
    [by, from, reflects, why]: [&str; 4],
) -> Result<SelectIndicator, Rejection> {
    let chosen_by = by
        .parse()
        .ok()
        .and_then(|place: usize| Stakeholder::ALL.get(place).copied())
        .ok_or_else(|| Rejection::field("chosen_by", "Choose who chose it."))?;
    let reflects = match reflects.split_at_checked(1) {
        Some(("f", id)) => id.parse().ok().map(Reflects::CriticalSuccessFactor),
        Some(("a", id)) => id.parse().ok().map(Reflects::CoreBusinessActivity),
        _ => None,
    };
    Ok(SelectIndicator {
        selection: Id::new(selection),
        indicator,
        chosen_by,
        from: typed::day("from", from)?,
        reflects,
        why: why.to_owned(),
    })
}
