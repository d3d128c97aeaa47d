//! Feedback, and the generic issues behind complaints.

use domain::{
    command::Command,
    feedback::{ComplaintOf, FeedbackId, FeedbackSource, RecordFeedback},
    generic_issue::{GenericIssueId, Key, Place, RecordGenericIssue, SettleGenericIssue},
};

use super::measures::{self, KPI};
use crate::small_company::*;

const FEEDBACK: u128 = 9_380;
const ISSUE: u128 = 9_390;

pub fn feedback(number: u128) -> FeedbackId {
    id(FEEDBACK + number)
}

pub fn issue() -> GenericIssueId {
    id(ISSUE)
}

/// What this tenant complained of on a day: damp in the Victoria block.
pub fn complained(number: u128, complainant: &str, day: &str) -> RecordFeedback {
    RecordFeedback {
        feedback: feedback(number),
        source: FeedbackSource::Complaint,
        received: day.parse().unwrap(),
        service: id(202),
        said: "The bedroom wall is black again.".to_owned(),
        did: String::new(),
        complaint: Some(ComplaintOf {
            cause: "damp".to_owned(),
            block: "Victoria block".to_owned(),
            complainant: complainant.to_owned(),
        }),
        indicators: vec![id(KPI)],
        illustrative: false,
    }
}

fn recorded() -> RecordFeedback {
    complained(1, "C-1042", "2026-11-03")
}

pub fn damp(place: Place) -> Key {
    Key {
        cause: "damp".to_owned(),
        place,
    }
}

/// Damp in the small Company's service, which Priya sees to.
pub fn opened() -> RecordGenericIssue {
    RecordGenericIssue {
        issue: issue(),
        key: damp(Place::Service(id(202))),
        owner: person(PRIYA),
        root_cause: String::new(),
        fix: String::new(),
        illustrative: false,
    }
}

pub fn found_out() -> RecordGenericIssue {
    RecordGenericIssue {
        root_cause: "The outer wall lets rain in.".to_owned(),
        fix: "The wall is sealed.".to_owned(),
        ..opened()
    }
}

pub fn over() -> SettleGenericIssue {
    SettleGenericIssue {
        issue: issue(),
        over: true,
        verified: "Six homes were dry in November.".to_owned(),
    }
}

pub fn given(small: &mut Small, command: &str, when: &str) -> Command {
    measures::owned_by_priya(small);
    match command {
        "feedback.record" => recording(when).into(),
        "generic_issue.record" => opening(small, when).into(),
        "generic_issue.settle" => settling(small, when).into(),
        other => panic!("no case for {other}"),
    }
}

fn recording(when: &str) -> RecordFeedback {
    let of = |change: fn(&mut ComplaintOf)| {
        let mut record = recorded();
        record.complaint.as_mut().into_iter().for_each(change);
        record
    };
    match when {
        "of a survey" => RecordFeedback {
            source: FeedbackSource::Survey,
            complaint: None,
            ..recorded()
        },
        "of a survey, with a complainant" => RecordFeedback {
            source: FeedbackSource::Survey,
            ..recorded()
        },
        "about a team" => RecordFeedback {
            service: id(203),
            ..recorded()
        },
        "that is to come" => RecordFeedback {
            received: "2026-11-22".parse().unwrap(),
            ..recorded()
        },
        "without a word" => RecordFeedback {
            said: String::new(),
            ..recorded()
        },
        "a complaint of no cause" => of(|complaint| complaint.cause = " ".to_owned()),
        "a complaint by name" => of(|complaint| complaint.complainant = "Jo Bloggs".to_owned()),
        "a complaint of nothing" => RecordFeedback {
            complaint: None,
            ..recorded()
        },
        _ => recorded(),
    }
}

fn opening(small: &mut Small, when: &str) -> RecordGenericIssue {
    match when {
        "owned by Sam" => RecordGenericIssue {
            owner: person(SAM),
            ..opened()
        },
        "that is Sam's" => {
            let of_sam = |record| RecordGenericIssue {
                owner: person(SAM),
                ..record
            };
            small.must(DANA, of_sam(opened()));
            of_sam(found_out())
        }
        "that was Sam's, handed on" => {
            small.must(
                DANA,
                RecordGenericIssue {
                    owner: person(SAM),
                    ..opened()
                },
            );
            opened()
        }
        "of a block" => RecordGenericIssue {
            key: damp(Place::Block("Victoria block".to_owned())),
            ..opened()
        },
        "of no cause" => RecordGenericIssue {
            key: Key {
                cause: String::new(),
                ..opened().key
            },
            ..opened()
        },
        "that is open already" => {
            small.must(DANA, opened());
            RecordGenericIssue {
                issue: id(ISSUE + 1),
                ..opened()
            }
        }
        _ => opened(),
    }
}

fn settling(small: &mut Small, when: &str) -> SettleGenericIssue {
    match when {
        "that nobody found out" => {
            small.must(DANA, opened());
            over()
        }
        "without a proof" => {
            small.must(DANA, found_out());
            SettleGenericIssue {
                verified: String::new(),
                ..over()
            }
        }
        "that is back" => {
            small.must(DANA, found_out());
            small.must(DANA, over());
            SettleGenericIssue {
                over: false,
                ..over()
            }
        }
        "that is back beside another" => {
            small.must(DANA, found_out());
            small.must(DANA, over());
            small.must(
                DANA,
                RecordGenericIssue {
                    issue: id(ISSUE + 1),
                    ..opened()
                },
            );
            SettleGenericIssue {
                over: false,
                ..over()
            }
        }
        "that is not there" => over(),
        _ => {
            small.must(DANA, found_out());
            over()
        }
    }
}
