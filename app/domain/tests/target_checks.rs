//! TV01 to TV15 (rules.md 4.10), each with what passes and what does not: `tables/target_checks.txt`; and those of
//! numbers as a property.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod scored_company;
mod tables;

use std::collections::BTreeSet;

use domain::{
    aggregation::Aggregation,
    benchmark::quartiles,
    calendar::FinancialYear,
    corrective_action::ActionDecision,
    indicator::Indicator,
    indicator_set::Heard,
    quantity::{Exact, Unit},
    scoring::{Direction, Tolerance},
    spc::Lines,
    target::{
        RevisionAsked, TargetKind,
        checks::{Check, Code, Level, Proposal, checks},
        grounds::{Grounds, Peers},
    },
    target_case::{
        Audience, Baseline, BaselineFrom, Case, Consultation, Equality, Fee, LinkedAction, Reason,
        Revision,
    },
    trajectory::Trajectory,
};
use proptest::prelude::*;
use rust_decimal::Decimal;
use scored_company::{decimal, id, percent, today};

const TABLE: &str = include_str!("tables/target_checks.txt");

/// A target with everything that it is looked at with.
struct Setting {
    indicator: Indicator,
    year: FinancialYear,
    value: Decimal,
    trajectory: Trajectory,
    case: Case,
    grounds: Grounds,
}

fn exact(text: &str) -> Exact {
    decimal(text).into()
}

fn peers(values: &str) -> Peers {
    let values: Vec<Decimal> = values.split(' ').map(decimal).collect();
    Peers {
        period: "2025-Y".parse().unwrap(),
        source: "The regulator".to_owned(),
        quartiles: quartiles(&values),
        values,
    }
}

fn limits() -> Lines {
    Lines {
        mean: exact("19.008333"),
        lower: exact("15.792152"),
        upper: exact("22.224515"),
        near_lower: exact("16.864212"),
        near_upper: exact("21.152454"),
        moving_range: exact("1.209091"),
    }
}

impl Setting {
    fn that_passes() -> Self {
        Self {
            indicator: Indicator {
                unit: Unit::CalendarDays,
                direction: Direction::LowerIsBetter,
                ..percent("VOI01", "Average re-let time")
            },
            year: FinancialYear(2027),
            value: decimal("17"),
            trajectory: Trajectory::Flat,
            case: Case {
                kind: TargetKind::AtMost,
                baseline: Some(Baseline {
                    from: BaselineFrom::LastYear,
                    value: Some(decimal("19")),
                    because: String::new(),
                }),
                outside: None,
                consultation: Some(Consultation::Held {
                    group: "The voids team".to_owned(),
                    on: "2026-11-02".parse().unwrap(),
                    view: "17 can be done with keys on day one.".to_owned(),
                    influence: "17, and not 16.".to_owned(),
                }),
                stakeholders: String::new(),
                fee: Fee::NotAgreed,
                equality: Some(Equality {
                    differs: false,
                    words: String::new(),
                }),
                audience: Audience::StaffAndPublic,
                effective_from: "2027-04-01".parse().unwrap(),
                stretch: None,
                action: None,
                reasons: Vec::new(),
                revision: None,
            },
            grounds: Grounds {
                peers: Some(peers("14.2 15.8 17.0 18.1 19.6 22.4 25.5 31.9")),
                limits: Some(limits()),
                heard: Some(Heard {
                    stakeholders: "The Council wants shorter waits.".to_owned(),
                    fee: Fee::Agreed,
                }),
                ..Grounds::default()
            },
        }
    }

    fn set(&mut self, setting: &str) {
        let (name, to) = setting.split_once('=').unwrap_or((setting, ""));
        let _: Option<()> = self
            .of_indicator(name, to)
            .or_else(|| self.of_figures(name, to))
            .or_else(|| self.of_case(name, to))
            .or_else(|| panic!("no setting {setting}"));
    }

    fn of_indicator(&mut self, name: &str, to: &str) -> Option<()> {
        match (name, to) {
            ("–", _) => {}
            ("ownerless", _) => self.grounds.ownerless = true,
            ("direction", "higher") => self.indicator.direction = Direction::HigherIsBetter,
            ("direction", "range") => {
                self.indicator.direction = Direction::within(decimal("15"), decimal("18")).unwrap();
            }
            ("unit", "percent" | "percent over") => {
                self.indicator.unit = Unit::Percent {
                    may_exceed_100: to == "percent over",
                };
            }
            ("unit", "money") => self.indicator.unit = Unit::Money,
            ("adds up", _) => self.indicator.aggregation = Aggregation::Sum,
            ("safety", _) => self.indicator.tags.safety_critical = true,
            ("tolerance", "zero") => self.indicator.tolerance = Tolerance::Zero,
            ("year", _) => self.year = FinancialYear(to.parse().unwrap()),
            _ => return None,
        }
        Some(())
    }

