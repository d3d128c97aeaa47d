//! What the sheet says beside the indicator's own terms.

use crate::{
    definition_sheet::{Audience, SheetTerms},
    display,
    sight::Sight,
    view::{called, indicator::Fact},
};

/// The further terms; those that say nothing are left out, and people where the reader does not see them.
pub(in crate::view) fn sheet_facts(sight: &Sight<'_>, terms: &SheetTerms) -> Vec<Fact> {
    let person = |who: Option<crate::person::PersonId>| match who {
        Some(who) if sight.is_staff() => called::name(sight, who),
        _ => String::new(),
    };
    let audience = match &terms.audience {
        Audience::Public => "Staff and residents".to_owned(),
        Audience::Staff(why) => format!("Staff alone: {why}"),
    };
    let rebase = terms.rebase.as_ref().map_or_else(String::new, |rebase| {
        let agreed = match person(Some(rebase.agreed_by)) {
            nobody if nobody.is_empty() => String::new(),
            name => format!(" Agreed by {name}."),
        };
        format!(
            "On {}: {}.{agreed}",
            display::date(rebase.from),
            rebase.why.trim_end_matches('.')
        )
    });
    let all = [
        ("Numerator", terms.numerator.clone()),
        ("Denominator", terms.denominator.clone()),
        (
            "From a survey",
            if terms.survey {
                "Yes".to_owned()
            } else {
                String::new()
            },
        ),
        ("Usual range begins anew", rebase),
        ("Published promise", terms.service_standard_text.clone()),
        ("Why it is needed", terms.why_local.clone()),
        (
            "What moves it in the short term",
            terms.drivers_short_term.clone(),
        ),
        (
            "What moves it in the long term",
            terms.drivers_long_term.clone(),
        ),
        ("Standard that it answers to", terms.standard.clone()),
        ("Benchmark code", terms.benchmark_code.clone()),
        ("Source system", terms.source_system.clone()),
        ("Data provider", person(terms.data_provider)),
        ("Checker", person(terms.checker)),
        ("Audience", audience),
    ];
    all.into_iter()
        .filter(|(_, is)| !is.is_empty())
        .map(|(term, is)| Fact { term, is })
        .collect()
}
