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
    /// The column of what it was counted out of, where the file has one.
    denominator: Option<usize>,
    peers: Vec<PeerValue>,
}

/// What one cell says of one organisation.
#[derive(Clone, Copy)]
struct Read {
    value: Decimal,
    no_cases: bool,
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
    let (mut names, mut own) = (BTreeSet::new(), BTreeSet::new());
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
        let ours = is_ours(sheet, row, &organisation);
        own.extend(ours.then(|| plain(&organisation)));
        let values: Vec<Option<Read>> = measures
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
            measure.peers.extend(value.map(|read| PeerValue {
                organisation: organisation.clone(),
                group: group.clone(),
                value: read.value,
                ours,
                no_cases: read.no_cases,
            }));
        }
    }
    check_ours(sheet, &own)?;
    for measure in measures {
        measure.keep(company, &mut plan, period, file);
    }
    Ok(plan)
}

/// Whether a row is this organisation's own: the map names us for all rows, or says yes in a column.
fn is_ours(sheet: &Sheet<'_>, row: &Row, organisation: &str) -> bool {
    let said = sheet.said(row, "", "ours").map(|said| plain(&said));
    said.is_some_and(|said| said == plain(organisation) || matches!(said.as_str(), "yes" | "true"))
}

/// Refuses a name that no row has, since we would be counted as our own peer, and more than one of us.
fn check_ours(sheet: &Sheet<'_>, own: &BTreeSet<String>) -> Result<(), String> {
    match (own.len(), sheet.map().for_all("ours")) {
        (0, Some(ours)) => Err(format!(
            "the map's [defaults] says that we are “{ours}”, and no row has this organisation; write the name as the file has it, or leave ours out where we are not in the file"
        )),
        (2.., _) => {
            let names: Vec<&str> = own.iter().map(String::as_str).collect();
            Err(format!(
                "more than one row is said to be ours: {}; say it of one",
                names.join(", ")
            ))
        }
        _ => Ok(()),
    }
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
                denominator: sheet.denominator_of(heading),
                peers: Vec::new(),
            })
        })
        .collect()
}

impl Measure<'_> {
    /// An organisation's value, as its column has it. What was counted out of nothing is no data (rules.md 4.4): what was printed of
    /// it is kept with its mark, and where nothing was printed but that, there is nothing to keep.
    fn value(
        &self,
        sheet: &Sheet<'_>,
        row: &Row,
        scale: Decimal,
        findings: &mut Findings,
    ) -> Option<Read> {
        let written = row.cell(self.column);
        if is_missing(written, &sheet.map().table.missing) {
            return None;
        }
        if cell::is_no_cases(written) {
            self.warn_of_no_cases(written, findings);
            return None;
        }
        let number = cell::number(written);
        if number.is_none() {
            findings.error(self.code, written, "not_a_number", "This is not a number. Correct it, or name it under missing in the map if it stands for nothing.");
        }
        let number = number?;
        let no_cases = self.denominator.is_some_and(|column| {
            cell::number(row.cell(column)).is_some_and(|below| below.value.is_zero())
        });
        if no_cases {
            self.warn_of_no_cases(&format!("{written} of 0"), findings);
        }
        let value = match number.percent {
            // It is in the unit already.
            true => number.value,
            false => number
                .value
                .checked_mul(scale)
                .unwrap_or(number.value)
                .normalize(),
        };
        Some(Read { value, no_cases })
    }

    fn warn_of_no_cases(&self, written: &str, findings: &mut Findings) {
        findings.warning(
            self.code,
            written,
            "no_cases",
            "There were no cases, so this is no data and neither 0 nor 100 %. It is not counted among the peers.",
        );
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