    fn of_figures(&mut self, name: &str, to: &str) -> Option<()> {
        let baseline = self.case.baseline.as_mut();
        match (name, to) {
            ("target", _) => self.value = decimal(to),
            ("baseline", "none") => self.case.baseline = None,
            ("baseline", _) => baseline.unwrap().value = Some(decimal(to)),
            ("baseline value", "none") => baseline.unwrap().value = None,
            ("baseline from", "months") => {
                baseline.unwrap().from = BaselineFrom::LastTwelveMonths;
            }
            ("baseline new", _) => {
                self.case.baseline = Some(Baseline {
                    from: BaselineFrom::NewIndicator,
                    value: None,
                    because: to.to_owned(),
                });
            }
            ("peers", "none") => self.grounds.peers = None,
            ("peers", _) => self.grounds.peers = Some(peers(to)),
            ("limits", "none") => self.grounds.limits = None,
            ("locked", _) => self.grounds.locked = Some(to.parse().unwrap()),
            ("stakeholders", "none") => self.grounds.heard = None,
            ("fee", _) => self.grounds.heard.as_mut().unwrap().fee = fee(to),
            ("decision", _) => {
                revision(&mut self.case).action = Some(id(9));
                self.grounds.revisions_asked = asked(to).into_iter().collect();
            }
            ("original", _) => {
                self.grounds.original = Some((id(7), decimal(to)));
                self.grounds.original_is_public = true;
            }
            ("path", "none") => self.trajectory = Trajectory::TrackOnly,
            ("path", "builds up") => self.trajectory = Trajectory::Cumulative { weights: None },
            ("path", _) => {
                self.trajectory = match to.strip_prefix("line ") {
                    Some(line) => {
                        let (baseline, lag) = line.split_once(' ').unwrap();
                        Trajectory::LinearWithLag {
                            baseline: decimal(baseline),
                            lag: lag.parse().unwrap(),
                        }
                    }
                    None => Trajectory::Profiled(to.split(' ').map(decimal).collect()),
                };
            }
            _ => return None,
        }
        Some(())
    }

    fn of_case(&mut self, name: &str, to: &str) -> Option<()> {
        let case = &mut self.case;
        let words = to.to_owned();
        match (name, to) {
            ("kind", "track_only") => case.kind = TargetKind::TrackOnly,
            ("kind", "cumulative") => case.kind = TargetKind::Cumulative,
            ("kind", "at_most") => case.kind = TargetKind::AtMost,
            ("outside", _) => case.outside = Some(words),
            ("asked", "none") => case.consultation = None,
            ("asked", _) => {
                if let Some(Consultation::Held { on, .. }) = &mut case.consultation {
                    *on = to.parse().unwrap();
                }
            }
            ("view", _) => {
                if let Some(Consultation::Held { view, .. }) = &mut case.consultation {
                    *view = words;
                }
            }
            ("not possible", _) => {
                case.consultation = Some(Consultation::NotPossible { because: words });
            }
            ("internal", _) => case.audience = Audience::InternalOnly { because: words },
            ("from", _) => case.effective_from = to.parse().unwrap(),
            ("own stakeholders", _) => case.stakeholders = words,
            ("own fee", _) => case.fee = fee(to),
            ("equality", "none") => case.equality = None,
            ("equality", _) => {
                case.equality = Some(Equality {
                    differs: true,
                    words: to.trim_start_matches("yes").trim().to_owned(),
                });
            }
            ("action", _) => {
                case.action = Some(LinkedAction {
                    action: id(8),
                    resource: words,
                    starts: Some("2027-04-01".parse().unwrap()),
                    investment: false,
                });
            }
            ("starts", "none") => case.action.as_mut().unwrap().starts = None,
            ("investment", _) => case.action.as_mut().unwrap().investment = true,
            ("because", _) => revision(case).because = words,
            _ => return None,
        }
        Some(())
    }

    fn checks(&self) -> Vec<Check> {
        let proposal = Proposal {
            indicator: &self.indicator,
            year: self.year,
            value: self.value,
            trajectory: &self.trajectory,
            case: &self.case,
        };
        checks(&proposal, &self.grounds, today())
    }
}

fn fee(to: &str) -> Fee {
    match to.split_once(' ').unwrap_or((to, "")) {
        ("open", _) => Fee::NotAgreed,
        ("agreed", _) => Fee::Agreed,
        ("overridden", because) => Fee::Overridden {
            by: id(1),
            because: because.to_owned(),
        },
        other => panic!("no fee {other:?}"),
    }
}

fn revision(case: &mut Case) -> &mut Revision {
    case.revision.get_or_insert_with(|| Revision {
        because: String::new(),
        action: None,
        beyond_control: String::new(),
        decided_by: None,
        decided_on: None,
    })
}

