//! Bytes of a fixed length as a JSON string of lower-case hexadecimal digits.

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::Serializer;

/// Writes `bytes` in lower case.
pub(crate) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&hex::encode(bytes))
}

/// Reads exactly `N` bytes. Upper case is refused: a value has one text.
pub(crate) fn deserialize<'de, D, const N: usize>(from: D) -> Result<[u8; N], D::Error>
where
    D: Deserializer<'de>,
{
    let text = String::deserialize(from)?;
    let mut bytes = [0; N];
    hex::decode_to_slice(&text, &mut bytes)
        .map_err(|e| D::Error::custom(format!("{N} bytes in hexadecimal: {e}")))?;
    if text.bytes().any(|b| b.is_ascii_uppercase()) {
        return Err(D::Error::custom("hexadecimal digits are in lower case"));
    }
    Ok(bytes)
}
