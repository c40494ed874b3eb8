//! A deployed decision: its tables, and what it decides about inputs that anybody makes up.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use dmn::feel::{Context, Environment, Limits};
use dmn::{DecideError, Outcome, Vocabulary};
use maud::{Markup, html};
use pack::Pack;
use web::components::{Button, FieldError, button, details, error_summary, section};
use web::forms::FormData;
use web::lang::Precision;
use web::{Answer, Form, Page, Problem, Public, View};

use super::ask::groups;
use super::source::{Version, deployed, versions_of};
use super::{Ruling, picture, read};
use crate::office::Office;
use crate::{paths, words};

/// What a decision that anybody asks for may use: a fiftieth of what a case may. The tables of the packs
/// take some hundreds of steps.
const LIMITS: Limits = Limits {
    depth: 500,
    fuel: 100_000,
    memory: 100_000,
};

/// A decision that was tried.
pub(crate) type Tried = Result<Outcome, DecideError>;

/// Time, zone and limits under which rules are tried.
pub(crate) fn environment(view: &View, pack: Option<&Pack>) -> Environment {
    let mut environment = Environment::at(view.now);
    environment.zone = pack.map_or_else(
        || view.text.zone().clone(),
        |pack| pack.calendar.zone().clone(),
    );
    environment.limits = LIMITS;
    environment
}

/// Makes the decision.
pub(crate) fn try_out(view: &View, ruling: &Ruling, input: &Context) -> Tried {
    let pack = ruling.deployed.as_ref().map(|(pack, _)| &**pack);
    ruling
        .model
        .decide(&ruling.decision, input, &environment(view, pack))
}

pub(super) async fn ask(
    Public(view): Public,
    State(office): State<Office>,
    Path((hash, element)): Path<(String, String)>,
) -> Answer<Page> {
    let ruling = deployed(&office, &view, &hash, &element).await?;
    show(&office, &view, &ruling, &FormData::default(), &[], None).await
}

pub(super) async fn answer(
    Public(view): Public,
    State(office): State<Office>,
    Path((hash, element)): Path<(String, String)>,
    Form(sent): Form,
) -> Answer<Page> {
    office.tries(&view)?;
    let ruling = deployed(&office, &view, &hash, &element).await?;
    let pack = ruling.deployed.as_ref().map(|(pack, _)| &**pack);
    let asked = groups(&ruling);
    let (input, errors) = read::inputs(&view, &asked, &sent, &environment(&view, pack));
    if !errors.is_empty() {
        let page = show(&office, &view, &ruling, &sent, &errors, None).await?;
        return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let tried = try_out(&view, &ruling, &input);
    show(&office, &view, &ruling, &sent, &errors, Some(&tried)).await
}

async fn show(
    office: &Office,
    view: &View,
    ruling: &Ruling,
    sent: &FormData,
    errors: &[FieldError],
    tried: Option<&Tried>,
) -> Answer<Page> {
    let Some((pack, element)) = ruling.deployed.clone() else {
        return Err(Problem::not_found());
    };
    let all = versions_of(office, view, &pack).await?;
    let vocabulary = ruling.vocabulary(view.lang().code());
    let title = words::element(view, &pack, &element);
    let trace = tried.and_then(|t| t.as_ref().ok()).map(|o| &o.trace);
    let may_compare = web::Access::Role(crate::SUPERVISOR).allows(&view.session.data());
    let main = html! {
        (error_summary(&view.text, errors))
        p class="caption" { (words::service(view, &pack)) " · " (view.with("rules-version", &[("version", pack.version.as_str().into())])) }
        h1 { (title) }
        @if let Some(tried) = tried { (outcome(view, ruling, &vocabulary, tried)) }
        (section("try", &view.t("rules-try"), &html! {
            p class="hint" { (view.t("rules-try-hint")) }
            (form(view, &paths::rule(&pack.hash, &element), ruling, &vocabulary, sent, errors, &html! {}))
        }))
        (section("tables", &view.t("rules-tables"), &picture::pictures(view, &ruling.model, &ruling.decision, &vocabulary, trace)))
        (section("versions", &view.t("rules-versions"), &html! {
            (version_list(view, &all, &pack, &element))
            @if may_compare { p { a href=(paths::rule_compare(&pack.hash, &element)) { (view.t("rules-compare")) } } }
        }))
    };
    Ok(view
        .page(title.clone())
        .with_errors(errors)
        .crumb(paths::RULES, view.t("rules-title"))
        .main(main))
}

/// The form of a decision's inputs; `more` are hidden fields.
pub(super) fn form(
    view: &View,
    action: &str,
    ruling: &Ruling,
    vocabulary: &dyn Vocabulary,
    sent: &FormData,
    errors: &[FieldError],
    more: &Markup,
) -> Markup {
    html! {
        form method="post" action=(action) enctype="multipart/form-data" novalidate {
            (view.csrf_field())
            (more)
            (read::questions(view, vocabulary, &groups(ruling), sent, errors))
            (button(&Button::new(view.t("rules-decide"))))
        }
    }
}

/// What was decided and why, in sentences and as data.
pub(super) fn outcome(
    view: &View,
    ruling: &Ruling,
    vocabulary: &dyn Vocabulary,
    tried: &Tried,
) -> Markup {
    let body = match tried {
        Ok(outcome) => {
            let json =
                serde_json::json!({"value": outcome.value.to_json(), "trace": outcome.trace});
            let pretty = serde_json::to_string_pretty(&json).unwrap_or_default();
            html! {
                div class="recommended" { (words::told(view, vocabulary, &ruling.decision, &outcome.value.to_json())) }
                h3 { (view.t("why-title")) }
                (crate::case::explained(view, &outcome.trace, vocabulary))
                (details(&view.t("rules-json"), &html! { pre dir="ltr" tabindex="0" { code { (pretty) } } }))
            }
        }
        Err(e) => html! {
            p { (view.t("rules-stopped")) }
            p { bdi dir="ltr" lang="en" { (e) } }
        },
    };
    section("result", &view.t("rules-result"), &body)
}

fn version_list(view: &View, all: &[Version], shown: &Pack, element: &str) -> Markup {
    html! {
        ul {
            @for v in all {
                li {
                    @if v.hash == shown.hash { strong { (v.number) } " · " (view.t("rules-shown")) }
                    @else { a href=(paths::rule(&v.hash, element)) { (view.with("rules-version", &[("version", v.number.as_str().into())])) } }
                    " · " (view.text.time(v.at, Precision::Day))
                    @if v.current { " · " (view.t("rules-current")) }
                }
            }
        }
    }
}
