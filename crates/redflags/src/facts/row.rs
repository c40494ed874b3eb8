//! A process with marks, as bytes.

use super::{read_varint, write_varint};

/// A field and what it says: where to look, and what was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// A JSON pointer into the release.
    pub field: String,
    /// The value, as written.
    pub value: String,
}

/// What a mark waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing: it is a flag.
    Flag,
    /// It is a flag if its value lies outside the fences of its group, once these are known.
    Outlier,
}

/// An indicator that looked at a process and found something.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The indicator's place in the register.
    pub indicator: u16,
    /// What it waits for.
    pub kind: Kind,
    /// The indicator's value.
    pub value: f64,
    /// The group of an outlier, else empty.
    pub group: String,
    /// The fields.
    pub evidence: Vec<Evidence>,
}

/// A process with marks.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// The buyer.
    pub buyer: String,
    /// Who won.
    pub suppliers: Vec<String>,
    /// What is bought.
    pub class: String,
    /// When, in days since 1970.
    pub day: Option<i32>,
    /// What was found.
    pub marks: Vec<Mark>,
}

impl Row {
    /// As bytes.
    pub fn write(&self, out: &mut Vec<u8>) {
        text(&self.buyer, out);
        text(&self.class, out);
        write_varint(self.suppliers.len() as u64, out);
        self.suppliers.iter().for_each(|s| text(s, out));
        write_varint(
            self.day.map_or(0, |d| 1 + u64::from(d.cast_unsigned())),
            out,
        );
        write_varint(self.marks.len() as u64, out);
        for mark in &self.marks {
            write_varint(
                u64::from(mark.indicator) << 1 | u64::from(mark.kind == Kind::Outlier),
                out,
            );
            out.extend_from_slice(&mark.value.to_bits().to_le_bytes());
            text(&mark.group, out);
            write_varint(mark.evidence.len() as u64, out);
            for evidence in &mark.evidence {
                text(&evidence.field, out);
                text(&evidence.value, out);
            }
        }
    }

    /// Back from bytes.
    #[must_use]
    pub fn read(mut bytes: &[u8]) -> Option<Row> {
        let from = &mut bytes;
        let (buyer, class) = (take_text(from)?, take_text(from)?);
        let suppliers = many(from, take_text)?;
        let day = match read_varint(from)? {
            0 => None,
            n => Some(u32::try_from(n - 1).ok()?.cast_signed()),
        };
        let marks = many(from, take_mark)?;
        bytes.is_empty().then_some(Row {
            buyer,
            suppliers,
            class,
            day,
            marks,
        })
    }
}

fn text(text: &str, out: &mut Vec<u8>) {
    write_varint(text.len() as u64, out);
    out.extend_from_slice(text.as_bytes());
}

fn take_text(bytes: &mut &[u8]) -> Option<String> {
    let length = usize::try_from(read_varint(bytes)?).ok()?;
    let (head, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    String::from_utf8(head.to_vec()).ok()
}

fn many<T>(bytes: &mut &[u8], one: impl Fn(&mut &[u8]) -> Option<T>) -> Option<Vec<T>> {
    let count = read_varint(bytes)?;
    // A damaged count may not reserve more than the bytes could hold.
    let mut all = Vec::with_capacity(usize::try_from(count).ok()?.min(bytes.len()));
    for _ in 0..count {
        all.push(one(bytes)?);
    }
    Some(all)
}

fn take_mark(bytes: &mut &[u8]) -> Option<Mark> {
    let head = read_varint(bytes)?;
    let (value, rest) = bytes.split_first_chunk::<8>()?;
    *bytes = rest;
    let value = f64::from_bits(u64::from_le_bytes(*value));
    let group = take_text(bytes)?;
    let evidence = many(bytes, |b| {
        Some(Evidence {
            field: take_text(b)?,
            value: take_text(b)?,
        })
    })?;
    let kind = if head & 1 == 1 {
        Kind::Outlier
    } else {
        Kind::Flag
    };
    Some(Mark {
        indicator: u16::try_from(head >> 1).ok()?,
        kind,
        value,
        group,
        evidence,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_comes_back_and_a_cut_one_does_not() {
        let evidence = vec![Evidence {
            field: "/bids/details/3/date".into(),
            value: "2024".into(),
        }];
        let mark = Mark {
            indicator: 300,
            kind: Kind::Outlier,
            value: -0.25,
            group: "CPV:30".into(),
            evidence,
        };
        let row = Row {
            buyer: "B".into(),
            suppliers: vec!["S".into(), "T".into()],
            class: "c".into(),
            day: Some(-3),
            marks: vec![mark],
        };
        let mut bytes = Vec::new();
        row.write(&mut bytes);
        assert_eq!(Row::read(&bytes), Some(row));
        for cut in 0..bytes.len() {
            assert_eq!(Row::read(&bytes[..cut]), None);
        }
    }
}
