//! Two versions of one thing: what the reader decided on what they had read, and what somebody else had made of it by then
//! (sync.md 2.7). Nothing is chosen for them; both stand side by side until they choose.

mod written;

use rust_decimal::Decimal;
use uuid::Uuid;

use crate::{
    action::Action,
    agenda_item::AgendaItem,
    calendar::FinancialYear,
    command::Command,
    display,
    entry::Entry,
    index::Edge,
    indicator::IndicatorId,
    measurement::{ChooseMeasurement, Measurement},
    objective::{AgreeObjective, Objective, ObjectiveId, RewordObjective},
    objective_words::ObjectiveWords,
    one_to_one::{ConfirmOneToOne, HoldOneToOne, MoveOneToOne, OneToOne, OneToOneId},
    person::PersonId,
    record::{Noun, Stored},
    rejection::Rejection,
    scope::Scope,
    sight::Sight,
    target::{AmendTarget, ApproveTarget, ProposeTarget, Target, TargetState},
    view::{
        called,
        reading::{target_text, value_text},
        waiting::{self, Words},
    },
    wording::Wording,
};

/// A command that was refused because somebody else had changed what it was about.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The command, to dismiss it by.
    pub command: Uuid,
    /// What was to be done: "Reword an objective".
    pub doing: &'static str,
    /// What it is about: an objective's title, "1:1 with Priya Natarajan, 24 November 2026".
    pub about: String,
    /// Where it can be read whole.
    pub page: About,
    /// What the reader's side is called: "What you wrote".
    pub mine_is: &'static str,
    /// The reader's side, part by part.
    pub mine: Vec<Words>,
    /// The same parts as they stand; for a 1:1, what was written since.
    pub now: Vec<Words>,
    /// The reader's choice of their own side: its words on the button, and the command that carries it out.
    pub again: Option<(&'static str, Command)>,
    /// Leaving it as it stands: the words on the button.
    pub leave: &'static str,
}

/// The page that shows a thing whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// An objective's.
    Objective(ObjectiveId),
    /// A 1:1's.
    OneToOne(OneToOneId),
    /// An indicator's.
    Indicator(IndicatorId),
}

/// Both sides of a refused command, for its author to choose; none where it was refused for another reason, or where what it was
/// about is gone. `base_seq` is how far the device had got when the command was given.
pub fn conflict(
    sight: &Sight<'_>,
    command: &Command,
    (uuid, base_seq): (Uuid, u64),
    rejection: &Rejection,
) -> Option<Conflict> {
    if !rejection.needs_choice() {
        return None;
    }
    let sides = match command {
        Command::RewordObjective(reword) => reworded(sight, reword),
        Command::AgreeObjective(agree) => agreed(sight, agree),
        Command::MoveOneToOne(moved) => moved_day(sight, moved),
        Command::HoldOneToOne(hold) => held(sight, hold),
        Command::ConfirmOneToOne(confirm) => confirmed(sight, confirm, base_seq),
        Command::ProposeTarget(propose) => proposed(sight, propose),
        Command::ApproveTarget(approve) => approved(sight, approve),
        Command::AmendTarget(amend) => amended(sight, amend),
        Command::ChooseMeasurement(choose) => chosen(sight, choose),
        Command::WriteEntry(write) => written::entry(sight, write),
        Command::WritePrivateNote(write) => written::note(sight, write),
        _ => None,
    }?;
    Some(Conflict {
        command: uuid,
        doing: waiting::doing(command.name()),
        ..sides
    })
}

/// Whether a command writes again what an earlier one of the same author wrote: of two that were refused only the later is still a
/// choice, for it was written over the earlier.
pub fn writes_again(later: &Command, earlier: &Command) -> bool {
    match (later, earlier) {
        (Command::WriteEntry(later), Command::WriteEntry(earlier)) => later.entry == earlier.entry,
        (Command::WritePrivateNote(later), Command::WritePrivateNote(earlier)) => {
            later.note == earlier.note
        }
        _ => false,
    }
}

