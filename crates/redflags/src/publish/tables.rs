//! Tables for spreadsheets and engines: processes, bids, awards, contracts. Amounts as published;
//! organisations by what stands for them in comparisons; the market as the indicators cut it.

use std::io::{self, Write};

use serde::Deserialize;

use crate::json::Cursor;
use crate::model::{Money, Org, Scope, Text, read_process};
use crate::report::column;
use crate::report::{Cell, Column, Holds, Table};
use crate::settings::Common;
use crate::view::{View, who};

/// The columns of `processes`.
pub const PROCESSES: &[Column] = &[
    column("ocid", Holds::Text),
    column("url", Holds::Text),
    column("date", Holds::Day),
    column("buyer_id", Holds::MaybeText),
    column("buyer_name", Holds::MaybeText),
    column("title", Holds::MaybeText),
    column("status", Holds::MaybeText),
    column("method", Holds::MaybeText),
    column("category", Holds::MaybeText),
    column("market", Holds::MaybeText),
    column("estimate", Holds::Number),
    column("currency", Holds::MaybeText),
    column("bidders", Holds::Number),
];

/// The columns of `bids`.
pub const BIDS: &[Column] = &[
    column("ocid", Holds::Text),
    column("bid_id", Holds::MaybeText),
    column("bidder_id", Holds::MaybeText),
    column("bidder_name", Holds::MaybeText),
    column("lots", Holds::Texts(" | ")),
    column("date", Holds::Day),
    column("status", Holds::MaybeText),
    column("amount", Holds::Number),
    column("currency", Holds::MaybeText),
];

/// The columns of `awards`.
pub const AWARDS: &[Column] = &[
    column("ocid", Holds::Text),
    column("award_id", Holds::MaybeText),
    column("buyer_id", Holds::MaybeText),
    column("supplier_id", Holds::MaybeText),
    column("supplier_name", Holds::MaybeText),
    column("market", Holds::MaybeText),
    column("method", Holds::MaybeText),
    column("lots", Holds::Texts(" | ")),
    column("date", Holds::Day),
    column("status", Holds::MaybeText),
    column("amount", Holds::Number),
    column("currency", Holds::MaybeText),
];

/// The columns of `contracts`.
pub const CONTRACTS: &[Column] = &[
    column("ocid", Holds::Text),
    column("contract_id", Holds::MaybeText),
    column("award_id", Holds::MaybeText),
    column("signed", Holds::Day),
    column("starts", Holds::Day),
    column("ends", Holds::Day),
    column("status", Holds::MaybeText),
    column("amount", Holds::Number),
    column("currency", Holds::MaybeText),
    column("amendments", Holds::Whole),
    column("paid", Holds::Number),
];

/// The four tables, each as CSV and Parquet.
#[derive(Debug)]
pub struct Tables<C: Write, P: Write + Send> {
    processes: Table<C, P>,
    bids: Table<C, P>,
    awards: Table<C, P>,
    contracts: Table<C, P>,
}

impl<C: Write, P: Write + Send> Tables<C, P> {
    /// The tables' names, with their columns.
    pub const ALL: [(&'static str, &'static [Column]); 4] = [
        ("processes", PROCESSES),
        ("bids", BIDS),
        ("awards", AWARDS),
        ("contracts", CONTRACTS),
    ];

    /// Opens all of them; `open` gives the two streams of a table.
    ///
    /// # Errors
    /// When a stream fails.
    pub fn new(mut open: impl FnMut(&str) -> io::Result<(C, P)>) -> io::Result<Tables<C, P>> {
        let mut table = |(name, columns): (&'static str, &'static [Column])| {
            let (csv, parquet) = open(name)?;
            Table::new(name, columns, csv, parquet)
        };
        let [processes, bids, awards, contracts] = Self::ALL;
        Ok(Tables {
            processes: table(processes)?,
            bids: table(bids)?,
            awards: table(awards)?,
            contracts: table(contracts)?,
        })
    }

