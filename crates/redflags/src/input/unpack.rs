//! What a document holds: releases, or records with releases.

use crate::json::{Cursor, Fault};

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A release.
    Release(&'a str),
    /// All releases of one process that a record embeds, to be merged.
    Releases(Vec<&'a str>),
}

/// The pieces of a package, of a record, or of a list. A record's compiled release is taken as it is.
///
/// # Errors
/// When the text is not JSON.
pub fn unpack(text: &str) -> Result<Vec<Piece<'_>>, Fault> {
    let mut pieces = Vec::new();
    let mut cursor = Cursor::new(text);
    if cursor.peek()? == b'[' {
        each_object(&mut cursor, |raw| pieces.push(Piece::Release(raw)))?;
    } else {
        container(&mut cursor, &mut pieces)?;
    }
    cursor.end()?;
    Ok(pieces)
}

fn container<'a>(cursor: &mut Cursor<'a>, pieces: &mut Vec<Piece<'a>>) -> Result<(), Fault> {
    let (mut compiled, mut releases, mut records, mut is_record) =
        (None, Vec::new(), Vec::new(), false);
    cursor.object(|c, key| {
        match key {
            "compiledRelease" if c.peek()? == b'{' => compiled = Some(c.raw()?),
            "releases" => each_object(c, |raw| releases.push(raw))?,
            "records" => each_object(c, |raw| records.push(raw))?,
            "ocid" => {
                is_record = true;
                c.skip()?;
            }
            _ => c.skip()?,
        }
        Ok(())
    })?;
    if let Some(compiled) = compiled {
        pieces.push(Piece::Release(compiled));
    } else if is_record && !releases.is_empty() {
        pieces.push(Piece::Releases(releases));
    } else {
        pieces.extend(releases.into_iter().map(Piece::Release));
    }
    for record in records {
        container(&mut Cursor::new(record), pieces)?;
    }
    Ok(())
}

fn each_object<'a>(cursor: &mut Cursor<'a>, mut show: impl FnMut(&'a str)) -> Result<(), Fault> {
    cursor
        .array(|c, _| {
            if c.peek()? == b'{' {
                show(c.raw()?);
                Ok(())
            } else {
                c.skip()
            }
        })
        .map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_and_records() {
        let text = r#"{"uri":"u","records":[
            {"ocid":"1","compiledRelease":{"ocid":"1"},"releases":[{"id":"a"}]},
            {"ocid":"2","releases":[{"id":"b"},{"id":"c"}]},
            {"ocid":"3","releases":[]}]}"#;
        let pieces = unpack(text).unwrap();
        assert_eq!(
            pieces,
            [
                Piece::Release(r#"{"ocid":"1"}"#),
                Piece::Releases(vec![r#"{"id":"b"}"#, r#"{"id":"c"}"#])
            ]
        );
        assert_eq!(
            unpack(r#"{"releases":[{"id":"b"}, 3]}"#).unwrap(),
            [Piece::Release(r#"{"id":"b"}"#)]
        );
        assert_eq!(
            unpack(r#"[{"id":"b"}]"#).unwrap(),
            [Piece::Release(r#"{"id":"b"}"#)]
        );
        assert!(unpack(r#"{"releases":[{"#).is_err());
    }
}
