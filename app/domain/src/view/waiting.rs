//! Commands in words: what waits for the server, and what was refused with the person's own words in it, so that nothing
//! that somebody typed is lost (sync.md 2.6).

mod about;
mod doing;

use uuid::Uuid;

use crate::{
    calendar::Date,
    command::Command,
    display,
    rejection::Rejection,
    sight::Sight,
    view::{
        called,
        passing_on::{PassingOn, passing_on},
    },
};

pub use doing::{doing, filling_in};

pub use about::{Subject, about, about_form};

/// How much of what somebody typed is said of a command that waits.
const FIRST_CHARACTERS: usize = 80;

/// A command that waits, told apart from others like it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is to be done: "Record progress".
    pub doing: &'static str,
    /// What it is about; none where that is not held here.
    pub about: Option<Subject>,
    /// How the author's own words begin; empty where there are none.
    pub begins: String,
}

/// A command that waits, in words; `sight` is none while nothing is held yet.
pub fn line(sight: Option<&Sight<'_>>, name: &str, command: Option<&Command>) -> Line {
    let words = command.map(own_words).unwrap_or_default();
    let texts: Vec<String> = words.into_iter().map(|words| words.text).collect();
    let text = texts.join("; ");
    let begins = match text.char_indices().nth(FIRST_CHARACTERS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text,
    };
    Line {
        doing: doing(name),
        about: subject(sight, command),
        begins,
    }
}

fn subject(sight: Option<&Sight<'_>>, command: Option<&Command>) -> Option<Subject> {
    let (sight, command) = sight.zip(command)?;
    about(sight, command)
}

/// A refused command, for its author to read and to take their words back from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The command, to dismiss it by.
    pub command: Uuid,
    /// What was to be done: "Record progress".
    pub doing: &'static str,
    /// What it was about; none where that is not held here.
    pub about: Option<Subject>,
    /// Why it was refused, and what to do.
    pub why: String,
    /// What its author had typed or chosen.
    pub words: Vec<Words>,
    /// Sending the words to the new manager; none where there is nobody to send them to.
    pub pass_on: Option<PassingOn>,
}

/// What somebody had put into one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The field: "Title".
    pub field: &'static str,
    /// What it held.
    pub text: String,
}

/// A refused command in words; `sight` is none while nothing is held yet.
pub fn refusal(
    sight: Option<&Sight<'_>>,
    name: &str,
    command: Option<&Command>,
    uuid: Uuid,
    rejection: &Rejection,
) -> Refusal {
    Refusal {
        command: uuid,
        doing: doing(name),
        about: subject(sight, command),
        why: rejection.to_string(),
        words: command.map(own_words).unwrap_or_default(),
        pass_on: sight
            .zip(command)
            .and_then(|(sight, command)| passing_on(sight, command, rejection)),
    }
}

/// The heading where nothing waits, but something was typed and not sent.
pub const BEGUN: &str = "Something that you typed is not saved";

/// How many changes are not simply saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Their author is to choose between two versions.
    pub to_choose: usize,
    /// They were refused.
    pub refused: usize,
    /// They wait for the server.
    pub waiting: usize,
}

/// The heading of the page: the answer to "is anything of mine not saved?"
pub fn heading(counts: Counts) -> String {
    let parts: Vec<String> = [
        (counts.to_choose, "needs your choice", "need your choice"),
        (counts.refused, "was refused", "were refused"),
        (
            counts.waiting,
            "waits for the server",
            "wait for the server",
        ),
    ]
    .into_iter()
    .filter_map(|(count, one, many)| match count {
        0 => None,
        1 => Some(format!("1 change {one}")),
        count => Some(format!("{count} changes {many}")),
    })
    .collect();
    if parts.is_empty() {
        "Everything is saved".to_owned()
    } else {
        parts.join("; ")
    }
}

/// What is said after the server was restored from a backup: how much this device sent to it again, and what to look for.
pub fn restored(again: usize) -> String {
    let sent = match again {
        0 => "Nothing that was done on this device is missing there.".to_owned(),
        1 => "It had lost 1 change that was made here; this device has sent it again.".to_owned(),
        again => format!(
            "It had lost {again} changes that were made here; this device has sent them again."
        ),
    };
    format!(
        "{sent} What was done on other devices comes back when they are next online. Look through your latest work, and tell the administrator if something is missing."
    )
}

