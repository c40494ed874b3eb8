//! What `/readyz` asks. A condition without which requests cannot be served, or what is due does not happen, makes it 503; the others
//! are told, and a balancer leaves the node in.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use casework::Casework;
use casework::reference::Reference;
use casework::scheduler::Pulse;
use clap::Args;
use web::health::{Check, Ready};

/// From when on `/readyz` says that something is not as it should be.
#[derive(Args, Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Free space in MiB on the disk of the data folder under which /readyz warns.
    #[arg(
        long,
        default_value_t = 1024,
        env = "DIWAN_DISK_WARNING",
        value_name = "MIB"
    )]
    disk_warning: u64,
    /// Seconds for which the scheduler may stand still, or a notice wait, until /readyz says so.
    #[arg(
        long,
        default_value_t = 300,
        env = "DIWAN_READY_PATIENCE",
        value_name = "SECONDS"
    )]
    ready_patience: u64,
}

/// The conditions of a running house.
pub(super) fn ready(
    casework: &Casework,
    reference: Option<Reference>,
    pulse: Pulse,
    limits: Limits,
) -> Vec<Ready> {
    let patience = Duration::from_secs(limits.ready_patience);
    let mut all = vec![
        condition("store", casework, store),
        condition("keys", casework, keys),
        Ready {
            name: "scheduler",
            advisory: false,
            check: Arc::new(move || {
                let held = scheduler(&pulse, patience);
                Box::pin(async move { held })
            }),
        },
        advisory("outbox", casework, move |house| outbox(house, patience)),
        advisory("disk", casework, move |house| {
            disk(house, limits.disk_warning)
        }),
    ];
    all.push(advisory("archives", casework, move |house| {
        archives(house, limits.disk_warning)
    }));
    // Cases go on without witnesses, so a balancer must not turn people away.
    let asked = casework.parts.policy.is_some();
    all.extend(asked.then(|| advisory("witnesses", casework, witnesses)));
    all.extend(reference.map(|reference| Ready {
        name: "clock",
        advisory: false,
        check: Arc::new(move || {
            let held = reference.check().map(|()| String::new());
            Box::pin(async move { held })
        }),
    }));
    all
}

fn condition<F, R>(name: &'static str, casework: &Casework, ask: F) -> Ready
where
    F: Fn(Casework) -> R + Send + Sync + 'static,
    R: Future<Output = Result<String, String>> + Send + 'static,
{
    let house = casework.clone();
    let check: Check = Arc::new(move || Box::pin(ask(house.clone())));
    Ready {
        name,
        advisory: false,
        check,
    }
}

fn advisory<F, R>(name: &'static str, casework: &Casework, ask: F) -> Ready
where
    F: Fn(Casework) -> R + Send + Sync + 'static,
    R: Future<Output = Result<String, String>> + Send + 'static,
{
    Ready {
        advisory: true,
        ..condition(name, casework, ask)
    }
}

/// It can be read, and it took the last write or takes one now.
async fn store(house: Casework) -> Result<String, String> {
    house.newest().await.map_err(|e| e.to_string())?;
    let taken = house.takes_writes().await;
    taken.map(|()| String::new()).map_err(|e| e.to_string())
}

/// Each key in force is here and signs: without, nothing is written.
async fn keys(house: Casework) -> Result<String, String> {
    let keys = house.published().borrow().keys.clone();
    let signers = house.parts.identity.signers.clone();
    // A device may take its time.
    let asked = tokio::task::spawn_blocking(move || signers.can_sign(&keys)).await;
    let signs = asked.map_err(|e| e.to_string())?;
    signs.map(|()| String::new()).map_err(|e| e.to_string())
}

fn scheduler(pulse: &Pulse, patience: Duration) -> Result<String, String> {
    let still = pulse.still();
    if still <= patience {
        return Ok(String::new());
    }
    Err(format!(
        "it has stood still for {} s: no deadline fires here; the log says why",
        still.as_secs()
    ))
}

async fn outbox(house: Casework, patience: Duration) -> Result<String, String> {
    let waiting = house.read(|link, _| Ok(casework::vitals::held_up(link)?));
    let waiting = waiting.await.map_err(|e| e.to_string())?;
    let oldest = waiting.seconds(house.parts.clock.now());
    if oldest <= patience.as_secs() {
        return Ok(String::new());
    }
    Err(format!(
        "{} notices have not left, the oldest for {oldest} s: look at the mail server with `diwan doctor`",
        waiting.count
    ))
}

async fn disk(house: Casework, least: u64) -> Result<String, String> {
    room(house.settings.data.clone(), least, "the data folder").await
}

/// What is archived can be read here, and there is room for more.
async fn archives(house: Casework, least: u64) -> Result<String, String> {
    let reachable = casework::archive::reachable(&house).await;
    reachable.map_err(|e| format!("{e}: mount the folder of archives that all nodes share"))?;
    let dir = house.settings.archive_dir();
    if !dir.exists() {
        return Ok("none".into());
    }
    room(dir, least, "the folder of archives").await
}

async fn room(dir: PathBuf, least: u64, what: &str) -> Result<String, String> {
    let asked = tokio::task::spawn_blocking(move || rustix::fs::statvfs(&dir)).await;
    let there = asked.map_err(|e| e.to_string())?;
    let there = there.map_err(|e| e.to_string())?;
    let free = there.f_bavail.saturating_mul(there.f_frsize) >> 20;
    if free >= least {
        return Ok(String::new());
    }
    Err(format!("{free} MiB free where {what} is: make room"))
}

async fn witnesses(house: Casework) -> Result<String, String> {
    let now = house.parts.clock.now();
    let status = house.read(casework::witnesses::status).await;
    match status.map_err(|e| e.to_string())? {
        Some(status) => status.line(now),
        None => Ok(String::new()),
    }
}
