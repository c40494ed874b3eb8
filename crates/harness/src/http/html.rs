//! Reading pages as far as tests need it: tags with their attributes, and the words between.

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The element, such as `a`.
    pub name: String,
    /// Its attributes with their values, decoded.
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }
}

/// The start tags of a page, in order.
#[must_use]
pub fn tags(page: &str) -> Vec<Tag> {
    pieces(page)
        .filter_map(|piece| match piece {
            Piece::Tag(inside) => tag(inside),
            Piece::Text(_) => None,
        })
        .collect()
}

/// The words of a page: without tags, without the marks that isolate directions, spaces folded.
pub(super) fn words(page: &str) -> String {
    let mut text = String::new();
    for piece in pieces(page) {
        match piece {
            Piece::Text(words) => text.push_str(&decode(words)),
            // Where a word ends: between blocks, not inside of one.
            Piece::Tag(inside) if inline(inside) => {}
            Piece::Tag(_) => text.push(' '),
        }
    }
    let plain = text.replace(
        |c: char| matches!(c, '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}'),
        "",
    );
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

enum Piece<'a> {
    Tag(&'a str),
    Text(&'a str),
}

fn pieces(page: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = page;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some(inside) = rest.strip_prefix('<') {
            let end = end_of_tag(inside);
            rest = inside.get(end + 1..).unwrap_or_default();
            return Some(Piece::Tag(&inside[..end]));
        }
        let end = rest.find('<').unwrap_or(rest.len());
        let text = &rest[..end];
        rest = &rest[end..];
        Some(Piece::Text(text))
    })
}

/// Where the `>` is that is not inside a quoted value.
fn end_of_tag(inside: &str) -> usize {
    let mut quote = None;
    for (at, byte) in inside.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(q), b) if q == b => quote = None,
            _ => {}
        }
    }
    inside.len()
}

fn inline(inside: &str) -> bool {
    let name = inside.trim_start_matches('/');
    let name = name.split([' ', '/']).next().unwrap_or_default();
    ["a", "b", "bdi", "code", "em", "i", "span", "strong", "time"].contains(&name)
}

fn tag(inside: &str) -> Option<Tag> {
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let (name, mut rest) = inside
        .split_once(char::is_whitespace)
        .unwrap_or((inside, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let end = rest
            .find(|c: char| c == '=' || c.is_whitespace())
            .unwrap_or(rest.len());
        let key = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            let (raw, after) = value_of(after);
            value = decode(raw);
            rest = after;
        }
        attributes.push((key, value));
    }
    Some(Tag {
        name: name.to_ascii_lowercase(),
        attributes,
    })
}

fn value_of(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    text.split_at(end)
}

fn decode(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::{tags, words};

    #[test]
    fn a_page_is_read_as_a_browser_reads_it() {
        let page = "<p class=\"a > b\">One <b>two</b>&amp;\n three</p><input name=\"x\" value=\"&quot;1\" hidden>";
        assert_eq!(words(page), "One two& three");
        let all = tags(page);
        assert_eq!(all[0].get("class"), Some("a > b"));
        assert_eq!(all[2].get("value"), Some("\"1"));
        assert_eq!(all[2].get("hidden"), Some(""));
    }
}
