//! What stands in the fields of a target's form, and what it comes to: a value, a way through the year and a case.

use std::{collections::BTreeMap, str::FromStr};

use rust_decimal::Decimal;

use crate::{
    calendar::{Date, FinancialYear},
    id::Id,
    indicator::Indicator,
    quantity::Unit,
    rejection::{FieldProblem, Rejection},
    scoring::Direction,
    target::{Target, TargetKind, checks::Code, grounds::Grounds},
    target_case::{
        Audience, Baseline, BaselineFrom, Case, Consultation, Equality, Fee, LinkedAction, Reason,
        Revision,
    },
    trajectory::Trajectory,
    view::{day, typed},
};

/// Every answer by its field; a field that is not in it is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<String, String>);

/// A form read: what is proposed.
pub(super) struct Set {
    pub value: Decimal,
    pub trajectory: Trajectory,
    pub case: Case,
}

impl Answers {
    /// What stands in a field.
    pub fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// Puts something in a field.
    pub fn put(&mut self, field: &str, text: impl Into<String>) {
        self.0.insert(field.to_owned(), text.into());
    }

    /// What an empty form begins with: the usual kind for the indicator, the usual day, and the latest baseline there is.
    pub(super) fn begun(
        indicator: &Indicator,
        year: FinancialYear,
        grounds: &Grounds,
        today: Date,
    ) -> Self {
        let mut answers = Self::default();
        answers.put("kind", key(usual(indicator)));
        answers.put("trajectory", "flat");
        answers.put("audience", "public");
        answers.put("effective_from", day::typed(year.first_day().max(today)));
        if grounds.last_year.is_some() {
            answers.put("baseline", "last_year");
        } else if grounds.last_months.is_some() {
            answers.put("baseline", "last_months");
        }
        answers
    }

    /// A target that was proposed without a case, as an import leaves it.
    pub(super) fn without_case(indicator: &Indicator, target: &Target, today: Date) -> Self {
        let mut answers = Self::begun(indicator, target.year, &Grounds::default(), today);
        answers.path(target);
        answers
    }

    /// A target as it was proposed.
    pub(super) fn of(target: &Target, case: &Case) -> Self {
        let mut answers = Self::default();
        answers.put("kind", key(case.kind));
        if let TargetKind::Milestone { by } = case.kind {
            answers.put("milestone_by", day::typed(by));
        }
        answers.path(target);
        answers.grounds(case);
        answers.heard(case);
        if let Some(revision) = &case.revision {
            answers.put("because", &revision.because);
            let named = revision.action.map(|action| action.to_string());
            answers.put("decision", named.unwrap_or_default());
        }
        for reason in &case.reasons {
            answers.put(reason.code.field(), &reason.words);
        }
        answers
    }

    fn path(&mut self, target: &Target) {
        self.put("value", target.value.normalize().to_string());
        let listed = |points: &[Decimal]| {
            let points: Vec<String> = points.iter().map(Decimal::to_string).collect();
            points.join(" ")
        };
        match &target.trajectory {
            Trajectory::Flat | Trajectory::TrackOnly => self.put("trajectory", "flat"),
            Trajectory::Cumulative { weights } => {
                self.put("shares", weights.as_deref().map(listed).unwrap_or_default());
            }
            Trajectory::LinearWithLag { lag, .. } => {
                self.put("trajectory", "line");
                self.put("lag", lag.to_string());
            }
            Trajectory::Profiled(points) => {
                self.put("trajectory", "points");
                self.put("points", listed(points));
            }
        }
    }

    fn grounds(&mut self, case: &Case) {
        if let Some(baseline) = &case.baseline {
            self.put(
                "baseline",
                match baseline.from {
                    BaselineFrom::LastYear => "last_year",
                    BaselineFrom::LastTwelveMonths => "last_months",
                    BaselineFrom::NewIndicator => "new",
                },
            );
            self.put("new_because", &baseline.because);
        }
        if let Some(outside) = &case.outside {
            self.put("outside", "yes");
            self.put("outside_words", outside);
        }
        if let Some(stretch) = case.stretch {
            self.put("stretch", stretch.normalize().to_string());
        }
        if let Some(action) = &case.action {
            self.put("action", action.action.to_string());
            self.put("resource", &action.resource);
            self.put("starts", action.starts.map_or_else(String::new, day::typed));
            self.put("investment", if action.investment { "yes" } else { "" });
        }
        self.put("effective_from", day::typed(case.effective_from));
    }

