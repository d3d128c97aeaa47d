//! The Company: every record that is held, typed, with one index. Copying one costs nothing.

use std::{collections::BTreeSet, ops::ControlFlow};

use uuid::Uuid;

use crate::{
    decision::Context,
    id::Id,
    index::{Edge, Reference},
    record::{Change, Kind, Noun, Stamp, Stored, Tables, Version},
    scope::Scope,
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

/// Every record, by kind, with what points at what.
///
/// It is a persistent structure: `clone` shares everything, so a decision is tried on a copy and dropped if it fails.
#[derive(Clone, Debug, Default)]
pub struct Company {
    pub(crate) tables: Tables,
    references: imbl::OrdSet<(Edge, Uuid, u64, Uuid)>,
    by_scope: imbl::OrdSet<(Scope, Kind, Uuid)>,
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

    /// The record with this id.
    pub fn get<T: Noun>(&self, id: Id<T>) -> Option<&Stored<T>> {
        T::table(self).get(&id)
    }

    /// All records of a noun, by id.
    pub fn all<T: Noun>(&self) -> impl DoubleEndedIterator<Item = &Stored<T>> {
        T::table(self).values()
    }

    /// The record of this kind and id, untyped.
    pub fn version(&self, kind: Kind, id: Uuid) -> Option<Version> {
        self.tables.version(kind, id)
    }

    /// The records of a noun that point at `to` for this reason, in their order.
    pub fn pointing<T: Noun>(
        &self,
        edge: Edge,
        to: Uuid,
    ) -> impl DoubleEndedIterator<Item = &Stored<T>> {
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
        self.references
            .range((edge, to, *order.start(), Uuid::nil())..=(edge, to, *order.end(), Uuid::max()))
            .filter_map(|&(_, _, _, from)| self.get(Id::new(from)))
    }

    /// The records of these scopes, for a snapshot or a purge.
    pub fn in_scope(&self, scope: Scope) -> impl Iterator<Item = (Kind, Uuid)> {
        let first = Kind::ALL.first().copied().unwrap_or(Kind::Mission);
        self.by_scope
            .range((scope, first, Uuid::nil())..)
            .take_while(move |(of, _, _)| *of == scope)
            .map(|&(_, kind, id)| (kind, id))
    }

    /// How many records are held.
    pub fn len(&self) -> usize {
        self.tables.len()
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
        let Version {
            id,
            scope,
            stamp,
            body,
        } = version;
        let kind = body.kind();
        let added = body.references(stamp);
        if let Some((old_scope, old_stamp, old)) = self.tables.put(id, scope, stamp, body) {
            self.unindex(id, &old.references(old_stamp));
            if old_scope != scope {
                self.by_scope.remove(&(old_scope, kind, id));
            }
        }
        self.by_scope.insert((scope, kind, id));
        for Reference { edge, to, order } in added {
            self.references.insert((edge, to, order, id));
        }
    }

    /// Takes a record away; nothing happens where there is none.
    pub fn remove(&mut self, kind: Kind, id: Uuid) {
        if let Some((scope, stamp, old)) = self.tables.remove(kind, id) {
            self.by_scope.remove(&(scope, kind, id));
            self.unindex(id, &old.references(stamp));
        }
    }

    /// Takes away every record of a scope.
    pub fn purge(&mut self, scope: Scope) {
        let gone: Vec<_> = self.in_scope(scope).collect();
        for (kind, id) in gone {
            self.remove(kind, id);
        }
    }

    fn unindex(&mut self, id: Uuid, references: &[Reference]) {
        for Reference { edge, to, order } in references {
            self.references.remove(&(*edge, *to, *order, id));
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
