//! What only comes from files, changed by another file; and a file taken back.

use domain::{
    benchmark_set::BenchmarkSet,
    command::Command,
    folded::{Fold, Folded},
    import::{ImportKind, Imported, TakeImport, UndoImport},
    milestone::Milestone,
    plan_action::PlanAction,
    record::Noun,
};

use super::{Rows, new, text};

impl Rows<'_> {
    pub(super) fn imports(&self, words: &str) -> Option<Command> {
        let (what, record) = match words {
            "Import" => {
                return Some(
                    UndoImport {
                        import: self.of(words),
                        records: Vec::new(),
                    }
                    .into(),
                );
            }
            "Action of a service plan" => {
                let body = PlanAction {
                    title: text(),
                    ..self.there(words)
                };
                (
                    ImportKind::Milestones,
                    Imported::PlanAction(self.of(words), body),
                )
            }
            "Milestone of a service plan" => {
                let body = Milestone {
                    title: text(),
                    ..self.there(words)
                };
                (
                    ImportKind::Milestones,
                    Imported::Milestone(self.of(words), body),
                )
            }
            "Peers of an indicator" => {
                let body = BenchmarkSet {
                    source: text(),
                    ..self.there(words)
                };
                (
                    ImportKind::Peers,
                    Imported::BenchmarkSet(self.of(words), body),
                )
            }
            _ => return None,
        };
        Some(
            TakeImport {
                import: new(),
                what,
                file: text(),
                rows: 1,
                accepted: 1,
                records: vec![record],
                sender: None,
                handed_in: false,
            }
            .into(),
        )
    }

    /// The record as it stands.
    fn there<T: Fold>(&self, words: &str) -> T
    where
        Folded<T>: Noun,
    {
        let there = self.building.company.get::<Folded<T>>(self.of(words));
        there.unwrap().open().unwrap()
    }
}
