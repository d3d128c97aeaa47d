//! The definition that a row gives of an indicator.

use domain::{
    aggregation::Aggregation,
    calendar::Frequency,
    import::Imported,
    indicator::{Indicator, IndicatorId, IndicatorSource, IndicatorState, Tags},
    ownership::Ownership,
    quantity::Unit as Measure,
    scoring::{Direction, Tolerance},
    unit::{Unit, UnitId, UnitKind},
};

use super::{Reading, new_id};
use crate::import::{
    cell,
    heading::plain,
    map::{frequency, frequency_of},
    plan::{Difference, Findings},
    table::Row,
};

impl Reading<'_> {
    /// The definition of a row's indicator, new or as it is there with what the file says of it; what has to be made for it is
    /// put among the records, itself last. None where something is wrong that leaves none.
    pub(super) fn definition(
        &mut self,
        row: &Row,
        code: &str,
        findings: &mut Findings,
        records: &mut Vec<Imported>,
    ) -> Option<(IndicatorId, Indicator)> {
        let there = self.known.get(code).cloned();
        let said = |field: &str| self.sheet.said(row, code, field);
        let unit = self.unit(row, code, findings);
        let mut indicator = match &there {
            Some((_, there)) => there.clone(),
            None => self.blank(code, unit),
        };
        match said("name") {
            Some(name) => indicator.name = name,
            None if there.is_none() => {
                findings.error(
                    "name",
                    "",
                    "no_name",
                    "This row has no name for its indicator. Give it one.",
                );
                return None;
            }
            None => {}
        }
        if there.is_some()
            && (self.sheet.has("unit") || self.sheet.map().by_hand(code, "unit").is_some())
        {
            indicator.unit = unit;
        }
        for (field, place) in [
            ("purpose", &mut indicator.purpose),
            ("formula", &mut indicator.formula),
        ] {
            if let Some(text) = said(field) {
                *place = text;
            }
        }
        if let Some(word) = said("frequency") {
            match frequency(&word) {
                Some(found) => indicator.frequency = found,
                None => findings.error(
                    "frequency",
                    &word,
                    "unknown_frequency",
                    "This is none of monthly, quarterly and annual. Write one of them.",
                ),
            }
        }
        self.judging(row, code, (&mut indicator, there.is_none()), findings);
        self.source(row, code, &mut indicator, findings);
        indicator.service = self.service(row, code, indicator.service, findings, records);
        let id = there.as_ref().map_or_else(new_id, |(id, _)| *id);
        self.owner(row, code, (id, &indicator), findings, records);
        if let Some((_, there)) = &there {
            self.differences(row, there, &indicator);
        }
        records.push(Imported::Indicator(id, indicator.clone()));
        Some((id, indicator))
    }

    /// A draft that nothing is said of yet.
    fn blank(&self, code: &str, unit: Measure) -> Indicator {
        let finest = self
            .sheet
            .periods()
            .iter()
            .map(|(period, ..)| period.grain)
            .min();
        let divides = self.sheet.has("numerator") && self.sheet.has("denominator");
        Indicator {
            code: code.to_owned(),
            name: String::new(),
            purpose: String::new(),
            formula: "As its source works it out.".to_owned(),
            source: IndicatorSource::Lpi,
            service: None,
            unit,
            direction: Direction::Contextual,
            decimals: unit.default_decimals(),
            frequency: finest.map_or(Frequency::Annual, frequency_of),
            aggregation: match unit {
                _ if divides => Aggregation::RatioOfSums,
                Measure::Count => Aggregation::Sum,
                _ => Aggregation::Last,
            },
            tolerance: Tolerance::DEFAULT,
            tags: Tags::default(),
            plain_words: String::new(),
            defined_by: format!("Imported from {}", self.given.file),
            state: IndicatorState::Draft,
        }
    }

    fn unit(&self, row: &Row, code: &str, findings: &mut Findings) -> Measure {
        let Some(word) = self.sheet.said(row, code, "unit") else {
            return Measure::Count;
        };
        cell::unit(&word).unwrap_or_else(|| {
            findings.warning(
                "unit",
                &word,
                "unknown_unit",
                "This unit is not known here; the figures are kept as plain numbers.",
            );
            Measure::Score
        })
    }

    /// Which way is good, and how far from the target is still close to it.
    fn judging(
        &self,
        row: &Row,
        code: &str,
        (indicator, new): (&mut Indicator, bool),
        findings: &mut Findings,
    ) {
        let map = self.sheet.map();
        if new || map.defaults.contains_key("tolerance") {
            // A map whose tolerance cannot be read was refused before any row was.
            indicator.tolerance = map.tolerance().unwrap_or_default();
        }
        let written = map
            .by_hand(code, "direction")
            .unwrap_or_else(|| self.sheet.cell(row, "direction").to_owned());
        // Their word may be one that stands for nothing elsewhere, such as NA.
        let word = match map.direction(&written) {
            Some(_) => Some(written),
            None => self.sheet.said(row, code, "direction"),
        };
        let from_target = || {
            let target = self.sheet.said(row, code, "target")?;
            cell::number(&target)?.direction
        };
        match word {
            Some(word) => match map.direction(&word) {
                Some(direction) => indicator.direction = direction,
                None => findings.error("direction", &word, "unknown_direction", "This is not one of the words for which way is good. Name it under [direction] in the map."),
            },
            None if !new => {}
            None => match from_target() {
                Some(direction) => indicator.direction = direction,
                None if self.sheet.said(row, code, "target").is_some() => {
                    findings.error("direction", "", "no_direction", "There is a target, and nothing says whether more or less is better. Add a direction column, or say it for this code under [rows].");
                }
                None => {}
            },
        }
    }

    fn source(&self, row: &Row, code: &str, indicator: &mut Indicator, findings: &mut Findings) {
        let Some(word) = self.sheet.said(row, code, "source") else {
            return;
        };
        indicator.source = match plain(&word).as_str() {
            "kpi" | "key performance indicator" => IndicatorSource::Kpi,
            "lpi" | "local performance indicator" => IndicatorSource::Lpi,
            "service_standard" | "service standard" | "key service standard" => {
                IndicatorSource::ServiceStandard
            }
            "value_for_money" | "value for money" | "vfm" | "value for money indicator" => {
                IndicatorSource::ValueForMoney
            }
            _ => {
                findings.error("source", &word, "unknown_source", "This is none of the four sources: kpi, lpi, service_standard, value_for_money.");
                return;
            }
        };
    }

    fn service(
        &self,
        row: &Row,
        code: &str,
        there: Option<UnitId>,
        findings: &mut Findings,
        records: &mut Vec<Imported>,
    ) -> Option<UnitId> {
        let Some(name) = self.sheet.said(row, code, "service") else {
            return there;
        };
        if let Some(service) = self.services.get(&plain(&name)) {
            return Some(*service);
        }
        if !self.sheet.map().may_create("service") {
            findings.error(
                "service",
                &name,
                "unknown_service",
                "There is no service of this name. Correct it, or let the import make it with create = [\"service\"] under [table].",
            );
            return there;
        }
        let groups: Vec<UnitId> = self
            .company
            .all::<Unit>()
            .filter(|unit| unit.kind == UnitKind::Group)
            .map(|unit| unit.id)
            .chain(self.plan.records.iter().filter_map(|record| match record {
                Imported::Unit(id, unit) if unit.kind == UnitKind::Group => Some(*id),
                _ => None,
            }))
            .collect();
        let group = groups.first().copied().unwrap_or_else(|| {
            let group = new_id();
            records.push(Imported::Unit(
                group,
                made("Services", UnitKind::Group, None),
            ));
            group
        });
        let service = new_id();
        records.push(Imported::Unit(
            service,
            made(&name, UnitKind::Service, Some(group)),
        ));
        Some(service)
    }

    /// A Key Performance Indicator needs a named owner (strategy §2).
    fn owner(
        &self,
        row: &Row,
        code: &str,
        (id, indicator): (IndicatorId, &Indicator),
        findings: &mut Findings,
        records: &mut Vec<Imported>,
    ) {
        let Some(name) = self.sheet.said(row, code, "owner") else {
            let owned = Ownership::latest(self.company, id).is_some();
            if indicator.source == IndicatorSource::Kpi && !owned {
                findings.error("owner", "", "no_owner", "A Key Performance Indicator needs a named owner. Add an owner column or a default owner.");
            }
            return;
        };
        let Some(owner) = self.people.get(&plain(&name)).copied() else {
            findings.error("owner", &name, "unknown_owner", "Nobody of this name is known here. Write the full name as it is in the staff list.");
            return;
        };
        if Ownership::latest(self.company, id).is_none_or(|kept| kept.owner != owner) {
            records.push(Imported::Ownership(
                new_id(),
                Ownership {
                    indicator: id,
                    owner,
                    from: self.given.today,
                },
            ));
        }
    }

    fn differences(&mut self, row: &Row, before: &Indicator, after: &Indicator) {
        let direction = |indicator: &Indicator| format!("{:?}", indicator.direction);
        for (field, from, to) in [
            ("name", before.name.clone(), after.name.clone()),
            ("purpose", before.purpose.clone(), after.purpose.clone()),
            ("formula", before.formula.clone(), after.formula.clone()),
            ("direction", direction(before), direction(after)),
            (
                "unit",
                format!("{:?}", before.unit),
                format!("{:?}", after.unit),
            ),
            (
                "source",
                before.source.words().to_owned(),
                after.source.words().to_owned(),
            ),
            (
                "frequency",
                before.frequency.words().to_owned(),
                after.frequency.words().to_owned(),
            ),
            (
                "tolerance",
                format!("{:?}", before.tolerance),
                format!("{:?}", after.tolerance),
            ),
        ] {
            if from != to {
                self.plan.differences.push(Difference {
                    row: row.0,
                    code: before.code.clone(),
                    field,
                    from,
                    to,
                });
            }
        }
    }
}

fn made(name: &str, kind: UnitKind, within: Option<UnitId>) -> Unit {
    Unit {
        name: name.to_owned(),
        kind,
        within,
        purpose: String::new(),
        illustrative: false,
    }
}
