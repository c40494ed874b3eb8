//! Migrations: numbered SQL files, one set for both stores.

use super::{Link, Place, StoreError, Value};

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
    (8, include_str!("../../../../migrations/0008_nodes.sql")),
    (9, include_str!("../../../../migrations/0009_scale.sql")),
    (10, include_str!("../../../../migrations/0010_national.sql")),
    (11, include_str!("../../../../migrations/0011_archives.sql")),
    (12, include_str!("../../../../migrations/0012_holds.sql")),
    (13, include_str!("../../../../migrations/0013_uploads.sql")),
    (14, include_str!("../../../../migrations/0014_channels.sql")),
    (15, include_str!("../../../../migrations/0015_feedback.sql")),
    (16, include_str!("../../../../migrations/0016_desk.sql")),
    (17, include_str!("../../../../migrations/0017_mandates.sql")),
    (18, include_str!("../../../../migrations/0018_signed.sql")),
    (19, include_str!("../../../../migrations/0019_sessions.sql")),
    (
        20,
        include_str!("../../../../migrations/0020_identities.sql"),
    ),
    (21, include_str!("../../../../migrations/0021_readings.sql")),
];

/// The migration since which a program has to know what this one takes away: `N` of its line `-- contract N`. Without such a
/// line a migration expands: it only adds, and programs that do not know it go on.
fn needs(sql: &str) -> i64 {
    let line = sql.lines().find_map(|l| l.strip_prefix("-- contract "));
    line.map_or(0, |n| {
        n.trim().parse().expect("a contract names a migration")
    })
}

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
    identities: [tag], [person, issuer, linked_at];
    packs: [hash], [id, version, agency, current, deployed_at];
    migration_orders: [seq], [
        pack, agency, from_hash, to_hash, state, proposed_at, decided_at, decided_by
    ];
    cases: [id], [
        number, pack, pack_hash, agency, applicant, status, outcome, opened_at, closed_at, due_at,
        paused_at, paused_left, worked_days, entries, sealed,
        waited_days
    ];
    archives: [n], [period, sha256, cases, entries, documents, bytes, archived_at];
    archived: [case_id], [archive];
    holds: [seq], [case_id, held_by, held_at, released, released_by, released_at];
    tasks: [case_id, job], [
        element, role, visit, redraw, assignee, state, opened_at, due_at, done_at, done_by,
        departed, overdue, waits_until, corrected
    ];
    declined: [case_id, job, person], [];
    incidents: [case_id, seq], [raised_at, ended_at];
    mends: [case_id, seq], [incident, proposed_by, proposed_at, state, decided_by, decided_at];
    timers: [case_id, kind, ref, n], [due_at];
    messages: [case_id, n], [side, author, sent_at, sealed];
    documents: [case_id, hash, field], [media, size, added_at, sealed];
    certificates: [number], [case_id, issued_at, valid_until];
    notices: [seq], [
        case_id, person, channel, message_id, state, attempts, next_at, sent_at, error, sealed,
        after_seq, delivered_at
    ];
    contacts: [person], [sealed];
    devices: [id], [person, added_at, sealed];
    api_tokens: [id], [person, token_hash, scopes, made_at, expires_at, revoked_at, sealed];
    webhooks: [id], [agency, url, events, nonce, added_at, ended_at, failing];
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
    followed_logs: [origin], [
        size, checkpoint, entry, received_at, refused, refused_at, refused_size, reason
    ];
    mandates: [seq], [
        principal, tag, representative, service, state, offered_at, until_at, ended_at, sealed
    ];
    replies: [seq], [invitation, publisher, party, ocid, flag, said, replied_at];
    feedback_keys: [id], [seq, pack, agency, quarter, spki, made_at, ended_at, issued, given];
    feedback_issued: [tag], [key, blinded, seq];
    feedback_answers: [token], [key, batch, how, asked];
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
    let wanted: Vec<_> = MIGRATIONS.iter().filter(|m| m.0 <= until).collect();
    apply(link, &wanted, 0)
}

/// Brings the schema of a house that may run up to date, as [`crate::Casework::open`] does: with the migrations of a program,
/// at a time in µs, by which nodes are alive or not.
///
/// # Errors
/// [`StoreError::Newer`] when the database has taken away what this program needs, [`StoreError::OldNodes`] when a migration
/// would take away what a running node needs; else the store's.
pub fn upgrade(place: &Place, migrations: &[(i64, &str)], now: i64) -> Result<(), StoreError> {
    let wanted: Vec<_> = migrations.iter().collect();
    apply(&mut Link::open(place)?, &wanted, now)
}

fn apply(link: &mut Link, migrations: &[&(i64, &str)], now: i64) -> Result<(), StoreError> {
    link.begin()?;
    match bring_up(link, migrations, now) {
        Ok(()) => link.commit(),
        Err(e) => {
            link.rollback();
            Err(e)
        }
    }
}

/// The migration that notes what others need, and which nodes run.
const NODES: i64 = 8;

/// The last migration that the database has.
pub(crate) fn migrated(link: &mut Link) -> Result<i64, StoreError> {
    link.query("select coalesce(max(n), 0) from migrations", &[])?[0].get(0)
}

