//! A reader for the well-formed text that the chart library writes: elements, attributes and words, one after the other.

use super::NotADrawing;

/// What comes next in the text.
pub(super) enum Piece<'a> {
    /// Words between elements, with their entities read.
    Words(String),
    /// An element begins.
    Start {
        name: &'a str,
        attributes: Vec<(&'a str, String)>,
        /// It ends at once.
        empty: bool,
    },
    /// An element ends.
    End(&'a str),
}

/// What is left of a text.
pub(super) struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// The next piece; none at the end. Comments, declarations and white space between elements are passed over.
    pub(super) fn next(&mut self) -> Result<Option<Piece<'a>>, NotADrawing> {
        loop {
            if self.rest.is_empty() {
                return Ok(None);
            }
            let passed = [
                ("<!--", "-->"),
                ("<![CDATA[", "]]>"),
                ("<?", "?>"),
                ("<!", ">"),
            ]
            .into_iter()
            .find(|(begins, _)| self.rest.starts_with(begins));
            if let Some((_, ends)) = passed {
                self.until(ends)?;
            } else if self.rest.starts_with("</") {
                let name = self.until(">")?;
                return Ok(Some(Piece::End(name.trim_start_matches("</").trim())));
            } else if self.rest.starts_with('<') {
                return self.start().map(Some);
            } else {
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                let (words, rest) = self.rest.split_at(end);
                self.rest = rest;
                if !words.trim().is_empty() {
                    return Ok(Some(Piece::Words(read_entities(words))));
                }
            }
        }
    }

    /// Passes over everything up to the end of an element that has begun.
    pub(super) fn skip_to_end_of(&mut self, name: &str) -> Result<(), NotADrawing> {
        self.until(&format!("</{name}"))?;
        self.until(">").map(drop)
    }

    /// The text before the next `mark`, which is passed over too.
    fn until(&mut self, mark: &str) -> Result<&'a str, NotADrawing> {
        let (before, rest) = self.rest.split_once(mark).ok_or_else(|| self.broken())?;
        self.rest = rest;
        Ok(before)
    }

    fn start(&mut self) -> Result<Piece<'a>, NotADrawing> {
        self.rest = self.rest.trim_start_matches('<');
        let name = self.word()?;
        let mut attributes = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            for (ends, empty) in [("/>", true), (">", false)] {
                if let Some(rest) = self.rest.strip_prefix(ends) {
                    self.rest = rest;
                    return Ok(Piece::Start {
                        name,
                        attributes,
                        empty,
                    });
                }
            }
            let attribute = self.word()?;
            self.rest = self.rest.strip_prefix("=\"").ok_or_else(|| self.broken())?;
            attributes.push((attribute, read_entities(self.until("\"")?)));
        }
    }

    /// A name: up to what cannot stand in one.
    fn word(&mut self) -> Result<&'a str, NotADrawing> {
        let inside = |letter: char| letter.is_ascii_alphanumeric() || "-_:.".contains(letter);
        let end = self
            .rest
            .find(|letter| !inside(letter))
            .unwrap_or(self.rest.len());
        if end == 0 {
            return Err(self.broken());
        }
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        Ok(word)
    }

    fn broken(&self) -> NotADrawing {
        NotADrawing::Broken(self.rest.chars().take(20).collect())
    }
}

/// Words with the five entities of XML read; any other stays as it is written.
fn read_entities(words: &str) -> String {
    const ENTITIES: [(&str, char); 6] = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&#39;", '\''),
        ("&apos;", '\''),
    ];
    let mut read = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('&') {
        let (before, after) = rest.split_at(at);
        read.push_str(before);
        let entity = ENTITIES
            .into_iter()
            .find(|(written, _)| after.starts_with(written));
        let (written, letter) = entity.unwrap_or(("&", '&'));
        read.push(letter);
        rest = after.strip_prefix(written).unwrap_or_default();
    }
    read.push_str(rest);
    read
}
