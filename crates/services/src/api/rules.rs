//! The rules of services, over the API: read, tried, compared.

use axum::extract::{Path, State};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dmn::{DecisionView, Severity, Trace, Vocabulary};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use web::api::{IdempotencyKey, Json, Page, Paging};
use web::{Answer, Problem, Public, View};

use crate::office::{Office, Official, Supervisor};
use crate::rules::{
    Compared, LARGEST, Listed, Ruling, Tried, compare, deployed, from_file, listed, other_version,
    own, try_out, versions_of,
};
use crate::words;

/// A rule of a service.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct RuleItem {
    service: String,
    version: String,
    /// SHA-256 over the procedure's files, hexadecimal.
    hash: String,
    /// The task that it decides.
    element: String,
    title: String,
    decision: String,
}

/// A rule with its tables.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RulesBody {
    #[serde(flatten)]
    rule: RuleItem,
    /// What is to be given, with what the logic reads of it: `application.zone`.
    inputs: Vec<RuleInput>,
    /// The decisions that it rests on, the first needed first, and itself.
    decisions: Vec<RuleDecision>,
    /// The versions that were deployed, the newest first.
    versions: Vec<RuleVersion>,
}

/// An input of a decision.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RuleInput {
    name: String,
    /// The name of its declared type.
    kind: Option<String>,
    reads: Vec<String>,
}

/// A decision with its tables.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RuleDecision {
    id: String,
    name: String,
    /// What it is called in the reader's language.
    title: String,
    tables: Vec<RuleTable>,
}

/// A decision table as written.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RuleTable {
    /// One letter and an aggregator: `U`, `C+`.
    hit_policy: String,
    /// Expressions of the input columns.
    inputs: Vec<String>,
    outputs: Vec<String>,
    annotations: Vec<String>,
    rules: Vec<RuleRow>,
}

/// A rule of a table; conditions and results are FEEL.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RuleRow {
    id: String,
    conditions: Vec<String>,
    outputs: Vec<String>,
    annotations: Vec<String>,
}

/// A deployed version.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RuleVersion {
    hash: String,
    version: String,
    current: bool,
    deployed: String,
}

/// What a decision is tried with.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct TryBody {
    /// The inputs by name.
    #[schema(value_type = Object)]
    input: Map<String, Value>,
}

/// A decision tried.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TriedBody {
    value: Value,
    /// Decisions, tables, rules that applied and why the others did not.
    #[schema(value_type = Object)]
    trace: Trace,
    /// The same as sentences in the reader's language.
    sentences: Vec<String>,
    /// Why the other rules do not apply.
    others: Vec<String>,
}

/// A file of rules.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct RulesFileBody {
    /// Base64 of a DMN file, at most 256 KiB.
    file: String,
    /// The decision to make; without it the file is only checked.
    decision: Option<String>,
    /// The inputs by name.
    #[serde(default)]
    #[schema(value_type = Object)]
    input: Map<String, Value>,
}

/// A file of rules to compare with deployed ones.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct ModelBody {
    /// Base64 of a DMN file, at most 256 KiB, with a decision of the same name.
    file: String,
}

/// What a file's check finds, and what it decides.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FileChecked {
    /// It can run.
    runs: bool,
    findings: Vec<FindingBody>,
    decisions: Vec<String>,
    tried: Option<TriedBody>,
}

/// Something found, with its place.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FindingBody {
    /// `error` or `warning`.
    severity: &'static str,
    code: String,
    line: u32,
    column: u32,
    element: Option<String>,
    message: String,
}

/// Two versions over the recorded cases.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ComparedBody {
    /// Cases that were decided by both.
    cases: usize,
    /// How many come out otherwise.
    changed: usize,
    /// These; at most a hundred.
    differences: Vec<DifferenceBody>,
}

