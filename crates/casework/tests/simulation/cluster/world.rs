//! Nodes, their server, the people and the mail of one run, and what happens next.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use casework::outbox::{self, Mail};
use casework::record::{self, Published};
use casework::store::simulated::Room;
use casework::{Casework, Clock, Error, scheduler};
use harness::Mailbox;
use jiff::SignedDuration;

use super::clients::{Request, Told};
use super::line::{Fault, Server};
use super::node::Node;
use crate::seed::Seed;

/// A Tuesday morning in Beirut.
const START: &str = "2026-11-24T08:00:00Z";

pub(crate) struct World {
    pub(crate) n: u64,
    pub(crate) seed: Seed,
    pub(crate) server: Arc<Server>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) requests: Vec<Request>,
    /// The log as people were told of it.
    pub(crate) told: Vec<Published>,
    pub(crate) mailbox: Mailbox,
    /// By `Message-ID`, whether something went wrong when it was last sent.
    pub(crate) mails: BTreeMap<String, bool>,
    /// Faults that were met.
    pub(crate) met: usize,
    /// Mails that came until now.
    came: usize,
    /// The mail server failed since they came.
    mail_fails: bool,
    /// The database as it was at the beginning, and how many entries it had.
    older: PathBuf,
    began: u64,
}

/// What a node does.
#[derive(Clone, Debug)]
enum Deed {
    /// The n-th request.
    Ask(usize),
    Timers,
    Mail(String),
}

impl Deed {
    async fn done(self, casework: Casework, request: Option<Request>) -> Result<i64, Error> {
        match (self, request) {
            (Self::Mail(url), _) => {
                let mail = Mail::new(&url, "office@example.org")?;
                outbox::sweep(&casework, &mail).await.map(|_| 0)
            }
            (_, Some(request)) => request.ask(casework).await,
            _ => scheduler::sweep(&casework).await.map(|_| 0),
        }
    }
}

impl World {
    /// A copy of the furnished house with two or three nodes.
    pub(crate) async fn new(furnished: &Path, dir: &Path, n: u64) -> Self {
        let mut seed = Seed::new(n ^ 0xfa17);
        let file = dir.join("server.db");
        std::fs::copy(furnished.join("diwan.db"), &file).unwrap();
        let server = Server::new(file);
        let mut nodes = Vec::new();
        for k in 0..2 + u8::try_from(seed.below(2)).unwrap() {
            let home = dir.join(format!("node{k}"));
            copy_keys(furnished, &home);
            let clock = Clock::manual(START.parse().unwrap());
            nodes.push(Node::new(&home, &server, k, clock));
        }
        for node in &mut nodes {
            node.start(n).await.unwrap();
        }
        let began = nodes[0].published().unwrap().size;
        Self {
            n,
            seed,
            server,
            nodes,
            requests: Vec::new(),
            told: Vec::new(),
            mailbox: Mailbox::start().await,
            mails: BTreeMap::new(),
            met: 0,
            came: 0,
            mail_fails: false,
            older: furnished.join("diwan.db"),
            began,
        }
    }

    /// One thing happens.
    pub(crate) async fn step(&mut self) -> Result<(), String> {
        let k = self.seed.below(self.nodes.len());
        match self.seed.below(24) {
            0 => self.clock_jumps(k),
            1 => self.nodes[k].kill(),
            2 => self.server.set_room(Room::None),
            3 => self.server.set_room(Room::ReadOnly),
            4 | 5 => self.server.set_room(Room::Enough),
            6 => self.server.set_up(false),
            7 | 8 => self.server.set_up(true),
            9 => self.server.fail_over(),
            10 | 11 => self.server.notices(),
            12 => self.nodes[k].publish(),
            13 => return self.wrong_standby().await,
            14 => self.mail_server_fails(),
            _ => return self.command(k).await,
        }
        Ok(())
    }

    /// A node does something while something goes wrong, or not.
    async fn command(&mut self, k: usize) -> Result<(), String> {
        if !self.runs(k).await? {
            return Ok(());
        }
        let Some(deed) = self.deed(k).await? else {
            return Ok(());
        };
        let fault = (self.seed.below(3) > 0).then(|| Fault::from(&mut self.seed));
        self.nodes[k].wire.plan(fault);
        let casework = self.nodes[k].casework.clone().unwrap();
        let mut task = tokio::spawn(deed.clone().done(casework, self.request(&deed)));
        let wire = self.nodes[k].wire.clone();
        let outcome = tokio::select! {
            outcome = &mut task => outcome.unwrap(),
            () = wire.waits.notified() => {
                let other = (k + 1) % self.nodes.len();
                let between = self.meanwhile(other).await;
                wire.release();
                let outcome = task.await.unwrap();
                between?;
                outcome
            }
        };
        self.ended(k, &deed, outcome)
    }

