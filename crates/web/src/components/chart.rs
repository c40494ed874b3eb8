//! Small charts as SVG, each with the table behind it.

use crate::lang::Text;
use maud::{Markup, html};

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// How long it is.
    pub value: f64,
    /// The value in words, with its unit.
    pub text: String,
    /// It is the one that the chart is about.
    pub strong: bool,
}

/// A chart that says one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Where it is on the page; for ids.
    pub id: String,
    /// What it says: a sentence.
    pub title: String,
    /// What the labels are.
    pub label_head: String,
    /// What the values are.
    pub value_head: String,
    /// The values.
    pub bars: Vec<Bar>,
}

/// Horizontal bars, each with its value beside it; the longest takes the whole width.
#[must_use]
pub fn bar_chart(t: &Text, c: &Chart) -> Markup {
    let max = c
        .bars
        .iter()
        .map(|b| b.value)
        .fold(0.0, f64::max)
        .max(f64::MIN_POSITIVE);
    bars(t, c, max)
}

/// As [`bar_chart`], of shares in 100: the whole width is all.
#[must_use]
pub fn share_chart(t: &Text, c: &Chart) -> Markup {
    bars(t, c, 100.0)
}

fn bars(t: &Text, c: &Chart, max: f64) -> Markup {
    html! {
        figure class="chart" aria-labelledby={ (c.id) "-title" } {
            figcaption id={ (c.id) "-title" } { (c.title) }
            div class="bars" aria-hidden="true" {
                @for bar in &c.bars {
                    div class={ "bar" @if bar.strong { " bar-strong" } } {
                        span class="bar-label" { (bar.label) }
                        svg class="bar-line" viewBox="0 0 100 8" preserveAspectRatio="none" { rect width=(share(bar.value, max)) height="8" {} }
                        span class="bar-value" { (bar.text) }
                    }
                }
            }
            (table(t, c))
        }
    }
}

/// A line of values over time.
#[must_use]
pub fn spark(t: &Text, c: &Chart) -> Markup {
    let max = c
        .bars
        .iter()
        .map(|b| b.value)
        .fold(0.0, f64::max)
        .max(f64::MIN_POSITIVE);
    let step = 100.0 / (c.bars.len().saturating_sub(1).max(1)) as f64;
    let points: Vec<_> = c
        .bars
        .iter()
        .enumerate()
        .map(|(i, b)| {
            format!(
                "{:.1},{:.1}",
                i as f64 * step,
                30.0 - 28.0 * b.value.max(0.0) / max
            )
        })
        .collect();
    html! {
        figure class="chart" aria-labelledby={ (c.id) "-title" } {
            figcaption id={ (c.id) "-title" } { (c.title) }
            svg class="spark" viewBox="0 0 100 32" preserveAspectRatio="none" aria-hidden="true" { polyline points=(points.join(" ")) {} }
            (table(t, c))
        }
    }
}

fn share(value: f64, max: f64) -> String {
    format!("{:.1}", 100.0 * value.max(0.0) / max)
}

fn table(t: &Text, c: &Chart) -> Markup {
    html! {
        details class="details" {
            summary { (t.get("chart-table")) span class="visually-hidden" { ": " (c.title) } }
            table {
                caption class="visually-hidden" { (c.title) }
                thead { tr { th scope="col" { (c.label_head) } th scope="col" class="figure" { (c.value_head) } } }
                tbody { @for bar in &c.bars { tr { th scope="row" { (bar.label) } td class="figure" { (bar.text) } } } }
            }
        }
    }
}
