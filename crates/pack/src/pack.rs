use std::collections::BTreeMap;

use dmn::feel::{Context, Environment, Expression, Value};

use crate::call::Call;
use crate::{Assurance, Calendar, Eligibility, Finding, Form, Retention, Risk, Texts};

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
    /// What has happened to people who need it: some of [`EVENTS`](crate::EVENTS).
    pub events: Vec<String>,
    /// Templates of what officials write to the applicant; their words are the texts `reply-<id>-title` and `reply-<id>`.
    pub replies: Vec<String>,
    /// The check before one applies.
    pub eligibility: Option<Eligibility>,
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
    /// How long what a closed case holds is kept.
    pub retention: Retention,
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
    /// How surely it must be known who does it.
    pub assurance: Option<Assurance>,
    /// Nobody does it who did another task of the case.
    pub separate: bool,
    /// Who does it signs what they decide with their passkey.
    pub sign: bool,
    /// What to compare the decision with.
    pub departure: Option<Departure>,
    /// The law it rests on.
    pub law: Option<String>,
    /// Whether who has it may ask the applicant for something.
    pub information: Option<Information>,
    /// Whether who did it may correct a slip in it.
    pub slip: Option<Slip>,
}

/// How an official may correct a slip in what they wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Working days after the task was done.
    pub days: u32,
    /// The law that allows it; its words are the text `slip-<element>`.
    pub law: String,
    /// The fields of the form, texts all of them.
    pub fields: Vec<String>,
}

/// How an official may ask the applicant for something while the task's time stands still.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Information {
    /// Working days for the answer.
    pub days: u32,
    /// The law under which time stands still; its words are the text `information-<element>`.
    pub law: String,
    /// Questions in one task at most.
    pub most: u32,
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
    /// Asks another system over HTTP, and waits for its answer.
    Call(Box<Call>),
    /// Leaves the work to a program outside, which fetches it over the API.
    External(External),
    /// Writes to an address outside the house.
    Mail(Mail),
    /// Puts a line into the service's public register.
    Publish {
        /// What stands in the line, by the field's name.
        fields: BTreeMap<String, Expression>,
    },
}

/// Work for a program outside.
#[derive(Clone, Debug)]
pub struct External {
    /// What kind of work: workers fetch by it.
    pub topic: String,
    /// All that a worker is told of the case.
    pub give: BTreeMap<String, Expression>,
    /// The BPMN errors in which the work may end.
    pub errors: Vec<String>,
    /// How often it is tried again after a failure, unless the worker says otherwise.
    pub retries: u32,
}

/// A message to an address outside the house.
#[derive(Clone, Debug)]
pub struct Mail {
    /// To whom: gives an e-mail address.
    pub to: Expression,
    /// Which notice: the texts `notice-<name>-subject` and `-body`.
    pub notice: String,
    /// In which of the three languages.
    pub language: String,
}

/// The variable that `set` reads a worker's result from.
pub const RESULT: &str = "result";

impl Service {
    /// The variable from which `set` reads what came from outside, where the task waits for that.
    #[must_use]
    pub fn answer(&self) -> Option<&'static str> {
        match self.kind {
            ServiceKind::Call(_) => Some(crate::call::RESPONSE),
            ServiceKind::External(_) => Some(RESULT),
            _ => None,
        }
    }

    /// The variables that the task leaves: `set`, evaluated over what it sees and what came from outside.
    ///
    /// # Errors
    /// A sentence, when an expression fails.
    pub fn outcome(
        &self,
        scope: &Context,
        answer: Option<Value>,
        environment: &Environment,
    ) -> Result<Context, String> {
        let mut seen = scope.clone();
        if let (Some(name), Some(value)) = (self.answer(), answer) {
            seen.insert(name, value);
        }
        let mut vars = Context::new();
        for (name, e) in &self.set {
            let value = e.evaluate(&seen, environment).map_err(|e| e.to_string())?;
            vars.insert(name.as_str(), value);
        }
        Ok(vars)
    }

    /// The expressions evaluated before anything comes from outside.
    pub(crate) fn asked(&self) -> Vec<&Expression> {
        match &self.kind {
            ServiceKind::IssueCertificate { lines, .. } => lines.iter().collect(),
            ServiceKind::Call(call) => std::iter::once(&call.path)
                .chain(call.query.values())
                .chain(&call.body)
                .collect(),
            ServiceKind::External(external) => external.give.values().collect(),
            ServiceKind::Mail(mail) => vec![&mail.to],
            ServiceKind::Publish { fields } => fields.values().collect(),
            ServiceKind::Notify { .. } | ServiceKind::Set => Vec::new(),
        }
    }

    /// The BPMN errors in which the task may end.
    pub(crate) fn codes(&self) -> Vec<&str> {
        match &self.kind {
            ServiceKind::Call(call) => call.errors.values().map(String::as_str).collect(),
            ServiceKind::External(external) => external.errors.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }
}

/// Who may send a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRule {
    /// A role, or [`APPLICANT`](crate::APPLICANT).
    pub by: String,
}
