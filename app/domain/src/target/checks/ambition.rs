//! How high a target is: upwards, towards the peers, within reach, a figure that there can be (TV03, TV04, TV05, TV11, TV12).

use super::{Found, Look};
use crate::{
    quantity::{Decimal, Exact, Unit},
    scoring::{Direction, Rag, Tolerance, attain},
    target::{TargetKind, kind::builds_up},
};

const GIVE_A_REASON: &str = "Set another target, or say why this one stands.";

impl Look<'_> {
    /// TV03: "targets must be set that move the service upwards".
    pub(super) fn upwards(&self) -> Found {
        let target = self.target();
        let Some(baseline) = self.baseline().filter(|_| !self.is_followed_only()) else {
            return Found::not_asked("There is no level of today to move on from.");
        };
        let Some(better) = self.is_better(&target, &baseline) else {
            return Found::not_asked("This indicator is held within a range.");
        };
        let (target_is, baseline_is) = (self.amount(&target), self.amount(&baseline));
        if better {
            return Found::met(format!(
                "{target_is} is better than the baseline of {baseline_is}."
            ));
        }
        if target != baseline {
            return Found::warns(
                format!("{target_is} is worse than the baseline of {baseline_is}."),
                "Set a better one, or say why this one stands; then the Performance Committee approves it.",
            );
        }
        if self.is_best(&baseline) {
            return Found::met(format!(
                "{target_is} holds the best level that there can be."
            ));
        }
        if self
            .grounds
            .is_first_quartile(self.proposal.indicator, &baseline)
        {
            return Found::met(format!(
                "{target_is} holds steady among the best quarter of the peers."
            ));
        }
        Found::warns(
            format!("{target_is} holds steady at the baseline."),
            "Set a better one, or say why this one stands; then the Performance Committee approves it.",
        )
    }

    /// TV04: a service below the middle of its peers closes half of the gap or more.
    pub(super) fn towards_peers(&self) -> Found {
        let (indicator, kind) = (self.proposal.indicator, self.proposal.case.kind);
        let shared_out = builds_up(indicator.aggregation) && kind != TargetKind::Cumulative;
        let Some(median) = self.grounds.median().filter(|_| !shared_out) else {
            return Found::not_asked("There are no peers to compare with.");
        };
        let Some(baseline) = self.baseline().filter(|_| !self.is_followed_only()) else {
            return Found::not_asked("There is no level of today to compare with the peers.");
        };
        let median_is = self.amount(&median);
        match self.is_better(&median, &baseline) {
            None => return Found::not_asked("This indicator is held within a range."),
            Some(false) => {
                return Found::met(format!(
                    "The baseline is no worse than the middle of the peers, {median_is}."
                ));
            }
            Some(true) => {}
        }
        let halfway = baseline
            .checked_add(&median)
            .and_then(|sum| sum.checked_div(&Exact::from(2)));
        let Some(halfway) = halfway else {
            return Found::not_asked("The figures have too many digits to compare.");
        };
        let half_is = self.amount(&halfway);
        // As good as halfway is enough.
        if self.is_better(&halfway, &self.target()) == Some(true) {
            Found::warns(
                format!(
                    "The baseline is worse than the middle of the peers, {median_is}, and half of that gap is closed at {half_is}."
                ),
                GIVE_A_REASON,
            )
        } else {
            Found::met(format!(
                "It closes at least half of the gap to the middle of the peers, {median_is}: {half_is} or better."
            ))
        }
    }

    /// TV05: "be realistic and take into account what is achievable".
    pub(super) fn realism(&self) -> Found {
        let Some(lines) = self
            .grounds
            .limits
            .filter(|lines| !lines.moving_range.is_zero() && !self.is_followed_only())
        else {
            return Found::not_asked("There are too few figures to say what varies by chance.");
        };
        let (limit, beyond) = match self.proposal.indicator.direction {
            Direction::HigherIsBetter => (lines.upper, self.each_period() > Some(lines.upper)),
            Direction::LowerIsBetter => (lines.lower, self.each_period() < Some(lines.lower)),
            Direction::WithinRange { .. } | Direction::Contextual => {
                return Found::not_asked("This indicator is held within a range.");
            }
        };
        let (lower, upper) = lines.shown(self.proposal.indicator.unit);
        let range = format!("{} to {}", self.limit(&lower), self.limit(&upper));
        if !beyond {
            return Found::met(format!(
                "The figures vary between {range} as things are, and it does not lie beyond that."
            ));
        }
        let backed =
            self.proposal.case.action.as_ref().is_some_and(|action| {
                !action.resource.trim().is_empty() && action.starts.is_some()
            });
        if backed {
            return Found::met(format!(
                "It lies beyond {}, and an action of the service plan with what it needs and a day to start makes it possible.",
                self.limit(&limit)
            ));
        }
        Found::warns(
            format!(
                "It lies beyond {}, the end of what the figures reach as things are ({range}).",
                self.limit(&limit)
            ),
            "Link an action of the service plan, with what it has to work with and when it starts, or say why this one stands.",
        )
    }

    /// A limit is no target: one place more than figures have says enough of it.
    fn limit(&self, limit: &Exact) -> String {
        let rounded = limit.rounded(self.proposal.indicator.decimals + 1);
        self.amount(&rounded.map_or(*limit, Exact::from))
    }

    /// What each period has to reach: limits are of single periods.
    fn each_period(&self) -> Option<Exact> {
        if self.proposal.case.kind != TargetKind::Cumulative {
            return Some(self.target());
        }
        let periods = self
            .proposal
            .indicator
            .frequency
            .grain()
            .periods_in_a_year();
        self.target().checked_div(&Exact::from(i64::from(periods)))
    }

    /// TV11: per cent from 0 to 100, counts from 0, and safety at nothing less than all.
    pub(super) fn in_range(&self) -> Found {
        let (indicator, value) = (self.proposal.indicator, self.proposal.value);
        if self.is_followed_only() {
            return Found::not_asked("There is no figure to reach.");
        }
        let above = match indicator.unit {
            Unit::Percent {
                may_exceed_100: false,
            } => value > Decimal::ONE_HUNDRED,
            Unit::YesNo => value > Decimal::ONE,
            _ => false,
        };
        let below = match indicator.unit {
            // A saving can be a loss, and a score can go below zero.
            Unit::Money | Unit::MoneyPerUnit | Unit::Score => false,
            _ => value < Decimal::ZERO,
        };
        if above || below {
            return Found::blocks(
                format!(
                    "{} is no figure that there can be.",
                    self.amount(&self.target())
                ),
                "Set a target from 0 to 100%, or from 0 where it is no percentage.",
            );
        }
        if !indicator.tags.safety_critical {
            return Found::met("It is a figure that there can be.");
        }
        if self.all_or_nothing().is_some_and(|all| all != value) {
            return Found::blocks(
                "This indicator is safety-critical, and anything short of all leaves somebody unsafe.",
                "Set it to 100%, or to 0 where it counts what is wrong.",
            );
        }
        if indicator.tolerance == Tolerance::Zero {
            Found::met("It is safety-critical, and nothing short of all is close.")
        } else {
            Found::warns(
                "This indicator is safety-critical, and its definition calls something short of all close to target.",
                "Ask Support Services to set its tolerance to zero, or say why it stands.",
            )
        }
    }

    /// The only target that a safety-critical indicator can have.
    fn all_or_nothing(&self) -> Option<Decimal> {
        match (
            self.proposal.indicator.direction,
            self.proposal.indicator.unit,
        ) {
            (Direction::LowerIsBetter, _) => Some(Decimal::ZERO),
            (Direction::HigherIsBetter, Unit::Percent { .. }) => Some(Decimal::ONE_HUNDRED),
            _ => None,
        }
    }

    /// Whether nothing is better than a level.
    fn is_best(&self, level: &Exact) -> bool {
        let best = match (
            self.proposal.indicator.direction,
            self.proposal.indicator.unit,
        ) {
            (
                Direction::HigherIsBetter,
                Unit::Percent {
                    may_exceed_100: false,
                },
            ) => Decimal::ONE_HUNDRED,
            (Direction::HigherIsBetter, Unit::YesNo) => Decimal::ONE,
            (Direction::LowerIsBetter, unit) if unit != Unit::Score => Decimal::ZERO,
            _ => return false,
        };
        *level == Exact::from(best)
    }

    /// TV12: a tolerance that takes in today's level makes the target green or amber without anything being done.
    pub(super) fn tolerance(&self) -> Found {
        let indicator = self.proposal.indicator;
        let Some(baseline) = self.baseline().filter(|_| !self.is_followed_only()) else {
            return Found::not_asked("There is no level of today to hold against it.");
        };
        if self.is_better(&baseline, &baseline).is_none() {
            return Found::not_asked("This indicator is held within a range.");
        }
        let today = attain(
            indicator.direction,
            Some(&baseline),
            Some(self.proposal.value),
            indicator.tolerance,
        );
        let colour = match today.rag {
            _ if self.is_best(&baseline) => {
                return Found::met("Today’s level is the best that there can be.");
            }
            Rag::Green => "on target",
            Rag::Amber => "close to target",
            Rag::Red | Rag::NoTarget | Rag::NoData => {
                return Found::met("Today’s level would be off target, so it asks for something.");
            }
        };
        Found::warns(
            format!(
                "Today’s level of {} would already be {colour}.",
                self.amount(&baseline)
            ),
            GIVE_A_REASON,
        )
    }
}
