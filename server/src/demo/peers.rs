//! What other landlords published: councils of the South with 5,000 to 40,000 homes, as the regulator's file has them; and made-up costs.

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

/// One row an organisation, one column an indicator; an empty cell is a figure that was not published.
struct Table {
    name: &'static str,
    text: &'static str,
    year: FinancialYear,
    file: &'static str,
    source: String,
}

/// What the regulator published, and made-up costs to hold beside it, which nobody publishes by name.
pub(super) fn plan(
    plan: &mut Plan,
    structure: &Structure,
    sources: &Sources,
) -> Result<(), DemoError> {
    let published = sources.published("peers", "tsm")?;
    let tables = [
        Table {
            name: "peers",
            text: include_str!("../../demo/peers.tsv"),
            year: FinancialYear(2023),
            file: "Tenant Satisfaction Measures 2023/24",
            source: format!("{published}: councils of the South with 5,000 to 40,000 homes"),
        },
        Table {
            name: "cost-peers",
            text: include_str!("../../demo/cost_peers.tsv"),
            year: FinancialYear(2025),
            file: "Illustrative costs 2025/26",
            source: "Illustrative: twelve made-up landlords".to_owned(),
        },
    ];
    for table in tables {
        load(plan, structure, &table);
    }
    Ok(())
}

fn load(plan: &mut Plan, structure: &Structure, table: &Table) {
    let mut lines = table.text.lines().map(|line| line.split('\t'));
    let headings = lines.next().into_iter().flatten().skip(1);
    let rows: Vec<Vec<&str>> = lines.map(Iterator::collect).collect();
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
            period: Period::year(table.year),
            source: table.source.clone(),
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
            import: demo_id(&format!("import/{}", table.name)),
            what: ImportKind::Peers,
            file: table.file.to_owned(),
            rows: taken,
            accepted: taken,
            sender: None,
            handed_in: false,
            records,
        },
    );
}
