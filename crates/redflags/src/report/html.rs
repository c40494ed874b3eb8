//! The report that stands alone: one file, no script, nothing from elsewhere, in three languages.

use std::collections::BTreeMap;
use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::charts::{Bar, bars, count, grouped, percent};
use super::judge::Judged;
use super::summary::Summary;
use super::texts::Texts;
use crate::engine::Engine;
use crate::input::Problem;

/// Problems, and identifiers of many names, that are shown.
const MOST_SHOWN: usize = 5;

/// What the report is made of.
#[derive(Clone, Copy)]
pub struct Report<'r> {
    /// The indicators.
    pub engine: &'r Engine,
    /// What holds.
    pub judged: &'r Judged,
    /// What was counted.
    pub summary: &'r Summary,
    /// What could not be read: some, and how many in all.
    pub problems: (&'r [Problem], u64),
    /// The words.
    pub texts: &'static Texts,
}

/// The parts, in order, by their anchors and words.
const PARTS: [&str; 11] = [
    "read",
    "coverage",
    "found",
    "time",
    "buyers",
    "suppliers",
    "markets",
    "processes",
    "subjects",
    "cards",
    "made",
];

impl Report<'_> {
    /// Writes the page.
    ///
    /// # Errors
    /// When the stream fails.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let language = self.texts.language;
        let page = html! {
            (DOCTYPE)
            html lang=(language.code()) dir=(language.direction()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (self.word("title")) }
                    style { (PreEscaped(include_str!("report.css"))) }
                }
                body {
                    (self.opening())
                    main {
                        (self.read())
                        (self.coverage())
                        (self.found())
                        (self.over_time())
                        (self.ranking("buyers", "ranking-buyers", &self.summary.buyers))
                        (self.ranking("suppliers", "ranking-suppliers", &self.summary.suppliers))
                        (self.markets())
                        (self.processes())
                        (self.findings())
                        (self.cards())
                        (self.made())
                    }
                }
            }
        };
        out.write_all(page.into_string().as_bytes())?;
        out.write_all(b"\n")
    }

    pub(super) fn word(&self, key: &'static str) -> &'static str {
        self.texts.word(key)
    }

    /// A part's heading.
    pub(super) fn heading(&self, part: &'static str) -> Markup {
        html! { h2 id=(part) { (self.word(part)) } }
    }

    /// An indicator in a few words.
    pub(super) fn label(&self, n: usize) -> Markup {
        let card = self.engine.indicators[n].card();
        html! { bdi { (card.code) } " " (self.texts.card(card).title) }
    }

    /// Things one after the other.
    pub(super) fn list(&self, things: impl IntoIterator<Item = Markup>) -> Markup {
        html! {
            @for (at, thing) in things.into_iter().enumerate() {
                @if at > 0 { (self.word("comma")) " " }
                (thing)
            }
        }
    }

    fn opening(&self) -> Markup {
        html! {
            header {
                h1 { (self.word("title")) }
                p.note { strong { (self.word("hint")) } " " (self.word("hint-more")) }
                ul.facts {
                    li { strong { (grouped(self.judged.read)) } (self.word("processes-read")) }
                    li { strong { (grouped(self.summary.scored)) } (self.word("with-flag")) }
                    li { strong { (count(self.judged.findings.len())) } (self.word("flags-others")) }
                }
            }
            nav aria-label=(self.word("contents")) {
                ul { @for part in PARTS { li { a href={ "#" (part) } { (self.word(part)) } } } }
            }
        }
    }

    fn read(&self) -> Markup {
        let (judged, (problems, all)) = (self.judged, self.problems);
        let t = self.texts;
        let months = &self.summary.months;
        let period = months.keys().next().zip(months.keys().next_back());
        html! {
            (self.heading("read"))
            ul {
                li { (t.with("read-all", &[&grouped(judged.read), &grouped(judged.left_out)])) }
                @if let Some((first, last)) = period { li { (t.with("read-period", &[&month(*first), &month(*last)])) } }
                @if judged.repeated > 0 { li { (t.with("read-repeated", &[&grouped(judged.repeated)])) } }
                @if !judged.ambiguous.is_empty() {
                    li {
                        (t.with("read-ambiguous", &[&count(judged.ambiguous.len())])) " "
                        (self.list(judged.ambiguous.iter().take(MOST_SHOWN).map(|(id, names)| html! { code { (id) } " (" (names) ")" })))
                        ". " (t.with("read-exclude", &[&"exclude_organisations"]))
                    }
                }
                @if all > 0 {
                    li {
                        (t.with("read-problems", &[&grouped(i64::try_from(all).unwrap_or(i64::MAX)), &"problems.csv"]))
                        ul { @for p in problems.iter().take(MOST_SHOWN) { li { bdi { (t.with("problem", &[&p.source, &p.line, &p.byte, &p.reason])) } } } }
                    }
                }
            }
        }
    }

    fn found(&self) -> Markup {
        let share = |n: usize| {
            self.summary.by_indicator[n] as f64 / self.judged.coverage[n].computed.max(1) as f64
        };
        let mut flagging: Vec<usize> = (0..self.engine.indicators.len())
            .filter(|n| self.engine.is_on(*n) && self.summary.by_indicator[*n] > 0)
            .collect();
        flagging.sort_by(|a, b| share(*b).total_cmp(&share(*a)).then(a.cmp(b)));
        let one = |n: &usize| Bar {
            label: self.label(*n),
            share: share(*n),
            text: self.texts.with(
                "of-all",
                &[
                    &percent(share(*n)),
                    &grouped(self.summary.by_indicator[*n]),
                    &grouped(self.judged.coverage[*n].computed),
                ],
            ),
        };
        let all: Vec<Bar> = flagging.iter().map(one).collect();
        html! {
            (self.heading("found"))
            p { (self.word("found-says")) }
            @if all.is_empty() { p { (self.word("found-none")) } } @else { (bars(self.word("found-bars"), &all)) }
        }
    }

    fn over_time(&self) -> Markup {
        let mut years: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
        for ((year, _), (all, flagged)) in &self.summary.months {
            let sums = years.entry(*year).or_default();
            *sums = (sums.0 + all, sums.1 + flagged);
        }
        let one = |(year, (all, flagged)): (&i64, &(i64, i64))| {
            let share = *flagged as f64 / (*all).max(1) as f64;
            Bar {
                label: html! { bdi { (year) } },
                share,
                text: self.texts.with(
                    "of-all",
                    &[&percent(share), &grouped(*flagged), &grouped(*all)],
                ),
            }
        };
        let all: Vec<Bar> = years.iter().filter(|y| y.1.0 > 0).map(one).collect();
        html! {
            (self.heading("time"))
            @if all.is_empty() { p { (self.word("time-none")) } } @else {
                p { (self.word("time-says")) }
                (bars(self.word("time-bars"), &all))
            }
        }
    }

    fn markets(&self) -> Markup {
        let most = self.summary.markets.first().map_or(1, |m| m.1).max(1) as f64;
        let one = |(market, n): &(String, i64)| Bar {
            label: html! { bdi { (market) } },
            share: *n as f64 / most,
            text: grouped(*n),
        };
        let all: Vec<Bar> = self.summary.markets.iter().map(one).collect();
        html! {
            (self.heading("markets"))
            @if all.is_empty() { p { (self.word("markets-none")) } } @else {
                p { (self.word("markets-says")) }
                (bars(self.word("markets-bars"), &all))
            }
        }
    }

    fn made(&self) -> Markup {
        let digest = self.engine.settings.digest();
        html! {
            (self.heading("made"))
            p.long { (self.texts.with("made-says", &[&env!("CARGO_PKG_VERSION"), &digest])) }
        }
    }
}

fn month((year, month): (i64, i64)) -> String {
    format!("{year:04}-{month:02}")
}