    /// While one node waits for the server, another does something; it may find the head taken.
    async fn meanwhile(&mut self, k: usize) -> Result<(), String> {
        let Some(casework) = self.nodes[k].casework.clone() else {
            return Ok(());
        };
        self.nodes[k].wire.plan(None);
        let Ok(Some(request)) = Request::new(&casework, &mut self.seed).await else {
            return Ok(());
        };
        let outcome = request.clone().ask(casework).await;
        self.requests.push(request);
        let last = self.requests.len() - 1;
        self.answered(last, outcome, true)
    }

    /// Whether the node runs; where it does not it is started, which fails while nobody answers.
    async fn runs(&mut self, k: usize) -> Result<bool, String> {
        if self.nodes[k].wire.is_dead() {
            self.nodes[k].casework = None;
        }
        if self.nodes[k].casework.is_some() {
            return Ok(true);
        }
        let troubled = self.server.is_troubled();
        match self.nodes[k].start(self.n).await {
            Ok(()) => Ok(true),
            Err(Error::Store(error)) if troubled && error.is_unavailable() => Ok(false),
            Err(error) => Err(format!("node {k} does not start: {error}")),
        }
    }

    async fn deed(&mut self, k: usize) -> Result<Option<Deed>, String> {
        let deed = match self.seed.below(10) {
            0 | 1 => Deed::Timers,
            2 | 3 => Deed::Mail(self.mailbox.url()),
            4 | 5 if !self.requests.is_empty() => Deed::Ask(self.seed.below(self.requests.len())),
            _ => {
                let casework = self.nodes[k].casework.clone().unwrap();
                self.nodes[k].wire.plan(None);
                match Request::new(&casework, &mut self.seed).await {
                    Ok(None) => return Ok(None),
                    Ok(Some(request)) => self.requests.push(request),
                    Err(Error::Store(e)) if self.server.is_troubled() && e.is_unavailable() => {
                        return Ok(None);
                    }
                    Err(e) => return Err(format!("nothing is wrong, and yet: {e}")),
                }
                Deed::Ask(self.requests.len() - 1)
            }
        };
        Ok(Some(deed))
    }

    fn request(&self, deed: &Deed) -> Option<Request> {
        match deed {
            Deed::Ask(n) => Some(self.requests[*n].clone()),
            _ => None,
        }
    }

    fn ended(&mut self, k: usize, deed: &Deed, outcome: Result<i64, Error>) -> Result<(), String> {
        let met = self.nodes[k].wire.met();
        self.met += usize::from(met);
        let troubled = met || self.server.is_troubled();
        self.told.extend(self.nodes[k].published());
        match (deed, outcome) {
            (Deed::Ask(n), outcome) => self.answered(*n, outcome, troubled)?,
            (_, Err(Error::Store(e))) if troubled && e.is_unavailable() => {}
            (_, Err(e)) => return Err(format!("{deed:?} fails: {e}")),
            _ => {}
        }
        match deed {
            Deed::Mail(_) => self.mails_came(troubled),
            _ => Ok(()),
        }
    }

    /// A client has an answer, or none.
    fn answered(
        &mut self,
        n: usize,
        outcome: Result<i64, Error>,
        troubled: bool,
    ) -> Result<(), String> {
        let request = &mut self.requests[n];
        let told = match outcome {
            Ok(answer) => Told::Done(answer),
            Err(Error::Store(e)) if troubled && e.is_unavailable() => return Ok(()),
            Err(Error::Store(e)) => return Err(format!("{request:?} fails: {e}")),
            Err(Error::Panicked) => return Err(format!("{request:?} panicked")),
            Err(_) => Told::Refused,
        };
        match &request.told {
            Told::Done(first) if told != Told::Done(*first) => {
                Err(format!("{request:?} is answered {told:?} when asked again"))
            }
            // What was refused may be allowed later: it was not done, and is asked for once more.
            _ => {
                request.told = told;
                Ok(())
            }
        }
    }

