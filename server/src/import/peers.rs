//! What other organisations reached (design/import.md, `--as peers`): one row an organisation, one column a measure.

use std::collections::BTreeSet;

use domain::{
    benchmark_set::{BenchmarkSet, PeerValue},
    calendar::Period,
    company::Company,
    import::{ImportKind, Imported},
    indicator::{Indicator, IndicatorId},
    quantity::Decimal,
};

use super::{
    cell::{self, is_missing},
    heading::plain,
    indicators::new_id,
    plan::{Findings, Plan},
    sheet::Sheet,
    table::Row,
};

/// A column of the file and the indicator that it is for.
struct Measure<'a> {
    code: &'a str,
    indicator: IndicatorId,
    column: usize,
    peers: Vec<PeerValue>,
}

/// Reads every row of a sheet; the words of a refusal say what to mend in the map.
pub fn plan(company: &Company, sheet: &Sheet<'_>, file: &str) -> Result<Plan, String> {
    let map = sheet.map();
    let period = map
        .for_all("period")
        .and_then(|period| cell::period(&period))
        .ok_or("peers are for one period; say which with period = \"2023/24\" under [defaults]")?;
    let scale = map.scale()?;
    let mut measures = measures(company, sheet)?;
    let mut plan = Plan::new(ImportKind::Peers, &["organisations", "values"]);
    let mut names = BTreeSet::new();
    for row in sheet.rows() {
        let mut findings = Findings::of(row);
        let organisation = sheet.said(row, "", "organisation").unwrap_or_default();
        if organisation.is_empty() {
            findings.error(
                "organisation",
                "",
                "no_organisation",
                "This row names no organisation. Give it a name, or clear the row.",
            );
        } else if !names.insert(plain(&organisation)) {
            findings.error(
                "organisation",
                &organisation,
                "duplicate_organisation",
                "An earlier row has this organisation. Leave one of them out.",
            );
        }
        let group = sheet.said(row, "", "group").unwrap_or_default();
        let values: Vec<Option<Decimal>> = measures
            .iter()
            .map(|measure| measure.value(sheet, row, scale, &mut findings))
            .collect();
        if !plan.take(findings) {
            continue;
        }
        plan.count("organisations", 1);
        // What a row brings stands in the sets of its columns, which are kept at the end.
        if let Some(read) = plan.read.last_mut() {
            read.brings = values.iter().flatten().count();
        }
        for (measure, value) in measures.iter_mut().zip(values) {
            measure.peers.extend(value.map(|value| PeerValue {
                organisation: organisation.clone(),
                group: group.clone(),
                value,
            }));
        }
    }
    for measure in measures {
        measure.keep(company, &mut plan, period, file);
    }
    Ok(plan)
}

fn measures<'a>(company: &Company, sheet: &Sheet<'a>) -> Result<Vec<Measure<'a>>, String> {
    sheet
        .map()
        .measures
        .iter()
        .map(|(heading, code)| {
            let indicator = company
                .all::<Indicator>()
                .find(|indicator| indicator.code == *code)
                .ok_or_else(|| format!("the map's [measures] names the indicator “{code}”, and there is none; import its definition first"))?;
            let column = sheet
                .column(heading)
                .ok_or_else(|| format!("the file has no column “{heading}”"))?;
            Ok(Measure {
                code,
                indicator: indicator.id,
                column,
                peers: Vec::new(),
            })
        })
        .collect()
}

impl Measure<'_> {
    /// An organisation's value, as its column has it.
    fn value(
        &self,
        sheet: &Sheet<'_>,
        row: &Row,
        scale: Decimal,
        findings: &mut Findings,
    ) -> Option<Decimal> {
        let written = row.cell(self.column);
        if is_missing(written, &sheet.map().table.missing) {
            return None;
        }
        let number = cell::number(written);
        if number.is_none() {
            findings.error(self.code, written, "not_a_number", "This is not a number. Correct it, or name it under missing in the map if it stands for nothing.");
        }
        number.map(|number| match number.percent {
            // It is in the unit already.
            true => number.value,
            false => number
                .value
                .checked_mul(scale)
                .unwrap_or(number.value)
                .normalize(),
        })
    }

    fn keep(self, company: &Company, plan: &mut Plan, period: Period, file: &str) {
        let there = BenchmarkSet::of(company, self.indicator, period);
        let set = BenchmarkSet {
            indicator: self.indicator,
            period,
            source: file.to_owned(),
            peers: self.peers,
        };
        plan.count("values", set.peers.len());
        if set.peers.is_empty() || there.as_ref().is_some_and(|(_, there)| *there == set) {
            return;
        }
        let id = there.map_or_else(new_id, |(id, _)| id);
        plan.records.push(Imported::BenchmarkSet(id, set));
    }
}
