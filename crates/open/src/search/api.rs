//! Contracts over the API.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use web::api::{Page, Paging};
use web::{Answer, Problem, Public};

use super::page::{Found, after_day};
use super::query::{After, Filter, find, suppliers};
use crate::Open;
use crate::release::NO_DAY;

/// A contracting process in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ContractItem {
    ocid: String,
    publisher: String,
    title: String,
    /// The buyer's identifier, else name.
    buyer: String,
    buyer_name: String,
    suppliers: Vec<SupplierItem>,
    method: String,
    /// Days since 1970-01-01.
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<i64>,
    /// Hundredths.
    amount: Option<i64>,
    currency: String,
    /// The sum of the weights of its different indicators: hints, not findings of guilt.
    score: f64,
}

/// A supplier.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SupplierItem {
    id: String,
    name: String,
}

/// Contracting processes by buyer, supplier and words, the newest first.
#[utoipa::path(get, path = "/api/v1/contracts", tag = "open",
    params(("q" = Option<String>, Query, description = "Words of titles, descriptions, items, names"),
        ("buyer" = Option<String>, Query, description = "Words of the buyer's name"),
        ("supplier" = Option<String>, Query, description = "Words of a supplier's name"),
        ("year" = Option<i64>, Query, description = "Year of the award, else of the tender"),
        ("method" = Option<String>, Query, description = "`open`, `selective`, `limited`, `direct`"),
        ("flag" = Option<String>, Query, description = "Code of an indicator"),
        ("flagged" = Option<String>, Query, description = "Those with flags only, if not empty"),
        ("after" = Option<String>, Query, description = "Cursor of the page before"),
        ("limit" = Option<u32>, Query, description = "Items, 1 to 200")),
    responses((status = 200, body = Page<ContractItem>)))]
pub(crate) async fn contracts(
    Public(view): Public,
    paging: Paging,
    State(open): State<Open>,
) -> Answer<Page<ContractItem>> {
    let year = view.query_value("year");
    if !year.is_empty() && year.parse::<i64>().is_err() {
        // A form's reader may type anything there; a program is told.
        return Err(Problem::bad_request().because("a year that is no number"));
    }
    let filter = Filter::of(&view);
    let (after, most) = (paging.cursor::<After>()?, paging.limit + 1);
    let found = open
        .read(move |link, _| {
            let mut found: Vec<Found> = Vec::new();
            for line in find(link, &filter, after, most)? {
                let who = suppliers(link, line.import, &line.ocid)?;
                found.push((line, who));
            }
            Ok(found)
        })
        .await?;
    let list = paging.page(found, |(line, _)| after_day(line).to_string());
    Ok(list.map(item))
}

fn item((line, who): &Found) -> ContractItem {
    let supplier = |(id, name): &(String, String)| SupplierItem {
        id: id.clone(),
        name: name.clone(),
    };
    ContractItem {
        ocid: line.ocid.clone(),
        publisher: line.publisher.clone(),
        title: line.title.clone(),
        buyer: line.buyer.clone(),
        buyer_name: line.buyer_name.clone(),
        suppliers: who.iter().map(supplier).collect(),
        method: line.method.clone(),
        day: (line.day != NO_DAY).then_some(line.day),
        amount: line.amount,
        currency: line.currency.clone(),
        score: line.score as f64 / 1_000.0,
    }
}
