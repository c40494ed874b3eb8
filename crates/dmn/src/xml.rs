//! XML as a flat tree with positions. Without recursion, DTDs or entities of its own; with limits.

use std::sync::Arc;

use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

use crate::{Finding, Severity};

/// Deepest nesting of elements.
const DEPTH: usize = 256;
/// Most elements in a file.
const NODES: usize = 500_000;
/// Most attributes of an element: each is compared with those before it.
const ATTRIBUTES: usize = 200;
/// Length of `<![CDATA[`.
const CDATA: usize = 9;
/// Largest file in bytes.
const SIZE: usize = 16 << 20;

/// A file's elements; the first is the root.
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Node>,
}

/// An element.
#[derive(Debug)]
pub struct Node {
    /// Its local name.
    pub name: String,
    /// Its namespace; empty for none.
    pub namespace: String,
    /// The text directly in it.
    pub text: String,
    /// Line of its start tag, from 1.
    pub line: u32,
    /// Character of that line, from 1.
    pub column: u32,
    /// Its id, or that of the nearest element around it that has one.
    pub owner: Option<Arc<str>>,
    /// Its place among the file's elements.
    pub(crate) place: usize,
    attributes: Vec<(String, String)>,
    children: Vec<usize>,
    /// Where the pieces of the text begin: offset in the text, line and character in the file.
    marks: Vec<(usize, u32, u32)>,
}

impl Node {
    /// The value of an attribute, by the name as written.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    /// Where the pieces of the text begin that are apart in the file: after an entity, or a comment.
    pub(crate) fn text_pieces(&self) -> impl Iterator<Item = usize> {
        self.marks.iter().map(|(start, ..)| *start)
    }

    /// Line and character in the file of an offset in the text.
    #[must_use]
    pub fn text_place(&self, offset: usize) -> (u32, u32) {
        let at = self.marks.partition_point(|(start, ..)| *start <= offset);
        let Some((start, line, column)) = at.checked_sub(1).map(|at| self.marks[at]) else {
            return (self.line, self.column);
        };
        let between = self.text.get(start..offset).unwrap_or_default();
        match between.rsplit_once('\n') {
            None => (line, column + between.chars().count() as u32),
            Some((before, last)) => {
                let lines = before.matches('\n').count() as u32 + 1;
                (line + lines, last.chars().count() as u32 + 1)
            }
        }
    }

    /// A finding at this element.
    #[must_use]
    pub fn finding(
        &self,
        severity: Severity,
        code: &'static str,
        message: impl Into<String>,
    ) -> Finding {
        Finding {
            severity,
            code,
            message: message.into(),
            file: 0,
            line: self.line,
            column: self.column,
            element: self.owner.as_deref().map(str::to_owned),
        }
    }
}

impl Tree {
    /// The outermost element.
    #[must_use]
    pub fn root(&self) -> &Node {
        &self.nodes[0]
    }

    /// The elements in it, of its own namespace.
    pub fn children<'t>(&'t self, node: &'t Node) -> impl Iterator<Item = &'t Node> {
        let own = self.root().namespace.as_str();
        node.children
            .iter()
            .map(|at| &self.nodes[*at])
            .filter(move |n| n.namespace == own)
    }

    /// The first element of that name in it.
    #[must_use]
    pub fn child<'t>(&'t self, node: &'t Node, name: &str) -> Option<&'t Node> {
        self.children(node).find(|n| n.name == name)
    }

    /// The elements of that name in it.
    pub fn all<'t>(&'t self, node: &'t Node, name: &'t str) -> impl Iterator<Item = &'t Node> {
        self.children(node).filter(move |n| n.name == name)
    }

    /// The text of a child.
    #[must_use]
    pub fn text_of<'t>(&'t self, node: &'t Node, name: &str) -> Option<&'t str> {
        self.child(node, name).map(|n| n.text.as_str())
    }

    /// The element at a place.
    pub(crate) fn at(&self, place: usize) -> &Node {
        &self.nodes[place]
    }

    /// Every element, in the order of the file.
    pub fn every(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter()
    }

    /// Reads a file.
    ///
    /// # Errors
    /// Where it is not well-formed, has a DTD or entities, or exceeds a limit.
    pub fn read(xml: &[u8]) -> Result<Tree, Finding> {
        let fail = |message: String| Finding {
            severity: Severity::Error,
            code: "xml",
            message,
            file: 0,
            line: 1,
            column: 1,
            element: None,
        };
        if xml.len() > SIZE {
            return Err(fail(format!("the file is larger than {SIZE} bytes")));
        }
        let text = std::str::from_utf8(xml)
            .map_err(|e| fail(format!("the file is not UTF-8 at byte {}", e.valid_up_to())))?;
        Builder {
            text: text.trim_start_matches('\u{FEFF}'),
            counted: 0,
            line: 1,
            column: 1,
            nodes: Vec::new(),
            open: Vec::new(),
        }
        .build()
    }
}

