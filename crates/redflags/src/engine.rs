//! All indicators over one release at a time.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::cardinal::Cardinal;
use crate::facts::{Key, Kind, Mark, Row, Table, Tally};
use crate::gather::gather;
use crate::indicator::{Indicator, Out, Seen};
use crate::indicators;
use crate::json::{Cursor, Fault};
use crate::model::{Scope, read_process};
use crate::settings::Settings;
use crate::view::{View, who};

/// Which rules are used.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Profile {
    /// Ours: all indicators.
    #[default]
    All,
    /// OCP's Cardinal 0.0.8: its eleven indicators with its rules.
    Cardinal {
        /// The main currency.
        currency: String,
    },
}

/// The indicators with their settings.
pub struct Engine {
    /// The settings.
    pub settings: Settings,
    /// The rules.
    pub profile: Profile,
    /// All indicators; their place is their number.
    pub indicators: Vec<Box<dyn Indicator>>,
    on: Vec<bool>,
}

/// What has been found so far by one worker.
#[derive(Debug, Default)]
pub struct State {
    /// Sums.
    pub tally: Tally,
    /// Processes with marks: key and row.
    pub rows: Vec<(Vec<u8>, Vec<u8>)>,
    /// Bytes in `rows`.
    pub row_bytes: usize,
    /// How far indicators could look.
    pub coverage: Coverage,
}

/// How many processes an indicator could look at.
#[derive(Debug, Default)]
pub struct Coverage {
    by_indicator: Vec<Covered>,
    read: u64,
    left_out: u64,
}

#[derive(Debug, Default, Clone)]
struct Covered {
    computed: u64,
    apart: u64,
    flagged: u64,
    missing: Vec<(&'static str, u64)>,
}

impl Engine {
    /// With settings.
    #[must_use]
    pub fn new(settings: Settings, profile: Profile) -> Engine {
        let indicators = indicators::all(&settings);
        let on = indicators
            .iter()
            .map(|i| settings.section(i.card().code).is("enabled"))
            .collect();
        Engine {
            settings,
            profile,
            indicators,
            on,
        }
    }

    /// The number of an indicator.
    #[must_use]
    pub fn number(&self, code: &str) -> Option<usize> {
        self.indicators.iter().position(|i| i.card().code == code)
    }

    /// Whether an indicator is switched on.
    #[must_use]
    pub fn is_on(&self, number: usize) -> bool {
        self.profile == Profile::All && self.on.get(number).copied().unwrap_or_default()
    }

    /// Looks at one release. That the text is not JSON is the only fault.
    ///
    /// # Errors
    /// When the text is not JSON.
    pub fn scan(&self, text: &str, state: &mut State) -> Result<Looked, Fault> {
        self.take(text, false, state)
    }

    /// The same for a release that was merged already.
    ///
    /// # Errors
    /// When the text is not JSON.
    pub fn scan_compiled(&self, text: &str, state: &mut State) -> Result<Looked, Fault> {
        self.take(text, true, state)
    }

    fn take(&self, text: &str, compiled: bool, state: &mut State) -> Result<Looked, Fault> {
        let mut cursor = Cursor::new(text);
        let scope = if self.profile == Profile::All {
            Scope::All
        } else {
            Scope::Cardinal
        };
        let process = read_process(&mut cursor, scope)?;
        cursor.end()?;
        let Some(process) = process else {
            return Ok(Looked::NoObject);
        };
        if process.package && !compiled {
            return Ok(Looked::Package);
        }
        let Some(ocid) = process.ocid.as_ref() else {
            return Ok(Looked::NoOcid);
        };
        if process.compiled == Some(false) && !compiled && self.profile == Profile::All {
            return Ok(Looked::Loose(ocid.text.to_string()));
        }
        state.coverage.read += 1;
        if let Profile::Cardinal { currency } = &self.profile {
            Cardinal { currency }.look(&process, &mut state.tally);
            return Ok(Looked::Read);
        }
        let Some(view) = View::of(&process, &self.settings.common) else {
            state.coverage.left_out += 1;
            return Ok(Looked::Read);
        };
        self.look(&view, text, state);
        Ok(Looked::Read)
    }

    fn look(&self, view: &View<'_>, text: &str, state: &mut State) {
        let mut marks: Vec<Mark> = Vec::new();
        let mut key = Key::new(Table::Row);
        gather(view, &mut state.tally, &mut key);
        state
            .coverage
            .by_indicator
            .resize(self.indicators.len(), Covered::default());
        for (number, indicator) in self.indicators.iter().enumerate() {
            if !self.on[number] {
                continue;
            }
            let before = marks.len();
            let mut out = Out {
                indicator: number as u16,
                marks: &mut marks,
                tally: &mut state.tally,
                key: &mut key,
            };
            let seen = indicator.look(view, &mut out);
            let covered = &mut state.coverage.by_indicator[number];
            covered.count(seen);
            covered.flagged += u64::from(marks[before..].iter().any(|m| m.kind == Kind::Flag));
        }
        if !marks.is_empty() {
            state.push_row(view, marks, text);
        }
    }
}

/// What became of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Looked {
    /// It is a package or record: look at what is in it.
    Package,
    /// It is one of several releases of the process with this ocid, to be merged first.
    Loose(String),
    /// It was read.
    Read,
    /// It is JSON, but no object.
    NoObject,
    /// It has no ocid.
    NoOcid,
}

impl State {
    fn push_row(&mut self, view: &View<'_>, marks: Vec<Mark>, text: &str) {
        let suppliers = view.active_awards().filter_map(|a| who(&a.suppliers));
        let mut suppliers: Vec<String> = suppliers.map(std::borrow::Cow::into_owned).collect();
        suppliers.sort_unstable();
        suppliers.dedup();
        let row = Row {
            buyer: view.buyer().unwrap_or_default().to_owned(),
            suppliers,
            class: view.class.clone().unwrap_or_default(),
            day: view.day,
            marks,
        };
        let mut value = Vec::with_capacity(256);
        row.write(&mut value);
        let mut key = Key::new(Table::Row);
        key.text(view.ocid);
        let mut key = key.bytes().to_vec();
        key.extend_from_slice(&Sha256::digest(text.trim().as_bytes()));
        self.row_bytes += key.len() + value.len() + 48;
        self.rows.push((key, value));
    }

    /// Puts the coverage into the tally: at the end, or before a run is written.
    pub fn settle(&mut self) {
        let coverage = std::mem::take(&mut self.coverage);
        let mut key = Key::new(Table::Coverage);
        let mut add = |number: i64, outcome: &str, field: &str, count: u64| {
            if count > 0 {
                key.reset(Table::Coverage)
                    .int(number)
                    .text(outcome)
                    .text(field);
                self.tally.add(key.bytes(), [count.cast_signed(), 0, 0]);
            }
        };
        add(-1, "read", "", coverage.read);
        add(-1, "left out", "", coverage.left_out);
        for (number, covered) in (0_i64..).zip(&coverage.by_indicator) {
            add(number, "computed", "", covered.computed);
            add(number, "apart", "", covered.apart);
            add(number, "flagged", "", covered.flagged);
            covered
                .missing
                .iter()
                .for_each(|(field, count)| add(number, "missing", field, *count));
        }
    }
}

impl Covered {
    fn count(&mut self, seen: Seen) {
        match seen {
            Seen::Computed => self.computed += 1,
            Seen::Apart => self.apart += 1,
            Seen::Missing(field) => match self.missing.iter_mut().find(|(f, _)| *f == field) {
                Some((_, count)) => *count += 1,
                None => self.missing.push((field, 1)),
            },
        }
    }
}

/// Bytes as hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}
