//! Drafting an objective: whose it is, at which level, and what it could contribute to.

mod candidates;

pub use candidates::{Candidate, chosen};

pub(super) use candidates::candidates;

use crate::{
    calendar::{Date, FinancialYear},
    id::Id,
    index::Edge,
    objective::{DraftObjective, Objective, ObjectiveState, OrgLevel, levels_of},
    person::{Person, PersonId},
    post::Post,
    sight::Sight,
    unit::UnitId,
    view::{called, day, permission::tried},
};

/// From this many open objectives on, a person has enough (rules.md 4.10: three to eight).
const ENOUGH: usize = 8;

/// The draft of a new objective, ready to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Whose it will be.
    pub owner: PersonId,
    /// "A new objective for Sam Okafor".
    pub heading: String,
    /// Who agrees it, in a sentence.
    pub agreed_by: String,
    /// Why the reader may not write it; none where they may.
    pub refused: Option<String>,
    /// The levels at which it can stand, lowest first.
    pub levels: Vec<Level>,
    /// The financial year it is for.
    pub year: FinancialYear,
    /// A due day to begin with, as a date field holds it: the last day of the year.
    pub due: String,
    /// That there are many already; none below eight.
    pub many: Option<String>,
}

/// A level at which the objective can stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// Which level.
    pub level: OrgLevel,
    /// What a choice sends for it.
    pub key: &'static str,
    /// "Personal objective: read by …", for a choice.
    pub label: String,
    /// The unit that it will belong to.
    pub unit: Option<UnitId>,
    /// What it could contribute to, best first.
    pub candidates: Vec<Candidate>,
}

/// The draft of an objective for a person; none where the reader knows no such person.
pub fn page(sight: &Sight<'_>, owner: PersonId, today: Date) -> Option<Page> {
    sight.get::<Person>(owner)?;
    let year = FinancialYear::containing(today);
    let levels = levels(sight, owner, year);
    let refused = match levels {
        Ok(_) => None,
        Err(ref reason) => Some(reason.clone()),
    };
    Some(Page {
        owner,
        heading: format!("A new objective for {}", called::you_or_name(sight, owner)),
        agreed_by: agreed_by(sight, owner),
        refused,
        levels: levels.unwrap_or_default(),
        year,
        due: day::typed(year.last_day()),
        many: many(sight, owner),
    })
}

fn agreed_by(sight: &Sight<'_>, owner: PersonId) -> String {
    let mut names = vec![called::you_or_name(sight, owner)];
    let managers = Post::managers(sight.company(), owner);
    names.extend(
        managers
            .iter()
            .map(|manager| called::you_or_name(sight, *manager)),
    );
    let names = called::sentence(&called::list(&names, "and"));
    if managers.is_empty() {
        format!("{names} will agree it. Then progress is recorded on it.")
    } else {
        format!("{names} both agree it. Then progress is recorded on it.")
    }
}

fn many(sight: &Sight<'_>, owner: PersonId) -> Option<String> {
    let open = sight
        .pointing::<Objective>(Edge::ObjectiveOwnedBy, owner.uuid())
        .filter(|objective| {
            objective.level == OrgLevel::Individual && objective.state != ObjectiveState::Closed
        })
        .count();
    (open >= ENOUGH).then(|| {
        format!("There are {open} open objectives already. Three to eight can be kept in mind.")
    })
}

/// Whether the reader may draft an objective of the person's own.
pub(super) fn drafts(sight: &Sight<'_>, owner: PersonId, today: Date) -> bool {
    let year = FinancialYear::containing(today);
    levels_of(sight.company(), owner)
        .into_iter()
        .filter(|(level, _)| *level == OrgLevel::Individual)
        .any(|(level, unit)| tried(sight, blank(owner, level, unit, year)).is_ok())
}

/// The levels that the reader may draft at for this person, or why at none.
fn levels(sight: &Sight<'_>, owner: PersonId, year: FinancialYear) -> Result<Vec<Level>, String> {
    let mut open = Vec::new();
    let mut refusal = None;
    for (level, unit) in levels_of(sight.company(), owner) {
        match tried(sight, blank(owner, level, unit, year)) {
            Ok(()) => open.push(Level {
                level,
                key: key(level),
                label: label(sight, level, unit),
                unit,
                candidates: candidates(sight, owner, level, None),
            }),
            Err(reason) => refusal = Some(reason.to_string()),
        }
    }
    match refusal {
        Some(reason) if open.is_empty() => Err(reason),
        _ => Ok(open),
    }
}

fn blank(
    owner: PersonId,
    level: OrgLevel,
    unit: Option<UnitId>,
    year: FinancialYear,
) -> DraftObjective {
    DraftObjective {
        objective: Id::new(uuid::Uuid::nil()),
        title: "A new objective".to_owned(),
        success_measure: String::new(),
        level,
        owner,
        unit,
        year,
        due: None,
        contributes_to: None,
        illustrative: false,
    }
}

const fn key(level: OrgLevel) -> &'static str {
    match level {
        OrgLevel::Board => "board",
        OrgLevel::Emt => "emt",
        OrgLevel::Service => "service",
        OrgLevel::Team => "team",
        OrgLevel::Individual => "individual",
    }
}

fn label(sight: &Sight<'_>, level: OrgLevel, unit: Option<UnitId>) -> String {
    if level == OrgLevel::Individual {
        return "Personal objective, for the person, their managers and Human Resources to read"
            .to_owned();
    }
    let unit = unit
        .and_then(|unit| sight.get(unit))
        .map(|unit| format!(" of {}", unit.name))
        .unwrap_or_default();
    format!("{}{unit}, for all staff to read", level.words())
}
