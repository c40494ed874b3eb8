//! The few column types that both stores share, and rows of them.

use std::fmt;

use super::StoreError;

/// A column's value or a statement's parameter. Times are `Int` (µs since 1970 UTC), JSON is `Text`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// SQL null.
    Null,
    /// `bigint`.
    Int(i64),
    /// `text`.
    Text(String),
    /// `blob` or `bytea`.
    Blob(Vec<u8>),
    /// `boolean`; SQLite keeps it as 0 or 1.
    Bool(bool),
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Int(n) => write!(f, "{n}"),
            Self::Text(s) => write!(f, "{s:?}"),
            Self::Blob(b) if b.len() <= 32 => write!(f, "x'{}'", hex::encode(b)),
            Self::Blob(b) => write!(f, "x'{}…' ({} bytes)", hex::encode(&b[..16]), b.len()),
            Self::Bool(b) => write!(f, "{b}"),
        }
    }
}

macro_rules! value_from {
    ($($t:ty => |$x:ident| $e:expr),* $(,)?) => { $(
        impl From<$t> for Value { fn from($x: $t) -> Self { $e } }
    )* };
}

value_from! {
    i64 => |x| Self::Int(x),
    u32 => |x| Self::Int(i64::from(x)),
    u64 => |x| Self::Int(i64::try_from(x).unwrap_or(i64::MAX)),
    usize => |x| Self::Int(i64::try_from(x).unwrap_or(i64::MAX)),
    bool => |x| Self::Bool(x),
    &str => |x| Self::Text(x.to_owned()),
    String => |x| Self::Text(x),
    &String => |x| Self::Text(x.clone()),
    Vec<u8> => |x| Self::Blob(x),
    &[u8] => |x| Self::Blob(x.to_vec()),
    [u8; 32] => |x| Self::Blob(x.to_vec()),
    jiff::Timestamp => |x| Self::Int(x.as_microsecond()),
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(x: Option<T>) -> Self {
        x.map_or(Self::Null, Into::into)
    }
}

/// A type that a column can be read as.
pub trait Column: Sized {
    /// The value, or `None` where the column holds another type.
    fn from_value(value: Value) -> Option<Self>;
}

macro_rules! column {
    ($($t:ty: $p:pat => $e:expr),* $(,)?) => { $(
        impl Column for $t {
            fn from_value(value: Value) -> Option<Self> {
                match value { $p => Some($e), _ => None }
            }
        }
    )* };
}

column! {
    i64: Value::Int(n) => n,
    String: Value::Text(s) => s,
    Vec<u8>: Value::Blob(b) => b,
}

impl Column for bool {
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Bool(b) => Some(b),
            Value::Int(n @ (0 | 1)) => Some(n == 1),
            _ => None,
        }
    }
}

impl Column for u64 {
    fn from_value(value: Value) -> Option<Self> {
        i64::from_value(value).and_then(|n| u64::try_from(n).ok())
    }
}

impl Column for u32 {
    fn from_value(value: Value) -> Option<Self> {
        i64::from_value(value).and_then(|n| u32::try_from(n).ok())
    }
}

impl Column for jiff::Timestamp {
    fn from_value(value: Value) -> Option<Self> {
        i64::from_value(value).and_then(|n| Self::from_microsecond(n).ok())
    }
}

impl Column for [u8; 32] {
    fn from_value(value: Value) -> Option<Self> {
        Vec::from_value(value).and_then(|b| b.try_into().ok())
    }
}

impl<T: Column> Column for Option<T> {
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            other => T::from_value(other).map(Some),
        }
    }
}

/// One row of a query, read by position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(pub(crate) Vec<Value>);

impl Row {
    /// Of these values, in the order of the columns.
    pub fn new(values: Vec<Value>) -> Self {
        Self(values)
    }

    /// The column at `i` (from 0) as `T`.
    ///
    /// # Errors
    /// [`StoreError::Column`] when the column is missing or of another type.
    pub fn get<T: Column>(&self, i: usize) -> Result<T, StoreError> {
        self.0
            .get(i)
            .cloned()
            .and_then(T::from_value)
            .ok_or(StoreError::Column {
                index: i,
                wanted: std::any::type_name::<T>(),
            })
    }

    /// All values in order.
    pub fn values(&self) -> &[Value] {
        &self.0
    }
}
