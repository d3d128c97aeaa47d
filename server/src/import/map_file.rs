//! `MAP.toml`: the map of a file as a person writes it.

use std::path::Path;

use domain::import::Map;

/// Reads a map from its file.
pub(super) fn open_map(path: &Path) -> Result<Map, String> {
    let about = |why: String| format!("the map {} cannot be read: {why}", path.display());
    let text = std::fs::read_to_string(path).map_err(|why| about(why.to_string()))?;
    let map: Map = toml::from_str(&text).map_err(|why| about(why.to_string()))?;
    map.check()?;
    Ok(map)
}

/// Reads a map from its text.
///
/// # Errors
/// Words that say what to mend in it.
pub fn read_map(text: &str) -> Result<Map, String> {
    let map: Map = toml::from_str(text).map_err(|why| format!("the map cannot be read: {why}"))?;
    map.check()?;
    Ok(map)
}

/// A map as the text of its file.
///
/// # Errors
/// Where it holds what TOML cannot say.
pub fn map_text(map: &Map) -> Result<String, String> {
    toml::to_string(map).map_err(|why| format!("the map cannot be written: {why}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_map_is_written_as_it_is_read() {
        let text = "[table]\nheader_row = 10\nmissing = [\"tbc\"]\n[columns]\ncode = \"ID\"\n[direction]\nhigher = [\"Up\"]\n\
            [rows.HS03]\ntarget = \"\"\n[defaults]\nscale = 100\ntolerance = { relative = 0.05 }\n";
        let map = read_map(text).unwrap();
        assert_eq!(read_map(&map_text(&map).unwrap()).unwrap(), map);
        assert_eq!(map.scale().unwrap().to_string(), "100");
        assert!(
            read_map("[columns]\nkode = \"ID\"")
                .unwrap_err()
                .contains("none of our fields")
        );
    }
}
