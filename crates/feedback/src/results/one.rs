//! One service at one office.

use axum::extract::{Path, State};
use casework::record::fact::feedback::Asked;
use maud::{Markup, html};
use web::api::Paging;
use web::components::{Bar, Pagination, empty_state, pagination, section};
use web::lang::Precision;
use web::{Answer, Page, Problem, Public, View};

use super::show::{Names, asked, check, counts, good};
use crate::publish::{Cell, Tally};
use crate::store::{self, Batch};
use crate::{Feedback, paths};

pub(super) async fn page(
    Public(view): Public,
    paging: Paging,
    State(feedback): State<Feedback>,
    Path((service, office)): Path<(String, String)>,
) -> Answer<Page> {
    let cell = Cell { service, office };
    let (before, most, wanted) = (paging.cursor()?, paging.limit + 1, cell.clone());
    let (figures, names, batches) = feedback
        .read(move |link, parts| {
            Ok((
                store::published(link)?,
                Names::read(link, parts)?,
                store::batches(link, Some(&wanted), before, most)?,
            ))
        })
        .await?;
    let tally = figures.cells.get(&cell);
    if tally.is_none() && !names.cells().any(|known| known == cell) {
        return Err(Problem::not_found());
    }
    let page = paging.page(batches, |b| b.entry.to_string());
    let more = Pagination {
        first: paging.after.is_some().then(|| paths::cell(&cell)),
        next: page.next.as_ref().map(|n| paging.href(n)),
    };
    let title = names.service(&view, &cell.service);
    let main = html! {
        p class="caption" { (names.office(&view, &cell.office)) }
        h1 { (title) }
        @if let Some(tally) = tally {
            p { (view.with("feedback-answers", &[("count", tally.answers().into())])) }
            (counts(&view, "beyond", asked(&view, tally), beyond(&view, tally)))
            (counts(&view, "how", good(&view, tally), how(&view, tally)))
            (section("batches", &view.t("feedback-batches"), &table(&view, &page.items)))
            (pagination(&view.text, &more))
        } @else {
            (empty_state(&view.t("feedback-few"), &view.t("feedback-few-text"), None))
        }
        (section("check", &view.t("feedback-check"), &check(&view)))
    };
    Ok(view
        .page(title.clone())
        .crumb(paths::RESULTS, view.t("feedback-results"))
        .main(main))
}

fn bar(view: &View, key: &str, n: u64, strong: bool) -> Bar {
    Bar {
        label: view.t(key),
        value: n as f64,
        text: view.text.number(i64::try_from(n).unwrap_or(i64::MAX)),
        strong,
    }
}

fn beyond(view: &View, tally: &Tally) -> Vec<Bar> {
    let one = |a: Asked| {
        let key = format!("feedback-asked-{}", a.as_str());
        bar(view, &key, tally.asked[a as usize], a == Asked::Yes)
    };
    Asked::ALL.map(one).to_vec()
}

fn how(view: &View, tally: &Tally) -> Vec<Bar> {
    let one = |n: usize| {
        let key = format!("feedback-how-was-{n}");
        bar(view, &key, tally.how[n - 1], n >= 4)
    };
    (1..=5).rev().map(one).collect()
}

/// The batches of which the figures are the sums, each with its entry's receipt.
fn table(view: &View, batches: &[Batch]) -> Markup {
    let heads = ["day", "count", "asked", "proof"].map(|h| view.t(&format!("feedback-batch-{h}")));
    html! {
        p { (view.t("feedback-batches-text")) }
        table class="stack" {
            caption class="visually-hidden" { (view.t("feedback-batches")) }
            thead { tr { @for head in &heads { th scope="col" { (head) } } } }
            tbody {
                @for batch in batches {
                    tr {
                        td data-head=(heads[0]) { (view.text.time(batch.at, Precision::Day)) }
                        td data-head=(heads[1]) { (batch.tally.answers()) }
                        td data-head=(heads[2]) { (batch.tally.asked[Asked::Yes as usize]) }
                        td data-head=(heads[3]) {
                            a href=(paths::batch_receipt(batch.entry)) download={ "receipt-" (batch.entry) ".json" } {
                                (view.t("feedback-receipt")) span class="visually-hidden" { " " (batch.entry) }
                            }
                        }
                    }
                }
            }
        }
    }
}
