//! A base that comes in pieces, as far as a replica has it (sync.md R13).

use super::{Effect, Replica};
use crate::{
    keep::Keep,
    message::PokePart,
    stage::{Piece, Staged},
};

/// The pieces that have come.
#[derive(Clone, Debug)]
pub struct Stage {
    mark: Staged,
    of: u64,
    parts: Vec<PokePart>,
}

impl Stage {
    /// The stage after another piece: the first one of a base begins it. None where the piece does not follow, or is empty.
    pub fn and(stage: Option<Self>, piece: Piece) -> Option<Self> {
        let last = piece.puts.last()?;
        let digest = piece.scope_digest.clone();
        let came = u64::try_from(piece.puts.len()).ok()?;
        let mark = Staged {
            epoch: piece.epoch,
            at: piece.at,
            chain: piece.chain,
            scope_digest: piece.scope_digest,
            rows: piece.after.saturating_add(came),
            scope: last.scope,
            kind: last.kind.clone(),
            id: last.id,
        };
        let follows = |stage: &Self| {
            let Staged {
                epoch, at, rows, ..
            } = stage.mark;
            (epoch, at, rows) == (piece.epoch, piece.at, piece.after)
                && stage.mark.scope_digest == digest
        };
        let mut parts = match stage.filter(follows) {
            _ if piece.after == 0 => Vec::new(),
            Some(stage) => stage.parts,
            None => return None,
        };
        parts.push(PokePart {
            id: 0,
            puts: piece.puts,
            removes: Vec::new(),
        });
        let of = piece.of;
        Some(Self { mark, of, parts })
    }
}

impl Replica {
    /// How many records of a base that comes in pieces are here, and of how many; none where none is on its way.
    pub fn staged(&self) -> Option<(u64, u64)> {
        let stage = self.stage.as_ref()?;
        Some((stage.mark.rows, stage.of))
    }

    pub(super) fn mark(&self) -> Option<Box<Staged>> {
        let stage = self.stage.as_ref()?;
        Some(Box::new(stage.mark.clone()))
    }

    /// Takes in a piece, which the shell then asks the next of by another hello.
    pub(super) fn piece(&mut self, piece: Piece) -> Vec<Effect> {
        self.stage = Stage::and(self.stage.take(), piece.clone());
        if self.stage.is_none() {
            return vec![Effect::Reconnect];
        }
        vec![self.keep(vec![Keep::Piece(piece)])]
    }

    /// The pieces that a poke ends, if they are the ones that it means.
    pub(super) fn pieces(&mut self, at: u64) -> Option<Vec<PokePart>> {
        let stage = self.stage.take()?;
        (stage.mark.at == at).then_some(stage.parts)
    }
}
