//! Objectives: drafted, agreed by the person and their manager, closed (strategy §1.3; rules.md 4.7, 4.10).

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::{Date, FinancialYear},
    cascade::{self, Parent},
    company::Company,
    decision::{Context, Decide, Decision},
    form,
    id::Id,
    index::{Edge, Reference},
    objective_link::{ObjectiveLink, ObjectiveLinkId},
    objective_words::ObjectiveWords,
    person::PersonId,
    post::{Grade, Post},
    record::{Change, Stored, noun},
    rejection::Rejection,
    scope::Scope,
    unit::{UnitId, UnitKind},
    wording::Wording,
};

/// Identifies an objective.
pub type ObjectiveId = Id<Objective>;

/// The strategy's organisational levels (§1.3), highest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrgLevel {
    /// The Company as a whole: what the Board answers for.
    Board,
    /// The Executive Management Team's groups.
    Emt,
    /// A service area.
    Service,
    /// A team.
    Team,
    /// One person.
    Individual,
}

impl OrgLevel {
    /// Every level, highest first.
    pub const ALL: [Self; 5] = [
        Self::Board,
        Self::Emt,
        Self::Service,
        Self::Team,
        Self::Individual,
    ];

    /// The word for an objective at this level.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Board => "Corporate objective",
            Self::Emt => "Group objective",
            Self::Service => "Service objective",
            Self::Team => "Team objective",
            Self::Individual => "Personal objective",
        }
    }

    /// Whether `self` stands above `other`.
    pub fn is_above(self, other: Self) -> bool {
        self < other
    }
}

/// Where an objective stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectiveState {
    /// Written, not yet agreed by all who must.
    Drafted,
    /// Agreed; progress is recorded on it.
    Agreed,
    /// Finished, one way or another.
    Closed,
}

/// How a closed objective ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// It was met.
    Achieved,
    /// It was met in part.
    PartlyAchieved,
    /// It was not met.
    NotAchieved,
    /// It no longer made sense.
    Withdrawn,
}

/// Something that is to be achieved, by somebody, by a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objective {
    /// Verb and object: what is to be done.
    pub title: String,
    /// How anyone will know that it is done.
    pub success_measure: String,
    /// At which level it stands.
    pub level: OrgLevel,
    /// Whose it is.
    pub owner: PersonId,
    /// The group, service or team it belongs to.
    pub unit: Option<UnitId>,
    /// The financial year.
    pub year: FinancialYear,
    /// When it is to be done by.
    #[serde(default, with = "crate::date_text::optional")]
    pub due: Option<Date>,
    /// Where it stands.
    pub state: ObjectiveState,
    /// Who has agreed the present wording.
    #[serde(default)]
    pub agreed_by: Vec<PersonId>,
    /// How it ended, once closed.
    #[serde(default)]
    pub ending: Option<Ending>,
    /// Whether it is made up for a demonstration.
    #[serde(default)]
    pub illustrative: bool,
}

noun!(Objective, Objective, |objective, _stamp| [
    Some(Reference::new(
        Edge::ObjectiveOwnedBy,
        objective.owner.uuid()
    )),
    objective
        .unit
        .map(|unit| Reference::new(Edge::ObjectiveOf, unit.uuid())),
]
.into_iter()
.flatten());

impl Objective {
    /// The scope that an objective of this level and owner lives in, with its links, check-ins and agreement.
    pub const fn scope_for(level: OrgLevel, owner: PersonId) -> Scope {
        match level {
            OrgLevel::Individual => Scope::Objectives(owner),
            OrgLevel::Board | OrgLevel::Emt | OrgLevel::Service | OrgLevel::Team => Scope::Staff,
        }
    }

    /// The scope that this objective lives in.
    pub const fn scope(&self) -> Scope {
        Self::scope_for(self.level, self.owner)
    }

    /// Who has to agree it: the owner and the owner's managers; at the top the owner alone.
    pub fn parties(&self, company: &Company) -> Vec<PersonId> {
        let mut parties = vec![self.owner];
        parties.extend(Post::managers(company, self.owner));
        parties
    }

    /// The digest of what is agreed: title, success measure, due day and what it contributes to.
    pub fn wording(&self, company: &Company, id: ObjectiveId) -> Wording {
        let due = self.due.map(|due| due.to_string()).unwrap_or_default();
        let parents = cascade::parents(company, id)
            .into_iter()
            .map(|parent| parent.uuid().to_string());
        Wording::of(
            [self.title.clone(), self.success_measure.clone(), due]
                .into_iter()
                .chain(parents),
        )
    }

    /// The objective with its agreements taken back, because what was agreed has changed.
    pub(crate) fn unagreed(&self) -> Self {
        Self {
            agreed_by: Vec::new(),
            state: ObjectiveState::Drafted,
            ..self.clone()
        }
    }

