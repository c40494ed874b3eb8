//! Writing to the applicant from a template of the pack: chosen, filled in the applicant's language, read and changed, then sent.

mod fill;
mod page;

pub(crate) use fill::Filler;
pub(crate) use page::{again, choose, unfilled};

use casework::record::fact::UsedReply;
use pack::Pack;
use web::{Access, Routes, View};

use crate::office::Office;
use crate::words;

pub(crate) fn routes() -> Routes<Office> {
    Routes::new().get("/cases/{number}/reply", Access::SignedIn, page::page)
}

/// A template's name in the reader's language.
pub(crate) fn title(view: &View, pack: &Pack, id: &str) -> String {
    words::of(view, pack, &format!("reply-{id}-title"))
}

/// What an entry says of the template that a message was written from.
pub(crate) fn used(view: &View, pack: &Pack, used: &UsedReply) -> String {
    let key = match used.edited {
        true => "template-used-edited",
        false => "template-used",
    };
    view.with(key, &[("name", title(view, pack, &used.template).into())])
}
