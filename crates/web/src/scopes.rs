//! What a token with scopes may call: what a domain lists here, with the scope that it needs, and what everybody may read of the
//! API. Default deny: any other route takes no token, pages among them.

use crate::access::{Access, RouteInfo};
use axum::http::Method;

/// A route that takes tokens with a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScopedRoute {
    /// The method; `GET` serves `HEAD` too.
    pub method: &'static str,
    /// The path as the route has it, with parameters in braces.
    pub path: &'static str,
    /// The scope, such as `cases:read`.
    pub scope: &'static str,
}

/// The scope that a request needs; none where no token may make it.
pub(crate) fn needed(routes: &[ScopedRoute], method: &Method, path: &str) -> Option<&'static str> {
    let method = if method == Method::HEAD {
        &Method::GET
    } else {
        method
    };
    let fits = |r: &&ScopedRoute| r.method == method.as_str() && self::fits(r.path, path);
    routes.iter().find(fits).map(|r| r.scope)
}

/// The addresses of the API that everybody may read: a program does not have to hide its token there.
pub(crate) fn for_everybody(routes: &[RouteInfo]) -> Vec<String> {
    let open = |r: &&RouteInfo| {
        r.access == Access::Public && r.method == Method::GET && r.path.starts_with("/api/")
    };
    routes.iter().filter(open).map(|r| r.path.clone()).collect()
}

/// Whether a request only reads such an address.
pub(crate) fn reads(open: &[String], method: &Method, path: &str) -> bool {
    matches!(*method, Method::GET | Method::HEAD) && open.iter().any(|route| fits(route, path))
}

/// Whether a path is of a route: segment by segment, a parameter standing for one that is not empty.
fn fits(route: &str, path: &str) -> bool {
    let (mut route, mut path) = (route.split('/'), path.split('/'));
    loop {
        match (route.next(), path.next()) {
            (None, None) => return true,
            (Some(r), Some(p)) if r == p => {}
            (Some(r), Some(p)) if r.starts_with('{') && !p.is_empty() => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROUTES: [ScopedRoute; 2] = [
        ScopedRoute {
            method: "GET",
            path: "/api/v1/cases/{number}",
            scope: "cases:read",
        },
        ScopedRoute {
            method: "POST",
            path: "/api/v1/cases/{number}/messages",
            scope: "cases:write",
        },
    ];

    #[test]
    fn what_is_not_listed_needs_a_scope_that_nobody_has() {
        let needs = |method: &Method, path| needed(&ROUTES, method, path);
        assert_eq!(needs(&Method::GET, "/api/v1/cases/1"), Some("cases:read"));
        assert_eq!(needs(&Method::HEAD, "/api/v1/cases/1"), Some("cases:read"));
        for (method, path) in [
            (Method::POST, "/api/v1/cases/1"),
            (Method::GET, "/api/v1/cases/"),
            (Method::GET, "/api/v1/cases"),
            (Method::GET, "/api/v1/cases/1/messages"),
            (Method::GET, "/api/v1/cases/1/"),
            (Method::GET, "/cases/1"),
            (Method::GET, "//api/v1/cases/1"),
        ] {
            assert_eq!(needs(&method, path), None, "{method} {path}");
        }
    }

    #[test]
    fn what_everybody_may_read_of_the_api_is_read_with_a_token_too() {
        let route = |method, path: &str, access| RouteInfo {
            method,
            path: path.to_owned(),
            access,
            demand: None,
        };
        let open = for_everybody(&[
            route(Method::GET, "/api/v1/services/{service}", Access::Public),
            route(Method::POST, "/api/v1/sign-out", Access::Public),
            route(Method::GET, "/api/v1/cases", Access::SignedIn),
            route(Method::GET, "/", Access::Public),
        ]);
        assert_eq!(open, ["/api/v1/services/{service}"]);
        assert!(reads(&open, &Method::HEAD, "/api/v1/services/a"));
        assert!(!reads(&open, &Method::POST, "/api/v1/services/a"));
        assert!(!reads(&open, &Method::GET, "/api/v1/services/a/check"));
    }
}