/// What is the same for all: the caller fills the rest in.
fn sides(page: About, about: String) -> Conflict {
    Conflict {
        command: Uuid::nil(),
        doing: "",
        about,
        page,
        mine_is: "What you wrote",
        mine: Vec::new(),
        now: Vec::new(),
        again: None,
        leave: "Leave it as it stands",
    }
}

fn words(field: &'static str, text: impl Into<String>) -> Words {
    let text = text.into();
    let text = if text.is_empty() {
        "nothing".to_owned()
    } else {
        text
    };
    Words { field, text }
}

/// The parts in which two wordings differ, on both sides.
fn differing(mine: &ObjectiveWords, now: &ObjectiveWords) -> (Vec<Words>, Vec<Words>) {
    let day = |words: &ObjectiveWords| words.due.map(display::date).unwrap_or_default();
    [
        ("What will be done", mine.title.clone(), now.title.clone()),
        (
            "How we will know",
            mine.success_measure.clone(),
            now.success_measure.clone(),
        ),
        ("By when", day(mine), day(now)),
    ]
    .into_iter()
    .filter(|(_, mine, now)| mine != now)
    .map(|(field, mine, now)| (words(field, mine), words(field, now)))
    .unzip()
}

fn reworded(sight: &Sight<'_>, reword: &RewordObjective) -> Option<Conflict> {
    let objective = sight.get::<Objective>(reword.objective)?;
    let now = ObjectiveWords::of(objective);
    let read = reword.read.as_ref().unwrap_or(&now);
    let mine = reword.words().over(read, &now);
    let (mine_parts, now_parts) = differing(&mine, &now);
    let again = RewordObjective {
        objective: reword.objective,
        title: mine.title,
        success_measure: mine.success_measure,
        due: mine.due,
        read: Some(now),
    };
    Some(Conflict {
        mine: mine_parts,
        now: now_parts,
        again: Some(("Put mine in its place", again.into())),
        ..sides(About::Objective(reword.objective), objective.title.clone())
    })
}

fn agreed(sight: &Sight<'_>, agree: &AgreeObjective) -> Option<Conflict> {
    let objective = sight.get::<Objective>(agree.objective)?;
    let now = ObjectiveWords::of(objective);
    let (mut mine, mut stands) = match &agree.read {
        Some(read) => differing(read, &now),
        // Agreed by a page that did not say what it showed.
        None => (Vec::new(), differing(&ObjectiveWords::default(), &now).1),
    };
    if mine.is_empty() {
        mine.push(words("This objective", "as it stood before"));
    }
    if stands.is_empty() {
        stands.push(words(
            "What has changed",
            "what the objective contributes to",
        ));
    }
    let again = AgreeObjective {
        objective: agree.objective,
        expected: objective.wording(sight.company(), agree.objective),
        read: Some(now),
    };
    Some(Conflict {
        mine_is: "What you agreed",
        mine,
        now: stands,
        again: Some(("Agree it as it stands", again.into())),
        leave: "Do not agree it yet",
        ..sides(About::Objective(agree.objective), objective.title.clone())
    })
}

/// "1:1 with Priya Natarajan, 24 November 2026"
pub(super) fn meeting_words(sight: &Sight<'_>, meeting: &OneToOne) -> String {
    let other = sight.get(meeting.series).zip(sight.person());
    let with = other.map(|(series, reader)| called::name(sight, series.other(reader)));
    format!(
        "1:1 with {}, {}",
        with.unwrap_or_default(),
        display::date(meeting.scheduled_for)
    )
}

fn moved_day(sight: &Sight<'_>, moved: &MoveOneToOne) -> Option<Conflict> {
    let meeting = sight.get::<OneToOne>(moved.one_to_one)?;
    let now = meeting.scheduled_for;
    let again = MoveOneToOne {
        read: Some(now),
        ..moved.clone()
    };
    Some(Conflict {
        mine_is: "The day you chose",
        mine: vec![words("Planned for", display::date(moved.scheduled_for))],
        now: vec![words("Planned for", display::date(now))],
        again: meeting
            .held_on
            .is_none()
            .then(|| ("Move it to my day", again.into())),
        ..sides(
            About::OneToOne(moved.one_to_one),
            meeting_words(sight, meeting),
        )
    })
}

