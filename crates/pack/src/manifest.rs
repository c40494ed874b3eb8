//! `pack.toml` as written.

use std::collections::BTreeMap;

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) agency: String,
    pub(crate) process: String,
    pub(crate) start_form: String,
    pub(crate) promised: Option<u32>,
    #[serde(default)]
    pub(crate) internal: bool,
    pub(crate) law: String,
    pub(crate) subject: Option<String>,
    pub(crate) outcome: String,
    pub(crate) outcomes: Vec<String>,
    #[serde(default)]
    pub(crate) events: Vec<String>,
    #[serde(default)]
    pub(crate) replies: Vec<String>,
    pub(crate) eligibility: Option<Eligibility>,
    #[serde(default)]
    pub(crate) documents: Vec<Document>,
    pub(crate) calendar: Calendar,
    #[serde(default)]
    pub(crate) roles: BTreeMap<String, Role>,
    #[serde(default)]
    pub(crate) tasks: BTreeMap<String, Task>,
    #[serde(default)]
    pub(crate) rules: BTreeMap<String, Rule>,
    #[serde(default)]
    pub(crate) services: BTreeMap<String, Service>,
    #[serde(default)]
    pub(crate) messages: BTreeMap<String, Message>,
    #[serde(default)]
    pub(crate) justified: Vec<Justified>,
    pub(crate) retention: Option<Retention>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Retention {
    pub(crate) archive_after: Option<String>,
    pub(crate) erase_after: Option<String>,
    pub(crate) basis: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Justified {
    pub(crate) smell: String,
    pub(crate) element: String,
    pub(crate) reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Eligibility {
    pub(crate) rule: String,
    pub(crate) fields: Vec<String>,
    pub(crate) answer: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Document {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) required: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Calendar {
    pub(crate) zone: String,
    #[serde(default)]
    pub(crate) weekend: Vec<String>,
    #[serde(default)]
    pub(crate) holidays: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Role {
    #[serde(default)]
    pub(crate) supervisor: bool,
    pub(crate) overload: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Task {
    pub(crate) role: String,
    pub(crate) form: Option<String>,
    pub(crate) deadline: Option<u32>,
    #[serde(default)]
    pub(crate) remind: Vec<u32>,
    pub(crate) overdue: Option<Overdue>,
    #[serde(default)]
    pub(crate) lapse: BTreeMap<String, String>,
    pub(crate) tacit_law: Option<String>,
    pub(crate) assurance: Option<String>,
    #[serde(default)]
    pub(crate) separate: bool,
    #[serde(default)]
    pub(crate) sign: bool,
    pub(crate) recommendation: Option<String>,
    pub(crate) decides: Option<String>,
    pub(crate) confirm: Option<String>,
    pub(crate) law: Option<String>,
    pub(crate) information: Option<Information>,
    pub(crate) slip: Option<Slip>,
    #[serde(rename = "does")]
    pub(crate) work: Option<Work>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Slip {
    pub(crate) days: u32,
    pub(crate) law: String,
    pub(crate) fields: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Information {
    pub(crate) days: u32,
    pub(crate) law: String,
    pub(crate) most: u32,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Work {
    Apply,
    Inspect,
    Decide,
    Pay,
    Other,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Overdue {
    Escalate,
    TacitApproval,
    TacitRefusal,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    pub(crate) file: String,
    pub(crate) decision: String,
    pub(crate) result: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Service {
    #[serde(rename = "do")]
    pub(crate) action: Action,
    pub(crate) notice: Option<String>,
    #[serde(default)]
    pub(crate) set: BTreeMap<String, String>,
    pub(crate) valid: Option<u32>,
    #[serde(default)]
    pub(crate) lines: Vec<String>,
    pub(crate) method: Option<Method>,
    pub(crate) origin: Option<String>,
    pub(crate) path: Option<String>,
    #[serde(default)]
    pub(crate) query: BTreeMap<String, String>,
    pub(crate) body: Option<String>,
    pub(crate) errors: Option<Errors>,
    pub(crate) retry: Option<Vec<u16>>,
    pub(crate) timeout: Option<u32>,
    pub(crate) retries: Option<u32>,
    pub(crate) wait: Option<u32>,
    pub(crate) topic: Option<String>,
    #[serde(default)]
    pub(crate) give: BTreeMap<String, String>,
    pub(crate) to: Option<String>,
    pub(crate) language: Option<String>,
    #[serde(default)]
    pub(crate) fields: BTreeMap<String, String>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum Method {
    Get,
    Post,
    Put,
}

/// A call's by status, a worker's as a list.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Errors {
    ByStatus(BTreeMap<String, String>),
    Codes(Vec<String>),
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Action {
    Notify,
    IssueCertificate,
    Set,
    Call,
    External,
    Email,
    Publish,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Message {
    pub(crate) by: String,
}
