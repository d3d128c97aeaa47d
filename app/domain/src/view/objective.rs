//! One objective: whose it is, how it stands, what it contributes to and what contributes to it (strategy §1.3).

mod asked;
mod below;
mod path;
mod recorded;
mod standing;

use rust_decimal::prelude::ToPrimitive;

pub use asked::{Ask, ChangeAsked};
pub use below::{Contributor, Measured};
pub use path::{Leads, Stop};
pub use recorded::Recorded;
pub use standing::{Standing, ending_words, state_word};

pub(super) use asked::{asked, is_open as is_asked};
pub(super) use path::leads;
pub(super) use standing::{agreement, progress, standing, waits_for};

use crate::{
    calendar::Date,
    check_in::RecordProgress,
    display,
    id::Id,
    objective::{
        AgreeObjective, CloseObjective, Ending, Objective, ObjectiveId, ObjectiveState,
        ReopenObjective, RewordObjective,
    },
    objective_link::{ObjectiveLinkId, UnlinkObjective},
    objective_words::ObjectiveWords,
    people_progress::PeopleProgress,
    person::PersonId,
    record::Stored,
    scorecard::{Scorecard, staff_sees},
    sight::Sight,
    view::{
        called,
        explanation::{self, Place, Working},
        new_objective::{self, Candidate},
        permission::{Offer, read_only},
        tie_weight::{self, TieWeight},
    },
    weight::Weighted,
    wording::Wording,
};

/// One objective, ready to show.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Which objective.
    pub id: ObjectiveId,
    /// Verb and object.
    pub title: String,
    /// "Sam Okafor’s personal objective for 2026/27", as a sentence.
    pub whose: String,
    /// Whose it is.
    pub owner: PersonId,
    /// Where it stands.
    pub standing: Standing,
    /// Whether it is made up for a demonstration.
    pub illustrative: bool,
    /// The digest of the wording shown here, for agreeing exactly that.
    pub wording: Wording,
    /// The words themselves, for rewording or agreeing exactly those.
    pub words: ObjectiveWords,
    /// How anyone will know that it is done; empty where nobody wrote it.
    pub success_measure: String,
    /// "31 March 2027"; none where no day was set.
    pub due: Option<String>,
    /// From the person up to the perspective.
    pub line: Vec<Stop>,
    /// What it contributes to, each with whether it can be taken away.
    pub links: Vec<Link>,
    /// What it could contribute to.
    pub candidates: Vec<Candidate>,
    /// What was recorded, newest first.
    pub history: Vec<Recorded>,
    /// How the progress came about, where it comes from what is below.
    pub working: Option<Working>,
    /// The indicators that measure it.
    pub measures: Vec<Measured>,
    /// What contributes to it, as far as the reader may see it.
    pub contributors: Vec<Contributor>,
    /// "7 people, 64%", from five people on.
    pub people: Option<String>,
    /// Changes asked for that the reader may see.
    pub asked: Vec<ChangeAsked>,
    /// What the reader may do.
    pub offers: Offers,
    /// Why the reader may change nothing of it; none where they may.
    pub read_only: Option<String>,
    /// "Sam Okafor, their manager …" in words: who can read it.
    pub readers: String,
}

/// What the reader may do with an objective.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// Agree the wording shown.
    pub agree: Offer,
    /// Ask for a change, in the 1:1 named beside it.
    pub ask: Ask,
    /// Record progress.
    pub record: Offer,
    /// Change the words.
    pub reword: Offer,
    /// Link it to something above.
    pub link: Offer,
    /// Open it again.
    pub reopen: Offer,
    /// Close it.
    pub close: Offer,
}

/// What an objective contributes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Which link.
    pub id: ObjectiveLinkId,
    /// What it leads to.
    pub leads: Leads,
    /// Taking it away.
    pub unlink: Offer,
    /// How much the objective counts there; none for a person's own, of which staff are told together.
    pub weight: Option<TieWeight>,
}

