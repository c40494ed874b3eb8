//! The writer: one thread that runs the commands of many clients in one transaction and makes them
//! durable with one sync (group commit).

mod again;
mod command;
mod commit;
mod steady;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::sync::{mpsc, oneshot, watch};

use self::command::{Command, Job, Ran, Stage};
use self::commit::publish;
pub use self::commit::{Commit, CommitWatch, Published};
use self::steady::Steady;
use super::tx::Finished;
use super::{Fact, Head, Identity, KeyError, KeyId, LOG_ID, Tx, follow};
use crate::store::{Link, Place, StoreError, Value};
use crate::{Actor, Error, Parts};

/// How the writer behaves.
#[derive(Clone, Debug)]
pub struct WriterSettings {
    /// Commands in one transaction at most: bounds how much a failed batch repeats.
    pub batch: usize,
    /// Commands waiting at most; further callers wait for room.
    pub queue: usize,
    /// A wall clock that runs off its steady counter by more than this is an entry.
    pub jump: Duration,
    /// Who is told of each commit.
    pub watch: Option<CommitWatch>,
}

impl Default for WriterSettings {
    fn default() -> Self {
        Self {
            batch: 256,
            queue: 4096,
            jump: Duration::from_secs(2),
            watch: None,
        }
    }
}

/// The handle to the writing thread.
#[derive(Clone)]
pub struct Writer {
    jobs: mpsc::Sender<Box<dyn Job>>,
    publish: Arc<watch::Sender<Published>>,
    troubled: Arc<AtomicBool>,
}

impl Writer {
    /// Starts the thread on `place`, whose schema is up to date. Creates the log where there is none.
    ///
    /// # Errors
    /// When the store cannot be reached or its log is another.
    pub fn start(place: Place, parts: Arc<Parts>, settings: WriterSettings) -> Result<Self, Error> {
        let (jobs, inbox) = mpsc::channel(settings.queue);
        let link = Link::serving(&place)?;
        let steady = Steady::new(&parts.clock);
        let publish = Arc::new(watch::Sender::new(Published::default()));
        let troubled = Arc::new(AtomicBool::new(false));
        let mut state = State {
            place,
            link,
            parts,
            settings,
            head: Head::empty(Vec::new()),
            publish: Arc::clone(&publish),
            troubled: Arc::clone(&troubled),
            steady,
            made: Vec::new(),
            // Who ended before may not have come to it.
            residue: Some(0),
        };
        state.load_or_create()?;
        std::thread::Builder::new()
            .name("diwan-writer".into())
            .spawn(move || state.serve(inbox))
            .map_err(|e| StoreError::Unavailable(e.to_string()))?;
        Ok(Self {
            jobs,
            publish,
            troubled,
        })
    }

    /// Runs `work` in a transaction; when this returns `Ok`, what it did is durable and in the log.
    /// `work` may be run more than once when a batch fails, each time on a clean transaction.
    ///
    /// # Errors
    /// What `work` returns, and then nothing has changed; or [`Error::Store`].
    pub async fn write<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let gone = || Error::Store(StoreError::Unavailable("the writer has stopped".into()));
        self.jobs
            .send(Box::new(Command::new(work, reply)))
            .await
            .map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }

    /// Whether the store took no write when it was last asked to.
    pub(crate) fn is_troubled(&self) -> bool {
        self.troubled.load(Ordering::Acquire)
    }

    /// The newest published checkpoint, and a way to wait for the next.
    pub fn published(&self) -> watch::Receiver<Published> {
        self.publish.subscribe()
    }

    /// Publishes a checkpoint that another process has written, unless a newer one is published.
    pub(crate) fn publish(&self, newer: Published) {
        publish(&self.publish, newer);
    }
}

struct State {
    place: Place,
    link: Link,
    parts: Arc<Parts>,
    settings: WriterSettings,
    head: Head,
    publish: Arc<watch::Sender<Published>>,
    /// The last batch found no store that takes it.
    troubled: Arc<AtomicBool>,
    steady: Steady,
    /// Keys made in this batch.
    made: Vec<KeyId>,
    /// A key was destroyed, and the store may still hold it beside its rows: batches until it is
    /// asked again to let go.
    residue: Option<u32>,
}

impl State {
    fn serve(mut self, mut inbox: mpsc::Receiver<Box<dyn Job>>) {
        let mut jobs = Vec::with_capacity(self.settings.batch);
        while inbox.blocking_recv_many(&mut jobs, self.settings.batch) > 0 {
            self.run(&mut jobs);
            jobs.drain(..).for_each(Job::reply);
        }
    }

