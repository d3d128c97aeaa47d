//! A picture that the server drew: elements and attributes from closed lists, and words. It becomes part of a page as
//! elements, never as text that is taken for markup.

use leptos::{
    prelude::*,
    tachys::html::{
        attribute::{
            any_attribute::{AnyAttribute, IntoAnyAttribute},
            custom::custom_attribute,
        },
        element::custom,
    },
};

/// Part of a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// An element of SVG.
    Element {
        /// Its name, from the closed list of whoever drew it.
        name: &'static str,
        /// Its attributes, in their order.
        attributes: Vec<(&'static str, String)>,
        /// What stands inside it.
        children: Vec<Self>,
    },
    /// Words, as people read them.
    Words(String),
}

/// A picture in SVG, without style, script or anything from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// The outermost element.
    pub root: Node,
}

impl Drawing {
    /// As part of a page. What it shows is said beside it, so screen readers pass over it.
    pub(super) fn into_view(self) -> AnyView {
        view_of(self.root)
    }

    /// As a file of its own, for paper and post.
    pub fn to_svg(&self) -> String {
        let mut text = String::new();
        write(&self.root, true, &mut text);
        text
    }
}

fn view_of(node: Node) -> AnyView {
    match node {
        Node::Words(words) => words.into_any(),
        Node::Element {
            name,
            attributes,
            children,
        } => {
            let attributes: Vec<AnyAttribute> = attributes
                .into_iter()
                .map(|(name, value)| custom_attribute(name, value).into_any_attr())
                .collect();
            let children: Vec<AnyView> = children.into_iter().map(view_of).collect();
            custom(name)
                .child(children)
                .add_any_attr(attributes)
                .into_any()
        }
    }
}

fn write(node: &Node, outermost: bool, text: &mut String) {
    match node {
        Node::Words(words) => escape(words, text),
        Node::Element {
            name,
            attributes,
            children,
        } => {
            text.push('<');
            text.push_str(name);
            if outermost {
                text.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
            }
            for (name, value) in attributes {
                text.push(' ');
                text.push_str(name);
                text.push_str("=\"");
                escape(value, text);
                text.push('"');
            }
            text.push('>');
            for child in children {
                write(child, false, text);
            }
            text.push_str("</");
            text.push_str(name);
            text.push('>');
        }
    }
}

fn escape(words: &str, text: &mut String) {
    for letter in words.chars() {
        match letter {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            letter => text.push(letter),
        }
    }
}