/// What signing out on this page would lose: changes that wait, words that were refused, and fields that were filled in and not
/// sent.
pub fn lost_by_signing_out(waiting: usize, refused: usize, begun: usize) -> String {
    let counted = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 change {one}")),
        count => Some(format!("{count} changes {many}")),
    };
    let changes = counted(
        waiting,
        "has not reached the server",
        "have not reached the server",
    );
    let back = counted(
        refused,
        "that was refused or needs your choice is kept only here",
        "that were refused or need your choice are kept only here",
    );
    let typed = (begun > 0).then(|| "what you typed into a form is not saved".to_owned());
    let all: Vec<String> = [changes, back, typed].into_iter().flatten().collect();
    let them = match (waiting + refused, begun) {
        (0, 0) => return "Everything is saved now. You can sign out.".to_owned(),
        (1, 0) | (0, _) => "it",
        _ => "them",
    };
    called::sentence(&format!(
        "{}. Signing out now loses {them}.",
        called::list(&all, "and")
    ))
}

/// A command that had not reached the server, for a copy of it.
#[derive(Clone, Debug)]
pub struct Unsent<'a> {
    /// Its name on the wire.
    pub name: &'a str,
    /// What it says; none where this page cannot read it.
    pub command: Option<&'a Command>,
    /// The day on which it was given.
    pub given_on: Date,
}

/// What waits or was refused, as a text for its author to keep and to enter again: in its order, each with what it is about, its day and
/// the words they had typed; after it what they had typed and not sent, form by form.
pub fn copy<'a>(
    sight: Option<&Sight<'_>>,
    waiting: impl IntoIterator<Item = Unsent<'a>>,
    begun: impl IntoIterator<Item = (String, Vec<String>)>,
    today: Date,
) -> String {
    let mut copy = format!(
        "What had not reached Throughline’s server on {}\n",
        display::date(today)
    );
    let about = |subject: Option<Subject>| {
        subject.map_or_else(String::new, |subject| format!("About: {}\n", subject.words))
    };
    for (each, place) in waiting.into_iter().zip(1..) {
        copy.push_str(&format!("\n{place}. {}\n", doing(each.name)));
        copy.push_str(&about(subject(sight, each.command)));
        copy.push_str(&format!("Entered on: {}\n", display::date(each.given_on)));
        for Words { field, text } in each.command.map(own_words).unwrap_or_default() {
            copy.push_str(&format!("{field}: {text}\n"));
        }
    }
    for (form, texts) in begun {
        copy.push_str(&format!("\nBegun: {}\n", filling_in(&form)));
        copy.push_str(&about(sight.and_then(|sight| about_form(sight, &form))));
        for text in texts {
            copy.push_str(&format!("{text}\n"));
        }
    }
    copy
}

/// What the author typed, field by field, leaving empty ones out.
fn own_words(command: &Command) -> Vec<Words> {
    let fields: Vec<(&'static str, String)> = match command {
        Command::DraftObjective(draft) => vec![
            ("Title", draft.title.clone()),
            ("Success measure", draft.success_measure.clone()),
        ],
        Command::RewordObjective(reword) => vec![
            ("Title", reword.title.clone()),
            ("Success measure", reword.success_measure.clone()),
        ],
        Command::RecordProgress(record) => vec![
            ("Progress", format!("{}%", record.progress)),
            ("What happened", record.note.clone()),
        ],
        Command::AddAgendaItem(add) => vec![("Agenda item", add.text.clone())],
        Command::PassOn(pass_on) => vec![("What you wrote", pass_on.text.clone())],
        Command::WriteEntry(write) => vec![(write.topic.words(), write.text.clone())],
        Command::AddAction(add) => vec![("Action", add.text.clone())],
        Command::WritePrivateNote(write) => vec![("Private note", write.text.clone())],
        _ => return other_words(command),
    };
    kept(fields)
}

/// The same for what is administered rather than agreed: whatever in the arguments is free text.
fn other_words(command: &Command) -> Vec<Words> {
    kept(match command {
        Command::RecordPerspective(record) => vec![
            ("Name", record.name.clone()),
            ("Question", record.question.clone()),
        ],
        Command::RecordPriority(record) => vec![
            ("Title", record.title.clone()),
            ("Outcome", record.outcome.clone()),
        ],
        Command::RecordUnit(record) => vec![
            ("Name", record.name.clone()),
            ("Purpose", record.purpose.clone()),
        ],
        Command::RecordPerson(record) => vec![("Name", record.name.clone())],
        Command::RecordPost(record) => vec![("Title", record.title.clone())],
        Command::DefineIndicator(define) => vec![
            ("Name", define.definition.name.clone()),
            ("Formula", define.definition.formula.clone()),
        ],
        Command::ReviseDefinition(revise) => vec![
            ("Name", revise.definition.name.clone()),
            ("Reason", revise.reason.clone()),
            ("Purpose", revise.definition.purpose.clone()),
            ("Formula", revise.definition.formula.clone()),
            ("Numerator", revise.terms.numerator.clone()),
            ("Denominator", revise.terms.denominator.clone()),
            (
                "Drivers in the short term",
                revise.terms.drivers_short_term.clone(),
            ),
            (
                "Drivers in the long term",
                revise.terms.drivers_long_term.clone(),
            ),
            (
                "Published promise",
                revise.terms.service_standard_text.clone(),
            ),
            ("Why it is needed", revise.terms.why_local.clone()),
        ],
        Command::RetireIndicator(retire) => vec![("Reason", retire.reason.clone())],
        Command::SelectIndicator(select) => vec![("Why", select.why.clone())],
        Command::RecordCriticalSuccessFactor(record) => vec![("Name", record.name.clone())],
        Command::RecordCoreBusinessActivity(record) => vec![("Name", record.name.clone())],
        other => of_figures(other),
    })
}

