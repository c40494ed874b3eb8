//! Retention: what a closed case holds is kept as long as its pack says, and no longer. The rules are those of the version that
//! the case runs on; a case that somebody holds waits.

mod run;

use std::sync::Arc;

use jiff::Timestamp;
use pack::Pack;

pub use run::{Done, EVERY, run, sweep, turn};

use crate::store::{Link, Row, Value};
use crate::{CaseId, CaseNumber, Error, Parts, micros};

/// Rows looked at in one query.
const CHUNK: u32 = 500;

/// A version of a pack that says something of closed cases.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The version.
    pub pack: Arc<Pack>,
}

/// Until when a case is kept, and by which law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// It is erased from then on.
    pub until: Timestamp,
    /// The law.
    pub basis: String,
}

/// A case that will be erased, or would be if nobody held it.
#[derive(Clone, Debug)]
pub struct Leaving {
    /// Its id.
    pub id: CaseId,
    /// Its number.
    pub number: CaseNumber,
    /// The version that it runs on.
    pub pack: Arc<Pack>,
    /// When it closed.
    pub closed_at: Timestamp,
    /// When, and by which law.
    pub kept: Kept,
    /// Somebody holds it: nothing of it is erased.
    pub held: bool,
}

impl Leaving {
    /// Its place in the list: by the moment, then by the case.
    #[must_use]
    pub fn place(&self) -> (i64, i64) {
        (self.kept.until.as_microsecond(), self.id.0)
    }
}

/// Until when a case of that version is kept that closed at that moment; none where the law sets no end.
#[must_use]
pub fn kept(pack: &Pack, closed_at: Timestamp) -> Option<Kept> {
    let erase = pack.retention.erase.as_ref()?;
    Some(Kept {
        until: erase.after.after(closed_at, &pack.calendar),
        basis: erase.basis.clone(),
    })
}

/// The versions that have rules, of one agency or of all.
///
/// # Errors
/// The store's, or that a pack's files were changed.
pub fn rules(link: &mut Link, parts: &Parts, agency: Option<&str>) -> Result<Vec<Rule>, Error> {
    let rows = match agency {
        Some(agency) => {
            let sql = "select hash from packs where agency = $1 order by hash";
            link.query(sql, &[agency.into()])?
        }
        None => link.query("select hash from packs order by hash", &[])?,
    };
    let mut all = Vec::new();
    for row in rows {
        let pack = parts.packs.get(link, &row.get(0)?)?;
        if pack.retention != pack::Retention::default() {
            all.push(Rule { pack });
        }
    }
    Ok(all)
}

/// The cases of an agency that will be erased until a moment, the first to go first, after a place in that list.
///
/// # Errors
/// The store's, or that a pack's files were changed.
pub fn leaving(
    link: &mut Link,
    parts: &Parts,
    agency: &str,
    until: Timestamp,
    (after, most): (Option<(i64, i64)>, usize),
) -> Result<Vec<Leaving>, Error> {
    let mut all = Vec::new();
    for rule in rules(link, parts, Some(agency))? {
        all.extend(of_rule(link, &rule, until, (after, most))?);
    }
    all.sort_by_key(Leaving::place);
    all.truncate(most);
    Ok(all)
}

fn of_rule(
    link: &mut Link,
    rule: &Rule,
    until: Timestamp,
    (after, most): (Option<(i64, i64)>, usize),
) -> Result<Vec<Leaving>, Error> {
    let mut all = Vec::new();
    let Some(erase) = &rule.pack.retention.erase else {
        return Ok(all);
    };
    let calendar = &rule.pack.calendar;
    // What is before the place is passed over below; this is where to begin looking.
    let begin = after.map_or(i64::MIN, |(at, _)| {
        const WEEK: i64 = 8 * 86_400_000_000;
        let at = erase.after.before(micros(at), calendar);
        at.as_microsecond().saturating_sub(WEEK)
    });
    let end = erase.after.before(until, calendar);
    let (mut from, mut last) = (begin, -1);
    loop {
        let rows = closed(link, rule, (from, last), end)?;
        let full = rows.len() == CHUNK as usize;
        for row in rows {
            let leaving = read(&row, rule)?;
            (from, last) = (leaving.closed_at.as_microsecond(), leaving.id.0);
            if leaving.kept.until <= until && after.is_none_or(|place| leaving.place() > place) {
                all.push(leaving);
            }
            // The cases of one rule leave in the order in which they closed.
            if all.len() == most {
                return Ok(all);
            }
        }
        if !full {
            return Ok(all);
        }
    }
}

fn closed(
    link: &mut Link,
    rule: &Rule,
    (from, last): (i64, i64),
    end: Timestamp,
) -> Result<Vec<Row>, Error> {
    let sql = "select id, number, closed_at, (select count(*) from holds h \
               where h.case_id = cases.id and h.released is null) from cases \
               where status = 'closed' and pack_hash = $1 and closed_at < $4 \
               and (closed_at > $2 or (closed_at = $2 and id > $3)) \
               order by closed_at, id limit $5";
    let params: [Value; 5] = [
        rule.pack.hash.into(),
        from.into(),
        last.into(),
        end.into(),
        CHUNK.into(),
    ];
    Ok(link.query(sql, &params)?)
}

fn read(row: &Row, rule: &Rule) -> Result<Leaving, Error> {
    let number: String = row.get(1)?;
    let number = number.parse().map_err(crate::record::RecordError::body)?;
    let closed_at: Timestamp = row.get(2)?;
    let kept = kept(&rule.pack, closed_at);
    Ok(Leaving {
        id: row.get(0)?,
        number,
        pack: Arc::clone(&rule.pack),
        closed_at,
        kept: kept.ok_or(Error::NotFound)?,
        held: row.get::<i64>(3)? > 0,
    })
}
