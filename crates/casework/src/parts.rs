//! The house put together: its settings, its parts, and the handle that pages and commands hold.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::tz::TimeZone;
use pack::Pack;
use tlog::Policy;

use crate::archive::Archives;
use crate::calls::Allowed;
use crate::case::read::Figures;
use crate::channels::{Gateway, Push};
use crate::oidc::Provider;
use crate::proofs::Proofs;
use crate::record::{
    Head, Identity, KeyRing, KeyUri, Published, RecordError, Secrets, Tx, Writer, WriterSettings,
    follow,
};
use crate::stamps::Authority;
use crate::store::{Link, MIGRATIONS, Place, ReadPool, StoreError, upgrade};
use crate::{Clock, Entropy, Error};

/// Packs kept compiled in memory.
const PACKS: usize = 256;

/// What the house is started with.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Keys and the published checkpoint live here; the SQLite file too.
    pub data: PathBuf,
    /// Archives of closed cases; `None`: `data/archive`. Several nodes share one.
    pub archive: Option<PathBuf>,
    /// The database; `None`: SQLite at `data/diwan.db`.
    pub database: Option<String>,
    /// The log's name (C2SP checkpoint origin).
    pub origin: String,
    /// Where time comes from.
    pub clock: Clock,
    /// Where entropy comes from.
    pub entropy: Entropy,
    /// Where citizens reach it, for links in notices; no slash at the end.
    pub public_url: String,
    /// Connections for reading.
    pub readers: usize,
    /// How the writer behaves.
    pub writer: WriterSettings,
    /// Whose cosignatures the log asks for, and how many are enough; `None`: nobody's.
    pub policy: Option<Arc<Policy>>,
    /// Who stamps checkpoints; `None`: nobody.
    pub authority: Option<Arc<Authority>>,
    /// The house's time zone: whose night it is.
    pub zone: TimeZone,
    /// Sends SMS; `None`: none are sent.
    pub sms: Option<Gateway>,
    /// Sends push messages; `None`: none are sent.
    pub push: Option<Push>,
    /// Where webhooks may send to.
    pub webhooks: Vec<Allowed>,
    /// By whom people may sign in.
    pub providers: Vec<Provider>,
    /// The agencies' logs that this log is to follow, by name.
    pub follows: Vec<String>,
    /// Signing keys of the log that lie in a device (PKCS #11); the others are files in the folder of keys.
    pub log_keys: Vec<KeyUri>,
    /// The store that a test simulates, in place of any other.
    #[cfg(feature = "simulation")]
    pub simulated: Option<crate::store::simulated::Simulated>,
}

impl Settings {
    /// The defaults for a data directory.
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            archive: None,
            database: None,
            origin: "diwan.localhost/record".into(),
            clock: Clock::System,
            entropy: Entropy::System,
            public_url: "http://localhost:8080".into(),
            readers: 8,
            writer: WriterSettings::default(),
            policy: None,
            authority: None,
            zone: TimeZone::UTC,
            sms: None,
            push: None,
            webhooks: Vec::new(),
            providers: Vec::new(),
            follows: Vec::new(),
            log_keys: Vec::new(),
            #[cfg(feature = "simulation")]
            simulated: None,
        }
    }

    /// Where the data lives.
    pub fn place(&self) -> Place {
        #[cfg(feature = "simulation")]
        if let Some(simulated) = &self.simulated {
            return Place::Simulated(simulated.clone());
        }
        match &self.database {
            Some(url) => Place::Postgres(url.clone()),
            None => Place::Sqlite(self.data.join("diwan.db")),
        }
    }

    /// The file that holds the last published checkpoint, outside the database on purpose: a
    /// database that was rolled back does not agree with it.
    pub fn checkpoint_file(&self) -> PathBuf {
        self.data.join("record").join("checkpoint")
    }

    /// The size that it says, where it is there and can be read.
    pub(crate) fn published_size(&self) -> Option<u64> {
        let text = std::fs::read_to_string(self.checkpoint_file()).ok()?;
        // The second line of a checkpoint is the size (C2SP tlog-checkpoint).
        text.lines().nth(1)?.parse().ok()
    }

    /// The folder of the archives.
    pub fn archive_dir(&self) -> PathBuf {
        self.archive
            .clone()
            .unwrap_or_else(|| self.data.join("archive"))
    }

    /// The folder of the key files.
    pub fn keys_dir(&self) -> PathBuf {
        self.data.join("keys")
    }
}

