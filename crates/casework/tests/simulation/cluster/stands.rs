//! What must hold after a run.

use std::collections::{BTreeMap, BTreeSet};

use casework::record::{self, ENTRY_COLUMNS, Fact};
use casework::{CaseId, Casework, Error, audit};

use super::clients::{Told, Wish};
use super::world::World;

/// Everything that was told is there once, nothing is half, and the house goes on.
pub(crate) async fn stands(world: &World) -> Result<String, String> {
    let casework = world.nodes[0].casework.clone().unwrap();
    let size = casework.newest().await.map_err(|e| e.to_string())?.size;
    for known in &world.told {
        if known.size > size {
            return Err(format!(
                "{} entries were told, {size} are there",
                known.size
            ));
        }
        let root = root(&casework, known.size).await?;
        if Some(root.as_str()) != known.checkpoint.lines().nth(2) {
            return Err(format!("the log of {} entries is another", known.size));
        }
    }
    let settings = world.nodes[0].settings.clone();
    let report = tokio::task::spawn_blocking(move || audit::audit(&settings)).await;
    let report = report.unwrap().map_err(|e| e.to_string())?;
    if let Some(finding) = report.findings.first() {
        return Err(format!("the audit finds: {finding}"));
    }
    let done = Done::read(&casework).await.map_err(|e| e.to_string())?;
    done.each_once()?;
    done.as_told(world)?;
    done.mails_as_received(world)?;
    root(&casework, size).await
}

async fn root(casework: &Casework, size: u64) -> Result<String, String> {
    let read = casework.read(move |link, _| record::root(link, size));
    Ok(read.await.map_err(|e| e.to_string())?.to_string())
}

/// What the record says was done.
struct Done {
    /// How often each thing that may be done once was done.
    times: BTreeMap<String, u32>,
    cases: BTreeSet<i64>,
    kinds: BTreeMap<String, usize>,
    /// Message ids of notices that were sent, and what has not left.
    sent: BTreeSet<String>,
    waiting: usize,
}

impl Done {
    async fn read(casework: &Casework) -> Result<Self, Error> {
        let read = casework.read(|link, parts| {
            let mut done = Self {
                times: BTreeMap::new(),
                cases: BTreeSet::new(),
                kinds: BTreeMap::new(),
                sent: BTreeSet::new(),
                waiting: 0,
            };
            let sql =
                "select seq, time, key_id, sealed, commitment, kind from entries order by seq";
            assert!(sql.contains(ENTRY_COLUMNS));
            let mut draws = BTreeMap::new();
            for row in link.query(sql, &[])? {
                let entry = record::open_row(link, parts, &row)?.entry;
                *done.kinds.entry(row.get(5)?).or_default() += 1;
                let case = entry.case.map(|c| c.number.to_string()).unwrap_or_default();
                if let Fact::TaskAssigned { job, redraw, .. }
                | Fact::TaskWaiting { job, redraw, .. } = &entry.fact
                {
                    draws.insert((case.clone(), *job), *redraw);
                }
                let draw = |job| draws.get(&(case.clone(), job)).copied().unwrap_or(0);
                if let Some(what) = once(&entry.fact, draw) {
                    let name = format!("{what} in {case}");
                    *done.times.entry(name).or_default() += 1;
                }
            }
            for row in link.query("select id from cases", &[])? {
                let id: CaseId = row.get(0)?;
                done.cases.insert(id.0);
            }
            for row in link.query("select message_id, state from notices", &[])? {
                if row.get::<String>(1)? == "sent" {
                    done.sent.insert(row.get(0)?);
                } else {
                    done.waiting += 1;
                }
            }
            Ok(done)
        });
        read.await
    }

    /// Each timer fired once, each draw was made once, each message was sent once.
    fn each_once(&self) -> Result<(), String> {
        match self.times.iter().find(|(_, times)| **times > 1) {
            Some((what, times)) => Err(format!("{what}: {times} times")),
            None => Ok(()),
        }
    }

    /// What clients were told was done was done, once, and nothing else was.
    fn as_told(&self, world: &World) -> Result<(), String> {
        let mut told: BTreeMap<&str, usize> = BTreeMap::new();
        for request in &world.requests {
            let kind = match request.wish {
                Wish::Open(_) => "case.opened",
                Wish::Decide(..) => "task.completed",
                Wish::Decline(..) => "task.declined",
                Wish::Say(..) => "message.sent",
            };
            let entry = told.entry(kind).or_default();
            match request.told {
                Told::Done(id) => {
                    *entry += 1;
                    if kind == "case.opened" && !self.cases.contains(&id) {
                        return Err(format!("case {id} was told of and is not there"));
                    }
                }
                Told::Refused => {}
                Told::Nothing => return Err(format!("{request:?} was never answered")),
            }
        }
        for (kind, times) in told {
            let is = self.kinds.get(kind).copied().unwrap_or(0);
            if is != times {
                return Err(format!("{kind}: {times} were told, {is} are there"));
            }
        }
        Ok(())
    }

    fn mails_as_received(&self, world: &World) -> Result<(), String> {
        let received: BTreeSet<String> = world
            .mails
            .keys()
            .map(|line| line.trim_start_matches("Message-ID:").trim().to_owned())
            .collect();
        if received != self.sent || self.waiting > 0 {
            return Err(format!(
                "{} mails came, {} were sent, {} wait",
                received.len(),
                self.sent.len(),
                self.waiting
            ));
        }
        Ok(())
    }
}

/// The name of what an entry did, where it may be done once. Who is drawn has reminders and a deadline of their own, whoever had the
/// task before: `draw` says which draw a task stands at.
fn once(fact: &Fact, draw: impl Fn(u64) -> u32) -> Option<String> {
    Some(match fact {
        Fact::TaskAssigned { job, redraw, .. } => format!("draw {job}.{redraw}"),
        Fact::TaskReminded { job, n, .. } => format!("reminder {job}.{}.{n}", draw(*job)),
        Fact::TaskOverdue { job, .. } => format!("overdue {job}.{}", draw(*job)),
        Fact::TimerFired { timer, .. } => format!("timer {timer}"),
        Fact::TaskCompleted { job, .. } => format!("decision {job}"),
        Fact::NoticeSent { notice } => format!("notice {notice}"),
        _ => return None,
    })
}
