//! Signing in by an identity provider (OpenID Connect): there, and back with an answer. No script is needed.

mod back;
mod link;
mod logout;
mod trouble;

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::PersonId;
use casework::oidc::{Fault, Level, Pending, Provider, Wish};
use casework::people::identities;
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use web::access::Demand;
use web::components::{LinkButton, link_button, section};
use web::forms::percent_encode;
use web::{Access, Answer, Assurance, Problem, Public, Routes, View};

use super::is_local;
use crate::office::Office;
use crate::paths;

use trouble::{Trouble, trouble};

/// Where sign-ins that were begun wait in the session.
const BEGUN: &str = "services-providers";
/// By which provider's session a session was opened.
const OPENED_BY: &str = "services-provider-session";
/// Sign-ins that a browser may have begun at a time: one a tab.
const TABS: usize = 4;

/// What somebody goes to a provider for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Purpose {
    /// To sign in.
    Enter,
    /// To sign in by it from now on, too.
    Link,
    /// To prove again who they are.
    Confirm,
}

/// A sign-in that was begun by this browser.
#[derive(Clone, Serialize, Deserialize)]
struct Begun {
    provider: String,
    purpose: Purpose,
    /// Who began it, where somebody was signed in.
    person: Option<i64>,
    next: String,
    pending: Pending,
}

/// By which session of which provider a session was opened.
#[derive(Serialize, Deserialize)]
pub(crate) struct OpenedBy {
    pub(crate) provider: String,
    /// A keyed hash of the provider's name for its session, hexadecimal.
    pub(crate) session: Option<String>,
}

pub(super) fn routes() -> Routes<Office> {
    // Who holds a session alone must not make an identity of their own lead to the account.
    let grave = Access::SignedIn.confirmed(Demand::OWN);
    Routes::new()
        .get("/sign-in/with/{provider}", Access::Public, go)
        .get("/sign-in/with/{provider}/back", Access::Public, back::back)
        .get(paths::IDENTITIES, Access::SignedIn, link::show)
        .post("/account/identities/link", grave, link::begin)
        .post("/account/identities/unlink", grave, link::unlink)
        .post(
            "/identity-providers/{provider}/logout",
            Access::Token(crate::PROVIDER),
            logout::ended,
        )
}

/// The ways of signing in by a provider, for the page that offers all ways.
pub(super) fn offered(view: &View, office: &Office, next: &str) -> Markup {
    let providers = office.providers();
    let way = |provider: &Provider| {
        let args = [("provider", provider.name(view.lang().code()).into())];
        LinkButton {
            secondary: true,
            ..LinkButton::new(
                way_to(provider.id(), next),
                view.with("identity-continue", &args),
            )
        }
    };
    html! {
        @if !providers.is_empty() {
            (section("providers", &view.t("identity-providers"), &html! {
                p { (view.t("identity-providers-text")) }
                @for provider in providers { p { (link_button(&way(provider))) } }
            }))
        }
    }
}

/// The ways by which who is signed in may prove at a provider who they are, at this level: those that reach it and that
/// lead to the account.
pub(crate) async fn confirmations(
    view: &View,
    office: &Office,
    person: PersonId,
    wanted: Assurance,
    next: &str,
) -> Result<Markup, Problem> {
    let linked = office
        .read(view, move |link, _| identities::linked(link, person))
        .await?;
    let leads = |p: &&Provider| linked.iter().any(|l| l.issuer == p.issuer());
    let reach = |p: &&Provider| assurance(p.highest()) >= wanted;
    let ways: Vec<_> = office
        .providers()
        .iter()
        .filter(leads)
        .filter(reach)
        .collect();
    Ok(html! {
        @for provider in ways {
            @let args = [("provider", provider.name(view.lang().code()).into())];
            @let href = format!("{}&for=confirm&level={}", way_to(provider.id(), next), wanted.as_str());
            p { (link_button(&LinkButton { secondary: true, ..LinkButton::new(href, view.with("identity-confirm", &args)) })) }
        }
    })
}

fn way_to(provider: &str, next: &str) -> String {
    format!(
        "/sign-in/with/{provider}?next={}",
        percent_encode(next).replace('/', "%2F")
    )
}

/// The house's name for a provider's level.
pub(crate) fn assurance(level: Level) -> Assurance {
    match level {
        Level::Low => Assurance::Low,
        Level::Substantial => Assurance::Substantial,
        Level::High => Assurance::High,
    }
}

fn level(name: &str) -> Option<Level> {
    Some(match Assurance::from_name(name)? {
        Assurance::Low => Level::Low,
        Assurance::Substantial => Level::Substantial,
        Assurance::High => Level::High,
    })
}

