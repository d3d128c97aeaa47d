//! Recording a risk: what stands in its form, and what is read from it.

use uuid::Uuid;

use super::place;
use crate::{
    calendar::Date,
    id::Id,
    indicator::Indicator,
    rejection::{FieldProblem, Rejection},
    risk::{Control, Place, RecordRisk, Risk, RiskId, RiskMatrix, RiskWords},
    sight::Sight,
    unit::{Unit, UnitKind},
    view::{
        month_end,
        permission::{self, Offer},
        risks::{WHOLE_COMPANY, offer},
        typed,
    },
};

/// Recording a risk, as far as the reader may.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Writing {
    /// Whether they may.
    pub offer: Offer,
    /// Which is recorded anew; none where it is a new one.
    pub risk: Option<RiskId>,
    /// What stands in the form at first.
    pub first: Typed,
    /// Whose it can be: value and words.
    pub services: Vec<(String, String)>,
    /// Who can answer for it.
    pub people: Vec<(String, String)>,
    /// The indicators that can show it coming.
    pub indicators: Vec<Shower>,
    /// How many steps the matrix has.
    pub size: u8,
}

/// An indicator that can show a risk coming.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shower {
    /// What a box that is ticked sends.
    pub value: String,
    /// What people read.
    pub words: String,
    /// Whose it is, as the choice of a service sends it.
    service: String,
}

/// The indicators to choose from, once it is chosen whose the risk is: that service’s, whatever is ticked already, and for the whole
/// Company all.
pub fn offered(showers: &[Shower], service: &str, ticked: &str) -> Vec<(String, String)> {
    let is_ticked = |shower: &Shower| ticked.split_whitespace().any(|id| id == shower.value);
    showers
        .iter()
        .filter(|shower| service == COMPANY || shower.service == service || is_ticked(shower))
        .map(|shower| (shower.value.clone(), shower.words.clone()))
        .collect()
}

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// What it is called.
    pub name: String,
    /// Why it may happen.
    pub cause: String,
    /// What may happen.
    pub event: String,
    /// What follows then.
    pub effect: String,
    /// Of what kind it is.
    pub category: String,
    /// Whose; `company` for the whole Company.
    pub service: String,
    /// Who answers for it.
    pub owner: String,
    /// Likelihood and impact before anything is done, with what is done, and as they are to become.
    pub places: [(String, String); 3],
    /// What is done about it, a line each, with how it is known to work after a semicolon.
    pub controls: String,
    /// The indicators that were ticked, with blanks between them.
    pub indicators: String,
    /// Until when it is looked at again.
    pub review_by: String,
}

/// The places of a form, in their order.
const PLACES: [&str; 3] = ["inherent", "current", "target"];

/// What a choice sends for the whole Company.
const COMPANY: &str = "company";

pub(in crate::view) fn writing(
    sight: &Sight<'_>,
    stands: Option<(RiskId, &Risk)>,
    today: Date,
) -> Writing {
    let risk = stands.map(|(id, _)| id);
    let first = stands.map_or_else(Typed::default, |(_, risk)| typed_of(risk));
    let size = RiskMatrix::of(sight.company()).size();
    let services = services(sight);
    // Of a new one: of any service that the reader plans for.
    let mine: Vec<(String, String)> = match stands {
        Some(_) => services,
        None => services
            .into_iter()
            .filter(|(service, _)| may(sight, &sample(sight, service, today)))
            .collect(),
    };
    let is_open = match stands {
        Some((id, risk)) => {
            let renamed = Typed {
                name: format!("{} again", risk.says.name),
                ..first.clone()
            };
            let on_matrix = renamed.on(size);
            risk.closed.is_empty()
                && record(id.uuid(), &on_matrix).is_ok_and(|command| may_record(sight, command))
        }
        None => !mine.is_empty(),
    };
    if !is_open {
        return Writing::default();
    }
    Writing {
        offer: offer(true),
        risk,
        first,
        services: mine,
        people: month_end::people(sight)
            .into_iter()
            .map(|choice| (choice.key, choice.name))
            .collect(),
        indicators: indicators(sight),
        size,
    }
}

fn may(sight: &Sight<'_>, typed: &Typed) -> bool {
    record(Uuid::nil(), typed).is_ok_and(|command| may_record(sight, command))
}

fn may_record(sight: &Sight<'_>, command: RecordRisk) -> bool {
    permission::tried(sight, command).is_ok()
}

fn sample(sight: &Sight<'_>, service: &str, today: Date) -> Typed {
    let one = || ("1".to_owned(), "1".to_owned());
    let said = || "What is said.".to_owned();
    Typed {
        name: said(),
        cause: said(),
        event: said(),
        effect: said(),
        service: service.to_owned(),
        owner: sight
            .person()
            .map_or_else(String::new, |person| person.to_string()),
        places: [one(), one(), one()],
        review_by: today.to_string(),
        ..Typed::default()
    }
}

