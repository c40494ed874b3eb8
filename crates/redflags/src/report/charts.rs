//! Charts that say one thing each: a list of bars. Names and numbers are text beside the bars, so that
//! they are read on a telephone and aloud; the bars alone are SVG, and mirrored in Arabic.

use maud::{Markup, html};

/// A bar.
#[derive(Debug, Clone)]
pub(crate) struct Bar {
    /// What it is.
    pub(crate) label: Markup,
    /// How long, 0 to 1.
    pub(crate) share: f64,
    /// What stands at its end.
    pub(crate) text: String,
}

/// A list of bars under a heading.
pub(crate) fn bars(title: &str, bars: &[Bar]) -> Markup {
    html! {
        figure {
            figcaption { (title) }
            ul.bars {
                @for bar in bars {
                    @let width = (bar.share.clamp(0.0, 1.0) * 1000.0).round() / 10.0;
                    li {
                        span.label { (bar.label) }
                        svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" {
                            rect.rail width="100" height="10" {}
                            rect.bar width=(width) height="10" {}
                        }
                        span.end { bdi { (bar.text) } }
                    }
                }
            }
        }
    }
}

/// A share in words.
pub(crate) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent.abs() > 1e-9 && percent.abs() < 1.0 {
        format!("{percent:.2}\u{202f}%")
    } else if percent.abs() < 10.0 {
        format!("{percent:.1}\u{202f}%").replace(".0\u{202f}", "\u{202f}")
    } else {
        format!("{percent:.0}\u{202f}%")
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

/// A count.
pub(crate) fn count(number: usize) -> String {
    grouped(i64::try_from(number).unwrap_or(i64::MAX))
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
        for (share, expected) in [
            (0.5, "50 %"),
            (0.001, "0.10 %"),
            (0.0, "0 %"),
            (0.045, "4.5 %"),
            (1.354, "135 %"),
            (-0.05, "-5 %"),
        ] {
            assert_eq!(percent(share), expected.replace(' ', "\u{202f}"));
        }
    }

    #[test]
    fn labels_are_escaped_and_bars_stay_on_their_rail() {
        let bar = Bar {
            label: html! { ("<b>".repeat(30)) },
            share: 2.0,
            text: "x".into(),
        };
        let chart = bars("t", &[bar]).into_string();
        assert!(chart.contains("&lt;b&gt;") && !chart.contains("<b>"));
        assert!(
            chart.contains("<rect class=\"bar\" width=\"100\""),
            "a bar is never longer than its rail"
        );
    }
}