/// The corrective action that a revision names; none where it is about something else.
fn asked(decided: &str) -> Option<RevisionAsked> {
    let decision = match decided {
        "elsewhere" => return None,
        "open" => None,
        other => Some(ActionDecision {
            agreed: other == "agreed",
            words: "For this year only.".to_owned(),
            by: None,
        }),
    };
    Some(RevisionAsked {
        action: id(9),
        period: "2026-M07".parse().unwrap(),
        what: "18 days until the new contractor starts.".to_owned(),
        decision,
    })
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Met => "met",
        Level::Warns => "warns",
        Level::Blocks => "blocks",
        Level::NotAsked => "asks nothing",
    }
}

#[test]
fn each_check_comes_to_what_the_table_says() {
    let mut wrong = Vec::new();
    for row in tables::rows(TABLE) {
        let mut setting = Setting::that_passes();
        for each in row.get("so").split("; ") {
            setting.set(each);
        }
        let checks = setting.checks();
        let found = checks
            .iter()
            .find(|check| check.code.number() == row.get("check"))
            .unwrap();
        if level(found.level) != row.get("comes to") || !found.says.contains(row.get("says")) {
            wrong.push(format!(
                "{} came to {}: {}",
                row.words(),
                level(found.level),
                found.says
            ));
        }
        assert_eq!(
            found.what_to_do.is_empty(),
            matches!(found.level, Level::Met | Level::NotAsked),
            "{}: what stands open says what to do",
            row.words()
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_check_passes_once_and_fails_once_in_the_table() {
    let rows = tables::rows(TABLE);
    for code in Code::ALL {
        let levels: BTreeSet<&str> = rows
            .iter()
            .filter(|row| row.get("check") == code.number())
            .map(|row| row.get("comes to"))
            .collect();
        assert!(levels.contains("met"), "{code:?} is never met");
        assert!(
            levels.contains("blocks") || levels.contains("warns"),
            "{code:?} never stands open"
        );
    }
}

#[test]
fn the_target_that_passes_has_nothing_open() {
    let open: Vec<Check> = Setting::that_passes()
        .checks()
        .into_iter()
        .filter(Check::is_open)
        .collect();
    assert_eq!(open, []);
}

#[test]
fn a_warning_is_open_until_a_reason_is_recorded_and_a_reason_lifts_no_block() {
    let mut setting = Setting::that_passes();
    setting.set("target=20");
    setting.set("stakeholders=none");
    let open = |setting: &Setting| -> Vec<Code> {
        let checks = setting.checks().into_iter();
        checks
            .filter(Check::is_open)
            .map(|check| check.code)
            .collect()
    };
    assert_eq!(
        open(&setting),
        [Code::Tv03, Code::Tv04, Code::Tv12, Code::Tv13]
    );
    setting.case.reasons = [Code::Tv03, Code::Tv04, Code::Tv12, Code::Tv13]
        .map(|code| Reason {
            code,
            words: "Two blocks are being refurbished.".to_owned(),
        })
        .to_vec();
    assert_eq!(open(&setting), [Code::Tv13]);
    setting.case.reasons[0].words = "  ".to_owned();
    assert_eq!(
        open(&setting),
        [Code::Tv03, Code::Tv13],
        "nothing is no reason"
    );
}

proptest! {
    /// The checks of numbers as rules.md 4.10 writes them, for any baseline and target in days: TV03 to TV05 and TV12.
    #[test]
    fn the_checks_of_numbers_are_the_rule_as_written(baseline in 100_i64..300, target in 100_i64..300) {
        let mut setting = Setting::that_passes();
        let days = |tenths: i64| Exact::from(Decimal::new(tenths, 1));
        setting.set(&format!("baseline={}", Decimal::new(baseline, 1)));
        setting.set(&format!("target={}", Decimal::new(target, 1)));
        let checks = setting.checks();
        let codes: Vec<Code> = checks.iter().map(|check| check.code).collect();
        prop_assert_eq!(codes, Code::ALL.to_vec());
        let met = |code: Code| {
            let found = checks.iter().find(|check| check.code == code).unwrap();
            assert!(matches!(found.level, Level::Met | Level::Warns), "{found:?}");
            found.level == Level::Met
        };
        let (was, aim) = (days(baseline), days(target));
        // Better than the baseline; the baseline itself only among the best quarter, which reaches to 16.7 days.
        let best = baseline <= 167;
        prop_assert_eq!(met(Code::Tv03), aim < was || aim == was && best);
        // At least half of the way to the median of 18.85 days, where the baseline is behind it.
        let median = Exact::new(1_885, 100).unwrap();
        let half = was.checked_add(&median).unwrap().checked_div(&Exact::from(2)).unwrap();
        prop_assert_eq!(met(Code::Tv04), was <= median || aim <= half);
        // Not beyond the process limit on the side of improvement, since no action is linked.
        prop_assert_eq!(met(Code::Tv05), aim >= limits().lower);
        // Today's level is further from the target than a tenth of it.
        prop_assert_eq!(met(Code::Tv12), 10 * baseline > 11 * target);
    }
}
