//! A check before one applies: the rules that will decide, asked by anybody about anything. Nothing is kept;
//! the answers are the page's address, so that it can be sent to somebody else, and go along when one applies.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use dmn::Outcome;
use dmn::feel::Context;
use maud::{Markup, html};
use pack::{Answers, Eligible, Pack};
use serde_json::{Map, Value as Json};
use web::components::{
    Button, FieldError, LinkButton, Tone, button, details, error_summary, inset, link_button,
    section, tag,
};
use web::forms::FormData;
use web::{Answer, Page, Problem, Public, View};

use crate::fields::{self, Sheet};
use crate::office::Office;
use crate::rules::{environment, of_task};
use crate::{home, paths, words};

/// What was asked and answered.
pub(crate) struct Asked {
    pub(crate) answers: Answers,
    pub(crate) errors: Vec<FieldError>,
    /// What the rules say, when every question that is asked has an answer.
    pub(crate) told: Option<(Eligible, Outcome)>,
}

/// Decides, when every question that is asked has an answer.
pub(crate) fn ask(view: &View, pack: &Pack, given: &Map<String, Json>) -> Result<Asked, Problem> {
    let (eligibility, rule, form) = pack.eligibility().ok_or_else(Problem::not_found)?;
    let own = |name: &str| eligibility.fields.iter().any(|f| f == name);
    let given = given.iter().filter(|(name, _)| own(name));
    let given: Map<String, Json> = given.map(|(name, v)| (name.clone(), v.clone())).collect();
    let environment = environment(view, Some(pack));
    let answers = form.answers(&given, &Context::new(), &environment);
    let mut found = form.check(&answers);
    found.retain(|e| own(&e.field));
    let errors = fields::mistakes(view, pack, form, &found);
    let told = if errors.is_empty() {
        let told = pack.is_eligible(eligibility, rule, answers.kept(), &environment);
        Some(told.map_err(|e| Problem::internal(format!("rules of {}: {e}", pack.id)))?)
    } else {
        None
    };
    Ok(Asked {
        answers,
        errors,
        told,
    })
}

pub(super) async fn check(
    Public(view): Public,
    State(office): State<Office>,
    Path(id): Path<String>,
) -> Answer<Page> {
    let pack = office
        .read(&view, move |link, parts| home::offered(link, parts, &id))
        .await?;
    let sent = view.query_data();
    let begun = sent.sent(GO);
    let given = carried(&pack, &sent);
    // An address with answers in it has the rules asked, whether its form was sent or not.
    if begun || !given.is_empty() {
        office.tries(&view)?;
    }
    let mut asked = ask(&view, &pack, &given)?;
    // A question that another answer brought up is no mistake of who has not seen it.
    let shown: Vec<&str> = sent.get(SHOWN).split(' ').collect();
    let fresh = asked
        .errors
        .iter()
        .any(|e| !shown.contains(&e.name.as_str()));
    asked
        .errors
        .retain(|e| begun && shown.contains(&e.name.as_str()));
    let status = if asked.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = show(&view, &pack, &asked, begun && fresh)?;
    Ok(page.status(status))
}

/// The field that says the form was sent.
const GO: &str = "go";
/// The field that names the questions that were on the page.
const SHOWN: &str = "shown";

fn show(view: &View, pack: &Pack, asked: &Asked, more: bool) -> Result<Page, Problem> {
    let title = view.with(
        "check-title",
        &[("service", words::service(view, pack).into())],
    );
    let main = html! {
        (error_summary(&view.text, &asked.errors))
        p class="caption" { (words::service(view, pack)) }
        h1 { (view.t("check-heading")) }
        @match &asked.told {
            Some((eligible, outcome)) => (told(view, pack, asked, *eligible, outcome)),
            None => p class="lead" { (view.t("check-lead")) },
        }
        @if more && asked.errors.is_empty() { p { strong { (view.t("check-more")) } } }
        @if asked.told.is_some() { (details(&view.t("check-again"), &form(view, pack, asked)?)) }
        @else { (form(view, pack, asked)?) }
    };
    Ok(view
        .page(title)
        .back(paths::service(&pack.id))
        .with_errors(&asked.errors)
        .main(main))
}

