//! The head of the log: what the next entry is appended to, and the tiles that growth completes.

use jiff::Timestamp;
use tlog::{Frontier, Hash, Leaf, Note};

use super::{KeyError, LogSigners, log_keys};
use crate::Clock;
use crate::store::{Link, StoreError, Value};

/// Hashes in a full tile (C2SP tlog-tiles: height 8).
pub const TILE: usize = 256;
/// The number of this log in its store; other logs in one store have others.
pub const LOG_ID: i64 = 1;

/// The present as the next entry will have it: never before the last one. A machine's clock that ran ahead and was set back is behind
/// the record until it catches up, and what the record calls due must not wait for that.
///
/// # Errors
/// The store's.
pub fn present(link: &mut Link, clock: &Clock) -> Result<Timestamp, StoreError> {
    let row = link.query_opt("select time from log where id = $1", &[LOG_ID.into()])?;
    let last: Option<Timestamp> = row.map(|row| row.get(0)).transpose()?;
    Ok(last.map_or(clock.now(), |last| last.max(clock.now())))
}

/// Who the log is: the name under which it signs, and its keys.
#[derive(Clone)]
pub struct Identity {
    /// C2SP checkpoint origin, such as `diwan.example.org/record`.
    pub origin: String,
    /// Sign checkpoints; which of them do is in the record ([`super::in_force`]).
    pub signers: LogSigners,
    /// Draws.
    pub draw: std::sync::Arc<draw::SecretKey>,
}

/// The head of the log as of the last commit, grown by what the running transaction appends.
#[derive(Clone)]
pub struct Head {
    frontier: Frontier,
    /// The incomplete tile of each level, lowest first.
    edge: Vec<Vec<Hash>>,
    time: Timestamp,
    checkpoint: String,
    /// The verifier keys in force.
    keys: Vec<String>,
}

impl Head {
    /// Reads the head, or says that there is no log yet.
    ///
    /// # Errors
    /// The store's.
    pub fn load(link: &mut Link) -> Result<Option<Self>, StoreError> {
        let sql = "select size, frontier, time, checkpoint from log where id = $1";
        let Some(row) = link.query_opt(sql, &[LOG_ID.into()])? else {
            return Ok(None);
        };
        let size: u64 = row.get(0)?;
        let bytes: Vec<u8> = row.get(1)?;
        let frontier = Frontier::from_bytes(&bytes)
            .ok()
            .filter(|f| f.size() == size)
            .ok_or(StoreError::Column {
                index: 1,
                wanted: "frontier of the log's size",
            })?;
        let edge = load_edge(link, size)?;
        Ok(Some(Self {
            frontier,
            edge,
            time: row.get(2)?,
            checkpoint: row.get(3)?,
            keys: log_keys::in_force(link)?,
        }))
    }

    /// An empty log, which these keys sign.
    pub fn empty(keys: Vec<String>) -> Self {
        Self {
            frontier: Frontier::default(),
            edge: Vec::new(),
            time: Timestamp::UNIX_EPOCH,
            checkpoint: String::new(),
            keys,
        }
    }

    /// How many entries it has.
    pub fn size(&self) -> u64 {
        self.frontier.size()
    }

    /// The time of the last entry.
    pub fn time(&self) -> Timestamp {
        self.time
    }

    /// The last signed checkpoint.
    pub fn checkpoint(&self) -> &str {
        &self.checkpoint
    }

    /// The verifier keys in force.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// Locks the head row for this transaction and says whether it still is where we left it. On
    /// SQLite the transaction itself is the lock.
    ///
    /// # Errors
    /// The store's.
    pub fn lock(&self, link: &mut Link) -> Result<bool, StoreError> {
        let sql = if link.is_postgres() {
            "select size from log where id = $1 for update"
        } else {
            "select size from log where id = $1"
        };
        let row = link.query_opt(sql, &[LOG_ID.into()])?;
        let size: u64 = row.map_or(Ok(0), |r| r.get(0))?;
        Ok(size == self.size())
    }

    /// Appends a leaf; a tile that it completes is queued for writing.
    ///
    /// # Errors
    /// The store's.
    pub fn append(
        &mut self,
        link: &mut Link,
        leaf: Hash,
        time: Timestamp,
    ) -> Result<(), StoreError> {
        self.frontier.append(leaf);
        self.time = time;
        let mut carry = leaf;
        for level in 0.. {
            if self.edge.len() == level {
                self.edge.push(Vec::with_capacity(TILE));
            }
            let tile = &mut self.edge[level];
            tile.push(carry);
            if tile.len() < TILE {
                return Ok(());
            }
            let n = (self.frontier.size() >> (8 * (level + 1))) - 1;
            carry = subtree_root(tile);
            let params = vec![
                LOG_ID.into(),
                level.into(),
                n.into(),
                Value::Blob(tile.iter().flat_map(|h| h.0).collect()),
                carry.0.into(),
            ];
            link.queue(
                "insert into tiles (log, level, n, hashes, root) values ($1, $2, $3, $4, $5)",
                params,
            )?;
            tile.clear();
        }
        Ok(())
    }

