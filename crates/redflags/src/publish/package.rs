//! Packages, written as streams.

use std::borrow::Borrow;
use std::io::{self, Write};

use serde_json::json;

use super::Publication;

/// A package that is being written. It must have a release or record: the standard knows no empty one.
#[derive(Debug)]
pub struct Package<W> {
    out: W,
    count: u64,
}

impl<W: Write> Package<W> {
    /// A release package at an address.
    ///
    /// # Errors
    /// When the stream fails.
    pub fn of_releases(publication: &Publication, uri: &str, out: W) -> io::Result<Package<W>> {
        Package::begin(publication, uri, "releases", out)
    }

    /// A record package at an address.
    ///
    /// # Errors
    /// When the stream fails.
    pub fn of_records(publication: &Publication, uri: &str, out: W) -> io::Result<Package<W>> {
        Package::begin(publication, uri, "records", out)
    }

    fn begin(p: &Publication, uri: &str, key: &str, mut out: W) -> io::Result<Package<W>> {
        let publisher = json!({ "name": p.publisher, "uri": p.publisher_uri });
        write!(
            out,
            "{{\"uri\":{},\"version\":\"1.1\",\"publishedDate\":{},\"publisher\":{publisher},\"license\":{},",
            json!(uri),
            json!(p.published),
            json!(p.license)
        )?;
        if let Some(policy) = &p.policy {
            write!(out, "\"publicationPolicy\":{},", json!(policy))?;
        }
        if !p.extensions.is_empty() {
            write!(out, "\"extensions\":{},", json!(p.extensions))?;
        }
        write!(out, "\"{key}\":[")?;
        Ok(Package { out, count: 0 })
    }

    /// Adds a release or record, as JSON.
    ///
    /// # Errors
    /// When the stream fails.
    pub fn push(&mut self, text: &str) -> io::Result<()> {
        self.out
            .write_all(if self.count == 0 { b"\n" } else { b",\n" })?;
        self.count += 1;
        self.out.write_all(text.as_bytes())
    }

    /// Ends it, and gives back the stream with how many it holds.
    ///
    /// # Errors
    /// When the stream fails.
    pub fn finish(mut self) -> io::Result<(W, u64)> {
        self.out.write_all(b"\n]}\n")?;
        self.out.flush()?;
        Ok((self.out, self.count))
    }
}

/// Writes a release package of completed releases (JSON), and says how many it holds.
///
/// # Errors
/// When the stream fails.
pub fn write_release_package<T: Borrow<str>>(
    publication: &Publication,
    uri: &str,
    releases: impl IntoIterator<Item = T>,
    out: &mut impl Write,
) -> io::Result<u64> {
    let mut package = Package::of_releases(publication, uri, out)?;
    for release in releases {
        package.push(release.borrow())?;
    }
    Ok(package.finish()?.1)
}

/// Writes a record package of records (JSON), and says how many it holds.
///
/// # Errors
/// When the stream fails.
pub fn write_record_package<T: Borrow<str>>(
    publication: &Publication,
    uri: &str,
    records: impl IntoIterator<Item = T>,
    out: &mut impl Write,
) -> io::Result<u64> {
    let mut package = Package::of_records(publication, uri, out)?;
    for record in records {
        package.push(record.borrow())?;
    }
    Ok(package.finish()?.1)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::tests::publication;
    use super::*;

    #[test]
    fn packages_are_json_with_what_the_standard_requires() {
        let mut publication = publication();
        publication.policy = Some("https://example.gov/policy".into());
        publication.extensions = vec!["https://example.gov/extension.json".into()];
        let mut bytes = Vec::new();
        let count = write_release_package(
            &publication,
            "https://x/1.json",
            [r#"{"id":"1"}"#, r#"{"id":"2"}"#],
            &mut bytes,
        )
        .unwrap();
        let package: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(count, 2);
        assert_eq!(
            package,
            json!({
                "uri": "https://x/1.json", "version": "1.1", "publishedDate": "2024-05-31T12:00:00Z",
                "publisher": {"name": "Ministry", "uri": "https://example.gov"},
                "license": "https://creativecommons.org/licenses/by/4.0/", "publicationPolicy": "https://example.gov/policy",
                "extensions": ["https://example.gov/extension.json"], "releases": [{"id": "1"}, {"id": "2"}],
            })
        );
    }
}
