//! The register of risks.

use domain::{
    command::Command,
    person::RecordPerson,
    risk::{ChooseRiskMatrix, Control, Matrix, Place, RecordRisk, ReviewRisk, RiskId, RiskWords},
};

use super::measures::{self, KPI};
use crate::small_company::*;

const RISK: u128 = 9_350;

pub fn risk() -> RiskId {
    id(RISK)
}

pub const fn place(likelihood: u8, impact: u8) -> Place {
    Place { likelihood, impact }
}

/// A risk of the small Company's service, which Priya answers for.
pub fn recorded() -> RecordRisk {
    RecordRisk {
        risk: risk(),
        says: RiskWords {
            name: "An empty home is broken into".to_owned(),
            cause: "Homes stand empty for weeks.".to_owned(),
            event: "Somebody breaks in.".to_owned(),
            effect: "The home is let later, and neighbours are afraid.".to_owned(),
            category: "Property".to_owned(),
            service: Some(id(202)),
            owner: person(PRIYA),
            inherent: place(4, 4),
            target: place(1, 3),
            controls: vec![Control {
                description: "Screens on the day on which keys come back".to_owned(),
                assurance: "A photograph of each".to_owned(),
            }],
            indicators: vec![id(KPI)],
        },
        current: place(2, 3),
        review_by: "2026-12-31".parse().unwrap(),
        illustrative: false,
    }
}

pub fn reviewed(current: Place, review_by: Option<&str>) -> ReviewRisk {
    ReviewRisk {
        risk: risk(),
        current,
        words: "Two were broken into since the summer.".to_owned(),
        review_by: review_by.map(|day| day.parse().unwrap()),
    }
}

pub fn given(small: &mut Small, command: &str, when: &str) -> Command {
    measures::owned_by_priya(small);
    match command {
        "risk.record" => recording(small, when).into(),
        "risk.review" => reviewing(small, when).into(),
        "risk_matrix.choose" => ChooseRiskMatrix {
            matrix: Matrix::FiveByFive,
        }
        .into(),
        other => panic!("no case for {other}"),
    }
}

fn recording(small: &mut Small, when: &str) -> RecordRisk {
    let says = |change: fn(&mut RiskWords)| {
        let mut record = recorded();
        change(&mut record.says);
        record
    };
    match when {
        "of the Company" => says(|says| says.service = None),
        "of a team" => says(|says| says.service = Some(id(203))),
        "without a cause" => says(|says| says.cause = String::new()),
        "beside the matrix" => RecordRisk {
            current: place(5, 1),
            ..says(|says| says.inherent = place(4, 0))
        },
        "on the greater matrix" => {
            small.must(
                SUE,
                ChooseRiskMatrix {
                    matrix: Matrix::FiveByFive,
                },
            );
            RecordRisk {
                current: place(5, 1),
                ..recorded()
            }
        }
        "owned by Sam" => says(|says| says.owner = person(SAM)),
        "owned by who has left" => {
            small.load(RecordPerson {
                person: person(SAM),
                name: "Sam Okafor".to_owned(),
                active: false,
                illustrative: false,
            });
            says(|says| says.owner = person(SAM))
        }
        _ => recorded(),
    }
}

fn reviewing(small: &mut Small, when: &str) -> ReviewRisk {
    match when {
        "of one that is not there" => {}
        "owned by Sam" => {
            let mut record = recorded();
            record.says.owner = person(SAM);
            small.must(DANA, record);
        }
        _ => small.must(DANA, recorded()),
    }
    if when == "of one that is closed" {
        small.must(PRIYA, reviewed(place(1, 1), None));
    }
    match when {
        "beside the matrix" => reviewed(place(5, 5), Some("2027-01-31")),
        "until a day that is over" => reviewed(place(2, 2), Some("2026-11-20")),
        "without a word" => ReviewRisk {
            words: String::new(),
            ..reviewed(place(2, 2), Some("2027-01-31"))
        },
        _ => reviewed(place(2, 2), Some("2027-01-31")),
    }
}
