//! Charts as SVG that say one thing each. The numbers stand beside the bars, so that nothing hangs
//! on colour or on measuring; a reader of screens gets the title and the table that goes with it.

use maud::{Markup, html};

/// A bar.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bar {
    /// What it is.
    pub(crate) label: String,
    /// How long, 0 to 1.
    pub(crate) share: f64,
    /// What stands at its end.
    pub(crate) text: String,
}

/// Height of a bar with its space.
const STEP: usize = 26;
/// Where bars begin.
const LEFT: usize = 320;
/// The longest bar.
const LONG: f64 = 270.0;
/// The whole width.
const WIDTH: usize = 720;
/// Letters of a label that fit.
const LETTERS: usize = 38;

/// Horizontal bars.
pub(crate) fn bars(title: &str, bars: &[Bar]) -> Markup {
    let height = bars.len() * STEP + 8;
    html! {
        svg.chart viewBox={ "0 0 " (WIDTH) " " (height) } role="img" aria-label=(title) {
            @for (at, bar) in bars.iter().enumerate() {
                @let y = at * STEP + 4;
                @let width = (bar.share.clamp(0.0, 1.0) * LONG * 10.0).round() / 10.0;
                text.label x=(LEFT - 10) y=(y + 15) text-anchor="end" { (cut(&bar.label)) title { (bar.label) } }
                rect.rail x=(LEFT) y=(y + 3) width=(LONG) height="16" {}
                rect.bar x=(LEFT) y=(y + 3) width=(width) height="16" {}
                text x=(LEFT as f64 + LONG + 10.0) y=(y + 15) { (bar.text) }
            }
        }
    }
}

/// Columns over time, of shares from 0 to 1: label, share.
pub(crate) fn columns(title: &str, columns: &[(String, f64)]) -> Markup {
    let most = columns.iter().map(|c| c.1).fold(0.0, f64::max).max(0.01);
    let step =
        (f64::from(u16::try_from(WIDTH).unwrap_or(u16::MAX)) - 60.0) / columns.len().max(1) as f64;
    let every = columns.len().div_ceil(12).max(1);
    html! {
        svg.chart viewBox={ "0 0 " (WIDTH) " 200" } role="img" aria-label=(title) {
            text x="46" y="24" text-anchor="end" { (percent(most)) }
            text x="46" y="164" text-anchor="end" { "0 %" }
            line.axis x1="52" y1="160" x2=(WIDTH) y2="160" {}
            @for (at, (label, share)) in columns.iter().enumerate() {
                @let x = 54.0 + at as f64 * step;
                @let high = share / most * 140.0;
                rect.bar x=(tenth(x)) y=(tenth(160.0 - high)) width=(tenth((step - 2.0).max(1.0))) height=(tenth(high)) { title { (label) ": " (percent(*share)) } }
                @if at % every == 0 {
                    text x=(tenth(x)) y="182" { (label) }
                }
            }
        }
    }
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// A share in words.
pub(crate) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent > 0.0 && percent < 1.0 {
        format!("{percent:.2} %")
    } else {
        format!("{percent:.0} %")
    }
}

/// A number with thin spaces between thousands.
pub(crate) fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::from(if number < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

fn cut(label: &str) -> String {
    match label.char_indices().nth(LETTERS) {
        Some((at, _)) => format!("{}…", &label[..at]),
        None => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_readable() {
        assert_eq!(
            (grouped(1_234_567), grouped(-12), grouped(0)),
            ("1\u{202f}234\u{202f}567".into(), "-12".into(), "0".into())
        );
        assert_eq!(
            (percent(0.5), percent(0.001), percent(0.0)),
            ("50 %".into(), "0.10 %".into(), "0 %".into())
        );
    }

    #[test]
    fn labels_are_escaped_and_cut() {
        let chart = bars(
            "t",
            &[Bar {
                label: "<b>".repeat(30),
                share: 2.0,
                text: "x".into(),
            }],
        )
        .into_string();
        assert!(chart.contains("&lt;b&gt;") && !chart.contains("<b>") && chart.contains('…'));
        assert!(
            chart.contains("width=\"270\""),
            "a bar is never longer than its rail"
        );
    }
}
