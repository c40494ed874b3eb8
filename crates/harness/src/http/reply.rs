//! A response as people and programs read it.

use axum::http::HeaderMap;
use serde_json::Value as Json;

use super::html::{self, Tag};

/// A response.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl Reply {
    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The words of a page, without its marks.
    #[must_use]
    pub fn words(&self) -> String {
        html::words(&self.text())
    }

    /// The page's tags.
    #[must_use]
    pub fn tags(&self) -> Vec<Tag> {
        html::tags(&self.text())
    }

    /// A header, empty where it was not sent.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.and_then(|v| v.to_str().ok()).unwrap_or_default()
    }

    /// Where it leads.
    #[must_use]
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    #[track_caller]
    pub fn json(&self) -> Json {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|e| panic!("{}: {e}: {}", self.status, self.text()))
    }

    /// The value of the first field of that name in a form of the page.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<String> {
        let tags = self.tags();
        let field = tags
            .iter()
            .find(|t| t.name == "input" && t.get("name") == Some(name))?;
        Some(field.get("value").unwrap_or_default().to_owned())
    }

    /// The addresses that the page links to.
    #[must_use]
    pub fn links(&self) -> Vec<String> {
        let tags = self.tags();
        let links = tags.iter().filter(|t| t.name == "a");
        links
            .filter_map(|t| t.get("href"))
            .map(str::to_owned)
            .collect()
    }

    /// Says so when it is not the status that was expected, with what was answered in its place.
    ///
    /// # Panics
    /// When it is another.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(
            self.status,
            status,
            "{} {}",
            self.location(),
            self.told().chars().take(2000).collect::<String>()
        );
        self
    }

    /// Asserts that the page has these words.
    ///
    /// # Panics
    /// When it has not.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        let told = self.told();
        assert!(told.contains(words), "{words:?} is not in: {told}");
        self
    }

    /// Asserts that the page leads there.
    ///
    /// # Panics
    /// When it does not.
    #[track_caller]
    pub fn leads(self, to: &str) -> Self {
        assert_eq!(
            (self.status, self.location()),
            (303, to),
            "{}",
            self.told().chars().take(2000).collect::<String>()
        );
        self
    }

    fn told(&self) -> String {
        if self.header("content-type").starts_with("text/html") {
            self.words()
        } else {
            self.text()
        }
    }
}
