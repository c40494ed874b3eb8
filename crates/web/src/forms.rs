//! What a person typed and attached: read within limits, kept as it was, shown again on a mistake.

use crate::error::Problem;
use crate::security;
use crate::shell::Limits;
use crate::view::View;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use std::collections::BTreeMap;

mod files;
mod multipart;
mod urlencoded;

pub use files::{FileKind, Upload};
pub use urlencoded::percent_encode;

/// The hidden field with the session's token.
pub const CSRF_FIELD: &str = "csrf";

/// A form's fields and files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormData {
    fields: BTreeMap<String, Vec<String>>,
    files: Vec<Upload>,
}

impl FormData {
    /// The first value of a field, with spaces around it removed; empty when there is none.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.fields
            .get(name)
            .and_then(|v| v.first())
            .map_or("", |v| v.trim())
    }

    /// All values of a field, as typed.
    #[must_use]
    pub fn all(&self, name: &str) -> &[String] {
        self.fields.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a field has a value, as of a checkbox.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).iter().any(|v| v == value)
    }

    /// Whether the field was sent at all.
    #[must_use]
    pub fn sent(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    /// Every field with its values, by name.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.fields
            .iter()
            .map(|(name, values)| (name.as_str(), values.as_slice()))
    }

    /// The files sent for a field.
    pub fn files<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a Upload> {
        self.files.iter().filter(move |f| f.field == field)
    }

    /// All files, taken out.
    #[must_use]
    pub fn take_files(&mut self) -> Vec<Upload> {
        std::mem::take(&mut self.files)
    }

    /// Sets a field, as a draft that was kept does.
    pub fn set(&mut self, name: impl Into<String>, values: Vec<String>) {
        self.fields.insert(name.into(), values);
    }

    pub(crate) fn push(
        &mut self,
        name: String,
        value: String,
        limits: &Limits,
    ) -> Result<(), Problem> {
        if name.len() + value.len() > limits.field {
            return Err(Problem::too_large().because("a field over the limit"));
        }
        // PostgreSQL cannot store it and no keyboard types it.
        if name.contains('\0') || value.contains('\0') {
            return Err(Problem::bad_request().because("NUL in a form"));
        }
        self.fields.entry(name).or_default().push(value);
        let count: usize = self.fields.values().map(Vec::len).sum();
        if count > limits.fields {
            return Err(Problem::too_large().because("too many fields"));
        }
        Ok(())
    }
}

/// A form sent from our own page: its token is checked before a handler sees it.
#[derive(Clone, Debug)]
pub struct Form(pub FormData);

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let view = request.extensions().get::<View>().cloned();
        let view =
            view.ok_or_else(|| Problem::internal("the route is not inside Shell::router"))?;
        let data = read(request, &view.site().limits).await?;
        security::check_token(&view, data.get(CSRF_FIELD))?;
        Ok(Self(data))
    }
}

/// Whether a request brings a form.
pub(crate) fn is_form(headers: &HeaderMap) -> bool {
    let media_type = media_type(headers);
    media_type.starts_with(URLENCODED) || media_type.starts_with(MULTIPART)
}

/// Reads a form of either encoding, within limits; its token is for the caller to check.
pub(crate) async fn read(request: Request, limits: &Limits) -> Result<FormData, Problem> {
    let media_type = media_type(request.headers());
    if media_type.starts_with(URLENCODED) {
        urlencoded::read(request, limits).await
    } else if media_type.starts_with(MULTIPART) {
        multipart::read(request, limits).await
    } else {
        Err(Problem::media_type())
    }
}

const URLENCODED: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

fn media_type(headers: &HeaderMap) -> String {
    let sent = headers.get(header::CONTENT_TYPE);
    let sent = sent.and_then(|v| v.to_str().ok()).unwrap_or_default();
    sent.to_ascii_lowercase()
}

/// Reads a query string, or the body of a form that is not one of ours, as a form; nothing when it is beyond the limits.
#[must_use]
pub fn parse_query(query: &str) -> Option<FormData> {
    urlencoded::parse(query.as_bytes(), &Limits::default()).ok()
}
