//! The home page: what one can ask for, and a search over it.

use std::sync::Arc;

use axum::extract::State;
use casework::case;
use casework::store::Link;
use casework::{CaseNumber, Error, Parts};
use maud::{Markup, PreEscaped, html};
use pack::Pack;
use web::components::{
    Card, Icon, LinkButton, Pagination, SearchBox, cards, empty_state, icon, pagination,
    search_box, section, signposts,
};
use web::forms::percent_encode;
use web::{Access, Answer, Page, Public, Routes, View};

use crate::find::events;
use crate::find::search::Found;
use crate::office::Office;
use crate::{paths, words};

/// An arcade whose floor is a chain of entries. No colours of its own: the stylesheet has them.
const ARCADE: &str = include_str!("../assets/arcade.svg");

/// Services on a page of the list.
const PAGE: usize = 24;

pub(crate) fn routes() -> Routes<Office> {
    Routes::new().get(paths::HOME, Access::Public, home)
}

async fn home(Public(view): Public, State(office): State<Office>) -> Answer<Page> {
    let packs = office.read(&view, services).await?;
    let query = view.query_value("q");
    let search = SearchBox {
        action: paths::HOME.into(),
        label: view.t("home-search"),
        value: query.clone(),
    };
    let hero = html! {
        div class="hero-words" {
            h1 { (view.t("home-title")) }
            p class="lead" { (view.t("home-lead")) }
            (search_box(&view.text, &search))
        }
        div class="hero-picture" aria-hidden="true" { (PreEscaped(ARCADE)) }
    };
    let found = office.index().search(&packs, &query);
    let main = html! {
        @if !query.trim().is_empty() { (results(&view, &query, &found)) }
        @else {
            @let events = events::signposts(&view, &packs);
            @if !events.is_empty() { (section("events", &view.t("home-events"), &signposts(&events))) }
            (section("services", &view.t("home-services"), &list(&view, &packs)))
        }
        (promises(&view))
    };
    Ok(view.page(view.t("home-page")).hero(hero).main(main))
}

/// What a search found, and the case whose number was typed.
fn results(view: &View, query: &str, found: &Found) -> Markup {
    let number = query.parse::<CaseNumber>().ok();
    let heading = view.with(
        "home-found",
        &[("count", found.packs.len().into()), ("query", query.into())],
    );
    html! {
        @if let Some(number) = number {
            (section("case", &view.t("find-case"), &cards(&[Card {
                href: paths::case(number),
                title: view.with("find-case-number", &[("number", number.to_string().into())]),
                text: view.t("find-case-text"),
                facts: Vec::new(),
            }])))
        } @else if found.packs.is_empty() {
            (empty_state(&heading, &view.t("home-none"), Some(&LinkButton::new(paths::HOME, view.t("home-all")))))
        } @else {
            (section("services", &heading, &html! {
                @if !found.whole { p { (view.t("find-near")) } }
                (list(view, &found.packs))
            }))
        }
    }
}

/// Services on this page of the list.
fn list(view: &View, packs: &[Arc<Pack>]) -> Markup {
    let page: usize = view.query_value("page").parse().unwrap_or(1).max(1);
    let shown = packs
        .iter()
        .skip((page - 1).saturating_mul(PAGE))
        .take(PAGE);
    let shown: Vec<_> = shown.map(|p| service_card(view, p)).collect();
    let query = percent_encode(&view.query_value("q"));
    let to = |page: usize| format!("{}?q={query}&page={page}", paths::HOME);
    let pages = Pagination {
        first: (page > 1).then(|| to(1)),
        next: (page.saturating_mul(PAGE) < packs.len()).then(|| to(page + 1)),
    };
    html! { (cards(&shown)) (pagination(&view.text, &pages)) }
}

/// The packs that new cases run on, by id.
pub(crate) fn services(link: &mut Link, parts: &Parts) -> Result<Vec<Arc<Pack>>, Error> {
    let hashes = case::deployed(link)?;
    let packs = hashes.iter().map(|hash| parts.packs.get(link, hash));
    let packs: Vec<Arc<Pack>> = packs.collect::<Result<_, _>>()?;
    Ok(packs.into_iter().filter(|p| !p.internal).collect())
}

/// A service that can be applied for.
pub(crate) fn offered(link: &mut Link, parts: &Parts, id: &str) -> Result<Arc<Pack>, Error> {
    let pack = case::current(parts, link, id)?;
    if pack.internal {
        return Err(Error::NotFound);
    }
    Ok(pack)
}

pub(crate) fn service_card(view: &View, pack: &Pack) -> Card {
    let mut facts = vec![words::of(view, pack, "service-fee")];
    if let Some(days) = pack.promised {
        facts.push(view.with("service-promised-days", &[("days", days.into())]));
    }
    Card {
        href: paths::service(&pack.id),
        title: words::service(view, pack),
        text: words::of(view, pack, "service-summary"),
        facts,
    }
}

fn promises(view: &View) -> Markup {
    let one = |sign, key: &str| {
        html! {
            li { (icon(sign)) h3 { (view.t(&format!("home-{key}-title"))) } p { (view.t(&format!("home-{key}-text"))) } }
        }
    };
    let list = html! {
        ul class="promises" {
            (one(Icon::Dice, "draw")) (one(Icon::Seal, "record")) (one(Icon::Clock, "time")) (one(Icon::Check, "check"))
        }
    };
    section("promises", &view.t("home-promises"), &list)
}
