//! The one way to write a body as JSON: RFC 8785 (JCS), narrowed to numbers that every reader of
//! JSON holds exactly.
//!
//! Two people who write the same value get the same bytes, and so the same commitment. Whatever JCS
//! software writes of a value accepted here is what this module writes; fractions and integers
//! beyond ±2^53 are refused rather than rounded.

use serde_json::{Map, Number, Value};

use crate::Malformed;

const WHAT: &str = "canonical JSON";
/// Most arrays and objects inside one another. Below what JSON readers stop at (`serde_json` at
/// 127), so that whatever is written can be read back.
pub const MAX_DEPTH: usize = 100;
/// Longest form written or read, in bytes.
pub const MAX_LEN: usize = 4 * 1024 * 1024;
/// The largest magnitude of an integer: 2^53, up to which a double holds every integer.
pub const MAX_INTEGER: i64 = 1 << 53;

/// Why a value has no canonical form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// A number that is no integer, or too large: write it as a string.
    #[error("{0} is not an integer within ±2^53; write it as a string")]
    Number(String),
    /// More than [`MAX_DEPTH`] arrays and objects inside one another.
    #[error("more than {MAX_DEPTH} arrays and objects inside one another")]
    Depth,
    /// Longer than [`MAX_LEN`].
    #[error("longer than {MAX_LEN} bytes")]
    Length,
}

/// The canonical form: no spaces, object keys in the order of their UTF-16 code units, the shortest
/// escapes.
///
/// A number held as a double is written as an integer when it is one (`1.0` as `1`, `-0.0` as `0`).
///
/// # Errors
/// [`CanonicalError`].
///
/// ```
/// let value = serde_json::json!({ "b": [true, null], "a": -1 });
/// assert_eq!(tlog::canonical::to_vec(&value)?, br#"{"a":-1,"b":[true,null]}"#);
/// assert!(tlog::canonical::to_vec(&serde_json::json!(0.5)).is_err());
/// # Ok::<(), tlog::canonical::CanonicalError>(())
/// ```
pub fn to_vec(value: &Value) -> Result<Vec<u8>, CanonicalError> {
    let mut out = Vec::new();
    write(value, 0, &mut out)?;
    Ok(out)
}

/// Reads a canonical form, and nothing but one: not other spacing, not another order, no key twice.
///
/// # Errors
/// [`Malformed`] at the first byte that differs from the canonical form.
pub fn from_slice(bytes: &[u8]) -> Result<Value, Malformed> {
    if bytes.len() > MAX_LEN {
        return Err(Malformed::new(WHAT, MAX_LEN, "too long"));
    }
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| Malformed::new(WHAT, offset(bytes, &error), error.to_string()))?;
    let form = to_vec(&value).map_err(|error| Malformed::new(WHAT, 0, error.to_string()))?;
    if form != bytes {
        let same = form.iter().zip(bytes).take_while(|(a, b)| a == b).count();
        return Err(Malformed::new(WHAT, same, "not written the canonical way"));
    }
    Ok(value)
}

/// Where `serde_json` stopped: it counts lines and columns from 1.
pub(crate) fn offset(bytes: &[u8], error: &serde_json::Error) -> usize {
    let lines = bytes
        .split_inclusive(|byte| *byte == b'\n')
        .take(error.line().saturating_sub(1));
    let before: usize = lines.map(<[u8]>::len).sum();
    (before + error.column().saturating_sub(1)).min(bytes.len())
}

fn write(value: &Value, depth: usize, out: &mut Vec<u8>) -> Result<(), CanonicalError> {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Number(number) => out.extend_from_slice(integer(number)?.to_string().as_bytes()),
        Value::String(text) => write_text(text, out),
        Value::Array(items) => write_array(items, deeper(depth)?, out)?,
        Value::Object(fields) => write_object(fields, deeper(depth)?, out)?,
    }
    if out.len() > MAX_LEN {
        Err(CanonicalError::Length)
    } else {
        Ok(())
    }
}

fn deeper(depth: usize) -> Result<usize, CanonicalError> {
    if depth < MAX_DEPTH {
        Ok(depth + 1)
    } else {
        Err(CanonicalError::Depth)
    }
}

fn write_array(items: &[Value], depth: usize, out: &mut Vec<u8>) -> Result<(), CanonicalError> {
    out.push(b'[');
    for (number, item) in items.iter().enumerate() {
        if number > 0 {
            out.push(b',');
        }
        write(item, depth, out)?;
    }
    out.push(b']');
    Ok(())
}

fn write_object(
    fields: &Map<String, Value>,
    depth: usize,
    out: &mut Vec<u8>,
) -> Result<(), CanonicalError> {
    let mut sorted: Vec<_> = fields.iter().collect();
    // UTF-16 order differs from the order of Rust's strings beyond the basic plane (RFC 8785, 3.2.3).
    sorted.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    out.push(b'{');
    for (number, (name, value)) in sorted.into_iter().enumerate() {
        if number > 0 {
            out.push(b',');
        }
        write_text(name, out);
        out.push(b':');
        write(value, depth, out)?;
    }
    out.push(b'}');
    Ok(())
}

