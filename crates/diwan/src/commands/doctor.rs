use std::path::Path;

use casework::inspect::{Inspection, inspect};
use casework::outbox::Mail;
use casework::reference::Reference;
use casework::{Clock, Entropy, Error, Settings};
use clap::Args;

use super::channels::Channels;
use super::providers::Providers;
use crate::failure::{Failure, Holds, say};
use crate::options::{self, Place};

/// Free space under which the disk is said to be nearly full.
const LITTLE: u64 = 1024 * 1024 * 1024;
/// Free space under which nothing can be relied on any more.
const NONE: u64 = 64 * 1024 * 1024;

/// `diwan doctor`
#[derive(Args)]
pub(crate) struct Doctor {
    #[command(flatten)]
    place: Place,
    /// Where citizens reach it, as `serve` is told.
    #[arg(long, env = "DIWAN_PUBLIC_URL", value_name = "URL")]
    public_url: Option<String>,
    /// The mail server, as `serve` is told: it is asked whether it answers; nothing is sent.
    #[arg(long, env = "DIWAN_SMTP", value_name = "URL", hide_env_values = true)]
    smtp: Option<String>,
    /// The time server, as `serve` is told.
    #[arg(long, env = "DIWAN_TIME_REFERENCE", value_name = "HOST[:PORT]")]
    time_reference: Option<String>,
    #[command(flatten)]
    channels: Channels,
    #[command(flatten)]
    providers: Providers,
    /// One JSON object a line.
    #[arg(long)]
    json: bool,
}

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Good,
    Warning,
    Bad,
}

/// A check: what was looked at, how it is, and what to do.
struct Check {
    of: &'static str,
    verdict: Verdict,
    says: String,
    todo: &'static str,
}

/// What the checks found so far.
#[derive(Default)]
struct Checks(Vec<Check>);

impl Checks {
    fn add(
        &mut self,
        of: &'static str,
        verdict: Verdict,
        says: impl Into<String>,
        todo: &'static str,
    ) {
        let says = says.into();
        self.0.push(Check {
            of,
            verdict,
            says,
            todo,
        });
    }

    fn good(&mut self, of: &'static str, says: impl Into<String>) {
        self.add(of, Verdict::Good, says, "");
    }
}