fn form(view: &View, pack: &Pack, asked: &Asked) -> Result<Markup, Problem> {
    let (eligibility, _, form) = pack.eligibility().ok_or_else(Problem::not_found)?;
    let data = asked.answers.filled();
    let sheet = Sheet {
        view,
        pack,
        form,
        data: &data,
        answers: &asked.answers,
        files: &[],
        errors: &asked.errors,
        more: None,
    };
    let shown = sheet.asked().into_iter();
    let shown: Vec<_> = shown
        .filter(|name| eligibility.fields.iter().any(|f| f == name))
        .collect();
    Ok(html! {
        form method="get" action=(paths::eligibility(&pack.id)) novalidate {
            (web::components::hidden(SHOWN, &shown.join(" ")))
            (sheet.questions(&eligibility.fields))
            p class="hint" { (view.t("check-kept")) }
            (button(&Button { field: Some((GO.into(), "1".into())), ..Button::new(view.t("check-go")) }))
        }
    })
}

fn told(view: &View, pack: &Pack, asked: &Asked, eligible: Eligible, outcome: &Outcome) -> Markup {
    let tone = match eligible {
        Eligible::Yes => Tone::Good,
        Eligible::No => Tone::Bad,
        Eligible::Depends => Tone::Active,
    };
    let key = format!("check-{}", eligible.as_str());
    let vocabulary = pack.vocabulary(view.lang().code());
    let Some((eligibility, rule, _)) = pack.eligibility() else {
        return html! {};
    };
    let apply = LinkButton {
        start: true,
        secondary: eligible == Eligible::No,
        ..LinkButton::new(apply_with(pack, asked), view.t("check-apply"))
    };
    html! {
        (inset(&html! {
            h2 { (view.t(&key)) " " (tag(tone, &view.t(&format!("{key}-tag")))) }
            p { (view.t(&format!("{key}-text"))) }
        }))
        (section("rules", &view.t("check-rules"), &html! {
            div class="recommended" { (words::told(view, &vocabulary, &rule.decision, &outcome.value.to_json())) }
            (details(&view.t("why-title"), &html! {
                (crate::case::explained(view, &outcome.trace, &vocabulary))
                p { a href=(of_task(pack, &eligibility.rule)) { (view.t("check-read")) } }
            }))
        }))
        p { (link_button(&apply)) }
    }
}

/// Where one applies with the answers of the check: the fields, as a browser would send them.
fn apply_with(pack: &Pack, asked: &Asked) -> String {
    let Some((eligibility, ..)) = pack.eligibility() else {
        return paths::apply(&pack.id);
    };
    let mut query = String::new();
    for (name, value) in asked.answers.kept() {
        if !eligibility.fields.iter().any(|f| f == name) {
            continue;
        }
        let values: Vec<String> = match value {
            Json::Array(items) => items
                .iter()
                .filter_map(Json::as_str)
                .map(str::to_owned)
                .collect(),
            Json::String(text) => vec![text.clone()],
            other => vec![other.to_string()],
        };
        for value in values {
            query.push(if query.is_empty() { '?' } else { '&' });
            query.push_str(&format!("{name}={}", web::forms::percent_encode(&value)));
        }
    }
    paths::apply(&pack.id) + &query
}

/// What the check answered of the start form's questions, for a draft that begins with it.
pub(crate) fn carried(pack: &Pack, sent: &FormData) -> Map<String, Json> {
    let Some((eligibility, _, form)) = pack.eligibility() else {
        return Map::new();
    };
    let (read, _) = form.parse(&fields::sent(form, sent));
    let own = |name: &String| eligibility.fields.contains(name);
    read.into_iter().filter(|(name, _)| own(name)).collect()
}
