//! Completing a task: the form is checked, the rules' recommendation compared, the process goes on.

use bpmn::{Command, JobKey};
use dmn::feel;
use pack::{Departure, FieldError, Pack};
use serde_json::{Map, Value as Json};

use super::documents::{self, NewDocument};
use super::sign::{self, Assertion, SignatureError};
use super::{OpenTask, hand, open, settle};
use crate::record::{Fact, Tx};
use crate::{Actor, CaseId, Error};

/// The field of a form that says why its outcome is not the recommended one.
const REASON: &str = "reason";

/// Completes the task that `actor` has.
pub(super) fn complete(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: CaseId,
    job: u64,
    (data, files): (&Map<String, Json>, &[NewDocument]),
    signature: Option<&Assertion>,
) -> Result<(), Error> {
    let (task, filled) = ready(tx, actor, id, job, (data, files))?;
    let signed = sign::signed(tx, actor, id, (job, &task, &filled.vars), signature)?;
    let kept = files
        .iter()
        .filter(|f| documents::is_named(&filled.data, f));
    for document in kept {
        documents::add(tx, actor, id, document)?;
    }
    let command = Command::Complete {
        job: JobKey(job),
        vars: filled.vars,
    };
    let events = settle::step(tx, id, &command)?;
    if signed
        .as_ref()
        .is_some_and(|s| !sign::carried(&events, &s.statement))
    {
        return Err(SignatureError::NotCarried.into());
    }
    let fact = Fact::TaskCompleted {
        job,
        element: task.element,
        role: task.role,
        departed: filled.departed,
        reason: filled.reason,
        signature: signed.map(Box::new),
        events,
    };
    tx.append_to(actor, id, fact)?;
    settle::settle(tx, id)
}

/// The task of that job with its form as it would be done; nothing has changed yet.
pub(super) fn ready(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: CaseId,
    job: u64,
    (data, files): (&Map<String, Json>, &[NewDocument]),
) -> Result<(OpenTask, Filled), Error> {
    let person = actor
        .person()
        .ok_or(Error::Forbidden("only who has the task may"))?;
    let person = tx.behalf().unwrap_or(person);
    let task = hand::held(tx, id, job, person)?;
    if task.waiting.is_some() {
        return Err(Error::Conflict(
            "the applicant was asked for something: wait for the answer, or withdraw the question",
        ));
    }
    let pack = open::pack_of(tx, id)?;
    let filled = filled(tx, id, job, &task, (data, files), &pack, person)?;
    Ok((task, filled))
}

/// A form as it was filled.
pub(super) struct Filled {
    /// The form's variable, with which the process goes on.
    pub(super) vars: feel::Context,
    /// As accepted.
    data: Map<String, Json>,
    departed: bool,
    reason: Option<String>,
}

fn filled(
    tx: &mut Tx<'_>,
    id: CaseId,
    job: u64,
    task: &OpenTask,
    (data, files): (&Map<String, Json>, &[NewDocument]),
    pack: &Pack,
    person: crate::PersonId,
) -> Result<Filled, Error> {
    let mut filled = Filled {
        vars: feel::Context::default(),
        data: Map::new(),
        departed: false,
        reason: None,
    };
    let rule = pack.tasks.get(&task.element);
    let Some((rule, name)) = rule.and_then(|rule| Some((rule, rule.form.as_ref()?))) else {
        return Ok(filled);
    };
    let form = pack.forms.get(name).ok_or_else(|| open::no_form(name))?;
    let environment = open::environment(pack, tx.now());
    let mut scope = open::person_context(tx, person)?;
    for (name, value) in tx.case(id)?.inside.state.job_variables(JobKey(job)).iter() {
        scope.insert(name, value.clone());
    }
    let mut data = form
        .accept(data, &scope, &environment)
        .map_err(Error::Invalid)?;
    documents::fit(form, files)?;
    documents::named(&data, files)?;
    filled.data = data.clone();
    if let Some(departure) = &rule.departure {
        filled.departed = departs(departure, &data, &scope, &environment);
        filled.reason = data
            .get(REASON)
            .and_then(Json::as_str)
            .map(str::trim)
            .map(str::to_owned);
        if filled.departed && filled.reason.as_deref().is_none_or(str::is_empty) {
            let missing = FieldError::new(REASON, "departure_reason");
            return Err(Error::Invalid(vec![missing]));
        }
        data.insert("departed".into(), filled.departed.into());
    }
    let value = feel::Value::from_json(&Json::Object(data));
    filled.vars.insert(name.as_str(), value);
    Ok(filled)
}

/// Whether what the official decides is not what the rules recommend. Rules that recommend nothing
/// are departed from by any decision: a second pair of eyes is then due.
fn departs(
    departure: &Departure,
    data: &Map<String, Json>,
    scope: &feel::Context,
    environment: &feel::Environment,
) -> bool {
    let recommended = departure.recommendation.evaluate(scope, environment);
    let decided = data.get(&departure.field).map(feel::Value::from_json);
    match (recommended, decided) {
        (Ok(recommended), Some(decided)) => recommended.to_json() != decided.to_json(),
        _ => true,
    }
}
