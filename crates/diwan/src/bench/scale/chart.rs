//! The figures as small charts side by side: each says how one of them grows with the cases.

use std::fmt::Write as _;

/// One figure at one size.
pub(super) struct Point {
    pub(super) name: &'static str,
    pub(super) cases: u64,
    pub(super) value: f64,
    pub(super) unit: &'static str,
}

/// A panel's width and height, and how many stand in a row.
const WIDE: usize = 290;
const HIGH: usize = 210;
const ROW: usize = 3;

/// An SVG with a panel a figure. Sizes stand on a logarithmic axis, values on one from zero.
pub(super) fn draw(points: &[Point]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for point in points {
        if !names.contains(&point.name) {
            names.push(point.name);
        }
    }
    let rows = names.len().div_ceil(ROW);
    let (width, height) = (WIDE * ROW, HIGH * rows);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" font-family=\"system-ui, sans-serif\" font-size=\"13\" fill=\"#1d2733\">\
         <title>How each figure grows with the cases</title><desc>{}</desc>\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n",
        described(points)
    );
    for (n, name) in names.iter().enumerate() {
        let own: Vec<&Point> = points.iter().filter(|p| p.name == *name).collect();
        let _ = writeln!(
            svg,
            "<g transform=\"translate({} {})\">",
            n % ROW * WIDE,
            n / ROW * HIGH
        );
        panel(&mut svg, &own);
        svg.push_str("</g>\n");
    }
    svg.push_str("</svg>\n");
    svg
}

/// Every figure in words, for who cannot see the picture.
fn described(points: &[Point]) -> String {
    let one = |p: &Point| {
        format!(
            "{} with {} cases: {} {}.",
            p.name,
            p.cases,
            shown(p.value),
            p.unit
        )
    };
    points.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// Where a panel's plot is, and its size.
const LEFT: f64 = 40.0;
const TOP: f64 = 70.0;
const PLOT_WIDE: f64 = 210.0;
const PLOT_HIGH: f64 = 100.0;

fn panel(svg: &mut String, points: &[&Point]) {
    let most = points
        .iter()
        .map(|p| p.value)
        .fold(f64::MIN_POSITIVE, f64::max);
    let ordinal = |cases: u64| (cases.max(1) as f64).log10();
    let first = points
        .iter()
        .map(|p| ordinal(p.cases))
        .fold(f64::MAX, f64::min);
    let last = points
        .iter()
        .map(|p| ordinal(p.cases))
        .fold(f64::MIN, f64::max);
    let x = |p: &Point| LEFT + PLOT_WIDE * (ordinal(p.cases) - first) / (last - first).max(1.0);
    let y = |p: &Point| TOP + PLOT_HIGH * (1.0 - p.value / most);
    let base = TOP + PLOT_HIGH;
    let (name, unit) = points.first().map_or(("", ""), |p| (p.name, p.unit));
    let _ = write!(
        svg,
        "<text x=\"{LEFT}\" y=\"24\" font-weight=\"600\">{name}</text>\
         <text x=\"{LEFT}\" y=\"41\" fill=\"#5a6673\" font-size=\"12\">{unit}</text>\
         <line x1=\"{LEFT}\" x2=\"{}\" y1=\"{base}\" y2=\"{base}\" stroke=\"#c3cad2\"/>",
        LEFT + PLOT_WIDE
    );
    let line: Vec<String> = points
        .iter()
        .map(|p| format!("{:.1},{:.1}", x(p), y(p)))
        .collect();
    let _ = write!(
        svg,
        "<polyline points=\"{}\" fill=\"none\" stroke=\"#0b5f6b\" stroke-width=\"2\"/>",
        line.join(" ")
    );
    for point in points {
        let (x, y) = (x(point), y(point));
        let _ = write!(
            svg,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\" fill=\"#0b5f6b\"/>\
             <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>\
             <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"#5a6673\" font-size=\"12\">{}</text>",
            y - 10.0,
            shown(point.value),
            base + 18.0,
            size(point.cases)
        );
    }
}

/// Three digits that count.
fn shown(value: f64) -> String {
    match value {
        v if v >= 1_000.0 => size(v.round() as u64),
        v if v >= 100.0 => format!("{v:.0}"),
        v if v >= 10.0 => format!("{v:.1}"),
        v => format!("{v:.2}"),
    }
}

/// A number with its thousands apart.
fn size(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_has_a_panel_a_figure_and_says_every_value() {
        let point = |name, cases, value| Point {
            name,
            cases,
            value,
            unit: "ms",
        };
        let svg = draw(&[
            point("a", 10_000, 2.0),
            point("a", 1_000_000, 4.0),
            point("b", 10_000, 1500.0),
        ]);
        assert_eq!(svg.matches("<g ").count(), 2);
        assert_eq!(svg.matches("<circle ").count(), 3);
        assert!(svg.contains("a with 1000000 cases: 4.00 ms."), "{svg}");
        assert!(svg.contains("1\u{202f}500"), "{svg}");
    }
}
