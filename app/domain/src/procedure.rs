//! The procedures by which figures are reported, and that those concerned have read them, version by version (strategy §7; S112).

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::{
    company::Company,
    decision::{Context, Decide, Decision},
    definition_sheet::Hand,
    folded::{About, Fold, Folded, FoldedId, THE_COMPANY, folded_between, folded_noun},
    form,
    id::Id,
    index::Edge,
    indicator::IndicatorState,
    ownership::Ownership,
    person::PersonId,
    record::{Change, Stamp},
    rejection::Rejection,
    scope::Scope,
};

/// Identifies a procedure.
pub type ProcedureId = FoldedId<Procedure>;

/// Identifies that somebody has read one.
pub type ProcedureReadingId = FoldedId<ProcedureReading>;

/// How something is done when figures are reported. The record's stamp says since when it reads as it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// What it is called.
    pub name: String,
    /// What is to be done.
    pub text: String,
    /// Which version of it this is, from 1.
    pub version: u32,
    /// Whether it no longer holds.
    #[serde(default)]
    pub ended: bool,
    /// Whether it is made up for a demonstration.
    #[serde(default)]
    pub illustrative: bool,
}

impl Fold for Procedure {
    fn about(&self) -> Vec<About> {
        vec![(THE_COMPANY, 0)]
    }
}

folded_noun!(Procedure, Procedure);

/// That somebody has read and understood a version of a procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureReading {
    /// Which procedure.
    pub procedure: ProcedureId,
    /// Which version.
    pub version: u32,
    /// Who has read it.
    pub by: PersonId,
}

impl Fold for ProcedureReading {
    // Whoever has read it first, who alone may say so.
    fn about(&self) -> Vec<About> {
        let version = u64::from(self.version);
        vec![(self.by.uuid(), 0), (self.procedure.uuid(), version)]
    }
}

folded_noun!(ProcedureReading, ProcedureReading);

impl Procedure {
    /// Who has read a version, in the order in which they did, each with when.
    pub fn readings(
        company: &Company,
        procedure: ProcedureId,
        version: u32,
    ) -> Vec<(Stamp, PersonId)> {
        let version = u64::from(version)..=u64::from(version);
        let mut readings: Vec<_> =
            folded_between::<ProcedureReading>(company, procedure.uuid(), version)
                .filter_map(|stored| Some((stored.stamp, stored.open()?.by)))
                .collect();
        readings.sort();
        readings
    }

    /// Whether somebody owns, provides or checks figures of an indicator in force, and so is to know how they are reported.
    pub fn concerns(company: &Company, person: PersonId) -> bool {
        let owns = company
            .pointing::<Ownership>(Edge::OwnedBy, person.uuid())
            .any(|owned| {
                let stands = Ownership::latest(company, owned.indicator);
                let indicator = company.get(owned.indicator);
                stands.is_some_and(|stands| stands.id == owned.id)
                    && indicator.is_some_and(|indicator| indicator.counts())
            });
        let in_force = |hand: Hand| {
            hand.held(company, person)
                .any(|indicator| indicator.state == IndicatorState::Active)
        };
        owns || in_force(Hand::Provider) || in_force(Hand::Checker)
    }
}

/// Records a procedure, or another version of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct RecordProcedure {
    /// Its identifier.
    #[garde(skip)]
    pub procedure: ProcedureId,
    /// What it is called.
    #[garde(custom(form::title))]
    pub name: String,
    /// What is to be done.
    #[garde(custom(form::text))]
    pub text: String,
    /// Whether it no longer holds.
    #[garde(skip)]
    #[serde(default)]
    pub ended: bool,
    /// Whether it is made up for a demonstration.
    #[garde(skip)]
    #[serde(default)]
    pub illustrative: bool,
}

impl Decide for RecordProcedure {
    fn decide(&self, company: &Company, _: &Context) -> Decision {
        form::check(self)?;
        let before = company.get(self.procedure).and_then(|there| there.open());
        let (name, text) = (self.name.trim().to_owned(), self.text.trim().to_owned());
        // Other words are another version, which is read again; another name is not.
        let version = match &before {
            None => 1,
            Some(before) if before.text == text => before.version,
            Some(before) => before.version.saturating_add(1),
        };
        let procedure = Procedure {
            name,
            text,
            version,
            ended: self.ended,
            illustrative: self.illustrative,
        };
        if before.as_ref() == Some(&procedure) {
            return Ok(Vec::new());
        }
        let folded = Folded::fold(&procedure)?;
        Ok(vec![Change::put(self.procedure, Scope::Staff, folded)])
    }
}

/// Says that one has read and understood a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadProcedure {
    /// Which procedure.
    pub procedure: ProcedureId,
    /// Which version was read.
    pub version: u32,
}

impl Decide for ReadProcedure {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let held = context.find(company, self.procedure)?;
        let procedure = held.open().ok_or(Rejection::NotFound)?;
        let Some(by) = context.actor.person() else {
            return Err(Rejection::NotAllowed {
                who: "Whoever reads it".to_owned(),
            });
        };
        if procedure.ended || procedure.version != self.version {
            return Err(Rejection::field(
                "procedure",
                "This procedure was changed since. Read it as it is now, and say so then.",
            ));
        }
        let already = Procedure::readings(company, self.procedure, self.version)
            .iter()
            .any(|(_, reader)| *reader == by);
        if already {
            return Ok(Vec::new());
        }
        let reading = Folded::fold(&ProcedureReading {
            procedure: self.procedure,
            version: self.version,
            by,
        })?;
        Ok(vec![Change::put(
            Id::new(context.command),
            Scope::Staff,
            reading,
        )])
    }
}
