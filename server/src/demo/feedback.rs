//! Feedback of each source, three complaints that may have one cause, and an issue that is seen to; illustrative.

use domain::{
    feedback::{ComplaintOf, FeedbackSource, RecordFeedback},
    generic_issue::{Key, Place, RecordGenericIssue},
};
use serde::Deserialize;

use super::{
    DemoError, days,
    error::read,
    id::demo_id,
    indicators::indicator,
    plan::{Plan, by, person},
    structure::{self, Structure},
};

/// Days from when something was said until it is recorded.
const RECORDED: i32 = 1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FeedbackData {
    slug: String,
    source: FeedbackSource,
    service: String,
    /// Days before today on which it came.
    ago: i32,
    said: String,
    did: String,
    #[serde(default)]
    cause: String,
    #[serde(default)]
    block: String,
    #[serde(default)]
    complainant: String,
    indicators: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IssueData {
    slug: String,
    cause: String,
    block: String,
    owner: String,
    ago: i32,
    root_cause: String,
    fix: String,
}

#[derive(Deserialize)]
struct FeedbackFile {
    feedback: Vec<FeedbackData>,
    issue: Vec<IssueData>,
}

pub(super) fn plan(plan: &mut Plan, structure: &Structure) -> Result<(), DemoError> {
    let file: FeedbackFile = read("feedback.toml", include_str!("../../demo/feedback.toml"))?;
    for data in &file.feedback {
        record(plan, structure, data);
    }
    for data in &file.issue {
        let found = plan.ago(data.ago);
        plan.on(
            found,
            by(&structure.hands.administrator),
            RecordGenericIssue {
                issue: demo_id(&format!("generic-issue/{}", data.slug)),
                key: Key {
                    cause: data.cause.clone(),
                    place: Place::Block(data.block.clone()),
                },
                owner: person(&data.owner),
                root_cause: data.root_cause.clone(),
                fix: data.fix.clone(),
                illustrative: true,
            },
        );
    }
    Ok(())
}

fn record(plan: &mut Plan, structure: &Structure, data: &FeedbackData) {
    let received = plan.ago(data.ago);
    let complaint = (data.source == FeedbackSource::Complaint).then(|| ComplaintOf {
        cause: data.cause.clone(),
        block: data.block.clone(),
        complainant: data.complainant.clone(),
    });
    plan.on(
        days::after(received, RECORDED),
        by(&structure.hands.administrator),
        RecordFeedback {
            feedback: demo_id(&format!("feedback/{}", data.slug)),
            source: data.source,
            received,
            service: structure::unit(&data.service),
            said: data.said.clone(),
            did: data.did.clone(),
            complaint,
            indicators: data.indicators.iter().map(|code| indicator(code)).collect(),
            illustrative: true,
        },
    );
}