/// One objective as its reader may see it; none where there is none for them.
pub fn page(sight: &Sight<'_>, id: ObjectiveId, today: Date) -> Option<Page> {
    let objective = sight.get::<Objective>(id)?;
    let read_only = read_only(sight, objective);
    let may = read_only.is_none();
    let card = Scorecard::of_objective(sight.company(), id, today);
    let drafted = objective.state == ObjectiveState::Drafted;
    Some(Page {
        id,
        title: objective.title.clone(),
        whose: whose(sight, objective),
        owner: objective.owner,
        standing: standing(sight, objective, today),
        illustrative: objective.illustrative,
        wording: objective.wording(sight.company(), id),
        words: ObjectiveWords::of(objective),
        success_measure: objective.success_measure.clone(),
        due: objective.due.map(display::date),
        line: path::stops(sight, objective),
        links: links(sight, objective, may, today),
        candidates: if may && drafted {
            new_objective::candidates(sight, objective.owner, objective.level, Some(id))
        } else {
            Vec::new()
        },
        history: recorded::history(sight, id),
        working: working(sight, &card, objective),
        measures: below::measures(sight, &card, id),
        contributors: below::contributors(sight, id, today),
        people: below::people(sight, id),
        asked: asked(sight, objective),
        offers: offers(sight, objective, may, today),
        read_only,
        readers: standing::readers(sight, objective),
    })
}

fn whose(sight: &Sight<'_>, objective: &Objective) -> String {
    let owner = called::sentence(&called::your_or_names(sight, objective.owner));
    let level = objective.level.words().to_lowercase();
    let unit = objective
        .unit
        .and_then(|unit| sight.get(unit))
        .map(|unit| format!(", {}", unit.name))
        .unwrap_or_default();
    format!("{owner} {level} for {}{unit}", objective.year)
}

fn links(sight: &Sight<'_>, objective: &Stored<Objective>, may: bool, today: Date) -> Vec<Link> {
    path::links(sight, objective.id)
        .map(|(id, leads)| Link {
            id,
            leads,
            unlink: Offer::when(
                may && objective.state == ObjectiveState::Drafted,
                sight,
                UnlinkObjective { link: id },
            ),
            weight: staff_sees(&objective.scope)
                .then(|| tie_weight::of(sight, Weighted::Link(id), today)),
        })
        .collect()
}

/// The working of a progress that is not simply what was recorded last, which the history shows.
fn working(sight: &Sight<'_>, card: &Scorecard, objective: &Stored<Objective>) -> Option<Working> {
    let place = Place::Objective(objective.id);
    place.standing(card).delivery?;
    Some(explanation::delivery(sight, card, place))
}

fn offers(sight: &Sight<'_>, objective: &Stored<Objective>, may: bool, today: Date) -> Offers {
    let id = objective.id;
    let drafted = may && objective.state == ObjectiveState::Drafted;
    let agreed = may && objective.state == ObjectiveState::Agreed;
    Offers {
        agree: agree(sight, objective),
        ask: asked::ask(sight, objective, today),
        record: record(sight, id, drafted || agreed),
        reword: reword(sight, objective, drafted),
        link: if drafted { Offer::Open } else { Offer::Hidden },
        reopen: Offer::when(agreed, sight, ReopenObjective { objective: id }),
        close: Offer::when(
            drafted || agreed,
            sight,
            CloseObjective {
                objective: id,
                ending: Ending::Withdrawn,
            },
        ),
    }
}

/// Agreeing what is shown: for those who must and have not yet.
pub(super) fn agree(sight: &Sight<'_>, objective: &Stored<Objective>) -> Offer {
    let asked = objective.state == ObjectiveState::Drafted
        && sight.person().is_some_and(|reader| {
            objective.parties(sight.company()).contains(&reader)
                && !objective.agreed_by.contains(&reader)
        });
    let agree = AgreeObjective {
        objective: objective.id,
        expected: objective.wording(sight.company(), objective.id),
        read: None,
    };
    Offer::when(asked, sight, agree)
}

/// Changing the words, tried with those it has.
pub(super) fn reword(sight: &Sight<'_>, objective: &Stored<Objective>, shown: bool) -> Offer {
    let reword = RewordObjective {
        objective: objective.id,
        title: objective.title.clone(),
        success_measure: objective.success_measure.clone(),
        due: objective.due,
        read: None,
    };
    Offer::when(shown, sight, reword)
}

/// Recording progress, tried with none.
pub(super) fn record(sight: &Sight<'_>, objective: ObjectiveId, shown: bool) -> Offer {
    let record = RecordProgress {
        check_in: Id::new(uuid::Uuid::nil()),
        objective,
        progress: 0,
        note: String::new(),
        one_to_one: None,
    };
    Offer::when(shown, sight, record)
}

/// What staff are told of people's own objectives: "7 people, 64%".
pub(super) fn people_words(progress: &PeopleProgress) -> String {
    let people = format!("{} people", progress.people);
    match progress.direct {
        Some(direct) => format!("{people}, {}%", direct.percent),
        None => people,
    }
}

fn whole(percent: rust_decimal::Decimal) -> Option<u8> {
    display::half_away(percent, 0).to_u8()
}
