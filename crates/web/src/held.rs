//! A form that came when its sender first had to sign in, or to prove again who they are: kept until they have.
//!
//! What was typed is sealed under a random name that only the browser's cookie has: in the store, nobody can read it. It is
//! kept for an hour, one form a browser. Afterwards the sender sees a page that says so, and sends the form again by a
//! button: nothing is done that nobody pressed for, and it is taken out once ([`take`]).
//!
//! *Why only from our own page?* Another site could otherwise leave a form here, for its victim to send on. So it is kept
//! only where the browser itself says that our page sent it (`Sec-Fetch-Site`, or `Origin`); while the session lives its
//! token is checked as well.

use crate::access::Rule;
use crate::cookies;
use crate::error::{self, Problem};
use crate::forms::{self, CSRF_FIELD, FormData};
use crate::security;
use crate::session::{Carrier, TokenHash};
use crate::view::View;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// How long a form is kept.
pub const KEPT: SignedDuration = SignedDuration::from_hours(1);

/// The secret name of a form that is kept: its place in the store and its key follow from it.
#[derive(Clone, PartialEq, Eq)]
pub struct HeldName([u8; 32]);

impl std::fmt::Debug for HeldName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HeldName")
    }
}

impl HeldName {
    /// Where it is in the store. Nobody finds the key by it.
    #[must_use]
    pub fn place(&self) -> TokenHash {
        TokenHash(self.hash("held form: place"))
    }

    /// The key that it is sealed under.
    #[must_use]
    pub fn key(&self) -> [u8; 32] {
        self.hash("held form: key")
    }

    fn hash(&self, what: &str) -> [u8; 32] {
        Sha256::new()
            .chain_update(what)
            .chain_update(self.0)
            .finalize()
            .into()
    }

    fn shown(headers: &HeaderMap, secure: bool) -> Option<Self> {
        let text = cookies::read(headers, cookie(secure))?;
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        bytes.try_into().ok().map(Self)
    }
}

/// A form that waits for its sender.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldForm {
    /// Where it was sent to, with the query.
    pub to: String,
    /// Whose it is, where that is known: nobody else sees it.
    pub person: Option<i64>,
    /// The fields with their values, without the token.
    pub fields: Vec<(String, Vec<String>)>,
    /// The names of the files that were attached: they have to be chosen again.
    pub files: Vec<String>,
}

fn cookie(secure: bool) -> &'static str {
    if secure { "__Host-held" } else { "held" }
}

/// Lets a form pass to its handler, or keeps it and leads its sender to where they prove who they are.
pub(crate) async fn keep(rule: Rule, request: Request, next: Next) -> Response {
    let view = request.extensions().get::<View>().cloned();
    let Some(view) = view.filter(|v| !v.wants_json) else {
        return next.run(request).await;
    };
    let Some(problem) = missing(rule, &view).filter(|_| may_keep(&view, &request)) else {
        return next.run(request).await;
    };
    let held = match read(&view, request).await {
        Ok(held) => held,
        Err(problem) => return problem.into_response(),
    };
    match lead(&view, &held, &problem).await {
        Ok(response) => response,
        Err(problem) => problem.into_response(),
    }
}

/// What its sender has to do first; nothing where the handler's guard lets them in, or refuses them whoever they are.
fn missing(rule: Rule, view: &View) -> Option<Problem> {
    let session = view.session.data();
    if session.person.is_none() {
        let by_session = !matches!(rule.access, crate::Access::Public | crate::Access::Token(_));
        return by_session.then(Problem::sign_in);
    }
    if !rule.access.allows(&session) {
        return None;
    }
    rule.demand.and_then(|demand| demand.check(view).err())
}

/// A form, from our own page by the browser's own word.
fn may_keep(view: &View, request: &Request) -> bool {
    let headers = request.headers();
    !request.method().is_safe()
        && view.session.carrier() != Carrier::Bearer
        && forms::is_form(headers)
        && security::is_own(view.site(), headers)
}

async fn read(view: &View, request: Request) -> Result<HeldForm, Problem> {
    let to = request.uri().path_and_query();
    let to = to.map_or_else(|| view.path.clone(), ToString::to_string);
    let data = forms::read(request, &view.site().limits).await?;
    if view.session.person().is_some() {
        security::check_token(view, data.get(CSRF_FIELD))?;
    }
    Ok(HeldForm::of(view, to, data))
}

/// Keeps a form that a handler has read and may not do yet, and leads its sender to where they prove what is missing.
///
/// # Errors
/// [`Problem::unavailable`] when the store cannot be reached; the problem itself for programs.
pub async fn later(view: &View, form: &FormData, problem: Problem) -> Result<Response, Problem> {
    if view.wants_json {
        return Err(problem);
    }
    let held = HeldForm::of(view, view.path.clone(), form.clone());
    lead(view, &held, &problem).await
}

impl HeldForm {
    fn of(view: &View, to: String, mut form: FormData) -> Self {
        let files = form.take_files().into_iter().map(|f| f.name).collect();
        let fields = form.fields().filter(|(name, _)| *name != CSRF_FIELD);
        Self {
            to,
            person: view.session.person().or(view.session.former()),
            fields: fields.map(|(n, v)| (n.to_owned(), v.to_vec())).collect(),
            files,
        }
    }
}

async fn lead(view: &View, held: &HeldForm, problem: &Problem) -> Result<Response, Problem> {
    let cookie = put(view, held).await?;
    let to = error::who_page(view, problem, view.site().go_on);
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&to)).into_response())
}

async fn put(view: &View, held: &HeldForm) -> Result<HeaderValue, Problem> {
    let text = serde_json::to_vec(held).map_err(Problem::internal)?;
    if text.len() > 2 * view.site().limits.body {
        return Err(Problem::too_large().because("a form too large to be kept"));
    }
    let mut name = HeldName([0; 32]);
    (view.shell.entropy)(&mut name.0);
    let secure = view.site().secure();
    let value = URL_SAFE_NO_PAD.encode(name.0);
    let until = view.now + KEPT;
    let stored = view.shell.sessions.hold(name, text, until).await;
    stored.map_err(|e| Problem::unavailable().because(e))?;
    let cookie = cookies::write(cookie(secure), &value, KEPT.as_secs(), secure, true);
    HeaderValue::from_str(&cookie).map_err(Problem::internal)
}

/// The form that waits for this browser's person, left where it is.
///
/// # Errors
/// [`Problem::unavailable`] when the store cannot be reached.
pub async fn peek(view: &View, headers: &HeaderMap) -> Result<Option<HeldForm>, Problem> {
    let Some(name) = HeldName::shown(headers, view.site().secure()) else {
        return Ok(None);
    };
    let found = view.shell.sessions.held(name).await;
    let found = found.map_err(|e| Problem::unavailable().because(e))?;
    let held: Option<HeldForm> = found.and_then(|text| serde_json::from_slice(&text).ok());
    let own = |h: &HeldForm| h.person.is_none() || h.person == view.session.person();
    Ok(held.filter(own))
}

/// Takes the form out: true for the one request that did.
///
/// # Errors
/// [`Problem::unavailable`] when the store cannot be reached.
pub async fn take(view: &View, headers: &HeaderMap) -> Result<bool, Problem> {
    let Some(name) = HeldName::shown(headers, view.site().secure()) else {
        return Ok(false);
    };
    let taken = view.shell.sessions.unhold(name.place()).await;
    taken.map_err(|e| Problem::unavailable().because(e))
}