/// A case that two versions decide otherwise.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DifferenceBody {
    number: String,
    before: Value,
    after: Value,
    /// Rules that only the first applies.
    rules_before: Vec<AppliedBody>,
    /// Rules that only the second applies.
    rules_after: Vec<AppliedBody>,
}

/// A rule that applied.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AppliedBody {
    decision: String,
    row: usize,
}

fn item(view: &View, listed: &Listed) -> RuleItem {
    let (pack, element) = (&listed.pack, &listed.element);
    let rule = pack.rules.get(element);
    RuleItem {
        service: pack.id.clone(),
        version: pack.version.clone(),
        hash: hex::encode(pack.hash),
        element: element.clone(),
        title: words::element(view, pack, element),
        decision: rule.map(|r| r.decision.clone()).unwrap_or_default(),
    }
}

/// The rules of all services that can be applied for.
#[utoipa::path(get, path = "/api/v1/rules", tag = "services",
    params(("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<RuleItem>)))]
pub(crate) async fn rules(
    Public(view): Public,
    paging: Paging,
    State(office): State<Office>,
) -> Answer<Page<RuleItem>> {
    let found = office.read(&view, listed).await?;
    let after = paging.after.clone().unwrap_or_default();
    let key = |r: &RuleItem| format!("{}/{}", r.service, r.element);
    let mut items: Vec<RuleItem> = found.iter().map(|l| item(&view, l)).collect();
    items.sort_by_key(key);
    let rest = items.into_iter().filter(|r| key(r) > after);
    let rest = rest.take(paging.limit as usize + 1).collect();
    Ok(paging.page(rest, key))
}

/// A rule of a version of a service, with its tables as they are written.
#[utoipa::path(get, path = "/api/v1/rules/{hash}/{element}", tag = "services",
    params(("hash" = String, Path), ("element" = String, Path)),
    responses((status = 200, body = RulesBody)))]
pub(crate) async fn rule(
    Public(view): Public,
    State(office): State<Office>,
    Path((hash, element)): Path<(String, String)>,
) -> Answer<Json<RulesBody>> {
    let ruling = deployed(&office, &view, &hash, &element).await?;
    let (pack, element) = ruling.deployed.clone().ok_or_else(Problem::not_found)?;
    let versions = versions_of(&office, &view, &pack).await?;
    let version = |v: &crate::rules::Version| RuleVersion {
        hash: hex::encode(v.hash),
        version: v.number.clone(),
        current: v.current,
        deployed: v.at.to_string(),
    };
    Ok(Json(RulesBody {
        rule: item(&view, &Listed { pack, element }),
        inputs: inputs(&ruling),
        decisions: decisions(&view, &ruling),
        versions: versions.iter().map(version).collect(),
    }))
}

fn inputs(ruling: &Ruling) -> Vec<RuleInput> {
    let reads = ruling.model.reads_of(&ruling.decision);
    let all = ruling.model.inputs(&ruling.decision).unwrap_or_default();
    let one = |input: dmn::Input| RuleInput {
        reads: reads
            .iter()
            .filter(|path| path[0] == input.name)
            .map(|path| path.join("."))
            .collect(),
        name: input.name,
        kind: input.type_name,
    };
    all.into_iter().map(one).collect()
}

fn decisions(view: &View, ruling: &Ruling) -> Vec<RuleDecision> {
    let vocabulary = ruling.vocabulary(view.lang().code());
    let (all, needed) = (ruling.model.tables(), ruling.model.needed(&ruling.decision));
    let found = needed
        .iter()
        .filter_map(|name| all.iter().find(|d| d.name == *name));
    let one = |d: &DecisionView| RuleDecision {
        id: d.id.clone(),
        name: d.name.clone(),
        title: vocabulary
            .decision(&d.id, &d.name)
            .unwrap_or_else(|| d.name.clone()),
        tables: d.tables.iter().map(table).collect(),
    };
    found.map(one).collect()
}

