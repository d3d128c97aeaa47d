//! The Company: every record that is held, typed, with one index. Copying one costs nothing.

use std::{collections::BTreeSet, ops::ControlFlow};

use imbl::ordmap::DiffItem;
use uuid::Uuid;

use crate::{
    decision::Context,
    id::Id,
    index::{Edge, Reference},
    record::{Change, Held, Kind, Noun, Stamp, Stored, Version},
    scope::Scope,
    tally::{Tallies, Tally},
};

/// Which scopes a Company holds whole; outside them, absent does not mean that there is none.
#[derive(Clone, Debug, Default, PartialEq)]
enum Holds {
    /// The authority: everything there is.
    #[default]
    Everything,
    /// A device: what its person may see.
    Only(BTreeSet<Scope>),
}

/// An entry of an index. Both are of one type: a tree is compiled once a type, and a browser fetches all of that.
type Key = (u16, Uuid, u64, Uuid);

/// Every record, by kind, with what points at what.
///
/// It is a persistent structure: `clone` shares everything, so a decision is tried on a copy and dropped if it fails.
#[derive(Clone, Debug, Default)]
pub struct Company {
    records: imbl::OrdMap<(Kind, Uuid), Held>,
    /// Why, at what and in which order a record points, and which record it is.
    references: imbl::OrdSet<Key>,
    /// The scope, its identifier, the kind and the record.
    by_scope: imbl::OrdSet<Key>,
    tallies: Tallies,
    holds: Holds,
}

impl Company {
    /// A Company that holds only these scopes whole, as a device does.
    pub fn partial(scopes: BTreeSet<Scope>) -> Self {
        Self {
            holds: Holds::Only(scopes),
            ..Self::default()
        }
    }

    /// Says which scopes are held whole from now on.
    pub fn set_held(&mut self, scopes: BTreeSet<Scope>) {
        self.holds = Holds::Only(scopes);
    }

    /// Whether absent means absent in this scope. A rule that needs a scope not held accepts, and the server decides again.
    pub fn holds(&self, scope: &Scope) -> bool {
        match &self.holds {
            Holds::Everything => true,
            Holds::Only(scopes) => scopes.contains(scope),
        }
    }

    /// Whether every scope that another Company holds is held here too.
    pub fn holds_all_of(&self, other: &Self) -> bool {
        match &other.holds {
            Holds::Everything => matches!(self.holds, Holds::Everything),
            Holds::Only(scopes) => scopes.iter().all(|scope| self.holds(scope)),
        }
    }

    /// The record with this id.
    pub fn get<T: Noun>(&self, id: Id<T>) -> Option<&Stored<T>> {
        self.records.get(&(T::KIND, id.uuid())).and_then(T::held)
    }

    /// All records of a noun, by id.
    pub fn all<T: Noun>(&self) -> impl DoubleEndedIterator<Item = &Stored<T>> {
        self.records
            .range((T::KIND, Uuid::nil())..=(T::KIND, Uuid::max()))
            .filter_map(|(_, held)| T::held(held))
    }

    /// The record of this kind and id, untyped.
    pub fn version(&self, kind: Kind, id: Uuid) -> Option<Version> {
        self.records.get(&(kind, id)).map(Held::version)
    }

