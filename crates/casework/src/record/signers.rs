//! The log's signing keys that this machine has: which of them sign is in the record (`log_keys`).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use ed25519_dalek::{Signer as _, SigningKey};
use tlog::Verifier;
use tlog::key::Algorithm;
use tlog::note::Signature;

use super::KeyError;
#[cfg(feature = "pkcs11")]
use super::device::DeviceKey;
use super::key_uri::KeyUri;
use super::secrets::{read_secret, write_secret};
use crate::{Entropy, Settings};

/// The signing keys of a log, by their verifier keys (C2SP signed-note). They are looked for when one is asked for that is not known
/// yet: so a running server takes up a key that was added beside it.
#[derive(Clone)]
pub struct LogSigners {
    origin: String,
    dir: PathBuf,
    devices: Vec<KeyUri>,
    known: Arc<Mutex<BTreeMap<String, Arc<LogSigner>>>>,
    /// The last signature was not made.
    failed: Arc<AtomicBool>,
}

/// One signing key.
enum LogSigner {
    /// A seed in a file of the folder of keys.
    File(SigningKey),
    /// A key in a device.
    #[cfg(feature = "pkcs11")]
    Device(DeviceKey),
}

impl LogSigner {
    fn sign(&self, text: &[u8]) -> Result<Vec<u8>, KeyError> {
        match self {
            Self::File(key) => Ok(key.sign(text).to_bytes().to_vec()),
            #[cfg(feature = "pkcs11")]
            Self::Device(key) => key.sign(text).map_err(KeyError::Device),
        }
    }
}

impl LogSigners {
    /// The file of the key with which a log begins.
    pub const FIRST: &str = "log.key";

    /// The keys of the settings, under the log's name.
    pub fn new(settings: &Settings) -> Self {
        Self {
            origin: settings.origin.clone(),
            dir: settings.keys_dir(),
            devices: settings.log_keys.clone(),
            known: Arc::default(),
            failed: Arc::default(),
        }
    }

    /// The verifier keys of all that is here.
    ///
    /// # Errors
    /// [`KeyError::File`].
    pub fn here(&self) -> Result<Vec<String>, KeyError> {
        self.look()?;
        Ok(self.known().keys().cloned().collect())
    }

    /// The verifier key with which a new log begins.
    ///
    /// # Errors
    /// [`KeyError`]; there must be exactly one key.
    pub(super) fn only(&self) -> Result<String, KeyError> {
        let mut here = self.here()?;
        match (here.pop(), here.is_empty()) {
            (Some(key), true) => Ok(key),
            _ => Err(KeyError::File {
                path: self.dir.display().to_string(),
                cause: "a new log begins with one signing key: leave one here".into(),
            }),
        }
    }

    /// Whether the secret side of a verifier key is here.
    ///
    /// # Errors
    /// [`KeyError::NoSigner`], or why it cannot be read.
    pub fn has(&self, vkey: &str) -> Result<(), KeyError> {
        self.signer(vkey).map(|_| ())
    }

    /// Whether these keys are here, and sign: they are only asked to where they did not when they were last asked. Blocks.
    ///
    /// # Errors
    /// As [`LogSigners::has`], or why one does not sign.
    pub fn can_sign(&self, vkeys: &[String]) -> Result<(), KeyError> {
        for vkey in vkeys {
            self.has(vkey)?;
            if self.failed.load(Ordering::Acquire) {
                // No checkpoint and no note: nobody can use it as one.
                self.sign(vkey, "Does this key sign?")?;
            }
        }
        Ok(())
    }

    /// Signs the text of a note.
    ///
    /// # Errors
    /// As [`LogSigners::has`].
    pub(super) fn sign(&self, vkey: &str, text: &str) -> Result<Signature, KeyError> {
        let verifier: Verifier = vkey.parse().map_err(|_| self.missing(vkey))?;
        let signed = self.signer(vkey).and_then(|s| s.sign(text.as_bytes()));
        self.failed.store(signed.is_err(), Ordering::Release);
        let bytes = signed?;
        let signature = Signature {
            name: verifier.name().to_owned(),
            id: verifier.id(),
            bytes,
        };
        Ok(signature)
    }

