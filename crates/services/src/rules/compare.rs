//! Two versions of a decision over the cases that were decided: who would have been decided otherwise.
//!
//! For supervisors of the agency. The cases that they are shown count as read by them: each gets the
//! entry that its applicant sees.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use casework::case::{Action, act};
use casework::record::{Fact, open_row};
use casework::store::Link;
use casework::{Actor, CaseNumber, Error, Parts, PersonId, people};
use dmn::feel::Context;
use dmn::{Applied, Difference, Vocabulary};
use maud::{Markup, html};
use serde_json::Value as Json;
use web::components::{
    Button, Choice, Choices, Field, FieldError, button, error_summary, radios, section,
};
use web::lang::Precision;
use web::{Answer, Form, Page, Problem, View};

use super::Ruling;
use super::source::{Version, deployed, from_file, hash_of, sibling, versions_of};
use super::tried::environment;
use super::upload::{file, file_field};
use crate::office::{Office, Supervisor};
use crate::{paths, words};

/// Decided cases that are looked at, the newest first.
const CASES: u32 = 2000;
/// Changed cases that are shown.
const SHOWN: usize = 100;
/// The field that names the other version.
const WITH: &str = "with";

/// What a version makes of a case; why it stopped, when a limit was reached.
type Decided = Result<dmn::Outcome, String>;

/// What was recorded of a case: its number and what the rules were given.
type Recorded = (CaseNumber, Context);

/// What two versions make of the cases.
#[derive(Clone, Debug)]
pub(crate) struct Compared {
    /// Cases that were decided by both.
    pub(crate) cases: usize,
    /// How many are decided otherwise.
    pub(crate) changed: usize,
    /// These, as far as they are shown.
    pub(crate) shown: Vec<(CaseNumber, Difference)>,
}

pub(super) async fn ask(
    supervisor: Supervisor,
    State(office): State<Office>,
    Path((hash, element)): Path<(String, String)>,
) -> Answer<Page> {
    let view = &supervisor.view;
    let ruling = own(&office, view, supervisor.person, &hash, &element).await?;
    page(&office, view, &ruling, "", &[], &html! {}).await
}

