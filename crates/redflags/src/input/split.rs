//! Cuts a stream into documents without holding it: JSON lines at line ends, everything else (a
//! package, a list of releases, one release over many lines) by its brackets.

use std::io::{self, Read};

use memchr::{memchr, memrchr};

use super::Problem;
use crate::json::{Cursor, MOST_DEEP};

/// Bytes of a chunk: enough that handing it over costs nothing, few enough to hold several.
const CHUNK: usize = 1 << 20;
/// Longest document. The longest release seen in the wild has 30 MB; a line of a gigabyte is an attack or a fault.
pub const LONGEST: usize = 64 << 20;

/// A document's place in a chunk and in its stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doc {
    /// Where it begins in the chunk.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// Its line in the stream, from 1.
    pub line: u64,
    /// Its byte in the stream, from 0.
    pub byte: u64,
}

/// Some documents with their bytes.
#[derive(Debug, Default)]
pub struct Chunk {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// If these are whole lines: line and byte of the first. Lines are found by who reads them.
    pub lines: Option<(u64, u64)>,
    /// Otherwise the documents.
    pub docs: Vec<Doc>,
}

impl Chunk {
    /// Shows each document.
    pub fn each(&self, mut show: impl FnMut(&[u8], u64, u64)) {
        let Some((mut line, mut byte)) = self.lines else {
            for doc in &self.docs {
                show(
                    self.bytes.get(doc.from..doc.to).unwrap_or_default(),
                    doc.line,
                    doc.byte,
                );
            }
            return;
        };
        let mut rest = &self.bytes[..];
        while !rest.is_empty() {
            let end = memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
            let (one, after) = rest.split_at(end);
            if !one.iter().all(u8::is_ascii_whitespace) {
                show(one, line, byte);
            }
            line += 1;
            byte += end as u64;
            rest = after;
        }
    }
}

/// Reads a stream and cuts it.
pub struct Splitter<'s, R> {
    from: R,
    source: &'s str,
    longest: usize,
    line: u64,
    byte: u64,
}

impl<'s, R: Read> Splitter<'s, R> {
    /// Of a stream with a name.
    pub fn new(from: R, source: &'s str) -> Splitter<'s, R> {
        Splitter {
            from,
            source,
            longest: LONGEST,
            line: 1,
            byte: 0,
        }
    }

    /// With another limit, for tests.
    #[must_use]
    pub fn longest(mut self, bytes: usize) -> Splitter<'s, R> {
        self.longest = bytes;
        self
    }

    /// Cuts all. `buffer` gives empty buffers, `chunk` takes filled ones, `problem` what cannot be read.
    ///
    /// # Errors
    /// When the stream fails.
    pub fn run(
        mut self,
        mut buffer: impl FnMut() -> Vec<u8>,
        mut chunk: impl FnMut(Chunk),
        mut problem: impl FnMut(Problem),
    ) -> io::Result<()> {
        let mut bytes = buffer();
        bytes.clear();
        let mut ended = fill(&mut self.from, &mut bytes, CHUNK)?;
        if bytes.starts_with(b"\xef\xbb\xbf") {
            bytes.drain(..3);
            self.byte = 3;
        }
        if !is_lines(&bytes, ended) {
            return self.values(bytes, ended, &mut chunk, &mut problem);
        }
        loop {
            let mut next = buffer();
            next.clear();
            if !ended {
                let Some(end) = memrchr(b'\n', &bytes).map(|at| at + 1) else {
                    if bytes.len() > self.longest {
                        problem(self.problem("a line is too long"));
                        ended = self.pass_line(&mut bytes)?;
                    } else {
                        let more = bytes.len();
                        ended = fill(&mut self.from, &mut bytes, more.max(CHUNK))?;
                    }
                    continue;
                };
                next.extend_from_slice(&bytes[end..]);
                bytes.truncate(end);
            }
            let at = (self.line, self.byte);
            self.line += memchr::memchr_iter(b'\n', &bytes).count() as u64;
            self.byte += bytes.len() as u64;
            chunk(Chunk {
                bytes,
                lines: Some(at),
                docs: Vec::new(),
            });
            if ended {
                return Ok(());
            }
            bytes = next;
            ended = fill(&mut self.from, &mut bytes, CHUNK)?;
        }
    }

