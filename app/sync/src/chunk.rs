//! The confirmed records of a replica as rows of its store: many records to a row, so that a start reads few rows, and few
//! enough that a change rewrites little (sync.md 2.3).
//!
//! A record stands in a chunk of its scope that follows from its identifier alone. How many chunks a scope has follows from how
//! many records it holds; it grows and is then written anew.

use std::collections::{BTreeMap, BTreeSet};

use domain::{record::WireRecord, scope::Scope, seq_text};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::store::{Batch, Damaged, Stored, Table};

/// Records to a chunk, at most and on average.
const CHUNK_ROWS: usize = 250;
/// The most chunks that a scope is divided into, as a power of two.
const BITS_MAX: u8 = 12;
/// Where the list of chunks is kept.
pub(crate) const LIST: &str = "chunks";

/// The confirmed records as they came, and which chunks hold them. They stay text: what is only kept needs no reading, and a
/// browser no code to write it again.
#[derive(Clone, Debug, Default)]
pub struct Chunks {
    rows: BTreeMap<(Uuid, String), WireRecord>,
    bits: BTreeMap<Scope, u8>,
    written: BTreeMap<String, usize>,
    stale: BTreeSet<(Scope, u16)>,
}

/// Where the chunks stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The sequence number reached.
    pub cursor: u64,
    /// The scopes held.
    pub scopes: BTreeSet<Scope>,
}

#[derive(Serialize, Deserialize)]
struct List {
    #[serde(with = "seq_text")]
    cursor: u64,
    bits: Vec<(Scope, u8)>,
    /// Every chunk with its number of records, so that one that is missing is missed.
    written: BTreeMap<String, usize>,
}

impl Chunks {
    /// Reads the records back. None where nothing was kept.
    ///
    /// # Errors
    /// A chunk is missing or cannot be read: the base has to come from the server again.
    pub fn load(stored: &Stored) -> Result<Option<(Self, Standing)>, Damaged> {
        let Some(list) = stored.get::<List>(Table::Meta, LIST)? else {
            return Ok(None);
        };
        let standing = Standing {
            cursor: list.cursor,
            scopes: list.bits.iter().map(|(scope, _)| *scope).collect(),
        };
        let mut chunks = Self {
            bits: list.bits.into_iter().collect(),
            written: list.written,
            ..Self::default()
        };
        let mut found = 0;
        for (key, records) in stored.all::<Vec<WireRecord>>(Table::Chunk) {
            let records = records?;
            if chunks.written.get(key) != Some(&records.len()) {
                return Err(Damaged(Table::Chunk));
            }
            found += 1;
            for record in records {
                chunks.rows.insert((record.id, record.kind.clone()), record);
            }
        }
        if found != chunks.written.len() {
            return Err(Damaged(Table::Chunk));
        }
        Ok(Some((chunks, standing)))
    }

    /// The records.
    pub fn rows(&self) -> impl Iterator<Item = &WireRecord> {
        self.rows.values()
    }

    /// Nothing is held any more.
    pub fn empty(&mut self) {
        *self = Self::default();
    }

    /// A record came or changed.
    pub fn put(&mut self, record: WireRecord) {
        self.touch(record.scope, record.id);
        let (scope, id) = (record.scope, record.id);
        let old = self.rows.insert((id, record.kind.clone()), record);
        if let Some(old) = old.filter(|old| old.scope != scope) {
            self.touch(old.scope, id);
        }
    }

    /// A record went.
    pub fn remove(&mut self, kind: &str, id: Uuid) {
        if let Some(old) = self.rows.remove(&(id, kind.to_owned())) {
            self.touch(old.scope, id);
        }
    }

    /// A scope went, with every record in it.
    pub fn drop_scope(&mut self, scope: Scope) {
        self.rows.retain(|_, record| record.scope != scope);
    }

    fn touch(&mut self, scope: Scope, id: Uuid) {
        let bits = self.bits.get(&scope).copied().unwrap_or_default();
        self.stale.insert((scope, place(id, bits)));
    }

    /// Writes everything, for a base that came whole.
    pub fn rewrite(&mut self, standing: &Standing) -> Batch {
        let mut batch = Batch::default();
        batch.clear(Table::Chunk);
        self.written.clear();
        self.bits.clear();
        self.bring_up(&mut batch, standing);
        batch
    }