fn table(table: &dmn::TableView) -> RuleTable {
    let row = |r: &dmn::RuleView| RuleRow {
        id: r.id.clone(),
        conditions: r.conditions.clone(),
        outputs: r.outputs.clone(),
        annotations: r.annotations.clone(),
    };
    RuleTable {
        hit_policy: table.hit_policy.to_owned(),
        inputs: table.inputs.iter().map(|c| c.source.clone()).collect(),
        outputs: table.outputs.clone(),
        annotations: table.annotations.clone(),
        rules: table.rules.iter().map(row).collect(),
    }
}

/// What a rule decides about inputs that anybody makes up. It changes nothing and nothing is kept, so no
/// key is asked for.
#[utoipa::path(post, path = "/api/v1/rules/{hash}/{element}/try", operation_id = "try_rule", tag = "services",
    params(("hash" = String, Path), ("element" = String, Path)),
    request_body = TryBody, responses((status = 200, body = TriedBody)))]
pub(crate) async fn try_rule(
    Public(view): Public,
    State(office): State<Office>,
    Path((hash, element)): Path<(String, String)>,
    Json(body): Json<TryBody>,
) -> Answer<Json<TriedBody>> {
    office.tries(&view)?;
    let ruling = deployed(&office, &view, &hash, &element).await?;
    let input = ruling.model.inputs_from_json(&body.input);
    tried(&view, &ruling, try_out(&view, &ruling, &input)).map(Json)
}

fn tried(view: &View, ruling: &Ruling, tried: Tried) -> Result<TriedBody, Problem> {
    let stopped = |e| {
        Problem::unprocessable()
            .saying(view.t("rules-stopped"))
            .because(e)
    };
    let outcome = tried.map_err(stopped)?;
    let language = view.lang().code();
    let vocabulary = ruling.vocabulary(language);
    Ok(TriedBody {
        value: outcome.value.to_json(),
        sentences: outcome.trace.sentences_with(language, &vocabulary),
        others: outcome.trace.others_with(language, &vocabulary),
        trace: outcome.trace,
    })
}

/// Checks a file of rules, and makes a decision by it. Nothing is deployed and nothing is kept.
#[utoipa::path(post, path = "/api/v1/rules/file", operation_id = "try_file", tag = "services",
    params(("Idempotency-Key" = String, Header)),
    request_body = RulesFileBody, responses((status = 200, body = FileChecked)))]
pub(crate) async fn try_file(
    official: Official,
    State(office): State<Office>,
    _key: IdempotencyKey,
    Json(body): Json<RulesFileBody>,
) -> Answer<Json<FileChecked>> {
    let view = &official.view;
    office.tries(view)?;
    let (model, findings) = from_file(decoded(view, &body.file)?).await?;
    let decisions = model.iter().flat_map(|m| m.decisions());
    let decisions: Vec<String> = decisions.map(str::to_owned).collect();
    let runs = model.is_some();
    let known = |d: &String| decisions.contains(d);
    let made = match (model, body.decision) {
        (Some(model), Some(decision)) if known(&decision) => {
            let ruling = Ruling {
                model,
                decision,
                deployed: None,
            };
            let input = ruling.model.inputs_from_json(&body.input);
            Some(tried(view, &ruling, try_out(view, &ruling, &input))?)
        }
        (Some(_), Some(_)) => {
            let text = view.t("rules-compare-unknown");
            return Err(Problem::unprocessable().field("/decision", text));
        }
        _ => None,
    };
    Ok(Json(FileChecked {
        runs,
        findings: findings.iter().map(finding).collect(),
        decisions,
        tried: made,
    }))
}

fn finding(f: &dmn::Finding) -> FindingBody {
    FindingBody {
        severity: match f.severity {
            Severity::Error => "error",
            _ => "warning",
        },
        code: f.code.to_owned(),
        line: f.line,
        column: f.column,
        element: f.element.clone(),
        message: f.message.clone(),
    }
}

