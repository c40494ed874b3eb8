//! A table with its columns' types, written as CSV and as Parquet at once: the same rows in the same
//! order, in bounded memory.

use std::borrow::Cow;
use std::io::{self, Write};

use super::csv::Csv;
use super::parquet::Parquet;
use crate::date::iso;
use crate::facts::Evidence;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A text that is always there.
    Text,
    /// A text that may be missing.
    MaybeText,
    /// A number that may be missing.
    Number,
    /// A whole number.
    Whole,
    /// A day that may be missing.
    Day,
    /// Several texts; in CSV joined by this.
    Texts(&'static str),
    /// Fields with their values; in CSV joined by ` | `.
    Pairs,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
}

/// Shorthand.
pub(crate) const fn column(name: &'static str, holds: Holds) -> Column {
    Column { name, holds }
}

/// What stands in a row under a column.
#[derive(Debug, Clone)]
pub enum Cell<'c> {
    /// For [`Holds::Text`], and [`Holds::MaybeText`] where an empty text is a missing one.
    Text(Cow<'c, str>),
    /// For [`Holds::Number`].
    Number(Option<f64>),
    /// For [`Holds::Whole`].
    Whole(i64),
    /// For [`Holds::Day`]: days since 1970.
    Day(Option<i32>),
    /// For [`Holds::Texts`].
    Texts(Vec<Cow<'c, str>>),
    /// For [`Holds::Pairs`].
    Pairs(Cow<'c, [Evidence]>),
}

impl<'c> Cell<'c> {
    /// A text.
    #[must_use]
    pub fn text(text: impl Into<Cow<'c, str>>) -> Cell<'c> {
        Cell::Text(text.into())
    }

    /// Texts.
    #[must_use]
    pub fn texts<T: Into<Cow<'c, str>>>(texts: impl IntoIterator<Item = T>) -> Cell<'c> {
        Cell::Texts(texts.into_iter().map(Into::into).collect())
    }

    fn csv(&self, holds: Holds) -> Cow<'_, str> {
        match self {
            Cell::Text(text) => Cow::Borrowed(text),
            Cell::Number(number) => number.map_or(Cow::Borrowed(""), |n| n.to_string().into()),
            Cell::Whole(number) => number.to_string().into(),
            Cell::Day(day) => iso(*day).into(),
            Cell::Texts(texts) => {
                let Holds::Texts(joiner) = holds else {
                    return texts.join(" | ").into();
                };
                texts.join(joiner).into()
            }
            Cell::Pairs(pairs) => {
                let one = |e: &Evidence| match e.field.as_str() {
                    "" => e.value.clone(),
                    field => format!("{field} = {}", e.value),
                };
                pairs.iter().map(one).collect::<Vec<_>>().join(" | ").into()
            }
        }
    }
}

/// A table that is being written.
pub struct Table<C: Write, P: Write + Send> {
    columns: &'static [Column],
    csv: Csv<C>,
    parquet: Parquet<P>,
}

impl<C: Write, P: Write + Send> Table<C, P> {
    /// With its heading.
    ///
    /// # Errors
    /// When a stream fails.
    pub fn new(
        name: &str,
        columns: &'static [Column],
        csv: C,
        parquet: P,
    ) -> io::Result<Table<C, P>> {
        let mut csv = Csv::new(csv);
        csv.row(&columns.iter().map(|c| c.name).collect::<Vec<_>>())?;
        Ok(Table {
            columns,
            csv,
            parquet: Parquet::new(name, columns, parquet)?,
        })
    }

    /// A row: a cell for each column, of its type.
    ///
    /// # Errors
    /// When a stream fails, or a cell is not of its column's type.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let texts: Vec<Cow<'_, str>> = cells
            .iter()
            .zip(self.columns)
            .map(|(cell, column)| cell.csv(column.holds))
            .collect();
        let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
        self.csv.row(&texts)?;
        self.parquet.row(cells)
    }

    /// Ends both.
    ///
    /// # Errors
    /// When a stream fails.
    pub fn finish(self) -> io::Result<()> {
        self.parquet.finish()?;
        self.csv.into_inner().flush()
    }
}

impl<C: Write, P: Write + Send> std::fmt::Debug for Table<C, P> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table")
            .field("columns", &self.columns)
            .finish_non_exhaustive()
    }
}
