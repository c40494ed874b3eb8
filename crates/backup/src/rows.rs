//! Rows of one table as bytes, and back. Bounded, and never trusting what it reads.

use casework::store::{Row, Value};

/// What every piece begins with.
const MAGIC: &[u8] = b"diwan rows 1\n";
/// Longest name of a table or column.
const NAME: usize = 63;
/// Most columns of a table.
const COLUMNS: usize = 64;

/// Rows of a table: its name, its columns' names, and the rows with a value for each.
pub(crate) type Rows = (String, Vec<String>, Vec<Row>);

/// The bytes: the beginning, the table's name, its columns, then each row's values, each with a byte for its type. Lengths and
/// numbers are little-endian.
#[must_use]
pub(crate) fn encode(table: &str, columns: &[String], rows: &[Row]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    text(&mut out, table);
    length(&mut out, columns.len());
    columns.iter().for_each(|c| text(&mut out, c));
    length(&mut out, rows.len());
    for value in rows.iter().flat_map(|r| r.values()) {
        match value {
            Value::Null => out.push(0),
            Value::Int(n) => {
                out.push(1);
                out.extend(n.to_le_bytes());
            }
            Value::Text(t) => {
                out.push(2);
                text(&mut out, t);
            }
            Value::Blob(b) => {
                out.push(3);
                length(&mut out, b.len());
                out.extend(b);
            }
            Value::Bool(b) => out.extend([4, u8::from(*b)]),
        }
    }
    out
}

fn text(out: &mut Vec<u8>, text: &str) {
    length(out, text.len());
    out.extend(text.as_bytes());
}

fn length(out: &mut Vec<u8>, n: usize) {
    let n = u32::try_from(n).expect("a piece is far smaller than 4 GiB");
    out.extend(n.to_le_bytes());
}

/// The rows in a piece.
///
/// # Errors
/// What is wrong and at which byte.
pub(crate) fn decode(bytes: &[u8]) -> Result<Rows, String> {
    let mut from = Bytes { bytes, at: 0 };
    if from.take(MAGIC.len())? != MAGIC {
        return Err("this is no piece of a backup".into());
    }
    let table = from.name()?;
    let columns = from.count()?;
    if columns == 0 || columns > COLUMNS {
        return Err(format!("{columns} columns"));
    }
    let columns: Vec<String> = (0..columns)
        .map(|_| from.name())
        .collect::<Result<_, _>>()?;
    let count = from.count()?;
    // A value takes a byte at least: no more rows are made than the bytes can hold.
    if count > bytes.len() / columns.len() {
        return Err(format!("{count} rows in {} bytes", bytes.len()));
    }
    let row = |from: &mut Bytes<'_>| {
        let values = (0..columns.len()).map(|_| from.value());
        values.collect::<Result<_, _>>().map(Row::new)
    };
    let rows = (0..count)
        .map(|_| row(&mut from))
        .collect::<Result<_, String>>()?;
    if from.at != bytes.len() {
        return Err(format!(
            "something follows the last row at byte {}",
            from.at
        ));
    }
    Ok((table, columns, rows))
}

struct Bytes<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Bytes<'a> {
    fn take(&mut self, n: usize) -> Result<&'a [u8], String> {
        let end = self.at.checked_add(n);
        let taken = end.and_then(|end| self.bytes.get(self.at..end));
        let taken = taken.ok_or_else(|| format!("it ends too early, at byte {}", self.at))?;
        self.at += n;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], String> {
        let taken = self.take(N)?;
        Ok(taken.try_into().expect("as many bytes as were asked for"))
    }

    fn count(&mut self) -> Result<usize, String> {
        Ok(u32::from_le_bytes(self.array()?) as usize)
    }

    fn text(&mut self) -> Result<String, String> {
        let (n, at) = (self.count()?, self.at);
        let bytes = self.take(n)?.to_vec();
        String::from_utf8(bytes).map_err(|_| format!("the text at byte {at} is not UTF-8"))
    }

    fn name(&mut self) -> Result<String, String> {
        let at = self.at;
        let name = self.text()?;
        if name.is_empty() || name.len() > NAME {
            return Err(format!("the name at byte {at} has {} bytes", name.len()));
        }
        Ok(name)
    }

    fn value(&mut self) -> Result<Value, String> {
        let at = self.at;
        match self.array::<1>()?[0] {
            0 => Ok(Value::Null),
            1 => Ok(Value::Int(i64::from_le_bytes(self.array()?))),
            2 => self.text().map(Value::Text),
            3 => {
                let n = self.count()?;
                Ok(Value::Blob(self.take(n)?.to_vec()))
            }
            4 => match self.array::<1>()?[0] {
                0 => Ok(Value::Bool(false)),
                1 => Ok(Value::Bool(true)),
                _ => Err(format!("no truth at byte {at}")),
            },
            kind => Err(format!("no value of kind {kind} at byte {at}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    fn value() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Null),
            any::<i64>().prop_map(Value::Int),
            any::<bool>().prop_map(Value::Bool),
            ".{0,20}".prop_map(Value::Text),
            vec(any::<u8>(), 0..40).prop_map(Value::Blob),
        ]
    }

    proptest! {
        #[test]
        fn rows_come_back_as_they_were(rows in vec(vec(value(), 3), 0..9)) {
            let columns = ["a", "b", "c"].map(str::to_owned).to_vec();
            let rows: Vec<Row> = rows.into_iter().map(Row::new).collect();
            let bytes = encode("cases", &columns, &rows);
            prop_assert_eq!(decode(&bytes), Ok(("cases".into(), columns, rows)));
        }

        #[test]
        fn no_bytes_make_it_panic_or_take_much_memory(
            rows in vec(vec(value(), 3), 0..4), cut in any::<prop::sample::Index>(), with in any::<u8>(),
        ) {
            let columns = ["a", "b", "c"].map(str::to_owned).to_vec();
            let rows: Vec<Row> = rows.into_iter().map(Row::new).collect();
            let mut bytes = encode("cases", &columns, &rows);
            let at = cut.index(bytes.len());
            prop_assert!(decode(&bytes[..at]).is_err(), "what was cut off is not whole");
            bytes[at] = with;
            let _ = decode(&bytes);
        }
    }
}