impl Doctor {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        let settings = self.place.settings();
        let mut checks = Checks::default();
        self.configuration(&mut checks);
        disk(&settings, &mut checks);
        archives(&settings, &mut checks);
        keys(&settings, &mut checks);
        store(&settings, &mut checks);
        self.clock(&mut checks)?;
        self.mail(&mut checks)?;
        for (of, said) in self.channels.look(&settings) {
            match said {
                Ok(says) => checks.good(of, says),
                Err(says) => checks.add(
                    of,
                    Verdict::Bad,
                    says,
                    "see docs/operating.md, Reach people",
                ),
            }
        }
        for said in self.providers.look(options::now()) {
            const OF: &str = "sign-in";
            match said {
                Ok(says) => checks.good(OF, says),
                Err(says) => checks.add(
                    OF,
                    Verdict::Bad,
                    says,
                    "see docs/operating.md, Let people sign in by the national identity",
                ),
            }
        }
        for check in &checks.0 {
            self.say(check);
        }
        let bad = checks.0.iter().any(|c| c.verdict == Verdict::Bad);
        Ok((!bad).into())
    }

    fn say(&self, check: &Check) {
        let verdict = match check.verdict {
            Verdict::Good => "ok",
            Verdict::Warning => "warning",
            Verdict::Bad => "bad",
        };
        if self.json {
            say(serde_json::json!({
                "check": check.of, "verdict": verdict, "says": check.says, "todo": check.todo,
            }));
            return;
        }
        say(format_args!("{verdict:<8} {:<14} {}", check.of, check.says));
        if !check.todo.is_empty() {
            say(format_args!("{:23} → {}", "", check.todo));
        }
    }

    fn configuration(&self, checks: &mut Checks) {
        const OF: &str = "configuration";
        match self.public_url.as_deref() {
            Some(url) if url.starts_with("https://") => checks.good(OF, url),
            Some(url) => checks.add(
                OF,
                Verdict::Warning,
                format!("{url}: passkeys and signed-in people need https"),
                "put a proxy with TLS in front and set DIWAN_PUBLIC_URL to its https address",
            ),
            None => checks.add(
                OF,
                Verdict::Warning,
                "no public address: links in letters lead to localhost",
                "set DIWAN_PUBLIC_URL",
            ),
        }
        if self.place.origin.contains("localhost") {
            checks.add(
                OF,
                Verdict::Warning,
                format!("the log's name is {}", self.place.origin),
                "set DIWAN_ORIGIN to the host and path of the record before the first start: it cannot change later",
            );
        }
    }

    fn clock(&self, checks: &mut Checks) -> Result<(), Failure> {
        const OF: &str = "clock";
        let Some(address) = &self.time_reference else {
            checks.add(
                OF,
                Verdict::Warning,
                "nothing tells whether the clock is right",
                "set DIWAN_TIME_REFERENCE to a time server",
            );
            return Ok(());
        };
        let probe = Reference::new(address);
        let measured = options::runtime()?.block_on(probe.probe(&Clock::System, &Entropy::System));
        match measured {
            Ok(m) if m.offset.unsigned_abs() <= casework::reference::LIMIT.unsigned_abs() => {
                checks.good(
                    OF,
                    format!("{:.3} s from {address}", m.offset.as_secs_f64()),
                );
            }
            Ok(m) => checks.add(
                OF,
                Verdict::Bad,
                format!("{:.3} s from {address}", m.offset.as_secs_f64()),
                "let the system set its clock (chrony, systemd-timesyncd)",
            ),
            Err(e) => checks.add(
                OF,
                Verdict::Bad,
                e.to_string(),
                "look whether UDP port 123 may go out, and whether the name is right",
            ),
        }
        Ok(())
    }

    fn mail(&self, checks: &mut Checks) -> Result<(), Failure> {
        const OF: &str = "mail";
        let Some(url) = &self.smtp else {
            checks.add(
                OF,
                Verdict::Bad,
                "no mail server: sign-in codes and letters wait in the outbox",
                "set DIWAN_SMTP",
            );
            return Ok(());
        };
        match Mail::new(url, "doctor@localhost")?.answers() {
            Ok(()) => checks.good(OF, "the mail server answers"),
            Err(e) => checks.add(
                OF,
                Verdict::Bad,
                e,
                "look at host, port, user and password in DIWAN_SMTP",
            ),
        }
        Ok(())
    }
}

fn disk(settings: &Settings, checks: &mut Checks) {
    const OF: &str = "disk";
    let place = settings.data.display();
    let trial = settings.data.join(".doctor");
    let written = std::fs::write(&trial, b"x").and_then(|()| std::fs::remove_file(&trial));
    if let Err(e) = written {
        let todo = "the folder must exist and belong to the user that runs Diwan";
        checks.add(OF, Verdict::Bad, format!("{place}: {e}"), todo);
        return;
    }
    room(OF, &settings.data, checks);
}

fn room(of: &'static str, dir: &Path, checks: &mut Checks) {
    let place = dir.display();
    match rustix::fs::statvfs(dir) {
        Ok(there) => {
            let free = there.f_bavail.saturating_mul(there.f_frsize);
            let says = format!("{} MiB free in {place}", free / 1024 / 1024);
            match free {
                free if free < NONE => checks.add(of, Verdict::Bad, says, "make room now"),
                free if free < LITTLE => checks.add(of, Verdict::Warning, says, "make room"),
                _ => checks.good(of, says),
            }
        }
        Err(e) => checks.add(of, Verdict::Warning, format!("{place}: {e}"), ""),
    }
}