    /// One batch; when the store fails inside it, each command once more on its own, so that one
    /// bad statement costs its own command only.
    fn run(&mut self, jobs: &mut [Box<dyn Job>]) {
        let outcome = self.batch(jobs);
        let troubled = outcome.as_ref().is_err_and(StoreError::is_unavailable);
        self.troubled.store(troubled, Ordering::Release);
        let Err(error) = outcome else { return };
        tracing::warn!(%error, commands = jobs.len(), "batch failed");
        if jobs.len() == 1 || error.is_unavailable() {
            let text = error.to_string();
            jobs.iter_mut()
                .for_each(|job| job.fail(StoreError::Unavailable(text.clone()).into()));
            return;
        }
        for job in jobs {
            if let Err(error) = self.batch(std::slice::from_mut(job)) {
                job.fail(error.into());
            }
        }
    }

    fn batch(&mut self, jobs: &mut [Box<dyn Job>]) -> Result<(), StoreError> {
        if !self.link.is_alive() {
            self.link = Link::serving(&self.place)?;
            self.goes_on()?;
        }
        let (begun, commands) = (Instant::now(), jobs.len());
        jobs.iter_mut()
            .for_each(|job| job.enters(Stage::Batch(commands)));
        let outcome = self.attempt(jobs);
        if let Some(CommitWatch(watch)) = &self.settings.watch {
            let held = outcome.is_ok();
            let answered = jobs.iter().filter(|_| held).map(|job| job.age());
            watch(Commit {
                commands,
                took: begun.elapsed(),
                held,
                answered: answered.collect(),
            });
        }
        if outcome.is_err() {
            self.link.rollback();
            self.forget();
        }
        outcome
    }

    fn attempt(&mut self, jobs: &mut [Box<dyn Job>]) -> Result<(), StoreError> {
        self.link.begin()?;
        if !self.head.lock(&mut self.link)? {
            self.head = Head::load(&mut self.link)?.unwrap_or_else(|| Head::empty(Vec::new()));
            follow(&mut self.link, &self.parts).map_err(broken)?;
        }
        self.made.clear();
        let before = self.head.size();
        self.note_jump()?;
        // Never backwards: a clock that was set back is waited out.
        let now = self.parts.clock.now().max(self.head.time());
        let (mut destroyed, mut rekeyed) = (Vec::new(), false);
        for job in jobs.iter_mut() {
            let done = self.one(job.as_mut(), now)?;
            destroyed.extend(done.0);
            rekeyed |= done.1;
        }
        if self.head.size() > before {
            let identity = &self.parts.identity;
            self.head.seal(&mut self.link, identity, rekeyed)?;
        }
        jobs.iter_mut().for_each(|job| job.enters(Stage::Commit));
        self.link.commit()?;
        self.made.clear();
        if !destroyed.is_empty() {
            self.residue = Some(0);
        }
        destroyed
            .into_iter()
            .for_each(|id| self.parts.keys.bury(id));
        if self.head.size() > before {
            self.parts.keys.saw(self.head.size());
            publish(&self.publish, self.published());
        }
        self.let_go();
        Ok(())
    }

    /// One command under a savepoint; gives the keys that are gone when it is committed, and whether those that sign are others.
    fn one(&mut self, job: &mut dyn Job, now: Timestamp) -> Result<(Vec<KeyId>, bool), StoreError> {
        self.link.queue("savepoint command", Vec::new())?;
        let mut tx = Tx::new(&mut self.link, &self.parts, now, self.head.size());
        // A fault in one command is that command's: the writer goes on for all others.
        let ran = catch_unwind(AssertUnwindSafe(|| match job.run(&mut tx) {
            Ran::Done => tx.finish().map_err(Some),
            Ran::Refused => Err(None),
            Ran::Broken(e) => Err(Some(e.into())),
        }));
        let refused = match ran {
            Ok(Ok(done)) => {
                self.made.extend(tx.made());
                let Finished { leaves, .. } = done;
                self.link.queue("release savepoint command", Vec::new())?;
                for leaf in leaves {
                    self.head.append(&mut self.link, leaf, now)?;
                }
                return Ok((done.destroyed, done.rekeyed));
            }
            Ok(Err(refused)) => refused,
            Err(panic) => Some(panicked(panic.as_ref())),
        };
        tx.abandon();
        match refused.map(Error::into_store) {
            Some(Ok(store)) => return Err(store),
            Some(Err(e)) => job.fail(e),
            None => {}
        }
        self.link
            .queue("rollback to savepoint command", Vec::new())?;
        Ok((Vec::new(), false))
    }

    fn note_jump(&mut self) -> Result<(), StoreError> {
        let by = self.steady.jump(&self.parts.clock);
        if by.unsigned_abs() < self.settings.jump {
            return Ok(());
        }
        let by_us = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
        tracing::warn!(by_us, "the machine's clock jumped");
        let now = self.parts.clock.now().max(self.head.time());
        self.append_one(now, Fact::ClockJumped { by_us })
    }

