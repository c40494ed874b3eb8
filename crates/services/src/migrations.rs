//! Running cases and the versions that they follow: what moving them would change, for supervisors, who confirm it or refuse it; and
//! what it meant for one case, for its applicant.

mod order;
mod plan;
mod versions;

pub(crate) use order::{Decision, decide, own_order};
pub(crate) use plan::{Planned, hash_of, planned};
pub(crate) use versions::{Service, services};

use casework::migration::Effect;
use maud::{Markup, html};
use pack::Pack;
use web::components::details;
use web::lang::Precision;
use web::{Access, Assurance, Demand, Routes, Value, View};

use crate::office::Office;
use crate::{paths, words};

pub(crate) fn routes() -> Routes<Office> {
    let supervisor = Access::Role(crate::SUPERVISOR);
    let solemn = supervisor.confirmed(Demand::at_least(Assurance::Substantial));
    Routes::new()
        .get(paths::VERSIONS, supervisor, versions::page)
        .get("/overview/versions/{hash}/{with}", supervisor, plan::page)
        .get("/overview/migrations/{seq}", supervisor, order::page)
        .post("/overview/migrations/{seq}", solemn, order::submit)
}

/// What a move meant for a case, under its line of the timeline.
pub(crate) fn moved(view: &View, old: &Pack, new: &Pack, all: &[Effect]) -> Markup {
    if all.is_empty() {
        return html! { p { (view.t("migration-nothing")) } };
    }
    let content = html! { (effects(view, old, new, all)) p { (view.t("migration-rest")) } };
    details(&view.t("migration-means"), &content)
}

/// Effects as a list, in the reader's language.
pub(crate) fn effects(view: &View, old: &Pack, new: &Pack, all: &[Effect]) -> Markup {
    html! { ul { @for effect in all { li { (sentence(view, old, new, effect)) } } } }
}

/// One effect: the step's name, and what happens to it.
pub(crate) fn sentence(view: &View, old: &Pack, new: &Pack, effect: &Effect) -> Markup {
    let said = words_of(view, new, effect);
    let name = element(view, old, new, &effect.element);
    html! { @if let Some(name) = name { strong { bdi { (name) } } ": " } (said) }
}

/// The same as text.
pub(crate) fn text(view: &View, old: &Pack, new: &Pack, effect: &Effect) -> String {
    let said = words_of(view, new, effect);
    match element(view, old, new, &effect.element) {
        Some(name) => format!("{name}: {said}"),
        None => said,
    }
}

fn element(view: &View, old: &Pack, new: &Pack, id: &str) -> Option<String> {
    let known = |pack: &Pack| pack.process.node(id).is_some();
    let pack = if known(old) || !known(new) { old } else { new };
    let process = id.is_empty() || pack.process.processes().any(|p| p == id);
    (!process).then(|| words::element(view, pack, id))
}

fn words_of(view: &View, new: &Pack, effect: &Effect) -> String {
    let key = format!("migration-{}", effect.code);
    let args: Vec<(&str, Value<'_>)> = effect
        .args
        .iter()
        .map(|(name, value)| {
            (
                name.as_str(),
                argument(view, new, effect, name, value).into(),
            )
        })
        .collect();
    view.with(&key, &args)
}

/// What stands in an effect for programs, for people.
fn argument(view: &View, new: &Pack, effect: &Effect, name: &str, value: &str) -> String {
    if let Ok(at) = value.parse::<jiff::Timestamp>() {
        let date = at.to_zoned_datetime(view.text.zone().clone()).date();
        return view.text.date(date);
    }
    match (effect.code.as_str(), name) {
        ("task-again" | "task-applicant", _) => words::role(view, new, value),
        ("overdue-else", _) => view.t(&format!("migration-late-{value}")),
        ("form-asks" | "form-asks-no-more" | "form-asks-else" | "sent-lacks", "fields") => {
            let form = effect.args.get("form").map_or("", String::as_str);
            let label = |field: &str| {
                let key = format!("field-{form}-{field}");
                words::maybe(view, new, &key).unwrap_or_else(|| field.to_owned())
            };
            let all: Vec<String> = value.split(", ").map(label).collect();
            all.join(" · ")
        }
        (_, "form") => words::maybe(view, new, &format!("form-{value}-title"))
            .unwrap_or_else(|| value.to_owned()),
        _ => value.to_owned(),
    }
}

/// A moment to the day, where something was proposed or deployed.
fn day(view: &View, at: jiff::Timestamp) -> String {
    view.text.moment(at, Precision::Day)
}
