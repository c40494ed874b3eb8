//! Service and send tasks: the closed list of what a pack can have the house do.

use std::collections::BTreeMap;

use bpmn::JobKey;
use dmn::feel;
use jiff::{SignedDuration, Timestamp};
use pack::{Mail, Pack, ServiceKind};

use super::{call, external, notify, open, settle, stop};
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
    let seen = (&scope, &environment);
    match &service.kind {
        ServiceKind::Call(asked) => return call::queue(tx, id, job, element, asked, seen),
        ServiceKind::External(work) => return external::queue(tx, id, job, element, work, seen),
        _ => {}
    }
    let vars = match service.outcome(&scope, None, &environment) {
        Ok(vars) => vars,
        Err(e) => return stop::raise(tx, id, cause, element, &e),
    };
    let deed = match deed(tx, id, &service.kind, pack, seen)? {
        Ok(deed) => deed,
        Err(e) => return stop::raise(tx, id, cause, element, &e),
    };
    // Asked before anything is sent or issued: what stops here is done once when it is tried again.
    let Some(events) = settle::done(tx, id, job, element, vars)? else {
        return Ok(());
    };
    let name = match deed {
        Deed::Notify(notice) => {
            notify::applicant(tx, id, notice, pack)?;
            "notify"
        }
        Deed::Issue(valid_days, lines) => {
            issue(tx, id, valid_days, lines)?;
            "issue-certificate"
        }
        Deed::Mail(to, mail) => {
            notify::address(tx, id, &to, mail, pack)?;
            "email"
        }
        Deed::Publish(line) => {
            let element = element.to_owned();
            let fact = Fact::RegisterPublished { element, line };
            tx.append_to(Actor::System, id, fact)?;
            "publish"
        }
        Deed::Set => "set",
    };
    let fact = Fact::ServiceDone {
        job: job.0,
        element: element.to_owned(),
        service: name.to_owned(),
        events,
    };
    tx.append_to(Actor::System, id, fact).map(drop)
}

/// What a service does beside setting variables, with everything computed that it needs.
enum Deed<'p> {
    Notify(&'p str),
    Issue(Option<u32>, Vec<String>),
    Mail(String, &'p Mail),
    Publish(BTreeMap<String, String>),
    Set,
}

/// The deed, or why it cannot be done: then nothing has been sent, issued or published.
fn deed<'p>(
    tx: &mut Tx<'_>,
    id: CaseId,
    kind: &'p ServiceKind,
    pack: &Pack,
    (scope, environment): (&feel::Context, &feel::Environment),
) -> Result<Result<Deed<'p>, String>, Error> {
    let text = |scope: &feel::Context, e: &feel::Expression| {
        let value = e.evaluate(scope, environment);
        value.map(|v| plain(&v)).map_err(|e| e.to_string())
    };
    Ok(match kind {
        ServiceKind::Notify { notice } => Ok(Deed::Notify(notice)),
        ServiceKind::IssueCertificate { valid_days, lines } => {
            let lines = lines.iter().map(|e| text(scope, e));
            let lines: Result<Vec<String>, String> = lines.collect();
            lines.map(|lines| Deed::Issue(*valid_days, lines))
        }
        ServiceKind::Mail(mail) => {
            text(scope, &mail.to).and_then(|to| match crate::people::check_address(&to) {
                Ok(_) => Ok(Deed::Mail(to, mail)),
                Err(_) => Err(
                    "what `to` gives is no e-mail address: mend the variables, then retry".into(),
                ),
            })
        }
        ServiceKind::Publish { fields } => {
            let mut scope = scope.clone();
            scope.insert(pack::CERTIFICATE, certificate(tx, id, pack)?);
            // U+0000 is typed by no keyboard, and PostgreSQL cannot hold it.
            let shown = |(name, e): (&String, &feel::Expression)| {
                Ok((name.clone(), text(&scope, e)?.replace('\0', "")))
            };
            let line: Result<BTreeMap<String, String>, String> =
                fields.iter().map(|(name, e)| shown((name, e))).collect();
            line.map(Deed::Publish)
        }
        // Both wait outside: see above.
        ServiceKind::Call(_) | ServiceKind::External(_) | ServiceKind::Set => Ok(Deed::Set),
    })
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
