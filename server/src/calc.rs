//! `throughline calc`: the calculator, as an auditor would use it (design/calc.md). One JSON object a line goes in and one comes out,
//! in order; what is worked out is worked out by the functions of `domain` that the scorecard uses.

mod aggregation;
mod attainment;
mod benchmark;
mod calendar;
mod display;
mod fault;
mod fields;
mod number;
mod progress;
mod rollup;
mod spc;
mod survey;
mod trajectory;

use std::io::{self, BufRead, BufReader, Read, Write};

use domain::explain::Step;
use serde::Serialize;

use fault::{Code, Fault};
use fields::Fields;

/// One function of the calculator: what it is asked, what it answers, and how that came about.
trait Function: Sized {
    /// What comes out.
    type Answer: Serialize;

    /// Reads what it is asked.
    fn read(fields: &Fields<'_>) -> Result<Self, Fault>;

    /// Works it out.
    fn answer(&self) -> Result<Self::Answer, Fault>;

    /// The derivation, for `explain`.
    fn steps(&self) -> Result<Vec<Step>, Fault>;
}

#[derive(Serialize)]
struct Explained<A> {
    result: A,
    steps: Vec<Step>,
}

#[derive(Serialize)]
struct Refused {
    error: Fault,
}

/// Answers every line of `from` on `to`.
///
/// # Errors
/// Only where reading or writing fails: a line that is not understood has an answer that says so.
pub fn run(mut from: BufReader<impl Read>, mut to: impl Write) -> io::Result<()> {
    let mut line = Vec::new();
    let mut answer = Vec::new();
    loop {
        line.clear();
        // Whoever writes one line and waits gets its answer; whoever writes many gets them in large pieces.
        if from.buffer().is_empty() {
            to.flush()?;
        }
        if from.read_until(b'\n', &mut line)? == 0 {
            return to.flush();
        }
        answer.clear();
        answered(&line, &mut answer)?;
        answer.push(b'\n');
        to.write_all(&answer)?;
    }
}

/// Appends the answer to one line.
fn answered(line: &[u8], out: &mut Vec<u8>) -> io::Result<()> {
    let start = out.len();
    match Fields::of_line(line).and_then(|fields| called(&fields, false, out)) {
        Ok(()) => Ok(()),
        Err(error) => {
            out.truncate(start);
            serde_json::to_writer(out, &Refused { error }).map_err(io::Error::from)
        }
    }
}

/// Finds the function that a line asks for; inside `explain`, with its derivation.
fn called(fields: &Fields<'_>, explain: bool, out: &mut Vec<u8>) -> Result<(), Fault> {
    fields.require("fn")?;
    match &*fields.text("fn").unwrap_or_default() {
        "attainment" => play::<attainment::Attainment>(fields, explain, out),
        "rollup" => play::<rollup::Rollup>(fields, explain, out),
        "aggregate" => play::<aggregation::Aggregate>(fields, explain, out),
        "period" => play::<calendar::Period>(fields, explain, out),
        "add_working_days" => play::<calendar::AddWorkingDays>(fields, explain, out),
        "spc" => play::<spc::Spc>(fields, explain, out),
        "wilson" => play::<survey::Wilson>(fields, explain, out),
        "change" => play::<survey::Change>(fields, explain, out),
        "sample" => play::<survey::Sample>(fields, explain, out),
        "quartile" => play::<benchmark::Quartile>(fields, explain, out),
        "trajectory" => play::<trajectory::Trajectory>(fields, explain, out),
        "display" => play::<display::Display>(fields, explain, out),
        "progress" => play::<progress::Progress>(fields, explain, out),
        "explain" if !explain => called(&fields.object("of")?, true, out),
        _ => Err(Fault::new(
            Code::UnknownFn,
            "fn",
            "There is no such function. Use one of those that design/calc.md lists, such as attainment.",
        )),
    }
}

fn play<F: Function>(fields: &Fields<'_>, explain: bool, out: &mut Vec<u8>) -> Result<(), Fault> {
    let function = F::read(fields)?;
    let result = function.answer()?;
    let written = if explain {
        let steps = function.steps()?;
        serde_json::to_writer(out, &Explained { result, steps })
    } else {
        serde_json::to_writer(out, &result)
    };
    written.map_err(|_| Fault::digits())
}
