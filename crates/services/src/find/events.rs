//! Services by what happened: an event of a life or a business, and what is there for who is in it.

use std::sync::Arc;

use axum::extract::{Path, State};
use maud::html;
use pack::Pack;
use web::components::{Signpost, cards, section};
use web::{Answer, Page, Problem, Public, View};

use crate::office::Office;
use crate::{home, paths};

/// The event's name in the reader's language.
pub(crate) fn name(view: &View, event: &str) -> String {
    view.t(&format!("event-{event}"))
}

/// The events for which there is a service, in the order of [`pack::EVENTS`].
pub(crate) fn of(packs: &[Arc<Pack>]) -> impl Iterator<Item = (&'static str, usize)> {
    pack::EVENTS.into_iter().filter_map(|event| {
        let count = packs.iter().filter(|p| has(p, event)).count();
        (count > 0).then_some((event, count))
    })
}

pub(crate) fn has(pack: &Pack, event: &str) -> bool {
    pack.events.iter().any(|e| e == event)
}

/// The events as ways to choose from.
pub(crate) fn signposts(view: &View, packs: &[Arc<Pack>]) -> Vec<Signpost> {
    let one = |(event, count): (&'static str, usize)| Signpost {
        href: paths::event(event),
        title: name(view, event),
        text: view.with("event-services", &[("count", count.into())]),
        picture: picture(event),
    };
    of(packs).map(one).collect()
}

pub(super) async fn event(
    Public(view): Public,
    State(office): State<Office>,
    Path(event): Path<String>,
) -> Answer<Page> {
    let packs = office.read(&view, home::services).await?;
    let found: Vec<_> = packs.iter().filter(|p| has(p, &event)).collect();
    if found.is_empty() {
        return Err(Problem::not_found());
    }
    let title = name(&view, &event);
    let list: Vec<_> = found.iter().map(|p| home::service_card(&view, p)).collect();
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.t(&format!("event-{event}-text"))) }
        (section("services", &view.t("home-services"), &cards(&list)))
    };
    Ok(view
        .page(title.clone())
        .crumb(paths::HOME, view.t("nav-services"))
        .main(main))
}

/// What stands beside an event's name, for who would rather look than read.
fn picture(event: &str) -> &'static str {
    match event {
        "having-a-child" => {
            "M12 4.5a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM9.3 11v.1M14.7 11v.1M9.2 14.5c1.6 1.8 4 1.8 5.6 0M12 4.5c-1.2-1.4.2-2.6 1.6-2"
        }
        "studying" => "M2.5 9.5 12 5l9.5 4.5L12 14zM6.5 11.5V16c3 2.6 8 2.6 11 0v-4.5M21.5 9.5V15",
        "looking-for-work" => "M3.5 8h17v11h-17zM9 8V5h6v3M3.5 13h17M12 12v2",
        "losing-a-job" => "M3.5 8h17v11h-17zM9 8V5h6v3M8.5 13.5h7",
        "looking-for-a-home" => "M3.5 11.5 12 4l8.5 7.5M6 9.5V20h12V9.5M10 20v-6h4v6",
        "changing-relationship" => {
            "M9 7a5.5 5.5 0 1 0 0 11A5.5 5.5 0 0 0 9 7zM15 7a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z"
        }
        "driving" => {
            "M4 17v-5l2-5h12l2 5v5zM4 12h16M6.5 17v2.5M17.5 17v2.5M7.5 14.5v.1M16.5 14.5v.1"
        }
        "travelling" => {
            "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3.4 3 3.4 15 0 18M12 3c-3.4 3-3.4 15 0 18"
        }
        "moving" => {
            "M2.5 6h11v10h-11zM13.5 10H18l3.5 3v3h-8M7 15.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM17 15.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4z"
        }
        "being-ill" => "M9.5 4h5v5.5H20v5h-5.5V20h-5v-5.5H4v-5h5.5z",
        "living-with-a-disability" => {
            "M10 4.2v.1M10 7.5v6h5l2.5 5H20M10 10h4.5M7.8 11.5a5 5 0 1 0 6.4 6"
        }
        "facing-an-emergency" => "M13 3 5 13.5h6L10 21l8-11h-6z",
        "facing-a-crime" => "M12 3l8 3v5.5c0 5-3.5 8-8 9.5-4.5-1.5-8-4.5-8-9.5V6z",
        "retiring" => {
            "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"
        }
        "losing-a-relative" => {
            "M12 21V11M12 11c-4 0-5-3-4-6.5 3 .5 4.5 2.5 4 6.5zM12 15c3.8.5 5.5-1.5 5.5-5-3-.4-5 1.4-5.5 5z"
        }
        "starting-a-business" => {
            "M4.5 11v9h15v-9M3.5 9.5 5.5 4h13l2 5.5c-.6 2.4-3.6 2.4-4.2 0-.7 2.4-3.6 2.4-4.3 0-.7 2.4-3.6 2.4-4.3 0-.6 2.4-3.6 2.4-4.2 0zM10 20v-5h4v5"
        }
        "running-a-business" => "M4 4v16h16M8 16v-4M12 16V7.5M16 16v-6.5",
        "closing-a-business" => "M6 3h12v18H6zM14.5 12v.1M3.5 21h17",
        _ => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
    }
}
