//! Words in a drawing.

use std::fmt::Write as _;

/// Width of a letter at the drawing's size of 11, on average: names break a little early rather than run over.
const LETTER: f64 = 6.2;
/// Height of a line.
pub(super) const LINE: f64 = 13.0;
/// Most lines of a name.
const LINES: usize = 5;

/// A text safe in XML; characters that XML cannot hold are left out.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '"' => safe.push_str("&quot;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => safe.push(c),
        }
    }
    safe
}

/// A name in lines of a width.
pub(super) fn wrap(name: &str, width: f64) -> Vec<String> {
    let most = ((width / LETTER) as usize).max(4);
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        let length = word.chars().count();
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + length <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > LINES {
        lines.truncate(LINES);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    for line in &mut lines {
        if line.chars().count() > most + 3 {
            *line = line.chars().take(most + 2).chain(['…']).collect();
        }
    }
    lines
}

/// A name around a point, `top`: from there downwards.
pub(super) fn text(svg: &mut String, name: &str, (x, y): (f64, f64), width: f64, top: bool) {
    let lines = wrap(name, width);
    if lines.is_empty() {
        return;
    }
    let above = if top {
        0.0
    } else {
        (lines.len() as f64 - 1.0) * LINE / 2.0
    };
    let _ = write!(
        svg,
        "<text class=\"name\" text-anchor=\"middle\" fill=\"currentColor\" stroke=\"none\">"
    );
    for (n, line) in lines.iter().enumerate() {
        let y = y - above + n as f64 * LINE + 4.0;
        let _ = write!(
            svg,
            "<tspan x=\"{x:.1}\" y=\"{y:.1}\">{}</tspan>",
            escape(line)
        );
    }
    svg.push_str("</text>");
}

#[cfg(test)]
mod tests {
    use super::{escape, wrap};

    #[test]
    fn names_break_between_words() {
        assert_eq!(
            wrap("Check that the application is complete", 100.0),
            ["Check that the", "application is", "complete"]
        );
        assert_eq!(wrap("", 100.0), Vec::<String>::new());
        assert_eq!(
            wrap("Donaudampfschifffahrtsgesellschaft", 60.0),
            ["Donaudampfs…"]
        );
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(escape("a<b & \"c\"\u{1}\n"), "a&lt;b &amp; &quot;c&quot; ");
    }
}
