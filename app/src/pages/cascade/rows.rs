//! The rows of the tree, each with the page that it leads to.

use domain::{
    cascade::Parent,
    view::cascade::{Node, NodeKind},
};

use crate::{
    components::{StatusKind, TreeNode},
    route::Route,
};

/// A row and what serves it.
pub fn row(node: &Node) -> TreeNode {
    TreeNode {
        id: node.key.clone(),
        kind: node.kind.clone(),
        label: node.label.clone(),
        href: match node.what {
            NodeKind::Perspective | NodeKind::People => None,
            NodeKind::Priority(id) => Some(Route::Cascade(Some(Parent::Priority(id))).path()),
            NodeKind::Objective(id) => Some(Route::Objective(id).path()),
        },
        note: node.note.clone(),
        status: node.mark.map(StatusKind::from),
        progress: node.progress,
        gap: node.gap.clone(),
        children: node.children.iter().map(row).collect(),
    }
}
