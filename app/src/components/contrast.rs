//! The colours of `style/tokens.css` that are used together, measured in each theme as WCAG 2.2 does (1.4.3, 1.4.11).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../../../style/tokens.css");

/// Foreground, background, least ratio.
const PAIRS: [(&str, &str, f64); 22] = [
    ("--text", "--paper", 7.0),
    ("--text", "--band", 7.0),
    ("--muted", "--paper", 4.5),
    ("--muted", "--band", 4.5),
    ("--accent", "--paper", 4.5),
    ("--accent", "--band", 4.5),
    ("--accent-strong", "--paper", 4.5),
    ("--accent-strong", "--band", 4.5),
    ("--on-accent", "--accent", 4.5),
    ("--on-accent", "--accent-strong", 4.5),
    ("--on-target", "--paper", 4.5),
    ("--close-to-target", "--paper", 4.5),
    ("--off-target", "--paper", 4.5),
    ("--off-target", "--band", 4.5),
    ("--edge", "--paper", 3.0),
    ("--edge", "--band", 3.0),
    ("--chart-1", "--paper", 3.0),
    ("--chart-2", "--paper", 3.0),
    ("--chart-3", "--paper", 3.0),
    ("--chart-4", "--paper", 3.0),
    ("--chart-5", "--paper", 3.0),
    ("--chart-6", "--paper", 3.0),
];

type Colours = BTreeMap<String, String>;

/// Light, dark and cream, each complete. Cream is light with what its own block names.
fn themes() -> [(&'static str, Colours); 3] {
    let (mut light, mut dark) = (Colours::new(), Colours::new());
    for (name, value) in declarations(TOKENS) {
        if let Some((day, night)) = value
            .strip_prefix("light-dark(")
            .and_then(|pair| pair.strip_suffix(')')?.split_once(", "))
        {
            light.insert(name.clone(), day.to_owned());
            dark.insert(name, night.to_owned());
        }
    }
    let mut cream = light.clone();
    let block = TOKENS
        .split_once("[data-theme=\"cream\"] {")
        .and_then(|(_, rest)| rest.split_once('}'));
    let (block, _) = block.expect("tokens.css has a block for cream");
    cream.extend(declarations(block));
    [("light", light), ("dark", dark), ("cream", cream)]
}

fn declarations(css: &str) -> impl Iterator<Item = (String, String)> {
    let lines = css
        .lines()
        .filter_map(|line| line.trim().strip_suffix(';')?.split_once(": "));
    lines
        .filter(|(name, _)| name.starts_with("--"))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
}

fn luminance(colour: &str) -> f64 {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6);
    let digits =
        digits.unwrap_or_else(|| panic!("{colour} is not written as six hexadecimal digits"));
    let channel = |from: usize| {
        let share = f64::from(
            u8::from_str_radix(&digits[from..from + 2], 16).expect("two hexadecimal digits"),
        ) / 255.0;
        if share <= 0.040_45 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

fn ratio(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn the_measure_agrees_with_the_known_values() {
    assert!((ratio("#000000", "#ffffff") - 21.0).abs() < 1e-9);
    assert!((ratio("#777777", "#ffffff") - 4.48).abs() < 0.01);
}

#[test]
fn every_pair_is_clear_in_every_theme() {
    let mut short = Vec::new();
    for (theme, colours) in themes() {
        for (front, back, least) in PAIRS {
            let found = ratio(&colours[front], &colours[back]);
            println!("{theme:5} {front:17} on {back:15} {found:5.2} (at least {least})");
            if found < least {
                short.push(format!(
                    "{theme}: {front} on {back} is {found:.2}, needs {least}"
                ));
            }
        }
    }
    assert!(short.is_empty(), "{}", short.join("\n"));
}
