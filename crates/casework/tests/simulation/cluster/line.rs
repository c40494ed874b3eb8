//! The database server of a simulation, and each node's wire to it.

use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};

use casework::store::StoreError;
use casework::store::simulated::{Fate, Line, Room};
use rusqlite::ffi;
use sha2::{Digest, Sha256};
use tokio::sync::Notify;

use crate::seed::Seed;

/// The server that all nodes share.
pub(crate) struct Server(Mutex<State>);

struct State {
    file: PathBuf,
    number: u64,
    up: bool,
    room: Room,
    /// Transactions of clients that are gone, which the server has not noticed.
    held: Vec<Box<dyn Send>>,
    /// Everything that was said to it and by it.
    heard: Sha256,
    statements: u64,
}

impl Server {
    pub(crate) fn new(file: PathBuf) -> Arc<Self> {
        Arc::new(Self(Mutex::new(State {
            file,
            number: 1,
            up: true,
            room: Room::Enough,
            held: Vec::new(),
            heard: Sha256::new(),
            statements: 0,
        })))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    /// Whether a command may fail though its own wire is whole.
    pub(crate) fn is_troubled(&self) -> bool {
        let state = self.state();
        !state.up || state.room != Room::Enough || !state.held.is_empty()
    }

    pub(crate) fn set_room(&self, room: Room) {
        self.state().room = room;
    }

    /// Stops, or starts, and then every connection is gone.
    pub(crate) fn set_up(&self, up: bool) {
        self.fail_over();
        self.state().up = up;
    }

    /// A standby that has all that was acknowledged takes over: what is in flight is undone.
    pub(crate) fn fail_over(&self) {
        let mut state = self.state();
        state.number += 1;
        let held = std::mem::take(&mut state.held);
        drop(state);
        drop(held);
    }

    /// Another database answers under the same address; gives the file of the one before.
    pub(crate) fn answers_with(&self, file: PathBuf) -> PathBuf {
        self.fail_over();
        std::mem::replace(&mut self.state().file, file)
    }

    /// The server notices whose connections are gone.
    pub(crate) fn notices(&self) {
        let held = std::mem::take(&mut self.state().held);
        drop(held);
    }

    pub(crate) fn statements(&self) -> u64 {
        self.state().statements
    }

    pub(crate) fn heard(&self) -> String {
        format!("{:x?}", self.state().heard.clone().finalize())
    }
}

/// When a fault comes: at which statement of what a node does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum At {
    Statement(u64),
    Text(&'static str),
}

/// What happens then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// The connection is cut, and both sides know.
    Cut,
    /// The connection is lost, and the server holds the transaction until it notices.
    Lost,
    /// An error of the disk.
    Fails(i32),
    /// It takes so long that others go on meanwhile; then it arrives, or is cut.
    Waits { arrives: bool },
    /// The node's process ends.
    Dies,
    /// The server fails over.
    FailsOver,
}

/// A fault on a node's wire, before the statement arrives or before its answer does.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault {
    pub(crate) at: At,
    pub(crate) answered: bool,
    pub(crate) what: What,
}

impl Fault {
    pub(crate) fn from(seed: &mut Seed) -> Self {
        let at = match seed.below(3) {
            0 => At::Text("commit"),
            // Most commands have fewer than forty.
            _ => At::Statement(seed.next() % 40),
        };
        let errors = [
            ffi::SQLITE_IOERR_FSYNC,
            ffi::SQLITE_IOERR_WRITE,
            ffi::SQLITE_FULL,
            ffi::SQLITE_READONLY,
        ];
        let what = match seed.below(12) {
            0..=2 => What::Cut,
            3 => What::Lost,
            4 | 5 => What::Fails(errors[seed.below(errors.len())]),
            6..=8 => What::Waits {
                arrives: seed.below(2) == 0,
            },
            9 | 10 => What::Dies,
            _ => What::FailsOver,
        };
        Self {
            at,
            answered: seed.below(2) == 0,
            what,
        }
    }
}

