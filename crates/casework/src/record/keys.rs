//! Keys: one for each case and person, wrapped by the master key. Who destroys a key erases all
//! that was written under it; the leaves keep their salted commitments, and every proof holds.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use sha2::{Digest, Sha256};

use crate::store::{Link, StoreError};
use crate::{CaseId, Entropy, PersonId};

/// Length of a nonce, which stands before each ciphertext.
const NONCE: usize = 12;
/// Keys kept unwrapped in memory; past that the memory of them starts anew.
const CACHED: usize = 65_536;

/// What goes wrong with keys.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// A key file is missing, unreadable or of the wrong length.
    #[error("key file {path}: {cause}")]
    File {
        /// Which file.
        path: String,
        /// Why it cannot be used.
        cause: String,
    },
    /// A key that signs the log is not on this machine.
    #[error(
        "the log is signed with {vkey}, whose secret side is not in {dir} here: copy it there, or see --log-key"
    )]
    NoSigner {
        /// The verifier key.
        vkey: String,
        /// Where it was looked for.
        dir: String,
    },
    /// A device with a signing key does not do what it should.
    #[error("the device of the signing key: {0}")]
    Device(String),
    /// What was sealed was changed, or sealed under another key.
    #[error("{what} cannot be opened: changed, or sealed under another key")]
    Sealed {
        /// What was to be read.
        what: String,
    },
    /// The key was destroyed on purpose: the data is erased.
    #[error("erased: the key {0} was destroyed")]
    Destroyed(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whose key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyId {
    /// Entries that concern no person.
    Log,
    /// All of a case.
    Case(CaseId),
    /// A person's profile and what happened to it.
    Person(PersonId),
}

impl std::fmt::Display for KeyId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Log => f.write_str("log"),
            Self::Case(id) => write!(f, "case:{id}"),
            Self::Person(id) => write!(f, "person:{id}"),
        }
    }
}

/// An unwrapped key.
#[derive(Clone)]
pub struct DataKey(Arc<ChaCha20Poly1305>);

impl DataKey {
    /// A key of these bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Arc::new(ChaCha20Poly1305::new(&Key::from(bytes))))
    }

    /// Seals `plain`. The nonce is a hash of `seed` and `purpose`: with a seed that is never used
    /// twice for a purpose (an entry's salt), the same row gives the same bytes in an audit.
    pub fn seal(&self, seed: &[u8], purpose: &str, plain: &[u8]) -> Vec<u8> {
        let mut hash = Sha256::new();
        hash.update(seed);
        hash.update(purpose.as_bytes());
        let digest = hash.finalize();
        let mut nonce = [0; NONCE];
        nonce.copy_from_slice(&digest[..NONCE]);
        let payload = Payload {
            msg: plain,
            aad: purpose.as_bytes(),
        };
        let sealed = self
            .0
            .encrypt(&Nonce::from(nonce), payload)
            .expect("ChaCha20-Poly1305 seals anything under 256 GiB");
        let mut out = Vec::with_capacity(NONCE + sealed.len());
        out.extend_from_slice(&nonce);
        out.extend_from_slice(&sealed);
        out
    }

    /// Opens what [`DataKey::seal`] made for the same purpose.
    ///
    /// # Errors
    /// [`KeyError::Sealed`] when a bit differs.
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Result<Vec<u8>, KeyError> {
        let broken = || KeyError::Sealed {
            what: purpose.to_owned(),
        };
        let (nonce, sealed) = sealed.split_at_checked(NONCE).ok_or_else(broken)?;
        let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| broken())?;
        let payload = Payload {
            msg: sealed,
            aad: purpose.as_bytes(),
        };
        self.0
            .decrypt(&Nonce::from(nonce), payload)
            .map_err(|_| broken())
    }
}

/// The master key and the keys that it wraps.
#[derive(Clone)]
pub struct KeyRing {
    master: DataKey,
    secret: [u8; 32],
    cache: Arc<Mutex<Cache>>,
    /// Entries of the log whose erasures are known here.
    seen: Arc<AtomicU64>,
}

#[derive(Default)]
struct Cache {
    keys: HashMap<KeyId, DataKey>,
    /// Destroyed for good. A reader on an older snapshot still finds them: they must not come back.
    buried: HashSet<KeyId>,
}

impl KeyRing {
    /// A ring on the given master key.
    pub fn new(master: [u8; 32]) -> Self {
        Self {
            master: DataKey::new(master),
            secret: master,
            cache: Arc::default(),
            seen: Arc::default(),
        }
    }

    /// The same master key with nothing remembered.
    pub(crate) fn fresh(&self) -> Self {
        Self::new(self.secret)
    }

