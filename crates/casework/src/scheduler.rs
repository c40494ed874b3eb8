//! What happens because time passes: timers, and tasks whose holder is away or that nobody has.
//! Each is claimed by its row inside the command, so any number of nodes may run this.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::case::{Action, act, due};
use crate::store::{Link, StoreError};
use crate::{Actor, CaseId, Casework, Error};

/// Timers fired in one sweep at most; what is left comes with the next.
const SWEEP: u32 = 500;

/// When the scheduler last did all that was due. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Pulse(Arc<Mutex<Instant>>);

impl Default for Pulse {
    /// One that beats now.
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Instant::now())))
    }
}

impl Pulse {
    /// How long it has stood still, by the counter that nobody can set.
    #[must_use]
    pub fn still(&self) -> Duration {
        self.last().elapsed()
    }

    fn beat(&self) {
        *self.last() = Instant::now();
    }

    fn last(&self) -> std::sync::MutexGuard<'_, Instant> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs [`sweep`] every `every` until the process ends; the pulse beats after each that came to its end.
pub async fn run(casework: Casework, pulse: Pulse, every: Duration) {
    let mut tick = tokio::time::interval(every);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        if let Err(error) = casework.follow().await {
            tracing::error!(%error, "the log's head");
        }
        match sweep(&casework).await {
            Ok(_) => pulse.beat(),
            Err(error) => tracing::error!(%error, "scheduler"),
        }
    }
}

/// Does what is due now; says how many things it did.
///
/// # Errors
/// The store's. A case that refuses is logged and does not hold up the others.
pub async fn sweep(casework: &Casework) -> Result<usize, Error> {
    let timers = casework
        .read(|link, parts| Ok(due(link, &parts.clock, SWEEP)?))
        .await?;
    let mut done = 0;
    for timer in timers {
        let action = Action::Fire {
            kind: timer.kind,
            key: timer.key,
            n: timer.n,
        };
        done += one(casework, timer.case, action).await;
    }
    let waiting = casework
        .read(|link, parts| Ok(undrawn(link, parts.clock.now())?))
        .await?;
    for (case, job) in waiting {
        done += one(casework, case, Action::Redraw { job }).await;
    }
    Ok(done)
}

async fn one(casework: &Casework, case: CaseId, action: Action) -> usize {
    let what = action.clone();
    let outcome = casework.write(move |tx| {
        let first = act(tx, Actor::System, case, &action)?;
        Ok(tx.next() > first)
    });
    match outcome.await {
        Ok(changed) => usize::from(changed),
        // Another node was faster.
        Err(Error::Conflict(_) | Error::NotFound) => 0,
        Err(error) => {
            tracing::error!(%error, %case, ?what, "what is due was refused");
            0
        }
    }
}

/// Open tasks that nobody holds, whose holder is away, or whose holder lost the role.
fn undrawn(link: &mut Link, now: jiff::Timestamp) -> Result<Vec<(CaseId, u64)>, StoreError> {
    let rows = link.query(
        "select t.case_id, t.job from tasks t join cases c on c.id = t.case_id \
         where t.state = 'open' and t.role <> $3 and (t.assignee is null \
         or exists (select 1 from absences a where a.person = t.assignee \
         and a.from_at <= $1 and a.until_at > $2) \
         or not exists (select 1 from roles r where r.agency = c.agency and r.role = t.role \
         and r.person = t.assignee)) order by t.opened_at limit 500",
        &[now.into(), now.into(), pack::APPLICANT.into()],
    )?;
    rows.iter().map(|r| Ok((r.get(0)?, r.get(1)?))).collect()
}
