//! From the record to the receivers: entries become deliveries, deliveries leave, each claimed by one node at a time.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use ureq::Agent;

use super::read::{Webhook, working};
use super::{EVENTS, secret, signature};
use crate::calls::{Allowed, agent};
use crate::record::fact::EndedWebhook;
use crate::record::{Fact, LOG_ID, Tx};
use crate::store::Link;
use crate::{Actor, CaseId, Casework, Error, Parts, channels, claims};

/// Entries that a webhook looks through in one step.
const ENTRIES: i64 = 1000;
/// Deliveries of one sweep at most.
const SWEEP: u32 = 100;
/// How long a receiver may take: the specification's advice is 15 to 30 seconds.
const PATIENCE: Duration = Duration::from_secs(15);
/// Bytes of an answer that are read.
const LARGEST: u64 = 16 << 10;
/// Waits in seconds before each further attempt: the specification's schedule, over some two days.
const WAITS: [i64; 8] = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000];
/// A webhook whose deliveries have all failed for so many hours is ended.
const FAILING_HOURS: i64 = 120;
/// Seconds for which one node has a delivery to itself.
const CLAIMED: i64 = 60;

/// Runs [`sweep`] every `every` until the process ends.
pub async fn run(casework: Casework, every: Duration) {
    let mut tick = tokio::time::interval(every);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        if let Err(error) = sweep(&casework).await {
            tracing::error!(%error, "webhooks");
        }
    }
}

/// Looks for new entries, and sends what is due; says how many were taken.
///
/// # Errors
/// The store's. A receiver that does not take a message is seen, and no error.
pub async fn sweep(casework: &Casework) -> Result<usize, Error> {
    let behind = |link: &mut Link, _: &Parts| {
        let (size, _) = crate::record::checkpoint(link)?;
        let mut all = Vec::new();
        for hook in working(link)? {
            let from = cursor(link, &hook)?;
            if looks(link, &hook, from, size)?.0 {
                all.push(hook);
            }
        }
        Ok(all)
    };
    for hook in casework.read(behind).await? {
        casework.write(move |tx| plan(tx, &hook)).await?;
    }
    let due = casework.read(due).await?;
    let sending = due.into_iter().map(|one| deliver(casework.clone(), one));
    // A receiver that is slow holds up nobody else.
    let mut tasks = tokio::task::JoinSet::new();
    sending.for_each(|one| drop(tasks.spawn(one)));
    let mut taken = 0;
    for done in tasks.join_all().await {
        taken += usize::from(done?);
    }
    Ok(taken)
}

/// Up to where a webhook has looked; nothing before it was there.
fn cursor(link: &mut Link, hook: &Webhook) -> Result<u64, Error> {
    let sql = "select cursor from webhook_cursors where webhook = $1";
    let row = link.query_opt(sql, &[hook.id.into()])?;
    Ok(row.map(|r| r.get(0)).transpose()?.unwrap_or(hook.id + 1))
}

/// Whether a step would change something, the entries that it would tell of, and how far it looked.
fn looks(
    link: &mut Link,
    hook: &Webhook,
    from: u64,
    size: u64,
) -> Result<(bool, Vec<u64>, u64), Error> {
    let until = size.min(from + ENTRIES.unsigned_abs());
    let rows = link.query(
        "select e.seq, e.kind from entries e join cases c on c.id = e.case_id \
         where e.log = $1 and e.seq >= $2 and e.seq < $3 and c.agency = $4 order by e.seq",
        &[
            LOG_ID.into(),
            from.into(),
            until.into(),
            hook.agency.as_str().into(),
        ],
    )?;
    let mut told = Vec::new();
    for row in rows {
        let kind: String = row.get(1)?;
        if EVENTS.contains(&kind.as_str()) && hook.events.contains(&kind) {
            told.push(row.get(0)?);
        }
    }
    // An idle house writes nothing: a step that finds nothing is kept only when it was a whole one.
    let changes = !told.is_empty() || until - from >= ENTRIES.unsigned_abs();
    Ok((changes, told, until))
}

