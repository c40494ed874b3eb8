//! Everything that is shown of imported data, computed again from the bytes that the entries name.
//!
//! The core's audit holds the entries against the record, and the tables of imports, acts and replies
//! against the entries. This one holds the bytes against their hashes, and the rows of contracts and
//! flags, which no entry lists one by one, against what follows from the bytes.

use casework::store::{Link, ReadPool, StoreError, Value};
use casework::{Error, Settings};

use crate::derive::{
    Coverage, DeriveError, ENGINE, Flag, Input, Process, Sink, derive, engine, hash_of,
};
use crate::import::{files_of, lay_one};
use crate::store;

/// Findings that are listed; more are only counted.
const MOST: usize = 1_000;

/// What an audit of imported data found.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Report {
    /// Publishers whose data were computed again.
    pub publishers: u64,
    /// Processes that were compared.
    pub processes: u64,
    /// Publishers whose results another version of the engine made: this one cannot repeat them.
    pub skipped: Vec<String>,
    /// What does not hold, in words.
    pub findings: Vec<String>,
    /// How many more there were.
    pub more: u64,
}

impl Report {
    /// Whether everything holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.findings.is_empty()
    }

    fn found(&mut self, finding: String) {
        if self.findings.len() < MOST {
            self.findings.push(finding);
        } else {
            self.more += 1;
        }
    }
}

/// An error of the store within the engine's.
impl From<StoreError> for DeriveError {
    fn from(error: StoreError) -> DeriveError {
        DeriveError::Taker(Error::Store(error))
    }
}

/// A publisher with its current import.
struct Published {
    id: String,
    import: i64,
    settings: String,
    overrides: [u8; 32],
    engine: String,
    results: [u8; 32],
}

/// Audits what was imported into the house of the given settings, on one snapshot.
///
/// # Errors
/// When the store or temporary files cannot be read or written; whatever is wrong inside is in the report.
pub fn audit(settings: &Settings) -> Result<Report, DeriveError> {
    let mut report = Report::default();
    let pool = ReadPool::new(settings.place(), 1);
    pool.on_snapshot(|link| {
        for published in all(link)? {
            if published.engine != ENGINE {
                report.skipped.push(published.id);
                continue;
            }
            one(settings, link, &published, &mut report)?;
        }
        Ok::<_, DeriveError>(())
    })?;
    Ok(report)
}

fn all(link: &mut Link) -> Result<Vec<Published>, DeriveError> {
    let sql = "select p.id, p.import, i.settings, i.overrides, i.engine, i.results \
               from publishers p join imports i on i.n = p.import order by p.id";
    let mut all = Vec::new();
    for r in link.query(sql, &[])? {
        all.push(Published {
            id: r.get(0)?,
            import: r.get(1)?,
            settings: hex::encode(r.get::<[u8; 32]>(2)?),
            overrides: r.get(3)?,
            engine: r.get(4)?,
            results: r.get(5)?,
        });
    }
    Ok(all)
}

fn one(
    settings: &Settings,
    link: &mut Link,
    published: &Published,
    report: &mut Report,
) -> Result<(), DeriveError> {
    let temp = tempfile::Builder::new()
        .prefix(".audit")
        .tempdir_in(&settings.data)?;
    let text = store::blob_piece(link, published.overrides, 0)?.unwrap_or_default();
    let text = String::from_utf8(text).unwrap_or_default();
    let engine = engine(&text)?;
    if engine.settings.digest() != published.settings {
        let id = &published.id;
        report.found(format!(
            "changed settings: {id}: they are not those of the import's entry"
        ));
        return Ok(());
    }
    let mut inputs = Vec::new();
    for (n, file) in files_of(link, &published.id, published.import)?
        .iter()
        .enumerate()
    {
        let path = temp.path().join(format!("input-{n}"));
        if let Err(error) = lay_one(file, &path, |hash, at| {
            Ok(store::blob_piece(link, hash, at)?)
        }) {
            report.found(format!("changed file: {}: {error}", published.id));
            return Ok(());
        }
        inputs.push(Input {
            name: file.name.clone(),
            path,
        });
    }
    let mut checker = Checker {
        link,
        import: published.import,
        publisher: &published.id,
        report,
        counts: Counts::default(),
    };
    let outcome = derive(&published.id, &inputs, &engine, temp.path(), &mut checker)?;
    checker.added()?;
    if outcome.results != published.results {
        let id = &published.id;
        report.found(format!(
            "changed results: {id}: the entry of import {} says others",
            published.import
        ));
    }
    report.publishers += 1;
    report.processes += outcome.processes;
    Ok(())
}

