use std::collections::BTreeMap;

use dmn::feel::Expression;

use crate::{Calendar, Finding, Form, Risk, Texts};

/// A pack, checked and ready.
#[derive(Debug)]
pub struct Pack {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The agency whose procedure it is.
    pub agency: String,
    /// The law it rests on.
    pub law: String,
    /// SHA-256 of its files.
    pub hash: [u8; 32],
    /// The procedure.
    pub process: bpmn::Program,
    /// Its file, for the drawing.
    pub drawing: bpmn::Definitions,
    /// The process that a case runs.
    pub process_id: String,
    /// The form that opens a case.
    pub start_form: String,
    /// Working days promised to the applicant.
    pub promised: Option<u32>,
    /// Its cases are opened by the house itself, not applied for: it is no service to the public.
    pub internal: bool,
    /// What a case is about, for conflicts of interest.
    pub subject: Option<Expression>,
    /// How a case came out.
    pub outcome: Expression,
    /// What `outcome` may be.
    pub outcomes: Vec<String>,
    /// What the applicant must have at hand.
    pub documents: Vec<Document>,
    /// The office's working days.
    pub calendar: Calendar,
    /// The roles of officials.
    pub roles: BTreeMap<String, Role>,
    /// The people's tasks, by element.
    pub tasks: BTreeMap<String, Task>,
    /// The rules' tasks, by element.
    pub rules: BTreeMap<String, Rule>,
    /// The system's tasks, by element.
    pub services: BTreeMap<String, Service>,
    /// The messages that may be sent from outside, by name.
    pub messages: BTreeMap<String, MessageRule>,
    /// The forms, by id.
    pub forms: BTreeMap<String, Form>,
    /// Every word.
    pub texts: Texts,
    /// Where corruption could creep in, and what stands against it.
    pub risks: Vec<Risk>,
    /// Smells of corruption that the pack admits, with its reasons: anybody may read them.
    pub justified: Vec<Justification>,
    /// What someone should look at.
    pub findings: Vec<Finding>,
}

/// Why a smell of corruption is none, or cannot be helped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Justification {
    /// The code of the finding.
    pub smell: String,
    /// The element.
    pub element: String,
    /// The reason, as the agency gives it.
    pub reason: String,
}

/// What the applicant must have at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its id; its name is the text `document-<id>`.
    pub id: String,
    /// Everybody needs it.
    pub required: bool,
}

/// A role of officials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// It is told when something is late or stuck.
    pub supervisor: bool,
    /// Open tasks above which nobody is given more.
    pub overload: Option<u32>,
}

/// A task of people.
#[derive(Clone, Debug)]
pub struct Task {
    /// Who does it; [`APPLICANT`](crate::APPLICANT) for who asked.
    pub role: String,
    /// The form to fill.
    pub form: Option<String>,
    /// Working days to do it in.
    pub deadline: Option<u32>,
    /// Reminders, in working days before the deadline.
    pub remind: Vec<u32>,
    /// What follows when it is late.
    pub overdue: Option<Overdue>,
    /// Nobody does it who did another task of the case.
    pub separate: bool,
    /// What to compare the decision with.
    pub departure: Option<Departure>,
    /// The law it rests on.
    pub law: Option<String>,
}

/// What follows when a task is late.
#[derive(Clone, Debug)]
pub enum Overdue {
    /// Supervisors are told.
    Escalate,
    /// The law says how it is decided by silence.
    Tacit {
        /// In the applicant's favour.
        approval: bool,
        /// The law that says so.
        law: String,
        /// The variables with which the task completes.
        set: BTreeMap<String, Expression>,
    },
}

/// How an official may depart from what the rules recommend.
#[derive(Clone, Debug)]
pub struct Departure {
    /// What the rules recommend.
    pub recommendation: Expression,
    /// The field of the form that is compared with it.
    pub field: String,
    /// The task in which a second official confirms.
    pub confirm: String,
}

/// A task of rules.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The rules.
    pub model: dmn::Model,
    /// The decision among them.
    pub decision: String,
    /// The variable that gets its value; without one, the value's entries become variables.
    pub result: Option<String>,
}

/// A task of the system.
#[derive(Clone, Debug)]
pub struct Service {
    /// What it does.
    pub kind: ServiceKind,
    /// Variables written when it is done.
    pub set: BTreeMap<String, Expression>,
}

/// What a task of the system does.
#[derive(Clone, Debug)]
pub enum ServiceKind {
    /// Sends the applicant a notice.
    Notify {
        /// Which.
        notice: String,
    },
    /// Issues a certificate.
    IssueCertificate {
        /// Days for which it is valid.
        valid_days: Option<u32>,
        /// What stands on it.
        lines: Vec<Expression>,
    },
    /// Only writes variables.
    Set,
}

/// Who may send a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRule {
    /// A role, or [`APPLICANT`](crate::APPLICANT).
    pub by: String,
}
