//! Cardinal's JSON, from the sums.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde_json::{Map, Number, Value, json};

use crate::facts::{Facts, FactsError, Parts, Table};
use crate::stats::Distribution;

/// Bids below which a bidder's ratio says nothing, and processes below which a buyer's does.
const LEAST_RATIO: i64 = 2;
/// Processes below which a supplier's classes say nothing.
const LEAST_PROCESSES: i64 = 20;
/// How far Tukey's fences reach.
const REACH: f64 = 1.5;

type Results = BTreeMap<String, BTreeMap<&'static str, f64>>;

/// Takes a result: group, identifier, code, value.
pub type Show<'s> = dyn FnMut(&str, &str, &str, f64) -> io::Result<()> + 's;

/// Writes `cardinal.json`, with keys in order, and shows each result.
///
/// # Errors
/// When the facts cannot be read, or `out` or `show` fails.
pub fn write_json(
    facts: &dyn Facts,
    out: &mut impl Write,
    show: &mut Show<'_>,
) -> Result<(), FactsError> {
    let mut closing = Closing::default();
    closing.collect(facts)?;
    closing.quartiles(facts)?;
    let groups = closing.ratios();
    closing.wins();
    closing.classes();
    write!(out, "{{")?;
    closing.write_processes(facts, out, show)?;
    let tenderers = [("Tenderer", std::mem::take(&mut closing.tenderers))];
    for (name, results) in tenderers.iter().chain(&groups) {
        if !results.is_empty() {
            write!(out, "{}:", json!(name))?;
            write_map(results, out)?;
            write!(out, ",")?;
            for (id, values) in results {
                values
                    .iter()
                    .try_for_each(|(code, value)| show(name, id, code, *value))?;
            }
        }
    }
    writeln!(out, "\"Meta\":{}}}", Value::Object(closing.meta))?;
    Ok(())
}

#[derive(Default)]
struct Closing {
    tenderers: Results,
    /// R038: group, then identifier → disqualified, submitted.
    disqualified: BTreeMap<&'static str, Vec<(String, i64, i64)>>,
    /// R025: identifier → won, with valid bids.
    won: Vec<(String, i64, i64)>,
    /// R048: identifier → processes.
    processes: BTreeMap<String, i64>,
    classes: BTreeMap<String, BTreeSet<String>>,
    meta: Map<String, Value>,
    close_to_winner: Option<f64>,
    discount: Option<f64>,
}

impl Closing {
    fn collect(&mut self, facts: &dyn Facts) -> Result<(), FactsError> {
        facts.sums(Table::Cardinal, |mut key, sums| match key.text() {
            "T" => {
                let (id, code) = (key.text().to_owned(), known(key.text()));
                self.tenderers
                    .entry(id)
                    .or_default()
                    .insert(code, key.number());
            }
            "R025" => self.won.push((key.text().to_owned(), sums[0], sums[1])),
            "R048" => {
                let id = key.text().to_owned();
                self.classes
                    .entry(id)
                    .or_default()
                    .insert(key.text().to_owned());
            }
            "R048 n" => {
                self.processes.insert(key.text().to_owned(), sums[0]);
            }
            kind => {
                let group = ["Buyer", "ProcuringEntity", "Tenderer"]
                    .into_iter()
                    .find(|g| kind.strip_prefix("R038 ") == Some(g));
                if let Some(group) = group {
                    self.disqualified.entry(group).or_default().push((
                        key.text().to_owned(),
                        sums[0],
                        sums[1],
                    ));
                }
            }
        })
    }

    /// Meta and fences of R024 and R058, one ratio a process.
    fn quartiles(&mut self, facts: &dyn Facts) -> Result<(), FactsError> {
        let (mut ratios, mut last) = (Vec::new(), String::new());
        facts.sums(Table::Cardinal, |mut key, _| {
            if key.text() == "O" {
                let (ocid, code) = (key.text(), key.text());
                if code == "ratio" && ocid != last {
                    ratios.push(key.number());
                    ocid.clone_into(&mut last);
                }
            }
        })?;
        let values = Distribution::of(ratios);
        let ((q1, q3), (low, high)) = (values.quartiles(), values.fences(REACH));
        self.meta("R024", &[("q1", q1), ("q3", q3), ("lower_fence", low)]);
        self.meta("R058", &[("q1", q1), ("q3", q3), ("upper_fence", high)]);
        self.close_to_winner = (q1 > 0.0 && low > 0.0).then_some(low);
        self.discount = (high > 0.0).then_some(high);
        Ok(())
    }

    fn meta(&mut self, code: &str, values: &[(&str, f64)]) {
        let entry = self.meta.entry(code).or_insert_with(|| json!({}));
        for (name, value) in values {
            // Not a number, where there is nothing to count, is null.
            let rounded = Number::from_f64((value * 10_000.0).round() / 10_000.0);
            entry[*name] = rounded.map_or(Value::Null, Value::Number);
        }
    }

