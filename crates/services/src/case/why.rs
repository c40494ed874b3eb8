//! Why a rule decided as it did: by which article, because of which answers, and why not otherwise.

use dmn::Trace;
use maud::{Markup, html};
use pack::Pack;
use serde_json::Value as Json;
use web::View;
use web::components::details;

/// The explanation in the reader's words; the rules that did not apply behind a click, for they are
/// many.
pub(crate) fn why(view: &View, pack: &Pack, trace: &Json) -> Markup {
    let trace: Trace = serde_json::from_value(trace.clone()).unwrap_or_default();
    explained(view, &trace, &pack.vocabulary(view.lang().code()))
}

/// The same of a trace at hand, with whatever words there are for its names.
pub(crate) fn explained(view: &View, trace: &Trace, vocabulary: &dyn dmn::Vocabulary) -> Markup {
    let language = view.lang().code();
    let others = trace.others_with(language, vocabulary);
    html! {
        ul class="why" { @for s in trace.sentences_with(language, vocabulary) { li { bdi { (s) } } } }
        @if !others.is_empty() {
            (details(Trace::others_heading(language), &html! {
                ul class="why" { @for s in others { li { bdi { (s) } } } }
            }))
        }
    }
}
