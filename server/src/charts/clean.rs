//! From the chart library's SVG text to a drawing that a page may show.
//!
//! The library writes `style` attributes and a `<style>` element, which the pages' policy forbids, numbers its ids from a
//! counter of its own, and adds attributes that only its own script reads. Here every element and attribute is on a list or it
//! does not get through; what `style` says becomes attributes.

mod reader;

use app::public_site::{Drawing, Node};

use reader::{Piece, Reader};

/// Elements within elements at most; a chart has about six.
const DEPTH_MAX: usize = 32;

/// The elements of a drawing.
const ELEMENTS: [&str; 15] = [
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "defs",
    "clipPath",
    "linearGradient",
    "stop",
];

/// The attributes of a drawing; others are left out. Fonts are the page's own.
const ATTRIBUTES: [&str; 47] = [
    "clip-path",
    "clip-rule",
    "clipPathUnits",
    "cx",
    "cy",
    "d",
    "dominant-baseline",
    "dx",
    "dy",
    "fill",
    "fill-opacity",
    "fill-rule",
    "font-size",
    "font-style",
    "font-weight",
    "gradientTransform",
    "gradientUnits",
    "height",
    "id",
    "letter-spacing",
    "offset",
    "opacity",
    "paint-order",
    "points",
    "r",
    "rx",
    "ry",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "transform",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// What `style` may say that an attribute says too.
const STYLES: [&str; 11] = [
    "fill",
    "fill-opacity",
    "font-size",
    "font-style",
    "font-weight",
    "letter-spacing",
    "opacity",
    "stroke",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
];

/// Why a text is not a drawing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotADrawing {
    /// It is not well-formed.
    #[error("the text breaks off or is not well-formed near “{0}”")]
    Broken(String),
    /// It holds an element that no drawing has.
    #[error("it holds the element {0}")]
    Element(String),
    /// It refers to something outside itself.
    #[error("the attribute {0} refers to something outside the drawing")]
    Reference(String),
    /// Its elements stand too deep in each other.
    #[error("its elements stand more than {DEPTH_MAX} deep in each other")]
    TooDeep,
}

/// Reads a drawing from the library's text; `name` stands before every id.
///
/// # Errors
/// See [`NotADrawing`].
pub fn clean(svg: &str, name: &str) -> Result<Drawing, NotADrawing> {
    let mut reader = Reader::new(svg);
    let mut open: Vec<Open> = Vec::new();
    while let Some(piece) = reader.next()? {
        match piece {
            Piece::Words(words) => {
                if let Some(parent) = open.last_mut().filter(|parent| parent.holds_words()) {
                    parent.children.push(Node::Words(words));
                }
            }
            Piece::Start {
                name: "style",
                empty,
                ..
            } => {
                if !empty {
                    reader.skip_to_end_of("style")?;
                }
            }
            Piece::Start {
                name: element,
                attributes,
                empty,
            } => {
                if open.len() >= DEPTH_MAX {
                    return Err(NotADrawing::TooDeep);
                }
                open.push(Open::new(element, attributes, name)?);
                if empty && let Some(root) = close(&mut open) {
                    return Ok(Drawing { root });
                }
            }
            Piece::End(element) => {
                if open.last().is_none_or(|last| last.name != element) {
                    return Err(NotADrawing::Broken(format!("</{element}>")));
                }
                if let Some(root) = close(&mut open) {
                    return Ok(Drawing { root });
                }
            }
        }
    }
    Err(NotADrawing::Broken("the end".to_owned()))
}

/// An element that has begun and not ended.
struct Open {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

impl Open {
    fn new(element: &str, found: Vec<(&str, String)>, prefix: &str) -> Result<Self, NotADrawing> {
        let name =
            listed(&ELEMENTS, element).ok_or_else(|| NotADrawing::Element(element.to_owned()))?;
        let mut attributes: Vec<(&'static str, String)> = Vec::new();
        let mut add = |list: &[&'static str], name: &str, value: &str| {
            let Some(name) = listed(list, name) else {
                return Ok(());
            };
            if attributes.iter().all(|(known, _)| *known != name) {
                attributes.push((name, own(name, value, prefix)?));
            }
            Ok(())
        };
        // What `style` says counts more than an attribute of the same name, so it comes first.
        for (_, style) in found.iter().filter(|(name, _)| *name == "style") {
            for (property, value) in style.split(';').filter_map(|said| said.split_once(':')) {
                add(&STYLES, property.trim(), value.trim())?;
            }
        }
        for (name, value) in &found {
            add(&ATTRIBUTES, name, value)?;
        }
        Ok(Self {
            name,
            attributes,
            children: Vec::new(),
        })
    }

    fn holds_words(&self) -> bool {
        matches!(self.name, "text" | "tspan")
    }
}

/// Ends the innermost element; the outermost is the drawing.
fn close(open: &mut Vec<Open>) -> Option<Node> {
    let Open {
        name,
        attributes,
        children,
    } = open.pop()?;
    let node = Node::Element {
        name,
        attributes,
        children,
    };
    match open.last_mut() {
        Some(parent) => {
            parent.children.push(node);
            None
        }
        None => Some(node),
    }
}

fn listed(list: &[&'static str], name: &str) -> Option<&'static str> {
    list.iter().copied().find(|listed| *listed == name)
}

/// A value as it stands in this drawing: ids get the drawing's name, references may only lead to them, and colours are
/// written in one way, so that a theme finds them.
fn own(attribute: &str, value: &str, prefix: &str) -> Result<String, NotADrawing> {
    if attribute == "id" {
        return Ok(format!("{prefix}-{}", without_counter(value)));
    }
    if let Some(reference) = value
        .strip_prefix("url(#")
        .and_then(|rest| rest.strip_suffix(')'))
    {
        return Ok(format!("url(#{prefix}-{})", without_counter(reference)));
    }
    if value.contains("url(") || value.contains(':') {
        return Err(NotADrawing::Reference(attribute.to_owned()));
    }
    Ok(colour(value).unwrap_or_else(|| value.to_owned()))
}

/// The library counts the drawings it has made and begins each id with the number: `zr7-c0`. Equal charts must be equal.
fn without_counter(id: &str) -> &str {
    match id.strip_prefix("zr").and_then(|rest| rest.split_once('-')) {
        Some((count, rest)) if count.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => id,
    }
}

/// `rgb(255,255,255)` as `#ffffff`; none for what is not written so.
fn colour(value: &str) -> Option<String> {
    let parts = value.strip_prefix("rgb(")?.strip_suffix(')')?;
    let mut hex = String::from("#");
    let mut count = 0;
    for part in parts.split(',') {
        let part: u8 = part.trim().parse().ok()?;
        hex.push_str(&format!("{part:02x}"));
        count += 1;
    }
    (count == 3).then_some(hex)
}
