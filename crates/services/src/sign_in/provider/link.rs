//! The providers by which one's own account can be entered: linking one more, and unlinking.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use casework::Error;
use casework::oidc::Provider;
use casework::people::identities::{self, Linked};
use maud::{Markup, html};
use web::access::Confirmed;
use web::components::{
    Button, LinkButton, button, empty_state, hidden, inset, link_button, section,
};
use web::lang::Precision;
use web::session::FlashKind;
use web::{Answer, Form, Page, Problem, View};

use super::{Purpose, start};
use crate::office::{Citizen, Office};
use crate::{paths, refusal};

pub(super) async fn show(citizen: Citizen, State(office): State<Office>) -> Answer<Page> {
    let (view, person) = (&citizen.view, citizen.person);
    let linked = office
        .read(view, move |link, _| identities::linked(link, person))
        .await?;
    let free = |p: &&Provider| linked.iter().all(|l| l.issuer != p.issuer());
    let free: Vec<_> = office.providers().iter().filter(free).collect();
    let title = view.t("identity-title");
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.t("identity-lead")) }
        @if linked.is_empty() {
            (empty_state(&view.t("identity-none"), &view.t("identity-none-text"), None))
        } @else {
            (section("linked", &view.t("identity-yours"), &show_linked(view, &office, &linked)))
        }
        @if !free.is_empty() {
            (section("free", &view.t("identity-add"), &html! {
                p { (view.t("identity-add-text")) }
                @for provider in free { (add(view, provider)) }
            }))
        }
    };
    Ok(view.page(title.clone()).back(paths::ACCOUNT).main(main))
}

/// The identities of an account, each with a way to unlink it.
fn show_linked(view: &View, office: &Office, linked: &[Linked]) -> Markup {
    let name = |issuer: &str| {
        let known = office.providers().iter().find(|p| p.issuer() == issuer);
        known.map_or_else(
            || issuer.to_owned(),
            |p| p.name(view.lang().code()).to_owned(),
        )
    };
    html! {
        ul class="plain" {
            @for identity in linked {
                @let name = name(&identity.issuer);
                li {
                    p { strong { bdi { (name) } } " · " (view.text.time(identity.since, Precision::Day)) }
                    form method="post" action="/account/identities/unlink" {
                        (view.csrf_field()) (hidden("id", &hex::encode(identity.tag)))
                        button class="link" type="submit" { (view.t("identity-unlink")) span class="visually-hidden" { " " (name) } }
                    }
                }
            }
        }
    }
}

fn add(view: &View, provider: &Provider) -> Markup {
    let args = [("provider", provider.name(view.lang().code()).into())];
    let add = Button {
        secondary: true,
        ..Button::new(view.with("identity-link", &args))
    };
    html! {
        form method="post" action="/account/identities/link" {
            (view.csrf_field()) (hidden("provider", provider.id()))
            (button(&add))
        }
    }
}

/// Begins to link. The form's token shows that it is meant: else another site could have its reader's account linked to an
/// identity of its own. The browser leaves by a link, for no form of ours may lead elsewhere.
pub(super) async fn begin(
    Confirmed(citizen, _): Confirmed<Citizen>,
    State(office): State<Office>,
    Form(form): Form,
) -> Answer {
    let view = &citizen.view;
    let provider = office
        .provider(form.get("provider"))
        .ok_or_else(Problem::not_found)?;
    let purpose = (Purpose::Link, None);
    let url = match start(view, &office, &provider, purpose, paths::IDENTITIES).await? {
        Ok(url) => url,
        Err(refused) => return Ok(refused),
    };
    let args = [("provider", provider.name(view.lang().code()).into())];
    let title = view.with("identity-link-title", &args);
    let on = view.with("identity-continue", &args);
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.with("identity-link-text", &args)) }
        (inset(&html! { p { (view.t("identity-link-shared")) } }))
        p { (link_button(&LinkButton::new(url, on))) }
    };
    let page = view.page(title.clone()).back(paths::IDENTITIES).main(main);
    Ok(page.into_response())
}

pub(super) async fn unlink(
    Confirmed(citizen, _): Confirmed<Citizen>,
    State(office): State<Office>,
    Form(form): Form,
) -> Answer {
    let (view, person) = (&citizen.view, citizen.person);
    let mut tag = [0; 32];
    hex::decode_to_slice(form.get("id"), &mut tag).map_err(|_| Problem::not_found())?;
    let unlinked = office
        .casework()
        .write(move |tx| identities::unlink(tx, person, &tag));
    match unlinked.await {
        Ok(_) => {}
        Err(Error::Conflict(_)) => {
            return Err(Problem::conflict().saying(view.t("identity-only-way")));
        }
        Err(e) => return Err(refusal::problem(view, e)),
    }
    view.session
        .flash(FlashKind::Success, view.t("identity-unlinked"));
    Ok(Redirect::to(paths::IDENTITIES).into_response())
}