/// Makes deliveries of the entries that a webhook has not looked at.
fn plan(tx: &mut Tx<'_>, hook: &Webhook) -> Result<(), Error> {
    let from = cursor(tx.link(), hook)?;
    let (now, size) = (tx.now(), tx.next());
    let (_, told, until) = looks(tx.link(), hook, from, size)?;
    for seq in told {
        tx.side_table(
            "insert into webhook_deliveries (webhook, seq, state, attempts, next_at) \
             values ($1, $2, 'queued', 0, $3) on conflict (webhook, seq) do nothing",
            vec![hook.id.into(), seq.into(), now.into()],
        )?;
    }
    Ok(tx.side_table(
        "insert into webhook_cursors (webhook, cursor) values ($1, $2) \
         on conflict (webhook) do update set cursor = excluded.cursor",
        vec![hook.id.into(), until.into()],
    )?)
}

/// A delivery that is due.
struct Due {
    hook: Webhook,
    seq: u64,
    attempts: u32,
    body: String,
}

fn due(link: &mut Link, parts: &Parts) -> Result<Vec<Due>, Error> {
    let now = crate::record::present(link, &parts.clock)?;
    let mut all = Vec::new();
    for hook in working(link)? {
        let rows = link.query(
            "select d.seq, d.attempts, e.kind, e.time, c.number, c.pack from webhook_deliveries d \
             join entries e on e.log = $1 and e.seq = d.seq join cases c on c.id = e.case_id \
             where d.webhook = $2 and d.state = 'queued' and d.next_at <= $3 order by d.seq limit $4",
            &[LOG_ID.into(), hook.id.into(), now.into(), SWEEP.into()],
        )?;
        for row in rows {
            let (seq, kind, at): (u64, String, Timestamp) = (row.get(0)?, row.get(2)?, row.get(3)?);
            let (case, service): (String, String) = (row.get(4)?, row.get(5)?);
            let body = json!({
                "type": kind,
                "timestamp": at.to_string(),
                "data": { "case": case, "service": service, "agency": hook.agency, "entry": seq },
            });
            all.push(Due {
                hook: hook.clone(),
                seq,
                attempts: row.get(1)?,
                body: body.to_string(),
            });
        }
    }
    Ok(all)
}

async fn deliver(casework: Casework, due: Due) -> Result<bool, Error> {
    let (hook, seq) = (due.hook.id, due.seq);
    let name = format!("{hook}:{seq}");
    let still = move |tx: &mut Tx<'_>| {
        let now = tx.now();
        let sql = "select 1 from webhook_deliveries d join webhooks w on w.id = d.webhook \
                   where d.webhook = $1 and d.seq = $2 and d.state = 'queued' and d.next_at <= $3 \
                   and w.ended_at is null";
        let row = tx.query_opt(sql, &[hook.into(), seq.into(), now.into()])?;
        Ok(row.is_some())
    };
    if !claims::take(&casework, "webhook", name.clone(), CLAIMED, still).await? {
        return Ok(false);
    }
    let parts = std::sync::Arc::clone(&casework.parts);
    let attempts = due.attempts + 1;
    let agency = due.hook.agency.clone();
    let sent = tokio::task::spawn_blocking(move || send(&parts, &due)).await;
    let sent = sent.unwrap_or_else(|e| Err(Refused::Later(e.to_string())));
    let taken = sent.is_ok();
    let settle = move |tx: &mut Tx<'_>| {
        claims::release(tx, "webhook", &name)?;
        settled(tx, (hook, &agency), seq, attempts, &sent)
    };
    casework.write(settle).await?;
    Ok(taken)
}

/// Why a message was not taken.
#[derive(Clone)]
enum Refused {
    Later(String),
    /// 410: its receiver wants nothing any more.
    Gone,
}

