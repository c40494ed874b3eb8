//! What an investigator looks at first: processes by the part of their score that nobody has
//! dismissed, as a sum whose parts are shown; and flags about organisations.

use axum::extract::State;
use casework::Error;
use casework::store::Link;
use maud::html;
use serde::Serialize;
use utoipa::ToSchema;
use web::api::{Page as ListPage, Paging};
use web::components::{LinkButton, Pagination, empty_state, link_button, pagination, section};
use web::{Access, Answer, Page, Problem, Routes, View};

use crate::office::{Investigator, must_investigate};
use crate::search::query::{After, Line, ranked};
use crate::standing::Standing;
use crate::store::{flag, flags_about, is_dismissed};
use crate::{INVESTIGATOR, Open, paths, show};

pub(crate) fn routes() -> Routes<Open> {
    Routes::new()
        .get(paths::FLAGS, Access::Role(INVESTIGATOR), page)
        .get(
            "/flags/organisations",
            Access::Role(INVESTIGATOR),
            organisations,
        )
        .get("/api/v1/flags", Access::Role(INVESTIGATOR), flags)
        .get(
            "/api/v1/flags/organisations",
            Access::Role(INVESTIGATOR),
            api_organisations,
        )
}

/// A process with the parts of what stands of its score.
struct Waiting {
    line: Line,
    parts: Vec<(String, i64)>,
}

fn waiting(link: &mut Link, line: Line) -> Result<Waiting, Error> {
    let mut parts: Vec<(String, i64)> = Vec::new();
    for flag in flags_about(link, line.import, "process", &line.ocid)? {
        let new = parts.iter().all(|(code, _)| *code != flag.indicator);
        if new && !is_dismissed(link, flag.id)? {
            parts.push((flag.indicator, flag.weight));
        }
    }
    parts.sort();
    Ok(Waiting { line, parts })
}

/// `2.5 = 1 (R003) + 1.5 (R018)`
pub(crate) fn sum(view: &View, total: i64, parts: &[(&str, i64)]) -> String {
    let one = |(code, weight): &(&str, i64)| format!("{} ({code})", show::score(view, *weight));
    let parts: Vec<String> = parts.iter().map(one).collect();
    // One left-to-right run in a line of either direction (LRI … PDI).
    let sum = format!(
        "\u{2066}{} = {}\u{2069}",
        show::score(view, total),
        parts.join(" + ")
    );
    if parts.is_empty() {
        view.t("queue-nothing-stands")
    } else {
        view.with("queue-score", &[("sum", sum.into())])
    }
}

async fn load(i: &Investigator, paging: &Paging, open: &Open) -> Result<Vec<Waiting>, Problem> {
    let (person, publisher) = (i.person, i.view.query_value("publisher"));
    let (after, most) = (paging.cursor::<After>()?, paging.limit + 1);
    let reading = open.read(move |link, _| {
        must_investigate(link, person)?;
        let lines = ranked(link, &publisher, after, most)?;
        lines.into_iter().map(|line| waiting(link, line)).collect()
    });
    reading.await
}

fn after(w: &Waiting) -> String {
    After {
        rank: w.line.standing,
        import: w.line.import,
        ocid: w.line.ocid.clone(),
    }
    .to_string()
}

async fn page(i: Investigator, paging: Paging, State(open): State<Open>) -> Answer<Page> {
    let view = &i.view;
    let list = paging.page(load(&i, &paging, &open).await?, after);
    let more = Pagination {
        first: paging.after.is_some().then(|| paths::FLAGS.to_owned()),
        next: list.next.as_ref().map(|n| paging.href(n)),
    };
    let title = view.t("queue-title");
    let second = |href: &str, key: &str| {
        link_button(&LinkButton {
            secondary: true,
            ..LinkButton::new(href, view.t(key))
        })
    };
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.t("queue-lead")) }
        p { (second("/flags/organisations", "queue-organisations")) " " (second(paths::IMPORTS, "imports-title")) }
        @if list.items.is_empty() { (empty_state(&view.t("queue-none"), &view.t("queue-none-text"), None)) }
        @else {
            ol class="queue" {
                @for w in &list.items {
                    li {
                        h2 { a href={ (show::contract_href(&w.line.ocid, Some(&w.line.publisher))) "#flags" } { bdi { @if w.line.title.is_empty() { (w.line.ocid) } @else { (w.line.title) } } } }
                        p { bdi { (w.line.buyer_name) } @if let Some(day) = show::day(view, w.line.day) { " · " (day) } @if let Some(amount) = w.line.amount { " · " (show::money(view, amount, &w.line.currency)) } }
                        p { strong { (sum(view, w.line.standing, &w.parts.iter().map(|p| (p.0.as_str(), p.1)).collect::<Vec<_>>())) } }
                        ul { @for (code, _) in &w.parts { li { (show::title(view, code)) } } }
                    }
                }
            }
        }
        (pagination(&view.text, &more))
    };
    let (kind, said) = show::hint(view);
    Ok(view.page(title.clone()).notice(kind, said).main(main))
}

/// Flags about buyers, suppliers, markets that nobody has dismissed.
struct About {
    publisher: String,
    standing: Standing,
}

