//! A decision table as a picture: its rules as rows, those that applied marked by more than a colour.

use dmn::{DecisionView, TableView, Trace, Vocabulary, condition_in_words};
use maud::{Markup, html};
use serde_json::Value as Json;
use web::View;

use crate::words::told;

/// The tables of the decisions that one rests on, the first needed first.
pub(crate) fn pictures(
    view: &View,
    model: &dmn::Model,
    decision: &str,
    words: &dyn Vocabulary,
    trace: Option<&Trace>,
) -> Markup {
    let (decisions, needed) = (model.tables(), model.needed(decision));
    let shown = needed
        .iter()
        .filter_map(|name| decisions.iter().find(|d| d.name == *name));
    html! {
        @for decision in shown {
            @for (at, table) in decision.tables.iter().enumerate() {
                (picture(view, decision, table, words, &fired(trace, &decision.id, at)))
            }
        }
    }
}

/// The rows that applied, from 1.
fn fired(trace: Option<&Trace>, decision: &str, table: usize) -> Vec<usize> {
    let decided = trace.and_then(|t| t.decisions.iter().find(|d| d.id == decision));
    let table = decided.and_then(|d| d.tables.get(table));
    table.map_or_else(Vec::new, |t| t.rules.iter().map(|r| r.row).collect())
}

fn picture(
    view: &View,
    decision: &DecisionView,
    table: &TableView,
    words: &dyn Vocabulary,
    fired: &[usize],
) -> Markup {
    let title = words
        .decision(&decision.id, &decision.name)
        .unwrap_or_else(|| decision.name.clone());
    let inputs: Vec<String> = table
        .inputs
        .iter()
        .map(|c| {
            words
                .name(&c.source, &c.label)
                .unwrap_or_else(|| c.label.clone())
        })
        .collect();
    let outputs: Vec<String> = table
        .outputs
        .iter()
        .map(|name| match name.as_str() {
            "" => view.t("rules-result"),
            name => words.name(name, name).unwrap_or_else(|| name.to_owned()),
        })
        .collect();
    let number = view.t("rules-number");
    let law = view.t("rules-law");
    html! {
        details class="details details-wide" open[!fired.is_empty()] {
        summary { bdi { (title) } }
        div class="details-body" {
        table class="rules" role="table" {
            caption class="visually-hidden" { bdi { (title) } }
            thead role="rowgroup" {
                tr role="row" {
                    th scope="col" role="columnheader" { (number) }
                    @for head in inputs.iter().chain(&outputs) { th scope="col" role="columnheader" { bdi { (head) } } }
                    @if !table.annotations.is_empty() { th scope="col" role="columnheader" { (law) } }
                }
            }
            tbody role="rowgroup" {
                @for (at, rule) in table.rules.iter().enumerate() {
                    @let applied = fired.contains(&(at + 1));
                    tr role="row" class=[applied.then_some("rule-applied")] {
                        th scope="row" role="rowheader" data-label=(number) {
                            (view.text.number(i64::try_from(at + 1).unwrap_or(i64::MAX)))
                            @if applied { " " strong class="rule-mark" { (view.t("rules-applied")) } }
                        }
                        @for (column, condition) in rule.conditions.iter().enumerate() {
                            @let source = table.inputs.get(column).map_or("", |c| c.source.as_str());
                            // On a phone a card tells only what the rule asks for.
                            td role="cell" class=[any(condition).then_some("rule-any")] data-label=[inputs.get(column)] { (asked(view, words, source, condition)) }
                        }
                        @for (column, output) in rule.outputs.iter().enumerate() {
                            @let name = table.outputs.get(column).filter(|n| !n.is_empty()).unwrap_or(&decision.name);
                            td role="cell" data-label=[outputs.get(column)] { strong { (result(view, words, name, output)) } }
                        }
                        @if !table.annotations.is_empty() {
                            td role="cell" data-label=(law) { bdi { (article(view, table, &rule.annotations)) } }
                        }
                    }
                }
            }
        }
        }
        }
    }
}

/// The rule does not ask for this input.
fn any(condition: &str) -> bool {
    matches!(condition.trim(), "" | "-")
}

fn asked(view: &View, words: &dyn Vocabulary, source: &str, condition: &str) -> Markup {
    if any(condition) {
        return html! { (view.t("rules-any")) };
    }
    let said = condition_in_words(source, condition, view.lang().code(), words);
    html! { bdi { (said) } }
}

/// A result in words; an expression as it is written.
fn result(view: &View, words: &dyn Vocabulary, name: &str, output: &str) -> Markup {
    match serde_json::from_str::<Json>(output) {
        Ok(value) => told(view, words, name, &value),
        Err(_) => html! { code dir="ltr" { (output) } },
    }
}

/// The annotation in the reader's language, else the first.
fn article(view: &View, table: &TableView, annotations: &[String]) -> String {
    let own = table
        .annotations
        .iter()
        .position(|name| name == view.lang().code());
    let text = annotations.get(own.unwrap_or(0));
    text.cloned().unwrap_or_default()
}
