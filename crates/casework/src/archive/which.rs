//! Which closed cases move.

use jiff::Timestamp;

use crate::retention::{self, Rule};
use crate::store::Link;
use crate::{CaseId, Error, Parts};

/// Which of the closed cases that no archive has and nobody holds.
#[derive(Clone, Debug)]
pub enum Which {
    /// Those that were closed before a moment.
    Before(Timestamp),
    /// Those of versions of packs, each as old as its own rule says: see [`Which::by_rules`].
    Rules(Vec<Rule>, Timestamp),
}

impl From<Timestamp> for Which {
    fn from(before: Timestamp) -> Self {
        Self::Before(before)
    }
}

impl Which {
    /// As old as the packs say.
    ///
    /// # Errors
    /// The store's, or that a pack's files were changed.
    pub fn by_rules(link: &mut Link, parts: &Parts) -> Result<Self, Error> {
        let rules = retention::rules(link, parts, None)?;
        Ok(Self::Rules(rules, parts.clock.now()))
    }

    /// The cases, by the moment of closing, after a moment and a case of that moment.
    pub(super) fn closed(
        &self,
        link: &mut Link,
        (from, after): (i64, i64),
        most: u32,
    ) -> Result<Vec<(CaseId, i64)>, Error> {
        let (rules, now) = match self {
            Self::Before(before) => return closed_before(link, (from, after), *before, most),
            Self::Rules(rules, now) => (rules, *now),
        };
        let mut all = Vec::new();
        for rule in rules {
            all.extend(of_rule(link, rule, (from, after), (now, most))?);
        }
        all.sort_by_key(|(id, at)| (*at, id.0));
        all.truncate(most as usize);
        Ok(all)
    }
}

fn closed_before(
    link: &mut Link,
    (from, after): (i64, i64),
    before: Timestamp,
    most: u32,
) -> Result<Vec<(CaseId, i64)>, Error> {
    let sql = "select id, closed_at from cases where status = 'closed' and closed_at is not null \
               and (closed_at > $1 or (closed_at = $1 and id > $2)) and closed_at < $3 \
               and not exists (select 1 from archived a where a.case_id = cases.id) \
               and not exists (select 1 from holds h where h.case_id = cases.id \
               and h.released is null) order by closed_at, id limit $4";
    let params = [from.into(), after.into(), before.into(), most.into()];
    let rows = link.query(sql, &params)?;
    let each = rows.iter().map(|r| Ok((r.get(0)?, r.get(1)?)));
    each.collect()
}

fn of_rule(
    link: &mut Link,
    rule: &Rule,
    (from, after): (i64, i64),
    (now, most): (Timestamp, u32),
) -> Result<Vec<(CaseId, i64)>, Error> {
    let Some(age) = rule.pack.retention.archive else {
        return Ok(Vec::new());
    };
    let sql = "select id, closed_at from cases where status = 'closed' and closed_at is not null \
               and (closed_at > $1 or (closed_at = $1 and id > $2)) and closed_at < $3 \
               and pack_hash = $5 \
               and not exists (select 1 from archived a where a.case_id = cases.id) \
               and not exists (select 1 from holds h where h.case_id = cases.id \
               and h.released is null) order by closed_at, id limit $4";
    let before = age.before(now, &rule.pack.calendar);
    let params = [
        from.into(),
        after.into(),
        before.into(),
        most.into(),
        rule.pack.hash.into(),
    ];
    let mut all = Vec::new();
    for row in link.query(sql, &params)? {
        let at: i64 = row.get(1)?;
        if age.after(crate::micros(at), &rule.pack.calendar) <= now {
            all.push((row.get(0)?, at));
        }
    }
    Ok(all)
}
