//! What a scope holds, as two numbers that two replicas can compare (sync.md R7).

use std::{
    fmt::{self, Display},
    iter::Sum,
    ops::{Add, AddAssign, SubAssign},
    sync::Arc,
};

use uuid::Uuid;

use crate::{checksum::checksum, record::Kind, scope::Scope};

/// How many records there are, and a sum over which versions of them. It follows a change without looking at the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many records.
    pub rows: u64,
    /// The sum of their checksums, modulo 2^64: the same in whichever order they came.
    sum: u64,
}

impl Tally {
    /// The tally of one record, as it has stood since this sequence number.
    pub fn of(kind: Kind, id: Uuid, seq: u64) -> Self {
        let bytes = kind.name().bytes().chain(id.into_bytes());
        Self {
            rows: 1,
            sum: checksum(bytes.chain(seq.to_be_bytes())),
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.rows = self.rows.wrapping_add(other.rows);
        self.sum = self.sum.wrapping_add(other.sum);
    }
}

impl SubAssign for Tally {
    fn sub_assign(&mut self, other: Self) {
        self.rows = self.rows.wrapping_sub(other.rows);
        self.sum = self.sum.wrapping_sub(other.sum);
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), Add::add)
    }
}

/// In how many parts the tallies of all scopes are copied: a copy of a Company shares them, and changing one copies its part.
const PARTS: usize = 64;

/// The tally of every scope.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tallies(Arc<Vec<Part>>);

/// Scopes in no order: each part has a handful.
type Part = Arc<Vec<(Scope, Tally)>>;

impl Tallies {
    /// What a scope holds.
    pub(crate) fn of(&self, scope: &Scope) -> Tally {
        let part = self
            .0
            .get(place(scope))
            .into_iter()
            .flat_map(|part| part.iter());
        let found = part.filter(|(of, _)| of == scope).map(|(_, tally)| *tally);
        found.sum()
    }

    /// Changes what a scope holds.
    pub(crate) fn change(&mut self, scope: Scope, change: impl FnOnce(&mut Tally)) {
        let parts = Arc::make_mut(&mut self.0);
        if parts.is_empty() {
            parts.resize_with(PARTS, Part::default);
        }
        let Some(part) = parts.get_mut(place(&scope)).map(Arc::make_mut) else {
            return;
        };
        match part.iter_mut().find(|(of, _)| *of == scope) {
            Some((_, tally)) => change(tally),
            None => {
                let mut tally = Tally::default();
                change(&mut tally);
                part.push((scope, tally));
            }
        }
    }
}

/// The part of a scope, from the last bits of its identifier, which are random in every form of identifier that is used.
fn place(scope: &Scope) -> usize {
    let (_, id) = scope.key();
    let [.., last] = id.into_bytes();
    usize::from(last) % PARTS
}

/// The sum as the wire carries it: 16 hexadecimal digits.
impl Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}", self.sum)
    }
}
