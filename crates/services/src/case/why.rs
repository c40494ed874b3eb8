//! Why a rule decided as it did: by which article, because of which answers.

use dmn::{RuleTrace, TableTrace, Trace};
use maud::{Markup, html};
use pack::Pack;
use serde_json::Value as Json;
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
                        p { bdi { (law(view.lang(), rule)) } }
                        (because(view, pack, table, rule))
                    }
                }
            }
        }
    }
}

/// The annotation in the reader's language. A pack's tables have one column a language, English,
/// Arabic, French; the trace keeps their texts without the columns' names.
fn law(lang: Lang, rule: &RuleTrace) -> String {
    let arabic = |text: &&String| text.chars().any(|c| ('\u{600}'..'\u{700}').contains(&c));
    let (ar, latin): (Vec<_>, Vec<_>) = rule
        .annotations
        .iter()
        .filter(|a| !a.is_empty())
        .partition(arabic);
    let own = match lang {
        Lang::Ar => ar.first(),
        Lang::En => latin.first(),
        Lang::Fr => latin.get(1),
    };
    match own.or(latin.first()).or(ar.first()) {
        Some(text) => (*text).clone(),
        None => format!("{} {}", rule.id, rule.row),
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