    /// Whether it counts in what is above it: it was agreed, and not withdrawn since (rules.md 4.7: a roll-up is of what is
    /// to be achieved). One that was never agreed can only be withdrawn, so a closed one was agreed unless it was.
    pub fn counts(&self) -> bool {
        match self.state {
            ObjectiveState::Drafted => false,
            ObjectiveState::Agreed => true,
            ObjectiveState::Closed => self.ending != Some(Ending::Withdrawn),
        }
    }

    /// Refuses to change what is agreed in silence, or what is closed at all.
    pub(crate) fn check_open_to_change(&self) -> Result<(), Rejection> {
        match self.state {
            ObjectiveState::Drafted => Ok(()),
            ObjectiveState::Agreed => Err(Rejection::AgreedAlready),
            ObjectiveState::Closed => Err(Rejection::ObjectiveClosed),
        }
    }
}

/// Drafts an objective and, where it is already clear, links it upwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct DraftObjective {
    /// The objective's identifier.
    #[garde(skip)]
    pub objective: ObjectiveId,
    /// Verb and object: what is to be done.
    #[garde(custom(form::title))]
    pub title: String,
    /// How anyone will know that it is done.
    #[garde(custom(form::optional_text))]
    pub success_measure: String,
    /// At which level it stands.
    #[garde(skip)]
    pub level: OrgLevel,
    /// Whose it is.
    #[garde(skip)]
    pub owner: PersonId,
    /// The group, service or team it belongs to.
    #[garde(skip)]
    pub unit: Option<UnitId>,
    /// The financial year.
    #[garde(skip)]
    pub year: FinancialYear,
    /// When it is to be done by.
    #[garde(skip)]
    #[serde(default, with = "crate::date_text::optional")]
    pub due: Option<Date>,
    /// What it contributes to, with the link's identifier.
    #[garde(skip)]
    #[serde(default)]
    pub contributes_to: Option<(ObjectiveLinkId, Parent)>,
    /// Whether it is made up for a demonstration.
    #[garde(skip)]
    #[serde(default)]
    pub illustrative: bool,
}

impl Decide for DraftObjective {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        context.find(company, self.owner)?;
        if let Some(unit) = self.unit {
            context.find(company, unit)?;
        }
        if company.holds(&Scope::Staff) && !fits(company, self.owner, self.level, self.unit) {
            return Err(Rejection::LevelNotOwners);
        }
        check_due(self.year, self.due)?;
        let scope = Objective::scope_for(self.level, self.owner);
        let drafted = Objective {
            title: self.title.trim().to_owned(),
            success_measure: self.success_measure.trim().to_owned(),
            level: self.level,
            owner: self.owner,
            unit: self.unit,
            year: self.year,
            due: self.due,
            state: ObjectiveState::Drafted,
            agreed_by: Vec::new(),
            ending: None,
            illustrative: self.illustrative,
        };
        let mut changes = context.create(company, self.objective, scope, drafted)?;
        if let Some((link, parent)) = self.contributes_to {
            ObjectiveLink::check_upward(company, context, self.level, parent)?;
            changes.extend(context.create(
                company,
                link,
                scope,
                ObjectiveLink::new(self.objective, parent),
            )?);
        }
        Ok(changes)
    }
}

/// The levels at which a person may have an objective, each with the unit it belongs to: their own, for a manager that
/// of the unit they lead, and for an executive that of the Company (strategy §1.3: each level's objectives are those of the people who answer for it).
pub fn levels_of(company: &Company, owner: PersonId) -> Vec<(OrgLevel, Option<UnitId>)> {
    let posts: Vec<&Stored<Post>> = Post::held_by(company, owner).collect();
    let own = posts.first().and_then(|post| post.unit);
    let mut levels = vec![(OrgLevel::Individual, own)];
    let mut add = |level, unit| {
        if !levels.contains(&(level, unit)) {
            levels.push((level, unit));
        }
    };
    for post in posts {
        if let Some(unit) = post.unit.and_then(|unit| company.get(unit)) {
            let (level, least) = match unit.kind {
                UnitKind::Group => (OrgLevel::Emt, Grade::GroupManager),
                UnitKind::Service => (OrgLevel::Service, Grade::ServiceManager),
                UnitKind::Team => (OrgLevel::Team, Grade::TeamManager),
            };
            if post.grade >= least {
                add(level, post.unit);
            }
        }
        if post.grade == Grade::Executive {
            add(OrgLevel::Board, None);
        }
    }
    levels
}

/// Whether an owner may have an objective at this level for this unit; a personal one need not name the unit.
fn fits(company: &Company, owner: PersonId, level: OrgLevel, unit: Option<UnitId>) -> bool {
    match level {
        OrgLevel::Individual => unit
            .is_none_or(|unit| Post::held_by(company, owner).any(|post| post.unit == Some(unit))),
        OrgLevel::Board | OrgLevel::Emt | OrgLevel::Service | OrgLevel::Team => {
            levels_of(company, owner).contains(&(level, unit))
        }
    }
}