#[derive(Default)]
struct Plan {
    fault: Option<Fault>,
    /// Statements since the plan was made.
    seen: u64,
    met: bool,
    dead: bool,
    /// The statement that waits may go, or is cut.
    released: Option<bool>,
}

/// One process's wire.
pub(crate) struct Wire {
    server: Arc<Server>,
    node: u8,
    plan: Mutex<Plan>,
    go: Condvar,
    /// A statement waits.
    pub(crate) waits: Notify,
}

impl Wire {
    pub(crate) fn new(server: &Arc<Server>, node: u8) -> Arc<Self> {
        Arc::new(Self {
            server: Arc::clone(server),
            node,
            plan: Mutex::default(),
            go: Condvar::new(),
            waits: Notify::new(),
        })
    }

    /// What goes wrong with the next command.
    pub(crate) fn plan(&self, fault: Option<Fault>) {
        let mut plan = self.plan.lock().unwrap();
        let dead = plan.dead;
        *plan = Plan {
            fault,
            dead,
            ..Plan::default()
        };
    }

    /// Whether it went wrong.
    pub(crate) fn met(&self) -> bool {
        self.plan.lock().unwrap().met
    }

    pub(crate) fn is_dead(&self) -> bool {
        self.plan.lock().unwrap().dead
    }

    pub(crate) fn die(&self) {
        self.plan.lock().unwrap().dead = true;
    }

    /// Lets the statement go that waits.
    pub(crate) fn release(&self) {
        let mut plan = self.plan.lock().unwrap();
        let arrives = matches!(
            plan.fault.map(|f| f.what),
            Some(What::Waits { arrives: true })
        );
        plan.released = Some(arrives);
        self.go.notify_all();
    }

    fn passes(&self, sql: &str, answered: bool) -> Fate {
        {
            let mut state = self.server.state();
            state.heard.update([self.node, u8::from(answered)]);
            state.heard.update(sql.as_bytes());
            state.statements += u64::from(!answered);
        }
        let mut plan = self.plan.lock().unwrap();
        if plan.dead {
            return Fate::Cut;
        }
        plan.seen += u64::from(!answered);
        let due = plan.fault.filter(|fault| {
            let here = match fault.at {
                At::Text(text) => sql == text,
                At::Statement(n) => plan.seen == n + 1,
            };
            here && fault.answered == answered && !plan.met
        });
        let Some(fault) = due else {
            return Fate::Passes;
        };
        plan.met = true;
        self.meets(fault.what, plan)
    }

    fn meets(&self, what: What, mut plan: MutexGuard<'_, Plan>) -> Fate {
        match what {
            What::Cut => Fate::Cut,
            What::Lost => Fate::Lost,
            What::Fails(code) => {
                let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
                Fate::Fails(StoreError::Sqlite(error))
            }
            What::Dies => {
                plan.dead = true;
                Fate::Cut
            }
            What::FailsOver => {
                drop(plan);
                self.server.fail_over();
                Fate::Cut
            }
            What::Waits { .. } => {
                self.waits.notify_one();
                let plan = self.go.wait_while(plan, |plan| plan.released.is_none());
                match plan.unwrap().released {
                    Some(true) => Fate::Passes,
                    _ => Fate::Cut,
                }
            }
        }
    }
}

impl Line for Wire {
    fn connects(&self) -> Result<(PathBuf, u64), StoreError> {
        let state = self.server.state();
        if !state.up || self.is_dead() {
            return Err(StoreError::Unavailable("nobody answers".into()));
        }
        Ok((state.file.clone(), state.number))
    }

    fn server(&self) -> u64 {
        self.server.state().number
    }

    fn room(&self) -> Room {
        self.server.state().room
    }

    fn leaves(&self, sql: &str) -> Fate {
        self.passes(sql, false)
    }

    fn answered(&self, sql: &str) -> Fate {
        self.passes(sql, true)
    }

    fn left(&self, held: Box<dyn Send>) {
        self.server.state().held.push(held);
    }
}
