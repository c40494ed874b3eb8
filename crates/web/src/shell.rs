//! The shell: settings, and everything that stands around the domains' routes.

use crate::access::{Access, RouteInfo, Routes};
use crate::domain::{Domain, NavLink, Offer, Script};
use crate::health::{Metrics, Ready};
use crate::lang::{Lang, Text, TextError, Texts, negotiate};
use crate::scopes::{self, ScopedRoute};
use crate::security::{RateLimiter, peer};
use crate::session::{self, SessionStore};
use crate::view::View;
use crate::{cookies, css, error, health, security, trace};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::sync::Arc;
use std::time::Duration;
use tracing::Instrument as _;

/// The clock, as an argument.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;
/// The source of randomness, as an argument: fills the bytes.
pub type Entropy = Arc<dyn Fn(&mut [u8]) + Send + Sync>;
/// Tells the last published checkpoint for the footer.
pub type Checkpoint = Arc<dyn Fn() -> Option<CheckpointLine> + Send + Sync>;

/// The last checkpoint of the record, as the footer shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckpointLine {
    /// How many entries it covers.
    pub size: u64,
    /// The root hash in base64.
    pub hash: String,
    /// When it was signed.
    pub at: Timestamp,
    /// Where the record can be read.
    pub href: String,
}

/// Limits on what a client may send.
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// Bytes of a request without files: 1 MiB holds any form that a person fills.
    pub body: usize,
    /// Bytes of a request with files.
    pub upload: usize,
    /// Bytes of one file.
    pub file: usize,
    /// Files in one request.
    pub files: usize,
    /// Fields in one form.
    pub fields: usize,
    /// Bytes of one field.
    pub field: usize,
    /// Time for a whole request.
    pub time: Duration,
    /// Requests a client may make at once …
    pub burst: u32,
    /// … and how many a second after that.
    pub per_second: f64,
    /// The same for requests that change something, a minute.
    pub writes_per_minute: f64,
    /// … of which so many at once.
    pub writes_burst: u32,
    /// Clients remembered; 65,536 take about 4 MiB.
    pub clients: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 1 << 20,
            upload: 32 << 20,
            file: 10 << 20,
            files: 10,
            fields: 1000,
            field: 64 << 10,
            time: Duration::from_secs(60),
            burst: 200,
            per_second: 20.0,
            writes_per_minute: 60.0,
            writes_burst: 30,
            clients: 65_536,
        }
    }
}

/// The settings of a site.
pub struct Site {
    /// The key of the product's or portal's name.
    pub name: &'static str,
    /// The key of the agency's name, under it.
    pub agency: &'static str,
    /// The key of the banner's words on a demonstration or trial site.
    pub banner: Option<&'static str>,
    /// The origin under which the site is reached: `https://diwan.example`. `https` turns secure cookies on.
    pub origin: String,
    /// The zone in which times are shown.
    pub zone: TimeZone,
    /// The language when a reader names none of ours.
    pub fallback: Lang,
    /// Whether the Hijri day stands beside each Gregorian one, for who has not chosen.
    pub hijri: bool,
    /// Whether to send `Strict-Transport-Security`; only with `https`.
    pub hsts: bool,
    /// How many proxies in front of the server are ours: so many entries of `X-Forwarded-For` count.
    pub proxies: usize,
    /// The path of the sign-in page; empty where nobody signs in.
    pub sign_in: &'static str,
    /// The path of the page where somebody signed in proves again who they are.
    pub confirm: &'static str,
    /// The path of the page where a form goes on that was kept meanwhile.
    pub go_on: &'static str,
    /// The path to which the account menu posts to sign out.
    pub sign_out: &'static str,
    /// Links of the account menu.
    pub account: Vec<NavLink>,
    /// Links of the footer.
    pub footer: Vec<NavLink>,
    /// Limits on clients.
    pub limits: Limits,
    /// The checkpoint line of the footer.
    pub checkpoint: Option<Checkpoint>,
    /// What `/metrics` asks for; without it, that path is answered on this machine only.
    pub metrics_token: Option<String>,
    /// Whether `/design` is served.
    pub design: bool,
}

