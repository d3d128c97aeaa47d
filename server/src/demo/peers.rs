//! What other landlords published: councils of the South with 5,000 to 40,000 homes, as the regulator's file has them.

use domain::{
    benchmark_set::{BenchmarkSet, PeerValue},
    calendar::{FinancialYear, Period},
    import::{ImportKind, Imported, TakeImport},
};

use super::{
    DemoError,
    id::demo_id,
    indicators::indicator,
    plan::{Plan, by},
    sources::Sources,
    structure::Structure,
};

/// Days before today on which they are loaded: after the indicators are defined.
const LOADED: i32 = 80;

const PERIOD: Period = Period::year(FinancialYear(2023));

const TABLE: &str = include_str!("../../demo/peers.tsv");

/// One row an organisation, one column an indicator; an empty cell is a figure that was not published.
pub(super) fn plan(
    plan: &mut Plan,
    structure: &Structure,
    sources: &Sources,
) -> Result<(), DemoError> {
    let mut lines = TABLE.lines().map(|line| line.split('\t'));
    let headings = lines.next().into_iter().flatten().skip(1);
    let rows: Vec<Vec<&str>> = lines.map(Iterator::collect).collect();
    let source = sources.published("peers", "tsm")?;
    let sets = headings.zip(1..).map(|(code, column)| {
        let peers = rows.iter().filter_map(|row| {
            Some(PeerValue {
                organisation: (*row.first()?).to_owned(),
                group: String::new(),
                value: row.get(column)?.parse().ok()?,
                ours: false,
                no_cases: false,
            })
        });
        let set = BenchmarkSet {
            indicator: indicator(code),
            period: PERIOD,
            source: format!("{source}: councils of the South with 5,000 to 40,000 homes"),
            peers: peers.collect(),
        };
        Imported::BenchmarkSet(demo_id(&format!("peers/{code}")), set)
    });
    let records: Vec<Imported> = sets.collect();
    let taken = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    plan.on(
        plan.ago(LOADED),
        by(&structure.hands.administrator),
        TakeImport {
            import: demo_id("import/peers"),
            what: ImportKind::Peers,
            file: "Tenant Satisfaction Measures 2023/24".to_owned(),
            rows: taken,
            accepted: taken,
            sender: None,
            handed_in: false,
            records,
        },
    );
    Ok(())
}
