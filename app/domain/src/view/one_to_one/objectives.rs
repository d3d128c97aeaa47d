//! The person's objectives, as the two go through them.

use super::{Around, Said, nobody, words};
use crate::{
    entry::{Topic, WriteEntry},
    index::Edge,
    objective::{Objective, ObjectiveId, ObjectiveState, OrgLevel},
    objective_words::ObjectiveWords,
    record::Stored,
    view::{
        new_objective::{Candidate, candidates},
        objective::{
            ChangeAsked, Standing, agree, asked, is_asked, leads, record, reword, standing,
        },
        permission::Offer,
    },
    wording::Wording,
};

/// One objective in a 1:1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectivePart {
    /// Which objective.
    pub id: ObjectiveId,
    /// Its title.
    pub title: String,
    /// How anyone will know that it is done.
    pub success_measure: String,
    /// Where it stands.
    pub standing: Standing,
    /// Where it leads; none where it leads to no corporate priority.
    pub leads: Option<String>,
    /// Whether it is made up for a demonstration.
    pub illustrative: bool,
    /// The digest of the wording shown here.
    pub wording: Wording,
    /// The words themselves, for rewording or agreeing exactly those.
    pub words: ObjectiveWords,
    /// Agreeing it.
    pub agree: Offer,
    /// Recording progress on it.
    pub record: Offer,
    /// Changing its words.
    pub reword: Offer,
    /// Asking for a change in it.
    pub ask: Offer,
    /// Linking it, where it leads nowhere yet.
    pub link: Offer,
    /// What it could contribute to, where it can be linked here.
    pub candidates: Vec<Candidate>,
    /// Changes asked for, in this 1:1 or still open from another.
    pub asked: Vec<ChangeAsked>,
    /// What was written about it in this 1:1.
    pub said: Vec<Said>,
}

/// What is not closed, then what was closed in this financial year, each in the order it was written.
pub(super) fn parts(around: &Around<'_, '_>) -> Vec<ObjectivePart> {
    let mut own: Vec<_> = around
        .sight
        .pointing::<Objective>(Edge::ObjectiveOwnedBy, around.series.employee.uuid())
        .filter(|objective| objective.level == OrgLevel::Individual)
        .filter(|objective| {
            objective.state != ObjectiveState::Closed
                || objective.year == crate::calendar::FinancialYear::containing(around.today)
        })
        .collect();
    own.sort_by_key(|objective| (objective.state == ObjectiveState::Closed, objective.id));
    own.into_iter()
        .map(|objective| part(around, objective))
        .collect()
}

fn part(around: &Around<'_, '_>, objective: &Stored<Objective>) -> ObjectivePart {
    let sight = around.sight;
    let recordable = around.open && objective.state != ObjectiveState::Closed;
    let ask = WriteEntry {
        entry: nobody(),
        one_to_one: around.meeting.id,
        topic: Topic::ChangeAsked,
        text: "A change".to_owned(),
        objective: Some(objective.id),
        read: None,
    };
    let leads = leads(sight, objective.id);
    let drafted = around.open && objective.state == ObjectiveState::Drafted;
    let loose = drafted && leads.is_none();
    ObjectivePart {
        id: objective.id,
        title: objective.title.clone(),
        success_measure: objective.success_measure.clone(),
        standing: standing(sight, objective, around.today),
        leads,
        illustrative: objective.illustrative,
        wording: objective.wording(sight.company(), objective.id),
        words: ObjectiveWords::of(objective),
        agree: if around.open {
            agree(sight, objective)
        } else {
            Offer::Hidden
        },
        record: record(sight, objective.id, recordable),
        reword: reword(sight, objective, drafted),
        ask: Offer::when(drafted, sight, ask),
        link: if loose { Offer::Open } else { Offer::Hidden },
        candidates: if loose {
            candidates(sight, objective.owner, objective.level, Some(objective.id))
        } else {
            Vec::new()
        },
        asked: asked(sight, objective)
            .into_iter()
            .filter(|asked| asked.one_to_one == around.meeting.id || is_asked(objective, asked))
            .collect(),
        said: words::about(around, Topic::Work, objective.id),
    }
}
