//! `throughline report`: how indicators stand (design/import.md). Proposals are read too, and their status is said.

mod benchmark;
mod rag;
mod value;

use domain::{
    company::Company,
    indicator::Indicator,
    quantity::{Decimal, Exact, Figure, Ratio},
    record::Stored,
};

pub use benchmark::{Benchmark, benchmark};
pub use rag::{By, Group, rag};
pub use value::{Value, value};

/// Decimal places of a number in a report.
const PLACES: u32 = 4;

fn by_code<'a>(company: &'a Company, code: &str) -> Option<&'a Stored<Indicator>> {
    company
        .all::<Indicator>()
        .find(|indicator| indicator.code == code)
}

/// A number with four places, as a report prints it.
fn four(number: &Exact) -> Option<String> {
    number.rounded(PLACES).map(|number| format!("{number:.4}"))
}

fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}

fn parts(figure: Option<&Figure>) -> (Option<String>, Option<String>) {
    match figure {
        Some(Figure::Ratio(Ratio {
            numerator,
            denominator,
        })) => (Some(plain(*numerator)), Some(plain(*denominator))),
        _ => (None, None),
    }
}
