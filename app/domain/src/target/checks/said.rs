//! What has to be said of a target: who owns it, where it starts, who was asked, who sees it (TV01, TV02, TV06, TV08 to TV10,
//! TV13 to TV15).

use super::{Found, Look};
use crate::{
    display,
    target::RevisionAsked,
    target_case::{Audience, BaselineFrom, Consultation, Equality, Fee},
};

fn empty(text: &str) -> bool {
    text.trim().is_empty()
}

impl Look<'_> {
    /// TV01: "a named manager who owns it for the purpose of setting and achieving targets".
    pub(super) fn owner(&self) -> Found {
        if self.grounds.ownerless {
            Found::blocks(
                "This Key Performance Indicator has no owner who is a manager here.",
                "Ask Support Services to hand it to a manager.",
            )
        } else {
            Found::met("Somebody who may own it does, or it needs no owner.")
        }
    }

    /// TV02.
    pub(super) fn baseline_recorded(&self) -> Found {
        let Some(baseline) = &self.proposal.case.baseline else {
            return Found::blocks(
                "Where the service stands now is not recorded.",
                "Choose last year’s outturn or the last twelve months, or say that the indicator is new.",
            );
        };
        match (baseline.from, baseline.value) {
            (BaselineFrom::NewIndicator, _) if empty(&baseline.because) => Found::blocks(
                "It is not said why there is no earlier figure.",
                "Say in a sentence why the indicator has no figures yet.",
            ),
            (BaselineFrom::NewIndicator, _) => {
                Found::met("The indicator is new, and it is said why.")
            }
            (_, None) => Found::blocks(
                "This baseline cannot be worked out from the approved figures.",
                "Choose the other baseline, or say that the indicator is new.",
            ),
            (BaselineFrom::LastYear, Some(value)) => {
                Found::met(format!("Last year came to {}.", self.amount(&value.into())))
            }
            (BaselineFrom::LastTwelveMonths, Some(value)) => Found::met(format!(
                "The last twelve months came to {}.",
                self.amount(&value.into())
            )),
        }
    }

    /// TV06.
    pub(super) fn outside(&self) -> Found {
        match &self.proposal.case.outside {
            None => Found::not_asked("Nothing economic or political is said to change."),
            Some(text) if empty(text) => Found::blocks(
                "Something economic or political changes, and it is not said what.",
                "Say what changes, or take the tick back.",
            ),
            Some(_) => Found::met("What changes outside the Company is told."),
        }
    }

    /// TV08.
    pub(super) fn consultation(&self) -> Found {
        match &self.proposal.case.consultation {
            None => Found::blocks(
                "It is not recorded that the staff who deliver it were asked.",
                "Record whom you asked, when and what they said, or why it was not possible.",
            ),
            Some(Consultation::NotPossible { because }) if empty(because) => Found::blocks(
                "It is not said why the staff could not be asked.",
                "Say in a sentence why it was not possible.",
            ),
            Some(Consultation::NotPossible { .. }) => {
                Found::met("The staff could not be asked, and it is said why.")
            }
            Some(Consultation::Held { group, view, .. }) if empty(group) || empty(view) => {
                Found::blocks(
                    "Whom you asked or what they said is missing.",
                    "Fill in both.",
                )
            }
            Some(Consultation::Held { on, .. }) if *on > self.today => Found::blocks(
                format!("{} has not come yet.", display::date(*on)),
                "Approve it once the staff have been asked.",
            ),
            Some(Consultation::Held { group, on, .. }) => {
                Found::met(format!("{group} were asked on {}.", display::date(*on)))
            }
        }
    }

    /// TV09: "be public and visible".
    pub(super) fn audience(&self) -> Found {
        let revises = self.grounds.original.is_some() && self.grounds.original_is_public;
        match &self.proposal.case.audience {
            Audience::StaffAndPublic => {
                Found::met("Staff and residents see it once it is approved.")
            }
            Audience::InternalOnly { .. } if revises => Found::blocks(
                "The target that it revises is public.",
                "Let staff and residents see this one too.",
            ),
            Audience::InternalOnly { because } if empty(because) => Found::blocks(
                "It is not said why residents would not see it.",
                "Say in a sentence why, for whoever approves it.",
            ),
            Audience::InternalOnly { .. } => {
                Found::met("Staff alone see it, and it is said why to whoever approves it.")
            }
        }
    }

    /// Whether it is said why what stands is changed.
    fn says_why(&self) -> bool {
        let revision = self.proposal.case.revision.as_ref();
        revision.is_some_and(|revision| !empty(&revision.because))
    }

    /// TV10: nobody is held to a target that they could not see, and a locked set is changed for a reason alone.
    pub(super) fn effective(&self) -> Found {
        let (from, year) = (self.proposal.case.effective_from, self.proposal.year);
        if from < year.first_day() || from > year.last_day() {
            return Found::blocks(
                format!("{} is not in {year}.", display::date(from)),
                "Choose a day of the year that the target is for.",
            );
        }
        if from < self.today {
            return Found::blocks(
                format!(
                    "It would count from {}, before anybody could see it.",
                    display::date(from)
                ),
                "Choose today or a later day. The periods before it are not held against it.",
            );
        }
        if let Some(locked) = self.grounds.locked
            && !self.says_why()
        {
            return Found::blocks(
                format!(
                    "The set of targets for {year} is locked since {}, and it is not said why this one changes it.",
                    display::date(locked)
                ),
                "Say why the set is changed.",
            );
        }
        Found::met(format!(
            "It counts from {}, and is seen before.",
            display::date(from)
        ))
    }

    /// TV13: "once we know what our stakeholders are thinking, and what money is available", one answer for all targets of a year.
    pub(super) fn stakeholders(&self) -> Found {
        let year = self.proposal.year;
        let Some(heard) = &self.grounds.heard else {
            return Found::blocks(
                format!("What the Council and residents said about {year} is not recorded."),
                "Support Services record it once for all targets of the year.",
            );
        };
        match (&heard.fee, &self.proposal.case.fee) {
            (Fee::Agreed, _) => {
                Found::met("Stakeholders were heard, and the management fee is agreed.")
            }
            (Fee::Overridden { .. }, _) => Found::met(format!(
                "The accountable officer lets targets for {year} stand before the management fee is agreed."
            )),
            (Fee::NotAgreed, Fee::Overridden { because, .. }) if !empty(because) => Found::met(
                "The accountable officer lets it stand before the management fee is agreed.",
            ),
            (Fee::NotAgreed, _) => Found::blocks(
                format!("The management fee for {year} is not agreed yet."),
                "Wait until it is, or ask the accountable officer to let the year’s targets stand.",
            ),
        }
    }

    /// TV14.
    pub(super) fn equality(&self) -> Found {
        match &self.proposal.case.equality {
            None => Found::blocks(
                "It is not answered whether it treats some people differently.",
                "Answer yes or no.",
            ),
            Some(Equality {
                differs: true,
                words,
            }) if empty(words) => Found::blocks(
                "It treats some people differently, and it is not said whom.",
                "Say whom, and what is done about it.",
            ),
            Some(_) => Found::met("It is answered whether it treats some people differently."),
        }
    }

    /// TV15: "revision to ambitions and targets where under-performance is beyond the Company's control".
    pub(super) fn revision(&self) -> Found {
        let Some((_, original)) = self.grounds.original else {
            return Found::not_asked("There is no approved target for the year to revise.");
        };
        let Some(revision) = self
            .proposal
            .case
            .revision
            .as_ref()
            .filter(|revision| !empty(&revision.because))
        else {
            return Found::blocks(
                "There is an approved target for this year, and it is not said why it is revised.",
                "Say why, in words for staff and residents.",
            );
        };
        let lower = self.is_better(&original.into(), &self.target()) == Some(true)
            || self.is_followed_only();
        if !lower {
            return Found::met("It is no lower than the original, which stays on show beside it.");
        }
        let Some(action) = revision.action else {
            return Found::blocks(
                "It is lower than the original, and it names no decision of the Board or the Performance Committee.",
                "Plan the response “Revise the target” at month end and say there what is beyond the Company’s control; once it is decided, choose it here.",
            );
        };
        decided(self.grounds.revision_asked(action))
    }
}

/// What the decision comes to that a downward revision names.
fn decided(asked: Option<&RevisionAsked>) -> Found {
    let Some(asked) = asked else {
        return Found::blocks(
            "The decision that it names is not about this indicator, or not about this year.",
            "Choose one of those that are listed.",
        );
    };
    match &asked.decision {
        None => Found::blocks(
            "Neither the Board nor the Performance Committee has decided on the revision that it names.",
            "Bring it to one of them; it can be approved once they have agreed.",
        ),
        Some(decision) if !decision.agreed => Found::blocks(
            "The decision that it names was against revising the target.",
            "Leave the original as it is.",
        ),
        Some(_) => Found::met(
            "What is beyond the Company’s control and the decision stand in the corrective action; the original stays on show beside it.",
        ),
    }
}
