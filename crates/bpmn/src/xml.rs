//! A file of XML as a flat list of elements with their lines. No recursion, no DTD, no entities of
//! its own; everything is bounded.

use std::borrow::Cow;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

use crate::{Finding, Severity};

/// Namespace of BPMN 2.0 (and 2.0.1, 2.0.2).
pub(crate) const BPMN: &str = "http://www.omg.org/spec/BPMN/20100524/MODEL";
/// Deepest nesting of elements: real models stay under 20.
const DEPTH: usize = 256;
/// Most elements in a file: a drawing of 5,000 steps has some 100,000.
const ELEMENTS: usize = 500_000;
/// Largest file, in bytes.
const SIZE: usize = 16 << 20;
/// Most attributes of one element: their number is quadratic in the check for doubles.
const ATTRIBUTES: usize = 256;

/// One element of a file.
#[derive(Clone, Debug)]
pub struct Element {
    /// Its local name, without prefix.
    pub tag: String,
    /// It belongs to BPMN's namespace.
    pub bpmn: bool,
    /// Line of its start, from 1.
    pub line: u32,
    /// The text in it, without that of its children.
    pub text: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<usize>,
    pub(crate) parent: Option<usize>,
}

impl Element {
    /// The value of an attribute without prefix.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// All attributes with the names that stand in the file.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(n, v)| (n.as_str(), v.as_str()))
    }

    /// A reference to another element, without the prefix of its namespace.
    pub(crate) fn reference(&self, name: &str) -> Option<&str> {
        self.attribute(name).map(local)
    }

    /// An attribute that is true or false.
    pub(crate) fn flag(&self, name: &str, default: bool) -> bool {
        self.attribute(name).map_or(default, |v| matches!(v.trim(), "true" | "1"))
    }

    pub(crate) fn finding(
        &self,
        severity: Severity,
        code: &'static str,
        message: impl Into<String>,
    ) -> Finding {
        Finding {
            severity,
            code,
            message: message.into(),
            line: self.line,
            element: self.attribute("id").map(str::to_owned),
            name: self.attribute("name").filter(|n| !n.trim().is_empty()).map(str::to_owned),
        }
    }
}

/// What stands behind the prefix of a qualified name.
pub(crate) fn local(reference: &str) -> &str {
    let reference = reference.trim();
    reference.rsplit_once(':').map_or(reference, |(_, name)| name)
}

/// Reads a file into its elements; the first is the root, each stands behind its parent.
pub(crate) fn read(xml: &[u8]) -> Result<Vec<Element>, Finding> {
    if xml.len() > SIZE {
        return Err(failed(1, format!("the file is larger than {SIZE} bytes")));
    }
    let text = std::str::from_utf8(xml)
        .map_err(|e| failed(1, format!("the file is not UTF-8 at byte {}", e.valid_up_to())))?;
    let text = text.trim_start_matches('\u{FEFF}');
    Reader { text, counted: 0, line: 1, elements: Vec::new(), open: Vec::new() }.run()
}

fn failed(line: u32, message: String) -> Finding {
    Finding { severity: Severity::Error, code: "xml", message, line, element: None, name: None }
}

struct Reader<'x> {
    text: &'x str,
    counted: usize,
    line: u32,
    elements: Vec<Element>,
    open: Vec<usize>,
}

impl Reader<'_> {
    fn run(mut self) -> Result<Vec<Element>, Finding> {
        let mut xml = NsReader::from_str(self.text);
        xml.config_mut().expand_empty_elements = true;
        loop {
            let at = usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX);
            let (namespace, event) = match xml.read_resolved_event() {
                Ok(read) => read,
                Err(e) => {
                    let at = usize::try_from(xml.error_position()).unwrap_or(at);
                    return Err(self.fail(at, format!("not well-formed XML: {e}")));
                }
            };
            match event {
                Event::Start(start) => {
                    let bpmn = matches!(namespace, ResolveResult::Bound(ns) if ns.as_ref() == BPMN);
                    self.start(at, bpmn, &start)?;
                }
                Event::End(_) => {
                    self.open.pop();
                }
                Event::Text(text) => self.push(&text.xml10_content()),
                Event::CData(text) => self.push(&text.xml10_content()),
                Event::GeneralRef(entity) => self.entity(at, &entity)?,
                Event::DocType(_) => {
                    return Err(self.fail(at, "a document type (DTD) is not allowed".into()));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        if self.elements.is_empty() || !self.open.is_empty() {
            return Err(self.fail(self.text.len(), "not well-formed XML: it ends early".into()));
        }
        Ok(self.elements)
    }

    fn start(&mut self, at: usize, bpmn: bool, start: &BytesStart<'_>) -> Result<(), Finding> {
        let refuse = if self.open.len() >= DEPTH {
            Some(format!("elements nest deeper than {DEPTH} levels"))
        } else if self.elements.len() >= ELEMENTS {
            Some(format!("more than {ELEMENTS} elements"))
        } else if self.open.is_empty() && !self.elements.is_empty() {
            Some("not well-formed XML: a second root element".to_owned())
        } else {
            None
        };
        if let Some(message) = refuse {
            return Err(self.fail(at, message));
        }
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let broken = |e: &dyn std::fmt::Display| format!("not well-formed XML: {e}");
            let attribute = attribute.map_err(|e| self.fail(at, broken(&e)))?;
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|e| self.fail(at, broken(&e)))?;
            let name: &str = attribute.key.as_ref();
            attributes.push((name.to_owned(), value.into_owned()));
            if attributes.len() > ATTRIBUTES {
                return Err(self.fail(at, format!("more than {ATTRIBUTES} attributes")));
            }
        }
        let local = start.local_name();
        let tag: &str = local.as_ref();
        let line = self.line_of(at);
        let parent = self.open.last().copied();
        let index = self.elements.len();
        self.elements.push(Element {
            tag: tag.to_owned(),
            bpmn,
            line,
            text: String::new(),
            attributes,
            children: Vec::new(),
            parent,
        });
        if let Some(parent) = parent {
            self.elements[parent].children.push(index);
        }
        self.open.push(index);
        Ok(())
    }

    fn push(&mut self, text: &str) {
        if let Some(open) = self.open.last() {
            self.elements[*open].text.push_str(text);
        }
    }

    /// Only characters and XML's own five entities: others could be bombs.
    fn entity(&mut self, at: usize, entity: &BytesRef<'_>) -> Result<(), Finding> {
        let name = entity.xml10_content().into_owned();
        let text = match entity.resolve_char_ref() {
            Ok(Some(c)) => Some(Cow::Owned(c.to_string())),
            Ok(None) => quick_xml::escape::resolve_predefined_entity(&name).map(Cow::Borrowed),
            Err(_) => None,
        };
        match text {
            Some(text) => {
                self.push(&text);
                Ok(())
            }
            None => Err(self.fail(at, format!("the entity `&{name};` is not allowed"))),
        }
    }

    fn line_of(&mut self, at: usize) -> u32 {
        let at = at.min(self.text.len());
        if at > self.counted {
            let new = &self.text.as_bytes()[self.counted..at];
            let lines = new.iter().filter(|b| **b == b'\n').count();
            self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
            self.counted = at;
        }
        self.line
    }

    fn fail(&mut self, at: usize, message: String) -> Finding {
        failed(self.line_of(at), message)
    }
}