    /// Brings the chunks up to date, writing only those that are not.
    pub fn fold(&mut self, standing: &Standing) -> Batch {
        let mut batch = Batch::default();
        let known: Vec<Scope> = self.bits.keys().copied().collect();
        for scope in known {
            if !standing.scopes.contains(&scope) {
                self.forget(&mut batch, scope);
            }
        }
        self.bring_up(&mut batch, standing);
        batch
    }

    fn bring_up(&mut self, batch: &mut Batch, standing: &Standing) {
        let mut stale: BTreeMap<Scope, BTreeSet<u16>> = BTreeMap::new();
        for (scope, place) in std::mem::take(&mut self.stale) {
            stale.entry(scope).or_default().insert(place);
        }
        let rows = std::mem::take(&mut self.rows);
        let mut held: BTreeMap<Scope, Vec<&WireRecord>> = BTreeMap::new();
        for record in rows.values() {
            held.entry(record.scope).or_default().push(record);
        }
        for scope in &standing.scopes {
            let records = held.remove(scope).unwrap_or_default();
            let needed = bits_for(records.len());
            match (self.bits.get(scope), stale.get(scope)) {
                (Some(bits), Some(places)) if *bits >= needed => {
                    self.write(batch, *scope, *bits, places, &records);
                }
                (Some(_), None) => {}
                _ => {
                    self.forget(batch, *scope);
                    self.bits.insert(*scope, needed);
                    let places = records.iter().map(|record| place(record.id, needed));
                    self.write(batch, *scope, needed, &places.collect(), &records);
                }
            }
        }
        self.rows = rows;
        self.list(batch, standing);
    }

    fn write(
        &mut self,
        batch: &mut Batch,
        scope: Scope,
        bits: u8,
        places: &BTreeSet<u16>,
        records: &[&WireRecord],
    ) {
        let mut chunks: BTreeMap<u16, Vec<&WireRecord>> =
            places.iter().map(|place| (*place, Vec::new())).collect();
        for record in records {
            if let Some(chunk) = chunks.get_mut(&place(record.id, bits)) {
                chunk.push(record);
            }
        }
        for (place, records) in chunks {
            let key = format!("{scope}/{bits}/{place}");
            if records.is_empty() {
                batch.delete(Table::Chunk, &key);
                self.written.remove(&key);
            } else {
                batch.put(Table::Chunk, &key, &records);
                self.written.insert(key, records.len());
            }
        }
    }

    fn forget(&mut self, batch: &mut Batch, scope: Scope) {
        self.bits.remove(&scope);
        let of_scope = format!("{scope}/");
        self.written.retain(|key, _| {
            let stays = !key.starts_with(&of_scope);
            if !stays {
                batch.delete(Table::Chunk, key);
            }
            stays
        });
    }

    fn list(&self, batch: &mut Batch, standing: &Standing) {
        let list = List {
            cursor: standing.cursor,
            bits: self
                .bits
                .iter()
                .map(|(scope, bits)| (*scope, *bits))
                .collect(),
            written: self.written.clone(),
        };
        batch.put(Table::Meta, LIST, &list);
    }
}

/// The chunk of a record: the last bits of its identifier, which are random in every form of identifier that is used.
fn place(id: Uuid, bits: u8) -> u16 {
    let [.., high, low] = *id.as_bytes();
    u16::from_be_bytes([high, low]) & ((1 << bits.min(BITS_MAX)) - 1)
}

fn bits_for(records: usize) -> u8 {
    (0..BITS_MAX)
        .find(|bits| records <= CHUNK_ROWS << bits)
        .unwrap_or(BITS_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_has_as_many_chunks_as_its_records_need() {
        for (records, bits) in [
            (0, 0),
            (250, 0),
            (251, 1),
            (500, 1),
            (501, 2),
            (50_000, 8),
            (10_000_000, 12),
        ] {
            assert_eq!(bits_for(records), bits, "{records} records");
        }
    }

    #[test]
    fn a_record_stands_in_one_of_the_chunks_of_its_scope() {
        for bits in 0..=BITS_MAX {
            assert!(u32::from(place(Uuid::max(), bits)) < 1 << bits);
            assert_eq!(place(Uuid::nil(), bits), 0);
        }
    }
}
