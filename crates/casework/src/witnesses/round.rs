//! One round: the newest checkpoint, each witness asked, and what came of it kept.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tlog::note::Signature;
use tlog::policy::PolicyWitness;
use tlog::{Note, Policy};

use super::ask::{AskError, ask};
use super::kept::{Tried, claim, keep, keep_met, keep_tried, kept, known, seconds};
use super::{FRESH, LONGEST_WAIT};
use crate::http::Http;
use crate::record::RecordError;
use crate::{Casework, Error};

/// How long a node keeps the right to ask: longer than a round takes.
const LEASE: i64 = 30;
/// A cosignature from further ahead is not taken: its witness's clock is wrong.
const AHEAD: SignedDuration = SignedDuration::from_mins(10);

/// What a round is about.
struct Work {
    policy: Arc<Policy>,
    size: u64,
    checkpoint: Note,
    /// Witnesses to ask, by address, with the size that each is believed to have seen.
    ask: BTreeMap<String, (u64, Vec<PolicyWitness>)>,
    /// The policy is met already, and for this checkpoint.
    met: bool,
}

/// Runs [`round`] every `every` until the process ends.
pub async fn run(casework: Casework, every: Duration, patience: Duration) {
    let http = Http::new(patience);
    let node = hex::encode(casework.parts.entropy.bytes::<8>());
    let mut tick = tokio::time::interval(every);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut loud = false;
    loop {
        tick.tick().await;
        if let Err(error) = round(&casework, &http, &node).await {
            tracing::error!(%error, "witnesses");
        }
        loud = tell(&casework, loud).await;
    }
}

/// Says once in the log that the policy is not met, and once that it is again.
async fn tell(casework: &Casework, was_loud: bool) -> bool {
    let status = casework.read(super::status).await;
    let Ok(Some(status)) = status else {
        return was_loud;
    };
    match (status.line(casework.parts.clock.now()), was_loud) {
        (Err(line), false) => tracing::error!("witnesses: {line}"),
        (Ok(line), true) => tracing::warn!("witnesses: the policy is met again: {line}"),
        (outcome, _) => return outcome.is_err(),
    }
    !was_loud
}

/// Asks the witnesses for cosignatures on the newest checkpoint and keeps what came; says whether
/// the policy is met for it. Nothing is asked where another node asks, or where all is said.
///
/// # Errors
/// The store's. A witness that fails is kept with its reason, and holds up nobody.
pub async fn round(casework: &Casework, http: &Http, node: &str) -> Result<bool, Error> {
    let Some(policy) = casework.parts.policy.clone() else {
        return Ok(false);
    };
    let work = casework.read(move |link, parts| plan(link, parts, policy));
    let work = work.await?;
    if work.ask.is_empty() {
        // Published all the same, though no witness can be asked now.
        return publish(casework, work, Vec::new(), Vec::new()).await;
    }
    let name = node.to_owned();
    if !casework.write(move |tx| claim(tx, &name, LEASE)).await? {
        return Ok(work.met);
    }
    let mut asked = Vec::new();
    for (url, (old, witnesses)) in work.ask.clone() {
        asked.push((witnesses, one(casework, http, &work, url, old)));
    }
    let (mut tried, mut lines) = (Vec::new(), Vec::new());
    for (witnesses, answer) in asked {
        let answer = answer.await.map_err(|e| RecordError::Body(e.to_string()))?;
        let now = casework.parts.clock.now();
        for witness in witnesses {
            tried.push(taken(&work, &witness, &answer, now, &mut lines));
        }
    }
    publish(casework, work, tried, lines).await
}

fn plan(
    link: &mut crate::store::Link,
    parts: &crate::Parts,
    policy: Arc<Policy>,
) -> Result<Work, Error> {
    let (size, text) = crate::record::checkpoint(link)?;
    let checkpoint = Note::parse(text.as_bytes()).map_err(RecordError::body)?;
    let now = parts.clock.now();
    let held = kept(link, "met")?.filter(|kept| kept.size == size);
    let met = held.is_some();
    let stale = held.is_none_or(|kept| now.duration_since(kept.at) >= FRESH);
    let mut ask: BTreeMap<String, (u64, Vec<PolicyWitness>)> = BTreeMap::new();
    for witness in policy.witnesses() {
        let Some(url) = witness.url.as_ref().map(tlog::policy::Octets::text) else {
            continue;
        };
        let known = known(link, &witness.key)?;
        let done = known
            .as_ref()
            .is_some_and(|k| k.size == size && k.failures == 0);
        let waits = known
            .as_ref()
            .is_some_and(|k| now < k.tried_at + wait(k.failures));
        if waits || (done && !stale) {
            continue;
        }
        let old = known.map_or(0, |k| k.size);
        let entry = ask.entry(url).or_default();
        entry.0 = entry.0.max(old);
        entry.1.push(witness.clone());
    }
    Ok(Work {
        policy,
        size,
        checkpoint,
        ask,
        met,
    })
}

