//! Risk (rules.md 4.13), as tables and as properties.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod tables;

use domain::risk::{Band, Levels, Matrix, Rating, Unexpected};
use proptest::prelude::*;
use tables::{Row, rows};

fn matrix(row: &Row) -> Matrix {
    match row.get("size") {
        "4" => Matrix::FourByFour,
        "5" => Matrix::FiveByFive,
        other => panic!("{other} is no size"),
    }
}

#[test]
fn every_row_of_the_risk_table() {
    for row in rows(include_str!("tables/risk.txt")) {
        let found = matrix(&row).rate(row.read("likelihood"), row.read("impact"));
        let (score, band) = match found {
            Ok(rating) => (
                Some(rating.score()),
                rating
                    .band()
                    .map_or("–".to_owned(), |band| band.words().to_lowercase()),
            ),
            Err(error) => (None, error.to_string()),
        };
        assert_eq!(score, row.optional("score"), "{}", row.words());
        assert_eq!(band, row.get("band"), "{}", row.words());
    }
}

#[test]
fn every_row_of_the_risk_levels_table() {
    for row in rows(include_str!("tables/risk_levels.txt")) {
        let place = |column: &str| {
            let (likelihood, impact) = row.get(column).split_once('×').unwrap();
            (likelihood.parse().unwrap(), impact.parse().unwrap())
        };
        let (inherent, current, target) = (place("inherent"), place("current"), place("target"));
        let levels = Levels::on(Matrix::FourByFour, inherent, current, target).unwrap();
        let told: Vec<String> = levels
            .warnings()
            .iter()
            .map(Unexpected::to_string)
            .collect();
        let expected = row.get("warnings").replace('–', "");
        assert_eq!(told.join(" "), expected, "{}", row.words());
    }
}

/// Every score of a matrix of four by four with its band: rules.md 4.13 says 1–3, 4–6, 8–9 and 12–16, and no product lies between.
#[test]
fn the_bands_hold_every_place_of_four_by_four() {
    let mut places = 0;
    for likelihood in 1..=4 {
        for impact in 1..=4 {
            let rating = Matrix::FourByFour.rate(likelihood, impact).unwrap();
            let expected = match rating.score() {
                1..=3 => Band::Low,
                4..=6 => Band::Medium,
                8..=9 => Band::High,
                12..=16 => Band::Severe,
                other => panic!("{other} is in no band of the rule"),
            };
            assert_eq!(rating.band(), Some(expected));
            places += 1;
        }
    }
    assert_eq!(places, 16);
}

fn any_matrix() -> impl Strategy<Value = Matrix> {
    prop_oneof![Just(Matrix::FourByFour), Just(Matrix::FiveByFive)]
}

proptest! {
    #[test]
    fn only_what_is_on_the_matrix_is_rated(matrix in any_matrix(), likelihood: u8, impact in 0_u8..8) {
        let on = |step: u8| (1..=matrix.size()).contains(&step);
        let found = matrix.rate(likelihood % 8, impact);
        prop_assert_eq!(found.is_ok(), on(likelihood % 8) && on(impact));
        prop_assert_eq!(matrix.rate(likelihood, 1).is_ok(), on(likelihood));
        prop_assert_eq!(matrix.rate(1, likelihood).is_ok(), on(likelihood));
    }

    /// Neither of the two can rise and the risk become less grave; the two can change places.
    #[test]
    fn more_of_either_is_never_less_grave(matrix in any_matrix(), one in 1_u8..6, other in 1_u8..6, more in 0_u8..5) {
        let rate = |likelihood, impact| matrix.rate(likelihood, impact).ok();
        if let Some(rating) = rate(one, other) {
            let turned = rate(other, one).unwrap();
            prop_assert_eq!((rating.score(), rating.band()), (turned.score(), turned.band()));
            prop_assert!((1..=matrix.size() * matrix.size()).contains(&rating.score()));
            prop_assert_eq!(rating.band().is_some(), matrix == Matrix::FourByFour);
            if let Some(graver) = rate(one + more, other) {
                prop_assert!(graver.score() >= rating.score() && graver.band() >= rating.band());
            }
        }
    }

    #[test]
    fn a_risk_that_only_comes_down_has_no_warning(
        matrix in any_matrix(), places in proptest::collection::vec((1_u8..5, 1_u8..5), 3),
    ) {
        let found = Levels::on(matrix, places[0], places[1], places[2]).unwrap();
        let score = |place: (u8, u8)| u32::from(place.0) * u32::from(place.1);
        let scores: Vec<u32> = places.iter().copied().map(score).collect();
        let rises = scores.windows(2).filter(|pair| pair[1] > pair[0]).count();
        prop_assert_eq!(found.warnings().len(), rises);
        let scored = [found.inherent, found.current, found.target].map(Rating::score).map(u32::from);
        prop_assert_eq!(scored.to_vec(), scores);
    }
}