    /// Makes a key in a file of its own, named after its id; it signs nothing yet.
    ///
    /// # Errors
    /// [`KeyError::File`].
    pub fn make(&self, entropy: &Entropy) -> Result<(String, PathBuf), KeyError> {
        let secret: [u8; 32] = entropy.bytes();
        let public = SigningKey::from_bytes(&secret).verifying_key();
        let verifier = self.verifier(public.as_bytes())?;
        let path = self.dir.join(format!("log-{:08x}.key", verifier.id()));
        write_secret(&path, &secret)?;
        Ok((verifier.to_string(), path))
    }

    /// Makes a key in the last of the devices of the settings, from which it cannot be taken; it signs nothing yet.
    ///
    /// # Errors
    /// [`KeyError::Device`].
    pub fn make_in_device(&self) -> Result<String, KeyError> {
        let uri = self.devices.last();
        let uri = uri.ok_or_else(|| KeyError::Device("none is named (--log-key)".into()))?;
        #[cfg(feature = "pkcs11")]
        return self.keep(DeviceKey::make(uri).map_err(KeyError::Device)?);
        #[cfg(not(feature = "pkcs11"))]
        return self.in_device(uri).map(|()| String::new());
    }

    /// The file of a key; nothing where it is in none.
    pub fn file_of(&self, vkey: &str) -> Option<PathBuf> {
        let is_it = |path: &PathBuf| {
            let key = read_secret(path).ok().map(|s| SigningKey::from_bytes(&s));
            let found = key.and_then(|key| self.verifier(key.verifying_key().as_bytes()).ok());
            found.is_some_and(|found| found.to_string() == vkey)
        };
        key_files(&self.dir).into_iter().find(is_it)
    }

    fn signer(&self, vkey: &str) -> Result<Arc<LogSigner>, KeyError> {
        if let Some(signer) = self.known().get(vkey) {
            return Ok(Arc::clone(signer));
        }
        self.look()?;
        let found = self.known().get(vkey).cloned();
        found.ok_or_else(|| self.missing(vkey))
    }

    fn missing(&self, vkey: &str) -> KeyError {
        KeyError::NoSigner {
            vkey: vkey.to_owned(),
            dir: self.dir.display().to_string(),
        }
    }

    fn look(&self) -> Result<(), KeyError> {
        for path in key_files(&self.dir) {
            let key = SigningKey::from_bytes(&read_secret(&path)?);
            let vkey = self.verifier(key.verifying_key().as_bytes())?.to_string();
            let signer = LogSigner::File(key);
            self.known().entry(vkey).or_insert_with(|| Arc::new(signer));
        }
        self.devices.iter().try_for_each(|uri| self.in_device(uri))
    }

    #[cfg(feature = "pkcs11")]
    fn in_device(&self, uri: &KeyUri) -> Result<(), KeyError> {
        let key = DeviceKey::find(uri).map_err(KeyError::Device)?;
        self.keep(key).map(|_| ())
    }

    #[cfg(feature = "pkcs11")]
    fn keep(&self, key: DeviceKey) -> Result<String, KeyError> {
        let vkey = self.verifier(key.public())?.to_string();
        let mut known = self.known();
        known
            .entry(vkey.clone())
            .or_insert_with(|| Arc::new(LogSigner::Device(key)));
        Ok(vkey)
    }

    #[cfg(not(feature = "pkcs11"))]
    fn in_device(&self, uri: &KeyUri) -> Result<(), KeyError> {
        Err(KeyError::Device(format!(
            "{uri}: this program was built without PKCS #11"
        )))
    }

    fn verifier(&self, public: &[u8; 32]) -> Result<Verifier, KeyError> {
        Verifier::new(&self.origin, Algorithm::Ed25519, public).map_err(|e| KeyError::File {
            path: self.dir.display().to_string(),
            cause: e.to_string(),
        })
    }

    fn known(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Arc<LogSigner>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `log.key` and `log-….key`, in order of their names.
fn key_files(dir: &Path) -> Vec<PathBuf> {
    let ours = |path: &PathBuf| {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
        name == LogSigners::FIRST || (name.starts_with("log-") && name.ends_with(".key"))
    };
    let mut files: Vec<PathBuf> = std::fs::read_dir(dir)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(ours)
        .collect();
    files.sort();
    files
}