    /// A key derived from the master key for one named use, such as form tokens.
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(b"diwan derived key v1\0");
        hash.update(self.secret);
        hash.update(purpose.as_bytes());
        hash.finalize().into()
    }

    /// Seals under the master key what belongs to no case and no person yet; `seed` is used once.
    pub fn master_seal(&self, seed: &[u8], purpose: &str, plain: &[u8]) -> Vec<u8> {
        self.master.seal(seed, purpose, plain)
    }

    /// Opens what [`KeyRing::master_seal`] made.
    ///
    /// # Errors
    /// [`KeyError::Sealed`] when a bit differs.
    pub fn master_open(&self, purpose: &str, sealed: &[u8]) -> Result<Vec<u8>, KeyError> {
        self.master.open(purpose, sealed)
    }

    /// A keyed hash of an e-mail address, by which a person is found without storing it in clear.
    pub fn email_tag(&self, email: &str) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(self.derive("e-mail tag"));
        hash.update(email.trim().to_lowercase().as_bytes());
        hash.finalize().into()
    }

    /// Makes the key of `id` and stores it wrapped.
    ///
    /// # Errors
    /// The store's.
    pub fn create(
        &self,
        link: &mut Link,
        id: KeyId,
        entropy: &Entropy,
    ) -> Result<DataKey, KeyError> {
        let bytes: [u8; 32] = entropy.bytes();
        let wrapped = self
            .master
            .seal(&entropy.bytes::<16>(), &id.to_string(), &bytes);
        let params = vec![id.to_string().into(), wrapped.into()];
        link.queue("insert into keys (id, wrapped) values ($1, $2)", params)?;
        let key = DataKey::new(bytes);
        self.remember(id, &key);
        Ok(key)
    }

    /// The key of `id`.
    ///
    /// # Errors
    /// [`KeyError::Destroyed`] when it is gone, [`KeyError::Sealed`] when the master key is another.
    pub fn get(&self, link: &mut Link, id: KeyId) -> Result<DataKey, KeyError> {
        let name = id.to_string();
        {
            let cache = self.cached();
            if cache.buried.contains(&id) {
                return Err(KeyError::Destroyed(name));
            }
            if let Some(key) = cache.keys.get(&id) {
                return Ok(key.clone());
            }
        }
        let row = link.query_opt(
            "select wrapped from keys where id = $1",
            &[name.as_str().into()],
        )?;
        let wrapped: Option<Vec<u8>> = row.map(|r| r.get(0)).transpose()?.flatten();
        let wrapped = wrapped.ok_or_else(|| KeyError::Destroyed(name.clone()))?;
        let bytes = self.master.open(&name, &wrapped)?;
        let bytes = bytes
            .try_into()
            .map_err(|_| KeyError::Sealed { what: name })?;
        let key = DataKey::new(bytes);
        self.remember(id, &key);
        Ok(key)
    }

    /// Destroys the key of `id`, for good, if the transaction is committed.
    ///
    /// # Errors
    /// The store's.
    pub(crate) fn destroy(&self, link: &mut Link, id: KeyId) -> Result<(), KeyError> {
        self.forget(id);
        link.execute(
            "update keys set wrapped = null where id = $1",
            &[id.to_string().into()],
        )?;
        Ok(())
    }

    /// Drops `id` from memory, as after a rolled-back [`KeyRing::create`].
    pub fn forget(&self, id: KeyId) {
        self.cached().keys.remove(&id);
    }

    /// Notes that the key of `id` is destroyed, and that this is committed.
    pub(crate) fn bury(&self, id: KeyId) {
        let mut cache = self.cached();
        cache.keys.remove(&id);
        cache.buried.insert(id);
    }

    /// How many entries of the log were looked through for erasures.
    pub(crate) fn seen(&self) -> u64 {
        self.seen.load(Ordering::Acquire)
    }

    /// All erasures among the first `entries` are buried here.
    pub(crate) fn saw(&self, entries: u64) {
        self.seen.fetch_max(entries, Ordering::AcqRel);
    }

    /// Authenticates what is kept in a table without being state: HMAC (RFC 2104) with SHA-256 under
    /// a key derived for `purpose`, which is not in the database.
    pub fn mac(&self, purpose: &str, message: &[&[u8]]) -> [u8; 32] {
        let key = self.derive(purpose);
        let padded = |with: u8| {
            let mut block = [with; 64];
            block.iter_mut().zip(key).for_each(|(b, k)| *b ^= k);
            block
        };
        let mut inner = Sha256::new();
        inner.update(padded(0x36));
        for part in message {
            // Each part after its length: none can lend bytes to its neighbour.
            inner.update((part.len() as u64).to_be_bytes());
            inner.update(part);
        }
        let mut outer = Sha256::new();
        outer.update(padded(0x5c));
        outer.update(inner.finalize());
        outer.finalize().into()
    }

    fn remember(&self, id: KeyId, key: &DataKey) {
        let mut cache = self.cached();
        if cache.keys.len() >= CACHED {
            cache.keys.clear();
        }
        if !cache.buried.contains(&id) {
            cache.keys.insert(id, key.clone());
        }
    }

    fn cached(&self) -> std::sync::MutexGuard<'_, Cache> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Place, migrate};

    #[test]
    fn what_is_sealed_opens_only_unchanged_and_for_its_purpose() {
        let key = DataKey::new([7; 32]);
        let sealed = key.seal(b"salt", "entry", b"the applicant's name");
        assert_eq!(key.open("entry", &sealed).unwrap(), b"the applicant's name");
        assert!(key.open("message", &sealed).is_err());
        for i in 0..sealed.len() {
            let mut flipped = sealed.clone();
            flipped[i] ^= 1;
            assert!(key.open("entry", &flipped).is_err(), "byte {i}");
        }
    }

    #[test]
    fn a_destroyed_key_is_gone() {
        let mut link = Link::open(&Place::Memory).unwrap();
        migrate(&mut link).unwrap();
        let ring = KeyRing::new([1; 32]);
        let id = KeyId::Case(CaseId(5));
        let sealed = ring
            .create(&mut link, id, &Entropy::seeded(1))
            .unwrap()
            .seal(b"1", "entry", b"x");
        ring.forget(id);
        assert_eq!(
            ring.get(&mut link, id)
                .unwrap()
                .open("entry", &sealed)
                .unwrap(),
            b"x"
        );
        ring.destroy(&mut link, id).unwrap();
        assert!(
            matches!(ring.get(&mut link, id), Err(KeyError::Destroyed(name)) if name == "case:5")
        );
    }
}