/// Rows that there should be, and that are there.
#[derive(Default)]
struct Counts {
    contracts: i64,
    findings: i64,
}

/// Holds each thing that follows against its rows.
struct Checker<'c> {
    link: &'c mut Link,
    import: i64,
    publisher: &'c str,
    report: &'c mut Report,
    counts: Counts,
}

impl Checker<'_> {
    fn found(&mut self, what: &str, whose: &str) {
        let line = format!(
            "{what}: {} {whose}: the imported bytes say otherwise",
            self.publisher
        );
        self.report.found(line);
    }

    /// Rows that follow from nothing. What belongs to a contract was compared with it.
    fn added(&mut self) -> Result<(), DeriveError> {
        let wanted = [
            (
                "contracts",
                "select count(*) from contracts where import = $1",
                self.counts.contracts,
            ),
            (
                "contract_parties",
                "select count(*) from contract_parties q where import = $1 and not exists \
                 (select 1 from contracts c where c.import = q.import and c.ocid = q.ocid)",
                0,
            ),
            (
                "contract_words",
                "select count(*) from contract_words w where import = $1 and not exists \
                 (select 1 from contracts c where c.import = w.import and c.ocid = w.ocid)",
                0,
            ),
            (
                "flags of processes",
                "select count(*) from flags f where import = $1 and about = 'process' and not exists \
                 (select 1 from contracts c where c.import = f.import and c.ocid = f.subject)",
                0,
            ),
            (
                "flags of others",
                "select count(*) from flags where import = $1 and about <> 'process'",
                self.counts.findings,
            ),
        ];
        for (what, sql, wanted) in wanted {
            let is: i64 = self.link.query(sql, &[self.import.into()])?[0].get(0)?;
            if is > wanted {
                self.found(
                    "added rows",
                    &format!("{what}, {} more than follow", is - wanted),
                );
            }
        }
        Ok(())
    }

    fn standing(&mut self, process: &Process) -> Result<(), DeriveError> {
        let mut counted: Vec<(&str, i64)> = Vec::new();
        for flag in &process.flags {
            let new = counted.iter().all(|(code, _)| *code != flag.indicator);
            if new && !store::is_dismissed(self.link, flag.id)? {
                counted.push((&flag.indicator, flag.weight));
            }
        }
        let wanted: i64 = counted.iter().map(|(_, weight)| weight).sum();
        let sql = "select standing from contracts where import = $1 and ocid = $2";
        let key: [Value; 2] = [self.import.into(), (&process.told.ocid).into()];
        let row = self.link.query_opt(sql, &key)?;
        let is: Option<i64> = row.map(|r| r.get(0)).transpose()?;
        if is.is_some_and(|is| is != wanted) {
            self.found("changed rank", &process.told.ocid);
        }
        Ok(())
    }
}

impl Sink for Checker<'_> {
    fn process(&mut self, process: Process) -> Result<(), DeriveError> {
        let ocid = process.told.ocid.clone();
        match store::process(self.link, self.import, &ocid)? {
            None => self.found("deleted contract", &ocid),
            Some(is) => {
                self.counts.contracts += 1;
                if is.hash() != process.hash() || is.text.trim() != process.text.trim() {
                    self.found("changed contract", &ocid);
                }
            }
        }
        self.standing(&process)
    }

    fn finding(&mut self, flag: Flag) -> Result<(), DeriveError> {
        let rows = store::flags_about(self.link, self.import, &flag.about, &flag.subject)?;
        let wanted = hash_of(&flag);
        if rows.iter().any(|f| hash_of(f) == wanted) {
            self.counts.findings += 1;
        } else {
            let whose = format!("{} {} {}", flag.indicator, flag.about, flag.subject);
            self.found("changed flag", &whose);
        }
        Ok(())
    }

    fn coverage(&mut self, coverage: Coverage) -> Result<(), DeriveError> {
        let sql = "select computed, apart, missing from indicator_coverage \
                   where import = $1 and indicator = $2";
        let key: [Value; 2] = [self.import.into(), (&coverage.indicator).into()];
        let is = match self.link.query_opt(sql, &key)? {
            Some(r) => Some(Coverage {
                indicator: coverage.indicator.clone(),
                computed: r.get(0)?,
                apart: r.get(1)?,
                missing: serde_json::from_str(&r.get::<String>(2)?).unwrap_or_default(),
            }),
            None => None,
        };
        if is.as_ref() != Some(&coverage) {
            self.found("changed coverage", &coverage.indicator);
        }
        Ok(())
    }

    fn progress(&mut self, _done: u64) -> Result<(), DeriveError> {
        Ok(())
    }
}