    fn heard(&mut self, case: &Case) {
        match &case.consultation {
            Some(Consultation::Held {
                group,
                on,
                view,
                influence,
            }) => {
                self.put("consultation", "held");
                self.put("group", group);
                self.put("asked_on", day::typed(*on));
                self.put("view", view);
                self.put("influence", influence);
            }
            Some(Consultation::NotPossible { because }) => {
                self.put("consultation", "not_possible");
                self.put("not_possible", because);
            }
            None => {}
        }
        if let Some(equality) = &case.equality {
            self.put("equality", if equality.differs { "yes" } else { "no" });
            self.put("equality_words", &equality.words);
        }
        match &case.audience {
            Audience::StaffAndPublic => self.put("audience", "public"),
            Audience::InternalOnly { because } => {
                self.put("audience", "internal");
                self.put("internal_because", because);
            }
        }
    }
}

/// The kind that an indicator's targets usually have.
const fn usual(indicator: &Indicator) -> TargetKind {
    match (indicator.unit, indicator.direction) {
        (_, Direction::WithinRange { .. }) => TargetKind::Within,
        (Unit::YesNo, _) => TargetKind::YesNo,
        (_, Direction::LowerIsBetter) => TargetKind::AtMost,
        _ => TargetKind::AtLeast,
    }
}

/// What a choice sends for a kind.
pub(super) const fn key(kind: TargetKind) -> &'static str {
    match kind {
        TargetKind::AtLeast => "at_least",
        TargetKind::AtMost => "at_most",
        TargetKind::Within => "within",
        TargetKind::Reach => "reach",
        TargetKind::Cumulative => "cumulative",
        TargetKind::YesNo => "yes_no",
        TargetKind::Milestone { .. } => "milestone",
        TargetKind::NoWorseThanLastYear => "last_year",
        TargetKind::NoWorseThanPeerMedian => "peers",
        TargetKind::TrackOnly => "track_only",
    }
}

/// Reads a form. Problems are told by field, all of them at once.
pub(super) struct Reading<'a> {
    answers: &'a Answers,
    problems: Vec<FieldProblem>,
}

impl<'a> Reading<'a> {
    /// What the fields come to, or what is wrong with them.
    pub(super) fn of(
        answers: &'a Answers,
        indicator: &Indicator,
        grounds: &Grounds,
    ) -> Result<Set, Rejection> {
        let mut reading = Self {
            answers,
            problems: Vec::new(),
        };
        let kind = reading.kind();
        let value = reading.value(kind, indicator, grounds);
        let trajectory = reading.trajectory(kind, indicator, grounds);
        let case = reading.case(kind);
        if reading.problems.is_empty() {
            Ok(Set {
                value,
                trajectory,
                case,
            })
        } else {
            Err(Rejection::Fields {
                fields: reading.problems,
            })
        }
    }

    fn wrong(&mut self, field: &str, words: &str) {
        self.problems.push(FieldProblem {
            field: field.to_owned(),
            words: words.to_owned(),
        });
    }

    fn text(&self, field: &str) -> String {
        self.answers.get(field).trim().to_owned()
    }

    fn is(&self, field: &str, answer: &str) -> bool {
        self.answers.get(field) == answer
    }

    fn optional_day(&mut self, field: &str) -> Option<Date> {
        match typed::optional_day(field, self.answers.get(field)) {
            Ok(day) => day,
            Err(refused) => {
                let words = refused.on_field(field).unwrap_or_default().to_owned();
                self.wrong(field, &words);
                None
            }
        }
    }

