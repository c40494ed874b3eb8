//! The structure that screen readers follow (ISO 32000-1, 14.7 and 14.8).

use std::num::NonZeroU16;

use krilla::geom::Rect;
use krilla::tagging::{
    BBox, Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};

/// A part of the structure.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Paragraph,
    /// Level and text.
    Heading(u16, String),
    List,
    Item,
    Bullet,
    Body,
    /// What it shows.
    Table(String),
    Head,
    Rows,
    Row,
    ColumnHead,
    RowHead,
    Cell,
    Quote,
    /// What it shows.
    Figure(String),
}

/// A part's place in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NodeId(usize);

struct Part {
    kind: Kind,
    children: Vec<Child>,
    bbox: Option<BBox>,
}

enum Child {
    Part(NodeId),
    Content(Identifier),
}

/// The structure while a letter is laid out and painted.
#[derive(Default)]
pub(crate) struct Tree {
    parts: Vec<Part>,
    roots: Vec<NodeId>,
}

impl Tree {
    /// A new part after the others of `parent`.
    pub(crate) fn add(&mut self, parent: Option<NodeId>, kind: Kind) -> NodeId {
        let id = NodeId(self.parts.len());
        self.parts.push(Part {
            kind,
            children: Vec::new(),
            bbox: None,
        });
        match parent {
            Some(parent) => self.parts[parent.0].children.push(Child::Part(id)),
            None => self.roots.push(id),
        }
        id
    }

    /// What was painted belongs to a part.
    pub(crate) fn paint(&mut self, part: NodeId, content: Identifier) {
        self.parts[part.0].children.push(Child::Content(content));
    }

    /// Where a figure is.
    pub(crate) fn place(&mut self, part: NodeId, page: usize, rect: Rect) {
        self.parts[part.0].bbox = Some(BBox::new(page, rect));
    }

    /// The tree as it is written.
    pub(crate) fn finish(self, language: &str) -> TagTree {
        let Self { mut parts, roots } = self;
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        for root in roots {
            tree.push(group(&mut parts, root));
        }
        tree
    }
}

/// A part with all under it; no deeper than tables nest: five.
fn group(parts: &mut Vec<Part>, id: NodeId) -> TagGroup {
    let part = &mut parts[id.0];
    let children = std::mem::take(&mut part.children);
    let mut group = TagGroup::new(tag(&part.kind, part.bbox));
    for child in children {
        let node: Node = match child {
            Child::Part(id) => self::group(parts, id).into(),
            Child::Content(content) => content.into(),
        };
        group.push(node);
    }
    group
}

fn tag(kind: &Kind, bbox: Option<BBox>) -> TagKind {
    match kind {
        Kind::Paragraph => Tag::P.into(),
        Kind::Heading(level, title) => {
            let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(title.clone())).into()
        }
        Kind::List => Tag::L(ListNumbering::Disc).into(),
        Kind::Item => Tag::LI.into(),
        Kind::Bullet => Tag::Lbl.into(),
        Kind::Body => Tag::LBody.into(),
        Kind::Table(summary) => {
            let summary = Some(summary.clone()).filter(|s| !s.is_empty());
            Tag::Table.with_summary(summary).into()
        }
        Kind::Head => Tag::THead.into(),
        Kind::Rows => Tag::TBody.into(),
        Kind::Row => Tag::TR.into(),
        Kind::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Kind::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Kind::Cell => Tag::TD.into(),
        Kind::Quote => Tag::BlockQuote.into(),
        Kind::Figure(alt) => Tag::Figure(Some(alt.clone())).with_bbox(bbox).into(),
    }
}