    /// Adds a compiled release, and the address of its record. What is left out of the indicators (a
    /// cancelled tender) is here as well.
    ///
    /// # Errors
    /// When a stream fails.
    pub fn push(&mut self, common: &Common, url: &str, compiled: &str) -> io::Result<()> {
        let Ok(Some(process)) = read_process(&mut Cursor::new(compiled), Scope::All) else {
            return Err(io::Error::other("the compiled release is no JSON object"));
        };
        let common = Common {
            exclude_cancelled: false,
            exclude_method_details: Default::default(),
            exclude_organisations: Default::default(),
            ..common.clone()
        };
        let Some(view) = View::of(&process, &common) else {
            return Ok(());
        };
        let words: Words = serde_json::from_str(compiled).unwrap_or_default();
        self.process(&view, url, &words)?;
        self.bids(&view, &words)?;
        self.awards(&view, &words)?;
        self.contracts(&view, &words)
    }

    fn process(&mut self, v: &View<'_>, url: &str, words: &Words) -> io::Result<()> {
        let (p, tender) = (v.p, &v.p.tender);
        let name = p.buyer.name.as_deref();
        self.processes.row(&[
            Cell::text(v.ocid),
            Cell::text(url),
            Cell::Day(v.day),
            Cell::text(v.buyer().unwrap_or_default()),
            Cell::text(
                name.or(tender.procuring_entity.name.as_deref())
                    .unwrap_or_default(),
            ),
            Cell::text(words.tender.title.as_str()),
            Cell::text(words.tender.status.as_str()),
            maybe(tender.method_code.as_ref()),
            maybe(tender.category.as_ref()),
            Cell::text(v.class.as_deref().unwrap_or_default()),
            Cell::Number(tender.value.amount),
            currency(&tender.value),
            Cell::Number(tender.number_of_tenderers.map(|n| n.0)),
        ])
    }

    fn bids(&mut self, v: &View<'_>, words: &Words) -> io::Result<()> {
        for bid in &v.p.bids {
            self.bids.row(&[
                Cell::text(v.ocid),
                id(bid.id.as_ref()),
                Cell::text(who(&bid.tenderers).unwrap_or_default()),
                names(&bid.tenderers),
                Cell::texts(bid.lots.iter().map(AsRef::as_ref)),
                day(v, bid.date.as_ref()),
                Cell::text(words.bids.details.status(bid.at)),
                Cell::Number(bid.value.amount),
                currency(&bid.value),
            ])?;
        }
        Ok(())
    }

    fn awards(&mut self, v: &View<'_>, words: &Words) -> io::Result<()> {
        for award in &v.p.awards {
            self.awards.row(&[
                Cell::text(v.ocid),
                id(award.id.as_ref()),
                Cell::text(v.buyer().unwrap_or_default()),
                Cell::text(who(&award.suppliers).unwrap_or_default()),
                names(&award.suppliers),
                Cell::text(v.class.as_deref().unwrap_or_default()),
                maybe(v.p.tender.method_code.as_ref()),
                Cell::texts(award.lots.iter().map(AsRef::as_ref)),
                day(v, award.date.as_ref()),
                Cell::text(words.awards.status(award.at)),
                Cell::Number(award.value.amount),
                currency(&award.value),
            ])?;
        }
        Ok(())
    }

    fn contracts(&mut self, v: &View<'_>, words: &Words) -> io::Result<()> {
        for contract in &v.p.contracts {
            let paid: Vec<f64> = contract
                .implementation
                .transactions
                .iter()
                .filter(|t| t.currency == contract.value.currency)
                .filter_map(|t| t.amount)
                .collect();
            let amendments = contract.amendments.as_ref().map_or(0, Vec::len);
            self.contracts.row(&[
                Cell::text(v.ocid),
                id(contract.id.as_ref()),
                id(contract.award.as_ref()),
                day(v, contract.signed.as_ref()),
                day(v, contract.period.start.as_ref()),
                day(v, contract.period.end.as_ref()),
                Cell::text(words.contracts.status(contract.at)),
                Cell::Number(contract.value.amount),
                currency(&contract.value),
                Cell::Whole(i64::try_from(amendments).unwrap_or(i64::MAX)),
                Cell::Number((!paid.is_empty()).then(|| paid.iter().sum())),
            ])?;
        }
        Ok(())
    }

    /// Ends all of them.
    ///
    /// # Errors
    /// When a stream fails.
    pub fn finish(self) -> io::Result<()> {
        self.processes.finish()?;
        self.bids.finish()?;
        self.awards.finish()?;
        self.contracts.finish()
    }
}

fn maybe<'c>(text: Option<&'c Text<'_>>) -> Cell<'c> {
    Cell::text(text.map(AsRef::as_ref).unwrap_or_default())
}

