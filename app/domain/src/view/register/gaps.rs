//! What is missing, by what it is.

use super::{Coverage, Gap, GapLine, in_order};
use crate::{
    calendar::Date,
    indicator::{Indicator, IndicatorState, Lack},
    record::Stored,
    sight::Sight,
};

/// How many diversity indicators there are to be (strategy §5; S111).
pub(in crate::view) const DIVERSITY: usize = 4;

pub(super) fn gaps(sight: &Sight<'_>, coverage: &[Coverage], today: Date) -> Vec<Gap> {
    let all = in_order(sight);
    let lacking: Vec<(&Stored<Indicator>, Vec<Lack>)> = all
        .iter()
        .filter(|indicator| indicator.counts())
        .map(|indicator| {
            let lacks = Indicator::lacks(sight.company(), indicator, today);
            (*indicator, lacks)
        })
        .collect();
    let of = |lack: Lack| {
        lacking
            .iter()
            .filter(|(_, lacks)| lacks.contains(&lack))
            .map(|(indicator, _)| line(lack.field(), indicator))
            .collect()
    };
    let mut gaps = vec![
        gap(
            "Key Performance Indicators without an owner",
            "Each has a named manager who owns it. Hand it to one.",
            of(Lack::Owner),
        ),
        gap(
            "Key Performance Indicators that nobody chose",
            "Each was chosen by the Board, the Council, residents or another stakeholder. Record who chose it, and why.",
            of(Lack::Selection),
        ),
        gap(
            "Key Performance Indicators that measure no objective",
            "Each leads to a corporate priority by an objective that it measures. Say on the objective’s page that it does.",
            of(Lack::Objective),
        ),
        gap(
            "Service standards without a promise",
            "Each mirrors another indicator or publishes a promise. Write it on the definition sheet.",
            of(Lack::Promise),
        ),
        gap(
            "Local indicators that do not say why",
            "Each says what the Key Performance Indicators do not cover. Write it on the definition sheet.",
            of(Lack::Why),
        ),
    ];
    gaps.extend(core_business(coverage));
    gaps.extend(diversity(&all));
    gaps.push(gap(
        "Drafts that wait",
        "Complete the definition sheet of each and put it in force, or leave it for later.",
        all.iter()
            .filter(|indicator| indicator.state == IndicatorState::Draft)
            .map(|indicator| line("draft", indicator))
            .collect(),
    ));
    gaps.retain(|gap| !gap.lines.is_empty());
    gaps
}

/// What a service is there to do and nothing tells of, and services that have not said.
fn core_business(coverage: &[Coverage]) -> [Gap; 2] {
    [
        gap(
            "Activities that no indicator covers",
            "Where no Key Performance Indicator measures an activity, a local one must be identified.",
            uncovered(coverage),
        ),
        gap(
            "Services that have not said what their core business is",
            "List what the service is there to do, and which indicators tell how well.",
            coverage
                .iter()
                .filter(|service| service.activities.is_empty())
                .map(|service| GapLine {
                    text: service.name.clone(),
                    indicator: None,
                    key: format!("service-{}", service.service),
                })
                .collect(),
        ),
    ]
}

fn gap(title: &str, words: &'static str, lines: Vec<GapLine>) -> Gap {
    Gap {
        title: title.to_owned(),
        words,
        lines,
    }
}

fn line(what: &str, indicator: &Stored<Indicator>) -> GapLine {
    GapLine {
        text: format!("{} {}", indicator.code, indicator.name),
        indicator: Some(indicator.id),
        key: format!("{what}-{}", indicator.id),
    }
}

fn uncovered(coverage: &[Coverage]) -> Vec<GapLine> {
    let of = |service: &Coverage| {
        let open = service.activities.iter().filter(|each| !each.covered);
        open.map(|activity| GapLine {
            text: format!("{}: {}", service.name, activity.name),
            indicator: None,
            key: format!("activity-{}", activity.id),
        })
        .collect::<Vec<_>>()
    };
    coverage.iter().flat_map(of).collect()
}

/// One line, where there are not exactly four in force.
fn diversity(all: &[&Stored<Indicator>]) -> Option<Gap> {
    let found = all
        .iter()
        .filter(|indicator| indicator.counts() && indicator.tags.diversity)
        .count();
    (found != DIVERSITY).then(|| {
        let line = GapLine {
            text: match found {
                0 => "No diversity indicator is in force; there are to be four".to_owned(),
                1 => "1 diversity indicator is in force; there are to be four".to_owned(),
                many => format!("{many} diversity indicators are in force; there are to be four"),
            },
            indicator: None,
            key: "diversity".to_owned(),
        };
        gap(
            "Diversity indicators",
            "Four are collated and reported on a regular basis. The library has four to begin from.",
            vec![line],
        )
    })
}
