//! Parquet: columns in groups of rows, each compressed with zstd. A group is written once it is
//! full, so that memory holds one group. The cuts between groups follow from the rows alone, so the
//! same rows give the same bytes.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

use super::table::{Cell, Column, Holds};

/// Bytes of cells that a group of rows holds.
const MOST_BYTES: usize = 8 << 20;
/// Rows of a group.
const MOST_ROWS: usize = 100_000;
/// What a value costs beside its bytes.
const VALUE: usize = 40;

/// A Parquet file that is being written.
pub(crate) struct Parquet<W: Write + Send> {
    out: SerializedFileWriter<W>,
    columns: Vec<(Column, Vec<Leaf>)>,
    rows: usize,
    bytes: usize,
}

/// A physical column: values, and levels where something may be missing or repeated.
#[derive(Default)]
struct Leaf {
    texts: Vec<ByteArray>,
    numbers: Vec<f64>,
    wholes: Vec<i64>,
    days: Vec<i32>,
    /// 0 where there is no value.
    defined: Vec<i16>,
    /// 1 where the value goes on with the row before.
    repeated: Vec<i16>,
}

impl Leaf {
    fn text(&mut self, text: &str) -> usize {
        self.texts.push(ByteArray::from(text.as_bytes().to_vec()));
        text.len() + VALUE
    }

    fn list<'t>(&mut self, texts: impl Iterator<Item = &'t str>) -> usize {
        let mut bytes = VALUE;
        for (at, text) in texts.enumerate() {
            self.defined.push(1);
            self.repeated.push(i16::from(at > 0));
            bytes += self.text(text);
        }
        if bytes == VALUE {
            self.defined.push(0);
            self.repeated.push(0);
        }
        bytes
    }

    fn clear(&mut self) {
        self.texts.clear();
        self.numbers.clear();
        self.wholes.clear();
        self.days.clear();
        self.defined.clear();
        self.repeated.clear();
    }
}

impl<W: Write + Send> Parquet<W> {
    pub(crate) fn new(name: &str, columns: &[Column], out: W) -> io::Result<Parquet<W>> {
        let schema = Arc::new(parse_message_type(&schema(name, columns)).map_err(failed)?);
        let level = ZstdLevel::try_new(3).map_err(failed)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(level))
            .set_created_by("diwan".to_owned())
            .build();
        let out = SerializedFileWriter::new(out, schema, Arc::new(properties)).map_err(failed)?;
        let columns = columns
            .iter()
            .map(|c| {
                let leaves = if c.holds == Holds::Pairs { 2 } else { 1 };
                (*c, (0..leaves).map(|_| Leaf::default()).collect())
            })
            .collect();
        Ok(Parquet {
            out,
            columns,
            rows: 0,
            bytes: 0,
        })
    }

    pub(crate) fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        if cells.len() != self.columns.len() {
            return Err(io::Error::other(
                "a row has another number of cells than columns",
            ));
        }
        for ((column, leaves), cell) in self.columns.iter_mut().zip(cells) {
            self.bytes += push(*column, leaves, cell)?;
        }
        self.rows += 1;
        if self.rows >= MOST_ROWS || self.bytes >= MOST_BYTES {
            self.write_group()?;
        }
        Ok(())
    }

    fn write_group(&mut self) -> io::Result<()> {
        let mut group = self.out.next_row_group().map_err(failed)?;
        for leaf in self.columns.iter_mut().flat_map(|c| &mut c.1) {
            write_leaf(&mut group, leaf)?;
            leaf.clear();
        }
        group.close().map_err(failed)?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }

    pub(crate) fn finish(mut self) -> io::Result<()> {
        if self.rows > 0 {
            self.write_group()?;
        }
        self.out.finish().map_err(failed)?;
        self.out.inner_mut().flush()
    }
}

fn failed(error: parquet::errors::ParquetError) -> io::Error {
    io::Error::other(error)
}

/// The schema in Parquet's own notation; lists by the rules of its format (`LogicalTypes.md`).
fn schema(name: &str, columns: &[Column]) -> String {
    let one = |c: &Column| {
        let name = c.name;
        match c.holds {
            Holds::Text => format!("required binary {name} (STRING);"),
            Holds::MaybeText => format!("optional binary {name} (STRING);"),
            Holds::Number => format!("optional double {name};"),
            Holds::Whole => format!("required int64 {name};"),
            Holds::Day => format!("optional int32 {name} (DATE);"),
            Holds::Texts(_) => format!(
                "required group {name} (LIST) {{ repeated group list {{ required binary element (STRING); }} }}"
            ),
            Holds::Pairs => format!(
                "required group {name} (LIST) {{ repeated group list {{ required group element {{ required binary field (STRING); required binary value (STRING); }} }} }}"
            ),
        }
    };
    let columns: Vec<String> = columns.iter().map(one).collect();
    format!("message {name} {{ {} }}", columns.join(" "))
}