pub(super) async fn answer(
    supervisor: Supervisor,
    State(office): State<Office>,
    Path((hash, element)): Path<(String, String)>,
    Form(mut sent): Form,
) -> Answer<Page> {
    let view = &supervisor.view;
    office.tries(view)?;
    let ruling = own(&office, view, supervisor.person, &hash, &element).await?;
    let with = sent.get(WITH).to_owned();
    let other = match other(&office, view, &ruling, &with, &mut sent).await? {
        Ok(other) => other,
        Err(error) => {
            let page = page(&office, view, &ruling, &with, &[error], &html! {}).await?;
            return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let compared = compare(&office, view, supervisor.person, &ruling, &other).await?;
    let found = result(view, &ruling, &compared);
    page(&office, view, &ruling, &with, &[], &found).await
}

/// The decision, for a supervisor of its agency.
pub(crate) async fn own(
    office: &Office,
    view: &View,
    person: PersonId,
    hash: &str,
    element: &str,
) -> Result<Ruling, Problem> {
    let ruling = deployed(office, view, hash, element).await?;
    let agency = ruling.deployed.as_ref().map(|(p, _)| p.agency.clone());
    let held = office.read(view, move |link, _| people::roles(link, person));
    let held = held.await?;
    let is = |r: &people::Role| r.role == crate::SUPERVISOR && Some(&r.agency) == agency.as_ref();
    if held.iter().any(is) {
        Ok(ruling)
    } else {
        Err(Problem::forbidden())
    }
}

/// The other version: one that was deployed, or a file.
async fn other(
    office: &Office,
    view: &View,
    ruling: &Ruling,
    with: &str,
    sent: &mut web::forms::FormData,
) -> Result<Result<dmn::Model, FieldError>, Problem> {
    let wrong = |name: &str, key: &str| Ok(Err(FieldError::new(name, view.t(key))));
    if hash_of(with).is_some() {
        return match other_version(office, view, ruling, with).await? {
            Some(other) => Ok(Ok(other)),
            None => wrong(WITH, "rules-compare-unknown"),
        };
    }
    let bytes = match file(view, sent) {
        Ok(bytes) => bytes,
        Err(error) => return Ok(Err(error)),
    };
    match from_file(bytes).await?.0 {
        Some(model) if model.decisions().any(|d| d == ruling.decision) => Ok(Ok(model)),
        Some(_) => wrong("rules", "rules-compare-unknown"),
        None => wrong("rules", "rules-refused"),
    }
}

/// The same decision in another deployed version, by its hash.
pub(crate) async fn other_version(
    office: &Office,
    view: &View,
    ruling: &Ruling,
    with: &str,
) -> Result<Option<dmn::Model>, Problem> {
    let (Some(hash), Some((pack, element))) = (hash_of(with), &ruling.deployed) else {
        return Ok(None);
    };
    let other = sibling(office, view, pack, hash, element).await?;
    let same = other.filter(|other| other.decision == ruling.decision);
    Ok(same.map(|other| other.model))
}

/// Decides the recorded cases of the pack by both versions. The cases that come out otherwise, as far
/// as they are shown, are read by the supervisor, which is written down in each.
pub(crate) async fn compare(
    office: &Office,
    view: &View,
    person: PersonId,
    ruling: &Ruling,
    other: &dmn::Model,
) -> Result<Compared, Problem> {
    let Some((pack, element)) = ruling.deployed.clone() else {
        return Err(Problem::not_found());
    };
    let environment = environment(view, Some(&pack));
    let (before, after, decision) = (ruling.model.clone(), other.clone(), ruling.decision.clone());
    let id = pack.id.clone();
    let work = move |link: &mut Link, parts: &Parts| {
        let recorded = recorded(link, parts, &id, &element, &before)?;
        let inputs: Vec<Context> = recorded.iter().map(|(_, input)| input.clone()).collect();
        let compared = dmn::compare(&before, &after, &decision, &inputs, &environment);
        let compared = compared.map_err(|_| Error::NotFound)?;
        let changed = compared.differences.len();
        let shown = compared.differences.into_iter().take(SHOWN);
        Ok(Compared {
            cases: compared.cases,
            changed,
            shown: shown.map(|d| (recorded[d.case].0, d)).collect(),
        })
    };
    let compared = office.read(view, work).await?;
    let read: Vec<CaseNumber> = compared.shown.iter().map(|(number, _)| *number).collect();
    office
        .write(view, move |tx| {
            for number in &read {
                let role = crate::SUPERVISOR.to_owned();
                act(
                    tx,
                    Actor::Person(person),
                    number.id(),
                    &Action::Read { role },
                )?;
            }
            Ok(())
        })
        .await?;
    Ok(compared)
}

/// What the rules were given in the pack's cases, of each case the last time.
fn recorded(
    link: &mut Link,
    parts: &Parts,
    pack: &str,
    element: &str,
    model: &dmn::Model,
) -> Result<Vec<Recorded>, Error> {
    let sql = "select e.seq, e.time, e.key_id, e.sealed, e.commitment, c.number from entries e \
               join cases c on c.id = e.case_id where c.pack = $1 and e.kind = 'rule.decided' \
               and c.status <> 'erased' order by e.seq desc limit $2";
    let mut all: Vec<Recorded> = Vec::new();
    for row in link.query(sql, &[pack.into(), CASES.into()])? {
        let number: String = row.get(5)?;
        let Ok(number) = number.parse::<CaseNumber>() else {
            continue;
        };
        let fact = open_row(link, parts, &row)?.entry.fact;
        if let Fact::RuleDecided {
            element: decided,
            input: Json::Object(input),
            ..
        } = fact
            && decided == element
            && all.iter().all(|(known, _)| *known != number)
        {
            all.push((number, model.inputs_from_json(&input)));
        }
    }
    Ok(all)
}

async fn page(
    office: &Office,
    view: &View,
    ruling: &Ruling,
    with: &str,
    errors: &[FieldError],
    found: &Markup,
) -> Answer<Page> {
    let Some((pack, element)) = ruling.deployed.clone() else {
        return Err(Problem::not_found());
    };
    let mut others = versions_of(office, view, &pack).await?;
    others.retain(|v| v.hash != pack.hash);
    let title = view.t("rules-compare-title");
    let own = |name: &str| -> Vec<FieldError> {
        errors.iter().filter(|e| e.name == name).cloned().collect()
    };
    let task = words::element(view, &pack, &element);
    let main = html! {
        (error_summary(&view.text, errors))
        p class="caption" { (words::service(view, &pack)) " · " (view.with("rules-version", &[("version", pack.version.as_str().into())])) }
        h1 { (title) }
        p class="lead" { (view.with("rules-compare-lead", &[("task", task.as_str().into())])) }
        (found)
        form method="post" action=(paths::rule_compare(&pack.hash, &element)) enctype="multipart/form-data" {
            (view.csrf_field())
            @if !others.is_empty() { (radios(&view.text, &version_choice(view, &others, with, &own(WITH)))) }
            (file_field(view, &own("rules")))
            p class="hint" { (view.t("rules-compare-read")) }
            (button(&Button::new(view.t("rules-compare-do"))))
        }
    };
    Ok(view
        .page(title.clone())
        .with_errors(errors)
        .crumb(paths::RULES, view.t("rules-title"))
        .crumb(paths::rule(&pack.hash, &element), task)
        .main(main))
}

fn version_choice(view: &View, others: &[Version], with: &str, errors: &[FieldError]) -> Choices {
    let name = |v: &Version| {
        let number = view.with("rules-version", &[("version", v.number.as_str().into())]);
        format!("{number} · {}", view.text.moment(v.at, Precision::Day))
    };
    let choice = |v: &Version| Choice::new(hex::encode(v.hash), name(v));
    let mut choices: Vec<Choice> = others.iter().map(choice).collect();
    choices.push(Choice::new("file", view.t("rules-compare-file")));
    let field = Field::new(WITH, view.t("rules-compare-with")).errors(errors);
    Choices::new(field, choices, with)
}

fn result(view: &View, ruling: &Ruling, compared: &Compared) -> Markup {
    let vocabulary = ruling.vocabulary(view.lang().code());
    let count = view.with(
        "rules-compare-count",
        &[
            ("changed", compared.changed.into()),
            ("cases", compared.cases.into()),
        ],
    );
    let rest = compared.changed - compared.shown.len();
    let body = html! {
        p class="recommended" { strong { (count) } }
        @if !compared.shown.is_empty() { (table(view, ruling, &vocabulary, compared)) }
        @if rest > 0 { p { (view.with("rules-compare-rest", &[("count", rest.into())])) } }
    };
    section("result", &view.t("rules-compare-result"), &body)
}

fn table(view: &View, ruling: &Ruling, words: &dyn Vocabulary, compared: &Compared) -> Markup {
    let heads = ["case-number", "rules-before", "rules-after"].map(|key| view.t(key));
    html! {
        table class="rules" role="table" {
            thead role="rowgroup" { tr role="row" { @for head in &heads { th scope="col" role="columnheader" { (head) } } } }
            tbody role="rowgroup" {
                @for (number, difference) in &compared.shown {
                    @let (before, after) = difference.rules();
                    @let same = before.is_empty() && after.is_empty();
                    tr role="row" {
                        th scope="row" role="rowheader" data-label=(heads[0]) { a href=(paths::case(*number)) { bdi dir="ltr" { (number) } } }
                        td role="cell" data-label=(heads[1]) { (side(view, ruling, words, (&difference.before, &difference.after), &before)) }
                        td role="cell" data-label=(heads[2]) {
                            (side(view, ruling, words, (&difference.after, &difference.before), &after))
                            @if same { p class="hint" { (view.t("rules-same")) } }
                        }
                    }
                }
            }
        }
    }
}

/// What came out, of entries only those that came out otherwise.
fn changed(own: &dmn::Outcome, other: &Decided) -> Json {
    let value = own.value.to_json();
    let (Json::Object(entries), Ok(other)) = (&value, other) else {
        return value;
    };
    let other = other.value.to_json();
    let differs = |(name, entry): &(&String, &Json)| other.get(name.as_str()) != Some(*entry);
    let entries = entries.iter().filter(differs);
    Json::Object(entries.map(|(n, v)| (n.clone(), v.clone())).collect())
}

/// What a version decides, and the rules that only it applies.
fn side(
    view: &View,
    ruling: &Ruling,
    called: &dyn Vocabulary,
    (decided, other): (&Decided, &Decided),
    rules: &[Applied],
) -> Markup {
    let name = |applied: &Applied| {
        let decisions = ruling.model.tables();
        let id = decisions.into_iter().find(|d| d.name == applied.decision);
        id.and_then(|d| called.decision(&d.id, &d.name))
            .unwrap_or_else(|| applied.decision.clone())
    };
    html! {
        @match decided {
            Ok(outcome) => { (words::told(view, called, &ruling.decision, &changed(outcome, other))) }
            Err(cause) => { bdi dir="ltr" lang="en" { (cause) } }
        }
        @for rule in rules {
            p class="hint" { (view.with("rules-because", &[("row", rule.row.to_string().into()), ("table", name(rule).into())])) }
        }
    }
}
