//! Migrations: numbered SQL files, one set for both stores.

use super::{Link, StoreError, Value};

/// The migrations, in order; a file is never changed once released.
pub const MIGRATIONS: &[(i64, &str)] = &[
    (1, include_str!("../../../../migrations/0001_kernel.sql")),
    (5, include_str!("../../../../migrations/0005_open.sql")),
];

/// A table whose rows are a fold over the entries.
#[derive(Clone, Copy, Debug)]
pub struct StateTable {
    /// The table's name.
    pub name: &'static str,
    /// Every row, in the order of its key: key columns first.
    pub select: &'static str,
    /// How many leading columns make the key.
    pub key: usize,
    /// The columns' names, in the order of `select`.
    pub columns: &'static [&'static str],
}

macro_rules! state_tables {
    ($($name:ident: [$($key:ident),+], [$($column:ident),*];)*) => {
        /// Every table that `diwan audit` recomputes from the record and compares row by row.
        pub const STATE_TABLES: &[StateTable] = &[$(StateTable {
            name: stringify!($name),
            select: concat!(
                "select ", state_tables!(@list $($key,)+ $($column),*),
                " from ", stringify!($name), " order by ", state_tables!(@list $($key),+)
            ),
            key: [$(stringify!($key)),+].len(),
            columns: &[$(stringify!($key),)+ $(stringify!($column)),*],
        }),*];
    };
    (@list $first:ident $(, $rest:ident)* $(,)?) => {
        concat!(stringify!($first) $(, ", ", stringify!($rest))*)
    };
}

state_tables! {
    people: [id], [kind, agency, email_tag, sealed, open_tasks, registered_at];
    roles: [agency, role, person], [granted_at];
    absences: [person, from_at], [until_at];
    interests: [person, subject], [declared_at];
    passkeys: [id], [person, credential, label, added_at];
    packs: [hash], [id, version, agency, current, deployed_at];
    cases: [id], [
        number, pack, pack_hash, agency, applicant, status, outcome, opened_at, closed_at, due_at,
        paused_at, paused_left, worked_days, entries, sealed
    ];
    tasks: [case_id, job], [
        element, role, visit, redraw, assignee, state, opened_at, due_at, done_at, done_by,
        departed, overdue
    ];
    declined: [case_id, job, person], [];
    timers: [case_id, kind, ref, n], [due_at];
    messages: [case_id, n], [side, author, sent_at, sealed];
    documents: [case_id, hash, field], [media, size, added_at, sealed];
    certificates: [number], [case_id, issued_at, valid_until];
    notices: [seq], [
        case_id, person, channel, message_id, state, attempts, next_at, sent_at, error, sealed
    ];
    publishers: [id], [name, import, updated_at];
    imports: [n], [
        publisher, settings, overrides, engine, results, processes, flags, problems, actor,
        imported_at
    ];
    import_files: [import, n], [publisher, hash, name, size];
    flag_acts: [seq], [
        flag, publisher, about, subject, indicator, act, reason, case_id, actor, at
    ];
    reply_invitations: [seq], [publisher, party, code, sent_by, actor, invited_at, until_at];
    replies: [seq], [invitation, publisher, party, ocid, flag, said, replied_at];
}

/// Brings the schema up to date, in one transaction.
///
/// # Errors
/// [`StoreError::Newer`] when the database is ahead of this program; else the store's.
pub fn migrate(link: &mut Link) -> Result<(), StoreError> {
    link.begin()?;
    let outcome = bring_up(link);
    match outcome {
        Ok(()) => link.commit(),
        Err(e) => {
            link.rollback();
            Err(e)
        }
    }
}

fn bring_up(link: &mut Link) -> Result<(), StoreError> {
    if link.is_postgres() {
        // Two nodes that start together migrate one after the other; the number is "diwan" in bytes.
        link.execute("select pg_advisory_xact_lock(431316787566)", &[])?;
    }
    link.execute(
        "create table if not exists migrations (n bigint primary key, applied_at bigint)",
        &[],
    )?;
    let found: i64 = link.query("select coalesce(max(n), 0) from migrations", &[])?[0].get(0)?;
    let known = MIGRATIONS.last().map_or(0, |m| m.0);
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    for (n, sql) in MIGRATIONS.iter().filter(|m| m.0 > found) {
        link.batch(&for_store(sql, link.is_postgres()))?;
        link.execute("insert into migrations values ($1, 0)", &[Value::Int(*n)])?;
    }
    Ok(())
}

fn for_store(sql: &str, postgres: bool) -> String {
    let (blob, without_rowid) = if postgres {
        ("bytea", "")
    } else {
        ("blob", "without rowid")
    };
    sql.replace("{blob}", blob)
        .replace("{without_rowid}", without_rowid)
}
