//! From files to one release a process: read, told apart, merged by the standard's rules.

use std::io;

use redflags::date::Moment;
use redflags::input::{Piece, Problem, Splitter, unpack};
use redflags::json::Cursor;
use redflags::merge::compile;
use redflags::model::{Scope, read_process};
use redflags::shell::{Limits, Source};

use super::spool::Spool;
use super::{DeriveError, Input, MOST_NAMED, Outcome};

/// What a release is: one of several of its process, or all that is known of it.
const LOOSE: u8 = 0;
const COMPILED: u8 = 1;
/// Kind and file before a release's text.
const HEAD: usize = 5;

/// Reads one file into the spool. What cannot be read is counted and named.
pub(super) fn read(
    number: u32,
    input: &Input,
    spool: &mut Spool,
    outcome: &mut Outcome,
) -> Result<(), DeriveError> {
    let mut reader = Reader {
        number,
        spool,
        outcome,
        failed: None,
    };
    let at = input.path.display().to_string();
    let shown = Source::File(input.path.clone()).each(Limits::default(), |stream, from| {
        let source = stream.replacen(&at, &input.name, 1);
        // What the splitter finds and what its documents hold go to the same list.
        let cell = std::cell::RefCell::new(&mut reader);
        let split = Splitter::new(from, &source).run(
            Vec::new,
            |chunk| {
                let mut reader = cell.borrow_mut();
                chunk.each(|bytes, line, byte| reader.document(&source, bytes, line, byte));
            },
            |problem| cell.borrow_mut().problem(problem),
        );
        if let Err(error) = split {
            reader.problem(whole(&source, &error));
        }
        Ok(())
    });
    if let Err(error) = shown {
        reader.problem(whole(&input.name, &error));
    }
    reader.failed.map_or(Ok(()), |error| Err(error.into()))
}

/// A problem of a stream as a whole.
fn whole(source: &str, error: &io::Error) -> Problem {
    Problem {
        source: source.to_owned(),
        line: 0,
        byte: 0,
        reason: error.to_string(),
    }
}

struct Reader<'r> {
    number: u32,
    spool: &'r mut Spool,
    outcome: &'r mut Outcome,
    failed: Option<io::Error>,
}

impl Reader<'_> {
    fn problem(&mut self, problem: Problem) {
        self.outcome.problems += 1;
        if self.outcome.named.len() < MOST_NAMED {
            self.outcome.named.push(problem);
        }
    }

    fn document(&mut self, source: &str, bytes: &[u8], line: u64, byte: u64) {
        if self.failed.is_some() {
            return;
        }
        let problem = |at: usize, reason: &str| Problem {
            source: source.to_owned(),
            line,
            byte: byte + at as u64,
            reason: reason.to_owned(),
        };
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text.trim(),
            Err(error) => return self.problem(problem(error.valid_up_to(), "not UTF-8")),
        };
        let Some(found) = self.release(text, false) else {
            return;
        };
        match found {
            Ok(()) => {}
            Err((_, PACKAGE)) => match unpack(text) {
                Err(fault) => self.problem(problem(fault.at, fault.reason)),
                Ok(pieces) => self.pieces(&pieces, &problem),
            },
            Err((at, reason)) => self.problem(problem(at, reason)),
        }
    }

    fn pieces(&mut self, pieces: &[Piece<'_>], problem: &dyn Fn(usize, &str) -> Problem) {
        for piece in pieces {
            let (texts, loose): (&[&str], bool) = match piece {
                Piece::Release(text) => (&[*text], false),
                Piece::Releases(texts) => (texts, true),
            };
            for text in texts {
                match self.release(text, loose) {
                    Some(Err((at, reason))) => self.problem(problem(at, reason)),
                    Some(Ok(())) => {}
                    None => return,
                }
            }
        }
    }

    /// Keeps a release; `loose`: a record said that it is one of several. Nothing when files fail.
    fn release(&mut self, text: &str, loose: bool) -> Option<Result<(), (usize, &'static str)>> {
        let mut cursor = Cursor::new(text);
        let process = match read_process(&mut cursor, Scope::All).and_then(|p| {
            cursor.end()?;
            Ok(p)
        }) {
            Ok(process) => process,
            Err(fault) => return Some(Err((fault.at, fault.reason))),
        };
        let Some(process) = process else {
            return Some(Err((0, "no object")));
        };
        if process.package {
            return Some(Err((0, PACKAGE)));
        }
        let Some(ocid) = process
            .ocid
            .as_ref()
            .filter(|id| !id.text.trim().is_empty())
        else {
            return Some(Err((0, "no ocid")));
        };
        let loose = loose || process.compiled == Some(false);
        let mut bytes = vec![if loose { LOOSE } else { COMPILED }];
        bytes.extend_from_slice(&self.number.to_be_bytes());
        bytes.extend_from_slice(text.as_bytes());
        if let Err(error) = self.spool.push(&ocid.text, &bytes) {
            self.failed = Some(error);
            return None;
        }
        Some(Ok(()))
    }
}

