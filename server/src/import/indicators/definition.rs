//! The definition that a row gives of an indicator.

use domain::{
    aggregation::Aggregation,
    calendar::Frequency,
    import::Imported,
    indicator::{Indicator, IndicatorId, IndicatorSource, IndicatorState, Tags},
    ownership::Ownership,
    quantity::{Decimal, Unit as Measure},
    scoring::{Direction, Tolerance},
    unit::{Unit, UnitId, UnitKind},
};

use super::{Reading, new_id};
use crate::import::{
    cell,
    heading::{one_line, plain},
    map::{frequency, frequency_of, tolerance},
    plan::Findings,
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
            Some(name) => indicator.name = one_line(&name),
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
        self.keeping(row, code, &mut indicator, findings);
        self.judging(row, code, (&mut indicator, there.is_none()), findings);
        self.source(row, code, &mut indicator, findings);
        indicator.service = self.service(row, code, indicator.service, findings, records);
        let id = there.as_ref().map_or_else(new_id, |(id, _)| *id);
        self.owner(row, code, (id, &indicator), findings, records);
        if let Err(why) = indicator.checked() {
            findings.error(
                "definition",
                &indicator.name,
                "not_a_definition",
                why.to_string(),
            );
        }
        if let Some((_, there)) = &there {
            self.differences(there, &indicator, findings);
        }
        records.push(Imported::Indicator(id, indicator.clone()));
        Some((id, indicator))
    }

    /// A draft that nothing is said of yet.
    fn blank(&self, code: &str, unit: Measure) -> Indicator {
        let columns = self.sheet.periods().iter().map(|(period, ..)| period.grain);
        let finest = columns.chain(self.finest.get(code).copied()).min();
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
            mirrors: None,
            since: None,
        }
    }

    /// What it is counted in. Where nobody says so, a sign for per cent in a cell, or a scale of 100 for all, does.
    fn unit(&self, row: &Row, code: &str, findings: &mut Findings) -> Measure {
        const PERCENT: Measure = Measure::Percent {
            may_exceed_100: false,
        };
        let Some(word) = self.sheet.said(row, code, "unit") else {
            let columns = self.sheet.periods().iter().map(|(.., column)| *column);
            let signed = columns
                .into_iter()
                .any(|column| row.cell(column).ends_with('%'))
                || ["value", "target"]
                    .into_iter()
                    .filter_map(|field| self.sheet.said(row, code, field))
                    .any(|said| said.ends_with('%'));
            let scaled = self.sheet.map().scale() == Ok(Decimal::ONE_HUNDRED);
            return if signed || scaled {
                PERCENT
            } else {
                Measure::Count
            };
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

    /// What it is in words, how often it is collected, and how figures are shown and put together.
    fn keeping(&self, row: &Row, code: &str, indicator: &mut Indicator, findings: &mut Findings) {
        for (field, place) in [
            ("purpose", &mut indicator.purpose),
            ("formula", &mut indicator.formula),
        ] {
            if let Some(text) = self.sheet.said(row, code, field) {
                *place = text;
            }
        }
        if let Some(word) = self.sheet.said(row, code, "frequency") {
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
        if let Some(word) = self.sheet.said(row, code, "decimals") {
            match word.parse() {
                Ok(decimals @ 0..=4) => indicator.decimals = decimals,
                _ => findings.error(
                    "decimals",
                    &word,
                    "not_a_number",
                    "Show 0 to 4 decimal places.",
                ),
            }
        }
        if let Some(word) = self.sheet.said(row, code, "aggregation") {
            match aggregation(&word) {
                Some(rule) => indicator.aggregation = rule,
                None => findings.error("aggregation", &word, "unknown_aggregation", "This is none of sum, ratio_of_sums, sum_over_last, sum_over_mean, last, mean, weighted_mean and none."),
            }
        }
    }

    /// A later row of the same indicator only brings figures; where it says otherwise of the indicator, somebody should look.
    pub(super) fn compare_with_first(
        &self,
        row: &Row,
        code: &str,
        first: &Indicator,
        findings: &mut Findings,
    ) {
        if let Some(name) = self.sheet.said(row, code, "name")
            && one_line(&name) != first.name
        {
            findings.warning(
                "name",
                &name,
                "differs_from_earlier_row",
                format!(
                    "An earlier row of this code calls it “{}”, which is kept.",
                    first.name
                ),
            );
        }
        let direction = self
            .sheet
            .map()
            .direction(self.sheet.cell(row, "direction"));
        if direction.is_some_and(|direction| direction != first.direction) {
            findings.warning(
                "direction",
                self.sheet.cell(row, "direction"),
                "differs_from_earlier_row",
                "An earlier row of this code says otherwise, which is kept.",
            );
        }
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
        let own = map
            .by_hand_as_given(code, "tolerance")
            .cloned()
            .or_else(|| {
                let cell = self.sheet.cell(row, "tolerance");
                (!cell::is_missing(cell, &map.table.missing)).then(|| cell.into())
            });
        if let Some(own) = own {
            match tolerance(&own) {
                Some(tolerance) => indicator.tolerance = tolerance,
                None => findings.error(
                    "tolerance",
                    &own.to_string(),
                    "not_a_tolerance",
                    "This is no tolerance. Write a share such as 0.10 or 10%, “2 points”, or zero.",
                ),
            }
        } else if new || map.defaults.contains_key("tolerance") {
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
        let kept = Ownership::latest(self.company, id).map(|kept| kept.owner);
        if kept != Some(owner) {
            if let Some(before) = kept.and_then(|kept| self.company.get(kept)) {
                findings.differs(code, "owner", before.name.clone(), name.clone());
            }
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

    fn differences(&self, before: &Indicator, after: &Indicator, findings: &mut Findings) {
        let service = |indicator: &Indicator| {
            let id = indicator.service;
            let name = id
                .and_then(|id| self.company.get(id))
                .map(|unit| unit.name.clone());
            name.unwrap_or_else(|| {
                if id.is_some() {
                    "a new service"
                } else {
                    "none"
                }
                .to_owned()
            })
        };
        for (field, from, to) in [
            ("name", before.name.clone(), after.name.clone()),
            ("purpose", before.purpose.clone(), after.purpose.clone()),
            ("formula", before.formula.clone(), after.formula.clone()),
            ("direction", way(before.direction), way(after.direction)),
            ("unit", unit_words(before.unit), unit_words(after.unit)),
            (
                "decimals",
                before.decimals.to_string(),
                after.decimals.to_string(),
            ),
            (
                "source",
                before.source.words().to_owned(),
                after.source.words().to_owned(),
            ),
            ("service", service(before), service(after)),
            (
                "frequency",
                before.frequency.words().to_owned(),
                after.frequency.words().to_owned(),
            ),
            (
                "aggregation",
                rule_words(before.aggregation),
                rule_words(after.aggregation),
            ),
            (
                "tolerance",
                tolerance_words(before.tolerance),
                tolerance_words(after.tolerance),
            ),
        ] {
            findings.differs(&before.code, field, from, to);
        }
    }
}

fn way(direction: Direction) -> String {
    match direction {
        Direction::HigherIsBetter => "higher is better".to_owned(),
        Direction::LowerIsBetter => "lower is better".to_owned(),
        Direction::WithinRange { lo, hi } => format!("from {lo} to {hi} is good"),
        Direction::Contextual => "for information only".to_owned(),
    }
}

fn unit_words(unit: Measure) -> String {
    match unit {
        Measure::Percent { .. } => "per cent",
        Measure::RatePerThousand => "per 1,000",
        Measure::CalendarDays => "days",
        Measure::WorkingDays => "working days",
        Measure::Hours => "hours",
        Measure::Count => "number",
        Measure::Money => "pounds",
        Measure::MoneyPerUnit => "pounds a unit",
        Measure::Score => "score",
        Measure::YesNo => "yes or no",
    }
    .to_owned()
}

fn tolerance_words(tolerance: Tolerance) -> String {
    match tolerance {
        Tolerance::Relative(share) => format!("{} of the target", share.normalize()),
        Tolerance::AbsolutePoints(points) => format!("{} points", points.normalize()),
        Tolerance::Zero => "none".to_owned(),
    }
}

/// The rules that a file may name, with their names.
const RULES: [(&str, Aggregation); 8] = [
    ("sum", Aggregation::Sum),
    ("ratio_of_sums", Aggregation::RatioOfSums),
    ("sum_over_last", Aggregation::SumOverLast),
    ("sum_over_mean", Aggregation::SumOverMean),
    ("last", Aggregation::Last),
    ("mean", Aggregation::Mean),
    ("weighted_mean", Aggregation::WeightedMean),
    ("none", Aggregation::None),
];

fn aggregation(word: &str) -> Option<Aggregation> {
    let word = plain(word).replace(' ', "_");
    let found = RULES.into_iter().find(|(name, _)| *name == word);
    found.map(|(_, rule)| rule)
}

fn rule_words(rule: Aggregation) -> String {
    let found = RULES.into_iter().find(|(_, own)| *own == rule);
    found.map_or_else(String::new, |(name, _)| name.replace('_', " "))
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
