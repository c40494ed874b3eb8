//! Keys: bytes whose order is the order of their parts.

use super::Table;

/// A key that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key(Vec<u8>);

impl Key {
    /// Of a table.
    #[must_use]
    pub fn new(table: Table) -> Key {
        let mut bytes = Vec::with_capacity(64);
        bytes.push(table as u8);
        Key(bytes)
    }

    /// Begins anew without giving back memory.
    pub fn reset(&mut self, table: Table) -> &mut Key {
        self.0.clear();
        self.0.push(table as u8);
        self
    }

    /// Adds a text. Its end is a zero byte; a zero in the text becomes U+FFFD.
    pub fn text(&mut self, text: &str) -> &mut Key {
        if memchr::memchr(0, text.as_bytes()).is_some() {
            self.0
                .extend_from_slice(text.replace('\0', "\u{fffd}").as_bytes());
        } else {
            self.0.extend_from_slice(text.as_bytes());
        }
        self.0.push(0);
        self
    }

    /// Adds a number in an order-preserving form.
    pub fn number(&mut self, number: f64) -> &mut Key {
        // Zero has two forms; one of them is enough.
        let bits = if number == 0.0 { 0 } else { number.to_bits() };
        let ordered = if bits >> 63 == 1 {
            !bits
        } else {
            bits | (1 << 63)
        };
        self.0.extend_from_slice(&ordered.to_be_bytes());
        self
    }

    /// Adds a whole number in an order-preserving form.
    pub fn int(&mut self, number: i64) -> &mut Key {
        self.0.extend_from_slice(&(number ^ i64::MIN).to_be_bytes());
        self
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// A key that is being read. Read the parts in the order in which they were written.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'k>(&'k [u8]);

impl<'k> Parts<'k> {
    /// The parts after the table.
    #[must_use]
    pub fn of(key: &'k [u8]) -> Parts<'k> {
        Parts(key.get(1..).unwrap_or_default())
    }

    /// The next part, a text. Damaged keys read as empty.
    pub fn text(&mut self) -> &'k str {
        let end = memchr::memchr(0, self.0).unwrap_or(self.0.len());
        let (text, rest) = self.0.split_at(end);
        self.0 = rest.get(1..).unwrap_or_default();
        std::str::from_utf8(text).unwrap_or_default()
    }

    /// The next part, a number.
    pub fn number(&mut self) -> f64 {
        let ordered = u64::from_be_bytes(self.eight());
        f64::from_bits(if ordered >> 63 == 1 {
            ordered & !(1 << 63)
        } else {
            !ordered
        })
    }

    /// The next part, a whole number.
    pub fn int(&mut self) -> i64 {
        i64::from_be_bytes(self.eight()) ^ i64::MIN
    }

    /// What is left.
    #[must_use]
    pub fn rest(&self) -> &'k [u8] {
        self.0
    }

    fn eight(&mut self) -> [u8; 8] {
        let Some((head, rest)) = self.0.split_first_chunk::<8>() else {
            self.0 = &[];
            return [0; 8];
        };
        self.0 = rest;
        *head
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back() {
        let mut key = Key::new(Table::Value);
        key.text("a\0b").number(-1.5).int(-7).text("");
        let mut parts = Parts::of(key.bytes());
        assert_eq!(
            (parts.text(), parts.number(), parts.int(), parts.text()),
            ("a\u{fffd}b", -1.5, -7, "")
        );
        assert_eq!(parts.text(), "", "a damaged key reads as empty");
    }

    #[test]
    fn bytes_order_as_numbers_do() {
        let numbers = [
            f64::MIN,
            -2.0,
            -1.0,
            -0.5,
            0.0,
            1e-300,
            0.5,
            1.0,
            3.0,
            f64::MAX,
        ];
        let keys: Vec<Vec<u8>> = numbers
            .iter()
            .map(|n| Key::new(Table::Value).number(*n).bytes().to_vec())
            .collect();
        assert!(keys.windows(2).all(|w| w[0] < w[1]));
        let ints: Vec<Vec<u8>> = [i64::MIN, -1, 0, 1, i64::MAX]
            .iter()
            .map(|n| Key::new(Table::Value).int(*n).bytes().to_vec())
            .collect();
        assert!(ints.windows(2).all(|w| w[0] < w[1]));
        assert_eq!(
            Key::new(Table::Value).number(-0.0),
            Key::new(Table::Value).number(0.0)
        );
    }
}
