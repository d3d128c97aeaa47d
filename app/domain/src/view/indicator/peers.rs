//! Where an indicator stands among other organisations (rules.md 4.9; strategy §2, "measured against others").

use crate::{
    aggregation::aggregate,
    benchmark::{MEDIAN_FROM, Others, QUARTILES_FROM, quartiles, standing},
    benchmark_set::BenchmarkSet,
    calendar::Period,
    explain::{Step, explain_peers, explain_standing},
    folded::folded_on,
    indicator::{Indicator, IndicatorId},
    quantity::{Exact, Figure},
    record::Stored,
    scoring::Direction,
    sight::Sight,
    view::{
        indicator::Fact,
        reading::{self, value_text},
        target::{Mark, placed},
    },
};

/// Figures looked at: ten years of months.
const MOST_FIGURES: usize = 120;

/// What the own figure is called on the line.
const OURS: &str = "Ours";

/// The section.
#[derive(Clone, Debug, PartialEq)]
pub struct Peers {
    /// The answer: `Second quartile: place 120 of 355 in 2024/25`.
    pub answer: String,
    /// The groups that can be chosen; none where the source tells no two apart.
    pub groups: Vec<PeerGroup>,
    /// How many organisations there are in all, ours among them where the source has it.
    pub all: usize,
    /// The own figure and where the quarters begin, term by term.
    pub facts: Vec<Fact>,
    /// The same on a line from low to high; nothing where there is too little to draw.
    pub picture: Vec<Mark>,
    /// Where the others' figures are from.
    pub source: String,
    /// Which of them count, and how the place was worked out.
    pub steps: Vec<Step>,
}

/// A group of organisations, as the source calls it (glossary 2.1, `peer_group`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeerGroup {
    /// What it is called.
    pub name: String,
    /// How many of it count.
    pub size: usize,
}

/// What is looked at: the set, and the group of it that the reader chose.
struct Chosen<'a> {
    set: &'a BenchmarkSet,
    group: &'a str,
    others: Others,
}

/// Where it stood in the latest period for which others are held, among a group of them or, with an empty one, all; none where
/// none are held, or the reader may not see them.
pub fn peers(sight: &Sight<'_>, indicator: IndicatorId, group: &str) -> Option<Peers> {
    let indicator = sight.get::<Indicator>(indicator)?;
    let set = seen_set(sight, indicator)?;
    let groups = set.groups();
    // The file may have been read again, with other groups, since it was chosen.
    let group = groups.iter().find(|name| **name == group).copied();
    let group = group.unwrap_or_default();
    let chosen = Chosen {
        others: set.others(group),
        set: &set,
        group,
    };
    let own = own(sight, indicator, set.period);
    let limits = quartiles(&chosen.others.sorted());
    let marks = [
        ("A quarter are below", limits.q25),
        ("Half are below", limits.q50),
        ("A quarter are above", limits.q75),
        (OURS, own),
    ];
    let mut steps = explain_peers(&set, group);
    if let Some(own) = &own {
        steps.extend(explain_standing(indicator.direction, own, &chosen.others));
    }
    Some(Peers {
        answer: answer(indicator, own.as_ref(), &chosen),
        groups: told_apart(&set, &groups),
        all: set.others("").listed(),
        facts: facts(indicator, own.as_ref(), &chosen),
        picture: own.map_or_else(Vec::new, |_| placed(indicator, marks, OURS)),
        source: source(&chosen),
        steps,
    })
}

/// The peers of the latest period that has some; none where the reader may not see them.
pub(super) fn seen_set(sight: &Sight<'_>, indicator: &Stored<Indicator>) -> Option<BenchmarkSet> {
    let of = indicator.figures_of(indicator.id);
    has_seen_set(sight, indicator)
        .then(|| BenchmarkSet::latest(sight.company(), of))
        .flatten()
}

/// Whether there are peers that the reader may see. Nothing is opened for it: a page asks it of every indicator.
pub(super) fn has_seen_set(sight: &Sight<'_>, indicator: &Stored<Indicator>) -> bool {
    let of = indicator.figures_of(indicator.id).uuid();
    let mut sets = folded_on::<BenchmarkSet>(sight.company(), of).peekable();
    // The latest could be the one that a reader may not see, so who may not see all of them sees none.
    sets.peek().is_some() && sets.all(|set| sight.sees(&set.scope))
}

/// One group alone is no choice where everybody is in it.
fn told_apart(set: &BenchmarkSet, groups: &[&str]) -> Vec<PeerGroup> {
    let everybody = |name: &&str| set.of_group(name).count() == set.peers.len();
    if groups.iter().any(everybody) {
        return Vec::new();
    }
    let group = |name: &&str| PeerGroup {
        name: (*name).to_owned(),
        size: set.others(name).listed(),
    };
    groups.iter().map(group).collect()
}

