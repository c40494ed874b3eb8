//! Who read my data: every reading by an official, and every attempt of a stranger, is an entry.

use axum::extract::State;
use casework::record::{Fact, open_row};
use casework::store::Link;
use casework::{CaseNumber, Error, Parts, PersonId};
use jiff::Timestamp;
use maud::html;
use web::api::Paging;
use web::components::{Pagination, empty_state, pagination};
use web::lang::Precision;
use web::{Answer, Page};

use crate::office::{Citizen, Office};
use crate::paths;

/// One reading, or an attempt.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    pub(crate) seq: u64,
    pub(crate) at: Timestamp,
    pub(crate) number: CaseNumber,
    /// Who.
    pub(crate) by: Reader,
    /// The role's name in the words of the case's pack.
    pub(crate) pack: std::sync::Arc<pack::Pack>,
}

/// Who read of a case, or tried to.
#[derive(Clone, Debug)]
pub(crate) enum Reader {
    /// An official, in this role.
    Role(String),
    /// A worker: it was told what the procedure gives it.
    Program,
    /// Another system, at this address: it was told what the procedure asks it with.
    System(String),
    /// Somebody without a right to it, who was refused.
    Refused,
}

/// Readings of a person's cases before entry `before`, the newest first.
pub(crate) fn readings_of(
    link: &mut Link,
    parts: &Parts,
    person: PersonId,
    before: Option<u64>,
    most: u32,
) -> Result<Vec<Reading>, Error> {
    let sql = "select e.seq, e.time, e.key_id, e.sealed, e.commitment, c.pack_hash \
               from entries e join cases c on c.id = e.case_id \
               where c.applicant = $1 and c.status <> 'erased' and e.seq < $2 \
               and e.kind in ('data.read', 'access.refused', 'job.locked', 'call.queued') order by e.seq desc limit $3";
    let before = before.unwrap_or(i64::MAX as u64);
    let mut all = Vec::new();
    for row in link.query(sql, &[person.into(), before.into(), most.into()])? {
        let pack = parts.packs.get(link, &row.get(5)?)?;
        let entry = open_row(link, parts, &row)?.entry;
        let Some(case) = entry.case else { continue };
        let by = match entry.fact {
            Fact::DataRead { by_role, .. } => Reader::Role(by_role),
            Fact::JobLocked { .. } => Reader::Program,
            Fact::CallQueued { origin, .. } => Reader::System(origin),
            _ => Reader::Refused,
        };
        all.push(Reading {
            seq: entry.seq,
            at: entry.time,
            number: case.number,
            by,
            pack,
        });
    }
    Ok(all)
}

pub(super) async fn readings(
    citizen: Citizen,
    paging: Paging,
    State(office): State<Office>,
) -> Answer<Page> {
    let (view, person) = (&citizen.view, citizen.person);
    let before = paging.cursor()?;
    let most = paging.limit + 1;
    let found = office
        .read(view, move |link, parts| {
            readings_of(link, parts, person, before, most)
        })
        .await?;
    let page = paging.page(found, |r| r.seq.to_string());
    let more = Pagination {
        first: before.is_some().then(|| "/account/readings".to_owned()),
        next: page.next.as_ref().map(|n| paging.href(n)),
    };
    let title = view.t("account-readings");
    let who = |r: &Reading| match &r.by {
        Reader::Role(role) => crate::words::role(view, &r.pack, role),
        Reader::Program => view.t("readings-program"),
        Reader::System(host) => view.with("readings-system", &[("host", host.as_str().into())]),
        Reader::Refused => view.t("readings-refused"),
    };
    let main = html! {
        h1 { (title) }
        p class="lead" { (view.t("readings-lead")) }
        @if page.items.is_empty() {
            (empty_state(&view.t("readings-none"), &view.t("readings-none-text"), None))
        } @else {
            table class="stack" {
                caption class="visually-hidden" { (title) }
                thead { tr {
                    th scope="col" { (view.t("readings-when")) }
                    th scope="col" { (view.t("readings-who")) }
                    th scope="col" { (view.t("readings-case")) }
                    th scope="col" { (view.t("readings-proof")) }
                } }
                tbody {
                    @for r in &page.items {
                        tr {
                            td data-head=(view.t("readings-when")) { (view.text.time(r.at, Precision::Minute)) }
                            td data-head=(view.t("readings-who")) { (who(r)) }
                            td data-head=(view.t("readings-case")) { a href=(paths::case(r.number)) { bdi dir="ltr" { (r.number) } } }
                            td { a href=(paths::entry(r.number, r.seq)) { (view.t("timeline-proof")) } }
                        }
                    }
                }
            }
        }
        (pagination(&view.text, &more))
    };
    Ok(view.page(title.clone()).back(paths::ACCOUNT).main(main))
}