/// Says that a text is a package or record, not a release.
const PACKAGE: &str = "a package within a package";

/// The one release of a process. The newest that says it is complete replaces what was before it;
/// single releases that are newer are merged into it by the standard's rules.
pub(super) fn resolve(releases: Vec<Vec<u8>>) -> Option<String> {
    let mut compiled: Option<((Option<i64>, u32), String)> = None;
    let mut loose: Vec<(Option<i64>, String)> = Vec::new();
    for bytes in releases {
        let (head, text) = bytes.split_at_checked(HEAD)?;
        let text = String::from_utf8(text.to_vec()).ok()?;
        let file = u32::from_be_bytes(head[1..].try_into().ok()?);
        let date = date(&text);
        if head[0] == LOOSE {
            loose.push((date, text));
            continue;
        }
        // At the same date the later file holds, and in it the larger text: no chance decides.
        let newer = compiled
            .as_ref()
            .is_none_or(|(when, old)| ((date, file), text.as_str()) > (*when, old.as_str()));
        if newer {
            compiled = Some(((date, file), text));
        }
    }
    let Some(((when, _), base)) = compiled else {
        let texts: Vec<&str> = loose.iter().map(|l| l.1.as_str()).collect();
        return compile(&texts);
    };
    loose.retain(|(date, _)| *date > when);
    if loose.is_empty() {
        return Some(base);
    }
    let texts: Vec<&str> = [base.as_str()]
        .into_iter()
        .chain(loose.iter().map(|l| l.1.as_str()))
        .collect();
    compile(&texts)
}

fn date(text: &str) -> Option<i64> {
    let process = read_process(&mut Cursor::new(text), Scope::All).ok()??;
    Moment::parse(process.date.as_ref()?, 0).map(|m| m.seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(kind: u8, file: u32, text: &str) -> Vec<u8> {
        let mut bytes = vec![kind];
        bytes.extend_from_slice(&file.to_be_bytes());
        bytes.extend_from_slice(text.as_bytes());
        bytes
    }

    fn value(releases: Vec<Vec<u8>>) -> serde_json::Value {
        serde_json::from_str(&resolve(releases).expect("a release")).expect("JSON")
    }

    #[test]
    fn a_newer_complete_release_replaces_and_newer_single_ones_are_merged_in() {
        let old = r#"{"ocid":"x","date":"2025-01-01T00:00:00Z","tag":["compiled"],"tender":{"title":"old","status":"active"}}"#;
        let new = r#"{"ocid":"x","date":"2025-02-01T00:00:00Z","tag":["compiled"],"tender":{"title":"new"}}"#;
        let before = r#"{"ocid":"x","date":"2025-01-15T00:00:00Z","tag":["tender"],"tender":{"title":"before"}}"#;
        let after =
            r#"{"ocid":"x","date":"2025-03-01T00:00:00Z","tag":["award"],"awards":[{"id":"1"}]}"#;
        assert_eq!(
            resolve(vec![one(COMPILED, 1, new), one(COMPILED, 0, old)]).as_deref(),
            Some(new),
            "as published, byte for byte"
        );
        let merged = value(vec![
            one(LOOSE, 2, after),
            one(COMPILED, 1, new),
            one(LOOSE, 0, before),
        ]);
        assert_eq!(merged["tender"]["title"], "new");
        assert_eq!(merged["awards"][0]["id"], "1");
    }

    #[test]
    fn of_two_at_the_same_date_the_later_file_holds() {
        let (a, b) = (r#"{"ocid":"x","b":2}"#, r#"{"ocid":"x","a":1}"#);
        let of = |all| resolve(all);
        assert_eq!(
            of(vec![one(COMPILED, 1, b), one(COMPILED, 0, a)]).as_deref(),
            Some(b)
        );
        assert_eq!(
            of(vec![one(COMPILED, 0, a), one(COMPILED, 1, b)]).as_deref(),
            Some(b)
        );
    }
}
