//! The forms by which a case is mended: try again, set a variable, move the token; confirm, refuse, withdraw.

use casework::case::mend::LONGEST_NAME;
use casework::case::read::{Incident, Proposal};
use maud::{Markup, html};
use web::View;
use web::components::{
    Button, Choice, Choices, Field, FieldError, Row, TextArea, TextInput, button, details, hidden,
    section, select, summary_list, text_input, textarea,
};
use web::forms::FormData;

use super::page::{Desk, value};
use crate::{paths, words};

/// Reasons are as long as those of declined tasks.
const REASON: u32 = 2000;

/// The three ways to mend an incident.
pub(super) fn ways(
    view: &View,
    desk: &Desk,
    incident: &Incident,
    form: &FormData,
    errors: &[FieldError],
) -> Markup {
    let at = paths::incident(desk.whole.case.number);
    let bound = html! {
        (view.csrf_field())
        (hidden("incident", &incident.stop.seq.to_string()))
        (hidden("stand", &desk.stopped.stand))
    };
    let retry = html! {
        p { (view.t("mend-retry-text")) }
        form method="post" action={ (at) "/retry" } {
            (view.csrf_field())
            (reason(view, "retry-reason", "mend-retry-reason", form, errors))
            (button(&Button::new(view.t("mend-retry"))))
        }
    };
    let set = html! {
        p { (view.t("mend-set-text")) }
        (variables(view, incident))
        form method="post" action={ (at) "/set" } { (bound) (set(view, incident, form, errors)) }
    };
    let put = html! {
        @if incident.targets.is_empty() { p class="hint" { (view.t("mend-move-none")) } }
        @else {
            p { (view.t("mend-move-text")) }
            form method="post" action={ (at) "/move" } { (bound) (put(view, desk, incident, form, errors)) }
        }
    };
    html! {
        (section("mend", &view.t("mend-title"), &html! { p { (view.t("mend-lead")) } }))
        (section("retry", &view.t("mend-retry"), &retry))
        (section("set", &view.t("mend-set"), &set))
        (section("move", &view.t("mend-move"), &put))
    }
}

/// The variables that can be set, with what they are now.
fn variables(view: &View, incident: &Incident) -> Markup {
    let rows: Vec<_> = incident
        .variables
        .iter()
        .map(|(name, v)| Row::new(name.clone(), value(view, Some(v))))
        .collect();
    html! {
        @if rows.is_empty() { p class="hint" { (view.t("mend-no-variables")) } }
        @else { (details(&view.t("mend-variables"), &summary_list(&rows))) }
    }
}

fn set(view: &View, incident: &Incident, form: &FormData, errors: &[FieldError]) -> Markup {
    let names = incident
        .variables
        .iter()
        .map(|(name, _)| Choice::new(name.clone(), name.clone()));
    let known = Field::new("set-name", view.t("mend-name")).errors(errors);
    let other = Field::new("set-other", view.t("mend-other"))
        .hint(view.with("mend-other-hint", &[("limit", LONGEST_NAME.into())]))
        .errors(errors)
        .optional();
    let new = Field::new("set-value", view.t("mend-value"))
        .hint(view.t("mend-value-hint"))
        .errors(errors);
    html! {
        (select(&view.text, &Choices::new(known, names.collect(), form.get("set-name"))))
        (text_input(&view.text, &TextInput { ltr: true, ..TextInput::new(other, form.get("set-other")) }))
        (textarea(&view.text, &TextArea { rows: 3, ..TextArea::new(new, form.get("set-value")) }))
        (reason(view, "set-reason", "mend-why", form, errors))
        (button(&Button::new(view.t("mend-propose"))))
    }
}

fn put(
    view: &View,
    desk: &Desk,
    incident: &Incident,
    form: &FormData,
    errors: &[FieldError],
) -> Markup {
    let name = |id: &String| Choice::new(id.clone(), words::place(view, &desk.whole.pack, id));
    let choices = incident.targets.iter().map(name).collect();
    let field = Field::new("move-to", view.t("mend-to")).errors(errors);
    html! {
        (select(&view.text, &Choices::new(field, choices, form.get("move-to"))))
        (reason(view, "move-reason", "mend-why", form, errors))
        (button(&Button::new(view.t("mend-propose"))))
    }
}

/// What a reader of a proposal can do with it: its writer takes it back, anybody else decides.
pub(super) fn decide(
    view: &View,
    desk: &Desk,
    p: &Proposal,
    form: &FormData,
    errors: &[FieldError],
) -> Markup {
    let at = |what: &str| paths::mend(desk.whole.case.number, p.seq, what);
    let lesser = |key: &str| Button {
        secondary: true,
        ..Button::new(view.t(key))
    };
    if p.by == desk.person {
        return html! {
            p { (view.t("mend-own")) }
            form method="post" action=(at("withdraw")) { (view.csrf_field()) (button(&lesser("mend-withdraw"))) }
        };
    }
    let name = format!("refuse-{}-reason", p.seq);
    html! {
        form method="post" action=(at("confirm")) { (view.csrf_field()) (button(&Button::new(view.t("mend-confirm")))) }
        form method="post" action=(at("refuse")) {
            (view.csrf_field())
            (reason(view, &name, "mend-refuse-reason", form, errors))
            (button(&lesser("mend-refuse")))
        }
    }
}

fn reason(view: &View, name: &str, label: &str, form: &FormData, errors: &[FieldError]) -> Markup {
    let field = Field::new(name, view.t(label))
        .hint(view.t("mend-reason-hint"))
        .errors(errors);
    let area = TextArea {
        rows: 3,
        limit: Some(REASON),
        ..TextArea::new(field, form.get(name))
    };
    textarea(&view.text, &area)
}
