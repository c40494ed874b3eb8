//! How often the system's own steps were done, counted from entries: rules that decided, services that were carried out.

use std::collections::{BTreeMap, HashMap};

use pack::Pack;

use super::steps::CASES;
use crate::record::{Fact, KeyError, open_row};
use crate::store::Link;
use crate::{CaseId, Error, Parts};

/// By element: how often it was done, and in how many cases.
pub(super) type Counts = BTreeMap<String, (usize, usize)>;

/// The counts over the last closed cases of this version.
pub(super) fn system(link: &mut Link, parts: &Parts, pack: &Pack) -> Result<Counts, Error> {
    let sql = "select e.seq, e.time, e.key_id, e.sealed, e.commitment, c.id from \
               (select id, pack_hash from cases where pack = $1 and closed_at is not null \
                order by closed_at desc limit $2) c \
               join entries e on e.case_id = c.id and e.kind in ('rule.decided', 'service.done') \
               where c.pack_hash = $3 order by c.id, e.seq";
    let params = [
        pack.id.as_str().into(),
        CASES.into(),
        pack.hash.as_slice().into(),
    ];
    let mut counts = Counts::new();
    let mut last: HashMap<String, CaseId> = HashMap::new();
    for row in link.query(sql, &params)? {
        let case: CaseId = row.get(5)?;
        let fact = match open_row(link, parts, &row) {
            Ok(opened) => opened.entry.fact,
            // What is erased is counted nowhere.
            Err(Error::Key(KeyError::Destroyed(_))) => continue,
            Err(e) => return Err(e),
        };
        let (Fact::RuleDecided { element, .. } | Fact::ServiceDone { element, .. }) = fact else {
            continue;
        };
        let count = counts.entry(element.clone()).or_default();
        count.0 += 1;
        count.1 += usize::from(last.insert(element, case) != Some(case));
    }
    Ok(counts)
}
