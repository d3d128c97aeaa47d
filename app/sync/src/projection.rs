//! What one person may see of what happened (sync.md R6): what of each commit reaches a device.

use std::{
    collections::{BTreeMap, BTreeSet},
    iter::Peekable,
};

use domain::{
    company::Company,
    record::{Kind, WireRecord},
    scope::Scope,
};
use uuid::Uuid;

use crate::{
    authority::Authority,
    commit::{self, Commit, Row},
    message::{
        Answer, FromServer, POKE_BYTES_MAX, POKE_ROWS_MAX, PokeEnd, PokePart, PokeStart, ReplicaId,
    },
};

/// An atomic step of one replica.
#[derive(Clone, Debug)]
pub struct Poke {
    /// Where the replica has to stand.
    pub base: u64,
    /// Where it stands afterwards.
    pub to: u64,
    /// Whether the base is replaced as a whole.
    pub reset: bool,
    /// Whether it ends a base that came in pieces; the first was read at `base`.
    pub staged: bool,
    /// Scopes that the person may see from now on.
    pub scopes_add: Vec<Scope>,
    /// Scopes that the person may not see any more.
    pub scopes_drop: Vec<Scope>,
    /// Records as they now are.
    pub puts: Vec<WireRecord>,
    /// Records that are gone.
    pub removes: Vec<(String, Uuid)>,
    /// The last command of this replica that is answered by now.
    pub last_no: u64,
    /// The answers that this poke brings.
    pub answers: Vec<Answer>,
    /// The mark of the history where it ends; none where it ends where it began.
    pub chain: Option<String>,
    /// What the replica then holds, summed up (R7); none where it ends where it began.
    pub sum: Option<String>,
}

/// Everything that these scopes hold, for a replica that starts from nothing.
pub fn snapshot(authority: &Authority, scopes: &BTreeSet<Scope>, last_no: u64) -> Poke {
    let company = authority.company();
    Poke {
        base: 0,
        to: authority.head(),
        reset: true,
        staged: false,
        scopes_add: scopes.iter().copied().collect(),
        scopes_drop: Vec::new(),
        puts: scopes
            .iter()
            .flat_map(|scope| held(company, *scope))
            .collect(),
        removes: Vec::new(),
        last_no,
        answers: Vec::new(),
        chain: Some(commit::mark(authority.chain())),
        sum: Some(company.tally(scopes).to_string()),
    }
}

fn held(company: &Company, scope: Scope) -> impl Iterator<Item = WireRecord> + '_ {
    company
        .in_scope(scope)
        .filter_map(|(kind, id)| company.version(kind, id))
        // A body that was read from JSON can be written to it again, so nothing is passed over here.
        .filter_map(|version| WireRecord::encode(&version).ok())
}

/// Where a replica stands before a poke.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Which replica.
    pub replica: ReplicaId,
    /// The sequence number that it has reached.
    pub cursor: u64,
    /// The scopes that it holds there.
    pub scopes: BTreeSet<Scope>,
    /// The last of its commands that was answered there.
    pub last_no: u64,
}

/// The step from where a replica stands to the last of these commits; `company` is as it is after them.
///
/// None where nothing in them is this person's to see and none of the answers is for this replica.
pub fn step<'a>(
    company: &Company,
    commits: impl IntoIterator<Item = &'a Commit>,
    standing: &Standing,
    scopes: &BTreeSet<Scope>,
) -> Option<Poke> {
    let mut poke = Poke {
        base: standing.cursor,
        to: standing.cursor,
        reset: false,
        staged: false,
        scopes_add: scopes.difference(&standing.scopes).copied().collect(),
        scopes_drop: standing.scopes.difference(scopes).copied().collect(),
        puts: Vec::new(),
        removes: Vec::new(),
        last_no: standing.last_no,
        answers: Vec::new(),
        chain: None,
        sum: None,
    };
    let mut touched: BTreeMap<(Kind, Uuid), (&Commit, &Row, bool)> = BTreeMap::new();
    let mut last = None;
    for commit in commits {
        poke.to = commit.seq;
        last = Some(commit);
        if let Some((replica, no)) = commit.from
            && replica == standing.replica
        {
            poke.last_no = no;
            poke.answers.extend(commit.answer());
        }
        for row in &commit.rows {
            let key = (row.kind, row.id);
            let was_held = touched.get(&key).is_some_and(|(_, _, held)| *held)
                || row
                    .previous
                    .is_some_and(|previous| standing.scopes.contains(&previous));
            touched.insert(key, (commit, row, was_held));
        }
    }
    poke.chain = last.map(|commit| commit::mark(&commit.chain));
    for ((kind, id), (commit, row, was_held)) in touched {
        match row.wire(commit.seq, commit.at) {
            // What is in a scope that is new comes with the rest of it.
            Some(_) if poke.scopes_add.contains(&row.scope) => {}
            Some(record) if scopes.contains(&row.scope) => poke.puts.push(record),
            _ if was_held => poke.removes.push((kind.name().to_owned(), id)),
            _ => {}
        }
    }
    for scope in &poke.scopes_add {
        poke.puts.extend(held(company, *scope));
    }
    let nothing = poke.puts.is_empty()
        && poke.removes.is_empty()
        && poke.answers.is_empty()
        && poke.scopes_add.is_empty()
        && poke.scopes_drop.is_empty();
    if nothing {
        return None;
    }
    poke.sum = Some(company.tally(scopes).to_string());
    Some(poke)
}

impl Poke {
    /// The poke as messages of bounded size.
    pub fn messages(self, id: u32) -> Vec<FromServer> {
        let mut messages = vec![FromServer::PokeStart(PokeStart {
            id,
            base: self.base,
            to: self.to,
            reset: self.reset,
            staged: self.staged,
            scopes_add: self.scopes_add,
            scopes_drop: self.scopes_drop,
        })];
        let (mut puts, mut removes) = (self.puts.into_iter().peekable(), self.removes.into_iter());
        while puts.peek().is_some() || removes.len() > 0 {
            let removes: Vec<_> = removes.by_ref().take(POKE_ROWS_MAX).collect();
            let room = POKE_ROWS_MAX.saturating_sub(removes.len());
            messages.push(FromServer::PokePart(PokePart {
                id,
                puts: part(&mut puts, room),
                removes,
            }));
        }
        messages.push(FromServer::PokeEnd(PokeEnd {
            id,
            last_no: self.last_no,
            answers: self.answers,
            chain: self.chain,
            sum: self.sum,
        }));
        messages
    }
}

/// The next records that travel together.
fn part(puts: &mut Peekable<impl Iterator<Item = WireRecord>>, rows: usize) -> Vec<WireRecord> {
    let (mut part, mut bytes) = (Vec::new(), 0_usize);
    while part.len() < rows
        && let Some(next) = puts.next_if(|next| {
            bytes = bytes.saturating_add(next.body.get().len());
            bytes <= POKE_BYTES_MAX || part.is_empty()
        })
    {
        part.push(next);
    }
    part
}
