//! What went wrong on the way to a provider and back, and what to do next: a page for each.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use casework::oidc::Provider;
use maud::html;
use web::View;
use web::components::{LinkButton, link_button};
use web::forms::percent_encode;

use super::{Purpose, way_to};
use crate::paths;

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The person did not agree there.
    Denied,
    /// It proved less than is needed.
    TooLow,
    /// The answer belongs to nothing that goes on.
    Stale,
    /// It does not answer.
    Unreachable,
    /// It answers, and the answer does not hold.
    Broken,
    /// The identity, or the account, has another one already.
    Taken,
    /// The address is an official's.
    Official,
    /// Another person's identity than who is signed in.
    Another,
}

impl Trouble {
    fn name(self) -> &'static str {
        match self {
            Self::Denied => "denied",
            Self::TooLow => "low",
            Self::Stale => "stale",
            Self::Unreachable => "unreachable",
            Self::Broken => "broken",
            Self::Taken => "taken",
            Self::Official => "official",
            Self::Another => "another",
        }
    }

    fn status(self) -> StatusCode {
        match self {
            Self::Denied | Self::TooLow => StatusCode::FORBIDDEN,
            Self::Stale => StatusCode::BAD_REQUEST,
            Self::Unreachable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken => StatusCode::BAD_GATEWAY,
            Self::Taken | Self::Official | Self::Another => StatusCode::CONFLICT,
        }
    }
}

/// The page: what happened, what it means, and the ways on.
pub(super) fn trouble(
    view: &View,
    provider: &Provider,
    purpose: Purpose,
    what: &Trouble,
    next: &str,
) -> Response {
    let name = provider.name(view.lang().code());
    let say = |part: &str| {
        let key = format!("identity-{part}-{}", what.name());
        view.with(&key, &[("provider", name.into())])
    };
    let again = LinkButton::new(way_to(provider.id(), next), view.t("identity-again"));
    let signed_in = purpose != Purpose::Enter && view.session.person().is_some();
    let other = if signed_in {
        LinkButton::new(paths::IDENTITIES, view.t("identity-to-account"))
    } else {
        let to = format!(
            "{}?next={}",
            paths::SIGN_IN,
            percent_encode(next).replace('/', "%2F")
        );
        LinkButton::new(to, view.t("identity-other-way"))
    };
    // Trying again at once changes nothing where the account is what stands in the way.
    let useful = !signed_in && !matches!(what, Trouble::Taken | Trouble::Official);
    let other = LinkButton {
        secondary: useful,
        ..other
    };
    let title = say("title");
    let main = html! {
        h1 { (title) }
        p class="lead" { (say("text")) }
        @if useful { p { (link_button(&again)) } }
        p { (link_button(&other)) }
    };
    view.page(title.clone())
        .status(what.status())
        .main(main)
        .into_response()
}
