//! What is said of an indicator's latest figure, and what is done about it. Made up, and its words say so.

use domain::{
    calendar::{Date, Period},
    commentary::WriteCommentary,
    corrective_action::{PlanCorrectiveAction, ResponseKind},
};
use serde::Deserialize;

use super::{
    days,
    id::demo_id,
    indicators::{IndicatorData, indicator},
    plan::{Plan, by, person},
};

/// What is said and done.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerData {
    happened: String,
    why: String,
    next: String,
    kind: Option<ResponseKind>,
    #[serde(default)]
    what: String,
    /// Days after today by which it is done; before today where it is overdue.
    #[serde(default)]
    due: i32,
}

/// Has the owner say it on a day after the figure was approved.
pub(super) fn plan(plan: &mut Plan, data: &IndicatorData, period: Period, day: Date) {
    let Some(answer) = &data.answer else {
        return;
    };
    let told = |words: &String| format!("Illustrative: {words}");
    plan.on(
        day,
        by(&data.owner),
        WriteCommentary {
            commentary: demo_id(&format!("commentary/{}/latest", data.code)),
            indicator: indicator(&data.code),
            period,
            happened: told(&answer.happened),
            why: told(&answer.why),
            next: told(&answer.next),
            public_words: String::new(),
        },
    );
    let Some(kind) = answer.kind else {
        return;
    };
    plan.on(
        day,
        by(&data.owner),
        PlanCorrectiveAction {
            action: demo_id(&format!("corrective-action/{}", data.code)),
            indicator: indicator(&data.code),
            period,
            kind,
            what: told(&answer.what),
            by: person(&data.owner),
            due: days::working_at_or_after(days::after(plan.today(), answer.due)),
            beyond_control: String::new(),
        },
    );
}
