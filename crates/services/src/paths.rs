//! Every address, written once.

use casework::CaseNumber;

pub(crate) const HOME: &str = "/";
pub(crate) const CASES: &str = "/cases";
pub(crate) const WORK: &str = "/work";
pub(crate) const OVERVIEW: &str = "/overview";
pub(crate) const INCIDENTS: &str = "/incidents";
pub(crate) const VERSIONS: &str = "/overview/versions";
pub(crate) const RETENTION: &str = "/overview/retention";
pub(crate) const VERIFY: &str = "/verify";
pub(crate) const RECORD: &str = "/record";
pub(crate) const SIGN_IN: &str = "/sign-in";
pub(crate) const SIGN_IN_CODE: &str = "/sign-in/code";
pub(crate) const SIGN_OUT: &str = "/sign-out";
pub(crate) const ACCOUNT: &str = "/account";
pub(crate) const SESSIONS: &str = "/account/sessions";
pub(crate) const CONFIRM: &str = "/confirm";
pub(crate) const CONFIRM_CODE: &str = "/confirm/code";
pub(crate) const GO_ON: &str = "/confirm/go-on";
pub(crate) const MANDATES: &str = "/account/mandates";
pub(crate) const CONTACT: &str = "/account/contact";
pub(crate) const IDENTITIES: &str = "/account/identities";
pub(crate) const TOKENS: &str = "/account/tokens";
pub(crate) const WEBHOOKS: &str = "/overview/webhooks";
pub(crate) const RULES: &str = "/rules";
pub(crate) const RULES_FILE: &str = "/rules/file";
pub(crate) const DEMO: &str = "/demo";

/// A webhook and what it was sent.
pub(crate) fn webhook(id: u64) -> String {
    format!("{WEBHOOKS}/{id}")
}

pub(crate) fn service(pack: &str) -> String {
    format!("/services/{pack}")
}

pub(crate) fn register(pack: &str) -> String {
    format!("/services/{pack}/register")
}

/// The receipt of a line of a register.
pub(crate) fn register_receipt(pack: &str, seq: u64) -> String {
    format!("/services/{pack}/register/{seq}")
}

/// What is there for who is in an event of a life or a business.
pub(crate) fn event(event: &str) -> String {
    format!("/events/{event}")
}

/// What the rules say before one applies.
pub(crate) fn eligibility(pack: &str) -> String {
    format!("/services/{pack}/check")
}

pub(crate) fn apply(pack: &str) -> String {
    format!("/services/{pack}/apply")
}

pub(crate) fn draft(id: &str) -> String {
    format!("/drafts/{id}")
}

pub(crate) fn draft_page(id: &str, page: &str) -> String {
    format!("/drafts/{id}/pages/{page}")
}

/// A page of a draft from which one returns to the check of all answers.
pub(crate) fn draft_change(id: &str, page: &str, field: &str) -> String {
    format!("/drafts/{id}/pages/{page}?change=1#{field}")
}

pub(crate) fn draft_check(id: &str) -> String {
    format!("/drafts/{id}/check")
}

pub(crate) fn case(number: CaseNumber) -> String {
    format!("/cases/{number}")
}

pub(crate) fn submitted(number: CaseNumber) -> String {
    format!("/cases/{number}/submitted")
}

pub(crate) fn entry(number: CaseNumber, seq: u64) -> String {
    format!("/cases/{number}/entries/{seq}")
}

pub(crate) fn receipt(number: CaseNumber, seq: u64) -> String {
    format!("/cases/{number}/entries/{seq}/receipt")
}

/// The receipt of the entry that added the passkey with which an entry was signed.
pub(crate) fn passkey(number: CaseNumber, seq: u64) -> String {
    format!("/cases/{number}/entries/{seq}/passkey")
}

pub(crate) fn draw(number: CaseNumber, seq: u64) -> String {
    format!("/cases/{number}/entries/{seq}/draw")
}

pub(crate) fn document(number: CaseNumber, hash: &[u8; 32]) -> String {
    format!("/cases/{number}/documents/{}", hex::encode(hash))
}

pub(crate) fn task(number: CaseNumber, job: u64) -> String {
    format!("/cases/{number}/tasks/{job}")
}

pub(crate) fn decline(number: CaseNumber, job: u64) -> String {
    format!("/cases/{number}/tasks/{job}/decline")
}

/// Asking the applicant for something that a task needs.
/// Writing to the applicant from a template.
pub(crate) fn reply(number: CaseNumber) -> String {
    format!("/cases/{number}/reply")
}

pub(crate) fn question(number: CaseNumber, job: u64) -> String {
    format!("/cases/{number}/tasks/{job}/question")
}

pub(crate) fn question_withdraw(number: CaseNumber, job: u64) -> String {
    format!("/cases/{number}/tasks/{job}/question/withdraw")
}

pub(crate) fn question_answer(number: CaseNumber, job: u64) -> String {
    format!("/cases/{number}/tasks/{job}/question/answer")
}

/// Correcting a slip in a task that was done.
pub(crate) fn correct(number: CaseNumber, job: u64) -> String {
    format!("/cases/{number}/tasks/{job}/correct")
}

/// What stopped a case.
pub(crate) fn incident(number: CaseNumber) -> String {
    format!("/cases/{number}/incident")
}

/// How long a case is kept, and the hold on it.
pub(crate) fn hold(number: CaseNumber) -> String {
    format!("/cases/{number}/hold")
}

/// What is done with a proposed mend: `confirm`, `refuse`, `withdraw`.
pub(crate) fn mend(number: CaseNumber, seq: u64, what: &str) -> String {
    format!("/cases/{number}/mends/{seq}/{what}")
}

pub(crate) fn action(number: CaseNumber, message: &str) -> String {
    format!("/cases/{number}/actions/{message}")
}

/// The rules of a task, in the version of the pack with that hash.
pub(crate) fn rule(hash: &[u8; 32], element: &str) -> String {
    format!("/rules/{}/{element}", hex::encode(hash))
}

pub(crate) fn rule_compare(hash: &[u8; 32], element: &str) -> String {
    format!("/rules/{}/{element}/compare", hex::encode(hash))
}

pub(crate) fn certificate(number: &str) -> String {
    format!("/certificates/{number}")
}

/// What moving the cases of a version to another would change.
pub(crate) fn plan(from: &[u8; 32], to: &[u8; 32]) -> String {
    format!("{VERSIONS}/{}/{}", hex::encode(from), hex::encode(to))
}

/// A proposal to move cases, by its entry.
pub(crate) fn migration(seq: u64) -> String {
    format!("/overview/migrations/{seq}")
}
