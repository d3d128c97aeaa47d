//! The words of an objective, as somebody read or wrote them: two people may change them apart (sync.md 2.7).

use serde::{Deserialize, Serialize};

use crate::{calendar::Date, objective::Objective, rejection::Rejection};

/// What an objective says: what two people reword and agree.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectiveWords {
    /// Verb and object: what is to be done.
    pub title: String,
    /// How anyone will know that it is done.
    #[serde(default)]
    pub success_measure: String,
    /// When it is to be done by.
    #[serde(default, with = "crate::date_text::optional")]
    pub due: Option<Date>,
}

impl ObjectiveWords {
    /// The words that an objective has.
    pub fn of(objective: &Objective) -> Self {
        Self {
            title: objective.title.clone(),
            success_measure: objective.success_measure.clone(),
            due: objective.due,
        }
    }

    /// The same without space around.
    pub(crate) fn trimmed(self) -> Self {
        Self {
            title: self.title.trim().to_owned(),
            success_measure: self.success_measure.trim().to_owned(),
            due: self.due,
        }
    }

    /// What these words, written over those that were `read`, make of those that stand `now`, where whoever wrote them has chosen
    /// their own side in every part that they changed.
    pub fn over(self, read: &Self, now: &Self) -> Self {
        Self {
            title: chosen(self.title, &read.title, &now.title),
            success_measure: chosen(
                self.success_measure,
                &read.success_measure,
                &now.success_measure,
            ),
            due: chosen(self.due, &read.due, &now.due),
        }
    }

    /// What these words, written over those that were `read`, make of those that stand `now`: each part that only one of the two
    /// changed is taken from who changed it.
    ///
    /// # Errors
    /// [`Rejection::ChangedSince`] where both changed the same part, to different things.
    pub fn onto(self, read: &Self, now: &Self) -> Result<Self, Rejection> {
        Ok(Self {
            title: merged(self.title, &read.title, &now.title)?,
            success_measure: merged(
                self.success_measure,
                &read.success_measure,
                &now.success_measure,
            )?,
            due: merged(self.due, &read.due, &now.due)?,
        })
    }
}

fn chosen<T: PartialEq + Clone>(mine: T, read: &T, now: &T) -> T {
    if mine == *read { now.clone() } else { mine }
}

fn merged<T: PartialEq + Clone>(mine: T, read: &T, now: &T) -> Result<T, Rejection> {
    if mine == *read {
        Ok(now.clone())
    } else if now == read || mine == *now {
        Ok(mine)
    } else {
        Err(Rejection::ChangedSince)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> ObjectiveWords {
        let mut parts = text.split('/');
        let mut part = || parts.next().unwrap_or_default().to_owned();
        ObjectiveWords {
            title: part(),
            success_measure: part(),
            due: part().parse().ok(),
        }
    }

    #[test]
    fn each_part_is_taken_from_who_changed_it() {
        // read, then as it stands now, then what was written, then what comes of it.
        for (read, now, mine, outcome) in [
            (
                "a/b/2026-12-01",
                "a/b/2026-12-01",
                "c/b/2026-12-01",
                "c/b/2026-12-01",
            ),
            (
                "a/b/2026-12-01",
                "n/b/2026-12-01",
                "a/m/2026-12-01",
                "n/m/2026-12-01",
            ),
            (
                "a/b/2026-12-01",
                "a/b/2026-12-09",
                "m/b/2026-12-01",
                "m/b/2026-12-09",
            ),
            (
                "a/b/2026-12-01",
                "n/b/2026-12-01",
                "n/b/2026-12-01",
                "n/b/2026-12-01",
            ),
            (
                "a/b/2026-12-01",
                "n/b/2026-12-01",
                "a/b/2026-12-01",
                "n/b/2026-12-01",
            ),
            (
                "a/b/2026-12-01",
                "n/b/2026-12-01",
                "m/b/2026-12-01",
                "refused",
            ),
            ("a/b/2026-12-01", "a/b/", "a/b/2026-12-24", "refused"),
        ] {
            let found = words(mine).onto(&words(read), &words(now));
            let expected = match outcome {
                "refused" => Err(Rejection::ChangedSince),
                words_of => Ok(words(words_of)),
            };
            assert_eq!(found, expected, "{read} → {now}, {mine}");
            let chosen = words(mine).over(&words(read), &words(now));
            assert_eq!(
                chosen.clone().onto(&words(now), &words(now)),
                Ok(chosen.clone())
            );
            assert!(
                found.is_err() || found == Ok(chosen),
                "{read} → {now}, {mine}"
            );
        }
    }
}