    /// Whatever points at something, for whichever reason.
    pub fn pointing_at(&self, to: Uuid) -> impl Iterator<Item = Uuid> + '_ {
        (0..=Edge::LAST.number()).flat_map(move |edge| {
            self.references
                .range((edge, to, 0, Uuid::nil())..=(edge, to, u64::MAX, Uuid::max()))
                .map(|(_, _, _, from)| *from)
        })
    }

    /// The records of a noun that point at `to` for this reason, in their order.
    pub fn pointing<T: Noun>(
        &self,
        edge: Edge,
        to: Uuid,
    ) -> impl DoubleEndedIterator<Item = &Stored<T>> {
        let edge = edge.number();
        self.references
            .range((edge, to, 0, Uuid::nil())..=(edge, to, u64::MAX, Uuid::max()))
            .filter_map(|&(_, _, _, from)| self.get(Id::new(from)))
    }

    /// The same, within a span of the order.
    pub fn pointing_between<T: Noun>(
        &self,
        edge: Edge,
        to: Uuid,
        order: std::ops::RangeInclusive<u64>,
    ) -> impl DoubleEndedIterator<Item = &Stored<T>> {
        let edge = edge.number();
        self.references
            .range((edge, to, *order.start(), Uuid::nil())..=(edge, to, *order.end(), Uuid::max()))
            .filter_map(|&(_, _, _, from)| self.get(Id::new(from)))
    }

    /// The records of a scope in their order, for a snapshot or a purge.
    pub fn in_scope(&self, scope: Scope) -> impl Iterator<Item = (Kind, Uuid)> {
        let first = Kind::ALL.first().copied().unwrap_or(Kind::Mission);
        self.in_scope_from(scope, (first, Uuid::nil()))
    }

    /// The records of a scope from this one on, in their order.
    pub fn in_scope_from(
        &self,
        scope: Scope,
        (kind, id): (Kind, Uuid),
    ) -> impl Iterator<Item = (Kind, Uuid)> {
        let (rank, of) = scope.key();
        self.by_scope
            .range((rank, of, kind.number(), id)..=(rank, of, u64::MAX, Uuid::max()))
            .filter_map(|&(_, _, kind, id)| Some((Kind::numbered(kind)?, id)))
    }

    /// What these scopes hold together: how many records, and which versions of them.
    pub fn tally<'a>(&self, scopes: impl IntoIterator<Item = &'a Scope>) -> Tally {
        scopes.into_iter().map(|scope| self.tallies.of(scope)).sum()
    }

    /// The records that are another version here than in `before`, or are only in one of the two. What both share is passed over.
    pub fn changed_since(&self, before: &Self) -> Vec<(Kind, Uuid)> {
        self.records
            .diff(&before.records)
            .map(|item| match item {
                DiffItem::Add(key, _) | DiffItem::Remove(key, _) => *key,
                DiffItem::Update { new: (key, _), .. } => *key,
            })
            .collect()
    }

    /// How many records are held.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether nothing is held.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Applies one change. Never fails and never decides.
    pub fn apply(&mut self, change: &Change, stamp: Stamp) {
        match change {
            Change::Put { id, scope, body } => self.put(Version {
                id: *id,
                scope: *scope,
                stamp,
                body: body.clone(),
            }),
            Change::Remove { kind, id } => self.remove(*kind, *id),
        }
    }

    /// A copy on which a change was tried, for a rule that asks what would be true after it.
    pub(crate) fn with(&self, change: &Change, context: &Context) -> Self {
        let mut tried = self.clone();
        tried.apply(
            change,
            Stamp {
                seq: Stamp::PENDING_SEQ,
                at: context.now,
            },
        );
        tried
    }

    /// Puts a record as it was received or loaded.
    pub fn put(&mut self, version: Version) {
        let (id, scope, kind) = (version.id, version.scope, version.body.kind());
        let added = version.body.references(version.stamp);
        let counted = Tally::of(kind, id, version.stamp.seq);
        if let Some(old) = self.records.insert((kind, id), Held::new(version)) {
            self.unindex(&old.version(), Some(scope));
        }
        let (rank, of) = scope.key();
        self.by_scope.insert((rank, of, kind.number(), id));
        self.tallies.change(scope, |tally| *tally += counted);
        for Reference { edge, to, order } in added {
            self.references.insert((edge.number(), to, order, id));
        }
    }

    /// Takes a record away; nothing happens where there is none.
    pub fn remove(&mut self, kind: Kind, id: Uuid) {
        if let Some(old) = self.records.remove(&(kind, id)) {
            self.unindex(&old.version(), None);
        }
    }

    /// Takes away every record of a scope.
    pub fn purge(&mut self, scope: Scope) {
        let gone: Vec<_> = self.in_scope(scope).collect();
        for (kind, id) in gone {
            self.remove(kind, id);
        }
    }

    /// Takes a version out of the index; what it points at, and its scope unless the next version stays in it.
    fn unindex(&mut self, old: &Version, stays: Option<Scope>) {
        for Reference { edge, to, order } in old.body.references(old.stamp) {
            self.references.remove(&(edge.number(), to, order, old.id));
        }
        let kind = old.body.kind();
        let counted = Tally::of(kind, old.id, old.stamp.seq);
        self.tallies.change(old.scope, |tally| *tally -= counted);
        if stays != Some(old.scope) {
            let (rank, of) = old.scope.key();
            self.by_scope.remove(&(rank, of, kind.number(), old.id));
        }
    }

    /// Walks up from `start` by `parents` until a step breaks or all is seen; each node once, so a cycle ends.
    pub(crate) fn walk<N: Ord + Copy, B>(
        start: N,
        mut parents: impl FnMut(N) -> Vec<N>,
        mut step: impl FnMut(N) -> ControlFlow<B>,
    ) -> Option<B> {
        let mut seen = BTreeSet::from([start]);
        let mut queue = vec![start];
        while let Some(node) = queue.pop() {
            if let ControlFlow::Break(found) = step(node) {
                return Some(found);
            }
            queue.extend(parents(node).into_iter().filter(|next| seen.insert(*next)));
        }
        None
    }
}