/// What a command needs beside the connection.
pub struct Parts {
    /// The log's name and keys.
    pub identity: Identity,
    /// Keys of cases and people.
    pub keys: KeyRing,
    /// Archives of closed cases.
    pub archives: Archives,
    /// Deployed packs.
    pub packs: Packs,
    /// Draw proofs computed ahead.
    pub proofs: Proofs,
    /// Counts made for pages.
    pub figures: Figures,
    /// Where citizens reach the house.
    pub public_url: String,
    /// Whose cosignatures the log asks for.
    pub policy: Option<Arc<Policy>>,
    /// Who stamps checkpoints.
    pub authority: Option<Arc<Authority>>,
    /// The house's time zone.
    pub zone: TimeZone,
    /// Sends SMS.
    pub sms: Option<Gateway>,
    /// Sends push messages.
    pub push: Option<Push>,
    /// Where webhooks may send to.
    pub webhooks: Vec<Allowed>,
    /// By whom people may sign in.
    pub providers: Vec<Provider>,
    /// The agencies' logs that this log is to follow, by name.
    pub follows: Vec<String>,
    /// Where time comes from.
    pub clock: Clock,
    /// Where entropy comes from.
    pub entropy: Entropy,
}

impl Parts {
    /// Parts on the given secrets.
    pub fn new(settings: &Settings, secrets: &Secrets) -> Self {
        let identity = Identity {
            origin: settings.origin.clone(),
            signers: secrets.log.clone(),
            draw: Arc::new(draw::SecretKey::from_seed(&secrets.draw)),
        };
        Self {
            identity,
            keys: KeyRing::new(secrets.master),
            archives: Archives::new(settings.archive_dir()),
            packs: Packs::default(),
            proofs: Proofs::default(),
            figures: Figures::default(),
            public_url: settings.public_url.clone(),
            policy: settings.policy.clone(),
            authority: settings.authority.clone(),
            zone: settings.zone.clone(),
            sms: settings.sms.clone(),
            push: settings.push.clone(),
            webhooks: settings.webhooks.clone(),
            providers: settings.providers.clone(),
            follows: settings.follows.clone(),
            clock: settings.clock.clone(),
            entropy: settings.entropy.clone(),
        }
    }
}

impl Parts {
    /// The same house with nothing remembered: for an audit.
    pub(crate) fn fresh(&self) -> Self {
        Self {
            identity: self.identity.clone(),
            keys: self.keys.fresh(),
            archives: self.archives.fresh(),
            packs: Packs::default(),
            proofs: Proofs::default(),
            figures: Figures::default(),
            public_url: self.public_url.clone(),
            policy: self.policy.clone(),
            authority: self.authority.clone(),
            zone: self.zone.clone(),
            sms: self.sms.clone(),
            push: self.push.clone(),
            webhooks: self.webhooks.clone(),
            providers: self.providers.clone(),
            follows: self.follows.clone(),
            clock: self.clock.clone(),
            entropy: self.entropy.clone(),
        }
    }
}

/// Deployed packs, compiled once and shared.
#[derive(Clone, Default)]
pub struct Packs(Arc<Mutex<HashMap<[u8; 32], Arc<Pack>>>>);

impl Packs {
    /// The pack of that hash.
    ///
    /// # Errors
    /// [`Error::Pack`] when its files are missing or no longer what they were.
    pub fn get(&self, link: &mut Link, hash: &[u8; 32]) -> Result<Arc<Pack>, Error> {
        if let Some(pack) = self.cached().get(hash) {
            return Ok(Arc::clone(pack));
        }
        let name = hex::encode(hash);
        let files = self.files(link, hash)?;
        let pack = pack::load(&files)
            .map_err(|f| Error::Pack(format!("{name} no longer passes: {}", f[0].message)))?;
        if pack.hash != *hash {
            return Err(Error::Pack(format!("the files of {name} were changed")));
        }
        let pack = Arc::new(pack);
        self.put(Arc::clone(&pack));
        Ok(pack)
    }

    /// The files of the pack of that hash, as they are kept: [`Packs::get`] holds them against it.
    ///
    /// # Errors
    /// [`Error::Pack`] when they are missing or no files of a pack.
    pub fn files(&self, link: &mut Link, hash: &[u8; 32]) -> Result<pack::Files, Error> {
        let name = hex::encode(hash);
        let row = link
            .query_opt(
                "select files from pack_files where hash = $1",
                &[(*hash).into()],
            )?
            .ok_or_else(|| Error::Pack(format!("the files of {name} are missing")))?;
        let bytes: Vec<u8> = row.get(0)?;
        pack::Files::from_bytes(&bytes).map_err(|e| Error::Pack(e.to_string()))
    }

    /// Keeps a pack that was just checked.
    pub fn put(&self, pack: Arc<Pack>) {
        let mut cached = self.cached();
        if cached.len() >= PACKS {
            cached.clear();
        }
        cached.insert(pack.hash, pack);
    }

