//! The rules that a working names, in plain words: what opens where "How this is worked out" says "(rules 4.7)".

use domain::view::public_home::Frame;
use leptos::prelude::*;

use super::{
    Address, Setting,
    document::{About, document},
};
use crate::components::{PageHeading, rule_anchor};

/// One rule.
struct Rule {
    /// As workings name it.
    number: &'static str,
    title: &'static str,
    says: &'static [&'static str],
    /// With the sum in it.
    example: &'static str,
}

/// The rules in use (rules.md 4.1 to 4.4, 4.6 and 4.7); the examples are worked there.
const RULES: [Rule; 6] = [
    Rule {
        number: "4.1",
        title: "The colour and score of one measure",
        says: &[
            "A figure is held against its target. The gap is how far it falls short; doing better than the target leaves no gap, and earns nothing more. Where the target is a range, too much is a gap as well.",
            "Each measure has a tolerance, as a rule a tenth of its target. No gap is on target. A gap within the tolerance is close to target. A wider gap is off target. Where nothing may go wrong, as for gas safety, there is no tolerance; and any gap to a target of 0 is off target, unless its tolerance is a number of its own.",
            "The score is 100 on target, 50 at the edge of the tolerance, and 0 from twice the tolerance. Without a figure or without a target there is no score; that is not 0.",
        ],
        example: "Homes were let in 18.1 days on average, against a target of 17, with a tolerance of a tenth. The gap is 1.1 days, 0.064706 of the target: close to target. The score is 100 × (1 − 0.064706 ÷ 0.2) = 67.647.",
    },
    Rule {
        number: "4.2",
        title: "How figures are rounded",
        says: &[
            "Figures are rounded for reading only: scores and colours are worked out from the exact figures.",
            "A rounded figure never reads as reaching a target, as none or as all where the exact one does not: it then has more decimals, or says “just under” or “just over”.",
        ],
        example: "5,799 of 5,800 homes is 99.98%, and is not shown as 100%.",
    },
    Rule {
        number: "4.3",
        title: "Targets within the year",
        says: &[
            "Most targets hold in every period of the year. Where something is counted up over the year, each period has its share of the year’s target.",
            "Where an improvement needs time, the target stays where things began until the work can show, and then goes to the year’s target in a straight line.",
        ],
        example: "120 new homes in the year, spread evenly, are 80 by the end of the eighth month: 120 × 8 ÷ 12.",
    },
    Rule {
        number: "4.4",
        title: "Putting periods together",
        says: &[
            "Percentages and averages are kept as what was counted, out of how many. Periods are put together by adding up what was counted and dividing by what it was counted out of: all of it, its last state or its mean, as the measure’s definition says. A percentage that has both is never averaged.",
            "Counts are added up. Where a figure is a state on a day, the last one stands. Only figures that come without what they were counted out of are averaged, and the working says so. A period without a figure is left out, and the result says so; nothing is put in its place.",
        ],
        example: "27 of 30 in one quarter and 45 of 60 in the next are 72 of 90: 80%. The mean of 90% and 75% would be 82.5%, and wrong.",
    },
    Rule {
        number: "4.6",
        title: "Real or chance",
        says: &[
            "Every figure moves a little from period to period. The usual range is where figures fall while nothing has changed: the mean of all figures, and on either side 2.66 times the mean step from one figure to the next. Steps that stand out are left out of that mean, once.",
            "Four things are no chance: a figure outside the usual range; seven figures in a row that each go the same way; two of three figures close to one end of the range, with all three on that side of the mean; seven figures in a row on one side of the mean.",
            "If the target lies within the usual range, meeting it in one period is chance. If the whole range lies on one side of the target, it will go on being met, or missed, until something changes. With fewer than five figures nothing is said; with fewer than twelve the range may still move.",
            "Where a way of working was changed, the range begins anew from the first period after it. People decide that, and the chart says when, why and who agreed.",
        ],
        example: "10, 12, 11, 14 and 9 have a mean of 11.2, and a mean step of (2 + 1 + 3 + 5) ÷ 4 = 2.75. The usual range is 11.2 − 2.66 × 2.75 = 3.885 to 11.2 + 2.66 × 2.75 = 18.515.",
    },
    Rule {
        number: "4.7",
        title: "Scores put together on the scorecard",
        says: &[
            "The score of an objective, a priority or a perspective is the mean of what stands under it, each part counted by its weight. 90 or more is on target, 60 or more is close to target, less is off target.",
            "Only what has a score counts. A figure is too old to count once the two periods after its own are over: it is shown, and counts as missing. How much of the weight that is, is shown beside it, with the lowest and the highest score that the missing figures could lead to. Under 60% no score is shown.",
            "If a measure of safety is off target, whatever it stands under is close to target at best, and says why. The score itself is not changed.",
            "What was measured and how far the work has come are two numbers, and are never made into one. The progress of a team is shown only where at least five people carry it.",
        ],
        example: "100 counted three times, 67.647 twice, 8.333 once and one part of weight 2 without a score: (300 + 135.294 + 8.333) ÷ 6 = 73.9, based on 75% of measures: close to target.",
    },
];

/// The page of rules.
pub fn rules(frame: &Frame, setting: &Setting) -> String {
    let about = About {
        title: "How scores are worked out".to_owned(),
        description: "The rules behind every colour and score, with examples.".to_owned(),
        here: Some(Address::Rules),
    };
    let sections = RULES.map(|rule| {
        let says = rule.says.iter().map(|says| view! { <p>{*says}</p> });
        view! {
            <section class="section" id=rule_anchor(rule.number)>
                <h2>{rule.number} " " {rule.title}</h2>
                {says.collect_view()}
                <p class="muted">"For example: " {rule.example}</p>
            </section>
        }
    });
    document(frame, setting, about, || {
        view! {
            <PageHeading
                title="How scores are worked out"
                lead=Some("Every score has its own working: open “How this is worked out” beside it. These are the rules that the workings name.".to_owned())
            />
            {sections.into_iter().collect_view()}
        }
        .into_any()
    })
}