fn bring_up(link: &mut Link, migrations: &[&(i64, &str)], now: i64) -> Result<(), StoreError> {
    if link.is_postgres() {
        // Two nodes that start together migrate one after the other; the number is "diwan" in bytes.
        link.execute("select pg_advisory_xact_lock(431316787566)", &[])?;
    }
    link.execute(
        "create table if not exists migrations (n bigint primary key, applied_at bigint)",
        &[],
    )?;
    let known = migrations.last().map_or(0, |m| m.0);
    let rows = link.query("select n from migrations", &[])?;
    let done: Vec<i64> = rows.iter().map(|r| r.get(0)).collect::<Result<_, _>>()?;
    not_too_new(link, &done, known)?;
    for (n, sql) in migrations.iter().filter(|m| !done.contains(&m.0)) {
        let needs = needs(sql);
        if needs > 0 {
            no_old_nodes(link, *n, needs, now)?;
        }
        link.batch(&for_store(sql, link.is_postgres()))?;
        let row = "insert into migrations (n, applied_at) values ($1, 0)";
        link.execute(row, &[Value::Int(*n)])?;
        if needs > 0 {
            let sql = "update migrations set needs = $2 where n = $1";
            link.execute(sql, &[Value::Int(*n), Value::Int(needs)])?;
        }
    }
    Ok(())
}

/// Migrations that this program does not know have taken nothing away that it needs.
fn not_too_new(link: &mut Link, done: &[i64], known: i64) -> Result<(), StoreError> {
    let found = done.iter().max().copied().unwrap_or(0);
    if found <= known {
        return Ok(());
    }
    // Without it nothing was noted of the newer ones.
    let needed = if done.contains(&NODES) {
        let sql = "select coalesce(max(needs), 0) from migrations where n > $1";
        link.query(sql, &[Value::Int(known)])?[0].get(0)?
    } else {
        found
    };
    if known < needed || known < NODES {
        return Err(StoreError::Newer { found, known });
    }
    tracing::warn!(
        found,
        known,
        "the database is newer than this program: upgrade it too"
    );
    Ok(())
}

/// No node runs that needs what migration `n` takes away.
fn no_old_nodes(link: &mut Link, n: i64, needs: i64, now: i64) -> Result<(), StoreError> {
    let rows = link.query(
        "select version, knows from nodes where knows < $1 and seen_at > $2 order by knows, version",
        &[Value::Int(needs), Value::Int(now - crate::nodes::ALIVE)],
    )?;
    let name = |row: &super::Row| -> Result<String, StoreError> {
        let (version, knows): (String, i64) = (row.get(0)?, row.get(1)?);
        Ok(format!("{version} (knows migration {knows})"))
    };
    let old: Vec<String> = rows.iter().map(name).collect::<Result<_, _>>()?;
    if old.is_empty() {
        return Ok(());
    }
    let nodes = old.join(", ");
    Err(StoreError::OldNodes { n, needs, nodes })
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

    const EXPAND: (i64, &str) = (901, "create table added (id bigint primary key);");
    const CONTRACT: (i64, &str) = (902, "-- contract 901\ndrop table added;");

    const NEWEST: i64 = MIGRATIONS[MIGRATIONS.len() - 1].0;

    fn with(more: &[(i64, &'static str)]) -> Vec<(i64, &'static str)> {
        MIGRATIONS.iter().chain(more).copied().collect()
    }

    fn up(link: &mut Link, migrations: &[(i64, &str)], now: i64) -> Result<(), StoreError> {
        apply(link, &migrations.iter().collect::<Vec<_>>(), now)
    }

    fn node(link: &mut Link, id: &str, knows: i64, seen: i64) {
        let sql = "insert into nodes (id, version, knows, seen_at) values ($1, '0.1', $2, $3)";
        link.execute(sql, &[id.into(), knows.into(), seen.into()])
            .unwrap();
    }

    #[test]
    fn what_only_adds_waits_for_nobody_and_turns_no_older_program_away() {
        let mut link = Link::open(&Place::Memory).unwrap();
        migrate(&mut link).unwrap();
        node(&mut link, "old", NEWEST, 0);
        up(&mut link, &with(&[EXPAND]), 0).unwrap();
        assert_eq!(migrated(&mut link).unwrap(), 901);
        // The program that knows nothing of it may be started again.
        migrate(&mut link).unwrap();
    }

    #[test]
    fn what_takes_away_waits_until_no_node_needs_it() {
        let mut link = Link::open(&Place::Memory).unwrap();
        migrate(&mut link).unwrap();
        node(&mut link, "new", 901, 1_000);
        node(&mut link, "old", NEWEST, 1_000);
        let newest = with(&[EXPAND, CONTRACT]);
        let refused = up(&mut link, &newest, 2_000).unwrap_err().to_string();
        assert!(
            refused.contains(&format!("0.1 (knows migration {NEWEST})")),
            "{refused}"
        );
        assert!(!refused.contains("knows migration 901"), "{refused}");
        // All or nothing: the expansion before it is undone, too.
        assert_eq!(migrated(&mut link).unwrap(), NEWEST);
        // Of a node that died without a word nothing is heard for a minute.
        up(&mut link, &newest, 1_000 + crate::nodes::ALIVE).unwrap();
        assert_eq!(migrated(&mut link).unwrap(), 902);
        // Who needs what is gone does not start; who does not, does.
        let found = migrate(&mut link).unwrap_err();
        assert!(matches!(found, StoreError::Newer { found: 902, .. }));
        up(&mut link, &with(&[EXPAND]), 2_000).unwrap();
    }

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