fn about_others(link: &mut Link, after: Option<[u8; 32]>, most: u32) -> Result<Vec<About>, Error> {
    let sql = "select f.id, f.about, f.subject, f.indicator, f.value, f.bar, f.sure, f.weight, \
               f.evidence, f.says, p.id from publishers p join flags f on f.import = p.import \
               where f.about <> 'process' and f.id > $1 order by f.id limit $2";
    let rows = link.query(sql, &[after.unwrap_or_default().into(), most.into()])?;
    let mut all = Vec::new();
    for row in &rows {
        all.push(About {
            publisher: row.get(10)?,
            standing: Standing::of(link, flag(row)?)?,
        });
    }
    Ok(all)
}

async fn load_others(
    i: &Investigator,
    paging: &Paging,
    open: &Open,
) -> Result<Vec<About>, Problem> {
    let after = match &paging.after {
        None => None,
        Some(text) => {
            let mut id = [0; 32];
            hex::decode_to_slice(text, &mut id).map_err(|_| paging.refused())?;
            Some(id)
        }
    };
    let (person, most) = (i.person, paging.limit + 1);
    let reading = open.read(move |link, _| {
        must_investigate(link, person)?;
        about_others(link, after, most)
    });
    reading.await
}

async fn organisations(i: Investigator, paging: Paging, State(open): State<Open>) -> Answer<Page> {
    let view = &i.view;
    let list = paging.page(load_others(&i, &paging, &open).await?, |a| {
        hex::encode(a.standing.flag.id)
    });
    let more = Pagination {
        first: paging
            .after
            .is_some()
            .then(|| "/flags/organisations".to_owned()),
        next: list.next.as_ref().map(|n| paging.href(n)),
    };
    let title = view.t("queue-organisations");
    let main = html! {
        h1 { (title) }
        @if list.items.is_empty() { (empty_state(&view.t("queue-none"), &view.t("queue-none-text"), None)) }
        @for about in &list.items {
            @let flag = &about.standing.flag;
            @let id = hex::encode(&flag.id[..6]);
            (section(&format!("f{id}"), &format!("{}: \u{2068}{}\u{2069}", show::title(view, &flag.indicator), flag.subject), &html! {
                p { (view.t(&format!("about-{}", flag.about))) ": " bdi { (flag.subject) } }
                p { (show::words(view, &flag.indicator).meaning) }
                @if let Some(says) = show::says(view, flag) { p class="hint" { (says) } }
                p { a href=(paths::flag(&flag.id)) { (view.t("flag-review")) span class="visually-hidden" { ": " (flag.indicator) " " (flag.subject) } } }
            }))
        }
        (pagination(&view.text, &more))
    };
    let (kind, said) = show::hint(view);
    Ok(view
        .page(title.clone())
        .crumb(paths::FLAGS, view.t("queue-title"))
        .notice(kind, said)
        .main(main))
}

/// A process that waits for somebody to look.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct QueueItem {
    ocid: String,
    publisher: String,
    title: String,
    buyer: String,
    /// The sum of its parts.
    standing: f64,
    parts: Vec<PartItem>,
}

/// A part of a score.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PartItem {
    indicator: String,
    weight: f64,
}

/// Processes by what stands of their score, for investigators.
#[utoipa::path(get, path = "/api/v1/flags", tag = "open",
    params(("publisher" = Option<String>, Query, description = "Of one publisher only"),
        ("after" = Option<String>, Query, description = "Cursor of the page before"),
        ("limit" = Option<u32>, Query, description = "Items, 1 to 200")),
    responses((status = 200, body = ListPage<QueueItem>)))]
pub(crate) async fn flags(
    i: Investigator,
    paging: Paging,
    State(open): State<Open>,
) -> Answer<ListPage<QueueItem>> {
    let list = paging.page(load(&i, &paging, &open).await?, after);
    let item = |w: &Waiting| QueueItem {
        ocid: w.line.ocid.clone(),
        publisher: w.line.publisher.clone(),
        title: w.line.title.clone(),
        buyer: w.line.buyer.clone(),
        standing: w.line.standing as f64 / 1_000.0,
        parts: w
            .parts
            .iter()
            .map(|(code, weight)| PartItem {
                indicator: code.clone(),
                weight: *weight as f64 / 1_000.0,
            })
            .collect(),
    };
    Ok(list.map(item))
}

/// A flag about an organisation or market.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrganisationFlag {
    publisher: String,
    flag: crate::contract::FlagBody,
}

/// Flags about buyers, suppliers and markets, for investigators.
#[utoipa::path(get, path = "/api/v1/flags/organisations", tag = "open",
    params(("after" = Option<String>, Query, description = "Cursor of the page before"),
        ("limit" = Option<u32>, Query, description = "Items, 1 to 200")),
    responses((status = 200, body = ListPage<OrganisationFlag>)))]
pub(crate) async fn api_organisations(
    i: Investigator,
    paging: Paging,
    State(open): State<Open>,
) -> Answer<ListPage<OrganisationFlag>> {
    let list = paging.page(load_others(&i, &paging, &open).await?, |a| {
        hex::encode(a.standing.flag.id)
    });
    let item = |a: &About| OrganisationFlag {
        publisher: a.publisher.clone(),
        flag: crate::contract::FlagBody::of(&i.view, &a.standing, true),
    };
    Ok(list.map(item))
}
