//! What a token with scopes may call: only what a domain lists here, with the scope that it needs. Default deny: a route
//! that is not listed takes no token, pages among them.

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
    let fits = |r: &&ScopedRoute| r.method == method.as_str() && matches(r.path, path);
    routes.iter().find(fits).map(|r| r.scope)
}

/// Whether a path is of a route: segment by segment, a parameter standing for one that is not empty.
fn matches(route: &str, path: &str) -> bool {
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
}