    /// Signs a checkpoint of the present size with all keys in force, and queues the head for writing. `rekeyed`: the keys were
    /// changed since the last; then those before and those after it sign, and the checkpoint is kept.
    ///
    /// # Errors
    /// The store's; [`StoreError::Unavailable`] where a key cannot sign: nothing is lost, and a retry may succeed.
    pub fn seal(
        &mut self,
        link: &mut Link,
        identity: &Identity,
        rekeyed: bool,
    ) -> Result<(), StoreError> {
        let mut signing = self.keys.clone();
        if rekeyed {
            self.keys = log_keys::in_force(link)?;
            let new = self.keys.iter().filter(|key| !signing.contains(key));
            let new: Vec<String> = new.cloned().collect();
            signing.extend(new);
        }
        if signing.is_empty() {
            let why = "no key of the log is in force: its keys were changed behind its back";
            return Err(StoreError::Unavailable(why.into()));
        }
        let (size, root) = (self.frontier.size(), self.frontier.root());
        self.checkpoint = sign(identity, &signing, size, root)
            .map_err(|e| StoreError::Unavailable(format!("no checkpoint can be signed: {e}")))?;
        if rekeyed {
            log_keys::keep_handover(link, size, &self.checkpoint)?;
        }
        let params = vec![
            LOG_ID.into(),
            self.frontier.size().into(),
            self.frontier.to_bytes().into(),
            self.time.into(),
            self.checkpoint.as_str().into(),
        ];
        link.queue(
            "update log set size = $2, frontier = $3, time = $4, checkpoint = $5 where id = $1",
            params,
        )
    }
}

/// A checkpoint (C2SP tlog-checkpoint) with a signature by each of the keys.
fn sign(identity: &Identity, keys: &[String], size: u64, root: Hash) -> Result<String, KeyError> {
    let checkpoint = tlog::checkpoint::Checkpoint {
        origin: identity.origin.clone(),
        size,
        root,
        extensions: Vec::new(),
    };
    let mut note = Note::new(checkpoint.to_string()).expect("the log's name is one line");
    for key in keys {
        note.push(identity.signers.sign(key, note.text())?);
    }
    Ok(note.to_string())
}

/// The root of a full tile: the hash that stands for it one level up (RFC 6962, section 2.1).
pub fn subtree_root(hashes: &[Hash]) -> Hash {
    let mut level = hashes.to_vec();
    while level.len() > 1 {
        level = level
            .chunks(2)
            .map(|pair| tlog::node_hash(&pair[0], &pair[1]))
            .collect();
    }
    level[0]
}

fn load_edge(link: &mut Link, size: u64) -> Result<Vec<Vec<Hash>>, StoreError> {
    let from = size - size % TILE as u64;
    let mut edge = vec![leaf_hashes(link, from, size)?];
    for level in 0_u64.. {
        let complete = size >> (8 * (level + 1));
        if complete == 0 {
            break;
        }
        let from = complete - complete % TILE as u64;
        let sql = "select root from tiles where log = $1 and level = $2 and n >= $3 order by n";
        let rows = link.query(sql, &[LOG_ID.into(), level.into(), from.into()])?;
        edge.push(
            rows.iter()
                .map(|r| Ok(Hash(r.get(0)?)))
                .collect::<Result<_, StoreError>>()?,
        );
    }
    Ok(edge)
}

/// The leaves of the entries from `from` to before `until`, as published.
///
/// # Errors
/// The store's.
pub fn leaves(link: &mut Link, from: u64, until: u64) -> Result<Vec<Leaf>, StoreError> {
    let origin: String =
        link.query("select origin from log where id = $1", &[LOG_ID.into()])?[0].get(0)?;
    let rows = link.query(
        "select seq, time, commitment from entries \
         where log = $1 and seq >= $2 and seq < $3 order by seq",
        &[LOG_ID.into(), from.into(), until.into()],
    )?;
    rows.iter()
        .map(|r| Ok(Leaf::new(&origin, r.get(0)?, r.get(1)?, Hash(r.get(2)?))))
        .collect()
}

/// The leaf hashes of the entries from `from` to before `until`.
pub(crate) fn leaf_hashes(link: &mut Link, from: u64, until: u64) -> Result<Vec<Hash>, StoreError> {
    if from == until {
        return Ok(Vec::new());
    }
    Ok(leaves(link, from, until)?
        .iter()
        .map(|l| tlog::leaf_hash(&l.encode()))
        .collect())
}