struct Builder<'x> {
    text: &'x str,
    counted: usize,
    line: u32,
    column: u32,
    nodes: Vec<Node>,
    open: Vec<usize>,
}

impl Builder<'_> {
    fn build(mut self) -> Result<Tree, Finding> {
        let mut reader = NsReader::from_str(self.text);
        reader.config_mut().expand_empty_elements = true;
        loop {
            let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let event = match reader.read_resolved_event() {
                Ok((namespace, event)) => {
                    let namespace = match namespace {
                        ResolveResult::Bound(ns) => ns.as_ref().to_owned(),
                        _ => Default::default(),
                    };
                    (namespace, event)
                }
                Err(error) => {
                    let at = usize::try_from(reader.error_position()).unwrap_or(at);
                    return Err(self.fail(at, format!("not well-formed XML: {error}")));
                }
            };
            match event {
                (namespace, Event::Start(start)) => self.start(at, &namespace, &start)?,
                (_, Event::End(_)) => {
                    self.open.pop();
                }
                (_, Event::Text(content)) => self.push(at, &content.xml10_content()),
                (_, Event::CData(content)) => self.push(at + CDATA, &content.xml10_content()),
                (_, Event::GeneralRef(reference)) => {
                    let name = reference.xml10_content().into_owned();
                    let c = match reference.resolve_char_ref() {
                        Ok(Some(c)) => Some(c.to_string()),
                        Ok(None) => {
                            quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned)
                        }
                        Err(_) => None,
                    };
                    match c {
                        Some(c) => self.push(at, &c),
                        None => {
                            return Err(
                                self.fail(at, format!("the entity `&{name};` is not allowed"))
                            );
                        }
                    }
                }
                (_, Event::DocType(_)) => {
                    return Err(self.fail(at, "a document type (DTD) is not allowed".into()));
                }
                (_, Event::Eof) => break,
                _ => {}
            }
        }
        if self.nodes.is_empty() || !self.open.is_empty() {
            return Err(self.fail(
                self.text.len(),
                "not well-formed XML: the file ends early".into(),
            ));
        }
        Ok(Tree { nodes: self.nodes })
    }

    fn start(&mut self, at: usize, namespace: &str, start: &BytesStart<'_>) -> Result<(), Finding> {
        if self.open.len() >= DEPTH {
            return Err(self.fail(at, format!("elements nest deeper than {DEPTH} levels")));
        }
        if self.nodes.len() >= NODES {
            return Err(self.fail(at, format!("more than {NODES} elements")));
        }
        if self.open.is_empty() && !self.nodes.is_empty() {
            return Err(self.fail(at, "not well-formed XML: a second root element".into()));
        }
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            if attributes.len() >= ATTRIBUTES {
                return Err(self.fail(at, format!("more than {ATTRIBUTES} attributes")));
            }
            let attribute =
                attribute.map_err(|e| self.fail(at, format!("not well-formed XML: {e}")))?;
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|e| self.fail(at, format!("not well-formed XML: {e}")))?;
            let name: &str = attribute.key.as_ref();
            attributes.push((name.to_owned(), value.into_owned()));
        }
        let (line, column) = self.place(at);
        let own = attributes
            .iter()
            .find(|(n, _)| n == "id")
            .map(|(_, v)| Arc::from(v.as_str()));
        let owner = own.or_else(|| self.nodes[*self.open.last()?].owner.clone());
        let local = start.local_name();
        let name: &str = local.as_ref();
        let node = Node {
            name: name.to_owned(),
            namespace: namespace.to_owned(),
            text: String::new(),
            line,
            column,
            owner,
            place: self.nodes.len(),
            attributes,
            children: Vec::new(),
            marks: Vec::new(),
        };
        let id = self.nodes.len();
        self.nodes.push(node);
        if let Some(parent) = self.open.last() {
            self.nodes[*parent].children.push(id);
        }
        self.open.push(id);
        Ok(())
    }

    fn push(&mut self, at: usize, text: &str) {
        let (line, column) = self.place(at);
        if let Some(open) = self.open.last() {
            let node = &mut self.nodes[*open];
            node.marks.push((node.text.len(), line, column));
            node.text.push_str(text);
        }
    }

    /// Line and character of an offset; offsets come in ascending order.
    fn place(&mut self, at: usize) -> (u32, u32) {
        let at = at.min(self.text.len());
        for byte in self
            .text
            .as_bytes()
            .get(self.counted..at)
            .unwrap_or_default()
        {
            match byte {
                b'\n' => (self.line, self.column) = (self.line + 1, 1),
                // What continues a character does not count.
                0x80..=0xBF => {}
                _ => self.column += 1,
            }
        }
        self.counted = self.counted.max(at);
        (self.line, self.column)
    }

    fn fail(&mut self, at: usize, message: String) -> Finding {
        let (line, column) = self.place(at);
        Finding {
            severity: Severity::Error,
            code: "xml",
            message,
            file: 0,
            line,
            column,
            element: None,
        }
    }
}
