//! Problems as the client can read them.

use super::Problem;
use crate::components;
use crate::health::RouteName;
use crate::view::View;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::FutureExt as _;
use maud::html;
use std::panic::AssertUnwindSafe;

/// Runs the rest of the request; a panic in it becomes a 500.
pub(crate) async fn catch(request: Request, next: Next) -> Response {
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(panic) => {
            // A text made when it ran may have what somebody wrote in it.
            let cause = panic.downcast_ref::<&'static str>();
            let cause = cause.copied().unwrap_or("without a fixed text");
            Problem::internal(format!("panic: {cause}")).into_response()
        }
    }
}

/// Gives a failed response the form its reader expects.
pub(crate) fn render(view: &View, method: &Method, response: Response) -> Response {
    let Some(problem) = problem_of(&response) else {
        return response;
    };
    log(crate::health::route(&response), method, &problem);
    if view.wants_json {
        return with_headers(&problem, json(view, &problem), &response);
    }
    if problem.status == StatusCode::UNAUTHORIZED {
        return with_headers(&problem, who_first(view, method, &problem), &response);
    }
    let page = page(view, &problem).into_response();
    with_headers(&problem, page, &response)
}

/// Marks an answer that is plain text with a status of its own, and for programs only.
#[derive(Clone, Copy)]
pub(crate) struct AsItIs;

/// The problem that a handler gave, or the one that a bare status of the router stands for.
fn problem_of(response: &Response) -> Option<Problem> {
    if let Some(problem) = response.extensions().get::<Problem>() {
        return Some(problem.clone());
    }
    if response.extensions().get::<AsItIs>().is_some() {
        return None;
    }
    // A handler's own error page or JSON has a content type of its own and is left alone; the
    // router's and extractors' are bare or plain text.
    let plain = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_none_or(|value| value.as_bytes().starts_with(b"text/plain"));
    if !plain {
        return None;
    }
    Some(match response.status() {
        StatusCode::NOT_FOUND => Problem::not_found(),
        StatusCode::METHOD_NOT_ALLOWED => Problem::method_not_allowed(),
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Problem::media_type(),
        StatusCode::UNPROCESSABLE_ENTITY => Problem::unprocessable(),
        status if status.is_client_error() => Problem {
            status,
            ..Problem::bad_request()
        },
        status if status.is_server_error() => Problem::internal(format!("bare {status}")),
        _ => return None,
    })
}

/// The route and not the address, which may have a case's number in it.
fn log(route: &str, method: &Method, problem: &Problem) {
    let (status, cause) = (problem.status.as_u16(), problem.cause.as_deref());
    let method = crate::trace::known(method);
    if problem.status.is_server_error() {
        tracing::error!(status, method, route, cause, "request failed");
    } else {
        tracing::debug!(
            status,
            method,
            route,
            cause,
            kind = problem.kind,
            "request refused"
        );
    }
}

fn json(view: &View, problem: &Problem) -> Response {
    let mut response = (problem.status, problem.json(Some(view)).to_string()).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    headers.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(view.lang().code()),
    );
    if problem.status == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, challenge(problem));
    }
    response
}

/// What is missing: a token at all, or a better proof of who shows it (RFC 9470, 3).
fn challenge(problem: &Problem) -> HeaderValue {
    let text = problem.asked.map(|asked| {
        format!(
            "Bearer error=\"insufficient_user_authentication\", \
             error_description=\"prove again who you are\", acr_values=\"{}\", max_age=\"{}\"",
            asked.level.acr(),
            asked.max_age
        )
    });
    let value = text.and_then(|text| HeaderValue::from_str(&text).ok());
    value.unwrap_or(HeaderValue::from_static("Bearer"))
}

/// Leads to the page where one signs in or proves again who one is, and back to the page asked for (not to what a form would
/// have done: see [`crate::held`]).
fn who_first(view: &View, method: &Method, problem: &Problem) -> Response {
    let here = match view.query.as_str() {
        _ if *method != Method::GET => String::new(),
        "" => view.path.clone(),
        query => format!("{}?{query}", view.path),
    };
    Redirect::to(&who_page(view, problem, &here)).into_response()
}

/// The address of the page where what is missing is proved, and that leads to `next` then.
pub(crate) fn who_page(view: &View, problem: &Problem, next: &str) -> String {
    let mut query = Vec::new();
    if let Some(asked) = problem.asked {
        query.push(format!("level={}", asked.level.as_str()));
    }
    if !next.is_empty() {
        query.push(format!("next={}", crate::forms::percent_encode(next)));
    }
    let path = match problem.asked {
        Some(_) => view.site().confirm,
        None => view.site().sign_in,
    };
    if query.is_empty() {
        return path.to_owned();
    }
    format!("{path}?{}", query.join("&"))
}

fn page(view: &View, problem: &Problem) -> crate::page::Page {
    let title = view.t(&format!("problem-{}", problem.kind));
    let text = &view.text;
    let main = html! {
        // Somebody on the telephone asks for this number.
        p class="caption" { bdi dir="ltr" { (problem.status.as_u16()) } }
        h1 { (title) }
        @if let Some(detail) = &problem.detail { p class="lead" { (detail) } }
        p { (view.t(&format!("problem-{}-do", problem.kind))) }
        @if !problem.fields.is_empty() {
            ul { @for f in &problem.fields { li { (f.detail) } } }
        }
        @if let Some(seconds) = problem.retry_after {
            p { (text.with("problem-retry-after", &[("seconds", seconds.into())])) }
        }
        p { (components::link_button(&components::LinkButton::new("/", text.get("go-home")))) }
    };
    view.page(title).status(problem.status).main(main)
}

fn with_headers(problem: &Problem, mut to: Response, from: &Response) -> Response {
    for name in [header::ALLOW, header::SET_COOKIE] {
        for value in from.headers().get_all(&name) {
            to.headers_mut().append(&name, value.clone());
        }
    }
    if let Some(route) = from.extensions().get::<RouteName>() {
        to.extensions_mut().insert(route.clone());
    }
    if let Some(seconds) = problem.retry_after {
        to.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    to
}
