//! The drawing of a procedure, in the reader's language and direction.
//!
//! What it shows by place and colour stands in words beside it: for those who listen, the drawing is one picture with a name.

use bpmn::diagram::{Drawing, Marks, Names};
use maud::{Markup, PreEscaped, html};
use pack::Pack;
use web::View;
use web::components::drawing;

use crate::words;

/// A colour or sign of the drawing with its meaning.
pub(crate) struct Key {
    /// The class that an element so marked has.
    pub(crate) class: &'static str,
    pub(crate) words: String,
}

/// The procedure of a pack, with what is marked in it.
pub(crate) fn of(view: &View, pack: &Pack, marks: &Marks, keys: &[Key]) -> Markup {
    let title = view.with(
        "drawing-title",
        &[("service", words::service(view, pack).into())],
    );
    let picture = Drawing {
        definitions: &pack.drawing,
        marks,
        names: &names(view, pack),
        title: &title,
        // In Arabic a way begins at the right, and a region that scrolls is opened there.
        mirrored: view.lang().dir() == "rtl",
    };
    let key = html! {
        @for key in keys {
            span class={ "drawing-key " (key.class) } { (key.words) }
        }
    };
    // Names and words are escaped in the picture; the rest of it is made by us.
    drawing(
        &view.t("drawing-region"),
        &PreEscaped(picture.svg()),
        Some(&key).filter(|_| !keys.is_empty()),
    )
}

/// What elements and flows are called: a text of the pack, else what the model says.
fn names(view: &View, pack: &Pack) -> Names {
    let nodes = pack
        .process
        .nodes()
        .map(|n| (n.id, format!("task-{}", n.id)));
    let flows = pack
        .process
        .flows()
        .map(|f| (f.id, format!("flow-{}", f.id)));
    let own = |(id, key): (&str, String)| Some((id.to_owned(), words::maybe(view, pack, &key)?));
    nodes.chain(flows).filter_map(own).collect()
}
