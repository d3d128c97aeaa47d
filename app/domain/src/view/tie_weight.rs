//! How much something counts towards an objective or a priority: since when, what comes next, and giving it another weight from a day
//! on (rules.md 4.7).

use rust_decimal::Decimal;
use uuid::Uuid;

use crate::{
    calendar::Date,
    display,
    id::Id,
    rejection::Rejection,
    sight::Sight,
    view::{
        permission::{Offer, tried},
        typed,
    },
    weight::{SetWeight, Weight, Weighted},
};

/// How much a tie counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieWeight {
    /// Of which tie.
    pub of: Weighted,
    /// How much it counts today: `2.5`.
    pub now: String,
    /// `Counts 3 since 1 July 2026. From 1 January 2027 it counts 2.`
    pub words: String,
    /// Whether there is more to say than that it counts 1 and always did.
    pub is_told: bool,
    /// Giving it another weight.
    pub set: Offer,
}

/// How much a tie counts on a day, for whoever sees the tie.
pub(super) fn of(sight: &Sight<'_>, of: Weighted, today: Date) -> TieWeight {
    let company = sight.company();
    let now = plain(Weight::on(company, of, today));
    let since = Weight::set_by(company, of, today)
        .map_or_else(|| "from the beginning".to_owned(), |set| since(set));
    let next = Weight::next_after(company, of, today);
    let later = next.map(|next| {
        let from = display::date(next.from);
        format!(" From {from} it counts {}.", plain(next.weight))
    });
    let command = SetWeight {
        weight_id: Id::new(Uuid::nil()),
        of,
        from: today,
        weight: Decimal::ONE,
    };
    let may = tried(sight, command).is_ok();
    TieWeight {
        of,
        words: format!("Counts {now} {since}.{}", later.unwrap_or_default()),
        is_told: next.is_some() || Weight::on(company, of, today) != Decimal::ONE,
        now,
        set: if may { Offer::Open } else { Offer::Hidden },
    }
}

/// `counts 3 since 1 July 2026, and 2 from 1 January 2027`; none where it counts 1 and nothing else is set.
pub(super) fn in_short(sight: &Sight<'_>, of: Weighted, today: Date) -> Option<String> {
    let company = sight.company();
    let now = Weight::on(company, of, today);
    let next = Weight::next_after(company, of, today);
    if now == Decimal::ONE && next.is_none() {
        return None;
    }
    let since = Weight::set_by(company, of, today).map(|set| format!(" {}", since(set)));
    let later = next.map(|next| {
        let from = display::date(next.from);
        format!(", and {} from {from}", plain(next.weight))
    });
    Some(format!(
        "counts {}{}{}",
        plain(now),
        since.unwrap_or_default(),
        later.unwrap_or_default()
    ))
}

/// What setting it says, from what was typed.
///
/// # Errors
/// Refuses a field that cannot be read.
pub fn setting(
    of: Weighted,
    weight_id: Uuid,
    [weight, from]: [&str; 2],
) -> Result<SetWeight, Rejection> {
    Ok(SetWeight {
        weight_id: Id::new(weight_id),
        of,
        from: typed::day("from", from)?,
        weight: weight
            .trim()
            .parse()
            .map_err(|_| Rejection::field("weight", "Enter a number, such as 1 or 2.5."))?,
    })
}

fn since(set: &Weight) -> String {
    format!("since {}", display::date(set.from))
}

fn plain(weight: Decimal) -> String {
    display::plain(weight.normalize())
}
