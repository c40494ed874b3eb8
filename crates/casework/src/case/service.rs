//! Service and send tasks: the closed list of what a pack can have the house do.

use bpmn::JobKey;
use dmn::feel;
use jiff::SignedDuration;
use pack::{Pack, ServiceKind};

use super::{notify, open, settle, stop};
use crate::record::mend::Cause;
use crate::record::{Fact, Tx};
use crate::{Actor, CaseId, Error};

/// Does what the pack says for `element` and completes the job.
pub(super) fn run(
    tx: &mut Tx<'_>,
    id: CaseId,
    job: JobKey,
    element: &str,
    pack: &Pack,
) -> Result<(), Error> {
    let cause = Some(Cause::Job(job.0));
    let Some(service) = pack.services.get(element) else {
        let why = "the pack has no service for this task";
        return stop::raise(tx, id, cause, element, why);
    };
    let environment = open::environment(pack, tx.now());
    let scope = tx.case(id)?.inside.state.job_variables(job);
    let mut vars = feel::Context::default();
    for (name, expression) in &service.set {
        match expression.evaluate(&scope, &environment) {
            Ok(value) => vars.insert(name.as_str(), value),
            Err(e) => return stop::raise(tx, id, cause, element, &e.to_string()),
        }
    }
    let lines = match lines(&service.kind, &scope, &environment) {
        Ok(lines) => lines,
        Err(e) => return stop::raise(tx, id, cause, element, &e.to_string()),
    };
    // Asked before anything is sent or issued: what stops here is done once when it is tried again.
    let Some(events) = settle::done(tx, id, job, element, vars)? else {
        return Ok(());
    };
    let name = match &service.kind {
        ServiceKind::Notify { notice } => {
            notify::applicant(tx, id, notice, pack)?;
            "notify"
        }
        ServiceKind::IssueCertificate { valid_days, .. } => {
            issue(tx, id, *valid_days, lines)?;
            "issue-certificate"
        }
        ServiceKind::Set => "set",
    };
    let fact = Fact::ServiceDone {
        job: job.0,
        element: element.to_owned(),
        service: name.to_owned(),
        events,
    };
    tx.append_to(Actor::System, id, fact).map(drop)
}

/// What stands on the certificate, if one is issued.
fn lines(
    kind: &ServiceKind,
    scope: &feel::Context,
    environment: &feel::Environment,
) -> Result<Vec<String>, feel::Error> {
    let ServiceKind::IssueCertificate { lines, .. } = kind else {
        return Ok(Vec::new());
    };
    let shown = |e: &feel::Expression| e.evaluate(scope, environment).map(|v| plain(&v));
    lines.iter().map(shown).collect()
}

/// A value as it stands on a page or in a notice.
pub(super) fn plain(value: &feel::Value) -> String {
    match value.to_json() {
        serde_json::Value::String(text) => text,
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// A certificate's number is its case's with `-C1`, `-C2`, … behind it: what stands on paper leads
/// to the public page that says whether it holds.
fn issue(
    tx: &mut Tx<'_>,
    id: CaseId,
    valid_days: Option<u32>,
    lines: Vec<String>,
) -> Result<(), Error> {
    let sql = "select count(*) from certificates where case_id = $1";
    let before: i64 = tx.query(sql, &[id.into()])?[0].get(0)?;
    let number = format!("{}-C{}", tx.case(id)?.number, before + 1);
    let day = SignedDuration::from_hours(24);
    let valid_until = valid_days
        .and_then(|days| i32::try_from(days).ok())
        .and_then(|days| tx.now().checked_add(day * days).ok());
    let fact = Fact::CertificateIssued {
        number,
        lines,
        valid_until,
    };
    tx.append_to(Actor::System, id, fact).map(drop)
}
