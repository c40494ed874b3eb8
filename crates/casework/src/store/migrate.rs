//! Migrations: numbered SQL files, one set for both stores.

use super::{Link, StoreError, Value};

/// The migrations, in order; a file is never changed once released.
pub const MIGRATIONS: &[(i64, &str)] = &[
    (1, include_str!("../../../../migrations/0001_kernel.sql")),
    (2, include_str!("../../../../migrations/0002_mends.sql")),
    (
        3,
        include_str!("../../../../migrations/0003_migration_of_cases.sql"),
    ),
    (4, include_str!("../../../../migrations/0004_outside.sql")),
    (5, include_str!("../../../../migrations/0005_open.sql")),
    (6, include_str!("../../../../migrations/0006_witnesses.sql")),
    (7, include_str!("../../../../migrations/0007_keys.sql")),
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
    log_keys: [added], [vkey, added_at, retired, retired_at];
    people: [id], [kind, agency, email_tag, sealed, open_tasks, registered_at];
    roles: [agency, role, person], [granted_at];
    absences: [person, from_at], [until_at];
    interests: [person, subject], [declared_at];
    passkeys: [id], [person, credential, label, added_at];
    packs: [hash], [id, version, agency, current, deployed_at];
    migration_orders: [seq], [
        pack, agency, from_hash, to_hash, state, proposed_at, decided_at, decided_by
    ];
    cases: [id], [
        number, pack, pack_hash, agency, applicant, status, outcome, opened_at, closed_at, due_at,
        paused_at, paused_left, worked_days, entries, sealed
    ];
    tasks: [case_id, job], [
        element, role, visit, redraw, assignee, state, opened_at, due_at, done_at, done_by,
        departed, overdue
    ];
    declined: [case_id, job, person], [];
    incidents: [case_id, seq], [raised_at, ended_at];
    mends: [case_id, seq], [incident, proposed_by, proposed_at, state, decided_by, decided_at];
    timers: [case_id, kind, ref, n], [due_at];
    messages: [case_id, n], [side, author, sent_at, sealed];
    documents: [case_id, hash, field], [media, size, added_at, sealed];
    certificates: [number], [case_id, issued_at, valid_until];
    notices: [seq], [
        case_id, person, channel, message_id, state, attempts, next_at, sent_at, error, sealed
    ];
    calls: [case_id, job], [element, origin, state, attempts, next_at, error, sealed];
    external_jobs: [id], [
        case_id, job, element, topic, state, worker, lock_seq, locked_until, retries, next_at, sealed
    ];
    workers: [id], [name, token_hash, topics, most, added_at, revoked_at];
    register: [seq], [case_id, pack, published_at, line];
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
    migrate_to(link, i64::MAX)
}

/// As [`migrate`], up to a migration: for rows that are as old.
pub(crate) fn migrate_to(link: &mut Link, until: i64) -> Result<(), StoreError> {
    link.begin()?;
    let outcome = bring_up(link, until);
    match outcome {
        Ok(()) => link.commit(),
        Err(e) => {
            link.rollback();
            Err(e)
        }
    }
}

/// The last migration that the database has.
pub(crate) fn migrated(link: &mut Link) -> Result<i64, StoreError> {
    link.query("select coalesce(max(n), 0) from migrations", &[])?[0].get(0)
}

fn bring_up(link: &mut Link, until: i64) -> Result<(), StoreError> {
    if link.is_postgres() {
        // Two nodes that start together migrate one after the other; the number is "diwan" in bytes.
        link.execute("select pg_advisory_xact_lock(431316787566)", &[])?;
    }
    link.execute(
        "create table if not exists migrations (n bigint primary key, applied_at bigint)",
        &[],
    )?;
    let found = migrated(link)?;
    let known = MIGRATIONS.last().map_or(0, |m| m.0);
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    let rows = link.query("select n from migrations", &[])?;
    let done: Vec<i64> = rows.iter().map(|r| r.get(0)).collect::<Result<_, _>>()?;
    let missing = MIGRATIONS.iter().filter(|m| !done.contains(&m.0));
    for (n, sql) in missing.filter(|m| m.0 <= until) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Place;

    #[test]
    fn notices_of_an_older_house_are_kept() {
        let mut link = Link::open(&Place::Memory).unwrap();
        link.batch(&for_store(MIGRATIONS[0].1, false)).unwrap();
        link.execute(
            "create table migrations (n bigint primary key, applied_at bigint)",
            &[],
        )
        .unwrap();
        link.execute("insert into migrations values (1, 0)", &[])
            .unwrap();
        link.execute(
            "insert into notices (seq, case_id, person, channel, message_id, state, attempts, next_at, sealed) \
             values (7, 3, 2, 'email', '<7@x>', 'queued', 0, 5, $1)",
            &[Value::Blob(vec![1, 2])],
        )
        .unwrap();
        migrate(&mut link).unwrap();
        let rows = link
            .query("select seq, person, state, sealed from notices", &[])
            .unwrap();
        assert_eq!(rows.len(), 1);
        let row = &rows[0];
        assert_eq!(row.get::<u64>(0).unwrap(), 7);
        assert_eq!(row.get::<Option<i64>>(1).unwrap(), Some(2));
        assert_eq!(row.get::<String>(2).unwrap(), "queued");
        assert_eq!(row.get::<Vec<u8>>(3).unwrap(), [1, 2]);
    }
}