    /// R038.
    fn ratios(&mut self) -> Vec<(&'static str, Results)> {
        let mut groups: Vec<(&'static str, Results)> = Vec::new();
        for (group, counted) in std::mem::take(&mut self.disqualified) {
            let enough = counted
                .into_iter()
                .filter(|(_, _, all)| *all >= LEAST_RATIO);
            let ratios: Vec<(String, f64)> = enough
                .map(|(id, out, all)| (id, out as f64 / all as f64))
                .collect();
            if ratios.is_empty() {
                continue;
            }
            let values = Distribution::of(ratios.iter().map(|r| r.1).collect());
            let ((q1, q3), (_, high)) = (values.quartiles(), values.fences(REACH));
            let names = ["q1", "q3", "upper_fence"].map(|n| format!("{group}_{n}"));
            self.meta(
                "R038",
                &[(&names[0], q1), (&names[1], q3), (&names[2], high)],
            );
            let flagged = ratios
                .into_iter()
                .filter(|(_, ratio)| high > 0.0 && *ratio >= high);
            if group == "Tenderer" {
                flagged.for_each(|(id, ratio)| {
                    self.tenderers.entry(id).or_default().insert("R038", ratio);
                });
            } else {
                groups.push((
                    group,
                    flagged
                        .map(|(id, ratio)| (id, BTreeMap::from([("R038", ratio)])))
                        .collect(),
                ));
            }
        }
        groups
    }

    /// R025.
    fn wins(&mut self) {
        let won = std::mem::take(&mut self.won);
        let often = Distribution::of(won.iter().map(|w| w.2 as f64).collect()).quantile(0.75);
        let ratio = |w: &(String, i64, i64)| w.1 as f64 / w.2 as f64;
        let values = Distribution::of(won.iter().map(ratio).collect());
        let ((q1, q3), (low, _)) = (values.quartiles(), values.fences(REACH));
        self.meta(
            "R025",
            &[
                ("q1", q1),
                ("q3", q3),
                ("upper_fence", often),
                ("lower_fence", low),
            ],
        );
        if q1 > 0.0 && low > 0.0 {
            for one in won
                .iter()
                .filter(|w| w.2 as f64 >= often && ratio(w) <= low)
            {
                self.tenderers
                    .entry(one.0.clone())
                    .or_default()
                    .insert("R025", ratio(one));
            }
        }
    }

    /// R048.
    fn classes(&mut self) {
        let (classes, processes) = (
            std::mem::take(&mut self.classes),
            std::mem::take(&mut self.processes),
        );
        let enough = classes
            .into_iter()
            .filter(|(id, _)| processes.get(id).is_some_and(|n| *n >= LEAST_PROCESSES));
        let lengths: Vec<(String, f64)> =
            enough.map(|(id, codes)| (id, codes.len() as f64)).collect();
        let values = Distribution::of(lengths.iter().map(|l| l.1).collect());
        let ((q1, q3), (_, high)) = (values.quartiles(), values.fences(REACH));
        self.meta("R048", &[("q1", q1), ("q3", q3), ("upper_fence", high)]);
        for (id, length) in lengths.into_iter().filter(|l| l.1 >= high) {
            self.tenderers.entry(id).or_default().insert("R048", length);
        }
    }

    /// The processes, one by one: there may be millions.
    fn write_processes(
        &mut self,
        facts: &dyn Facts,
        out: &mut impl Write,
        show: &mut Show<'_>,
    ) -> Result<(), FactsError> {
        let mut writer = Processes {
            out,
            show,
            any: false,
            open: String::new(),
            values: BTreeMap::new(),
        };
        facts.each(Table::Cardinal, &mut |key, _| {
            let mut key = Parts::of(key);
            if key.text() != "O" {
                return Ok(());
            }
            writer.turn(key.text())?;
            match key.text() {
                "ratio" => self.judge(key, &mut writer.values),
                code => {
                    writer.values.insert(known(code), key.number());
                }
            }
            Ok(())
        })?;
        writer.turn("")?;
        if writer.any {
            write!(writer.out, "}},")?;
        }
        Ok(())
    }

    fn judge(&mut self, mut key: Parts<'_>, values: &mut BTreeMap<&'static str, f64>) {
        let (ratio, winner, second) = (key.number(), key.text(), key.text());
        if self.discount.is_some_and(|high| ratio >= high) {
            values.insert("R058", ratio);
            self.tenderers
                .entry(winner.to_owned())
                .or_default()
                .insert("R058", 0.0);
        }
        if self.close_to_winner.is_some_and(|low| ratio <= low) {
            values.insert("R024", ratio);
            for id in [winner, second] {
                self.tenderers
                    .entry(id.to_owned())
                    .or_default()
                    .insert("R024", 0.0);
            }
        }
    }
}

struct Processes<'o, 's, W> {
    out: &'o mut W,
    show: &'o mut Show<'s>,
    any: bool,
    open: String,
    values: BTreeMap<&'static str, f64>,
}

impl<W: Write> Processes<'_, '_, W> {
    /// Ends the open process if another begins.
    fn turn(&mut self, ocid: &str) -> io::Result<()> {
        if ocid == self.open {
            return Ok(());
        }
        if !self.values.is_empty() {
            let start = if self.any { "," } else { "\"OCID\":{" };
            let values = serde_json::to_string(&self.values)?;
            write!(self.out, "{start}{}:{values}", json!(self.open))?;
            self.any = true;
            for (code, value) in &self.values {
                (self.show)("OCID", &self.open, code, *value)?;
            }
        }
        self.values.clear();
        ocid.clone_into(&mut self.open);
        Ok(())
    }
}

fn write_map(results: &Results, out: &mut impl Write) -> io::Result<()> {
    out.write_all(serde_json::to_string(results)?.as_bytes())
}

fn known(code: &str) -> &'static str {
    ["R003", "R018", "R028", "R030", "R035", "R036"]
        .into_iter()
        .find(|c| *c == code)
        .unwrap_or("R000")
}
