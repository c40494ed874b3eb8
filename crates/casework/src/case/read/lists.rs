//! Lists, and the figures that the record itself measures.

use jiff::Timestamp;

use crate::case::Status;
use crate::store::{Link, Row, StoreError};
use crate::{CaseId, CaseNumber, Error, PersonId};

/// A case in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseLine {
    /// Its id.
    pub id: CaseId,
    /// What people call it.
    pub number: CaseNumber,
    /// Id of the pack.
    pub pack: String,
    /// The pack's version, by hash.
    pub pack_hash: [u8; 32],
    /// Where it stands.
    pub status: Status,
    /// How it ended.
    pub outcome: Option<String>,
    /// Since when.
    pub opened_at: Timestamp,
    /// When the time promised runs out.
    pub due_at: Option<Timestamp>,
    /// Whether the applicant has something to do.
    pub yours: bool,
}

/// A task in a work list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskLine {
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub number: CaseNumber,
    /// Id of the pack.
    pub pack: String,
    /// The pack's version, by hash.
    pub pack_hash: [u8; 32],
    /// The task.
    pub job: u64,
    /// BPMN element id.
    pub element: String,
    /// The role in which it was drawn.
    pub role: String,
    /// Since when the process waits for it.
    pub opened_at: Timestamp,
    /// When it has to be done.
    pub due_at: Option<Timestamp>,
    /// Whether that has passed.
    pub overdue: bool,
    /// Until when it is waited for what the applicant was asked; the task's time stands still.
    pub waits_until: Option<Timestamp>,
}

/// How many tasks an official has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// All that are open.
    pub open: u64,
    /// Those past their deadline.
    pub late: u64,
    /// Those that wait for what the applicant was asked.
    pub waiting: u64,
}

/// The cases of an applicant before case `before`, newest first.
///
/// # Errors
/// The store's.
pub fn cases_of(
    link: &mut Link,
    person: PersonId,
    before: Option<CaseId>,
    most: u32,
) -> Result<Vec<CaseLine>, Error> {
    let rows = link.query(
        "select c.id, c.number, c.pack, c.pack_hash, c.status, c.outcome, c.opened_at, c.due_at, \
         exists (select 1 from tasks t where t.case_id = c.id and t.state = 'open' \
         and (t.role = 'applicant' or t.waits_until is not null)) from cases c \
         where c.applicant = $1 and c.id < $2 order by c.id desc limit $3",
        &[
            person.into(),
            before.unwrap_or(CaseId(i64::MAX)).into(),
            most.into(),
        ],
    )?;
    Ok(rows.iter().map(case_line).collect::<Result<_, _>>()?)
}

/// The newest cases of people for whom a person may act, with whose they are.
///
/// # Errors
/// The store's.
pub fn cases_represented(
    link: &mut Link,
    person: PersonId,
    now: Timestamp,
    most: u32,
) -> Result<Vec<(CaseLine, PersonId)>, Error> {
    let rows = link.query(
        "select c.id, c.number, c.pack, c.pack_hash, c.status, c.outcome, c.opened_at, c.due_at, \
         exists (select 1 from tasks t where t.case_id = c.id and t.state = 'open' \
         and t.role = 'applicant'), c.applicant from cases c \
         where exists (select 1 from mandates m where m.representative = $1 \
         and m.principal = c.applicant and m.state = 'active' and m.until_at > $2 \
         and m.service in ('', c.pack)) \
         and c.applicant in (select principal from mandates where representative = $3) \
         order by c.id desc limit $4",
        &[person.into(), now.into(), person.into(), most.into()],
    )?;
    let one = |row: &Row| Ok((case_line(row)?, row.get(9)?));
    rows.iter().map(one).collect()
}

fn case_line(row: &Row) -> Result<CaseLine, StoreError> {
    let (number, status): (String, String) = (row.get(1)?, row.get(4)?);
    Ok(CaseLine {
        id: row.get(0)?,
        number: number_of(&number, 1)?,
        pack: row.get(2)?,
        pack_hash: row.get(3)?,
        status: Status::parse(&status).ok_or(StoreError::Column {
            index: 4,
            wanted: "case status",
        })?,
        outcome: row.get(5)?,
        opened_at: row.get(6)?,
        due_at: row.get(7)?,
        yours: row.get(8)?,
    })
}

pub(super) fn number_of(text: &str, index: usize) -> Result<CaseNumber, StoreError> {
    text.parse().map_err(|_| StoreError::Column {
        index,
        wanted: "case number",
    })
}

/// The open tasks that were drawn for an official, the most urgent first.
///
/// # Errors
/// The store's.
pub fn work_list(
    link: &mut Link,
    person: PersonId,
    after: u64,
    most: u32,
) -> Result<Vec<TaskLine>, Error> {
    let rows = link.query(
        // The cases of one page are looked up, not those of the whole list.
        "select t.case_id, c.number, c.pack, c.pack_hash, t.job, t.element, t.role, \
         t.opened_at, t.due_at, t.overdue, t.waits_until from \
         (select case_id, job, element, role, opened_at, due_at, overdue, waits_until, \
         case when waits_until is not null then 9223372036854775807 \
         else coalesce(due_at, 9223372036854775806) end as urgent from tasks \
         where assignee = $1 and state = 'open' and role <> 'applicant' \
         order by urgent, case_id, job limit $2 offset $3) t \
         join cases c on c.id = t.case_id order by t.urgent, t.case_id, t.job",
        &[person.into(), most.into(), after.into()],
    )?;
    let one = |row: &Row| {
        let number: String = row.get(1)?;
        Ok(TaskLine {
            case: row.get(0)?,
            number: number_of(&number, 1)?,
            pack: row.get(2)?,
            pack_hash: row.get(3)?,
            job: row.get(4)?,
            element: row.get(5)?,
            role: row.get(6)?,
            opened_at: row.get(7)?,
            due_at: row.get(8)?,
            overdue: row.get(9)?,
            waits_until: row.get(10)?,
        })
    };
    Ok(rows.iter().map(one).collect::<Result<_, StoreError>>()?)
}

