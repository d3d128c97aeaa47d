//! What a device keeps between visits, and the only two things that can be done with it: read all of it, or commit one batch
//! (sync.md 2.3). Nothing else can happen inside a transaction, so nothing can be awaited there.

use std::{
    collections::BTreeMap,
    fmt::{self, Display},
};

use domain::checksum::checksum;
use serde::{Serialize, de::DeserializeOwned};

/// The tables of the store. The first four are a cache that the server can fill again; the others are precious.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// Which replica this is, where it stands, and what the chunks are.
    Meta,
    /// Records, many to a row.
    Chunk,
    /// Pokes that are not in the chunks yet.
    Journal,
    /// Pieces of a base that is not whole yet, by the records before them.
    Stage,
    /// Commands that wait for an answer, by number.
    Outbox,
    /// Commands that were answered, until a backup holds them, by number.
    Sent,
    /// Refusals that the person has not dismissed.
    Refusal,
    /// Texts that are being written, by where they are written.
    Draft,
}

impl Table {
    /// Every table.
    pub const ALL: [Self; 8] = [
        Self::Meta,
        Self::Chunk,
        Self::Journal,
        Self::Stage,
        Self::Outbox,
        Self::Sent,
        Self::Refusal,
        Self::Draft,
    ];

    /// Whether it holds what the server cannot give again.
    pub const fn is_precious(self) -> bool {
        match self {
            Self::Meta | Self::Chunk | Self::Journal | Self::Stage => false,
            Self::Outbox | Self::Sent | Self::Refusal | Self::Draft => true,
        }
    }

    /// The table's name in the browser's database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Chunk => "chunk",
            Self::Journal => "journal",
            Self::Stage => "stage",
            Self::Outbox => "outbox",
            Self::Sent => "sent",
            Self::Refusal => "refusal",
            Self::Draft => "draft",
        }
    }
}

/// One write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// The row is now this.
    Put(Table, String, String),
    /// The row is gone.
    Delete(Table, String),
    /// Every row of the table is gone.
    Clear(Table),
}

impl Write {
    /// The table that it is to.
    pub const fn table(&self) -> Table {
        match self {
            Self::Put(table, ..) | Self::Delete(table, _) | Self::Clear(table) => *table,
        }
    }
}

/// Writes that happen together or not at all, in this order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    writes: Vec<Write>,
}

impl Batch {
    /// Puts a row. A value that cannot be written as JSON does not come from a person, so it is left out.
    pub fn put(&mut self, table: Table, key: impl Display, value: &impl Serialize) {
        if let Ok(json) = serde_json::to_string(value) {
            self.writes
                .push(Write::Put(table, key.to_string(), sealed(&json)));
        }
    }

    /// Takes a row away.
    pub fn delete(&mut self, table: Table, key: impl Display) {
        self.writes.push(Write::Delete(table, key.to_string()));
    }

    /// Empties a table.
    pub fn clear(&mut self, table: Table) {
        self.writes.push(Write::Clear(table));
    }

    /// The writes in their order.
    pub fn writes(&self) -> &[Write] {
        &self.writes
    }

    /// Takes over the writes of another, after its own.
    pub fn append(&mut self, other: Self) {
        self.writes.extend(other.writes);
    }

    /// The writes to tables that hold what the server cannot give again.
    pub fn precious(&self) -> Self {
        let writes = self.writes.iter();
        let precious = writes.filter(|write| write.table().is_precious());
        Self {
            writes: precious.cloned().collect(),
        }
    }
}

/// Where the fence stands, in the table `meta`.
pub const FENCE: &str = "fence";

/// Who of those that have opened a store may write to it: whoever took it over last (sync.md 2.6, property 18). A tab that was
/// frozen wakes with everything it had, and does not know that another has gone on; so every commit looks, in its own
/// transaction, whether the row is still the one that it wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence(String);

