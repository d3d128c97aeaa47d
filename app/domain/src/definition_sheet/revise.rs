//! Revising a definition: a new version from a day, with its reason; the one before is kept.

use garde::Validate;
use serde::{Deserialize, Serialize};

use super::{DefinitionSheet, DefinitionSheetId, Rebase, SheetTerms};
use crate::{
    calendar::Date,
    company::Company,
    decision::{Context, Decide, Decision},
    display,
    folded::Folded,
    form,
    indicator::{Indicator, IndicatorId, IndicatorState},
    ownership::Ownership,
    record::{Change, Stored},
    rejection::Rejection,
    scope::Scope,
    wording::Wording,
};

/// Revises the definition sheet of an indicator. A draft has one version, which is written over; what is in force keeps every one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
pub struct ReviseDefinition {
    /// Of which indicator.
    #[garde(skip)]
    pub indicator: IndicatorId,
    /// The new version's identifier.
    #[garde(skip)]
    pub sheet: DefinitionSheetId,
    /// The identifier under which what stood before is kept, where no version of it is yet.
    #[garde(skip)]
    pub former: DefinitionSheetId,
    /// From when it is in force; none for a draft, whose one version stands from the beginning.
    #[garde(skip)]
    #[serde(default, with = "crate::date_text::optional")]
    pub from: Option<Date>,
    /// Why; a draft needs none.
    #[garde(custom(form::optional_text))]
    pub reason: String,
    /// What the register and the colours rest on. Its state stays as it is.
    #[garde(skip)]
    pub definition: Indicator,
    /// What else the sheet says.
    #[garde(dive)]
    pub terms: Box<SheetTerms>,
    /// The digest of what its author had read ([`DefinitionSheet::wording`]).
    #[garde(skip)]
    #[serde(default)]
    pub expected: Option<Wording>,
}

impl Decide for ReviseDefinition {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        let fields = form::check(self);
        fields.map_err(without_group)?;
        let stands = context.find(company, self.indicator)?;
        let sheet = self.sheet(company, context, stands)?;
        let again = company
            .get(self.sheet)
            .and_then(|there| there.open())
            .is_some_and(|there| there.terms == sheet.terms && there.reason == sheet.reason)
            && *stands.body == sheet.definition;
        if again {
            return Ok(Vec::new());
        }
        let expected = DefinitionSheet::wording(company, self.indicator);
        if self.expected.is_some_and(|read| read != expected) {
            return Err(Rejection::ChangedSince);
        }
        match stands.state {
            IndicatorState::Draft => self.draft(company, context, stands, &sheet),
            IndicatorState::Active => self.in_force(company, context, stands, &sheet),
            IndicatorState::Retired => Err(Rejection::field(
                "definition",
                "This indicator is retired, and its definition stays as it was. Define a new indicator instead.",
            )),
        }
    }
}

impl ReviseDefinition {
    /// The new version, where the definition and the terms may be so.
    fn sheet(
        &self,
        company: &Company,
        context: &Context,
        stands: &Stored<Indicator>,
    ) -> Result<DefinitionSheet, Rejection> {
        self.definition.check_parts()?;
        if let Some(service) = self.definition.service {
            context.find(company, service)?;
        }
        self.definition
            .check_code(company, context, self.indicator)?;
        self.definition
            .check_mirror(company, context, self.indicator)?;
        self.terms.check(company, context)?;
        Rebase::check(&self.terms, company, context, self.indicator)?;
        let active = stands.state == IndicatorState::Active;
        if active && Ownership::on(company, self.indicator, context.today()).is_none() {
            Ownership::check_none(&self.definition)?;
        }
        let counted = DefinitionSheet::latest(company, self.indicator)
            .map(|(_, sheet)| sheet.terms)
            .unwrap_or_default();
        let same = stands.judges_as(&self.definition)
            && stands.counts_as(&self.definition)
            && counted.counts_as(&self.terms.trimmed());
        let since = match stands.state {
            IndicatorState::Active if !same => self.from,
            _ => stands.since,
        };
        Ok(DefinitionSheet {
            indicator: self.indicator,
            from: self.from.filter(|_| active),
            definition: Indicator {
                state: stands.state,
                since,
                ..self.definition.clone()
            },
            terms: self.terms.trimmed(),
            reason: self.reason.trim().to_owned(),
            by: context.actor.person(),
        })
    }

