//! Finding indicators in the register: by what is typed, and by what is chosen. What is found is a set of indicators to show among those
//! that are on the page, so that a keystroke changes no row.

use std::collections::{BTreeMap, BTreeSet};

use super::{Page, ServicePart, WHOLE_COMPANY, counted};
use crate::{
    calendar::Date,
    indicator::{Indicator, IndicatorId, IndicatorSource, IndicatorState, Lack, Tags},
    ownership::Ownership,
    person::{Person, PersonId},
    record::Stored,
    sight::Sight,
    unit::UnitId,
    view::{definition_sheet::state_words, reading::Row},
};

/// What an indicator can be found by.
#[derive(Clone, Debug, PartialEq)]
pub struct Looked {
    /// Where it stands: `Draft`.
    pub state: &'static str,
    /// Whether it is in force.
    pub in_force: bool,
    /// What it lacks, in a word each.
    pub lacks: Vec<&'static str>,
    /// Which of the four sources.
    source: IndicatorSource,
    /// Its tags in words.
    tags: Vec<&'static str>,
    /// Its owner, where the reader may know.
    owner: Option<PersonId>,
}

/// What can be chosen in a filter: value and words.
pub type Offered = Vec<(String, String)>;

/// What can be chosen in the filters, with how many each finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The sources.
    pub sources: Offered,
    /// The services.
    pub services: Offered,
    /// The tags.
    pub tags: Offered,
    /// Where it stands.
    pub states: Offered,
    /// The owners.
    pub owners: Offered,
    /// What is missing.
    pub needs: Offered,
}

/// What was typed and chosen; empty for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words of the code, the name, the service or the status.
    pub typed: String,
    /// A source.
    pub source: String,
    /// A service.
    pub service: String,
    /// A tag.
    pub tag: String,
    /// Where it stands; retired indicators are shown where they are chosen.
    pub state: String,
    /// An owner.
    pub owner: String,
    /// What is missing.
    pub needs: String,
}

impl Filter {
    /// Whether nothing is typed or chosen.
    pub fn is_empty(&self) -> bool {
        let Self {
            typed,
            source,
            service,
            tag,
            state,
            owner,
            needs,
        } = self;
        typed.trim().is_empty()
            && [source, service, tag, state, owner, needs]
                .into_iter()
                .all(String::is_empty)
    }
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// `12 indicators found.`; empty where nothing was typed or chosen.
    pub said: String,
    /// Which indicators are shown.
    pub shown: BTreeSet<IndicatorId>,
    /// The services with any, each with how those stand.
    pub services: BTreeMap<Option<UnitId>, String>,
}

/// Any of what is missing.
const ANYTHING: &str = "Anything";

pub(super) fn looked(sight: &Sight<'_>, today: Date) -> BTreeMap<IndicatorId, Looked> {
    let of = |indicator: &Stored<Indicator>| Looked {
        state: state_words(indicator.state),
        in_force: indicator.counts(),
        lacks: match sight.is_staff() && indicator.state != IndicatorState::Retired {
            true => Indicator::lacks(sight.company(), indicator, today)
                .into_iter()
                .map(Lack::short)
                .collect(),
            false => Vec::new(),
        },
        source: indicator.source,
        tags: tags(indicator.tags),
        owner: Ownership::on(sight.company(), indicator.id, today)
            .filter(|owner| sight.get::<Person>(*owner).is_some()),
    };
    sight
        .all::<Indicator>()
        .map(|indicator| (indicator.id, of(indicator)))
        .collect()
}

fn tags(tags: Tags) -> Vec<&'static str> {
    [
        (tags.safety_critical, "Safety-critical"),
        (tags.statutory, "Required by the regulator"),
        (tags.resident_priority, "Matters to residents"),
        (tags.diversity, "Diversity"),
        (tags.benchmarked, "Compared with others"),
        (tags.board_reported, "Reported to the Board"),
        (tags.council_reported, "Reported to the Council"),
    ]
    .into_iter()
    .filter_map(|(is, words)| is.then_some(words))
    .collect()
}