impl Typed {
    /// The same with every place on a matrix: whether the reader may is another question than whether its places are right.
    fn on(mut self, size: u8) -> Self {
        for (likelihood, impact) in &mut self.places {
            for step in [likelihood, impact] {
                if step.parse::<u8>().is_ok_and(|step| step > size) {
                    *step = size.to_string();
                }
            }
        }
        self
    }
}

fn typed_of(risk: &Risk) -> Typed {
    let place = |place: Place| (place.likelihood.to_string(), place.impact.to_string());
    let control = |control: &Control| match control.assurance.as_str() {
        "" => control.description.clone(),
        assurance => format!("{}; {assurance}", control.description),
    };
    let says = &risk.says;
    let controls: Vec<String> = says.controls.iter().map(control).collect();
    let indicators: Vec<String> = says.indicators.iter().map(ToString::to_string).collect();
    Typed {
        name: says.name.clone(),
        cause: says.cause.clone(),
        event: says.event.clone(),
        effect: says.effect.clone(),
        category: says.category.clone(),
        service: says
            .service
            .map_or_else(|| COMPANY.to_owned(), |service| service.to_string()),
        owner: says.owner.to_string(),
        places: [says.inherent, risk.current, says.target].map(place),
        controls: controls.join("\n"),
        indicators: indicators.join(" "),
        review_by: risk.review_by.to_string(),
    }
}

fn services(sight: &Sight<'_>) -> Vec<(String, String)> {
    let mut services: Vec<(String, String)> = sight
        .all::<Unit>()
        .filter(|unit| unit.kind == UnitKind::Service)
        .map(|unit| (unit.id.to_string(), unit.name.clone()))
        .collect();
    services.sort_by(|one, other| (&one.1, &one.0).cmp(&(&other.1, &other.0)));
    services.insert(0, (COMPANY.to_owned(), WHOLE_COMPANY.to_owned()));
    services
}

fn indicators(sight: &Sight<'_>) -> Vec<Shower> {
    let mut indicators: Vec<Shower> = sight
        .all::<Indicator>()
        .filter(|each| each.counts() && each.mirrors.is_none())
        .map(|each| Shower {
            value: each.id.to_string(),
            words: format!("{} {}", each.code, each.name),
            service: each
                .service
                .map_or_else(|| COMPANY.to_owned(), |service| service.to_string()),
        })
        .collect();
    indicators.sort_by(|one, other| (&one.words, &one.value).cmp(&(&other.words, &other.value)));
    indicators
}

/// The command that records a risk.
///
/// # Errors
/// `Fields`, with each that cannot be read.
pub fn record(risk: Uuid, read: &Typed) -> Result<RecordRisk, Rejection> {
    let mut fields = Vec::new();
    let mut places = Vec::new();
    for (field, (likelihood, impact)) in PLACES.into_iter().zip(&read.places) {
        match place(field, likelihood, impact) {
            Ok(place) => places.push(place),
            Err(Rejection::Fields { fields: wrong }) => fields.extend(wrong),
            Err(other) => return Err(other),
        }
    }
    let mut lacks = |field: &str, words: &str| {
        fields.push(FieldProblem {
            field: field.to_owned(),
            words: words.to_owned(),
        });
    };
    let service = match read.service.as_str() {
        COMPANY => Some(None),
        chosen => chosen.parse().ok().map(Some),
    };
    if service.is_none() {
        lacks("service", "Choose whose risk it is.");
    }
    let owner = read.owner.parse().ok();
    if owner.is_none() {
        lacks("owner", "Choose who answers for it.");
    }
    let review_by = typed::day("review_by", &read.review_by);
    if let Err(Rejection::Fields { fields: wrong }) = &review_by {
        fields.extend(wrong.iter().cloned());
    }
    match (service, owner, review_by, places.as_slice()) {
        (Some(service), Some(owner), Ok(review_by), &[inherent, current, target]) => {
            Ok(RecordRisk {
                risk: Id::new(risk),
                says: RiskWords {
                    name: read.name.clone(),
                    cause: read.cause.clone(),
                    event: read.event.clone(),
                    effect: read.effect.clone(),
                    category: read.category.clone(),
                    service,
                    owner,
                    inherent,
                    target,
                    controls: read.controls.lines().filter_map(control).collect(),
                    indicators: read
                        .indicators
                        .split_whitespace()
                        .filter_map(|id| id.parse().ok())
                        .collect(),
                },
                current,
                review_by,
                illustrative: false,
            })
        }
        _ => Err(Rejection::Fields { fields }),
    }
}

fn control(line: &str) -> Option<Control> {
    let (description, assurance) = line.split_once(';').unwrap_or((line, ""));
    let description = description.trim();
    (!description.is_empty()).then(|| Control {
        description: description.to_owned(),
        assurance: assurance.trim().to_owned(),
    })
}
