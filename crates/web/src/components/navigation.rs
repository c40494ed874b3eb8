//! Finding one's way: pages of a list, search, steps.

use super::{Icon, icon};
use crate::lang::Text;
use maud::{Markup, html};

/// The way from one page of a list to its neighbours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pagination {
    /// The first page, when this is not it.
    pub first: Option<String>,
    /// The next page, when there is one.
    pub next: Option<String>,
}

/// Links to the first and the next page of a list.
#[must_use]
pub fn pagination(t: &Text, p: &Pagination) -> Markup {
    html! {
        @if p.first.is_some() || p.next.is_some() {
            nav class="pagination" aria-label=(t.get("pagination-label")) {
                @if let Some(href) = &p.first { a href=(href) rel="first" { (icon(Icon::Back)) (t.get("pagination-first")) } }
                @if let Some(href) = &p.next { a href=(href) rel="next" { (t.get("pagination-next")) (icon(Icon::Forward)) } }
            }
        }
    }
}

/// A search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchBox {
    /// Where the search is sent by `GET`, as `q`.
    pub action: String,
    /// What is searched.
    pub label: String,
    /// The words so far.
    pub value: String,
}

/// A search box.
#[must_use]
pub fn search_box(t: &Text, s: &SearchBox) -> Markup {
    html! {
        form class="search" role="search" action=(s.action) method="get" {
            label class="label" for="q" { (s.label) }
            div class="search-row" {
                input class="input" type="search" id="q" name="q" value=(s.value) dir="auto" enterkeyhint="search";
                button class="button" type="submit" { (icon(Icon::Search)) span { (t.get("search")) } }
            }
        }
    }
}

/// Where one is in a journey: the names of its steps, and which is being done (from 0).
#[must_use]
pub fn steps(t: &Text, names: &[String], current: usize) -> Markup {
    html! {
        div class="steps" role="group" aria-label=(t.get("steps-label")) {
            p class="steps-count" { (t.with("steps-count", &[("n", (current + 1).into()), ("total", names.len().into())])) }
            ol {
                @for (i, name) in names.iter().enumerate() {
                    li class=(if i < current { "done" } else if i == current { "current" } else { "" }) aria-current=[(i == current).then_some("step")] {
                        span class="steps-name" { (name) }
                        @if i < current { span class="visually-hidden" { (t.get("steps-done")) } }
                    }
                }
            }
        }
    }
}