/// 2, 4, 8… seconds after failures; none after success.
fn wait(failures: u32) -> SignedDuration {
    let seconds = match failures {
        0 => 0,
        n => (1_i64 << n.min(10)).min(LONGEST_WAIT),
    };
    SignedDuration::from_secs(seconds)
}

type Answer = Result<Vec<Signature>, AskError>;

/// Asks one address, on a thread that may block.
fn one(
    casework: &Casework,
    http: &Http,
    work: &Work,
    url: String,
    old: u64,
) -> tokio::task::JoinHandle<Answer> {
    let (http, checkpoint, size) = (http.clone(), work.checkpoint.clone(), work.size);
    let casework = casework.clone();
    let runtime = tokio::runtime::Handle::current();
    tokio::task::spawn_blocking(move || {
        let proof = |from: u64| {
            let proof = casework.read(move |link, _| crate::record::consistency(link, from, size));
            runtime.block_on(proof).map_err(|e| AskError::Proof {
                from,
                why: e.to_string(),
            })
        };
        ask(&http, &url, &checkpoint, size, old, proof)
    })
}

/// Takes a witness's line from an answer where it holds for the checkpoint.
fn taken(
    work: &Work,
    witness: &PolicyWitness,
    answer: &Answer,
    now: Timestamp,
    lines: &mut Vec<Signature>,
) -> Tried {
    let mut tried = Tried {
        key: witness.key.clone(),
        name: witness.name.text(),
        signed: None,
        error: String::new(),
    };
    match answer {
        Err(error) => tried.error = error.to_string(),
        Ok(found) => {
            let text = work.checkpoint.text();
            let held = found
                .iter()
                .find_map(|line| Some((line, witness.key.verify(text, line)?)));
            match held {
                None => tried.error = "its answer has no valid signature by its key".into(),
                Some((_, time)) if seconds(time) > now + AHEAD => {
                    tried.error = format!("its clock is ahead: it signed at {}", seconds(time));
                }
                Some((line, time)) => {
                    lines.push(line.clone());
                    tried.signed = Some((work.size, seconds(time)));
                }
            }
        }
    }
    tried
}

/// Keeps the checkpoint with the lines that came and those that it had; says whether the policy is
/// met for it.
async fn publish(
    casework: &Casework,
    work: Work,
    tried: Vec<Tried>,
    lines: Vec<Signature>,
) -> Result<bool, Error> {
    let Work {
        policy,
        size,
        checkpoint,
        met: was_met,
        ..
    } = work;
    let before = casework.read(|link, _| Ok(kept(link, "newest")?)).await?;
    let same = before.filter(|kept| kept.size == size);
    if lines.is_empty() && tried.is_empty() && same.is_some() {
        return Ok(was_met);
    }
    // A retry that brought nothing must not make old cosignatures look fresh.
    let changed = same.is_none() || !lines.is_empty();
    let had = same.and_then(|kept| Note::parse(kept.checkpoint.as_bytes()).ok());
    let mut note = had
        .filter(|had| had.text() == checkpoint.text())
        .unwrap_or(checkpoint);
    lines.into_iter().for_each(|line| note.push(line));
    let signed = note.open(&policy.keys()).unwrap_or_default();
    let met = policy.quorum().is_met(|key| {
        let by = |s: &tlog::note::Trusted| s.id == key.id() && s.name == key.name();
        signed.iter().any(by)
    });
    let text = note.to_string();
    let write = move |tx: &mut crate::record::Tx<'_>| {
        for tried in &tried {
            keep_tried(tx, tried)?;
        }
        if changed {
            keep(tx, "newest", size, &text)?;
        }
        if changed && met {
            keep(tx, "met", size, &text)?;
        }
        keep_met(tx, met)
    };
    casework.write(write).await?;
    Ok(met)
}