    /// Drops all up to the next line end; says whether the stream ended.
    fn pass_line(&mut self, bytes: &mut Vec<u8>) -> io::Result<bool> {
        loop {
            self.byte += bytes.len() as u64;
            bytes.clear();
            let ended = fill(&mut self.from, bytes, CHUNK)?;
            if let Some(at) = memchr(b'\n', bytes) {
                self.byte += at as u64 + 1;
                self.line += 1;
                bytes.drain(..=at);
                return Ok(ended);
            }
            if ended {
                self.byte += bytes.len() as u64;
                bytes.clear();
                return Ok(true);
            }
        }
    }

    fn values(
        &mut self,
        mut bytes: Vec<u8>,
        mut ended: bool,
        chunk: &mut impl FnMut(Chunk),
        problem: &mut impl FnMut(Problem),
    ) -> io::Result<()> {
        let mut scan = Scan {
            longest: self.longest,
            line: self.line,
            byte: self.byte,
            ..Scan::default()
        };
        loop {
            scan.feed(&bytes);
            for (line, byte, reason) in scan.problems.drain(..) {
                problem(Problem {
                    source: self.source.to_owned(),
                    line,
                    byte,
                    reason: reason.to_owned(),
                });
            }
            if !scan.out.docs.is_empty() {
                chunk(std::mem::take(&mut scan.out));
            }
            if ended || scan.broken {
                if let Some((line, byte)) = scan.open() {
                    problem(Problem {
                        source: self.source.to_owned(),
                        line,
                        byte,
                        reason: "the text ends too early".to_owned(),
                    });
                }
                return Ok(());
            }
            bytes.clear();
            ended = fill(&mut self.from, &mut bytes, CHUNK)?;
        }
    }

    fn problem(&self, reason: &str) -> Problem {
        Problem {
            source: self.source.to_owned(),
            line: self.line,
            byte: self.byte,
            reason: reason.to_owned(),
        }
    }
}

/// Adds up to `more` bytes; says whether the stream ended.
fn fill(from: &mut impl Read, bytes: &mut Vec<u8>, more: usize) -> io::Result<bool> {
    let wanted = more as u64;
    Ok((from.by_ref().take(wanted).read_to_end(bytes)? as u64) < wanted)
}

/// Whether a stream that begins so is JSON lines: its first line is a whole object, or, should that
/// one be broken, the next three are. A package may be cut into lines too, but its second line is no
/// whole object, or its third is its end.
fn is_lines(start: &[u8], ended: bool) -> bool {
    let end = if ended {
        start.len()
    } else {
        memrchr(b'\n', start).map_or(0, |at| at + 1)
    };
    let mut lines = start[..end]
        .split(|b| *b == b'\n')
        .filter(|l| !l.iter().all(u8::is_ascii_whitespace));
    let Some(first) = lines.next() else {
        return ended && start.is_empty();
    };
    if is_object(first) {
        return true;
    }
    let next: Vec<&[u8]> = lines.take(3).collect();
    first.trim_ascii().len() > 1
        && !first.starts_with(b"[")
        && !next.is_empty()
        && next.iter().all(|l| is_object(l))
}

fn is_object(line: &[u8]) -> bool {
    std::str::from_utf8(line).is_ok_and(|text| {
        let mut cursor = Cursor::new(text);
        cursor.peek().is_ok_and(|b| b == b'{') && cursor.skip().is_ok() && cursor.end().is_ok()
    })
}

/// The state between two bytes of a stream of values.
#[derive(Default)]
struct Scan {
    longest: usize,
    line: u64,
    byte: u64,
    /// Brackets that are open, from the outside.
    depth: usize,
    in_text: bool,
    escaped: bool,
    /// The text that was read last at depth 1, while it may be a key; and whether it is being read.
    word: Vec<u8>,
    reading_word: bool,
    /// Inside `releases` or `records` of a package, or inside a list: documents are one deeper.
    list_depth: Option<usize>,
    /// The document that is being read.
    document: Option<(usize, u64, u64)>,
    /// The document is longer than the limit; its end is awaited.
    too_long: bool,
    broken: bool,
    /// The beginning of a document whose chunk was handed on.
    pending: Vec<u8>,
    out: Chunk,
    problems: Vec<(u64, u64, &'static str)>,
}

impl Scan {
    /// Where a document, a text or a bracket is open.
    fn open(&self) -> Option<(u64, u64)> {
        (!self.broken && (self.depth > 0 || self.in_text)).then_some((self.line, self.byte))
    }