/// The folder of archives, where there is one or the operator names one: it is there, and takes files.
fn archives(settings: &Settings, checks: &mut Checks) {
    const OF: &str = "archives";
    let dir = settings.archive_dir();
    if settings.archive.is_none() && !dir.exists() {
        checks.good(OF, "none yet");
        return;
    }
    match casework::archive::takes_files(&dir) {
        Ok(()) => room(OF, &dir, checks),
        Err(e) => {
            let todo =
                "mount the folder that all nodes share; it must belong to the user that runs Diwan";
            checks.add(OF, Verdict::Bad, e.to_string(), todo);
        }
    }
}

fn keys(settings: &Settings, checks: &mut Checks) {
    const OF: &str = "keys";
    let dir = settings.keys_dir();
    let mut open = Vec::new();
    let Ok(files) = std::fs::read_dir(&dir) else {
        let todo =
            "the first `diwan serve` makes the keys; afterwards restore them from the backup";
        checks.add(
            OF,
            Verdict::Bad,
            format!("{}: not there", dir.display()),
            todo,
        );
        return;
    };
    for path in files.flatten().map(|f| f.path()) {
        if others_may_read(&path) {
            open.push(path.display().to_string());
        }
    }
    if open.is_empty() {
        checks.good(OF, "only their owner may read them");
    } else {
        let todo = "chmod 600, and think about who has read them";
        let says = format!("others may read {}", open.join(", "));
        checks.add(OF, Verdict::Bad, says, todo);
    }
}

#[cfg(unix)]
pub(super) fn others_may_read(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).is_ok_and(|m| m.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
pub(super) fn others_may_read(_: &Path) -> bool {
    false
}

fn store(settings: &Settings, checks: &mut Checks) {
    const OF: &str = "store";
    let seen = match inspect(settings) {
        Ok(seen) => seen,
        Err(Error::NotFound) => {
            let todo = "the first `diwan serve` makes it";
            checks.add(OF, Verdict::Warning, "there is no log yet", todo);
            return;
        }
        Err(e) => {
            let todo = "look at DIWAN_DATA and DIWAN_DATABASE, and whether the server runs";
            checks.add(OF, Verdict::Bad, e.to_string(), todo);
            return;
        }
    };
    record(settings, &seen, checks);
    match seen.migration.cmp(&seen.known) {
        std::cmp::Ordering::Equal => {}
        std::cmp::Ordering::Less => checks.add(
            OF,
            Verdict::Warning,
            "the schema is older than this program",
            "the next `diwan serve` brings it up to date: take a backup first",
        ),
        std::cmp::Ordering::Greater => checks.add(
            OF,
            Verdict::Bad,
            "the schema is newer than this program",
            "run the newer diwan",
        ),
    }
    if seen.given_up > 0 {
        let says = format!("{} letters could not be delivered", seen.given_up);
        checks.add(
            OF,
            Verdict::Warning,
            says,
            "supervisors see which under Overview",
        );
    }
    if seen.unassigned > 0 {
        let says = format!("{} tasks wait because nobody can be drawn", seen.unassigned);
        checks.add(
            OF,
            Verdict::Warning,
            says,
            "give their roles to more people",
        );
    }
}

/// The log in the database against its keys and what was published of it.
fn record(settings: &Settings, seen: &Inspection, checks: &mut Checks) {
    const OF: &str = "record";
    if seen.origin != settings.origin {
        let says = format!("the log is {}, not {}", seen.origin, settings.origin);
        checks.add(OF, Verdict::Bad, says, "set DIWAN_ORIGIN to the log's name");
    } else if let Some(fault) = &seen.keys_fault {
        let todo = "restore keys/ as it was: with other keys the log is another";
        checks.add(OF, Verdict::Bad, fault, todo);
    } else if seen.published.is_some_and(|p| p > seen.size) {
        let todo = "restore a newer backup; see docs/operating.md, Restore";
        let says = format!("{} entries, fewer than were published", seen.size);
        checks.add(OF, Verdict::Bad, says, todo);
    } else {
        let says = format!("{} entries; {} letters wait", seen.size, seen.waiting);
        checks.good(OF, says);
    }
}
