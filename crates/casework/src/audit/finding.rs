//! What an audit finds.

use serde::Serialize;

/// One thing that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "finding", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the fields say where; the variants say what")]
pub enum Finding {
    /// A state row differs from what the entries say: which columns, and both values.
    ChangedRow {
        table: String,
        key: String,
        column: String,
        is: String,
        should_be: String,
    },
    /// The entries say that there is a row, but there is none.
    DeletedRow {
        table: String,
        key: String,
        should_be: String,
    },
    /// A row that no entry accounts for.
    AddedRow {
        table: String,
        key: String,
        is: String,
    },
    /// A body that does not fit its leaf's commitment, or cannot be opened.
    ChangedBody { entry: u64, why: String },
    /// An entry's time is not the one that its body says, or is before the entry before it.
    ChangedTime {
        entry: u64,
        is: String,
        should_be: String,
    },
    /// A column beside the body says something else than the body.
    ChangedEntry {
        entry: u64,
        column: String,
        is: String,
        should_be: String,
    },
    /// Entries that were there are gone.
    TruncatedLog { entries: u64, signed: u64 },
    /// An entry between others is gone.
    DeletedEntry { entry: u64 },
    /// Entries that no checkpoint signs.
    AddedEntries { entries: u64, signed: u64 },
    /// The database is older than the checkpoint that was published from it.
    RolledBack { database: u64, published: u64 },
    /// The log is not the one that the published checkpoint signs.
    Forked {
        size: u64,
        signed: String,
        computed: String,
    },
    /// A stored tile is not what its leaves hash to.
    ChangedTile { level: u64, n: u64 },
    /// The head's size, root or signature does not hold.
    ChangedHead { why: String },
    /// The log's name or keys are not those of its first entry.
    ChangedLog {
        what: String,
        is: String,
        should_be: String,
    },
    /// A key is gone without the entry of an erasure: nobody can read what was written under it.
    LostKey {
        whose: String,
        entries: u64,
        first: u64,
    },
    /// A case or person that must have been there is not: its entries and rows are gone.
    Missing { whose: String },
    /// A draw that does not recompute, or whose task went to another.
    FalseDraw { entry: u64, why: String },
    /// A mend that two people did not agree on, or who may not.
    FalseMend { entry: u64, why: String },
    /// A deadline that stopped or ran on other than the law's calendar says.
    FalseDeadline { entry: u64, why: String },
    /// A decision that is not signed as the procedure says, or whose signature does not hold.
    FalseSignature { entry: u64, why: String },
    /// The entry cannot follow what came before it.
    ImpossibleEntry { entry: u64, why: String },
    /// A document's bytes are missing or not those that the entry names.
    ChangedDocument {
        case: String,
        hash: String,
        why: String,
    },
    /// An archive is missing, or not the file that the entry names.
    ChangedArchive { entry: u64, why: String },
}

/// The outcome of an audit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Entries read.
    pub entries: u64,
    /// State rows compared.
    pub rows: u64,
    /// Draws recomputed, with who could have been drawn.
    pub draws: u64,
    /// Documents whose bytes were hashed.
    pub documents: u64,
    /// Archives whose bytes were hashed.
    pub archives: u64,
    /// Jumps of the machine's clock that the record tells of: not wrong, but worth a look.
    pub jumps: u64,
    /// How often the clock was found to differ from its reference: as jumps.
    pub offsets: u64,
    /// Cases and people whose keys were destroyed: their proofs hold, their rows are not recomputed.
    pub erased: u64,
    /// What does not hold, at most [`Report::MOST`] of it.
    pub findings: Vec<Finding>,
    /// How many more there were.
    pub more: u64,
}

impl Report {
    /// Findings listed at most.
    pub const MOST: usize = 10_000;

    /// Whether everything holds.
    pub fn holds(&self) -> bool {
        self.findings.is_empty()
    }

    pub(super) fn found(&mut self, finding: Finding) {
        if self.findings.len() < Self::MOST {
            self.findings.push(finding);
        } else {
            self.more += 1;
        }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::ChangedRow {
                table,
                key,
                column,
                is,
                should_be,
            } => {
                write!(
                    f,
                    "changed row: {table} {key}: {column} is {is}, the record says {should_be}"
                )
            }
            Self::DeletedRow {
                table,
                key,
                should_be,
            } => {
                write!(f, "deleted row: {table} {key}: the record says {should_be}")
            }
            Self::AddedRow { table, key, is } => {
                write!(
                    f,
                    "added row: {table} {key}: {is}; no entry accounts for it"
                )
            }
            Self::ChangedBody { entry, why } => write!(f, "changed body: entry {entry}: {why}"),
            Self::ChangedTime {
                entry,
                is,
                should_be,
            } => {
                write!(
                    f,
                    "changed time: entry {entry} is {is}, should be {should_be}"
                )
            }
            Self::ChangedEntry {
                entry,
                column,
                is,
                should_be,
            } => {
                write!(
                    f,
                    "changed entry: {entry}: {column} is {is}, its body says {should_be}"
                )
            }
            Self::TruncatedLog { entries, signed } => write!(
                f,
                "truncated log: {entries} entries are left of the {signed} that were signed"
            ),
            Self::DeletedEntry { entry } => write!(f, "deleted entry: {entry}"),
            Self::AddedEntries { entries, signed } => {
                write!(f, "added entries: {entries} are there, {signed} are signed")
            }
            Self::RolledBack {
                database,
                published,
            } => write!(
                f,
                "rolled back: the database has {database} entries, {published} were published"
            ),
            Self::Forked {
                size,
                signed,
                computed,
            } => write!(
                f,
                "forked: at {size} entries the published root is {signed}, the entries give {computed}"
            ),
            Self::ChangedTile { level, n } => write!(f, "changed tile: level {level}, tile {n}"),
            Self::ChangedHead { why } => write!(f, "changed head: {why}"),
            Self::ChangedLog {
                what,
                is,
                should_be,
            } => write!(
                f,
                "changed log: {what} is {is}, the first entry says {should_be}"
            ),
            Self::LostKey {
                whose,
                entries,
                first,
            } => write!(
                f,
                "lost key: {whose}: the key is gone and no entry says that it was erased; \
                 {entries} entries from {first} on cannot be read"
            ),
            Self::Missing { whose } => {
                write!(f, "missing: {whose}: no entry tells of it, later ones do")
            }
            Self::FalseDraw { entry, why } => write!(f, "false draw: entry {entry}: {why}"),
            Self::FalseMend { entry, why } => write!(f, "false mend: entry {entry}: {why}"),
            Self::FalseDeadline { entry, why } => {
                write!(f, "false deadline: entry {entry}: {why}")
            }
            Self::FalseSignature { entry, why } => {
                write!(f, "false signature: entry {entry}: {why}")
            }
            Self::ImpossibleEntry { entry, why } => {
                write!(f, "impossible entry: {entry}: {why}")
            }
            Self::ChangedDocument { case, hash, why } => {
                write!(f, "changed document: case {case}, {hash}: {why}")
            }
            Self::ChangedArchive { entry, why } => {
                write!(f, "changed archive: entry {entry}: {why}")
            }
        }
    }
}