    fn feed(&mut self, bytes: &[u8]) {
        self.out.bytes.append(&mut self.pending);
        for byte in bytes {
            self.step(*byte);
            if self.broken {
                return;
            }
            self.byte += 1;
            self.line += u64::from(*byte == b'\n');
        }
        self.carry();
    }

    fn step(&mut self, byte: u8) {
        if self.document.is_some() && !self.too_long {
            self.keep(byte);
        }
        if self.in_text {
            self.text(byte);
            return;
        }
        match byte {
            b'"' => {
                self.in_text = true;
                self.reading_word = self.depth == 1 && self.list_depth.is_none();
                if self.reading_word {
                    self.word.clear();
                }
            }
            b'{' | b'[' => self.enter(byte),
            b'}' | b']' => self.leave(),
            _ => {}
        }
    }

    fn text(&mut self, byte: u8) {
        if self.escaped {
            self.escaped = false;
        } else if byte == b'\\' {
            self.escaped = true;
        } else if byte == b'"' {
            self.in_text = false;
        } else if self.reading_word && self.word.len() < 16 {
            self.word.push(byte);
        }
    }

    fn enter(&mut self, byte: u8) {
        let list = byte == b'['
            && (self.depth == 0
                || (self.depth == 1
                    && self.list_depth.is_none()
                    && (self.word == b"releases" || self.word == b"records")));
        if list {
            // What was kept of the package so far is no release.
            self.drop_document();
            self.list_depth = Some(self.depth + 1);
        } else if self.document.is_none()
            && byte == b'{'
            && self.list_depth.is_none_or(|d| d == self.depth)
            && (self.depth == 0 || self.list_depth.is_some())
        {
            self.document = Some((self.out.bytes.len(), self.line, self.byte));
            self.keep(byte);
        }
        self.depth += 1;
        if self.depth > usize::from(MOST_DEEP) + 2 {
            self.fail("nested too deeply");
        }
    }

    fn leave(&mut self) {
        let Some(depth) = self.depth.checked_sub(1) else {
            self.fail("a bracket that was not opened");
            return;
        };
        self.depth = depth;
        if self.list_depth == Some(depth + 1) {
            self.list_depth = None;
            self.word.clear();
        }
        let at_home = self.list_depth.map_or(depth == 0, |d| d == depth);
        if at_home && let Some((from, line, byte)) = self.document.take() {
            if self.too_long {
                self.problems.push((line, byte, "a release is too long"));
                self.out.bytes.truncate(from);
            } else {
                self.out.docs.push(Doc {
                    from,
                    to: self.out.bytes.len(),
                    line,
                    byte,
                });
            }
            self.too_long = false;
        }
    }

    fn keep(&mut self, byte: u8) {
        self.out.bytes.push(byte);
        if self
            .document
            .is_some_and(|(from, ..)| self.out.bytes.len() - from > self.longest)
        {
            self.too_long = true;
            let from = self.document.map_or(0, |d| d.0);
            self.out.bytes.truncate(from);
            self.out.bytes.shrink_to(CHUNK);
        }
    }

    fn drop_document(&mut self) {
        if let Some((from, ..)) = self.document.take() {
            self.out.bytes.truncate(from);
        }
        self.too_long = false;
    }

    /// Moves the bytes of an unfinished document into the next chunk.
    fn carry(&mut self) {
        let Some((from, line, byte)) = self.document else {
            return;
        };
        if self.out.docs.is_empty() {
            return;
        }
        self.pending = self.out.bytes.split_off(from);
        self.document = Some((0, line, byte));
    }