impl std::fmt::Debug for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Site")
            .field("origin", &self.origin)
            .finish_non_exhaustive()
    }
}

impl Default for Site {
    fn default() -> Self {
        Self {
            name: "site-name",
            agency: "site-agency",
            banner: None,
            origin: "http://localhost:8080".to_owned(),
            zone: TimeZone::UTC,
            fallback: Lang::EN,
            hijri: false,
            hsts: false,
            proxies: 0,
            sign_in: "/sign-in",
            confirm: "/confirm",
            go_on: "/confirm/go-on",
            sign_out: "/sign-out",
            account: Vec::new(),
            footer: Vec::new(),
            limits: Limits::default(),
            checkpoint: None,
            metrics_token: None,
            design: false,
        }
    }
}

impl Site {
    /// Whether the site is reached by `https`.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.origin.starts_with("https://")
    }
}

/// What the shell is built from.
pub struct Shell {
    /// The site's settings.
    pub site: Site,
    /// Where sessions are kept.
    pub sessions: Arc<dyn SessionStore>,
    /// The clock.
    pub clock: Clock,
    /// Randomness.
    pub entropy: Entropy,
    /// The shell's texts and the packs'; the domains' are added.
    pub texts: Texts,
    /// What must hold for `/readyz` to say yes.
    pub ready: Vec<Ready>,
    /// Metrics of `/metrics`.
    pub metrics: Metrics,
}

impl std::fmt::Debug for Shell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shell")
            .field("site", &self.site)
            .finish_non_exhaustive()
    }
}

/// The shell at work, shared by all requests.
pub(crate) struct Inner {
    pub(crate) site: Site,
    pub(crate) texts: Arc<Texts>,
    pub(crate) nav: Vec<NavLink>,
    pub(crate) scripts: Vec<Script>,
    pub(crate) offers: Vec<Offer>,
    /// Addresses of which neither metrics nor traces tell.
    untold: Vec<&'static str>,
    pub(crate) sessions: Arc<dyn SessionStore>,
    clock: Clock,
    pub(crate) entropy: Entropy,
    reads: RateLimiter,
    writes: RateLimiter,
    /// What takes tokens with scopes.
    scopes: Vec<ScopedRoute>,
    /// What everybody may read of the API.
    open: Vec<String>,
    /// Addresses of programs with tokens: their guards count what each program writes.
    programs: Vec<String>,
    metrics: Metrics,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inner")
            .field("site", &self.site)
            .finish_non_exhaustive()
    }
}

/// The finished application.
#[derive(Debug)]
pub struct App {
    /// Serve it with `into_make_service_with_connect_info::<SocketAddr>()`, so that clients can be told apart.
    pub router: Router,
    /// Every route with its access.
    pub routes: Vec<RouteInfo>,
}

