//! The definition sheet of one indicator: what it says, what is missing before it is in force, its versions side by side, who chose it,
//! and what can be done with it (glossary 2.1; S46–S50, S98).

mod asked;
mod chosen;
mod measured;
mod owner;
mod terms;
mod typed;
mod versions;

use crate::{
    calendar::Date,
    definition_sheet::{DefinitionSheet, ReviseDefinition, SheetTerms},
    display,
    id::Id,
    indicator::{ActivateIndicator, Indicator, IndicatorId, IndicatorState, Lack, RetireIndicator},
    ownership::Ownership,
    record::Stored,
    sight::Sight,
    view::{called, indicator::Fact, permission::Offer},
    wording::Wording,
};
use uuid::Uuid;

pub use asked::{Answer, Asked, Group};
pub(super) use chosen::reflects_words;
pub use chosen::{Chosen, reflected, selection, stakeholders};
pub use measured::{Measured, measuring};
pub use owner::{Owner, handing_over};
pub(super) use terms::sheet_facts;
pub use typed::{Typed, revision};
pub use versions::{Difference, Version};

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// `VOI01 Average re-let time: definition`.
    pub heading: String,
    /// Where it stands: `A draft: nobody outside its service sees it yet.`
    pub lead: String,
    /// Where it stands, in a word.
    pub state: &'static str,
    /// The sheet, term by term.
    pub facts: Vec<Fact>,
    /// What a draft still needs, and what one in force should have: in a word, and what to do.
    pub lacks: Vec<(&'static str, &'static str)>,
    /// Who owns it; none for whom that is not, and of what is retired.
    pub owner: Option<Owner>,
    /// Which objectives it measures; none for whom that is not.
    pub measured: Option<Measured>,
    /// Who chose it, the latest first.
    pub chosen: Vec<Chosen>,
    /// Its versions, the latest first; one alone is the sheet itself.
    pub versions: Vec<Version>,
    /// What the form asks, with what stands.
    pub asked: Vec<Asked>,
    /// What a selection can tell of: value and words.
    pub reflected: Vec<(String, String)>,
    /// Whether the form needs a reason and a day.
    pub in_force: bool,
    /// The digest of what stands.
    pub wording: Option<Wording>,
    /// Putting it in force.
    pub activate: Offer,
    /// Revising it.
    pub revise: Offer,
    /// Retiring it.
    pub retire: Offer,
    /// Recording who chose it.
    pub select: Offer,
}

/// The definition sheet of an indicator; none where the reader may not see it.
pub fn page(sight: &Sight<'_>, id: IndicatorId, today: Date) -> Option<Page> {
    let indicator = sight.get::<Indicator>(id)?;
    let latest = DefinitionSheet::latest(sight.company(), id).map(|(_, sheet)| sheet);
    let terms = latest.as_ref().map(|sheet| sheet.terms.clone());
    let lacks = match sight.is_staff() && indicator.state != IndicatorState::Retired {
        true => Indicator::lacks(sight.company(), indicator, today),
        false => Vec::new(),
    };
    let changes = Changes::of(sight, indicator, &lacks);
    Some(Page {
        heading: format!("{} {}: definition", indicator.code, indicator.name),
        lead: lead(indicator, latest.as_ref(), &lacks),
        state: state_words(indicator.state),
        facts: facts(sight, indicator, terms.as_ref(), today),
        lacks: lacks
            .iter()
            .map(|lack| (lack.short(), lack.words()))
            .collect(),
        owner: (sight.is_staff() && indicator.state != IndicatorState::Retired)
            .then(|| owner::owner(sight, indicator, today)),
        measured: sight
            .is_staff()
            .then(|| measured::measured(sight, indicator, today)),
        chosen: chosen::chosen(sight, id),
        versions: versions::versions(sight, indicator),
        asked: match changes.revise.is_shown() {
            true => asked::asked(sight, indicator, &terms.unwrap_or_default()),
            false => Vec::new(),
        },
        reflected: match changes.select.is_shown() {
            true => reflected(sight),
            false => Vec::new(),
        },
        in_force: indicator.state == IndicatorState::Active,
        wording: Some(DefinitionSheet::wording(sight.company(), id)),
        activate: changes.activate,
        revise: changes.revise,
        retire: changes.retire,
        select: changes.select,
    })
}