/// A due day lies in the financial year, or within 24 months of its start where the work is longer (rules.md 4.10).
fn check_due(year: FinancialYear, due: Option<Date>) -> Result<(), Rejection> {
    let Some(due) = due else { return Ok(()) };
    if due < year.first_day() || due > year.next().last_day() {
        return Err(Rejection::field(
            "due",
            &format!(
                "Choose a day in the financial year {}, or in the one after it for longer work.",
                year.label()
            ),
        ));
    }
    Ok(())
}

/// Changes the words of a drafted objective; whoever agreed the old words has not agreed the new ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct RewordObjective {
    /// Which objective.
    #[garde(skip)]
    pub objective: ObjectiveId,
    /// Verb and object: what is to be done.
    #[garde(custom(form::title))]
    pub title: String,
    /// How anyone will know that it is done.
    #[garde(custom(form::optional_text))]
    pub success_measure: String,
    /// When it is to be done by.
    #[garde(skip)]
    #[serde(default, with = "crate::date_text::optional")]
    pub due: Option<Date>,
    /// The words that the person had before them (sync.md 2.7); none where what stands is replaced whatever it says.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<ObjectiveWords>,
}

impl RewordObjective {
    /// The words as they were typed.
    pub fn words(&self) -> ObjectiveWords {
        ObjectiveWords {
            title: self.title.clone(),
            success_measure: self.success_measure.clone(),
            due: self.due,
        }
        .trimmed()
    }
}

impl Decide for RewordObjective {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let objective = context.find(company, self.objective)?;
        objective.check_open_to_change()?;
        let now = ObjectiveWords::of(objective);
        let words = match &self.read {
            Some(read) => self.words().onto(read, &now)?,
            None => self.words(),
        };
        check_due(objective.year, words.due)?;
        if words == now {
            return Ok(Vec::new());
        }
        Ok(vec![Change::put(
            self.objective,
            objective.scope,
            Objective {
                title: words.title,
                success_measure: words.success_measure,
                due: words.due,
                ..objective.unagreed()
            },
        )])
    }
}

/// Agrees the wording that was read. When all parties have, the objective is agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreeObjective {
    /// Which objective.
    pub objective: ObjectiveId,
    /// The digest of what the person read (sync.md 2.7).
    pub expected: Wording,
    /// The words themselves, so that the log says what was agreed, and both can be shown where they are not what stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<ObjectiveWords>,
}

impl Decide for AgreeObjective {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let objective = context.find(company, self.objective)?;
        let person = context.person()?;
        if objective.state == ObjectiveState::Closed {
            return Err(Rejection::ObjectiveClosed);
        }
        let parties = objective.parties(company);
        if !parties.contains(&person) {
            return Err(Rejection::NotAParty);
        }
        if objective.wording(company, self.objective) != self.expected {
            return Err(Rejection::ChangedSince);
        }
        cascade::check_reaches_priority(company, self.objective)?;
        if objective.agreed_by.contains(&person) {
            return Ok(Vec::new());
        }
        Ok(vec![Change::put(
            self.objective,
            objective.scope,
            agreed(objective, person, &parties),
        )])
    }
}

fn agreed(objective: &Stored<Objective>, person: PersonId, parties: &[PersonId]) -> Objective {
    let mut agreed_by = objective.agreed_by.clone();
    agreed_by.push(person);
    agreed_by.sort();
    // A job share has two managers; one of them agreeing is enough.
    let manager = parties.len() < 2
        || parties
            .iter()
            .skip(1)
            .any(|party| agreed_by.contains(party));
    let state = if agreed_by.contains(&objective.owner) && manager {
        ObjectiveState::Agreed
    } else {
        ObjectiveState::Drafted
    };
    Objective {
        agreed_by,
        state,
        ..(*objective.body).clone()
    }
}

/// Opens an agreed objective to be reworded; all parties then agree it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReopenObjective {
    /// Which objective.
    pub objective: ObjectiveId,
}

impl Decide for ReopenObjective {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let objective = context.find(company, self.objective)?;
        match objective.state {
            ObjectiveState::Drafted => Ok(Vec::new()),
            ObjectiveState::Closed => Err(Rejection::ObjectiveClosed),
            ObjectiveState::Agreed => Ok(vec![Change::put(
                self.objective,
                objective.scope,
                objective.unagreed(),
            )]),
        }
    }
}

/// Closes an objective and says how it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloseObjective {
    /// Which objective.
    pub objective: ObjectiveId,
    /// How it ended.
    pub ending: Ending,
}

impl Decide for CloseObjective {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let objective = context.find(company, self.objective)?;
        if objective.state == ObjectiveState::Closed {
            return Err(Rejection::ObjectiveClosed);
        }
        if objective.state == ObjectiveState::Drafted && self.ending != Ending::Withdrawn {
            return Err(Rejection::OnlyWithdrawn);
        }
        Ok(vec![Change::put(
            self.objective,
            objective.scope,
            Objective {
                state: ObjectiveState::Closed,
                ending: Some(self.ending),
                ..(*objective.body).clone()
            },
        )])
    }
}
