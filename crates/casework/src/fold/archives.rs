//! Archives: which there are, and which has a case. What is in them stays what it was.

use super::{Fold, bytes32};
use crate::Error;
use crate::record::{ArchivedCases, Entry};

impl Fold<'_> {
    pub(super) fn archived(&mut self, entry: &Entry, file: &ArchivedCases) -> Result<(), Error> {
        let params = vec![
            entry.seq.into(),
            file.period.as_str().into(),
            bytes32(&file.sha256)?.into(),
            file.cases.len().into(),
            file.entries.into(),
            file.documents.into(),
            file.bytes.into(),
            entry.time.into(),
        ];
        self.queue(
            "insert into archives (n, period, sha256, cases, entries, documents, bytes, archived_at) \
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
            params,
        )?;
        for case in &file.cases {
            self.queue(
                "insert into archived (case_id, archive) values ($1, $2)",
                vec![(*case).into(), entry.seq.into()],
            )?;
        }
        Ok(())
    }
}