/// How many tasks were drawn for an official and are open.
///
/// # Errors
/// The store's.
pub fn load(link: &mut Link, person: PersonId, now: Timestamp) -> Result<Load, Error> {
    let row = &link.query(
        "select count(*), \
         coalesce(sum(case when overdue or due_at < $2 then 1 else 0 end), 0), \
         coalesce(sum(case when waits_until is not null then 1 else 0 end), 0) \
         from tasks where assignee = $1 and state = 'open' and role <> 'applicant'",
        &[person.into(), now.into()],
    )?[0];
    Ok(Load {
        open: row.get(0)?,
        late: row.get(1)?,
        waiting: row.get(2)?,
    })
}

/// A task that an official did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoneLine {
    /// The case.
    pub number: CaseNumber,
    /// The pack's version, by hash.
    pub pack_hash: [u8; 32],
    /// BPMN element id.
    pub element: String,
    /// When it was done.
    pub done_at: Timestamp,
}

/// The tasks that an official did since `since`, the last first.
///
/// # Errors
/// The store's.
pub fn done_lately(
    link: &mut Link,
    person: PersonId,
    since: Timestamp,
    most: u32,
) -> Result<Vec<DoneLine>, Error> {
    let rows = link.query(
        "select c.number, c.pack_hash, t.element, t.done_at from tasks t \
         join cases c on c.id = t.case_id where t.assignee = $1 and t.state = 'done' \
         and t.role <> 'applicant' and t.done_at >= $2 order by t.done_at desc limit $3",
        &[person.into(), since.into(), most.into()],
    )?;
    let one = |row: &Row| {
        let number: String = row.get(0)?;
        Ok(DoneLine {
            number: number_of(&number, 0)?,
            pack_hash: row.get(1)?,
            element: row.get(2)?,
            done_at: row.get(3)?,
        })
    };
    Ok(rows.iter().map(one).collect::<Result<_, StoreError>>()?)
}

/// How long a service really takes, from the record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measured {
    /// Cases closed since `since`.
    pub closed: u64,
    /// Working days that half of them took at most.
    pub median: Option<u32>,
    /// Working days that half of them took at most, without those in which it was waited for the applicant; none where no
    /// case waited.
    pub office: Option<u32>,
    /// Working days that nine in ten took at most.
    pub ninth: Option<u32>,
    /// Cases open now.
    pub open: u64,
}

/// The measured time of a service over the cases closed since `since`.
///
/// # Errors
/// The store's.
pub fn measured(link: &mut Link, pack: &str, since: Timestamp) -> Result<Measured, Error> {
    let rows = link.query(
        "select worked_days, coalesce(waited_days, 0), count(*) from cases \
         where pack = $1 and closed_at >= $2 and worked_days is not null \
         group by worked_days, waited_days order by worked_days",
        &[pack.into(), since.into()],
    )?;
    let counts: Vec<(u32, u32, u64)> = rows
        .iter()
        .map(|r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
        .collect::<Result<_, StoreError>>()?;
    let sql = "select count(*) from cases where pack = $1 and closed_at is null";
    let open = link.query(sql, &[pack.into()])?[0].get(0)?;
    let whole: Vec<(u32, u64)> = counts.iter().map(|(days, _, n)| (*days, *n)).collect();
    let mut own: Vec<(u32, u64)> = counts
        .iter()
        .map(|(days, waited, n)| (days.saturating_sub(*waited), *n))
        .collect();
    own.sort_unstable();
    let waited = counts.iter().any(|(_, waited, _)| *waited > 0);
    Ok(Measured {
        closed: whole.iter().map(|(_, n)| n).sum(),
        median: at(&whole, 5),
        office: at(&own, 5).filter(|_| waited),
        ninth: at(&whole, 9),
        open,
    })
}

/// The days that so many in ten took at most; `counts` are days and how many took them, the fewest first.
fn at(counts: &[(u32, u64)], share: u64) -> Option<u32> {
    let all: u64 = counts.iter().map(|(_, n)| n).sum();
    let nth = (all * share).div_ceil(10);
    let mut seen = 0;
    let found = counts.iter().find(|(_, n)| {
        seen += n;
        seen >= nth
    });
    found.map(|(days, _)| *days)
}

/// How often officials decided otherwise than the rules recommend.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Departures {
    /// Tasks completed.
    pub decided: u64,
    /// Those whose decision departed from the recommendation.
    pub departed: u64,
}

/// Cases of a service in which two supervisors mended what a fault had stopped, over all time.
///
/// # Errors
/// The store's.
pub fn mended(link: &mut Link, pack: &str) -> Result<u64, Error> {
    let sql = "select count(distinct m.case_id) from mends m join cases c on c.id = m.case_id \
               where c.pack = $1 and m.state = 'confirmed'";
    Ok(link.query(sql, &[pack.into()])?[0].get(0)?)
}

/// Departures of a service, over all time.
///
/// # Errors
/// The store's.
pub fn departures(link: &mut Link, pack: &str) -> Result<Departures, Error> {
    let row = &link.query(
        "select count(*), coalesce(sum(case when t.departed then 1 else 0 end), 0) \
         from tasks t join cases c on c.id = t.case_id \
         where c.pack = $1 and t.state = 'done' and t.role <> 'applicant'",
        &[pack.into()],
    )?[0];
    Ok(Departures {
        decided: row.get(0)?,
        departed: row.get(1)?,
    })
}
