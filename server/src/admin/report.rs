//! `throughline report`: how indicators stand, one line a group or one object.

use domain::calendar::Period;
use serde::Serialize;

use super::{AdminError, open};
use crate::{
    cli::{self, ReportBy},
    clock::Clock,
    import,
    reports::{self, By},
    storage::Options,
    sync::Node,
};

/// Prints a report.
pub async fn run(asked: &cli::Report) -> Result<(), AdminError> {
    let options = Options {
        create: false,
        ..Options::default()
    };
    let (_, db) = open(options).await?;
    super::same_schema(&db).await?;
    let node = Node::start(db, Clock::System).await?;
    let state = node.now();
    let company = state.company();
    match asked {
        cli::Report::Rag { by, period, json } => {
            let by = match by {
                ReportBy::Service => By::Service,
                ReportBy::Source => By::Source,
                ReportBy::Perspective => By::Perspective,
            };
            for group in reports::rag(company, by, read(period)?) {
                print(&group, *json)?;
            }
            Ok(())
        }
        cli::Report::Benchmark {
            indicator,
            period,
            json,
        } => {
            let found = reports::benchmark(company, indicator, read(period)?);
            print(&found.ok_or_else(|| unknown(indicator))?, *json)
        }
        cli::Report::Value {
            indicator,
            period,
            json,
        } => {
            let found = reports::value(company, indicator, read(period)?);
            print(&found.ok_or_else(|| unknown(indicator))?, *json)
        }
    }
}

fn read(period: &str) -> Result<Period, AdminError> {
    import::period(period).ok_or_else(|| {
        AdminError::Refused(format!(
            "“{period}” is no period; write 2022/23, 2022/23 Q1 or 2022/23 M1"
        ))
    })
}

fn unknown(code: &str) -> AdminError {
    AdminError::Refused(format!("there is no indicator with the code “{code}”"))
}

/// One line of JSON, or one line for people.
fn print<T: Serialize + std::fmt::Display>(found: &T, json: bool) -> Result<(), AdminError> {
    if json {
        let text = serde_json::to_string(found)
            .map_err(|why| AdminError::Refused(format!("the answer cannot be written: {why}")))?;
        println!("{text}");
    } else {
        println!("{found}");
    }
    Ok(())
}