    fn fail(&mut self, reason: &'static str) {
        self.problems.push((self.line, self.byte, reason));
        self.broken = true;
        self.drop_document();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Docs = Vec<(String, u64, u64)>;
    type Problems = Vec<(u64, u64, String)>;

    /// Documents with line and byte, and problems, of a stream that comes a few bytes at a time.
    fn split(text: &[u8], longest: usize) -> (Docs, Problems) {
        let (mut docs, mut problems) = (Vec::new(), Vec::new());
        let splitter = Splitter::new(text, "x").longest(longest);
        let show = |c: Chunk| {
            c.each(|d, line, byte| {
                docs.push((String::from_utf8_lossy(d).trim().to_owned(), line, byte));
            });
        };
        splitter
            .run(Vec::new, show, |p| {
                problems.push((p.line, p.byte, p.reason));
            })
            .unwrap();
        (docs, problems)
    }

    fn texts(text: &str) -> Vec<String> {
        split(text.as_bytes(), LONGEST)
            .0
            .into_iter()
            .map(|d| d.0)
            .collect()
    }

    #[test]
    fn json_lines_with_a_mark_blank_lines_and_a_broken_line() {
        let (docs, problems) = split(b"\xef\xbb\xbf{\"a\":1}\n\n{\"b\":\r\n{\"c\":2}", LONGEST);
        assert_eq!(
            docs,
            [
                ("{\"a\":1}".into(), 1, 3),
                ("{\"b\":".into(), 3, 12),
                ("{\"c\":2}".into(), 4, 19)
            ]
        );
        assert_eq!(problems, []);
    }

    #[test]
    fn packages_lists_and_single_releases() {
        let package = r#"{"uri":"a]}","extensions":[{"x":1}],"releases":[{"ocid":"1","t":{"releases":[1]}},
            {"ocid":"2\\\""}],"publisher":{"name":"p"}}"#;
        assert_eq!(
            texts(package),
            [
                r#"{"ocid":"1","t":{"releases":[1]}}"#,
                r#"{"ocid":"2\\\""}"#
            ]
        );
        assert_eq!(
            texts("{\n \"records\": [\n  {\"ocid\":\"1\"}\n ]\n}"),
            [r#"{"ocid":"1"}"#]
        );
        assert_eq!(
            texts("[{\"a\":1},\n{\"b\":[{}]}]"),
            ["{\"a\":1}", "{\"b\":[{}]}"]
        );
        assert_eq!(
            texts("{\n\"ocid\":\"1\",\n\"tender\":{}\n}\n{\n\"ocid\":\"2\"\n}"),
            [
                "{\n\"ocid\":\"1\",\n\"tender\":{}\n}",
                "{\n\"ocid\":\"2\"\n}"
            ]
        );
        assert!(texts("").is_empty() && texts("[]").is_empty() && texts("\n \n").is_empty());
    }

    #[test]
    fn documents_over_several_chunks_stay_whole() {
        let long = format!("{{\"x\":\"{}\"}}", "y".repeat(CHUNK * 2 + 7));
        let package = format!("{{\"releases\":[{{\"a\":1}},\n{long},{long}]}}");
        let same = |text: &str, expected: &[&str]| assert!(texts(text) == expected);
        same(&package, &["{\"a\":1}", &long, &long]);
        same(&format!("{long}\n{{\"b\":1}}\n"), &[&long, "{\"b\":1}"]);
        same(
            &format!("{{\"b\":1}}\n{long}\n{{\"c\":1}}"),
            &["{\"b\":1}", &long, "{\"c\":1}"],
        );
    }

    #[test]
    fn what_is_too_long_is_passed_over_and_named() {
        let long = format!("{{\"x\":\"{}\"}}", "y".repeat(CHUNK * 4));
        let (docs, problems) = split(
            format!("{{\"a\":1}}\n{long}\n{{\"b\":1}}\n").as_bytes(),
            1000,
        );
        assert_eq!(
            docs.iter().map(|d| (d.0.len(), d.1)).collect::<Vec<_>>(),
            [(7, 1), (7, 3)]
        );
        assert_eq!(problems, [(2, 8, "a line is too long".into())]);
        let (docs, problems) = split(format!("[{{\"a\":1}},{long},{{\"b\":1}}]").as_bytes(), 1000);
        assert_eq!(docs.len(), 2);
        assert_eq!(problems, [(1, 9, "a release is too long".into())]);
    }

    #[test]
    fn a_cut_or_broken_package_is_named() {
        let (docs, problems) = split(b"{\"releases\":[{\"a\":1},{\"b\":", LONGEST);
        assert_eq!(
            (docs.len(), problems),
            (1, vec![(1, 26, "the text ends too early".into())])
        );
        let (_, problems) = split(b"[]]\n", LONGEST);
        assert_eq!(problems, [(1, 2, "a bracket that was not opened".into())]);
        let deep = "[".repeat(100_000);
        assert_eq!(split(deep.as_bytes(), LONGEST).1[0].2, "nested too deeply");
    }
}
