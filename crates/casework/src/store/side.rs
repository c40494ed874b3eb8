//! Tables that are not folds over entries: what may be lost, or differ from node to node, without
//! touching a case. They are the only ones that other crates may write.

/// The tables, and why no entry tells of their rows.
pub const SIDE_TABLES: &[(&str, &str)] = &[
    (
        "sessions",
        "who is signed in: the entry is `session.opened`, rows are authenticated",
    ),
    (
        "held_forms",
        "what was typed before its sender had signed in: nothing is done with it yet",
    ),
    (
        "known_browsers",
        "by which a person is told of a sign-in with one that is not here",
    ),
    (
        "sign_in_codes",
        "a code that was asked for is no act of anybody yet",
    ),
    (
        "phone_codes",
        "as sign_in_codes: a number that is not proven yet",
    ),
    (
        "webhook_cursors",
        "how far a webhook has read the record: what it is sent are its entries",
    ),
    (
        "webhook_deliveries",
        "which events a webhook took, and when: repeated ones have the same id",
    ),
    (
        "challenges",
        "what a passkey's answer is checked against, for minutes",
    ),
    ("passkey_counters", "tells copies of a passkey apart"),
    (
        "provider_sessions",
        "as sessions: by which name a provider may end them",
    ),
    (
        "idempotency",
        "answers to requests that may come twice, for a day",
    ),
    ("drafts", "what was not sent yet is its writer's own"),
    ("draft_files", "as drafts"),
    ("draft_principals", "as drafts"),
    ("draft_uploads", "as drafts: files on their way"),
    ("draft_upload_parts", "as drafts: what has come of them"),
    (
        "witnesses",
        "what others have cosigned: proven by their keys, not by us",
    ),
    ("cosigned", "as witnesses"),
    ("stamps", "as witnesses: signed by an authority"),
    (
        "national_receipts",
        "as witnesses: signed by the national log",
    ),
    ("nodes", "which programs run now, and how new they are"),
    (
        "handovers",
        "checkpoints of changes of keys: proven by their signatures",
    ),
    ("claims", "which node sends a message now, for minutes"),
    ("pack_files", "files by their hash, which is in the entry"),
    (
        "document_bytes",
        "bytes by their hash, which is in the entry",
    ),
    (
        "archiving",
        "archives whose rows are being emptied: the entry is `cases.archived`",
    ),
    (
        "feedback_signers",
        "secrets: the entry is `feedback.key.made`, with the public side",
    ),
    (
        "feedback_waiting",
        "answers that wait for others: nothing of them is published before the entry `feedback.given`",
    ),
    // Open contracting: `diwan audit` computes all of it again from the imported bytes.
    (
        "import_blobs",
        "imported bytes by their hash, which is in the entry",
    ),
    ("import_jobs", "an import that has not ended is no import"),
    ("import_problems", "what of the bytes could not be read"),
    ("releases", "releases by their hash, made of the bytes"),
    ("contracts", "follows from the imported bytes"),
    ("contract_parties", "as contracts"),
    ("contract_words", "as contracts: what a search finds"),
    ("flags", "as contracts: what the indicators found"),
    (
        "indicator_coverage",
        "as contracts: how far they could look",
    ),
];

/// Whether a statement writes to a side table and to nothing else.
pub(crate) fn is_side(sql: &str) -> bool {
    let mut words = sql.split_whitespace();
    let table = match (words.next(), words.next()) {
        (Some("insert"), Some("into")) | (Some("delete"), Some("from")) => words.next(),
        (Some("update"), table) => table,
        _ => None,
    };
    !sql.contains(';') && table.is_some_and(|t| SIDE_TABLES.iter().any(|(name, _)| *name == t))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::STATE_TABLES;

    #[test]
    fn only_statements_on_side_tables_pass() {
        for sql in [
            "insert into sessions (a) values ($1)",
            "delete from drafts where id = $1",
            "update sign_in_codes set tries = 1",
        ] {
            assert!(is_side(sql), "{sql}");
        }
        for sql in [
            "insert into entries (seq) values (1)",
            "update cases set status = 'closed'",
            "delete from roles",
            "select 1 from sessions",
            "delete from drafts; delete from roles",
            "with x as (select 1) delete from drafts",
        ] {
            assert!(!is_side(sql), "{sql}");
        }
    }

    #[test]
    fn no_side_table_is_a_fold() {
        for (name, _) in SIDE_TABLES {
            assert!(STATE_TABLES.iter().all(|t| t.name != *name), "{name}");
        }
    }
}
