//! The reader's theme and text size. They belong to the device, so they are kept in its local storage as plain words
//! (`throughline.theme`, `throughline.text-size`) and set on `<html>` as `data-theme` and `data-text`.

use leptos::prelude::*;

use super::{Choice, ChoiceOption};

/// Where the theme is kept on the device. The start script reads the same key before the first paint.
#[cfg(feature = "csr")]
const THEME_KEY: &str = "throughline.theme";
/// Where the text size is kept on the device.
#[cfg(feature = "csr")]
const TEXT_SIZE_KEY: &str = "throughline.text-size";

/// The colours of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device asks.
    #[default]
    Device,
    Light,
    Dark,
    Cream,
}

impl Theme {
    /// All themes, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Device, Self::Light, Self::Dark, Self::Cream];

    /// The word stored and sent; also the value of `data-theme`, which is left out for `Device`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Cream => "cream",
        }
    }

    /// From the word stored or sent; a word that is none of these is the device's wish.
    pub fn from_word(word: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|theme| theme.word() == word)
            .unwrap_or_default()
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Device => "As this device",
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::Cream => "Cream",
        }
    }
}

/// The size of the text, in per cent of the browser's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextSize {
    #[default]
    Normal,
    Large,
    Larger,
    Largest,
}

impl TextSize {
    /// All sizes, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Normal, Self::Large, Self::Larger, Self::Largest];

    /// The word stored and sent; also the value of `data-text`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Normal => "100",
            Self::Large => "125",
            Self::Larger => "150",
            Self::Largest => "200",
        }
    }

    /// From the word stored or sent; a word that is none of these is the normal size.
    pub fn from_word(word: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|size| size.word() == word)
            .unwrap_or_default()
    }
}

/// Light, dark, cream, or as the device asks.
#[component]
pub fn ThemeChoice(
    /// The theme in use.
    #[prop(into)]
    theme: Signal<Theme>,
    /// Called with the theme chosen.
    #[prop(optional, into)]
    on_choose: Option<Callback<Theme>>,
) -> impl IntoView {
    let options = Theme::ALL.map(|theme| ChoiceOption::new(theme.word(), theme.label()));
    let value = Signal::derive(move || theme.get().word().to_owned());
    let choose = move |word: String| {
        if let Some(on_choose) = on_choose {
            on_choose.run(Theme::from_word(&word));
        }
    };
    view! { <Choice name="theme" legend="Colours" options=options.to_vec() value=value on_choose=choose /> }
}

/// 100%, 125%, 150% or 200%.
#[component]
pub fn TextSizeChoice(
    /// The size in use.
    #[prop(into)]
    size: Signal<TextSize>,
    /// Called with the size chosen.
    #[prop(optional, into)]
    on_choose: Option<Callback<TextSize>>,
) -> impl IntoView {
    let options =
        TextSize::ALL.map(|size| ChoiceOption::new(size.word(), format!("{}%", size.word())));
    let value = Signal::derive(move || size.get().word().to_owned());
    let choose = move |word: String| {
        if let Some(on_choose) = on_choose {
            on_choose.run(TextSize::from_word(&word));
        }
    };
    view! { <Choice name="text-size" legend="Size of text" options=options.to_vec() value=value on_choose=choose /> }
}

/// Sets the theme on the page and keeps it on the device.
#[cfg(feature = "csr")]
pub fn apply_theme(theme: Theme) {
    set_on_page("data-theme", (theme != Theme::Device).then(|| theme.word()));
    keep(THEME_KEY, theme.word());
}

/// Sets the text size on the page and keeps it on the device.
#[cfg(feature = "csr")]
pub fn apply_text_size(size: TextSize) {
    set_on_page("data-text", (size != TextSize::Normal).then(|| size.word()));
    keep(TEXT_SIZE_KEY, size.word());
}

/// The theme kept on the device.
#[cfg(feature = "csr")]
pub fn stored_theme() -> Theme {
    kept(THEME_KEY).map_or_else(Theme::default, |word| Theme::from_word(&word))
}

/// The text size kept on the device.
#[cfg(feature = "csr")]
pub fn stored_text_size() -> TextSize {
    kept(TEXT_SIZE_KEY).map_or_else(TextSize::default, |word| TextSize::from_word(&word))
}

#[cfg(feature = "csr")]
fn set_on_page(attribute: &str, value: Option<&str>) {
    if let Some(html) = document().document_element() {
        // Setting a well-formed attribute cannot fail.
        let _ = match value {
            Some(value) => html.set_attribute(attribute, value),
            None => html.remove_attribute(attribute),
        };
    }
}

#[cfg(feature = "csr")]
fn keep(key: &str, word: &str) {
    use gloo::storage::{LocalStorage, Storage};
    // A browser that keeps nothing shows the choice until the page is closed.
    let _ = LocalStorage::raw().set_item(key, word);
}

#[cfg(feature = "csr")]
fn kept(key: &str) -> Option<String> {
    use gloo::storage::{LocalStorage, Storage};
    LocalStorage::raw().get_item(key).ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::{TextSize, Theme};

    #[test]
    fn a_word_comes_back_as_what_it_was_and_a_strange_one_as_the_default() {
        for theme in Theme::ALL {
            assert_eq!(Theme::from_word(theme.word()), theme);
        }
        for size in TextSize::ALL {
            assert_eq!(TextSize::from_word(size.word()), size);
        }
        assert_eq!(
            (Theme::from_word("pink"), TextSize::from_word("")),
            (Theme::Device, TextSize::Normal)
        );
    }
}