/// How many, in words: `355 organisations (ours among them)`.
fn so_many(others: &Others) -> String {
    match (others.listed(), others.ours()) {
        (many, Some(_)) => format!("{many} organisations (ours among them)"),
        (1, None) => "1 other".to_owned(),
        (many, None) => format!("{many} others"),
    }
}

/// When: `2023/24`, with the group where one was chosen.
fn when(chosen: &Chosen<'_>) -> String {
    let period = chosen.set.period.words();
    match chosen.group {
        "" => period,
        group => format!("{period} in the group “{group}”"),
    }
}

fn source(chosen: &Chosen<'_>) -> String {
    let listed = chosen.set.of_group(chosen.group).count();
    let left_out = match listed - chosen.others.listed() {
        0 => String::new(),
        1 => " 1 more had no cases and is left out.".to_owned(),
        many => format!(" {many} more had no cases and are left out."),
    };
    let (period, from) = (chosen.set.period.words(), &chosen.set.source);
    let group = match chosen.group {
        "" => String::new(),
        group => format!(" in the group “{group}”"),
    };
    format!(
        "{}{group}, {period}.{left_out} {from}",
        so_many(&chosen.others)
    )
}

/// The figure of a period: its own, or its parts put together where none is missing.
pub(super) fn own(
    sight: &Sight<'_>,
    indicator: &Stored<Indicator>,
    period: Period,
) -> Option<Exact> {
    let shown = reading::figures(sight, indicator, MOST_FIGURES);
    let figure = |period: Period| {
        let found = shown.iter().find(|figure| figure.period == period)?;
        Some(found.figure.clone())
    };
    let scale = indicator.unit.scale();
    match figure(period) {
        Some(figure) => figure.exact(scale),
        None => {
            let parts = period.children_in(indicator.frequency.grain());
            let parts: Vec<Option<Figure>> = parts.into_iter().map(figure).collect();
            let whole = aggregate(indicator.aggregation, scale, &parts).ok()?;
            whole.value.filter(|_| !whole.provisional)
        }
    }
}

fn answer(indicator: &Indicator, own: Option<&Exact>, chosen: &Chosen<'_>) -> String {
    let (others, when) = (&chosen.others, when(chosen));
    let Some(own) = own else {
        return format!(
            "There is no figure of ours for {} to hold against the others.",
            chosen.set.period.words()
        );
    };
    let found = standing(indicator.direction, own, others);
    let many = so_many(others);
    match (found.quartile, found.rank, others.listed()) {
        (Some(quartile), Some(rank), _) => {
            format!(
                "{}: place {rank} of {} in {when}.",
                quartile.words(),
                found.of
            )
        }
        (_, _, 0) => format!("No others are held for {when}: there is nothing to be held against."),
        (_, _, 1) => format!("Only {many} is held for {when}: too few to be held against."),
        (_, _, listed) if listed < MEDIAN_FROM => {
            format!("Only {many} are held for {when}: too few to be held against.")
        }
        (_, _, listed) if listed < QUARTILES_FROM => {
            format!("{many} are held for {when}: enough for a middle, too few for quarters.")
        }
        _ => format!(
            "Neither more nor less is better here, so there is no place among the {many} of {when}."
        ),
    }
}

fn facts(indicator: &Indicator, own: Option<&Exact>, chosen: &Chosen<'_>) -> Vec<Fact> {
    let limits = quartiles(&chosen.others.sorted());
    let (best, worst) = match indicator.direction {
        Direction::HigherIsBetter => ("The best quarter begins at", "The worst quarter ends below"),
        Direction::LowerIsBetter => ("The worst quarter begins above", "The best quarter ends at"),
        Direction::WithinRange { .. } | Direction::Contextual => {
            ("A quarter are above", "A quarter are below")
        }
    };
    let shown = |value: &Exact| value_text(indicator, Some(value), None);
    let ours = own.map(shown);
    // Whatever group is looked at: a figure that was corrected since, or counted in another way, is for the reader to know of.
    let printed = chosen.set.ours().map(|printed| match printed.no_cases {
        true => "No cases".to_owned(),
        false => shown(&Exact::from(printed.value)),
    });
    let printed = printed.filter(|printed| ours.as_ref() != Some(printed));
    [
        (OURS, ours),
        ("Ours, as the source has it", printed),
        (best, limits.q75.as_ref().map(shown)),
        ("The middle", limits.q50.as_ref().map(shown)),
        (worst, limits.q25.as_ref().map(shown)),
    ]
    .into_iter()
    .filter_map(|(term, is)| Some(Fact { term, is: is? }))
    .collect()
}