/// As people read it.
pub const fn state_words(state: IndicatorState) -> &'static str {
    match state {
        IndicatorState::Draft => "Draft",
        IndicatorState::Active => "In force",
        IndicatorState::Retired => "Retired",
    }
}

fn lead(indicator: &Indicator, latest: Option<&DefinitionSheet>, lacks: &[Lack]) -> String {
    match indicator.state {
        IndicatorState::Draft if lacks.is_empty() => {
            "A draft with everything that it needs. Put it in force, and staff and residents see it."
                .to_owned()
        }
        IndicatorState::Draft => {
            let needs: Vec<String> = lacks
                .iter()
                .map(|lack| super::reading::lower_first(lack.short()))
                .collect();
            format!(
                "A draft. Before it can be put in force it needs: {}.",
                called::list(&needs, "and")
            )
        }
        IndicatorState::Active => match latest.and_then(|sheet| sheet.from) {
            Some(from) => format!("This version is in force from {}.", display::date(from)),
            None => "In force as it was first defined.".to_owned(),
        },
        IndicatorState::Retired => match latest {
            Some(DefinitionSheet {
                from: Some(from),
                reason,
                ..
            }) => format!(
                "Retired from {}: {reason} Its figures are kept.",
                display::date(*from)
            ),
            _ => "Retired. Its figures are kept.".to_owned(),
        },
    }
}

fn facts(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    terms: Option<&SheetTerms>,
    today: Date,
) -> Vec<Fact> {
    let mut facts = super::indicator::definition_facts(sight, indicator);
    let owner = Ownership::on(sight.company(), indicator.id, today);
    if sight.is_staff() {
        facts.push(Fact {
            term: "Owner",
            is: owner.map_or_else(
                || "Nobody yet".to_owned(),
                |owner| called::name(sight, owner),
            ),
        });
    }
    if let Some(terms) = terms {
        facts.extend(sheet_facts(sight, terms));
    }
    facts
}

/// What the reader may do with it now.
struct Changes {
    activate: Offer,
    revise: Offer,
    retire: Offer,
    select: Offer,
}

impl Changes {
    fn of(sight: &Sight<'_>, indicator: &Stored<Indicator>, lacks: &[Lack]) -> Self {
        let administers = super::permission::read_only(sight, indicator).is_none();
        let shown = |state: bool| match administers && state {
            true => Offer::Open,
            false => Offer::Hidden,
        };
        let state = indicator.state;
        let draft = state == IndicatorState::Draft;
        // What is missing stands in a list of its own, and the button need not say it again.
        let activate = match administers && draft {
            true if lacks.is_empty() => Offer::of(
                sight,
                ActivateIndicator {
                    indicator: indicator.id,
                },
            ),
            true => Offer::Blocked(
                "Something is missing. The list above says what, and how to add it.".to_owned(),
            ),
            false => Offer::Hidden,
        };
        Self {
            activate,
            revise: shown(state != IndicatorState::Retired),
            retire: shown(state == IndicatorState::Active),
            select: shown(state != IndicatorState::Retired),
        }
    }
}

/// What is revised or retired under new identifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewIds {
    /// The new version's.
    pub sheet: Uuid,
    /// That of what stood before the first.
    pub former: Uuid,
}

/// What retiring it says.
///
/// # Errors
/// Refuses the day where it is none.
pub fn retirement(
    indicator: IndicatorId,
    ids: NewIds,
    from: &str,
    reason: &str,
) -> Result<RetireIndicator, crate::rejection::Rejection> {
    Ok(RetireIndicator {
        indicator,
        sheet: Id::new(ids.sheet),
        former: Id::new(ids.former),
        from: super::typed::day("from", from)?,
        reason: reason.to_owned(),
    })
}

impl ReviseDefinition {
    /// What was done, in words.
    pub const fn done(&self) -> &'static str {
        match self.definition.state {
            IndicatorState::Draft => "The draft is saved.",
            IndicatorState::Active | IndicatorState::Retired => "The definition is revised.",
        }
    }
}