impl Shell {
    /// Puts the domains into the shell.
    ///
    /// # Errors
    /// When a domain's texts are not Fluent, take a key that another has, or differ between languages.
    pub fn router(self, domains: Vec<Domain>) -> Result<App, TextError> {
        let mut texts = self.texts;
        let mut routes = css::routes().merge(health::routes(self.ready, self.metrics.clone()));
        let mut nav = Vec::new();
        let (mut offers, mut scripts, mut untold) = (Vec::new(), Vec::new(), Vec::new());
        let mut told = crate::api::Told::default();
        let mut scopes = Vec::new();
        for domain in domains {
            texts = texts.with(&domain.texts)?;
            routes = routes.merge(domain.routes);
            nav.extend(domain.nav);
            scripts.extend(domain.scripts);
            told.apis.extend(domain.openapi);
            told.examples.push(domain.examples);
            offers.extend(domain.offers);
            untold.extend(domain.untold);
            scopes.extend_from_slice(domain.scopes);
        }
        // A page with a word missing in one language does not start.
        texts.check().map_err(|mut found| found.swap_remove(0))?;
        let described = crate::api::openapi_routes(told, routes.list(), &scopes);
        routes = routes.merge(described);
        if self.site.design {
            routes = routes.merge(crate::design::routes());
        }
        let limits = &self.site.limits;
        let inner = Arc::new(Inner {
            texts: Arc::new(texts),
            nav,
            scripts,
            offers,
            untold,
            sessions: self.sessions,
            clock: self.clock,
            entropy: self.entropy,
            reads: RateLimiter::new(limits.burst, limits.per_second, limits.clients),
            writes: RateLimiter::new(
                limits.writes_burst,
                limits.writes_per_minute / 60.0,
                limits.clients,
            ),
            scopes,
            open: scopes::for_everybody(routes.list()),
            programs: programs(&routes),
            metrics: self.metrics,
            site: self.site,
        });
        let list = routes.list().to_vec();
        let router = routes
            .into_router()
            .layer(axum::extract::DefaultBodyLimit::disable())
            .layer(middleware::from_fn(error::catch))
            .route_layer(middleware::from_fn(health::name_route))
            .layer(middleware::from_fn_with_state(inner, around));
        Ok(App {
            router,
            routes: list,
        })
    }
}

/// One request, in its span.
async fn around(State(shell): State<Arc<Inner>>, request: Request, next: Next) -> Response {
    if shell.untold.contains(&request.uri().path()) {
        return answer(shell, request, next).await;
    }
    let span = trace::begin(request.method(), request.headers());
    let response = answer(shell, request, next).instrument(span.clone()).await;
    trace::end(&span, health::route(&response), &response);
    response
}

/// Everything around one request; see the list in the crate's documentation.
async fn answer(shell: Arc<Inner>, request: Request, next: Next) -> Response {
    let started = std::time::Instant::now();
    let now = (shell.clock)();
    let method = request.method().clone();
    let (parts, body) = request.into_parts();
    let (view, begun) = open(&shell, &parts, now).await;
    let mut request = Request::from_parts(parts, body);
    request.extensions_mut().insert(view.clone());
    let mut response = match begun.and_then(|()| admit(&shell, &view, &request)) {
        Ok(()) => {
            let request = security::limit_body(request, shell.site.limits.upload);
            match tokio::time::timeout(shell.site.limits.time, next.run(request)).await {
                Ok(response) => response,
                Err(_) => error::Problem::too_slow().into_response(),
            }
        }
        Err(problem) => problem.into_response(),
    };
    response = error::render(&view, &method, response);
    let secure = shell.site.secure();
    let saved = session::finish(
        &view.session,
        &*shell.sessions,
        secure,
        response.headers_mut(),
    )
    .await;
    if let Err(e) = saved {
        let problem = error::Problem::unavailable().because(e).into_response();
        response = error::render(&view, &method, problem);
    }
    remember_lang(&shell, &view, response.headers_mut());
    security::headers(&shell.site, response.headers_mut());
    if !shell.untold.contains(&view.path.as_str()) {
        shell.metrics.observe(&method, &response, started.elapsed());
    }
    response
}