/// Sends the browser to the provider.
async fn go(Public(view): Public, State(office): State<Office>, Path(id): Path<String>) -> Answer {
    let provider = office.provider(&id).ok_or_else(Problem::not_found)?;
    let next = Some(view.query_value("next"))
        .filter(|n| is_local(n))
        .unwrap_or_default();
    let confirms = view.query_value("for") == "confirm" && view.session.person().is_some();
    let purpose = if confirms {
        Purpose::Confirm
    } else {
        Purpose::Enter
    };
    let level = level(&view.query_value("level"));
    Ok(
        match start(&view, &office, &provider, (purpose, level), &next).await? {
            Ok(url) => Redirect::to(&url).into_response(),
            Err(refused) => refused,
        },
    )
}

/// Begins a sign-in and keeps what was begun in the session: where the browser goes, or why it cannot.
async fn start(
    view: &View,
    office: &Office,
    provider: &Provider,
    (purpose, level): (Purpose, Option<Level>),
    next: &str,
) -> Result<Result<String, Response>, Problem> {
    let (redirect, language) = (redirect(office, provider), view.lang().code());
    let (asked, now, entropy) = (
        provider.clone(),
        view.now,
        office.casework().parts.entropy.clone(),
    );
    let begun = office.ask_provider(view, move || {
        let wish = Wish {
            redirect: &redirect,
            level,
            fresh: purpose == Purpose::Confirm,
            language,
        };
        asked.begin(&wish, &entropy, now)
    });
    let (pending, url) = match begun.await? {
        Ok(begun) => begun,
        Err(fault) => {
            return Ok(Err(trouble(
                view,
                provider,
                purpose,
                &told(provider, &fault),
                next,
            )));
        }
    };
    let begun = Begun {
        provider: provider.id().to_owned(),
        purpose,
        person: view.session.person(),
        next: next.to_owned(),
        pending,
    };
    let mut waiting = waiting(view);
    waiting.push(begun);
    let old = waiting.len().saturating_sub(TABS);
    keep(view, &waiting[old..])?;
    Ok(Ok(url))
}

/// Where the provider's answers go. Each has an address of its own, so that one cannot pass for another (RFC 9700, 4.4.2).
fn redirect(office: &Office, provider: &Provider) -> String {
    let url = office
        .casework()
        .settings
        .public_url
        .trim_end_matches('/')
        .to_owned();
    format!("{url}/sign-in/with/{}/back", provider.id())
}

fn waiting(view: &View) -> Vec<Begun> {
    let text = view.session.data().values.get(BEGUN).cloned();
    text.and_then(|t| serde_json::from_str(&t).ok())
        .unwrap_or_default()
}

fn keep(view: &View, begun: &[Begun]) -> Result<(), Problem> {
    let text = serde_json::to_string(begun).map_err(Problem::internal)?;
    view.session.update(|data| {
        if begun.is_empty() {
            data.values.remove(BEGUN);
        } else {
            data.values.insert(BEGUN.into(), text);
        }
    });
    Ok(())
}

/// What a fault is to the person. The operator reads the fault itself; there is nothing of the person in it.
fn told(provider: &Provider, fault: &Fault) -> Trouble {
    let what = match fault {
        Fault::Denied => return Trouble::Denied,
        Fault::TooLow => return Trouble::TooLow,
        Fault::Stale => return Trouble::Stale,
        Fault::Unreachable(_) => Trouble::Unreachable,
        _ => Trouble::Broken,
    };
    tracing::warn!(provider = provider.id(), %fault, "sign-in by an identity provider");
    what
}

/// How a session was opened, where a provider opened it.
pub(crate) fn opened_by(values: &std::collections::BTreeMap<String, String>) -> Option<OpenedBy> {
    serde_json::from_str(values.get(OPENED_BY)?).ok()
}

/// Forgets what a session knows of providers, as somebody signs in another way.
pub(super) fn forget(values: &mut std::collections::BTreeMap<String, String>) {
    values.remove(OPENED_BY);
    values.remove(BEGUN);
}

/// Where to end the session at the provider by which this one was opened, and what it is called, where it offers that.
pub(super) fn way_out(view: &View, office: &Office) -> Option<(String, String)> {
    let opened = opened_by(&view.session.data().values)?;
    let provider = office.provider(&opened.provider)?;
    let home = format!(
        "{}/",
        office.casework().settings.public_url.trim_end_matches('/')
    );
    let language = view.lang().code();
    let url = provider.logout(&home, language)?;
    Some((provider.name(language).to_owned(), url))
}
