//! What a handler knows of the request: language, session, address, time.

use crate::domain::Offer;
use crate::error::Problem;
use crate::lang::{Lang, Text, Value};
use crate::page::Page;
use crate::session::Session;
use crate::shell::Inner;
use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use jiff::Timestamp;
use std::net::IpAddr;
use std::sync::Arc;

/// The request as pages see it. Cheap to clone; put into each request by the shell.
#[derive(Clone, Debug)]
pub struct View {
    pub(crate) shell: Arc<Inner>,
    /// Words, dates and figures in the reader's language.
    pub text: Text,
    /// The reader's session.
    pub session: Session,
    /// The method.
    pub method: Method,
    /// The path, without the query.
    pub path: String,
    /// The query without `lang`, as it was sent.
    pub query: String,
    /// When the request came.
    pub now: Timestamp,
    /// The client's address, as far as trusted proxies tell it.
    pub peer: Option<IpAddr>,
    /// Whether the answer is JSON: under `/api/`, or asked for by `Accept`.
    pub wants_json: bool,
    pub(crate) lang_chosen: bool,
    pub(crate) takes_gzip: bool,
}

impl View {
    /// A value of the query, such as of a search; empty when it is not there.
    #[must_use]
    pub fn query_value(&self, name: &str) -> String {
        self.query_data().get(name).to_owned()
    }

    /// The query as a form; empty when it is beyond the limits of one.
    #[must_use]
    pub fn query_data(&self) -> crate::forms::FormData {
        crate::forms::parse_query(&self.query).unwrap_or_default()
    }

    /// The reader's language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.text.lang()
    }

    /// The same request, answered in another language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> Self {
        Self {
            text: self.text.in_lang(lang),
            ..self.clone()
        }
    }

    /// The text of a key.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.text.get(key)
    }

    /// The text of a key with arguments.
    #[must_use]
    pub fn with(&self, key: &str, args: &[(&str, Value<'_>)]) -> String {
        self.text.with(key, args)
    }

    /// A page with this title, in the reader's language, for the reader's account.
    #[must_use]
    pub fn page(&self, title: impl Into<String>) -> Page {
        Page::new(self.clone(), title)
    }

    /// The hidden field that every form which changes something carries.
    #[must_use]
    pub fn csrf_field(&self) -> maud::Markup {
        crate::components::hidden(crate::forms::CSRF_FIELD, &self.session.csrf_token())
    }

    /// The site's settings.
    #[must_use]
    pub fn site(&self) -> &crate::shell::Site {
        &self.shell.site
    }

    /// What domains offer at a place of a page.
    pub fn offers<'v>(&'v self, place: &'v str) -> impl Iterator<Item = &'v Offer> {
        self.shell.offers.iter().filter(move |o| o.place == place)
    }

    /// The address of this page in another language.
    #[must_use]
    pub fn href_in(&self, lang: Lang) -> String {
        let path = local(&self.path);
        if self.query.is_empty() {
            format!("{path}?lang={}", lang.code())
        } else {
            format!("{path}?{}&lang={}", self.query, lang.code())
        }
    }
}

/// A path that browsers do not take for another site's name: `//host` and `/\host` they do (WHATWG
/// URL, 4.4), and nothing keeps people from following a link to `https://our.site//host`.
fn local(path: &str) -> String {
    format!("/{}", path.trim_start_matches(['/', '\\']))
}

impl<S: Sync> FromRequestParts<S> for View {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| {
            Problem::internal("the route is not inside Shell::router, so there is no View")
        })
    }
}