/// Escapes what RFC 8785, 3.2.2.2 escapes, each in its shortest form.
fn write_text(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    for byte in text.bytes() {
        match byte {
            b'"' => out.extend_from_slice(br#"\""#),
            b'\\' => out.extend_from_slice(br"\\"),
            0x08 => out.extend_from_slice(br"\b"),
            b'\t' => out.extend_from_slice(br"\t"),
            b'\n' => out.extend_from_slice(br"\n"),
            0x0c => out.extend_from_slice(br"\f"),
            b'\r' => out.extend_from_slice(br"\r"),
            0..=0x1f => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
            _ => out.push(byte),
        }
    }
    out.push(b'"');
}

fn integer(number: &Number) -> Result<i64, CanonicalError> {
    let refused = || CanonicalError::Number(number.to_string());
    let integer = match number.as_i64() {
        Some(integer) => Some(integer),
        None => number.as_f64().and_then(whole),
    };
    integer
        .filter(|i| i.unsigned_abs() <= MAX_INTEGER.unsigned_abs())
        .ok_or_else(refused)
}

/// The integer that a double is, when it is one within ±2^53.
fn whole(double: f64) -> Option<i64> {
    const LIMIT: f64 = MAX_INTEGER as f64;
    let is_whole = double.abs() <= LIMIT && double.fract() == 0.0;
    // Exact: within the limit every whole double is an `i64`.
    is_whole.then_some(double as i64)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn text(value: &Value) -> String {
        String::from_utf8(to_vec(value).unwrap()).unwrap()
    }

    #[test]
    fn keys_are_in_the_order_of_their_utf16_code_units() {
        // The example of RFC 8785, 3.2.3.
        let value = json!({
            "\u{20ac}": "Euro Sign",
            "\r": "Carriage Return",
            "\u{fb33}": "Hebrew Letter Dalet With Dagesh",
            "1": "One",
            "\u{1f600}": "Emoji: Grinning Face",
            "\u{80}": "Control",
            "\u{f6}": "Latin Small Letter O With Diaeresis",
        });
        let form = text(&value);
        let order = [
            "Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew",
        ];
        let places: Vec<_> = order.iter().map(|word| form.find(word).unwrap()).collect();
        assert!(places.is_sorted(), "{form}");
    }

    #[test]
    fn text_is_escaped_as_rfc_8785_does() {
        // The example of RFC 8785, 3.2.2, without its fractions.
        let value = json!({ "string": "\u{20ac}$\u{000F}\u{000a}A'\u{0042}\u{0022}\u{005c}\\\"\u{002f}",
            "literals": [null, true, false] });
        let expected = "{\"literals\":[null,true,false],\"string\":\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
        assert_eq!(text(&value), expected);
        assert_eq!(
            text(&json!("\u{8}\t\u{c}\r\u{7f}\u{1b}")),
            "\"\\b\\t\\f\\r\u{7f}\\u001b\""
        );
    }

    #[test]
    fn numbers_are_integers_that_every_reader_holds() {
        for (value, form) in [
            (json!(0), "0"),
            (json!(-0.0), "0"),
            (json!(1.0), "1"),
            (json!(-17), "-17"),
            (json!(9_007_199_254_740_992_i64), "9007199254740992"),
            (json!(-9_007_199_254_740_992_i64), "-9007199254740992"),
        ] {
            assert_eq!(text(&value), form);
        }
        for value in [
            json!(0.5),
            json!(9_007_199_254_740_993_i64),
            json!(u64::MAX),
            json!(1e300),
        ] {
            assert!(
                matches!(to_vec(&value), Err(CanonicalError::Number(_))),
                "{value}"
            );
        }
    }

    fn nested(depth: usize) -> Value {
        (0..depth).fold(json!(1), |inner, _| json!([inner]))
    }

    #[test]
    fn what_is_too_deep_or_too_long_is_refused() {
        let deep = to_vec(&nested(MAX_DEPTH)).unwrap();
        assert_eq!(from_slice(&deep).unwrap(), nested(MAX_DEPTH));
        assert_eq!(to_vec(&nested(MAX_DEPTH + 1)), Err(CanonicalError::Depth));
        assert!(to_vec(&json!("x".repeat(MAX_LEN - 2))).is_ok());
        assert_eq!(
            to_vec(&json!("x".repeat(MAX_LEN - 1))),
            Err(CanonicalError::Length)
        );
    }

    #[test]
    fn only_the_canonical_way_of_writing_is_read() {
        assert_eq!(
            from_slice(br#"{"a":1,"b":[]}"#).unwrap(),
            json!({ "a": 1, "b": [] })
        );
        for (other, at) in [
            (&br#"{"b":1,"a":1}"#[..], 2),
            (br#"{"a": 1}"#, 5),
            (br#"{"a":1,"a":1}"#, 6),
            (br#"{"a":1.0}"#, 6),
            (br#"{"a":1}x"#, 7),
            (b"{\"a\":1\n}", 6),
            (br#""\u0041""#, 1),
            (b"[\n1,]", 4),
        ] {
            let fault = from_slice(other).unwrap_err();
            assert_eq!(fault.at, at, "{}: {fault}", String::from_utf8_lossy(other));
        }
    }
}
