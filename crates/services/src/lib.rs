//! What citizens and officials see and do: pages and API over [`casework`], on the shell [`web`].
//!
//! One file a page: its handler, its markup, its test. The words are in `text/{ar,en,fr}/`, a file a topic, the
//! addresses in [`paths`]. Every handler's first argument says who may call it; whose case it is, is
//! asked of [`casework`] in the same transaction, and what is not theirs does not exist for them.
//!
//! - [`mod@home`], [`service`]: what can be asked for, how long it really takes;
//! - [`find`]: services by what happened, by words, by a check of the rules;
//! - [`apply`]: a question group a page, drafts, check, submit;
//! - [`case`]: the applicant's and the official's view of a case, its timeline, messages, documents;
//! - [`task`], [`work`]: what was drawn for an official, the form to decide;
//! - [`information`]: what the applicant is asked for, and the answer, while time stands still;
//! - [`stopped`]: cases that stopped, and their mending by two people;
//! - [`rules`]: the rules of services, read, tried and compared;
//! - [`migrations`]: the versions that cases run on, and what moving them changes;
//! - [`retention`]: what will be erased, and the cases that are held against that;
//! - [`verify`], [`record`]: anybody checks what happened, with us or without;
//! - [`mod@letters`]: decisions, certificates and whole cases as PDF;
//! - [`sign_in`], [`account`]: codes, passkeys, identity providers, profile, how I am reached, my programs' tokens, who read my data;
//! - [`confirm`]: proving again who one is, before a grave act;
//! - [`webhooks`]: what an agency's programs are told; [`sms`]: what a gateway reports;
//! - [`api`]: the twin of each page under `/api/v1`.

mod account;
mod api;
mod apply;
mod assets;
mod assured;
mod case;
mod confirm;
mod correct;
mod demo;
mod drawing;
mod fields;
mod find;
mod home;
mod information;
mod letters;
mod migrations;
mod office;
mod offline;
mod paths;
mod record;
mod refusal;
mod register;
mod replies;
mod retention;
mod rules;
mod scopes;
mod service;
mod sessions;
mod sign_in;
mod sms;
mod stopped;
mod supervise;
mod task;
mod verify;
mod webhooks;
mod words;
mod work;

#[cfg(test)]
mod tests;

pub use demo::DemoPerson;
pub use office::{Office, OfficeError};
pub use service::warm_figures;
pub use sessions::{StoredSessions, sweep_sessions};

use web::{Access, Domain, Ftl, NavLink, Routes};

/// Role of a session that belongs to an official, for [`Access::Role`].
pub const OFFICIAL: &str = "official";
/// Kind of the tokens of programs that do jobs, for [`Access::Token`].
pub const WORKER: &str = "worker";
/// Kind of what an SMS gateway shows when it reports, for [`Access::Token`].
pub const GATEWAY: &str = "sms-gateway";
/// Kind of the tokens by which identity providers tell that a session ended, for [`Access::Token`].
pub const PROVIDER: &str = "identity-provider";
/// Role of a session that belongs to a supervisor.
pub const SUPERVISOR: &str = "supervisor";

/// Pages, API and words over an office's cases.
#[must_use]
pub fn domain(office: Office) -> Domain {
    let demo = office.is_demo();
    let routes = Routes::new()
        .merge(home::routes())
        .merge(service::routes())
        .merge(find::routes())
        .merge(apply::routes())
        .merge(case::routes())
        .merge(letters::routes())
        .merge(task::routes())
        .merge(work::routes())
        .merge(information::routes())
        .merge(replies::routes())
        .merge(correct::routes())
        .merge(supervise::routes())
        .merge(stopped::routes())
        .merge(migrations::routes())
        .merge(retention::routes())
        .merge(rules::routes())
        .merge(verify::routes())
        .merge(record::routes())
        .merge(register::routes())
        .merge(sign_in::routes())
        .merge(confirm::routes())
        .merge(account::routes())
        .merge(offline::routes())
        .merge(webhooks::routes())
        .merge(sms::routes())
        .merge(api::routes());
    let routes = if demo {
        routes.merge(demo::routes())
    } else {
        routes
    };
    Domain {
        name: "services",
        routes: routes.with_state(office).merge(assets::routes()),
        openapi: Some(api::description()),
        examples: include_str!("../examples.json"),
        texts: texts(),
        nav: nav(demo),
        scripts: offline::scripts(),
        scopes: scopes::SCOPED,
        ..Domain::default()
    }
}

/// The words of one topic in the languages that are compiled in.
macro_rules! topic {
    ($name:literal) => {
        Ftl::domain(
            $name,
            include_str!(concat!("../text/ar/", $name, ".ftl")),
            include_str!(concat!("../text/en/", $name, ".ftl")),
            include_str!(concat!("../text/fr/", $name, ".ftl")),
        )
    };
}

/// The sources of its words, in the languages that are compiled in.
#[must_use]
pub fn texts() -> Vec<Ftl> {
    let topics = [
        topic!("services"),
        topic!("find"),
        topic!("mandates"),
        topic!("offline"),
        topic!("groups"),
        topic!("letters"),
        topic!("feedback-kinds"),
        topic!("channels"),
        topic!("uploads"),
        topic!("desk"),
        topic!("logs"),
        topic!("retention"),
        topic!("signed"),
        topic!("identity"),
        topic!("sessions"),
        topic!("replies"),
        topic!("states"),
        topic!("calendars"),
    ];
    topics.into_iter().flatten().collect()
}

fn nav(demo: bool) -> Vec<NavLink> {
    let link = |href, key, access| NavLink { href, key, access };
    let mut links = vec![
        link(paths::HOME, "nav-services", Access::Public),
        link(paths::CASES, "nav-cases", Access::SignedIn),
        link(paths::WORK, "nav-work", Access::Role(OFFICIAL)),
        link(paths::OVERVIEW, "nav-overview", Access::Role(SUPERVISOR)),
        link(paths::RULES, "nav-rules", Access::Public),
        link(paths::VERIFY, "nav-verify", Access::Public),
        link(paths::RECORD, "nav-record", Access::Public),
    ];
    if demo {
        links.push(link(paths::DEMO, "nav-demo", Access::Public));
    }
    links
}
