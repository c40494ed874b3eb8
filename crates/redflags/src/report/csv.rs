//! CSV as RFC 4180 has it.

use std::io::{self, Write};

/// Writes rows.
#[derive(Debug)]
pub struct Csv<W> {
    out: W,
}

impl<W: Write> Csv<W> {
    /// Into a stream.
    pub fn new(out: W) -> Csv<W> {
        Csv { out }
    }

    /// A row.
    ///
    /// # Errors
    /// When the stream fails.
    pub fn row(&mut self, cells: &[&str]) -> io::Result<()> {
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.out.write_all(b",")?;
            }
            self.cell(cell)?;
        }
        self.out.write_all(b"\n")
    }

    fn cell(&mut self, cell: &str) -> io::Result<()> {
        // A spreadsheet would run a text that begins so; a number is none.
        let formula = cell.starts_with(['=', '+', '@', '\t', '\r'])
            || (cell.starts_with('-') && cell.parse::<f64>().is_err());
        let plain = !formula && !cell.contains(['"', ',', '\n', '\r']);
        if plain {
            return self.out.write_all(cell.as_bytes());
        }
        let guard = if formula { "'" } else { "" };
        write!(self.out, "\"{guard}{}\"", cell.replace('"', "\"\""))
    }

    /// The stream.
    pub fn into_inner(self) -> W {
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_needed_and_formulas_are_texts() {
        let mut csv = Csv::new(Vec::new());
        csv.row(&["a", "b,c", "d\"e", "=cmd()", "-5", "-x", ""])
            .unwrap();
        let text = String::from_utf8(csv.into_inner()).unwrap();
        assert_eq!(text, "a,\"b,c\",\"d\"\"e\",\"'=cmd()\",-5,\"'-x\",\n");
    }
}
