//! Two sessions with focus groups about the targets of the year, one of them answered and published; illustrative.

use domain::focus_group_session::RecordFocusGroupSession;

use super::{
    days,
    id::demo_id,
    indicators::indicator,
    plan::{Plan, by},
    structure::Structure,
};

/// Days before today on which a session was held, and from there until it is recorded.
const HELD: [i32; 2] = [60, 20];
const RECORDED: i32 = 3;

pub(super) fn plan(plan: &mut Plan, structure: &Structure) {
    let [first, second] = HELD;
    let sessions = [
        (
            "tower-blocks",
            first,
            "Tenants of tower blocks",
            &["TP02", "RP02-1"][..],
            "Illustrative. A visit that comes on the wrong day counts as done, and the target says nothing of it. Seventy-two in a hundred who are satisfied is too few to aim for.",
            "Illustrative. We count a repair as done only when the tenant says so, and the target for satisfaction is looked at again with next year’s.",
        ),
        (
            "young-tenants",
            second,
            "Tenants under thirty",
            &["TP01"][..],
            "Illustrative. Nobody of our age is asked: the survey comes by post.",
            "",
        ),
    ];
    for (slug, ago, group, codes, said, did) in sessions {
        let held = plan.ago(ago);
        plan.on(
            days::after(held, RECORDED),
            by(&structure.hands.administrator),
            RecordFocusGroupSession {
                session: demo_id(&format!("focus-group/{slug}")),
                group: group.to_owned(),
                on: held,
                year: plan.year(),
                indicators: codes.iter().map(|code| indicator(code)).collect(),
                said: said.to_owned(),
                did: did.to_owned(),
                published: !did.is_empty(),
                illustrative: true,
            },
        );
    }
}
