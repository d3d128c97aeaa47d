//! The count line under every score: "38 of 46 (83%) on target, 2 close, 6 off" (rules.md 4.7).

use leptos::prelude::*;

/// How many of the measures under a score stand where. All counted elsewhere; nothing is worked out here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// On target.
    pub on: u32,
    /// Close to target.
    pub close: u32,
    /// Off target.
    pub off: u32,
    /// Those with a target and a figure: the "of".
    pub of: u32,
    /// `on` of `of` as a whole per cent; `None` if there are none.
    pub percent: Option<u32>,
    /// A figure is due and has not come.
    pub no_data: u32,
}

impl Counts {
    /// The line in words.
    pub fn words(&self) -> String {
        let Self {
            on,
            close,
            off,
            of,
            percent,
            no_data,
        } = *self;
        let mut line = match percent {
            Some(percent) => {
                format!("{on} of {of} ({percent}%) on target, {close} close, {off} off")
            }
            None => "Nothing to count yet".to_owned(),
        };
        if no_data > 0 {
            line.push_str(&format!("; {no_data} without data"));
        }
        line
    }
}

/// The count line.
#[component]
pub fn CountLine(
    /// What is counted.
    #[prop(into)]
    counts: Signal<Counts>,
) -> impl IntoView {
    view! { <span class="figures">{move || counts.with(Counts::words)}</span> }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn the_line_reads_as_the_rules_print_it() {
        let counts = Counts {
            on: 38,
            close: 2,
            off: 6,
            of: 46,
            percent: Some(83),
            no_data: 0,
        };
        assert_eq!(counts.words(), "38 of 46 (83%) on target, 2 close, 6 off");
        assert_eq!(
            Counts {
                no_data: 3,
                ..counts
            }
            .words(),
            "38 of 46 (83%) on target, 2 close, 6 off; 3 without data"
        );
        assert_eq!(Counts::default().words(), "Nothing to count yet");
    }
}