/// Puts a cell into its leaves, and says what it costs.
fn push(column: Column, leaves: &mut [Leaf], cell: &Cell<'_>) -> io::Result<usize> {
    let Some((leaf, rest)) = leaves.split_first_mut() else {
        return Err(io::Error::other("a column without a leaf"));
    };
    match (column.holds, cell) {
        (Holds::Text, Cell::Text(text)) => Ok(leaf.text(text)),
        (Holds::MaybeText, Cell::Text(text)) => {
            leaf.defined.push(i16::from(!text.is_empty()));
            Ok(if text.is_empty() {
                VALUE
            } else {
                leaf.text(text)
            })
        }
        (Holds::Number, Cell::Number(number)) => {
            leaf.defined.push(i16::from(number.is_some()));
            leaf.numbers.extend(*number);
            Ok(VALUE)
        }
        (Holds::Whole, Cell::Whole(number)) => {
            leaf.wholes.push(*number);
            Ok(VALUE)
        }
        (Holds::Day, Cell::Day(day)) => {
            leaf.defined.push(i16::from(day.is_some()));
            leaf.days.extend(*day);
            Ok(VALUE)
        }
        (Holds::Texts(_), Cell::Texts(texts)) => Ok(leaf.list(texts.iter().map(AsRef::as_ref))),
        (Holds::Pairs, Cell::Pairs(pairs)) => {
            let fields = leaf.list(pairs.iter().map(|p| p.field.as_str()));
            let values = rest
                .iter_mut()
                .map(|l| l.list(pairs.iter().map(|p| p.value.as_str())))
                .sum::<usize>();
            Ok(fields + values)
        }
        _ => Err(io::Error::other(format!(
            "the cell under {} is not of its type",
            column.name
        ))),
    }
}

fn write_leaf<W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    leaf: &Leaf,
) -> io::Result<()> {
    let mut column = group
        .next_column()
        .map_err(failed)?
        .ok_or_else(|| io::Error::other("the schema has too few columns"))?;
    let some = |levels: &'_ [i16]| (!levels.is_empty()).then(|| levels.to_vec());
    let (defined, repeated) = (some(&leaf.defined), some(&leaf.repeated));
    let (defined, repeated) = (defined.as_deref(), repeated.as_deref());
    match column.untyped() {
        ColumnWriter::ByteArrayColumnWriter(w) => w.write_batch(&leaf.texts, defined, repeated),
        ColumnWriter::DoubleColumnWriter(w) => w.write_batch(&leaf.numbers, defined, repeated),
        ColumnWriter::Int64ColumnWriter(w) => w.write_batch(&leaf.wholes, defined, repeated),
        ColumnWriter::Int32ColumnWriter(w) => w.write_batch(&leaf.days, defined, repeated),
        _ => return Err(io::Error::other("a column of a type that is not written")),
    }
    .map_err(failed)?;
    column.close().map_err(failed)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use parquet::file::reader::{FileReader, SerializedFileReader};

    use super::*;
    use crate::facts::Evidence;
    use crate::report::table::column;

    const COLUMNS: &[Column] = &[
        column("key", Holds::Text),
        column("maybe", Holds::MaybeText),
        column("number", Holds::Number),
        column("whole", Holds::Whole),
        column("day", Holds::Day),
        column("list", Holds::Texts(" + ")),
        column("pairs", Holds::Pairs),
    ];

    fn written(rows: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut out = Parquet::new("t", COLUMNS, &mut bytes).unwrap();
        for n in 0..rows {
            let pairs: Vec<Evidence> = (0..n % 3)
                .map(|p| Evidence {
                    field: format!("/f/{p}"),
                    value: format!("{n}"),
                })
                .collect();
            let odd = n % 2 == 1;
            out.row(&[
                Cell::text(format!("k{n}")),
                Cell::text(if odd { "x" } else { "" }),
                Cell::Number(odd.then_some(n as f64 / 2.0)),
                Cell::Whole(n as i64),
                Cell::Day(odd.then_some(19_000)),
                Cell::texts((0..n % 4).map(|t| format!("t{t}"))),
                Cell::Pairs(Cow::Owned(pairs)),
            ])
            .unwrap();
        }
        out.finish().unwrap();
        bytes
    }

    #[test]
    fn what_is_written_is_read_back_over_several_groups() {
        let rows = MOST_ROWS + 7;
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&written(rows)).unwrap();
        let file = SerializedFileReader::new(file).unwrap();
        assert!(file.num_row_groups() >= 2);
        let read: Vec<String> = file
            .get_row_iter(None)
            .unwrap()
            .map(|r| r.unwrap().to_string())
            .collect();
        assert_eq!(read.len(), rows);
        assert_eq!(
            read[5],
            r#"{key: "k5", maybe: "x", number: 2.5, whole: 5, day: 2022-01-08, list: ["t0"], pairs: [{field: "/f/0", value: "5"}, {field: "/f/1", value: "5"}]}"#
        );
        assert_eq!(
            read[0],
            r#"{key: "k0", maybe: null, number: null, whole: 0, day: null, list: [], pairs: []}"#
        );
        assert!(read[rows - 1].contains(&format!("whole: {}", rows - 1)));
    }

    #[test]
    fn the_same_rows_give_the_same_bytes_and_a_wrong_cell_is_an_error() {
        assert_eq!(written(1000), written(1000));
        let mut out = Parquet::new("t", &COLUMNS[..1], Vec::new()).unwrap();
        let error = out.row(&[Cell::Whole(1)]).unwrap_err();
        assert_eq!(error.to_string(), "the cell under key is not of its type");
        assert!(out.row(&[]).is_err());
    }
}
