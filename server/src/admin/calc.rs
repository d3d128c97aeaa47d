//! `throughline calc`: numbers worked out from standard input to standard output.

use std::io::{self, BufReader, BufWriter};

use super::AdminError;
use crate::calc;

/// Bytes that are read and written at once.
const AT_ONCE: usize = 1 << 18;

/// Answers until the input ends.
pub fn run() -> Result<(), AdminError> {
    let from = BufReader::with_capacity(AT_ONCE, io::stdin().lock());
    let to = BufWriter::with_capacity(AT_ONCE, io::stdout().lock());
    calc::run(from, to).map_err(AdminError::Calc)
}
