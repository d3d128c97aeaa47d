//! What is asked when a target is set, part by part, in the order of the strategy's five rules.

use super::{
    answers::{Answers, key},
    decision::decision_words,
};
use crate::{
    calendar::{Date, FinancialYear},
    display,
    folded::folded_on,
    indicator::Indicator,
    plan_action::PlanAction,
    quantity::Exact,
    record::Stored,
    sight::Sight,
    target::{TargetKind, grounds::Grounds},
    view::reading::lower_first,
};

/// Some questions that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its heading.
    pub heading: &'static str,
    /// Its questions.
    pub asks: Vec<Ask>,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Which field its answer stands in.
    pub field: &'static str,
    /// The question.
    pub label: &'static str,
    /// How to answer it; may be empty.
    pub hint: String,
    /// How it is answered.
    pub input: Input,
    /// It is asked where one of these stands in that field; always where there is none.
    pub when: Option<(&'static str, &'static [&'static str])>,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// In a number.
    Number,
    /// In a line.
    Line,
    /// In some lines.
    Lines,
    /// With a day.
    Day,
    /// With a tick; `yes` where it is ticked.
    Tick,
    /// With one of these: what is sent and what people read.
    One(Vec<(String, String)>),
    /// With one of a list that may be long.
    Listed(Vec<(String, String)>),
}

impl Ask {
    /// Whether it is asked, as the other answers stand.
    pub fn is_asked(&self, answers: &Answers) -> bool {
        self.when.is_none_or(|(field, some)| {
            let answer = answers.get(field);
            some.contains(&answer) || (some == [ANYTHING] && !answer.is_empty())
        })
    }
}

/// Any answer at all.
const ANYTHING: &str = "*";

/// The kinds whose value somebody sets.
const BY_HAND: &[&str] = &["at_least", "at_most", "reach", "cumulative"];
/// Those of them that can take several ways through the year.
const ONE_OF_SEVERAL_WAYS: &[&str] = &["at_least", "at_most", "reach"];

fn ask(field: &'static str, label: &'static str, input: Input) -> Ask {
    Ask {
        field,
        label,
        hint: String::new(),
        input,
        when: None,
    }
}

impl Ask {
    fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: hint.into(),
            ..self
        }
    }

    fn when(self, field: &'static str, some: &'static [&'static str]) -> Self {
        Self {
            when: Some((field, some)),
            ..self
        }
    }
}

fn one(options: &[(&str, &str)]) -> Input {
    Input::One(
        options
            .iter()
            .map(|(value, label)| ((*value).to_owned(), (*label).to_owned()))
            .collect(),
    )
}

/// Every part of the form.
pub fn parts(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    year: FinancialYear,
    grounds: &Grounds,
) -> Vec<Part> {
    let mut parts = vec![
        Part {
            heading: "The target",
            asks: target(indicator),
        },
        Part {
            heading: "Where the service stands now",
            asks: baseline(indicator, grounds),
        },
        Part {
            heading: "What makes it realistic",
            asks: realistic(sight, indicator),
        },
        Part {
            heading: "Who was asked",
            asks: asked(),
        },
        Part {
            heading: "Equality, and who sees it",
            asks: seen(year),
        },
    ];
    if grounds.original.is_some() {
        parts.push(Part {
            heading: "Why the target is revised",
            asks: revised(grounds),
        });
    } else if let Some(locked) = grounds.locked {
        parts.push(Part {
            heading: "Why the locked set is changed",
            asks: vec![
                ask("because", "Why is the set changed?", Input::Lines).hint(format!(
                    "The set of targets for {year} is locked since {}. Staff read this beside the year’s targets.",
                    display::date(locked)
                )),
            ],
        });
    }
    parts
}

fn target(indicator: &Indicator) -> Vec<Ask> {
    let kinds = [
        TargetKind::AtLeast,
        TargetKind::AtMost,
        TargetKind::Within,
        TargetKind::Reach,
        TargetKind::Cumulative,
        TargetKind::YesNo,
        TargetKind::Milestone { by: Date::MIN },
        TargetKind::NoWorseThanLastYear,
        TargetKind::NoWorseThanPeerMedian,
        TargetKind::TrackOnly,
    ];
    let kinds = kinds
        .into_iter()
        .filter(|kind| kind.fits(indicator))
        .map(|kind| (key(kind).to_owned(), kind.words().to_owned()))
        .collect();
    let periods = indicator.frequency.grain().periods_in_a_year();
    let unit = lower_first(crate::view::reading::unit_word(indicator.unit));
    vec![
        ask("kind", "What kind of target is it?", Input::One(kinds)),
        ask("milestone_by", "By which day?", Input::Day).when("kind", &["milestone"]),
        ask("value", "What is to be reached?", Input::Number)
            .hint(format!("In {unit}, by the end of the year."))
            .when("kind", BY_HAND),
        ask(
            "trajectory",
            "How is it reached within the year?",
            one(&[
                ("flat", "The same in every period"),
                ("line", "In a straight line from the baseline, after some periods"),
                ("points", "With a target of its own in each period"),
            ]),
        )
        .when("kind", ONE_OF_SEVERAL_WAYS),
        ask("lag", "After how many periods does it begin to move?", Input::Number)
            .hint("An investment may legitimately take some time to bear dividends. 0 where it moves at once.")
            .when("trajectory", &["line"]),
        ask("points", "The target of each period", Input::Line)
            .hint(format!(
                "{periods} numbers from April on, with a space between them; the last is the year’s."
            ))
            .when("trajectory", &["points"]),
        ask("shares", "The share of each period", Input::Line)
            .hint(format!(
                "{periods} numbers with a space between them, or nothing for equal shares."
            ))
            .when("kind", &["cumulative"]),
        ask("stretch", "What would be better still?", Input::Number)
            .hint("It can stay empty. Nobody is held to it.")
            .when("kind", BY_HAND),
    ]
}

