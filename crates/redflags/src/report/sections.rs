//! The longer parts of the report.

use maud::{Markup, html};

use super::charts::{Bar, bars, count, grouped, percent};
use super::html::Report;
use super::summary::{Ranked, Shown, Strongest};
use crate::indicator::{Finding, Unit};

impl Report<'_> {
    /// Coverage before findings.
    pub(super) fn coverage(&self) -> Markup {
        let on: Vec<usize> = (0..self.engine.indicators.len())
            .filter(|n| self.engine.is_on(*n))
            .collect();
        let (could, never): (Vec<usize>, Vec<usize>) = on
            .iter()
            .partition(|n| self.judged.coverage[**n].computed > 0);
        let silent: Vec<&str> = never
            .iter()
            .map(|n| self.engine.indicators[*n].card().code)
            .collect();
        let one = |n: &usize| {
            let covering = &self.judged.coverage[*n];
            let concerned = covering.computed + covering.stopped();
            let share = covering.computed as f64 / concerned.max(1) as f64;
            let numbers: [&dyn std::fmt::Display; 3] = [
                &percent(share),
                &grouped(covering.computed),
                &grouped(concerned),
            ];
            Bar {
                label: self.label(*n),
                share,
                text: self.texts.with("of-all", &numbers),
            }
        };
        let all: Vec<Bar> = could.iter().map(one).collect();
        html! {
            (self.heading("coverage"))
            p { (self.texts.with("coverage-says", &[&could.len(), &on.len()])) }
            (bars(self.word("coverage-bars"), &all))
            @if !silent.is_empty() { p { (self.word("coverage-never")) " " bdi { (silent.join(", ")) } "." } }
            details { summary { (self.word("coverage-stopped")) } (self.stopped(&on)) }
        }
    }

    fn stopped(&self, on: &[usize]) -> Markup {
        html! {
            div.scroll tabindex="0" role="group" aria-label=(self.word("by-missing")) { table {
                caption { (self.word("by-missing")) }
                thead { tr {
                    th scope="col" { (self.word("indicator")) }
                    th.n scope="col" { (self.word("computed")) }
                    th.n scope="col" { (self.word("not-apply")) }
                    th scope="col" { (self.word("missing")) }
                } }
                tbody { @for n in on {
                    @let covering = &self.judged.coverage[*n];
                    tr {
                        th scope="row" { (self.engine.indicators[*n].card().code) }
                        td.n { (grouped(covering.computed)) }
                        td.n { (grouped(covering.apart)) }
                        td {
                            @if covering.saturated() { div { strong { (self.word("nearly-all")) } } }
                            @for (field, n) in &covering.missing {
                                @let (path, reason) = self.texts.missing(field);
                                div { code { (path) } @if let Some(reason) = reason { " (" (reason) ")" } " " (grouped(*n)) }
                            }
                        }
                    }
                } }
            } }
        }
    }

    /// Buyers or suppliers.
    pub(super) fn ranking(
        &self,
        part: &'static str,
        says: &'static str,
        ranked: &[Ranked],
    ) -> Markup {
        let most = ranked.first().map_or(1.0, |r| r.score);
        let name = |r: &Ranked| match r.name.as_str() {
            "" => r.id.clone(),
            name => name.to_owned(),
        };
        let one = |r: &Ranked| Bar {
            label: html! { bdi { (name(r)) } },
            share: r.score / most.max(f64::MIN_POSITIVE),
            text: format!("{:.2}", r.score),
        };
        let all: Vec<Bar> = ranked.iter().map(one).collect();
        html! {
            (self.heading(part))
            p { (self.word("ranking-says")) }
            @if ranked.is_empty() { p { (self.word("ranking-none")) } } @else {
                (bars(self.word(says), &all))
                details { summary { (self.word("same-table")) } div.scroll tabindex="0" role="group" aria-label=(self.word(says)) { table {
                    thead { tr {
                        th scope="col" { (self.word("name")) }
                        th scope="col" { (self.word("identifier")) }
                        th.n scope="col" { (self.word("processes-n")) }
                        th.n scope="col" { (self.word("flagged-n")) }
                        th.n scope="col" { (self.word("mean-score")) }
                    } }
                    tbody { @for r in ranked { tr {
                        th scope="row" { bdi { (name(r)) } }
                        td { code { (r.id) } }
                        td.n { (grouped(r.processes)) }
                        td.n { (grouped(r.flagged)) }
                        td.n { (format!("{:.2}", r.score)) }
                    } } }
                } } }
            }
        }
    }

    /// The processes with the highest scores, each with its evidence.
    pub(super) fn processes(&self) -> Markup {
        html! {
            (self.heading("processes"))
            p { (self.texts.with("processes-says", &[&"flags.csv"])) }
            @if self.summary.shown.is_empty() { p { (self.word("found-none")) } }
            @for shown in &self.summary.shown { (self.process(shown)) }
        }
    }

    fn process(&self, shown: &Shown) -> Markup {
        let mut codes: Vec<&str> = shown
            .flags
            .iter()
            .map(|f| self.engine.indicators[f.0].card().code)
            .collect();
        codes.dedup();
        html! {
            details {
                summary { code { (shown.ocid) } " — " (self.texts.with("score", &[&shown.score])) ": " bdi { (codes.join(" + ")) } }
                p.soft {
                    @if !shown.buyer.is_empty() { (self.word("buyer")) " " (self.subject(&shown.buyer)) ". " }
                    @if !shown.suppliers.is_empty() {
                        (self.word("supplier")) " "
                        (self.list(shown.suppliers.iter().map(|s| self.subject(s))))
                        ". "
                    }
                    @if !shown.date.is_empty() { (self.word("date")) " " bdi { (shown.date) } ". " }
                    (self.word("release")) " " code { (shown.release) }
                }
                @for (n, value, bar, evidence) in &shown.flags {
                    @let card = self.engine.indicators[*n].card();
                    @let texts = self.texts.card(card);
                    h3 { a href={ "#" (card.code) } { (card.code) } " " (texts.title) }
                    p {
                        @if let Some(value) = self.value(card.unit, *value, *bar) { (value) " " }
                        (self.texts.with("certainty", &[&self.texts.sure(card.sure)])) " "
                        (self.word("maybe")) " " (texts.mistakes)
                    }
                    div.scroll tabindex="0" role="group" aria-label=(texts.title) { table {
                        thead { tr { th scope="col" { (self.word("field")) } th scope="col" { (self.word("evidence")) } } }
                        tbody { @for e in evidence { tr { td { (self.field(&e.field)) } td { bdi { (self.texts.value(&e.value)) } } } } }
                    } }
                }
            }
        }
    }

    /// A flag's value in words, with what would be usual.
    fn value(&self, unit: Unit, value: f64, bar: Option<f64>) -> Option<String> {
        if unit == Unit::Present {
            return None;
        }
        let shown = self.number(unit, value);
        Some(match bar {
            None => self.texts.with("value", &[&shown]),
            Some(bar) => {
                let key = if value < bar {
                    "value-bar-low"
                } else {
                    "value-bar"
                };
                self.texts.with(key, &[&shown, &self.number(unit, bar)])
            }
        })
    }

    fn number(&self, unit: Unit, value: f64) -> String {
        match unit {
            Unit::Present | Unit::Number => number(value),
            Unit::Share => percent(value),
            Unit::Days => self.texts.with("days", &[&number(value)]),
            Unit::Hours => self.texts.with("hours", &[&number(value)]),
            Unit::Logarithm => number((10_f64.powf(value) * 100.0).round() / 100.0),
        }
    }

    /// A JSON pointer as it is, a word of ours in the reader's language.
    fn field(&self, field: &str) -> Markup {
        html! { @if field.starts_with('/') { code { (field) } } @else { (self.texts.field(field)) } }
    }

    /// Who or what, by name where one is known.
    fn subject(&self, id: &str) -> Markup {
        html! {
            @if let Some(name) = self.summary.names.get(id) { bdi { (name) } " (" code { (id) } ")" } @else { code { (id) } }
        }
    }

    /// Flags about buyers, suppliers, bidders and markets.
    pub(super) fn findings(&self) -> Markup {
        html! {
            (self.heading("subjects"))
            @if self.judged.findings.is_empty() { p { (self.word("subjects-none")) } } @else {
                p { (self.texts.with("subjects-says", &[&"flags.csv"])) }
                @for strongest in &self.summary.strongest { (self.strongest(strongest)) }
            }
        }
    }

    fn strongest(&self, strongest: &Strongest) -> Markup {
        let n = usize::from(strongest.indicator);
        let card = self.engine.indicators[n].card();
        html! {
            details {
                summary { (self.label(n)) " — " (grouped(strongest.all)) }
                p {
                    (self.texts.with("certainty", &[&self.texts.sure(card.sure)])) " "
                    (self.word("maybe")) " " (self.texts.card(card).mistakes) " "
                    a href={ "#" (card.code) } { (card.code) }
                }
                div.scroll tabindex="0" role="group" aria-label=(self.texts.card(card).title) { table {
                    caption { (self.texts.with("subjects-first", &[&count(strongest.first.len()), &grouped(strongest.all)])) }
                    thead { tr {
                        th scope="col" { (self.word("about")) }
                        th scope="col" { (self.word("who")) }
                        th.n scope="col" { (self.word("worth")) }
                        th.n scope="col" { (self.word("bar")) }
                        th scope="col" { (self.word("rests-on")) }
                    } }
                    tbody { @for at in &strongest.first { (self.finding(card.unit, &self.judged.findings[*at])) } }
                } }
            }
        }
    }

    fn finding(&self, unit: Unit, f: &Finding) -> Markup {
        html! {
            tr {
                td { (self.texts.about(f.about)) }
                td { @for (at, part) in f.subject.split(" | ").enumerate() { @if at > 0 { br; } (self.subject(part)) } }
                td.n { bdi { (self.number(unit, f.value)) } }
                td.n { bdi { (self.number(unit, f.bar)) } }
                td { (self.texts.says(&f.says)) }
            }
        }
    }

    /// What each indicator means.
    pub(super) fn cards(&self) -> Markup {
        html! {
            (self.heading("cards"))
            @for n in (0..self.engine.indicators.len()).filter(|n| self.engine.is_on(*n)) {
                @let card = self.engine.indicators[n].card();
                @let texts = self.texts.card(card);
                section id=(card.code) {
                    h3 { (card.code) " " (texts.title) }
                    dl {
                        dt { (self.word("card-computed")) } dd { (settings_as_code(texts.formula)) }
                        dt { (self.word("card-meaning")) } dd { (texts.meaning) }
                        dt { (self.word("card-mistakes")) } dd { (texts.mistakes) }
                        dt { (self.word("card-needs")) } dd { (self.list(card.fields.iter().map(|field| html! { code { (field) } }))) }
                        dt { (self.word("card-kind")) } dd { (self.texts.about(card.about)) "; " (self.texts.stage(card.stage)) "; " (self.texts.sure(card.sure)) }
                        dt { (self.word("card-settings")) } dd { (self.list(self.engine.settings.section(card.code).lines().iter().map(|line| html! { code { (line) } }))) }
                        dt { (self.word("card-source")) } dd { bdi lang="en" { (card.source) } }
                    }
                }
            }
        }
    }
}

/// What stands between backticks is the name of a setting.
fn settings_as_code(text: &str) -> Markup {
    html! {
        @for (at, part) in text.split('`').enumerate() {
            @if at % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

/// A value without noise.
fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        return grouped(value as i64);
    }
    if value.abs() >= 1000.0 && value.abs() < 1e15 {
        return grouped(value.round() as i64);
    }
    format!("{value:.2}")
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_without_noise() {
        for (value, expected) in [
            (3.0, "3"),
            (0.256_4, "0.26"),
            (12_345.678, "12 346"),
            (-1.5, "-1.50"),
        ] {
            assert_eq!(number(value), expected.replace(' ', "\u{202f}"));
        }
    }
}
