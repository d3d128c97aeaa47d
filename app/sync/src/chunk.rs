//! The confirmed records of a replica as rows of its store: many records to a row, so that a start reads few rows, and few
//! enough that a change rewrites little (sync.md 2.3).
//!
//! A record stands in a chunk of its scope that follows from its identifier alone. How many chunks a scope has follows from how
//! many records it holds; it grows and is then written anew.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    company::Company,
    record::{Kind, WireRecord},
    scope::Scope,
    seq_text,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::store::{Batch, Damaged, Stored, Table};

/// Records to a chunk, at most and on average.
const CHUNK_ROWS: usize = 250;
/// The most chunks that a scope is divided into, as a power of two.
const BITS_MAX: u8 = 12;
/// Where the list of chunks is kept.
const LIST: &str = "chunks";

/// Which chunks there are, and which of them the base has left behind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chunks {
    bits: BTreeMap<Scope, u8>,
    written: BTreeMap<String, usize>,
    stale: BTreeSet<(Scope, u16)>,
}

/// The base as it was when the chunks were last brought up to date.
#[derive(Clone, Debug)]
pub struct Base {
    /// The records.
    pub company: Company,
    /// The sequence number reached.
    pub cursor: u64,
    /// The scopes held.
    pub scopes: BTreeSet<Scope>,
}

impl Default for Base {
    /// Nothing, of no scope.
    fn default() -> Self {
        Self {
            company: Company::partial(BTreeSet::new()),
            cursor: 0,
            scopes: BTreeSet::new(),
        }
    }
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
    /// Reads the base back. None where nothing was kept.
    ///
    /// # Errors
    /// A chunk is missing or cannot be read: the base has to come from the server again.
    pub fn load(stored: &Stored) -> Result<Option<(Self, Base)>, Damaged> {
        let Some(list) = stored.get::<List>(Table::Meta, LIST)? else {
            return Ok(None);
        };
        let scopes: BTreeSet<Scope> = list.bits.iter().map(|(scope, _)| *scope).collect();
        let mut company = Company::partial(scopes.clone());
        let mut found = 0;
        for (key, records) in stored.all::<Vec<WireRecord>>(Table::Chunk) {
            let records = records?;
            if list.written.get(key) != Some(&records.len()) {
                return Err(Damaged(Table::Chunk));
            }
            found += 1;
            for record in records {
                match record.decode() {
                    Ok(Some(version)) => company.put(version),
                    // Written by a newer page than this one: it is the server's to say what it is now.
                    Ok(None) | Err(_) => return Err(Damaged(Table::Chunk)),
                }
            }
        }
        if found != list.written.len() {
            return Err(Damaged(Table::Chunk));
        }
        let chunks = Self {
            bits: list.bits.into_iter().collect(),
            written: list.written,
            stale: BTreeSet::new(),
        };
        let base = Base {
            company,
            cursor: list.cursor,
            scopes,
        };
        Ok(Some((chunks, base)))
    }

    /// Notes that a record of this scope came, changed or went.
    pub fn touch(&mut self, scope: Scope, id: Uuid) {
        let bits = self.bits.get(&scope).copied().unwrap_or_default();
        self.stale.insert((scope, place(id, bits)));
    }

    /// Writes the whole base, for one that came whole.
    pub fn rewrite(&mut self, base: &Base) -> Batch {
        let mut batch = Batch::default();
        batch.clear(Table::Chunk);
        self.written.clear();
        self.stale.clear();
        self.bits.clear();
        for scope in &base.scopes {
            self.divide(&mut batch, base, *scope);
        }
        self.list(&mut batch, base);
        batch
    }

    /// Brings the chunks up to date with the base, writing only those that it has left behind.
    pub fn fold(&mut self, base: &Base) -> Batch {
        let mut batch = Batch::default();
        let gone: Vec<Scope> = self.bits.keys().copied().collect();
        for scope in gone
            .into_iter()
            .filter(|scope| !base.scopes.contains(scope))
        {
            self.forget(&mut batch, scope);
        }
        let mut stale: BTreeMap<Scope, BTreeSet<u16>> = BTreeMap::new();
        for (scope, place) in std::mem::take(&mut self.stale) {
            stale.entry(scope).or_default().insert(place);
        }
        for scope in &base.scopes {
            let held = base.company.in_scope(*scope).count();
            match (self.bits.get(scope), stale.get(scope)) {
                (Some(bits), Some(places)) if *bits >= bits_for(held) => {
                    let bits = *bits;
                    self.write(&mut batch, base, *scope, bits, places);
                }
                (Some(_), None) => {}
                _ => self.divide(&mut batch, base, *scope),
            }
        }
        self.list(&mut batch, base);
        batch
    }

    fn divide(&mut self, batch: &mut Batch, base: &Base, scope: Scope) {
        self.forget(batch, scope);
        let bits = bits_for(base.company.in_scope(scope).count());
        self.bits.insert(scope, bits);
        let places: BTreeSet<u16> = base
            .company
            .in_scope(scope)
            .map(|(_, id)| place(id, bits))
            .collect();
        self.write(batch, base, scope, bits, &places);
    }

    fn write(
        &mut self,
        batch: &mut Batch,
        base: &Base,
        scope: Scope,
        bits: u8,
        places: &BTreeSet<u16>,
    ) {
        let mut chunks: BTreeMap<u16, Vec<WireRecord>> =
            places.iter().map(|place| (*place, Vec::new())).collect();
        for (kind, id) in base.company.in_scope(scope) {
            if let Some(chunk) = chunks.get_mut(&place(id, bits)) {
                chunk.extend(record(&base.company, kind, id));
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

    fn list(&self, batch: &mut Batch, base: &Base) {
        let list = List {
            cursor: base.cursor,
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

/// A body that was read from JSON can be written to it again, so none is passed over.
fn record(company: &Company, kind: Kind, id: Uuid) -> Option<WireRecord> {
    WireRecord::encode(&company.version(kind, id)?).ok()
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