    fn cached(&self) -> std::sync::MutexGuard<'_, HashMap<[u8; 32], Arc<Pack>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The running core: what pages, jobs and commands hold. Cheap to clone.
#[derive(Clone)]
pub struct Casework {
    /// What it was started with.
    pub settings: Arc<Settings>,
    /// Its parts.
    pub parts: Arc<Parts>,
    writer: Writer,
    readers: ReadPool,
}

impl Casework {
    /// Opens the store (making it where there is none), checks that it is not older than what was
    /// published, and starts the writer.
    ///
    /// # Errors
    /// When a file or the database cannot be used; each says which and why.
    pub fn open(settings: Settings) -> Result<Self, Error> {
        let place = settings.place();
        let unusable = |e: std::io::Error| {
            StoreError::Unavailable(format!("{}: {e}", settings.data.display()))
        };
        std::fs::create_dir_all(settings.data.join("record")).map_err(unusable)?;
        let now = settings.clock.now().as_microsecond();
        upgrade(&place, MIGRATIONS, now)?;
        let mut link = Link::open(&place)?;
        let head = Head::load(&mut link)?;
        drop(link);
        let secrets = Secrets::load(&settings, head.is_none())?;
        not_rolled_back(&settings, head.as_ref().map_or(0, Head::size))?;
        let parts = Arc::new(Parts::new(&settings, &secrets));
        // Nothing is remembered yet: what was erased until now cannot be in memory.
        parts.keys.saw(head.as_ref().map_or(0, Head::size));
        let writer = Writer::start(place.clone(), Arc::clone(&parts), settings.writer.clone())?;
        let readers = ReadPool::serving(place, settings.readers);
        Ok(Self {
            settings: Arc::new(settings),
            parts,
            writer,
            readers,
        })
    }

    /// Runs a command: see [`Writer::write`].
    ///
    /// # Errors
    /// What the command returns, or the store's.
    pub async fn write<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    {
        self.writer.write(work).await
    }

    /// Runs a query on one snapshot, off the async threads.
    ///
    /// # Errors
    /// What the query returns, or the store's.
    pub async fn read<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(&mut Link, &Parts) -> Result<T, Error> + Send + 'static,
    {
        let parts = Arc::clone(&self.parts);
        let read = move |link: &mut Link| {
            follow(link, &parts)?;
            work(link, &parts)
        };
        self.readers.read(read).await
    }

    /// Publishes what another process has written to the same log since.
    ///
    /// # Errors
    /// The store's.
    pub async fn follow(&self) -> Result<(), Error> {
        self.newest().await.map(drop)
    }

    /// The newest checkpoint of all nodes, from the store: who asks one node after the other never sees the log shrink.
    ///
    /// # Errors
    /// The store's.
    pub async fn newest(&self) -> Result<Published, Error> {
        let before = self.published().borrow().size;
        let read = |link: &mut Link, _: &Parts| {
            let (size, checkpoint) = crate::record::checkpoint(link)?;
            let keys = crate::record::in_force(link)?;
            Ok(Published {
                size,
                checkpoint,
                keys,
            })
        };
        let newest = self.read(read).await?;
        let size = newest.size;
        if size < before {
            let why = format!("the database holds {size} entries, {before} were published");
            return Err(StoreError::Unavailable(why).into());
        }
        self.writer.publish(newest.clone());
        Ok(newest)
    }

    /// Whether the store takes writes; asked of it only where it did not take the last.
    ///
    /// # Errors
    /// Why it does not: it cannot be reached, is full, or is read only.
    pub async fn takes_writes(&self) -> Result<(), Error> {
        if self.writer.is_troubled() {
            crate::claims::probe(self).await?;
        }
        Ok(())
    }

    /// The newest published checkpoint, and a way to wait for the next.
    pub fn published(&self) -> tokio::sync::watch::Receiver<Published> {
        self.writer.published()
    }

    /// Writes each new checkpoint to [`Settings::checkpoint_file`], and the keys that sign beside it, at most five a second,
    /// until the writer ends.
    pub async fn publish_checkpoints(self) {
        let mut published = self.published();
        let path = self.settings.checkpoint_file();
        let mut keys = Vec::new();
        drop(self);
        published.mark_changed();
        while published.changed().await.is_ok() {
            let Published {
                checkpoint,
                keys: signing,
                ..
            } = published.borrow_and_update().clone();
            if let Err(e) = replace(&path, &checkpoint) {
                tracing::error!(error = %e, path = %path.display(), "checkpoint not published");
            }
            if signing != keys && write_keys(&path, &signing).is_ok() {
                keys = signing;
            }
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        }
    }
}

/// The keys that sign, one a line, beside the checkpoint: for `diwan verify` on this machine.
fn write_keys(checkpoint: &std::path::Path, keys: &[String]) -> std::io::Result<()> {
    replace(
        &checkpoint.with_file_name("vkey"),
        &(keys.join("\n") + "\n"),
    )
}

/// Replaces a file in one step, so that a reader sees the old or the new one.
fn replace(path: &std::path::Path, text: &str) -> std::io::Result<()> {
    let next = path.with_extension("next");
    std::fs::write(&next, text)?;
    std::fs::rename(&next, path)
}

fn not_rolled_back(settings: &Settings, database: u64) -> Result<(), Error> {
    let published = settings.published_size().unwrap_or(0);
    if published > database {
        return Err(RecordError::RolledBack {
            database,
            published,
        }
        .into());
    }
    Ok(())
}