fn id<'c>(id: Option<&'c crate::model::Id<'_>>) -> Cell<'c> {
    maybe(id.map(|id| &id.text))
}

fn currency<'c>(money: &'c Money<'_>) -> Cell<'c> {
    maybe(money.currency.as_ref())
}

fn names<'c>(orgs: &[Org<'_>]) -> Cell<'c> {
    let names: Vec<&str> = orgs.iter().filter_map(|o| o.name.as_deref()).collect();
    Cell::text(names.join(" + "))
}

fn day<'c>(v: &View<'_>, text: Option<&Text<'_>>) -> Cell<'c> {
    Cell::Day(v.moment(text).map(|m| m.day))
}

/// Words of a compiled release that indicators do not look at: a title, and codes as they are written.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Words {
    tender: Named,
    bids: BidWords,
    awards: Many,
    contracts: Many,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct BidWords {
    details: Many,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Named {
    #[serde(deserialize_with = "text")]
    title: String,
    #[serde(deserialize_with = "text")]
    status: String,
}

/// Elements of a list by their place.
#[derive(Deserialize, Default)]
#[serde(transparent)]
struct Many(#[serde(deserialize_with = "objects")] Vec<Named>);

impl Many {
    fn status(&self, at: u32) -> &str {
        let found = usize::try_from(at).ok().and_then(|at| self.0.get(at));
        found.map_or("", |n| n.status.as_str())
    }
}

fn text<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let value = serde_json::Value::deserialize(from)?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

fn objects<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<Named>, D::Error> {
    let serde_json::Value::Array(list) = serde_json::Value::deserialize(from)? else {
        return Ok(Vec::new());
    };
    let one = |v: serde_json::Value| Named::deserialize(v).unwrap_or_default();
    Ok(list.into_iter().map(one).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    #[test]
    fn a_process_is_a_row_in_each_table() {
        let settings = Settings::parse("").unwrap();
        let mut files: Vec<(String, Vec<u8>, Vec<u8>)> = Tables::<Vec<u8>, Vec<u8>>::ALL
            .iter()
            .map(|t| (t.0.to_owned(), Vec::new(), Vec::new()))
            .collect();
        {
            let mut open = files.iter_mut().map(|f| (&mut f.1, &mut f.2));
            let mut tables = Tables::new(|_| Ok(open.next().unwrap())).unwrap();
            let release = r#"{"ocid":"o","date":"2024-05-01T00:00:00Z","buyer":{"id":"B","name":"Buyer"},
                "tender":{"title":"Chairs, 40","status":"cancelled","procurementMethod":"open","value":{"amount":10,"currency":"EUR"},"items":[{"classification":{"scheme":"CPV","id":"39112000"}}]},
                "bids":{"details":[null,{"id":"b","status":"valid","tenderers":[{"id":"S","name":"Firm"}],"value":{"amount":9,"currency":"EUR"}}]},
                "awards":[{"id":"a","status":"active","date":"2024-05-02","suppliers":[{"id":"T","name":"U"},{"id":"S","name":"Firm"}],"value":{"amount":9,"currency":"EUR"}}],
                "contracts":[{"id":"c","awardID":"a","status":"active","dateSigned":"2024-05-03","value":{"amount":9,"currency":"EUR"},"amendments":[{}],"implementation":{"transactions":[{"value":{"amount":4,"currency":"EUR"}}]}}]}"#;
            tables
                .push(&settings.common, "https://x/records/1.json", release)
                .unwrap();
            tables.finish().unwrap();
        }
        let csv: Vec<&str> = files
            .iter()
            .map(|f| std::str::from_utf8(&f.1).unwrap().lines().nth(1).unwrap())
            .collect();
        assert_eq!(
            csv,
            [
                r#"o,https://x/records/1.json,2024-05-02,B,Buyer,"Chairs, 40",cancelled,open,,CPV:3911,10,EUR,"#,
                "o,b,S,Firm,,,valid,9,EUR",
                "o,a,B,S + T,U + Firm,CPV:3911,open,,2024-05-02,active,9,EUR",
                "o,c,a,2024-05-03,,,active,9,EUR,1,4",
            ]
        );
        assert!(
            files
                .iter()
                .all(|f| f.2.starts_with(b"PAR1") && f.2.ends_with(b"PAR1"))
        );
    }
}