    fn append_one(&mut self, now: Timestamp, fact: Fact) -> Result<(), StoreError> {
        let mut tx = Tx::new(&mut self.link, &self.parts, now, self.head.size());
        tx.append(Actor::System, fact).map_err(broken)?;
        for leaf in tx.finish().map_err(broken)?.leaves {
            self.head.append(&mut self.link, leaf, now)?;
        }
        Ok(())
    }

    fn published(&self) -> Published {
        Published {
            size: self.head.size(),
            checkpoint: self.head.checkpoint().to_owned(),
            keys: self.head.keys().to_vec(),
        }
    }

    fn load_or_create(&mut self) -> Result<(), Error> {
        if let Some(head) = Head::load(&mut self.link)? {
            self.head = head;
            self.same_log()?;
        } else {
            self.create()?;
        }
        publish(&self.publish, self.published());
        Ok(())
    }

    /// The name and the keys in use are those that the log's first entry and its row have, and each key that signs is here.
    fn same_log(&mut self) -> Result<(), Error> {
        let identity = &self.parts.identity;
        let drawn = hex::encode(identity.draw.public_key().to_bytes());
        let here = [identity.origin.clone(), drawn];
        let row = self.link.query(
            "select origin, vkey, vrf_key from log where id = $1",
            &[LOG_ID.into()],
        )?;
        let key: Vec<u8> = row[0].get(2)?;
        let begun: String = row[0].get(1)?;
        differs(&[row[0].get(0)?, hex::encode(key)], &here)?;
        for vkey in self.head.keys() {
            self.has(vkey)?;
        }
        let first = super::open_entry(&mut self.link, &self.parts, 0)?;
        if let Fact::LogCreated { vkey, vrf_key } = first.entry.fact {
            differs(&[identity.origin.clone(), vrf_key], &here)?;
            if vkey != begun {
                return Err(other("first signing key", &vkey, &begun).into());
            }
        }
        Ok(())
    }

    /// A key that signs is here; where it is not and others are, those are another log's.
    fn has(&self, vkey: &str) -> Result<(), Error> {
        let signers = &self.parts.identity.signers;
        match signers.has(vkey) {
            Err(KeyError::NoSigner { .. }) => {}
            outcome => return Ok(outcome?),
        }
        let here = signers.here()?;
        match here.first() {
            Some(_) => Err(other("signing key (log.key)", vkey, &here.join(", ")).into()),
            None => Ok(signers.has(vkey)?),
        }
    }

    fn create(&mut self) -> Result<(), Error> {
        let Identity {
            origin,
            draw,
            signers,
        } = &self.parts.identity;
        let vkey = signers.only()?;
        self.head = Head::empty(vec![vkey.clone()]);
        let vrf_key = draw.public_key().to_bytes();
        self.link.begin()?;
        let params: [Value; 6] = [
            LOG_ID.into(),
            origin.into(),
            vkey.as_str().into(),
            vrf_key.to_vec().into(),
            tlog::Frontier::default().to_bytes().into(),
            self.parts.clock.now().into(),
        ];
        self.link.execute(
            "insert into log (id, origin, vkey, vrf_key, size, frontier, time, checkpoint) \
             values ($1, $2, $3, $4, 0, $5, $6, '')",
            &params,
        )?;
        let now = self.parts.clock.now();
        self.append_one(
            now,
            Fact::LogCreated {
                vkey,
                vrf_key: hex::encode(vrf_key),
            },
        )?;
        self.head
            .seal(&mut self.link, &self.parts.identity, false)?;
        Ok(self.link.commit()?)
    }
}

fn broken(e: Error) -> StoreError {
    match e.into_store() {
        Ok(store) => store,
        Err(e) => StoreError::Unavailable(e.to_string()),
    }
}

/// What a command that panicked is answered. Only a text of the code itself is in the log: one made when it ran may have what
/// somebody wrote in it.
fn panicked(panic: &(dyn std::any::Any + Send)) -> Error {
    let text = panic.downcast_ref::<&'static str>();
    tracing::error!(panic = text.copied(), "a command panicked");
    Error::Panicked
}

fn differs(found: &[String; 2], here: &[String; 2]) -> Result<(), super::RecordError> {
    let what = ["name", "drawing key (draw.key)"];
    match (0..2).find(|n| found[*n] != here[*n]) {
        None => Ok(()),
        Some(n) => Err(other(what[n], &found[n], &here[n])),
    }
}

fn other(what: &'static str, found: &str, here: &str) -> super::RecordError {
    super::RecordError::OtherLog {
        what,
        found: found.to_owned(),
        here: here.to_owned(),
    }
}