fn send(parts: &Parts, due: &Due) -> Result<(), Refused> {
    let origin = channels::push::split(&due.hook.url);
    let allowed = parts
        .webhooks
        .iter()
        .find(|a| origin.as_ref() == Some(&a.origin));
    let Some(Allowed {
        internal, token, ..
    }) = allowed
    else {
        return Err(Refused::Later(
            "the operator does not allow this address any more".into(),
        ));
    };
    // The id is of the entry: the same at each attempt, another for each webhook.
    let id = format!("msg_{}_{}", due.hook.id, due.seq);
    let at = parts.clock.now().as_second();
    let secret = secret(&parts.keys, &due.hook.nonce);
    let agent: Agent = agent(*internal);
    let mut request = agent
        .post(&due.hook.url)
        .header("content-type", "application/json")
        .header("webhook-id", &id)
        .header("webhook-timestamp", at.to_string())
        .header("webhook-signature", signature(&secret, &id, at, &due.body));
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let answered = request
        .config()
        .timeout_global(Some(PATIENCE))
        .build()
        .send(due.body.as_str());
    match answered {
        Ok(mut response) => {
            let status = response.status().as_u16();
            // Read, so that the connection ends well; what it says is nothing to us.
            drop(
                response
                    .body_mut()
                    .with_config()
                    .limit(LARGEST)
                    .read_to_vec(),
            );
            match status {
                200..=299 => Ok(()),
                410 => Err(Refused::Gone),
                _ => Err(Refused::Later(format!("it answered {status}"))),
            }
        }
        Err(e) => Err(Refused::Later(format!("no answer: {e}"))),
    }
}

/// Writes down what came of a delivery. A webhook that takes nothing for days is ended, and its agency's supervisors are told.
fn settled(
    tx: &mut Tx<'_>,
    (hook, agency): (u64, &str),
    seq: u64,
    attempts: u32,
    sent: &Result<(), Refused>,
) -> Result<(), Error> {
    let now = tx.now();
    let (state, next, error) = match sent {
        Ok(()) => ("sent", None, None),
        Err(Refused::Gone) => ("failed", None, Some("it answered 410")),
        Err(Refused::Later(why)) => {
            let wait = WAITS.get(attempts as usize - 1);
            let next = wait.map(|s| now + SignedDuration::from_secs(*s));
            let state = if next.is_some() { "queued" } else { "failed" };
            (state, next, Some(why.as_str()))
        }
    };
    let done = next.is_none().then_some(now);
    let params = vec![
        hook.into(),
        seq.into(),
        state.into(),
        attempts.into(),
        next.unwrap_or(now).into(),
        done.into(),
        error.map(str::to_owned).into(),
    ];
    tx.side_table(
        "update webhook_deliveries set state = $3, attempts = $4, next_at = $5, done_at = $6, \
         error = $7 where webhook = $1 and seq = $2",
        params,
    )?;
    let sql = "select failing_since from webhook_cursors where webhook = $1";
    let row = tx.query_opt(sql, &[hook.into()])?;
    let since: Option<Timestamp> = row.map(|r| r.get(0)).transpose()?.flatten();
    let failing = sent.is_err().then(|| since.unwrap_or(now));
    if since != failing {
        tx.side_table(
            "update webhook_cursors set failing_since = $2 where webhook = $1",
            vec![hook.into(), failing.into()],
        )?;
    }
    let long = failing.is_some_and(|since| {
        now.duration_since(since) >= SignedDuration::from_hours(FAILING_HOURS)
    });
    if matches!(sent, Err(Refused::Gone)) || long {
        return ended(tx, hook, agency);
    }
    Ok(())
}

fn ended(tx: &mut Tx<'_>, webhook: u64, agency: &str) -> Result<(), Error> {
    let sql = "select 1 from webhooks where id = $1 and ended_at is null";
    if tx.query_opt(sql, &[webhook.into()])?.is_none() {
        return Ok(());
    }
    let fact = Fact::WebhookEnded(EndedWebhook {
        webhook,
        failing: true,
    });
    tx.append(Actor::System, fact)?;
    let parts = tx.parts();
    for person in crate::people::supervisors(tx.link(), parts, agency)? {
        let language = crate::people::profile(tx.link(), parts, person)?.language;
        let link = format!("{}/overview/webhooks/{webhook}", parts.public_url);
        let (subject, body) = crate::words::notice(&language, "webhook", "", "", &link);
        let short = crate::words::short(&language, "webhook", "", &link);
        let letter = channels::Letter {
            subject,
            body,
            language,
            short,
            urgent: false,
        };
        channels::tell(tx, None::<CaseId>, person, letter)?;
    }
    Ok(())
}
