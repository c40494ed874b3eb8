//! Why a rule decided as it did: by which article, because of which answers.

use dmn::{RuleTrace, TableTrace, Trace};
use maud::{Markup, html};
use pack::Pack;
use serde_json::Value as Json;
use web::components::details;
use web::{Lang, View};

use crate::words;

/// The rules that held, each with its article in the reader's language and the answers that it
/// rests on, called as the form calls them.
pub(crate) fn why(view: &View, pack: &Pack, trace: &Json) -> Markup {
    let trace: Trace = serde_json::from_value(trace.clone()).unwrap_or_default();
    let tables = trace.decisions.iter().flat_map(|d| &d.tables);
    html! {
        ul class="why" {
            @for table in tables {
                @for rule in &table.rules {
                    li {
                        p { bdi { (law(view.lang(), table, rule)) } }
                        (because(view, pack, table, rule))
                    }
                }
            }
        }
    }
}

/// The article in the reader's language, by the name of the column that holds it; where a table has
/// no column for the language, all that its rule says.
fn law(lang: Lang, table: &TableTrace, rule: &RuleTrace) -> String {
    let named = table.annotations.iter().zip(&rule.annotations);
    let own = named.filter(|(name, text)| name.as_str() == lang.code() && !text.is_empty());
    let own: Vec<&str> = own.map(|(_, text)| text.as_str()).collect();
    let all = || rule.annotations.iter().map(String::as_str);
    let said: Vec<&str> = match own.is_empty() {
        true => all().filter(|text| !text.is_empty()).collect(),
        false => own,
    };
    match said.is_empty() {
        true => format!("{} {}", rule.id, rule.row),
        false => said.join(" · "),
    }
}

/// Why the other rules of the same tables did not hold, for those who want to follow each of them.
pub(crate) fn others(view: &View, trace: &Json) -> Markup {
    let trace: Trace = serde_json::from_value(trace.clone()).unwrap_or_default();
    let lang = view.lang().code();
    let all = trace.others(lang);
    html! {
        @if !all.is_empty() {
            (details(Trace::others_heading(lang), &html! { ul class="why" { @for s in all { li { bdi { (s) } } } } }))
        }
    }
}

fn because(view: &View, pack: &Pack, table: &TableTrace, rule: &RuleTrace) -> Markup {
    let asked = table.inputs.iter().zip(&rule.conditions);
    let rests = asked.filter(|(_, condition)| condition.trim() != "-");
    let answers: Vec<_> = rests
        .filter_map(|((name, value), _)| answer(view, pack, name, value))
        .collect();
    html! {
        @if !answers.is_empty() {
            ul class="facts" {
                @for (label, value) in answers { li { bdi { (label) } " " strong { bdi { (value) } } } }
            }
        }
    }
}

/// An input that is an answer of a form, `application.trade`, in the form's words. Others are steps
/// between rules, and mean something to those only who know the table.
fn answer(view: &View, pack: &Pack, name: &str, value: &Json) -> Option<(String, String)> {
    let (variable, field) = name.split_once('.')?;
    let known = |id: &&String| pack.forms[*id].field(field).is_some();
    let form = pack.forms.keys().filter(|id| *id == variable).find(known)?;
    let shown = words::answer(view, pack, form, field, value);
    Some((words::label(view, pack, form, field), shown))
}
