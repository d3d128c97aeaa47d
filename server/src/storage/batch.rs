//! Many rows in one statement: what makes a group commit cheap.
//!
//! Only a few numbers of rows are used, so that a handful of prepared statements serve every group:
//! 100 commits go as 32 + 32 + 32 + 1 + 1 + 1 + 1.

use std::sync::OnceLock;

/// Rows in one statement, largest first. The largest keeps the widest table (11 columns) at 352
/// parameters: SQLite looks names up one after the other, so far wider statements cost more.
const SIZES: [usize; 3] = [32, 8, 1];

/// A statement whose row of placeholders is repeated.
pub(super) struct Batch {
    head: &'static str,
    /// One per column, `$` where the placeholder goes.
    columns: &'static [&'static str],
    tail: &'static str,
    texts: OnceLock<[String; SIZES.len()]>,
}

impl Batch {
    pub(super) const fn new(
        head: &'static str,
        columns: &'static [&'static str],
        tail: &'static str,
    ) -> Self {
        Self {
            head,
            columns,
            tail,
            texts: OnceLock::new(),
        }
    }

    /// The statement's texts, for every number of rows it is used with.
    pub(super) fn texts(&'static self) -> &'static [String; SIZES.len()] {
        self.texts.get_or_init(|| SIZES.map(|rows| self.text(rows)))
    }

    /// `rows` cut into pieces, each with the statement for that many rows.
    pub(super) fn pieces<'rows, T>(
        &'static self,
        rows: &'rows [T],
    ) -> impl Iterator<Item = (&'static str, &'rows [T])> {
        let texts = self.texts();
        let mut rest = rows;
        std::iter::from_fn(move || {
            let (size, text) = SIZES
                .into_iter()
                .zip(texts)
                .find(|(size, _)| *size <= rest.len())?;
            let (piece, after) = rest.split_at_checked(size)?;
            rest = after;
            Some((text.as_str(), piece))
        })
    }

    fn text(&self, rows: usize) -> String {
        let mut placeholder = 0;
        let row = |_| {
            let columns: Vec<String> = self
                .columns
                .iter()
                .map(|column| {
                    placeholder += 1;
                    column.replace('$', &format!("${placeholder}"))
                })
                .collect();
            format!("({})", columns.join(", "))
        };
        let rows: Vec<String> = (0..rows).map(row).collect();
        format!("{} {} {}", self.head, rows.join(", "), self.tail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static PAIRS: Batch = Batch::new("INSERT INTO pair VALUES", &["$", "CAST($ AS BIGINT)"], ";");

    #[test]
    fn placeholders_are_numbered_through() {
        assert_eq!(
            PAIRS.text(2),
            "INSERT INTO pair VALUES ($1, CAST($2 AS BIGINT)), ($3, CAST($4 AS BIGINT)) ;"
        );
    }

    #[test]
    fn every_row_is_in_exactly_one_piece() {
        let rows: Vec<usize> = (0..75).collect();
        let pieces: Vec<&[usize]> = PAIRS.pieces(&rows).map(|(_, piece)| piece).collect();
        let sizes: Vec<usize> = pieces.iter().map(|piece| piece.len()).collect();
        assert_eq!(sizes, [32, 32, 8, 1, 1, 1]);
        assert_eq!(pieces.concat(), rows);
        assert_eq!(PAIRS.pieces::<usize>(&[]).count(), 0);
    }
}