/// The day it was held stays as it was recorded first; the next one can still be moved.
fn held(sight: &Sight<'_>, hold: &HoldOneToOne) -> Option<Conflict> {
    let meeting = sight.get::<OneToOne>(hold.one_to_one)?;
    let next = OneToOne::next_planned(sight.company(), meeting);
    let recorded = |day| format!("{}, as it was recorded first", display::date(day));
    let held_on = match meeting.held_on {
        Some(day) if day != hold.held_on => recorded(day),
        day => day.map(display::date).unwrap_or_default(),
    };
    let next_on = next.map(|next| next.scheduled_for);
    let parts = [
        ("Held on", display::date(hold.held_on), held_on),
        (
            "Next 1:1 on",
            display::date(hold.next_on),
            next_on.map(display::date).unwrap_or_default(),
        ),
    ];
    let (mine, now) = parts
        .into_iter()
        .filter(|(_, mine, now)| mine != now)
        .map(|(field, mine, now)| (words(field, mine), words(field, now)))
        .unzip();
    let again = next
        .filter(|next| next.scheduled_for != hold.next_on)
        .map(|next| MoveOneToOne {
            one_to_one: next.id,
            scheduled_for: hold.next_on,
            read: Some(next.scheduled_for),
        });
    Some(Conflict {
        mine,
        now,
        again: again.map(|again| ("Move the next 1:1 to my day", again.into())),
        ..sides(
            About::OneToOne(hold.one_to_one),
            meeting_words(sight, meeting),
        )
    })
}

/// What was written in the 1:1 since the reader read it.
fn confirmed(sight: &Sight<'_>, confirm: &ConfirmOneToOne, base_seq: u64) -> Option<Conflict> {
    let id = confirm.one_to_one;
    let meeting = sight.get::<OneToOne>(id)?;
    let since = Since {
        sight,
        id,
        base_seq,
    };
    let now = [
        since.written::<AgendaItem>(|item| (item.author, words("Agenda item", &item.text))),
        since.written::<Entry>(|entry| (entry.author, words(entry.topic.words(), &entry.text))),
        since.written::<Action>(|action| (None, words("Action", &action.text))),
    ]
    .concat();
    let now = if now.is_empty() {
        vec![words("This 1:1", "changed since; open it to read it whole")]
    } else {
        now
    };
    let again = ConfirmOneToOne {
        one_to_one: id,
        expected: Some(meeting.wording(sight.company(), id)),
    };
    Some(Conflict {
        mine_is: "What you confirmed",
        mine: vec![words("This 1:1", "as it stood before")],
        now,
        again: (!meeting.is_confirmed()).then(|| ("Confirm it as it stands", again.into())),
        leave: "Do not confirm it yet",
        ..sides(About::OneToOne(id), meeting_words(sight, meeting))
    })
}

/// What came into a 1:1 after a device had got somewhere, from somebody else.
struct Since<'s, 'a> {
    sight: &'s Sight<'a>,
    id: OneToOneId,
    base_seq: u64,
}

impl Since<'_, '_> {
    fn written<T: Noun>(&self, say: fn(&T) -> (Option<PersonId>, Words)) -> Vec<Words> {
        self.sight
            .pointing::<T>(Edge::PartOf, self.id.uuid())
            .filter(|part| part.stamp.seq > self.base_seq)
            .map(|part| say(&part.body))
            .filter(|(author, _)| author.is_none() || *author != self.sight.person())
            .map(|(_, words)| words)
            .collect()
    }
}

fn proposed(sight: &Sight<'_>, propose: &ProposeTarget) -> Option<Conflict> {
    let of = (propose.indicator, propose.year);
    let mine = target_words(sight, propose.indicator, "Target", propose.value);
    let again = ProposeTarget {
        expected: Some(expected(sight, of)),
        ..propose.clone()
    };
    targets(
        sight,
        of,
        mine,
        "Propose mine as well",
        Command::ProposeTarget(again),
    )
}

