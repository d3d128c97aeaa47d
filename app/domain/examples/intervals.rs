//! Prints Wilson's interval of each line `count of`, and Newcombe's of each line `count of count of`, in full precision: for holding
//! them against an independent calculation (`server/tests/oracle/oracle.py`), which four decimal places do not allow.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::io::{self, BufRead};

use domain::{
    quantity::Decimal,
    survey::{Share, change},
};

fn main() {
    for line in io::stdin().lock().lines() {
        let numbers: Vec<Decimal> = line
            .unwrap()
            .split_whitespace()
            .map(|number| number.parse().unwrap())
            .collect();
        let share = |place: usize| Share::new(numbers[place], numbers[place + 1]).unwrap();
        let (low, high) = if numbers.len() == 2 {
            share(0).interval().map(|found| (found.low, found.high))
        } else {
            change(&share(0), &share(2)).map(|found| (found.low, found.high))
        }
        .unwrap();
        println!("{low:.17} {high:.17}");
    }
}