/// The same for what is written about figures.
fn of_figures(command: &Command) -> Vec<(&'static str, String)> {
    match command {
        Command::RecordMeasurement(record) => vec![
            ("What residents are told", record.public_words.clone()),
            ("Why it changes", record.correction.clone()),
        ],
        Command::SubmitMeasurement(submit) => vec![
            ("Evidence", submit.evidence.clone()),
            ("Where it is kept", submit.kept_at.clone()),
        ],
        Command::ReturnMeasurement(returned) => vec![("Reason", returned.reason.clone())],
        Command::WriteCommentary(write) => vec![
            ("What happened", write.happened.clone()),
            ("Why", write.why.clone()),
            ("What happens next", write.next.clone()),
            ("What residents are told", write.public_words.clone()),
        ],
        Command::PlanCorrectiveAction(plan) => vec![
            ("Corrective action", plan.what.clone()),
            ("Beyond the Company’s control", plan.beyond_control.clone()),
        ],
        Command::DecideCorrectiveAction(decide) => vec![("Decision", decide.words.clone())],
        Command::CloseCorrectiveAction(close) => vec![("What was done", close.taken.clone())],
        Command::WaiveStage(waive) => vec![("Reason", waive.reason.clone())],
        Command::StepIndicatorSet(taken) => taken.step.words(),
        Command::RecordAudit(audit) => vec![
            ("What was found", audit.findings.clone()),
            ("What is to be done", audit.action.clone()),
        ],
        Command::RecordProcedure(record) => {
            vec![
                ("Name", record.name.clone()),
                ("What is to be done", record.text.clone()),
            ]
        }
        Command::CollateReport(report) => vec![
            ("What is said first", report.summary.clone()),
            ("Why it is reported again", report.again.clone()),
        ],
        Command::StepReport(taken) => taken.step.words(),
        Command::RateDataQuality(rate) => {
            let rated = rate.dimensions.iter();
            rated
                .map(|rated| (rated.dimension.words(), rated.evidence.clone()))
                .collect()
        }
        _ => of_plans(command),
    }
}

fn of_plans(command: &Command) -> Vec<(&'static str, String)> {
    match command {
        Command::WritePlan(write) => vec![
            ("Vision", write.says.vision.clone()),
            ("Inputs", write.says.inputs.clone()),
            ("Processes", write.says.processes.clone()),
            ("Results", write.says.results.clone()),
            (
                "Who is treated differently",
                write
                    .says
                    .equality
                    .as_ref()
                    .map_or_else(String::new, |equality| equality.words.clone()),
            ),
        ],
        Command::StepPlan(step) => step.step.words(),
        Command::RecordEqualityReview(review) => vec![("What was found", review.findings.clone())],
        Command::PlanEqualityAction(action) => vec![("What is done", action.what.clone())],
        Command::CompleteEqualityAction(action) => vec![("What was done", action.done.clone())],
        Command::RecordRisk(record) => vec![
            ("Name", record.says.name.clone()),
            ("Cause", record.says.cause.clone()),
            ("Event", record.says.event.clone()),
            ("Effect", record.says.effect.clone()),
        ],
        Command::RecordFocusGroupSession(session) => vec![
            ("What they said", session.said.clone()),
            ("What we did", session.did.clone()),
        ],
        Command::RecordFeedback(feedback) => vec![
            ("What was said", feedback.said.clone()),
            ("What we did", feedback.did.clone()),
        ],
        Command::RecordGenericIssue(issue) => vec![
            ("Why it is", issue.root_cause.clone()),
            ("What is done", issue.fix.clone()),
        ],
        Command::SettleGenericIssue(settle) => {
            vec![("How it is known to be over", settle.verified.clone())]
        }
        Command::ReviewRisk(review) => vec![("What was found", review.words.clone())],
        _ => Vec::new(),
    }
}