    fn day(&mut self, field: &str) -> Date {
        let found = self.optional_day(field);
        if found.is_none() && self.answers.get(field).trim().is_empty() {
            self.wrong(field, "Enter a date.");
        }
        found.unwrap_or(Date::MIN)
    }

    fn number(&mut self, field: &str) -> Option<Decimal> {
        let text = self.answers.get(field);
        if text.trim().is_empty() {
            return None;
        }
        let read = number(text);
        if read.is_none() {
            self.wrong(field, "Enter a number, such as 17 or 98.5.");
        }
        read
    }

    /// Numbers one after another.
    fn numbers(&mut self, field: &str) -> Vec<Decimal> {
        let text = self.answers.get(field);
        let read: Option<Vec<Decimal>> = text.split_whitespace().map(number).collect();
        match read {
            Some(numbers) => numbers,
            None => {
                self.wrong(
                    field,
                    "Enter numbers with a space between them, such as 19 19 18.5.",
                );
                Vec::new()
            }
        }
    }

    fn kind(&mut self) -> TargetKind {
        match self.answers.get("kind") {
            "at_least" => TargetKind::AtLeast,
            "at_most" => TargetKind::AtMost,
            "within" => TargetKind::Within,
            "reach" => TargetKind::Reach,
            "cumulative" => TargetKind::Cumulative,
            "yes_no" => TargetKind::YesNo,
            "milestone" => TargetKind::Milestone {
                by: self.day("milestone_by"),
            },
            "last_year" => TargetKind::NoWorseThanLastYear,
            "peers" => TargetKind::NoWorseThanPeerMedian,
            "track_only" => TargetKind::TrackOnly,
            _ => {
                self.wrong("kind", "Choose what kind of target it is.");
                TargetKind::TrackOnly
            }
        }
    }

    fn value(&mut self, kind: TargetKind, indicator: &Indicator, grounds: &Grounds) -> Decimal {
        if !kind.is_set_by_hand() {
            let fixed = kind.fixed(indicator, grounds);
            if fixed.is_none() {
                self.wrong(
                    "kind",
                    "There is nothing yet to work this target out from. Choose another kind.",
                );
            }
            return fixed.unwrap_or_default();
        }
        let empty = self.text("value").is_empty();
        if empty {
            self.wrong("value", "Enter the target as a number, such as 17 or 98.5.");
        }
        self.number("value").unwrap_or_default()
    }

    fn trajectory(
        &mut self,
        kind: TargetKind,
        indicator: &Indicator,
        grounds: &Grounds,
    ) -> Trajectory {
        let periods = indicator.frequency.grain().periods_in_a_year();
        match kind {
            TargetKind::TrackOnly => Trajectory::TrackOnly,
            TargetKind::Cumulative => Trajectory::Cumulative {
                weights: Some(self.numbers("shares")).filter(|shares| !shares.is_empty()),
            },
            TargetKind::Milestone { by } => {
                let last = kind.fixed(indicator, grounds).unwrap_or_default();
                let before = Decimal::ONE - last;
                let done = |index: u8| {
                    let period = crate::calendar::Period::of(
                        FinancialYear::containing(by),
                        indicator.frequency.grain(),
                        index,
                    );
                    period.is_none_or(|period| period.end() >= by)
                };
                Trajectory::Profiled(
                    (1..=periods)
                        .map(|index| {
                            if done(index) || index == periods {
                                last
                            } else {
                                before
                            }
                        })
                        .collect(),
                )
            }
            TargetKind::AtLeast | TargetKind::AtMost | TargetKind::Reach => {
                self.chosen_path(kind, indicator, grounds)
            }
            TargetKind::Within
            | TargetKind::YesNo
            | TargetKind::NoWorseThanLastYear
            | TargetKind::NoWorseThanPeerMedian => Trajectory::Flat,
        }
    }