impl Choices {
    pub(super) fn of(
        sight: &Sight<'_>,
        services: &[ServicePart],
        looked: &BTreeMap<IndicatorId, Looked>,
    ) -> Self {
        let words = |of: fn(&Looked) -> Vec<String>| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for each in looked.values().flat_map(of) {
                *counts.entry(each).or_default() += 1;
            }
            let offered = counts.into_iter();
            offered
                .map(|(words, count)| (words.clone(), format!("{words} ({count})")))
                .collect::<Offered>()
        };
        let mut owners: BTreeMap<PersonId, usize> = BTreeMap::new();
        for owner in looked.values().filter_map(|each| each.owner) {
            *owners.entry(owner).or_default() += 1;
        }
        let mut owners: Offered = owners
            .into_iter()
            .filter_map(|(owner, count)| {
                let name = &sight.get::<Person>(owner)?.name;
                Some((owner.to_string(), format!("{name} ({count})")))
            })
            .collect();
        owners.sort_by(|one, other| one.1.cmp(&other.1));
        let mut needs = words(|looked| looked.lacks.iter().map(|&lack| lack.to_owned()).collect());
        let lacking = looked
            .values()
            .filter(|each| !each.lacks.is_empty())
            .count();
        if lacking > 0 {
            needs.insert(0, (ANYTHING.to_owned(), format!("{ANYTHING} ({lacking})")));
        }
        Self {
            sources: words(|looked| vec![looked.source.words().to_owned()]),
            services: services
                .iter()
                .map(|part| {
                    let words = format!("{} ({})", part.name, part.rows.len());
                    (service_key(part.service), words)
                })
                .collect(),
            tags: words(|looked| looked.tags.iter().map(|&tag| tag.to_owned()).collect()),
            states: words(|looked| vec![looked.state.to_owned()]),
            owners,
            needs,
        }
    }
}

fn service_key(service: Option<UnitId>) -> String {
    service.map_or_else(|| WHOLE_COMPANY.to_owned(), |service| service.to_string())
}

/// The indicators that a filter finds. Of what is typed each word stands in the code, the name, the service or the status.
pub fn found(page: &Page, filter: &Filter) -> Found {
    let words: Vec<String> = filter
        .typed
        .split_whitespace()
        .map(str::to_lowercase)
        .collect();
    let mut found = Found::default();
    for part in &page.services {
        if !filter.service.is_empty() && service_key(part.service) != filter.service {
            continue;
        }
        let shown: Vec<&Row> = part
            .rows
            .iter()
            .filter(|row| is_found(page, filter, row) && has_words(row, &part.name, &words))
            .collect();
        if !shown.is_empty() {
            let counts = counted(shown.iter().copied(), &page.looked).words();
            found.services.insert(part.service, counts);
        }
        found.shown.extend(shown.iter().map(|row| row.indicator));
    }
    if !filter.is_empty() {
        found.said = match found.shown.len() {
            0 => "No indicator has all of this. Use fewer words, or take a choice back.".to_owned(),
            1 => "1 indicator found.".to_owned(),
            many => format!("{many} indicators found."),
        };
    }
    found
}

fn has_words(row: &Row, service: &str, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let text = format!("{} {} {service} {}", row.code, row.name, row.mark.words()).to_lowercase();
    words.iter().all(|word| text.contains(word))
}

fn is_found(page: &Page, filter: &Filter, row: &Row) -> bool {
    let Some(looked) = page.looked.get(&row.indicator) else {
        return false;
    };
    let is = |wanted: &str, has: &str| wanted.is_empty() || wanted == has;
    let state = match filter.state.as_str() {
        "" => looked.state != state_words(IndicatorState::Retired),
        wanted => wanted == looked.state,
    };
    let needs = match filter.needs.as_str() {
        "" => true,
        ANYTHING => !looked.lacks.is_empty(),
        wanted => looked.lacks.contains(&wanted),
    };
    let owner = looked.owner.map(|owner| owner.to_string());
    state
        && needs
        && is(&filter.source, looked.source.words())
        && is(&filter.owner, owner.as_deref().unwrap_or_default())
        && (filter.tag.is_empty() || looked.tags.contains(&filter.tag.as_str()))
}