/// Which of the recorded cases another deployed version would have decided otherwise. Each case told
/// counts as read by the supervisor.
#[utoipa::path(get, path = "/api/v1/rules/{hash}/{element}/compare/{with}", operation_id = "compare_rules", tag = "services",
    params(("hash" = String, Path), ("element" = String, Path),
        ("with" = String, Path, description = "Hash of the other version")),
    responses((status = 200, body = ComparedBody)))]
pub(crate) async fn compare_rules(
    supervisor: Supervisor,
    State(office): State<Office>,
    Path((hash, element, with)): Path<(String, String, String)>,
) -> Answer<Json<ComparedBody>> {
    let view = &supervisor.view;
    office.tries(view)?;
    let ruling = own(&office, view, supervisor.person, &hash, &element).await?;
    let other = other_version(&office, view, &ruling, &with).await?;
    let other = other.ok_or_else(Problem::not_found)?;
    let found = compare(&office, view, supervisor.person, &ruling, &other).await?;
    Ok(Json(compared(&found)))
}

/// Which of the recorded cases the rules in a file would have decided otherwise: nothing is deployed and nothing is kept. Each case
/// told counts as read by the supervisor.
#[utoipa::path(post, path = "/api/v1/rules/{hash}/{element}/compare", operation_id = "compare_file", tag = "services",
    params(("hash" = String, Path), ("element" = String, Path), ("Idempotency-Key" = String, Header)),
    request_body = ModelBody, responses((status = 200, body = ComparedBody)))]
pub(crate) async fn compare_file(
    supervisor: Supervisor,
    State(office): State<Office>,
    Path((hash, element)): Path<(String, String)>,
    _key: IdempotencyKey,
    Json(body): Json<ModelBody>,
) -> Answer<Json<ComparedBody>> {
    let view = &supervisor.view;
    office.tries(view)?;
    let ruling = own(&office, view, supervisor.person, &hash, &element).await?;
    let (model, findings) = from_file(decoded(view, &body.file)?).await?;
    let Some(model) = model else {
        let said = findings.iter().map(ToString::to_string);
        let said = said.collect::<Vec<_>>().join("; ");
        return Err(Problem::unprocessable().field("/file", said));
    };
    if !model.decisions().any(|d| d == ruling.decision) {
        let text = view.t("rules-compare-unknown");
        return Err(Problem::unprocessable().field("/file", text));
    }
    let found = compare(&office, view, supervisor.person, &ruling, &model).await?;
    Ok(Json(compared(&found)))
}

/// The bytes of a file of rules, sent as Base64.
fn decoded(view: &View, file: &str) -> Result<Vec<u8>, Problem> {
    let wrong = |key: &str| Problem::unprocessable().field("/file", view.t(key));
    let bytes = STANDARD.decode(file);
    let bytes = bytes.map_err(|_| wrong("rules-file-missing"))?;
    if bytes.len() > LARGEST {
        return Err(wrong("rules-file-large"));
    }
    Ok(bytes)
}

fn compared(found: &Compared) -> ComparedBody {
    let value = |decided: &Result<dmn::Outcome, String>| {
        decided.as_ref().map_or(Value::Null, |o| o.value.to_json())
    };
    let applied = |rules: Vec<dmn::Applied>| -> Vec<AppliedBody> {
        let one = |a: dmn::Applied| AppliedBody {
            decision: a.decision,
            row: a.row,
        };
        rules.into_iter().map(one).collect()
    };
    let differences = found.shown.iter().map(|(number, d)| {
        let (before, after) = d.rules();
        DifferenceBody {
            number: number.to_string(),
            before: value(&d.before),
            after: value(&d.after),
            rules_before: applied(before),
            rules_after: applied(after),
        }
    });
    ComparedBody {
        cases: found.cases,
        changed: found.changed,
        differences: differences.collect(),
    }
}
