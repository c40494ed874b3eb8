//! The rules of all services, to be read and tried by anybody: rules are law.

use std::sync::Arc;

use axum::extract::State;
use casework::store::Link;
use casework::{Error, Parts};
use maud::html;
use pack::Pack;
use web::components::{LinkButton, link_button, section};
use web::{Answer, Page, Public};

use super::of_task;
use crate::office::Office;
use crate::{home, paths, words};

/// A rule in a list: its pack and the task that it decides.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    pub(crate) pack: Arc<Pack>,
    pub(crate) element: String,
}

/// The rules of the services that can be applied for.
pub(crate) fn all(link: &mut Link, parts: &Parts) -> Result<Vec<Listed>, Error> {
    let mut all = Vec::new();
    for pack in home::services(link, parts)? {
        all.extend(pack.rules.keys().map(|element| Listed {
            pack: pack.clone(),
            element: element.clone(),
        }));
    }
    Ok(all)
}

pub(super) async fn list(Public(view): Public, State(office): State<Office>) -> Answer<Page> {
    let view = &view;
    let found = office.read(view, all).await?;
    let title = view.t("rules-title");
    let official = web::Access::Role(crate::OFFICIAL).allows(&view.session.data());
    let mut packs: Vec<&Arc<Pack>> = found.iter().map(|l| &l.pack).collect();
    packs.dedup_by_key(|p| p.hash);
    let file = LinkButton {
        secondary: true,
        ..LinkButton::new(paths::RULES_FILE, view.t("rules-file"))
    };
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.t("rules-lead")) }
        @if packs.is_empty() { p { (view.t("rules-none")) } }
        @for pack in packs {
            (section(&pack.id, &words::service(view, pack), &html! {
                p class="hint" { (words::of(view, pack, "service-law")) }
                ul {
                    @for listed in found.iter().filter(|l| l.pack.hash == pack.hash) {
                        li { a href=(of_task(pack, &listed.element)) { (words::element(view, pack, &listed.element)) } }
                    }
                }
            }))
        }
        @if official { p { (link_button(&file)) } }
    };
    Ok(view.page(title.clone()).main(main))
}