    /// Each mail comes once; again only where something went wrong after the mail server had it.
    fn mails_came(&mut self, troubled: bool) -> Result<(), String> {
        let all = self.mailbox.messages();
        if all.len() == self.came {
            return Ok(());
        }
        let troubled = std::mem::take(&mut self.mail_fails) || troubled;
        let known = std::mem::replace(&mut self.came, all.len());
        for message in all.iter().skip(known) {
            let id = message.data.lines().find(|l| l.starts_with("Message-ID:"));
            let id = id.expect("a message has its id").to_owned();
            if self.mails.insert(id.clone(), troubled) == Some(false) {
                return Err(format!("{id} was sent twice, and nothing was wrong"));
            }
        }
        Ok(())
    }

    fn clock_jumps(&mut self, k: usize) {
        let (node, hours) = (&self.nodes[k], i64::try_from(self.seed.below(72)).unwrap());
        let by = SignedDuration::from_hours(if self.seed.below(3) == 0 {
            -hours
        } else {
            hours
        });
        node.clock.set(node.clock.now() + by);
    }

    /// A standby that lacks the last entries takes over: nobody who knows better goes on with it.
    async fn wrong_standby(&mut self) -> Result<(), String> {
        if self.server.is_troubled() {
            return Ok(());
        }
        let older = self.nodes[0].settings.data.with_file_name("older.db");
        std::fs::copy(&self.older, &older).unwrap();
        let mut knowing = Vec::new();
        for (k, node) in self.nodes.iter().enumerate() {
            node.wire.plan(None);
            if let Some(casework) = node.casework.as_ref().filter(|_| !node.wire.is_dead()) {
                casework
                    .follow()
                    .await
                    .map_err(|e| format!("follow: {e}"))?;
                if casework.published().borrow().size > self.began {
                    knowing.push(k);
                }
            }
        }
        let right = self.server.answers_with(older.clone());
        for k in knowing {
            let casework = self.nodes[k].casework.clone().unwrap();
            let probe = casework.write(|tx| Ok(tx.next())).await;
            if !matches!(&probe, Err(Error::Store(e)) if e.is_unavailable()) {
                return Err(format!(
                    "node {k} goes on with an older database: {probe:?}"
                ));
            }
        }
        self.server.answers_with(right);
        Ok(())
    }

    fn mail_server_fails(&mut self) {
        self.mailbox.fail_next(0);
        self.mailbox.drop_after_data(0);
        match self.seed.below(3) {
            0 => self.mailbox.fail_next(1),
            1 => self.mailbox.drop_after_data(1),
            _ => {}
        }
        self.mail_fails = true;
    }

    /// The record's present: claims and second attempts wait until clocks that were set back have caught up with it.
    async fn latest(&self) -> Result<jiff::Timestamp, Error> {
        let casework = self.nodes[0].casework.clone().unwrap();
        let read = casework.read(|link, parts| Ok(record::present(link, &parts.clock)?));
        read.await
    }

    /// Everything works again, and what was not answered is asked once more.
    pub(crate) async fn heals(&mut self) -> Result<(), String> {
        self.server.set_room(Room::Enough);
        self.server.set_up(true);
        self.mailbox.fail_next(0);
        self.mailbox.drop_after_data(0);
        for k in 0..self.nodes.len() {
            self.runs(k).await?;
            self.nodes[k].wire.plan(None);
        }
        let latest = self.latest().await.map_err(|e| e.to_string())?;
        for node in &self.nodes {
            node.clock.set(latest);
        }
        for n in 0..self.requests.len() {
            let k = n % self.nodes.len();
            let casework = self.nodes[k].casework.clone().unwrap();
            let outcome = self.requests[n].clone().ask(casework).await;
            self.answered(n, outcome, false)?;
        }
        // A claim of a node that died runs out after two minutes, a mail that failed waits for minutes.
        for _ in 0..4 {
            for k in 0..self.nodes.len() {
                self.nodes[k].clock.advance(Duration::from_secs(3600));
                for deed in [Deed::Timers, Deed::Mail(self.mailbox.url())] {
                    let casework = self.nodes[k].casework.clone().unwrap();
                    let outcome = deed.clone().done(casework, None).await;
                    self.ended(k, &deed, outcome)?;
                }
            }
        }
        Ok(())
    }
}

/// Copies the folder of keys; others must not read them.
fn copy_keys(from: &Path, to: &Path) {
    let keys = to.join("keys");
    std::fs::create_dir_all(&keys).unwrap();
    std::fs::create_dir_all(to.join("record")).unwrap();
    for file in std::fs::read_dir(from.join("keys")).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), keys.join(file.file_name())).unwrap();
    }
}
