//! Escapes in texts.

/// The text that an escaped one stands for; nothing when an escape is malformed. A lone surrogate
/// becomes U+FFFD, as most readers do.
pub(crate) fn unescape(escaped: &str) -> Option<String> {
    let mut out = String::with_capacity(escaped.len());
    let mut rest = escaped;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let mut after = rest[at + 1..].chars();
        let kind = after.next()?;
        rest = after.as_str();
        match kind {
            '"' | '\\' | '/' => out.push(kind),
            'b' => out.push('\u{8}'),
            'f' => out.push('\u{c}'),
            'n' => out.push('\n'),
            'r' => out.push('\r'),
            't' => out.push('\t'),
            'u' => {
                let (found, left) = unicode(rest)?;
                out.push(found);
                rest = left;
            }
            _ => return None,
        }
    }
    out.push_str(rest);
    Some(out)
}

fn unicode(rest: &str) -> Option<(char, &str)> {
    let first = hex(rest)?;
    let rest = &rest[4..];
    if (0xd800..0xdc00).contains(&first)
        && let Some(low) = rest
            .strip_prefix("\\u")
            .and_then(hex)
            .filter(|l| (0xdc00..0xe000).contains(l))
    {
        let code = 0x1_0000 + ((first - 0xd800) << 10) + (low - 0xdc00);
        return Some((char::from_u32(code)?, &rest[6..]));
    }
    Some((
        char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER),
        rest,
    ))
}

fn hex(text: &str) -> Option<u32> {
    let digits = text.get(..4)?;
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    u32::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        assert_eq!(
            unescape(r#"a\"\\\/\b\f\n\r\té"#).as_deref(),
            Some("a\"\\/\u{8}\u{c}\n\r\té")
        );
        assert_eq!(unescape(r"\u00e9\ud83d\ude00").as_deref(), Some("é😀"));
        assert_eq!(unescape(r"\ud83dx").as_deref(), Some("\u{fffd}x"));
        for bad in [r"\x", r"\u12", r"\u12g4", "\\"] {
            assert_eq!(unescape(bad), None, "{bad}");
        }
    }
}
