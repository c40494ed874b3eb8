//! News: banners, the panel at a journey's end, tags.

use super::{Icon, icon};
use crate::lang::Text;
use maud::{Markup, html};

/// The kind of a notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something to know.
    #[default]
    Info,
    /// Something was done.
    Success,
    /// Something that may cost the reader.
    Warning,
}

/// A banner.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Its kind.
    pub kind: NoticeKind,
    /// Its words.
    pub content: Markup,
}

/// A banner at the head of a page. Its kind is said in words too.
#[must_use]
pub fn notice(t: &Text, n: &Notice) -> Markup {
    let (class, key, sign) = match n.kind {
        NoticeKind::Info => ("notice", "notice-info", Icon::Info),
        NoticeKind::Success => ("notice notice-success", "notice-success", Icon::Check),
        NoticeKind::Warning => ("notice notice-warning", "notice-warning", Icon::Warning),
    };
    let role = if n.kind == NoticeKind::Success {
        "status"
    } else {
        "note"
    };
    html! {
        div class=(class) role=(role) aria-label=(t.get(key)) {
            (icon(sign))
            div { p class="notice-kind" { (t.get(key)) } (n.content) }
        }
    }
}

/// The end of a journey.
#[derive(Clone, Debug)]
pub struct Panel {
    /// What was done; the page's heading.
    pub title: String,
    /// The one thing to keep, such as a case number.
    pub content: Markup,
}

/// The confirmation at the end of a journey.
#[must_use]
pub fn panel(p: &Panel) -> Markup {
    html! {
        div class="panel" {
            div class="panel-motif" aria-hidden="true" {}
            h1 { (p.title) }
            div class="panel-body" { (p.content) }
        }
    }
}

/// The colour of a tag; its words say the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing special.
    #[default]
    Neutral,
    /// Under way.
    Active,
    /// Well ended.
    Good,
    /// Needs somebody.
    Attention,
    /// Badly ended or late.
    Bad,
}

/// A state in a word.
#[must_use]
pub fn tag(tone: Tone, text: &str) -> Markup {
    let class = match tone {
        Tone::Neutral => "tag",
        Tone::Active => "tag tag-active",
        Tone::Good => "tag tag-good",
        Tone::Attention => "tag tag-attention",
        Tone::Bad => "tag tag-bad",
    };
    html! { strong class=(class) { (text) } }
}