    /// A draft's only version is written over; it may move to another service with all that is about it.
    fn draft(
        &self,
        company: &Company,
        context: &Context,
        stands: &Stored<Indicator>,
        sheet: &DefinitionSheet,
    ) -> Decision {
        let scope = sheet.definition.scope();
        let kept = DefinitionSheet::held(company, self.indicator)
            .next()
            .map(|held| held.id);
        let id = match kept {
            Some(id) => id,
            None => {
                context.check_free(company, self.sheet)?;
                self.sheet
            }
        };
        let mut changes = vec![Change::put(self.indicator, scope, sheet.definition.clone())];
        if scope != stands.scope {
            changes.extend(Indicator::moved(company, self.indicator, scope));
        }
        changes.push(Change::put(id, scope, Folded::fold(sheet)?));
        Ok(changes)
    }

    fn in_force(
        &self,
        company: &Company,
        context: &Context,
        stands: &Stored<Indicator>,
        sheet: &DefinitionSheet,
    ) -> Decision {
        if sheet.reason.is_empty() {
            return Err(Rejection::field(
                "reason",
                "Say why the definition is revised. The reason stands beside the version.",
            ));
        }
        context.check_free(company, self.sheet)?;
        let from = self.from.ok_or_else(|| {
            Rejection::field("from", "Say from when the new version is in force.")
        })?;
        after_the_last(company, self.indicator, "from", from)?;
        let scope = self.terms.audience.scope();
        let mut changes = vec![Change::put(self.indicator, scope, sheet.definition.clone())];
        changes.extend(keep_former(company, context, (stands, self.former), scope)?);
        if scope != stands.scope {
            changes.extend(Indicator::moved(company, self.indicator, scope));
        }
        changes.push(Change::put(self.sheet, scope, Folded::fold(sheet)?));
        Ok(changes)
    }
}

/// Refuses a version that would not be the last: what was in force and reported stays as it was.
pub(crate) fn after_the_last(
    company: &Company,
    indicator: IndicatorId,
    field: &str,
    from: Date,
) -> Result<(), Rejection> {
    match DefinitionSheet::latest(company, indicator).and_then(|(_, last)| last.from) {
        Some(last) if from <= last => Err(Rejection::field(
            field,
            &format!(
                "The present version is in force from {}. Choose a later day.",
                display::date(last)
            ),
        )),
        _ => Ok(()),
    }
}

/// What stood before the first revision, kept as the version of the beginning; nothing where a version is there.
pub(crate) fn keep_former(
    company: &Company,
    context: &Context,
    (stands, former): (&Stored<Indicator>, DefinitionSheetId),
    scope: Scope,
) -> Result<Option<Change>, Rejection> {
    if DefinitionSheet::held(company, stands.id).next().is_some() {
        return Ok(None);
    }
    context.check_free(company, former)?;
    let sheet = DefinitionSheet {
        indicator: stands.id,
        from: None,
        definition: (*stands.body).clone(),
        terms: SheetTerms::default(),
        reason: String::new(),
        by: None,
    };
    Ok(Some(Change::put(former, scope, Folded::fold(&sheet)?)))
}

/// A field within the terms is named as the form names it.
fn without_group(rejection: Rejection) -> Rejection {
    match rejection {
        Rejection::Fields { mut fields } => {
            for problem in &mut fields {
                if let Some(name) = problem.field.strip_prefix("terms.") {
                    problem.field = name.to_owned();
                }
            }
            Rejection::Fields { fields }
        }
        other => other,
    }
}
