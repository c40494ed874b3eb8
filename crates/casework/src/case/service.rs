//! Service and send tasks: the closed list of what a pack can have the house do.

use std::collections::BTreeMap;

use bpmn::{Command, JobKey};
use dmn::feel;
use jiff::{SignedDuration, Timestamp};
use pack::{Pack, ServiceKind};

use super::{call, external, notify, open, settle};
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
    let Some(service) = pack.services.get(element) else {
        return settle::incident(tx, id, element, "the pack has no service for this task");
    };
    let environment = open::environment(pack, tx.now());
    let scope = tx.case(id)?.inside.state.job_variables(job);
    let seen = (&scope, &environment);
    match &service.kind {
        ServiceKind::Call(asked) => return call::queue(tx, id, job, element, asked, seen),
        ServiceKind::External(work) => return external::queue(tx, id, job, element, work, seen),
        _ => {}
    }
    let vars = match service.outcome(&scope, None, &environment) {
        Ok(vars) => vars,
        Err(e) => return settle::incident(tx, id, element, &e),
    };
    let name = match &service.kind {
        ServiceKind::Notify { notice } => {
            notify::applicant(tx, id, notice, pack)?;
            "notify"
        }
        ServiceKind::IssueCertificate { valid_days, lines } => {
            let shown = |e: &feel::Expression| e.evaluate(&scope, &environment);
            let lines: Vec<String> = lines
                .iter()
                .map(|e| shown(e).map_or_else(|_| String::new(), |v| plain(&v)))
                .collect();
            issue(tx, id, *valid_days, lines)?;
            "issue-certificate"
        }
        ServiceKind::Mail(mail) => {
            let to = match mail.to.evaluate(&scope, &environment) {
                Ok(value) => plain(&value),
                Err(e) => return settle::incident(tx, id, element, &e.to_string()),
            };
            if crate::people::check_address(&to).is_err() {
                let message =
                    "what `to` gives is no e-mail address: mend the variables, then retry";
                return settle::incident(tx, id, element, message);
            }
            notify::address(tx, id, &to, mail, pack)?;
            "email"
        }
        ServiceKind::Publish { fields } => {
            let mut line = BTreeMap::new();
            let mut scope = scope.clone();
            scope.insert(pack::CERTIFICATE, certificate(tx, id, pack)?);
            for (name, expression) in fields {
                match expression.evaluate(&scope, &environment) {
                    Ok(value) => drop(line.insert(name.clone(), shown(&value))),
                    Err(e) => return settle::incident(tx, id, element, &e.to_string()),
                }
            }
            let element = element.to_owned();
            let fact = Fact::RegisterPublished { element, line };
            tx.append_to(Actor::System, id, fact)?;
            "publish"
        }
        // Both wait outside: see above.
        ServiceKind::Call(_) | ServiceKind::External(_) => return Ok(()),
        ServiceKind::Set => "set",
    };
    let events = settle::step(tx, id, &Command::Complete { job, vars })?;
    let fact = Fact::ServiceDone {
        job: job.0,
        element: element.to_owned(),
        service: name.to_owned(),
        events,
    };
    tx.append_to(Actor::System, id, fact).map(drop)
}

/// A value as it stands on a page or in a notice.
pub(super) fn plain(value: &feel::Value) -> String {
    match value.to_json() {
        serde_json::Value::String(text) => text,
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// The case's newest certificate; null where there is none.
fn certificate(tx: &mut Tx<'_>, id: CaseId, pack: &Pack) -> Result<feel::Value, Error> {
    let sql = "select number, valid_until from certificates where case_id = $1 \
               order by issued_at desc, number desc limit 1";
    let Some(row) = tx.query_opt(sql, &[id.into()])? else {
        return Ok(feel::Value::Null);
    };
    let number: String = row.get(0)?;
    let until: Option<Timestamp> = row.get(1)?;
    let zone = pack.calendar.zone();
    let day = |t: Timestamp| t.to_zoned_datetime(zone.clone()).date().to_string();
    let json = serde_json::json!({ "number": number, "valid_until": until.map(day) });
    Ok(feel::Value::from_json(&json))
}

/// A value as it stands in a public register: without U+0000, which no keyboard types and PostgreSQL cannot hold.
fn shown(value: &feel::Value) -> String {
    plain(value).replace('\0', "")
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
