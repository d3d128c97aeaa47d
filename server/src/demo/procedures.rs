//! One procedure for reporting figures, read by all whom it concerns but one; illustrative.

use std::collections::BTreeSet;

use domain::{
    person::PersonId,
    procedure::{ReadProcedure, RecordProcedure},
};

use super::{
    days,
    id::demo_id,
    plan::{Plan, by, person},
    structure::Structure,
};

/// Days before today on which it is recorded, and from there until it is read.
const RECORDED: i32 = 60;
const READ: i32 = 5;

/// Who has not read it.
const NOT_YET: &str = "blessing-okonjo";

const TEXT: &str = "Illustrative. By the fifth working day the provider counts the month from the service’s own system and keeps the report that it was counted from.
By the eighth the provider says what happened, why and what is next, wherever the figure is off its target, close to it or out of its usual range.
By the tenth somebody else checks the figure against that report, and Support Services approve it.
What turns out wrong later is corrected with its reason, and never written over.";

pub(super) fn plan(plan: &mut Plan, structure: &Structure) {
    let procedure = demo_id("procedure/month-end");
    let day = plan.ago(RECORDED);
    plan.on(
        day,
        by(&structure.hands.administrator),
        RecordProcedure {
            procedure,
            name: "How a month’s figures are reported".to_owned(),
            text: TEXT.to_owned(),
            ended: false,
            illustrative: true,
        },
    );
    let mut readers: BTreeSet<PersonId> = plan.owners().collect();
    readers.insert(person(&structure.hands.checker));
    readers.remove(&person(NOT_YET));
    for reader in readers {
        plan.on(
            days::after(day, READ),
            domain::decision::Actor::Person(reader),
            ReadProcedure {
                procedure,
                version: 1,
            },
        );
    }
}
