//! Lists, a page at a time: `?after=&limit=` and `Link` (RFC 8288).

use crate::error::Problem;
use crate::view::View;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::str::FromStr;
use utoipa::ToSchema;

/// Items on a page when the client does not say.
pub(super) const DEFAULT_LIMIT: u32 = 50;
/// Most items on a page.
pub(super) const MAX_LIMIT: u32 = 200;
/// Longest cursor.
pub(super) const CURSOR_LIMIT: usize = 200;

/// Where a page begins: after the item with this cursor. Opaque to clients.
pub type Cursor = String;

/// The page that a client asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// After which item.
    pub after: Option<Cursor>,
    /// How many items; between 1 and [`MAX_LIMIT`].
    pub limit: u32,
    path: String,
    query: String,
    /// What to say of a page that cannot be asked for, in the reader's language.
    refusal: String,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// The cursor of the next page, when there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Cursor>,
    /// The `Link` header.
    #[serde(skip)]
    #[schema(ignore)]
    link: Option<String>,
}

impl<S: Sync> FromRequestParts<S> for Paging {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let view = View::from_request_parts(parts, state).await?;
        let refusal = view.with("api-paging", &[("max", MAX_LIMIT.into())]);
        match parse(&view.path, &view.query) {
            Some(paging) => Ok(Self { refusal, ..paging }),
            None => Err(Problem::bad_request().saying(refusal)),
        }
    }
}

fn parse(path: &str, query: &str) -> Option<Paging> {
    let form = crate::forms::parse_query(query)?;
    let limit = match form.all("limit") {
        [] => DEFAULT_LIMIT,
        [one] => one.parse().ok().filter(|n| (1..=MAX_LIMIT).contains(n))?,
        _ => return None,
    };
    let after = Some(form.get("after"))
        .filter(|a| !a.is_empty())
        .map(str::to_owned);
    if after.as_ref().is_some_and(|a| a.len() > CURSOR_LIMIT) {
        return None;
    }
    let rest: Vec<_> = query
        .split('&')
        .filter(|p| !p.is_empty() && !p.starts_with("after="))
        .collect();
    Some(Paging {
        after,
        limit,
        path: path.to_owned(),
        query: rest.join("&"),
        refusal: String::new(),
    })
}

impl Paging {
    /// The cursor as what it stands for; nothing on the first page.
    ///
    /// # Errors
    /// [`Problem::bad_request`] when it is none of ours.
    pub fn cursor<T: FromStr>(&self) -> Result<Option<T>, Problem> {
        let read = self.after.as_ref().map(|after| after.parse());
        read.transpose().map_err(|_| self.refused())
    }

    /// What to answer when the cursor is none of ours.
    #[must_use]
    pub fn refused(&self) -> Problem {
        Problem::bad_request().saying(&self.refusal)
    }

    /// A page from `limit + 1` items, as a query with one more than asked for gives them: the last
    /// only tells that there is a next page.
    #[must_use]
    pub fn page<T>(&self, mut items: Vec<T>, cursor: impl FnOnce(&T) -> Cursor) -> Page<T> {
        let limit = self.limit as usize;
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(cursor);
        let link = next
            .as_ref()
            .map(|next| format!("<{}>; rel=\"next\"", self.href(next)));
        Page { items, next, link }
    }

    /// A page of a list that is always read whole, because it is short: the cursor is how many came before.
    ///
    /// # Errors
    /// As [`Self::cursor`].
    pub fn page_of_all<T>(&self, all: impl IntoIterator<Item = T>) -> Result<Page<T>, Problem> {
        let before: u32 = self.cursor()?.unwrap_or(0);
        let rest = all.into_iter().skip(before as usize);
        let items = rest.take(self.limit as usize + 1).collect();
        Ok(self.page(items, |_| before.saturating_add(self.limit).to_string()))
    }

    /// The address of the page after a cursor, for pages as for the API.
    #[must_use]
    pub fn href(&self, after: &str) -> String {
        let after = crate::forms::percent_encode(after);
        if self.query.is_empty() {
            format!("{}?after={after}", self.path)
        } else {
            format!("{}?{}&after={after}", self.path, self.query)
        }
    }
}

impl<T> Page<T> {
    /// The same page with each item as something else.
    #[must_use]
    pub fn map<U>(&self, item: impl FnMut(&T) -> U) -> Page<U> {
        Page {
            items: self.items.iter().map(item).collect(),
            next: self.next.clone(),
            link: self.link.clone(),
        }
    }
}

impl<T: Serialize> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        let link = self
            .link
            .as_ref()
            .and_then(|l| HeaderValue::from_str(l).ok());
        let mut response = super::Json(self).into_response();
        if let Some(link) = link {
            response.headers_mut().insert(header::LINK, link);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_to_the_next_page_keeps_the_filter() {
        let paging = parse("/api/v1/cases", "state=open&after=a&limit=2").unwrap();
        assert_eq!((paging.after.as_deref(), paging.limit), (Some("a"), 2));
        let page = paging.page(vec![1, 2, 3], |n| format!("c {n}"));
        assert_eq!(page.items, [1, 2]);
        assert_eq!(page.next.as_deref(), Some("c 2"));
        let link = page.into_response().headers()["link"]
            .to_str()
            .unwrap()
            .to_owned();
        assert_eq!(
            link,
            "</api/v1/cases?state=open&limit=2&after=c%202>; rel=\"next\""
        );
    }

    #[test]
    fn the_last_page_has_no_next_and_limits_hold() {
        let page = parse("/x", "")
            .unwrap()
            .page(vec![1, 2], ToString::to_string);
        assert_eq!(page.next, None);
        for bad in [
            "limit=0",
            "limit=201",
            "limit=x",
            "limit=",
            "limit=1&limit=2",
            &format!("after={}", "x".repeat(201)),
        ] {
            assert_eq!(parse("/x", bad), None, "{bad}");
        }
    }
}
