//! A few icons, drawn here; each stands beside words and is hidden from screen readers.

use maud::{Markup, html};

/// An icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Done.
    Check,
    /// Wrong.
    Cross,
    /// To know.
    Info,
    /// Look out.
    Warning,
    /// Time runs.
    Clock,
    /// Onwards, in reading direction.
    Forward,
    /// Back, against reading direction.
    Back,
    /// A document.
    Document,
    /// A message.
    Message,
    /// A person.
    Person,
    /// Sealed in the record.
    Seal,
    /// Search.
    Search,
    /// Money.
    Coin,
    /// A draw.
    Dice,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Check => "M4 12.5 9.5 18 20 6.5",
            Self::Cross => "M6 6l12 12M18 6 6 18",
            Self::Info => "M12 11v6M12 7.2v.1M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
            Self::Warning => "M12 9.5v4.5M12 17.2v.1M12 3.5 2.5 20h19z",
            Self::Clock => "M12 7v5l3.5 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
            Self::Forward => "M5 12h14M13 6l6 6-6 6",
            Self::Back => "M19 12H5M11 6l-6 6 6 6",
            Self::Document => "M6 3h8l5 5v13H6zM14 3v5h5M9 13h6M9 17h6",
            Self::Message => "M4 5h16v12H10l-4 4v-4H4z",
            Self::Person => "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5a7.5 7.5 0 0 1 15 0",
            Self::Seal => "M7 7h10v10H7zM12 4.9 19.1 12 12 19.1 4.9 12z",
            Self::Search => "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 21 21",
            Self::Coin => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9 10h6M9 14h6",
            Self::Dice => "M5 5h14v14H5zM9 9v.1M15 15v.1M12 12v.1M15 9v.1M9 15v.1",
        }
    }
}

/// An icon of the size of the letters around it.
#[must_use]
pub fn icon(icon: Icon) -> Markup {
    let flips = matches!(icon, Icon::Forward | Icon::Back | Icon::Message);
    html! {
        svg class={ "icon" @if flips { " icon-flips" } } viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false" {
            path d=(icon.path()) {}
        }
    }
}