fn kept(fields: Vec<(&'static str, String)>) -> Vec<Words> {
    fields
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(field, text)| Words { field, text })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        check_in::RecordProgress,
        entry::{Topic, WriteEntry},
        id::Id,
    };

    #[test]
    fn a_copy_holds_every_word_in_its_order() {
        let record: Command = RecordProgress {
            check_in: Id::new(Uuid::nil()),
            objective: Id::new(Uuid::nil()),
            progress: 60,
            note: "Three notices this week.".to_owned(),
            one_to_one: None,
        }
        .into();
        let given_on = "2026-11-20".parse().unwrap();
        let waiting = [("check_in.record", Some(&record)), ("target.propose", None)];
        let waiting = waiting.map(|(name, command)| Unsent {
            name,
            command,
            given_on,
        });
        let begun = [("agenda-7-".to_owned(), vec!["Ring them back".to_owned()])];
        let copy = copy(None, waiting, begun, "2026-11-21".parse().unwrap());
        assert_eq!(
            copy,
            "What had not reached Throughline’s server on 21 November 2026\n\n1. Record progress\nEntered on: 20 November 2026\nProgress: 60%\nWhat happened: Three notices this week.\n\n2. Propose a target\nEntered on: 20 November 2026\n\nBegun: Add to an agenda\nRing them back\n"
        );
    }

    #[test]
    fn the_heading_counts_what_is_not_saved() {
        for (to_choose, refused, waiting, words) in [
            (0, 0, 0, "Everything is saved"),
            (0, 0, 1, "1 change waits for the server"),
            (1, 0, 0, "1 change needs your choice"),
            (0, 2, 0, "2 changes were refused"),
            (
                2,
                1,
                3,
                "2 changes need your choice; 1 change was refused; 3 changes wait for the server",
            ),
        ] {
            let counts = Counts {
                to_choose,
                refused,
                waiting,
            };
            assert_eq!(heading(counts), words);
        }
    }

    #[test]
    fn signing_out_says_what_it_loses() {
        for (waiting, refused, begun, words) in [
            (0, 0, 0, "Everything is saved now. You can sign out."),
            (
                0,
                1,
                0,
                "1 change that was refused or needs your choice is kept only here. Signing out now loses it.",
            ),
            (
                1,
                0,
                0,
                "1 change has not reached the server. Signing out now loses it.",
            ),
            (
                3,
                0,
                0,
                "3 changes have not reached the server. Signing out now loses them.",
            ),
            (
                0,
                0,
                2,
                "What you typed into a form is not saved. Signing out now loses it.",
            ),
            (
                1,
                0,
                1,
                "1 change has not reached the server and what you typed into a form is not saved. Signing out now loses them.",
            ),
        ] {
            assert_eq!(lost_by_signing_out(waiting, refused, begun), words);
        }
    }

    #[test]
    fn after_a_restore_it_says_what_was_sent_again() {
        for (again, words) in [
            (0, "Nothing that was done on this device is missing there."),
            (
                1,
                "It had lost 1 change that was made here; this device has sent it again.",
            ),
            (
                4,
                "It had lost 4 changes that were made here; this device has sent them again.",
            ),
        ] {
            assert!(restored(again).starts_with(words));
        }
    }

    #[test]
    fn a_form_is_called_by_what_its_fields_begin_with() {
        assert_eq!(filling_in("progress-6cd3aea7-490f-"), "Record progress");
        assert_eq!(filling_in("unheard-of-"), "A form");
    }

    #[test]
    fn every_command_is_called_something() {
        for name in Command::NAMES {
            assert_ne!(doing(name), "Make a change", "{name}");
        }
    }

    #[test]
    fn a_refused_entry_gives_its_words_back() {
        let write = Command::from(WriteEntry {
            entry: Id::new(Uuid::nil()),
            one_to_one: Id::new(Uuid::nil()),
            topic: Topic::Obstacle,
            text: "The van is off the road.".to_owned(),
            objective: None,
            read: None,
        });
        let refused = refusal(
            None,
            write.name(),
            Some(&write),
            Uuid::nil(),
            &Rejection::SeriesEnded,
        );
        assert_eq!(refused.doing, "Write in a 1:1");
        assert_eq!(refused.why, Rejection::SeriesEnded.to_string());
        let words = Words {
            field: "Obstacles and help needed",
            text: "The van is off the road.".to_owned(),
        };
        assert_eq!(refused.words, [words]);
    }
}
