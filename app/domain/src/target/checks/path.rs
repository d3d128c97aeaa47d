//! The way through the year (TV07; strategy §2, third rule).

use super::{Found, Look};
use crate::{
    quantity::Exact,
    trajectory::{Trajectory, exact_target_for},
};

impl Look<'_> {
    /// TV07: after an investment the baseline holds for a while; a way does not turn back, begins no worse than the baseline, and
    /// ends at the target.
    pub(super) fn path(&self) -> Found {
        let case = self.proposal.case;
        let invests = case.action.as_ref().is_some_and(|action| action.investment);
        let points = match self.proposal.trajectory {
            Trajectory::Flat if !invests => {
                return Found::met("The same is to be reached in every period.");
            }
            Trajectory::Cumulative { .. } if !invests => {
                return Found::met("It builds up to the year’s target.");
            }
            Trajectory::Flat | Trajectory::Cumulative { .. } => return without_lag(),
            Trajectory::TrackOnly => {
                return Found::not_asked("Nothing is to be reached in the year.");
            }
            Trajectory::LinearWithLag { lag: 0, .. } if invests => return without_lag(),
            Trajectory::LinearWithLag { .. } | Trajectory::Profiled(_) => self.points(),
        };
        self.leads(&points, invests)
    }

    /// The target of each period, in order.
    fn points(&self) -> Vec<Exact> {
        if let Trajectory::Profiled(points) = self.proposal.trajectory {
            return points.iter().copied().map(Exact::from).collect();
        }
        let periods = usize::from(
            self.proposal
                .indicator
                .frequency
                .grain()
                .periods_in_a_year(),
        );
        (1..=periods)
            .filter_map(|index| {
                exact_target_for(
                    self.proposal.trajectory,
                    self.proposal.value,
                    index,
                    periods,
                )
            })
            .collect()
    }

    fn leads(&self, points: &[Exact], invests: bool) -> Found {
        let periods = self
            .proposal
            .indicator
            .frequency
            .grain()
            .periods_in_a_year();
        let (Some(first), Some(last), true) = (
            points.first(),
            points.last(),
            points.len() == usize::from(periods),
        ) else {
            return Found::blocks(
                "There is not one target for each period.",
                "Give one for each period of the year.",
            );
        };
        let target = self.target();
        if *last != target {
            return Found::blocks(
                format!(
                    "The last period’s target is {}, and the year’s is {}.",
                    self.amount(last),
                    self.amount(&target)
                ),
                "Make the last one the year’s.",
            );
        }
        if let Some(baseline) = self.baseline() {
            if self.is_better(&baseline, first) == Some(true) {
                return Found::blocks(
                    format!(
                        "It begins at {}, which is worse than the baseline of {}.",
                        self.amount(first),
                        self.amount(&baseline)
                    ),
                    "Begin at the baseline, or better.",
                );
            }
            let waits = matches!(self.proposal.trajectory, Trajectory::Profiled(_));
            if invests && waits && *first != baseline {
                return without_lag();
            }
        }
        let turns = points
            .windows(2)
            .any(|pair| matches!(pair, [one, next] if self.is_better(one, next) == Some(true)));
        if turns {
            return Found::blocks(
                "It turns back on its way through the year.",
                "Make each period’s target as good as the one before, or better.",
            );
        }
        Found::met(format!(
            "It goes from {} to {} without turning back.",
            self.amount(first),
            self.amount(last)
        ))
    }
}

fn without_lag() -> Found {
    Found::blocks(
        "An investment takes time to bear dividends, and this way through the year leaves it none.",
        "Choose a straight line that begins after some periods, or give each period’s target, the first of them the baseline.",
    )
}
