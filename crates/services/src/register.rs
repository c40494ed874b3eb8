//! A service's public register: what its procedure publishes, each line with the receipt of its entry.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse as _;
use casework::case;
use casework::store::{Link, Row};
use casework::{CaseId, Error, Parts};
use jiff::Timestamp;
use maud::{Markup, html};
use pack::{Pack, ServiceKind};
use web::api::Paging;
use web::components::{Pagination, empty_state, pagination};
use web::lang::Precision;
use web::{Access, Answer, Page, Problem, Public, Routes, View};

use crate::office::Office;
use crate::{paths, words};

pub(crate) fn routes() -> Routes<Office> {
    Routes::new()
        .get("/services/{pack}/register", Access::Public, page)
        .get("/services/{pack}/register/{seq}", Access::Public, receipt)
}

/// A line of a register.
pub(crate) struct Line {
    pub(crate) seq: u64,
    pub(crate) at: Timestamp,
    /// None once its case was erased.
    pub(crate) fields: Option<BTreeMap<String, String>>,
}

/// Whether the service has a register.
pub(crate) fn publishes(pack: &Pack) -> bool {
    !columns(pack).is_empty()
}

/// The fields that the service's current version publishes, by name.
pub(crate) fn columns(pack: &Pack) -> Vec<&str> {
    let mut names: Vec<&str> = pack
        .services
        .values()
        .filter_map(|s| match &s.kind {
            ServiceKind::Publish { fields } => Some(fields.keys().map(String::as_str)),
            _ => None,
        })
        .flatten()
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The lines before one, the newest first.
pub(crate) fn lines(
    link: &mut Link,
    pack: &str,
    before: Option<u64>,
    most: u32,
) -> Result<Vec<Line>, Error> {
    let before = before.map_or(i64::MAX, |b| i64::try_from(b).unwrap_or(i64::MAX));
    let rows = link.query(
        "select seq, published_at, line from register where pack = $1 and seq < $2 \
         order by seq desc limit $3",
        &[pack.into(), before.into(), most.into()],
    )?;
    let one = |row: &Row| {
        let line: String = row.get(2)?;
        Ok(Line {
            seq: row.get(0)?,
            at: row.get(1)?,
            fields: serde_json::from_str(&line).ok(),
        })
    };
    rows.iter().map(one).collect()
}

/// The receipt of a line: what was published, and that it is in the record.
pub(crate) fn receipt_of(
    link: &mut Link,
    parts: &Parts,
    pack: &str,
    seq: u64,
) -> Result<Vec<u8>, Error> {
    let sql = "select case_id from register where seq = $1 and pack = $2 and line <> ''";
    let row = link.query_opt(sql, &[seq.into(), pack.into()])?;
    let case: CaseId = row.ok_or(Error::NotFound)?.get(0)?;
    Ok(crate::case::receipt_of(link, parts, case, seq)?.encode())
}

async fn page(
    Public(view): Public,
    paging: Paging,
    State(office): State<Office>,
    Path(id): Path<String>,
) -> Answer<Page> {
    let (before, most) = (paging.cursor()?, paging.limit + 1);
    let (pack, lines) = office
        .read(&view, move |link, parts| {
            let pack = case::current(parts, link, &id)?;
            let lines = lines(link, &pack.id, before, most)?;
            Ok((pack, lines))
        })
        .await?;
    if !publishes(&pack) && lines.is_empty() {
        return Err(Problem::not_found());
    }
    let page = paging.page(lines, |l| l.seq.to_string());
    let more = Pagination {
        first: paging.after.is_some().then(|| paths::register(&pack.id)),
        next: page.next.as_ref().map(|n| paging.href(n)),
    };
    let title = view.with(
        "register-title",
        &[("service", words::service(&view, &pack).into())],
    );
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.t("register-lead")) }
        @if page.items.is_empty() {
            (empty_state(&view.t("register-none"), &view.t("register-none-text"), None))
        } @else {
            (table(&view, &pack, &title, &page.items))
        }
        (pagination(&view.text, &more))
        p { a href={ "/api/v1" (paths::register(&pack.id)) } { (view.t("register-api")) } }
    };
    Ok(view
        .page(title.clone())
        .crumb(paths::HOME, view.t("nav-services"))
        .crumb(paths::service(&pack.id), words::service(&view, &pack))
        .main(main))
}

/// The lines under the columns of the current version; what earlier ones published besides stands in the receipt.
fn table(view: &View, pack: &Arc<Pack>, title: &str, lines: &[Line]) -> Markup {
    let columns = columns(pack);
    let heading = |name: &str| words::of(view, pack, &format!("register-{name}"));
    html! {
        table class="stack" {
            caption class="visually-hidden" { (title) }
            thead { tr {
                th scope="col" { (view.t("register-date")) }
                @for name in &columns { th scope="col" { (heading(name)) } }
                th scope="col" { (view.t("register-proof")) }
            } }
            tbody {
                @for line in lines {
                    tr {
                        td data-head=(view.t("register-date")) { (view.text.time(line.at, Precision::Day)) }
                        @if let Some(fields) = &line.fields {
                            @for name in &columns {
                                td data-head=(heading(name)) { bdi { (fields.get(*name).map_or("", String::as_str)) } }
                            }
                            td data-head=(view.t("register-proof")) {
                                a href=(paths::register_receipt(&pack.id, line.seq)) {
                                    (view.t("register-receipt"))
                                    span class="visually-hidden" { " " (line.seq) }
                                }
                            }
                        } @else {
                            td colspan=(columns.len() + 1) { (view.t("register-erased")) }
                        }
                    }
                }
            }
        }
    }
}

async fn receipt(
    Public(view): Public,
    State(office): State<Office>,
    Path((pack, seq)): Path<(String, u64)>,
) -> Answer {
    let name = format!("receipt-{pack}-{seq}.json");
    let bytes = office.read(&view, move |link, parts| {
        receipt_of(link, parts, &pack, seq)
    });
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            crate::case::document::attachment(&name),
        ),
    ];
    Ok((headers, bytes.await?).into_response())
}
