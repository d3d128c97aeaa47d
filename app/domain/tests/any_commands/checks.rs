//! What has to hold after every command.

use crate::*;

/// No objective leads back to itself, and every link goes up.
pub fn check_cascade(small: &Small) -> Result<(), TestCaseError> {
    for link in small.company.all::<ObjectiveLink>() {
        prop_assert!(
            !cascade::leads_to(&small.company, link.parent, link.child),
            "{} leads back to itself",
            link.child
        );
        if let Parent::Objective(parent) = link.parent {
            let (above, below) = (
                small.objective(parent).level,
                small.objective(link.child).level,
            );
            prop_assert!(above.is_above(below));
        }
    }
    Ok(())
}

/// What is told of people's progress is what counting everybody below would tell.
pub fn check_told(small: &Small) -> Result<(), TestCaseError> {
    for parent in parents(small) {
        let told = PeopleProgress::towards(&small.company, parent).map(|told| (*told.body).clone());
        prop_assert_eq!(
            told,
            PeopleProgress::of(&small.company, parent),
            "{:?}",
            parent
        );
    }
    Ok(())
}

/// Whatever was given, disputed and chosen: a period that has figures has one that stands, one that is disputed is never alone, and
/// what went further carries no mark of those it stood beside.
pub fn check_figures(small: &Small) -> Result<(), TestCaseError> {
    for each in small.company.all::<Measurement>() {
        let standing = Measurement::standing(&small.company, indicator(), each.period, |_| true);
        prop_assert!(!standing.is_empty(), "nothing stands for {}", each.period);
        prop_assert_ne!(disputed(small, each.period).len(), 1, "{}", each.period);
        let unapproved = each.state < MeasurementState::Approved;
        prop_assert!(unapproved || (each.unseen.is_empty() && !each.set_aside));
    }
    Ok(())
}

/// Every indicator as its reader sees it, by the place that it measures.
pub fn shown_figures(small: &Small, card: &Scorecard) -> Vec<(Place, Vec<Row>)> {
    let sight = Sight::of(&small.company, id(PRIYA));
    let places = objectives(small).into_iter().map(Place::Objective);
    places
        .map(|place| (place, scorecard::indicators(&sight, card, place)))
        .collect()
}

/// What two replicas compare (sync.md R7) has followed every change: counting from nothing gives the same.
pub fn check_tally(company: &Company) -> Result<(), TestCaseError> {
    let scopes = access::scopes(company, person(ADA));
    let mut counted = Company::default();
    for scope in &scopes {
        for (kind, id) in company.in_scope(*scope) {
            counted.put(company.version(kind, id).unwrap());
        }
    }
    let tally = company.tally(&scopes);
    prop_assert!(tally.rows > 0);
    prop_assert_eq!(tally, counted.tally(&scopes));
    Ok(())
}
