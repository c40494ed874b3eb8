//! The procedure as a drawing, with what this case has been through and where it is.

use bpmn::diagram::{Mark, Marks};
use casework::case::Status;
use casework::case::read::{Course, Whole};
use maud::{Markup, html};
use web::View;
use web::components::details;

use crate::drawing::{self, Key};
use crate::words;

/// The drawing of a case, closed until somebody opens it: the way beside it says the same in words.
pub(super) fn drawing(view: &View, whole: &Whole, course: &Course) -> Markup {
    let picture = picture(view, whole, course, &[]);
    let tasks = here(whole).into_iter().filter(|id| is_task(whole, id));
    let content = html! {
        @for id in tasks {
            // The browser moves the region to it: the drawing may be wider than any screen.
            p { a href={ "#bpmn-" (id) } { (view.with("drawing-go", &[("task", words::element(view, &whole.pack, id).into())])) } }
        }
        (picture)
        p { a href="#way" { (view.t("drawing-words")) } }
    };
    details(&view.t("drawing-case"), &content)
}

/// The drawing alone, with the elements at which the case stopped.
pub(crate) fn picture(view: &View, whole: &Whole, course: &Course, stopped: &[&str]) -> Markup {
    let key = |class, words: &str| Key {
        class,
        words: view.t(words),
    };
    let mut keys = vec![key("done", "drawing-done")];
    if !here(whole).is_empty() {
        keys.push(key("here", "drawing-here"));
    }
    keys.push(key("later", "drawing-later"));
    let marks = marks(view, whole, course, stopped);
    drawing::of(view, &whole.pack, &marks, &keys)
}

/// The elements at which the case is.
pub(crate) fn here(whole: &Whole) -> Vec<&str> {
    match whole.case.status {
        Status::Closed | Status::Erased => Vec::new(),
        _ => {
            let mut all = whole.case.inside.state.active();
            all.dedup();
            all
        }
    }
}

fn marks(view: &View, whole: &Whole, course: &Course, stopped: &[&str]) -> Marks {
    let mark = |class: &str, badge: Option<String>, words: Option<String>| Mark {
        class: class.into(),
        badge,
        words,
    };
    let mut marks = Marks::new();
    for flow in &course.taken {
        marks.insert(flow.clone(), mark("taken", None, None));
    }
    for id in &course.done {
        let badge = is_task(whole, id).then(|| "✓".to_owned());
        let words = view.t("drawing-done");
        marks.insert(id.clone(), mark("done", badge, Some(words)));
    }
    // A case that came back to a step is there, though it was done before.
    for id in here(whole) {
        let badge = is_task(whole, id).then(|| view.t("drawing-now"));
        let words = view.t("drawing-here");
        marks.insert(id.to_owned(), mark("here", badge, Some(words)));
    }
    for id in stopped {
        let badge = is_task(whole, id).then(|| "!".to_owned());
        let words = view.t("drawing-stopped");
        marks.insert((*id).to_owned(), mark("here", badge, Some(words)));
    }
    marks
}

fn is_task(whole: &Whole, id: &str) -> bool {
    let node = whole.pack.process.node(id);
    node.is_some_and(|n| matches!(n.kind, bpmn::NodeKind::Task(_)))
}