fn amended(sight: &Sight<'_>, amend: &AmendTarget) -> Option<Conflict> {
    let target = sight.get::<Target>(amend.target)?;
    let of = (target.indicator, target.year);
    let mine = target_words(sight, target.indicator, "Target", amend.value);
    let again = AmendTarget {
        expected: Some(expected(sight, of)),
        ..amend.clone()
    };
    targets(
        sight,
        of,
        mine,
        "Put what I wrote in its place",
        Command::AmendTarget(again),
    )
}

fn approved(sight: &Sight<'_>, approve: &ApproveTarget) -> Option<Conflict> {
    let target = sight.get::<Target>(approve.target)?;
    let of = (target.indicator, target.year);
    let mine = target_words(sight, target.indicator, "Target", target.value);
    let again = ApproveTarget {
        target: approve.target,
        expected: Some(expected(sight, of)),
    };
    let conflict = targets(
        sight,
        of,
        mine,
        "Approve mine in its place",
        Command::ApproveTarget(again),
    )?;
    Some(Conflict {
        mine_is: "What you approved",
        ..conflict
    })
}

/// The targets of an indicator for a year.
type OfAYear = (IndicatorId, FinancialYear);

fn expected(sight: &Sight<'_>, (indicator, year): OfAYear) -> Wording {
    Target::wording(sight.company(), indicator, year, |scope| sight.sees(scope))
}

fn target_words(
    sight: &Sight<'_>,
    indicator: IndicatorId,
    field: &'static str,
    value: Decimal,
) -> Words {
    let shown = sight
        .get(indicator)
        .and_then(|indicator| target_text(indicator, Some(value)));
    words(field, shown.unwrap_or_else(|| value.to_string()))
}

/// The reader's target beside the other targets of the year that they may see.
fn targets(
    sight: &Sight<'_>,
    (indicator, year): OfAYear,
    mine: Words,
    choose: &'static str,
    again: Command,
) -> Option<Conflict> {
    let named = sight.get(indicator)?;
    let now = sight
        .pointing::<Target>(Edge::TargetOf, indicator.uuid())
        .filter(|target| target.year == year)
        .map(|target| {
            let field = match target.state {
                TargetState::Proposed => "Target, proposed",
                TargetState::Approved => "Target, approved",
            };
            target_words(sight, indicator, field, target.value)
        })
        .filter(|words| words.text != mine.text)
        .collect();
    Some(Conflict {
        mine: vec![mine],
        now,
        again: Some((choose, again)),
        ..sides(
            About::Indicator(indicator),
            format!("{} in {}", named.name, year.label()),
        )
    })
}

/// The figure that was chosen, and those that are disputed by now or stand in its place.
fn chosen(sight: &Sight<'_>, choose: &ChooseMeasurement) -> Option<Conflict> {
    let mine = sight.get::<Measurement>(choose.measurement)?;
    let (indicator, period) = (mine.indicator, mine.period);
    let named = sight.get(indicator)?;
    let said = |figure: &Stored<Measurement>| {
        let exact = figure.figure.exact(named.unit.scale());
        let by = figure
            .provided_by
            .map(|by| format!(", given by {}", called::you_or_name(sight, by)));
        let value = value_text(named, exact.as_ref(), None);
        words("Figure", format!("{value}{}", by.unwrap_or_default()))
    };
    let seen = |scope: &Scope| sight.sees(scope);
    let disputed = Measurement::disputed(sight.company(), indicator, period, seen);
    let now = Measurement::standing(sight.company(), indicator, period, seen);
    let over = disputed
        .iter()
        .map(|each| each.id)
        .filter(|each| *each != mine.id);
    let again = ChooseMeasurement {
        measurement: mine.id,
        over: over.collect(),
    };
    let open = disputed.iter().any(|each| each.id == mine.id);
    Some(Conflict {
        mine_is: "The figure you chose",
        mine: vec![said(mine)],
        now: now
            .into_iter()
            .filter(|each| each.id != mine.id)
            .map(said)
            .collect(),
        again: open.then(|| ("Choose mine all the same", again.into())),
        ..sides(
            About::Indicator(indicator),
            format!("{} in {}", named.name, period.words()),
        )
    })
}
