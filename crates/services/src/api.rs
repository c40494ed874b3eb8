//! The twin of each page under `/api/v1`, described by OpenAPI 3.1 at `/api/openapi.json`.
//!
//! A client signs in by a code, takes the session's token from the cookie that it is given, and sends
//! it as `Authorization: Bearer`; or its owner makes a token with scopes, which does what `scopes` lists. Every write takes an `Idempotency-Key`; every list is paged.

mod account;
mod cases;
mod checking;
mod contact;
mod correct;
mod description;
mod draft_compare;
mod draft_pages;
mod drafts;
mod duty;
mod find;
mod identities;
mod incidents;
mod information;
mod jobs;
mod letters;
mod mandates;
mod migrations;
mod once;
pub(crate) use once::own_page;
mod papers;
mod process;
mod register;
mod replies;
mod retention;
mod rules;
mod services;
mod session;
mod sessions;
mod tasks;
mod tokens;
mod webhooks;

pub(crate) use cases::{body as case_body, more as beside_case};
pub(crate) use checking::certificate_body;
pub(crate) use description::description;
pub(crate) use papers::paper_body;

use web::{Access, Assurance, Demand, Routes};

use crate::office::Office;

pub(crate) fn routes() -> Routes<Office> {
    use Access::{Public, Role, SignedIn, Token};
    let grave = SignedIn.confirmed(Demand::OWN);
    let solemn = Role(crate::SUPERVISOR).confirmed(Demand::at_least(Assurance::Substantial));
    Routes::new()
        .get("/api/v1/session", Public, session::session)
        .post("/api/v1/sign-in/codes", Public, session::code)
        .post("/api/v1/sign-in", Public, session::sign_in)
        .post("/api/v1/sign-out", Public, session::sign_out)
        .post("/api/v1/confirm/codes", SignedIn, sessions::code)
        .post("/api/v1/confirm", SignedIn, sessions::confirm)
        .get("/api/v1/account/sessions", SignedIn, sessions::all)
        .delete("/api/v1/account/sessions", grave, sessions::end_others)
        .delete("/api/v1/account/sessions/{id}", grave, sessions::end)
        .get("/api/v1/services", Public, services::services)
        .get("/api/v1/services/{service}", Public, services::service)
        .post("/api/v1/services/{service}/check", Public, find::check)
        .get("/api/v1/events", Public, find::events)
        .get("/api/v1/rules", Public, rules::rules)
        .post("/api/v1/rules/file", Role(crate::OFFICIAL), rules::try_file)
        .get("/api/v1/rules/{hash}/{element}", Public, rules::rule)
        .post(
            "/api/v1/rules/{hash}/{element}/try",
            Public,
            rules::try_rule,
        )
        .get(
            "/api/v1/rules/{hash}/{element}/compare/{with}",
            Role(crate::SUPERVISOR),
            rules::compare_rules,
        )
        .post(
            "/api/v1/rules/{hash}/{element}/compare",
            Role(crate::SUPERVISOR),
            rules::compare_file,
        )
        .get(
            "/api/v1/services/{service}/process",
            Public,
            process::process,
        )
        .get(
            "/api/v1/services/{service}/register",
            Public,
            register::register,
        )
        .get(
            "/api/v1/services/{service}/register/{seq}",
            Public,
            register::line,
        )
        .post("/api/v1/jobs/fetch", Token(crate::WORKER), jobs::fetch)
        .post(
            "/api/v1/jobs/{id}/complete",
            Token(crate::WORKER),
            jobs::complete,
        )
        .post("/api/v1/jobs/{id}/fail", Token(crate::WORKER), jobs::fail)
        .post("/api/v1/jobs/{id}/error", Token(crate::WORKER), jobs::error)
        .post(
            "/api/v1/jobs/{id}/extend",
            Token(crate::WORKER),
            jobs::extend,
        )
        .get("/api/v1/account/mandates", SignedIn, mandates::list)
        .post("/api/v1/account/mandates", grave, mandates::offer)
        .post(
            "/api/v1/account/mandates/{id}/accept",
            SignedIn,
            mandates::accept,
        )
        .delete("/api/v1/account/mandates/{id}", SignedIn, mandates::end)
        .get("/api/v1/drafts", SignedIn, drafts::drafts)
        .post("/api/v1/drafts", SignedIn, drafts::begin)
        .get("/api/v1/drafts/{draft}", SignedIn, drafts::draft)
        .put("/api/v1/drafts/{draft}", SignedIn, drafts::save)
        .delete("/api/v1/drafts/{draft}", SignedIn, drafts::delete)
        .post(
            "/api/v1/drafts/{draft}/pages/{page}",
            SignedIn,
            draft_pages::save_page,
        )
        .post(
            "/api/v1/drafts/{draft}/pages/{page}/compare",
            SignedIn,
            draft_compare::compare_page,
        )
        .post(
            "/api/v1/drafts/{draft}/files/{field}",
            SignedIn,
            drafts::attach,
        )
        .delete(
            "/api/v1/drafts/{draft}/files/{field}/{hash}",
            SignedIn,
            drafts::detach,
        )
        .post("/api/v1/drafts/{draft}/submit", SignedIn, drafts::submit)
        .get("/api/v1/cases", SignedIn, cases::cases)
        .get("/api/v1/cases/{number}", SignedIn, cases::case)
        .get("/api/v1/cases/{number}/timeline", SignedIn, cases::timeline)
        .get("/api/v1/cases/{number}/hold", SignedIn, retention::held)
        .post(
            "/api/v1/cases/{number}/hold",
            Role(crate::SUPERVISOR),
            retention::hold,
        )
        .post(
            "/api/v1/cases/{number}/hold/release",
            solemn,
            retention::release,
        )
        .get(
            "/api/v1/retention",
            Role(crate::SUPERVISOR),
            retention::retention,
        )
        .get(
            "/api/v1/cases/{number}/entries/{seq}",
            SignedIn,
            cases::entry,
        )
        .get(
            "/api/v1/cases/{number}/entries/{seq}/draw",
            SignedIn,
            papers::draw,
        )
        .get(
            "/api/v1/cases/{number}/documents/{hash}",
            SignedIn,
            papers::document,
        )
        .get(
            "/api/v1/cases/{number}/certificates/{n}",
            SignedIn,
            papers::paper,
        )
        .get(
            "/api/v1/cases/{number}/certificates/{n}/certificate.pdf",
            SignedIn,
            letters::certificate,
        )
        .get(
            "/api/v1/cases/{number}/decision",
            SignedIn,
            letters::decision,
        )
        .get(
            "/api/v1/cases/{number}/decision.pdf",
            SignedIn,
            letters::decision_letter,
        )
        .get("/api/v1/cases/{number}/case.pdf", SignedIn, letters::file)
        .get(
            "/api/v1/certificates/{number}/certificate.pdf",
            Public,
            letters::public_certificate,
        )
        .get("/api/v1/cases/{number}/replies", SignedIn, replies::replies)
        .post("/api/v1/cases/{number}/messages", SignedIn, replies::say)
        .post(
            "/api/v1/cases/{number}/actions/{message}",
            SignedIn,
            cases::act,
        )
        .get(
            "/api/v1/cases/{number}/entries/{seq}/passkey",
            SignedIn,
            cases::passkey,
        )
        .get("/api/v1/cases/{number}/tasks/{job}", SignedIn, tasks::task)
        .post(
            "/api/v1/cases/{number}/tasks/{job}",
            SignedIn,
            tasks::complete,
        )
        .post(
            "/api/v1/cases/{number}/tasks/{job}/signing",
            SignedIn,
            tasks::signing,
        )
        .post(
            "/api/v1/cases/{number}/tasks/{job}/decline",
            SignedIn,
            tasks::decline,
        )
        .post(
            "/api/v1/cases/{number}/tasks/{job}/correct",
            SignedIn,
            correct::correct_slip,
        )
        .post(
            "/api/v1/cases/{number}/tasks/{job}/question",
            SignedIn,
            information::ask_applicant,
        )
        .post(
            "/api/v1/cases/{number}/tasks/{job}/question/withdraw",
            SignedIn,
            information::withdraw_question,
        )
        .post(
            "/api/v1/cases/{number}/tasks/{job}/question/answer",
            SignedIn,
            information::answer_question,
        )
        .get("/api/v1/work", Role(crate::OFFICIAL), tasks::work)
        .get("/api/v1/overview", Role(crate::SUPERVISOR), tasks::overview)
        .get(
            "/api/v1/incidents",
            Role(crate::SUPERVISOR),
            incidents::incidents,
        )
        .get(
            "/api/v1/cases/{number}/incident",
            Role(crate::SUPERVISOR),
            incidents::incident,
        )
        .post(
            "/api/v1/cases/{number}/incident/retry",
            Role(crate::SUPERVISOR),
            incidents::retry,
        )
        .post(
            "/api/v1/cases/{number}/mends",
            Role(crate::SUPERVISOR),
            incidents::propose,
        )
        .post(
            "/api/v1/cases/{number}/mends/{seq}/confirm",
            solemn,
            incidents::confirm,
        )
        .post(
            "/api/v1/cases/{number}/mends/{seq}/refuse",
            Role(crate::SUPERVISOR),
            incidents::refuse,
        )
        .post(
            "/api/v1/cases/{number}/mends/{seq}/withdraw",
            Role(crate::SUPERVISOR),
            incidents::withdraw,
        )
        .get(
            "/api/v1/versions",
            Role(crate::SUPERVISOR),
            migrations::versions,
        )
        .get(
            "/api/v1/versions/{hash}/{with}",
            Role(crate::SUPERVISOR),
            migrations::plan,
        )
        .get(
            "/api/v1/versions/{hash}/{with}/cases",
            Role(crate::SUPERVISOR),
            migrations::planned_cases,
        )
        .get(
            "/api/v1/migrations/{seq}",
            Role(crate::SUPERVISOR),
            migrations::migration,
        )
        .get(
            "/api/v1/migrations/{seq}/cases",
            Role(crate::SUPERVISOR),
            migrations::proposed_cases,
        )
        .post("/api/v1/migrations/{seq}", solemn, migrations::decide)
        .get(
            "/api/v1/certificates/{number}",
            Public,
            checking::certificate,
        )
        .get("/api/v1/verify/{code}", Public, checking::code)
        .post("/api/v1/verify", Public, checking::receipt)
        .get("/api/v1/record", Public, checking::record)
        .get("/api/v1/account", SignedIn, account::account)
        .put("/api/v1/account", SignedIn, account::save)
        .get("/api/v1/account/contact", SignedIn, contact::contact)
        .put("/api/v1/account/contact", grave, contact::choose)
        .post("/api/v1/account/phone", grave, contact::ask_code)
        .post("/api/v1/account/phone/code", grave, contact::prove)
        .delete("/api/v1/account/phone", grave, contact::remove_phone)
        .get("/api/v1/account/devices", SignedIn, contact::devices)
        .post("/api/v1/account/devices", grave, contact::add_device)
        .delete(
            "/api/v1/account/devices/{id}",
            SignedIn,
            contact::remove_device,
        )
        .get("/api/v1/account/tokens", SignedIn, tokens::all)
        .post("/api/v1/account/tokens", grave, tokens::make)
        .delete("/api/v1/account/tokens/{id}", SignedIn, tokens::revoke)
        .get("/api/v1/webhooks", Role(crate::SUPERVISOR), webhooks::all)
        .post("/api/v1/webhooks", Role(crate::SUPERVISOR), webhooks::add)
        .get(
            "/api/v1/webhooks/{id}",
            Role(crate::SUPERVISOR),
            webhooks::one,
        )
        .delete(
            "/api/v1/webhooks/{id}",
            Role(crate::SUPERVISOR),
            webhooks::end,
        )
        .get(
            "/api/v1/webhooks/{id}/deliveries",
            Role(crate::SUPERVISOR),
            webhooks::deliveries,
        )
        .get("/api/v1/account/readings", SignedIn, account::readings)
        .get("/api/v1/account/passkeys", SignedIn, account::passkeys)
        .delete(
            "/api/v1/account/passkeys/{id}",
            grave,
            account::remove_passkey,
        )
        .merge(identities::routes())
        .post("/api/v1/account/erase", grave, account::erase)
        .get(
            "/api/v1/account/absences",
            Role(crate::OFFICIAL),
            duty::absences,
        )
        .post(
            "/api/v1/account/absences",
            Role(crate::OFFICIAL),
            duty::absent,
        )
        .delete(
            "/api/v1/account/absences/{from}",
            Role(crate::OFFICIAL),
            duty::back,
        )
        .post(
            "/api/v1/account/interests",
            Role(crate::OFFICIAL),
            duty::interest,
        )
}
