//! Who may call what: said at the route and again in the handler's first argument.
//!
//! [`Routes`] takes only handlers whose first argument is a [`Guard`], and refuses at start-up a
//! route whose declared [`Access`] is not that guard's. So a handler without an access rule does
//! not compile, and the list of routes that tests and auditors read cannot differ from the code.

use crate::error::Problem;
use crate::held;
use crate::session::SessionData;
use crate::view::View;
use axum::Router;
use axum::extract::FromRequestParts;
use axum::handler::Handler;
use axum::http::Method;
use axum::http::request::Parts;
use axum::middleware;
use axum::routing::{MethodFilter, on};

mod confirmed;

pub use confirmed::{Confirmed, Demand, Demanded, Level, Own, Substantial};

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Access {
    /// Everybody.
    Public,
    /// Every signed-in person; whose data they may see is the handler's second question.
    SignedIn,
    /// Signed-in persons who hold this role.
    Role(&'static str),
    /// Programs that show a token of this kind: no session is one. The domain's guard reads it.
    Token(&'static str),
}

impl Access {
    /// Whether a session passes.
    #[must_use]
    pub fn allows(self, session: &SessionData) -> bool {
        match self {
            Self::Public => true,
            Self::Token(_) => false,
            Self::SignedIn => session.person.is_some(),
            Self::Role(role) => session.person.is_some() && session.roles.iter().any(|r| r == role),
        }
    }

    /// The same callers, who must have proved lately who they are.
    #[must_use]
    pub const fn confirmed(self, demand: Demand) -> Rule {
        Rule {
            access: self,
            demand: Some(demand),
        }
    }
}

/// What a route asks of whoever calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Who they must be.
    pub access: Access,
    /// How surely that must be known, and since when.
    pub demand: Option<Demand>,
}

impl From<Access> for Rule {
    fn from(access: Access) -> Self {
        Self {
            access,
            demand: None,
        }
    }
}

impl Rule {
    /// The rule of a guard.
    const fn of<G: Guard>() -> Self {
        Self {
            access: G::ACCESS,
            demand: G::DEMAND,
        }
    }
}

/// An extractor that lets a request through only when its access rule holds.
pub trait Guard {
    /// The rule.
    const ACCESS: Access;
    /// What it asks of the proof of who they are.
    const DEMAND: Option<Demand> = None;
}

/// Checks a rule for a domain's own guard.
///
/// # Errors
/// [`Problem::sign_in`] without a session, [`Problem::forbidden`] without the role.
pub fn require(view: &View, access: Access) -> Result<(), Problem> {
    let data = view.session.data();
    if access.allows(&data) {
        Ok(())
    } else if data.person.is_none() {
        Err(Problem::sign_in())
    } else {
        Err(Problem::forbidden())
    }
}

/// First argument of a handler that everybody may call.
#[derive(Clone, Debug)]
pub struct Public(pub View);

impl Guard for Public {
    const ACCESS: Access = Access::Public;
}

impl<S: Sync> FromRequestParts<S> for Public {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        View::from_request_parts(parts, state).await.map(Self)
    }
}

/// First argument of a handler that needs a signed-in person.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The request.
    pub view: View,
    /// Who asks.
    pub person: i64,
}

impl Guard for SignedIn {
    const ACCESS: Access = Access::SignedIn;
}

impl<S: Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let view = View::from_request_parts(parts, state).await?;
        let person = view.session.person().ok_or_else(Problem::sign_in)?;
        Ok(Self { view, person })
    }
}

/// The arguments of a handler, the first of which is a guard. Implemented for handlers of up to
/// eight arguments.
#[diagnostic::on_unimplemented(
    message = "the handler's first argument must be a `web::Guard`",
    note = "start its arguments with `Public(view): Public`, `user: SignedIn` or a guard of the domain"
)]
pub trait GuardedArgs {
    /// The guard's rule.
    const RULE: Rule;
}

macro_rules! guarded {
    ($($rest:ident),*) => {
        impl<M, G: Guard, $($rest),*> GuardedArgs for (M, G, $($rest,)*) {
            const RULE: Rule = Rule::of::<G>();
        }
    };
}
guarded!();
guarded!(T2);
guarded!(T2, T3);
guarded!(T2, T3, T4);
guarded!(T2, T3, T4, T5);
guarded!(T2, T3, T4, T5, T6);
guarded!(T2, T3, T4, T5, T6, T7);
guarded!(T2, T3, T4, T5, T6, T7, T8);

/// A route as an auditor reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteInfo {
    /// The HTTP method; `GET` serves `HEAD` too.
    pub method: Method,
    /// The path, with parameters in braces.
    pub path: String,
    /// Who may call it.
    pub access: Access,
    /// What it asks of the proof of who they are.
    pub demand: Option<Demand>,
}

/// Routes that each say who may call them.
#[derive(Debug)]
pub struct Routes<S = ()> {
    router: Router<S>,
    list: Vec<RouteInfo>,
}

impl<S: Clone + Send + Sync + 'static> Default for Routes<S> {
    fn default() -> Self {
        Self {
            router: Router::new(),
            list: Vec::new(),
        }
    }
}

macro_rules! method {
    ($name:ident, $method:ident, $doc:literal) => {
        #[doc = $doc]
        ///
        /// # Panics
        /// At start-up, when `rule` is not the rule of the handler's guard, or the route exists.
        #[must_use]
        pub fn $name<H, T>(self, path: &str, rule: impl Into<Rule>, handler: H) -> Self
        where
            H: Handler<T, S>,
            T: GuardedArgs + 'static,
        {
            self.add(
                Method::$method,
                MethodFilter::$method,
                path,
                rule.into(),
                handler,
            )
        }
    };
}

impl<S: Clone + Send + Sync + 'static> Routes<S> {
    /// No routes yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    method!(get, GET, "Answers `GET` and `HEAD`.");
    method!(post, POST, "Answers `POST`.");
    method!(put, PUT, "Answers `PUT`.");
    method!(patch, PATCH, "Answers `PATCH`.");
    method!(delete, DELETE, "Answers `DELETE`.");

    fn add<H, T>(
        mut self,
        method: Method,
        filter: MethodFilter,
        path: &str,
        rule: Rule,
        handler: H,
    ) -> Self
    where
        H: Handler<T, S>,
        T: GuardedArgs + 'static,
    {
        assert_eq!(
            rule,
            T::RULE,
            "{method} {path}: declared access differs from the handler's guard"
        );
        self.list.push(RouteInfo {
            method,
            path: path.to_owned(),
            access: rule.access,
            demand: rule.demand,
        });
        // Before the handler reads the body: what somebody typed is kept while they sign in or confirm.
        let keep = middleware::from_fn(move |request, next| held::keep(rule, request, next));
        self.router = self
            .router
            .route(path, on(filter, handler).route_layer(keep));
        self
    }

    /// These routes and others.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.list.extend(other.list);
        self
    }

    /// Gives the handlers the state that they ask for.
    #[must_use]
    pub fn with_state(self, state: S) -> Routes {
        Routes {
            router: self.router.with_state(state),
            list: self.list,
        }
    }

    /// Every route with its access, in order of registration.
    #[must_use]
    pub fn list(&self) -> &[RouteInfo] {
        &self.list
    }

    pub(crate) fn into_router(self) -> Router<S> {
        self.router
    }
}
