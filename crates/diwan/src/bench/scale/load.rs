//! What people wait for while others write: pages asked for over HTTP of a process of its own.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value as Json;
use tokio::sync::Mutex;

use super::super::client::Client;
use super::Points;
use super::generate::service;
use crate::failure::Failure;

/// Who reads at once.
const USERS: usize = 64;
/// A person reads so long before going on; 64 people then ask for some 130 pages a second.
const THINKING: Duration = Duration::from_millis(500);

pub(super) async fn measure(
    points: &mut Points<'_>,
    dir: &Path,
    (pages, commands): (&[Asked], u32),
) -> Result<(), Failure> {
    let mut server = Server::start(points, dir, commands)?;
    let ready = server.line()?;
    points.add("start", ready["ready"].as_f64().unwrap_or_default(), "s");
    let users = users(&ready).await?;
    if commands > 0 {
        server.say("write")?;
    }
    let began = Instant::now();
    for (name, weighed, page) in pages {
        let mut times = Vec::new();
        let reading = read(points, &users, *page);
        times.extend(reading.await?);
        times.sort_unstable();
        let at = (times.len() * 99 / 100).min(times.len().saturating_sub(1));
        let p99 = times.get(at).copied().unwrap_or_default();
        points.add(name, p99.as_secs_f64() * 1000.0, "ms");
        if let Some(name) = weighed {
            points.add(name, weight(&users[0], *page).await?, "KB");
        }
    }
    let took = began.elapsed().as_secs_f64();
    server.say("stop")?;
    let written = server.line()?["written"].as_f64().unwrap_or_default();
    if commands > 0 {
        points.add("commands written meanwhile", written / took, "1/s");
    }
    points.add("memory", server.memory()? as f64 / 1e6, "MB");
    Ok(())
}

/// Which of a user's sessions asks, and for what: 0 is the citizen's, 1 the official's.
pub(in crate::bench) type Page = fn(&User) -> (usize, String);
/// The names of a page's time and, where it is weighed, of its weight in the figures, and who asks for what.
pub(in crate::bench) type Asked = (&'static str, Option<&'static str>, Page);

/// What is asked for while others write.
pub(super) const PAGES: &[Asked] = &[
    ("work list p99", None, |_| (1, "/work".to_owned())),
    ("tracking page p99", None, |user| (0, user.case.clone())),
    ("case by its number p99", None, |user| {
        (0, user.case.replace("/cases", "/api/v1/cases"))
    }),
    ("my cases p99", None, |_| (0, "/cases".to_owned())),
    ("page of a service p99", None, |user| {
        (0, format!("/services/{}", service(user.n % 32)))
    }),
    ("receipt p99", None, |user| (0, user.receipt.clone())),
];

/// A citizen and an official, each signed in, on one connection.
pub(in crate::bench) struct User {
    pub(in crate::bench) n: usize,
    sessions: [String; 2],
    client: Mutex<Client>,
    pub(in crate::bench) case: String,
    pub(in crate::bench) receipt: String,
}

async fn users(ready: &Json) -> Result<Arc<Vec<User>>, Failure> {
    let address: SocketAddr = ready["address"]
        .as_str()
        .unwrap_or_default()
        .parse()
        .map_err(said)?;
    let id = |kind: &str, n: usize| {
        ready[kind]
            .get(n)
            .and_then(Json::as_i64)
            .unwrap_or_default()
    };
    let mut users = Vec::new();
    for n in 0..USERS {
        let mut client = Client::connect(address, n).await?;
        let citizen = client.sign_in(id("citizens", n)).await?;
        let official = client.sign_in(id("officers", n)).await?;
        let list = client.page(&citizen, "/cases").await?;
        let case = link(&list, "/cases/").ok_or_else(|| said("no case on /cases"))?;
        let page = client.page(&citizen, &case).await?;
        let entry = link(&page, &format!("{case}/entries/")).unwrap_or_else(|| case.clone());
        users.push(User {
            n,
            sessions: [citizen, official],
            client: Mutex::new(client),
            case,
            receipt: entry,
        });
    }
    Ok(Arc::new(users))
}

