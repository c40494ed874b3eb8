//! What tokens may do: each scope, and the routes that it opens. What is not here takes no token: pages, signing in, erasing,
//! and what a person has to answer for themselves, such as an official's decision.

use web::ScopedRoute;

/// Who may give a token a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum For {
    Everybody,
    Officials,
    Supervisors,
}

/// Every scope, with who may give it; `scope-…` says in words what it is.
pub(crate) const SCOPES: [(&str, For); 7] = [
    ("cases:read", For::Everybody),
    ("cases:write", For::Everybody),
    ("drafts:write", For::Everybody),
    ("account:read", For::Everybody),
    ("tasks:read", For::Officials),
    ("overview:read", For::Supervisors),
    ("webhooks:write", For::Supervisors),
];

/// The scopes that somebody with these roles may give.
pub(crate) fn offered(roles: &[String]) -> impl Iterator<Item = &'static str> {
    let has = |role: &str| roles.iter().any(|r| r == role);
    let (official, supervisor) = (has(crate::OFFICIAL), has(crate::SUPERVISOR));
    let fits = move |of: &For| match of {
        For::Everybody => true,
        For::Officials => official,
        For::Supervisors => supervisor,
    };
    SCOPES
        .iter()
        .filter(move |(_, of)| fits(of))
        .map(|(scope, _)| *scope)
}

macro_rules! scoped {
    ($($scope:literal: $($method:ident $path:literal),+;)*) => {
        /// The routes.
        pub(crate) const SCOPED: &[ScopedRoute] = &[$($(ScopedRoute {
            method: stringify!($method), path: $path, scope: $scope,
        }),+),*];
    };
}

scoped! {
    "cases:read":
        GET "/api/v1/cases",
        GET "/api/v1/cases/{number}",
        GET "/api/v1/cases/{number}/replies",
        GET "/api/v1/cases/{number}/timeline",
        GET "/api/v1/cases/{number}/entries/{seq}",
        GET "/api/v1/cases/{number}/entries/{seq}/passkey",
        GET "/api/v1/cases/{number}/entries/{seq}/draw",
        GET "/api/v1/cases/{number}/documents/{hash}",
        GET "/api/v1/cases/{number}/certificates/{n}",
        GET "/api/v1/cases/{number}/certificates/{n}/certificate.pdf",
        GET "/api/v1/cases/{number}/decision",
        GET "/api/v1/cases/{number}/decision.pdf",
        GET "/api/v1/cases/{number}/case.pdf";
    "cases:write":
        POST "/api/v1/cases/{number}/messages",
        POST "/api/v1/cases/{number}/actions/{message}";
    "drafts:write":
        GET "/api/v1/drafts",
        POST "/api/v1/drafts",
        GET "/api/v1/drafts/{draft}",
        PUT "/api/v1/drafts/{draft}",
        DELETE "/api/v1/drafts/{draft}",
        POST "/api/v1/drafts/{draft}/pages/{page}",
        POST "/api/v1/drafts/{draft}/files/{field}",
        DELETE "/api/v1/drafts/{draft}/files/{field}/{hash}",
        POST "/api/v1/drafts/{draft}/submit";
    "account:read":
        GET "/api/v1/session",
        GET "/api/v1/account",
        GET "/api/v1/account/mandates",
        GET "/api/v1/account/devices",
        GET "/api/v1/account/absences",
        GET "/api/v1/account/readings",
        GET "/api/v1/account/contact";
    "tasks:read":
        GET "/api/v1/work",
        GET "/api/v1/cases/{number}/tasks/{job}";
    "overview:read":
        GET "/api/v1/overview",
        GET "/api/v1/incidents",
        GET "/api/v1/cases/{number}/incident",
        GET "/api/v1/versions",
        GET "/api/v1/versions/{hash}/{with}",
        GET "/api/v1/versions/{hash}/{with}/cases",
        GET "/api/v1/migrations/{seq}",
        GET "/api/v1/migrations/{seq}/cases",
        GET "/api/v1/retention";
    "webhooks:write":
        GET "/api/v1/webhooks",
        POST "/api/v1/webhooks",
        GET "/api/v1/webhooks/{id}",
        DELETE "/api/v1/webhooks/{id}",
        GET "/api/v1/webhooks/{id}/deliveries";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_route_exists_and_each_scope_opens_one() {
        let routes = crate::api::routes();
        for scoped in SCOPED {
            let there = routes
                .list()
                .iter()
                .any(|r| r.method.as_str() == scoped.method && r.path == scoped.path);
            assert!(there, "{} {}", scoped.method, scoped.path);
        }
        for (scope, _) in SCOPES {
            assert!(SCOPED.iter().any(|r| r.scope == scope), "{scope}");
        }
    }

    #[test]
    fn a_citizen_gives_no_scope_of_an_official() {
        let all: Vec<_> = offered(&[]).collect();
        assert_eq!(
            all,
            ["cases:read", "cases:write", "drafts:write", "account:read"]
        );
        assert!(offered(&[crate::OFFICIAL.into()]).any(|s| s == "tasks:read"));
        assert!(!offered(&[crate::OFFICIAL.into()]).any(|s| s == "overview:read"));
    }
}