/// The view of a request; without a session when the store failed.
async fn open(
    shell: &Arc<Inner>,
    request: &Parts,
    now: Timestamp,
) -> (View, Result<(), error::Problem>) {
    let headers = &request.headers;
    let choice = negotiate::choose(&request.uri, headers, &shell.texts, shell.site.fallback);
    let secure = shell.site.secure();
    let loaded = session::begin(headers, &*shell.sessions, secure, now, &*shell.entropy).await;
    let (session, result) = match loaded {
        Ok(session) => (session, Ok(())),
        Err(e) => (
            session::Session::empty(now),
            Err(error::Problem::unavailable().because(e)),
        ),
    };
    let path = request.uri.path().to_owned();
    let hijri = session.data().hijri.unwrap_or(shell.site.hijri);
    let view = View {
        shell: Arc::clone(shell),
        text: Text::new(
            Arc::clone(&shell.texts),
            choice.lang,
            shell.site.zone.clone(),
        )
        .with_hijri(hijri),
        session,
        wants_json: wants_json(&path, headers),
        query: without_lang(request.uri.query().unwrap_or_default()),
        method: request.method.clone(),
        path,
        now,
        peer: peer(request, shell.site.proxies),
        lang_chosen: choice.explicit,
        takes_gzip: css::takes_gzip(headers),
    };
    (view, result)
}

/// The parts before the first parameter of the addresses for programs.
fn programs(routes: &Routes) -> Vec<String> {
    let tokens = routes.list().iter();
    let tokens = tokens.filter(|r| matches!(r.access, Access::Token(_)));
    let fixed = |r: &RouteInfo| r.path.split('{').next().unwrap_or_default().to_owned();
    tokens.map(fixed).collect()
}

/// Refuses what must not reach a handler.
fn admit(shell: &Inner, view: &View, request: &Request) -> Result<(), error::Problem> {
    // No address of ours has one, and PostgreSQL takes none in a text.
    if view.path.contains("%00") {
        return Err(error::Problem::not_found().because("NUL in the address"));
    }
    within_scopes(shell, view)?;
    let writes = !request.method().is_safe();
    if let Some(peer) = view.peer {
        shell.reads.check(peer, view.now)?;
        if writes && !shell.programs.iter().any(|p| view.path.starts_with(p)) {
            shell.writes.check(peer, view.now)?;
        }
    }
    if writes {
        security::same_site(&shell.site, view, request.headers())?;
    }
    Ok(())
}

/// The methods that routes have; `GET` stands for `HEAD` too.
const SERVED: [Method; 6] = [
    Method::GET,
    Method::HEAD,
    Method::POST,
    Method::PUT,
    Method::PATCH,
    Method::DELETE,
];

/// Refuses a token what none of its scopes names.
fn within_scopes(shell: &Inner, view: &View) -> Result<(), error::Problem> {
    let Some(held) = view.session.data().scopes else {
        return Ok(());
    };
    match scopes::needed(&shell.scopes, &view.method, &view.path) {
        Some(scope) if held.iter().any(|s| s == scope) => Ok(()),
        Some(scope) => {
            let detail = view.with("error-scope", &[("scope", scope.into())]);
            Err(error::Problem::forbidden().saying(detail))
        }
        // Nothing is served by any other method: the router says by which.
        None if !SERVED.contains(&view.method) => Ok(()),
        None if scopes::reads(&shell.open, &view.method, &view.path) => Ok(()),
        None => Err(error::Problem::forbidden().saying(view.t("error-no-scope"))),
    }
}

fn wants_json(path: &str, headers: &HeaderMap) -> bool {
    let accept = headers
        .get(header::ACCEPT)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default();
    path.starts_with("/api/") || (accept.contains("json") && !accept.contains("text/html"))
}

fn without_lang(query: &str) -> String {
    let keep: Vec<_> = query
        .split('&')
        .filter(|pair| !pair.starts_with("lang=") && !pair.is_empty())
        .collect();
    keep.join("&")
}

/// Keeps the language that the reader chose in the address.
fn remember_lang(shell: &Inner, view: &View, headers: &mut HeaderMap) {
    const YEAR: i64 = 365 * 24 * 3600;
    if view.lang_chosen {
        let cookie = cookies::write(
            negotiate::COOKIE,
            view.lang().code(),
            YEAR,
            shell.site.secure(),
            false,
        );
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            headers.append(header::SET_COOKIE, value);
        }
    }
}
