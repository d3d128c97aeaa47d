//! Words that a former manager wrote in 1:1s that had ended by then, sent on to the employee's present 1:1s (sync.md 2.6).

use garde::Validate;
use serde::{Deserialize, Serialize};

use super::{AgendaItem, AgendaItemId};
use crate::{
    calendar::Date,
    company::Company,
    decision::{Context, Decide, Decision},
    form,
    index::Edge,
    one_to_one::{OneToOne, OneToOneId, OneToOneSeries},
    person::PersonId,
    record::{Change, Stored},
    rejection::Rejection,
    scope::Scope,
};

/// Items that one 1:1 takes from a former manager: words that came too late are few, and its two people cannot turn them away.
const SENT_MAX: usize = 10;

/// Puts a former manager's words on the agenda of the employee's next 1:1 with the present manager, where both of them read them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
pub struct PassOn {
    /// The item's identifier: that of what was refused, so that the same words come once.
    #[garde(skip)]
    pub item: AgendaItemId,
    /// The 1:1 for which they were written, in the series that has ended.
    #[garde(skip)]
    pub written_for: OneToOneId,
    /// The words.
    #[garde(custom(form::text))]
    pub text: String,
}

impl Decide for PassOn {
    fn decide(&self, company: &Company, context: &Context) -> Decision {
        form::check(self)?;
        let author = context.person()?;
        let written_for = context.find(company, self.written_for)?;
        let former = context.find(company, written_for.series)?;
        if former.manager != author {
            return Err(Rejection::NotFound);
        }
        // The 1:1s with the present manager are not on this device; the server looks for them.
        if !company.holds(&Scope::Own(former.employee)) {
            return Ok(Vec::new());
        }
        if let Some(there) = company.get(self.item) {
            return if there.author == Some(author) {
                Ok(Vec::new())
            } else {
                Err(Rejection::NotFound)
            };
        }
        let next = AgendaItem::after_handover(company, former, context.today())
            .ok_or(Rejection::NobodyToSendTo)?;
        let sent = company.pointing::<AgendaItem>(Edge::PartOf, next.id.uuid());
        if sent.filter(|item| item.author == Some(author)).count() >= SENT_MAX {
            return Err(Rejection::field(
                "text",
                "You have sent on as much as one 1:1 takes. Talk to the new manager about the rest.",
            ));
        }
        let passed_on = AgendaItem {
            one_to_one: next.id,
            text: self.text.trim().to_owned(),
            author: Some(author),
            covered: false,
        };
        Ok(vec![Change::put(self.item, next.scope, passed_on)])
    }
}

impl AgendaItem {
    /// Whether somebody may put an item of theirs into a 1:1 that they cannot read, as the employee's former manager.
    pub(crate) fn may_pass_on(company: &Company, author: PersonId, into: OneToOneId) -> bool {
        let Some(series) = company.get(into).and_then(|next| company.get(next.series)) else {
            return false;
        };
        series.check_current(company).is_ok()
            && company
                .pointing::<OneToOneSeries>(Edge::SeriesOfManager, author.uuid())
                .any(|former| former.employee == series.employee && has_closed(company, former))
    }

    /// The next planned 1:1 of the person whose series this was, with whoever manages them now; none while the series goes on.
    fn after_handover<'a>(
        company: &'a Company,
        former: &Stored<OneToOneSeries>,
        today: Date,
    ) -> Option<&'a Stored<OneToOne>> {
        if !has_closed(company, former) {
            return None;
        }
        company
            .pointing::<OneToOneSeries>(Edge::SeriesOfEmployee, former.employee.uuid())
            .filter(|series| series.manager != former.manager)
            .filter(|series| series.check_current(company).is_ok())
            .flat_map(|series| company.pointing::<OneToOne>(Edge::OneToOneOf, series.id.uuid()))
            .filter(|meeting| meeting.held_on.is_none() && !meeting.is_confirmed())
            // One that was planned for a day gone by may never be held.
            .min_by_key(|meeting| {
                let gone = meeting.scheduled_for < today;
                (gone, meeting.scheduled_for, meeting.id)
            })
    }
}

/// Whether nothing can be written in a series any more.
fn has_closed(company: &Company, series: &OneToOneSeries) -> bool {
    series.check_current(company).is_err()
}
