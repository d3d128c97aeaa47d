//! "Our promises": the service standards that residents were told, each with how it is kept (strategy §2, Key Service Standards; S50).

use crate::{
    calendar::Date,
    definition_sheet::DefinitionSheet,
    indicator::Indicator,
    record::Stored,
    sight::Sight,
    unit::Unit,
    view::{
        mark::Mark,
        public_home::{Frame, Known, Measure, frame, known, source},
    },
};

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What stands on every public page.
    pub frame: Frame,
    /// How many are kept, in a sentence.
    pub lead: String,
    /// Every promise, in the order of its measures' codes.
    pub promises: Vec<Promise>,
    /// Where the figures are from and as at when.
    pub source: String,
}

/// One promise.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// What was promised.
    pub words: String,
    /// The service that promised it; empty for the whole Company.
    pub service: String,
    /// The measure that shows whether it is kept, with its latest published figure where there is one.
    pub measure: Measure,
    /// Whether a figure has been published.
    pub is_published: bool,
}

/// The promises on a day. `sight` is what anyone may see.
pub fn page(sight: &Sight<'_>, today: Date) -> Page {
    let all = known(sight, today);
    let promised: Vec<(&Known, String)> = all
        .iter()
        .filter_map(|each| {
            let indicator = sight.get::<Indicator>(each.row.indicator)?;
            Some((each, promise(sight, indicator)?))
        })
        .collect();
    let measured: Vec<&Known> = promised.iter().map(|(each, _)| *each).collect();
    Page {
        frame: frame(sight, today),
        lead: lead(&measured),
        source: source(&measured, today),
        promises: promised
            .into_iter()
            .map(|(each, words)| Promise {
                words,
                service: each
                    .service
                    .and_then(|service| sight.get::<Unit>(service))
                    .map(|service| service.name.clone())
                    .unwrap_or_default(),
                is_published: each.is_published(),
                measure: each.measure(),
            })
            .collect(),
    }
}

/// What the definition sheet promises; none where it promises nothing or is not public.
fn promise(sight: &Sight<'_>, indicator: &Stored<Indicator>) -> Option<String> {
    let (id, sheet) = DefinitionSheet::latest(sight.company(), indicator.id)?;
    let promised = sheet.terms.service_standard_text;
    (sight.get(id).is_some() && !promised.is_empty()).then_some(promised)
}

fn lead(promised: &[&Known]) -> String {
    if promised.is_empty() {
        return "No service standard has been published yet.".to_owned();
    }
    let stands = |mark: Mark| {
        promised
            .iter()
            .filter(|each| each.is_published() && each.row.mark == mark)
            .count()
    };
    let (on, close, off) = (
        stands(Mark::OnTarget),
        stands(Mark::CloseToTarget),
        stands(Mark::OffTarget),
    );
    let scored = on + close + off;
    let promises = match promised.len() {
        1 => "One promise".to_owned(),
        many => format!("{many} promises"),
    };
    if scored == 0 {
        return format!(
            "{promises}; no figure that can be held against one has been published yet."
        );
    }
    format!(
        "{promises}. Of the {scored} with a published figure and a target, {on} {} on target, {close} close to it and {off} off it.",
        if on == 1 { "is" } else { "are" }
    )
}
