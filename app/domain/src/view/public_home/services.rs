//! Targets and results by service.

use std::collections::BTreeMap;

use super::{Frame, Known, Measure, Unpublished, count, frame, known, source};
use crate::{
    calendar::Date,
    record::Stored,
    sight::Sight,
    unit::{Unit, UnitId},
};

/// What is said of indicators that no single service answers for.
const WHOLE_COMPANY: &str = "The whole Company";

/// The page of targets and results by service.
#[derive(Clone, Debug, PartialEq)]
pub struct ServicesPage {
    /// What stands on every public page.
    pub frame: Frame,
    /// One sentence.
    pub lead: String,
    /// The whole Company first, then the services by name.
    pub services: Vec<Service>,
    /// Where the figures are from and as at when.
    pub source: String,
}

/// One service's targets and results.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Service {
    /// What it is called.
    pub name: String,
    /// Where it stands on the page: letters, digits and hyphens, one of a kind.
    pub anchor: String,
    /// What it does; may be empty.
    pub purpose: String,
    /// Whether the service is made up for a demonstration.
    pub illustrative: bool,
    /// How many of its measures stand where.
    pub counts: String,
    /// Its measures that have a published figure, in the order of codes.
    pub measures: Vec<Measure>,
    /// Its measures that have none.
    pub unpublished: Vec<Unpublished>,
}

/// Targets and results by service on a day. `sight` is what anyone may see.
pub fn services(sight: &Sight<'_>, today: Date) -> ServicesPage {
    let all = known(sight, today);
    let services = by_service(sight, &all)
        .into_iter()
        .map(|of_service| Service {
            name: of_service.name,
            anchor: of_service.anchor,
            purpose: of_service
                .unit
                .map(|unit| unit.purpose.clone())
                .unwrap_or_default(),
            illustrative: of_service.unit.is_some_and(|unit| unit.illustrative),
            counts: count(&of_service.known).words(),
            measures: of_service.known.into_iter().map(Known::measure).collect(),
            unpublished: of_service
                .unpublished
                .into_iter()
                .map(Known::unpublished)
                .collect(),
        })
        .collect();
    let published: Vec<&Known> = all.iter().filter(|each| each.is_published()).collect();
    ServicesPage {
        frame: frame(sight, today),
        lead: super::lead(count(&published)),
        services,
        source: source(&published, today),
    }
}

/// The measures of one service.
pub(super) struct OfService<'a, 'k> {
    pub name: String,
    pub anchor: String,
    pub known: Vec<&'k Known>,
    pub unpublished: Vec<&'k Known>,
    unit: Option<&'a Stored<Unit>>,
}

/// The measures of each service: the whole Company's first, then by the services' names.
pub(super) fn by_service<'a, 'k>(sight: &Sight<'a>, all: &'k [Known]) -> Vec<OfService<'a, 'k>> {
    let mut of_service: BTreeMap<Option<UnitId>, Vec<&Known>> = BTreeMap::new();
    for each in all {
        // An indicator of a service that is not public stands with the whole Company's.
        let service = each
            .service
            .filter(|service| sight.get::<Unit>(*service).is_some());
        of_service.entry(service).or_default().push(each);
    }
    let mut services: Vec<_> = of_service
        .into_iter()
        .map(|(service, known)| {
            (
                service.and_then(|service| sight.get::<Unit>(service)),
                known,
            )
        })
        .collect();
    services.sort_by_key(|(unit, _)| unit.map(|unit| (unit.name.clone(), unit.id)));
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    services
        .into_iter()
        .map(|(unit, all)| {
            let name = unit.map_or(WHOLE_COMPANY, |unit| unit.name.as_str());
            let (known, unpublished) = all.into_iter().partition(|each| each.is_published());
            OfService {
                name: name.to_owned(),
                anchor: alone(anchor(name), &mut taken),
                known,
                unpublished,
                unit,
            }
        })
        .collect()
}

/// A name as the fragment of an address: `Repairs and Voids` is `service-repairs-and-voids`.
pub fn anchor(name: &str) -> String {
    let mut anchor = "service".to_owned();
    for word in name
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        anchor.push('-');
        anchor.push_str(&word.to_ascii_lowercase());
    }
    anchor
}

/// The second of a name gets a number, so that each fragment leads to one place.
fn alone(anchor: String, taken: &mut BTreeMap<String, u32>) -> String {
    let times = taken.entry(anchor.clone()).or_insert(0);
    *times = times.saturating_add(1);
    if *times == 1 {
        anchor
    } else {
        format!("{anchor}-{times}")
    }
}