/// The first link of a page that begins so.
fn link(page: &str, begins: &str) -> Option<String> {
    let found = page
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    let mut found = found.filter(|href| href.starts_with(begins) && href.len() > begins.len());
    found.next().map(str::to_owned)
}

/// What the page weighs over the wire, as it is sent: in kilobytes.
async fn weight(user: &User, page: Page) -> Result<f64, Failure> {
    let (session, path) = page(user);
    let text = user
        .client
        .lock()
        .await
        .page(&user.sessions[session], &path)
        .await?;
    Ok(text.len() as f64 / 1000.0)
}

async fn read(
    points: &Points<'_>,
    users: &Arc<Vec<User>>,
    page: Page,
) -> Result<Vec<Duration>, Failure> {
    let time = points.bench.time();
    let readers: Vec<_> = (0..USERS)
        .map(|n| {
            let users = Arc::clone(users);
            tokio::spawn(async move {
                let (user, start) = (&users[n], Instant::now());
                let (session, path) = page(user);
                let mut times = Vec::new();
                tokio::time::sleep(THINKING * u32::try_from(n).unwrap_or(0) / USERS as u32).await;
                while start.elapsed() < time {
                    let asked = Instant::now();
                    user.client
                        .lock()
                        .await
                        .page(&user.sessions[session], &path)
                        .await?;
                    times.push(asked.elapsed());
                    tokio::time::sleep(THINKING).await;
                }
                Ok::<_, Failure>(times)
            })
        })
        .collect();
    let mut all = Vec::new();
    for reader in readers {
        all.extend(reader.await.map_err(said)??);
    }
    Ok(all)
}

/// The measured process, ended with this value.
struct Server {
    child: Child,
    lines: BufReader<std::process::ChildStdout>,
}

impl Server {
    fn start(points: &Points<'_>, dir: &Path, commands: u32) -> Result<Self, Failure> {
        let mut command = Command::new(std::env::current_exe().map_err(said)?);
        command
            .args([
                "bench",
                "scale",
                "--commands",
                &commands.to_string(),
                "--serve",
            ])
            .arg(dir);
        if let Some(url) = &points.bench.database {
            command.args(["--database", url]);
        }
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(said)?;
        let stdout = child
            .stdout
            .take()
            .ok_or_else(|| said("no output of the measured process"))?;
        Ok(Self {
            child,
            lines: BufReader::new(stdout),
        })
    }

    fn line(&mut self) -> Result<Json, Failure> {
        let mut line = String::new();
        self.lines.read_line(&mut line).map_err(said)?;
        serde_json::from_str(&line).map_err(|e| said(format!("the measured process: {e}: {line}")))
    }

    fn say(&mut self, line: &str) -> Result<(), Failure> {
        let input = self
            .child
            .stdin
            .as_mut()
            .ok_or_else(|| said("no input of the measured process"))?;
        writeln!(input, "{line}")
            .and_then(|()| input.flush())
            .map_err(said)
    }

    /// The most memory that it ever had, in bytes.
    fn memory(&self) -> Result<u64, Failure> {
        let path = format!("/proc/{}/status", self.child.id());
        let status =
            std::fs::read_to_string(&path).map_err(|e| Failure::file(Path::new(&path), e))?;
        let peak = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
        let kib = peak
            .and_then(|l| l.trim().strip_suffix("kB"))
            .and_then(|n| n.trim().parse::<u64>().ok());
        Ok(kib.unwrap_or_default() * 1024)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Its input ends, and with it the process; who does not end is ended.
        drop(self.child.stdin.take());
        std::thread::sleep(Duration::from_millis(300));
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn said(e: impl std::fmt::Display) -> Failure {
    Failure::Said(e.to_string())
}