    fn chosen_path(
        &mut self,
        kind: TargetKind,
        indicator: &Indicator,
        grounds: &Grounds,
    ) -> Trajectory {
        match self.answers.get("trajectory") {
            "line" => {
                let baseline = self
                    .baseline()
                    .and_then(|baseline| grounds.baseline(indicator, kind, baseline.from));
                if baseline.is_none() {
                    self.wrong(
                        "trajectory",
                        "A straight line begins at the baseline, and there is none. Choose a baseline, or give each period’s target.",
                    );
                }
                let lag = self.text("lag");
                let lag = if lag.is_empty() { Ok(0) } else { lag.parse() };
                if lag.is_err() {
                    self.wrong("lag", "Enter a whole number of periods, such as 3.");
                }
                Trajectory::LinearWithLag {
                    baseline: baseline.unwrap_or_default(),
                    lag: lag.unwrap_or_default(),
                }
            }
            "points" => Trajectory::Profiled(self.numbers("points")),
            _ => Trajectory::Flat,
        }
    }

    fn baseline(&self) -> Option<Baseline> {
        let from = match self.answers.get("baseline") {
            "last_year" => BaselineFrom::LastYear,
            "last_months" => BaselineFrom::LastTwelveMonths,
            "new" => BaselineFrom::NewIndicator,
            _ => return None,
        };
        Some(Baseline {
            from,
            value: None,
            because: match from {
                BaselineFrom::NewIndicator => self.text("new_because"),
                BaselineFrom::LastYear | BaselineFrom::LastTwelveMonths => String::new(),
            },
        })
    }

    fn case(&mut self, kind: TargetKind) -> Case {
        Case {
            kind,
            baseline: self.baseline(),
            outside: self
                .is("outside", "yes")
                .then(|| self.text("outside_words")),
            consultation: self.consultation(),
            stakeholders: String::new(),
            fee: Fee::NotAgreed,
            equality: match self.answers.get("equality") {
                "yes" => Some(Equality {
                    differs: true,
                    words: self.text("equality_words"),
                }),
                "no" => Some(Equality {
                    differs: false,
                    words: String::new(),
                }),
                _ => None,
            },
            audience: match self.answers.get("audience") {
                "internal" => Audience::InternalOnly {
                    because: self.text("internal_because"),
                },
                _ => Audience::StaffAndPublic,
            },
            effective_from: self.day("effective_from"),
            stretch: if kind.is_set_by_hand() {
                self.number("stretch")
            } else {
                None
            },
            action: self.action(),
            reasons: Code::ALL
                .into_iter()
                .map(|code| Reason {
                    code,
                    words: self.text(code.field()),
                })
                .filter(|reason| !reason.words.is_empty())
                .collect(),
            revision: self.revision(),
        }
    }

    fn consultation(&mut self) -> Option<Consultation> {
        match self.answers.get("consultation") {
            "held" => Some(Consultation::Held {
                group: self.text("group"),
                on: self.day("asked_on"),
                view: self.text("view"),
                influence: self.text("influence"),
            }),
            "not_possible" => Some(Consultation::NotPossible {
                because: self.text("not_possible"),
            }),
            _ => None,
        }
    }

    fn action(&mut self) -> Option<LinkedAction> {
        let action = Id::from_str(self.answers.get("action")).ok()?;
        Some(LinkedAction {
            action,
            resource: self.text("resource"),
            starts: self.optional_day("starts"),
            investment: self.is("investment", "yes"),
        })
    }

    fn revision(&self) -> Option<Revision> {
        let because = self.text("because");
        if because.is_empty() {
            return None;
        }
        Some(Revision {
            because,
            action: Id::from_str(self.answers.get("decision")).ok(),
            beyond_control: String::new(),
            decided_by: None,
            decided_on: None,
        })
    }
}

/// A number as people type it: `17`, `98.5%`, `£1,200`.
fn number(text: &str) -> Option<Decimal> {
    let bare: String = text
        .trim()
        .trim_start_matches('£')
        .trim_end_matches('%')
        .trim()
        .replace(',', "")
        .replace('\u{2212}', "-");
    Decimal::from_str(&bare)
        .ok()
        .map(|number| number.normalize())
}