fn baseline(indicator: &Indicator, grounds: &Grounds) -> Vec<Ask> {
    let shown =
        |value: &Exact| display::figure(indicator.unit, value, indicator.decimals, None, None);
    let mut options = Vec::new();
    if let Some((year, outturn)) = &grounds.last_year {
        options.push((
            "last_year".to_owned(),
            format!(
                "Last year’s outturn ({year}): {}{}",
                shown(&outturn.value),
                outturn.missing_words()
            ),
        ));
    }
    if let Some((until, outturn)) = &grounds.last_months {
        options.push((
            "last_months".to_owned(),
            format!(
                "The last twelve months, up to {}: {}{}",
                until.words(),
                shown(&outturn.value),
                outturn.missing_words()
            ),
        ));
    }
    options.push((
        "new".to_owned(),
        "There is none: the indicator is new".to_owned(),
    ));
    vec![
        ask("baseline", "What is the baseline?", Input::One(options)),
        ask("new_because", "Why are there no figures yet?", Input::Lines)
            .when("baseline", &["new"]),
    ]
}

fn realistic(sight: &Sight<'_>, indicator: &Indicator) -> Vec<Ask> {
    let actions: Vec<(String, String)> = indicator
        .service
        .into_iter()
        .flat_map(|service| folded_on::<PlanAction>(sight.company(), service.uuid()))
        .filter(|action| sight.sees(&action.scope))
        .filter_map(|action| Some((action.id.to_string(), action.open()?.title)))
        .collect();
    let mut asks = vec![
        ask(
            "outside",
            "Something economic or political changes that bears on it",
            Input::Tick,
        ),
        ask("outside_words", "What changes?", Input::Lines).when("outside", &["yes"]),
    ];
    if actions.is_empty() {
        return asks;
    }
    asks.extend([
        ask(
            "action",
            "Which action of the service plan does it rest on?",
            Input::Listed(actions),
        )
        .hint(
            "It can stay empty, unless the target is beyond what the figures reach as things are.",
        ),
        ask("resource", "What has it to work with?", Input::Line)
            .hint("People, money: “Two surveyors from April”.")
            .when("action", &[ANYTHING]),
        ask("starts", "When does it start?", Input::Day).when("action", &[ANYTHING]),
        ask(
            "investment",
            "It is an investment, which takes time to bear dividends",
            Input::Tick,
        )
        .when("action", &[ANYTHING]),
    ]);
    asks
}

fn asked() -> Vec<Ask> {
    vec![
        ask(
            "consultation",
            "Were the staff who deliver it asked?",
            one(&[("held", "Yes"), ("not_possible", "It was not possible")]),
        ),
        ask("group", "Who was asked?", Input::Line).when("consultation", &["held"]),
        ask("asked_on", "When?", Input::Day).when("consultation", &["held"]),
        ask("view", "What did they say?", Input::Lines).when("consultation", &["held"]),
        ask(
            "influence",
            "What became of it in the target?",
            Input::Lines,
        )
        .when("consultation", &["held"]),
        ask("not_possible", "Why was it not possible?", Input::Lines)
            .when("consultation", &["not_possible"]),
    ]
}

fn seen(year: FinancialYear) -> Vec<Ask> {
    vec![
        ask(
            "equality",
            "Does it treat some groups of people differently?",
            one(&[("no", "No"), ("yes", "Yes")]),
        ),
        ask(
            "equality_words",
            "Whom, and what is done about it?",
            Input::Lines,
        )
        .when("equality", &["yes"]),
        ask(
            "audience",
            "Who sees it once it is approved?",
            one(&[
                ("public", "Staff and residents"),
                ("internal", "Staff alone"),
            ]),
        ),
        ask(
            "internal_because",
            "Why do residents not see it?",
            Input::Lines,
        )
        .when("audience", &["internal"]),
        ask(
            "effective_from",
            "From which day does it count?",
            Input::Day,
        )
        .hint(format!("In {year}, and not before it is approved.")),
    ]
}

fn revised(grounds: &Grounds) -> Vec<Ask> {
    let decisions: Vec<(String, String)> = grounds
        .revisions_asked
        .iter()
        .map(|asked| (asked.action.to_string(), decision_words(asked)))
        .collect();
    let hint = if decisions.is_empty() {
        "A lower target names what the Board or the Performance Committee decided. There is nothing to name yet: plan the response “Revise the target” at month end."
    } else {
        "Where it is lower than the original. What is beyond the Company’s control stands in it."
    };
    vec![
        ask("because", "Why is it revised?", Input::Lines)
            .hint("Staff and residents read this beside the original target."),
        ask(
            "decision",
            "Which corrective action was decided?",
            Input::Listed(decisions),
        )
        .hint(hint),
    ]
}