impl Fence {
    /// The one after what is kept there; none in a store that nobody has taken yet.
    pub fn after(kept: Option<&str>) -> Self {
        // From a row that cannot be read nobody knows the number: it goes on from one that no tab has.
        let harmed = |text: &str| checksum(text.bytes()) >> 1;
        let last = kept.map_or(0, |text| opened(text).unwrap_or_else(|| harmed(text)));
        Self(sealed(&last.saturating_add(1).to_string()))
    }

    /// The row as it is kept.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Writes the row.
    pub fn batch(&self) -> Batch {
        Batch {
            writes: vec![Write::Put(Table::Meta, FENCE.to_owned(), self.0.clone())],
        }
    }
}

/// Another has taken the store over: nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken;

/// Everything that a device has kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    rows: BTreeMap<(Table, String), String>,
}

impl Stored {
    /// Takes in a row as it was read.
    pub fn insert(&mut self, table: Table, key: String, value: String) {
        self.rows.insert((table, key), value);
    }

    /// Applies a batch, as the browser's database does.
    pub fn commit(&mut self, batch: &Batch) {
        for write in &batch.writes {
            match write {
                Write::Put(table, key, value) => {
                    self.rows.insert((*table, key.clone()), value.clone());
                }
                Write::Delete(table, key) => {
                    self.rows.remove(&(*table, key.clone()));
                }
                Write::Clear(table) => self.rows.retain(|(of, _), _| of != table),
            }
        }
    }

    /// Applies a batch if the fence is still this one; none is that of a store that nobody has taken.
    ///
    /// # Errors
    /// It is another one. Nothing is applied.
    pub fn commit_under(&mut self, fence: Option<&Fence>, batch: &Batch) -> Result<(), Taken> {
        if self.fence() != fence.map(Fence::text) {
            return Err(Taken);
        }
        self.commit(batch);
        Ok(())
    }

    /// The fence as it is kept.
    pub fn fence(&self) -> Option<&str> {
        let row = self.rows.get(&(Table::Meta, FENCE.to_owned()));
        row.map(String::as_str)
    }

    /// Every row as it is kept: table, key, value.
    pub fn rows(&self) -> impl Iterator<Item = (Table, &str, &str)> {
        self.rows
            .iter()
            .map(|((table, key), value)| (*table, key.as_str(), value.as_str()))
    }

    /// Whether nothing was kept. Who may write says nothing of it.
    pub fn is_empty(&self) -> bool {
        self.rows.keys().all(|(_, key)| key == FENCE)
    }

    /// One row, read.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn get<T: DeserializeOwned>(&self, table: Table, key: &str) -> Result<Option<T>, Damaged> {
        self.rows
            .get(&(table, key.to_owned()))
            .map(|text| opened(text).ok_or(Damaged(table)))
            .transpose()
    }

    /// The rows of a table by key, each read by itself.
    pub fn all<T: DeserializeOwned>(
        &self,
        table: Table,
    ) -> impl Iterator<Item = (&str, Result<T, Damaged>)> {
        self.rows
            .range((table, String::new())..)
            .take_while(move |((of, _), _)| *of == table)
            .map(move |((_, key), text)| (key.as_str(), opened(text).ok_or(Damaged(table))))
    }
}

/// A row that is there and cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged(pub Table);

impl Display for Damaged {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a row of `{}` cannot be read", self.0.name())
    }
}

/// A text behind its checksum: flash memory and browsers lose single bits, and JSON with another digit is JSON still.
fn sealed(json: &str) -> String {
    format!("{:016x}{json}", checksum(json.bytes()))
}

fn opened<T: DeserializeOwned>(text: &str) -> Option<T> {
    let (sum, json) = text.split_at_checked(16)?;
    (u64::from_str_radix(sum, 16).ok()? == checksum(json.bytes()))
        .then(|| serde_json::from_str(json).ok())?
}

/// A number as a key: rows stand in the order of their numbers.
pub fn number(no: u64) -> String {
    format!("{no:020}")
}
