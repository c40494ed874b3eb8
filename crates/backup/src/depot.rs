//! Where backups lie: a folder, or a bucket of a store that speaks S3.

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::sync::Arc;

use futures_util::StreamExt as _;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _, PutPayload};
use tokio::runtime::Runtime;

use crate::Error;
use crate::restore::Identities;

/// Largest piece that is read back.
const LARGEST: u64 = 256 * 1024 * 1024;

/// A place of backups.
pub struct Depot {
    place: String,
    store: Arc<dyn ObjectStore>,
    prefix: Path,
    runtime: Runtime,
}

impl Depot {
    /// Opens a folder (made where there is none) or an address such as `s3://bucket/prefix`. Credentials and endpoint come from the
    /// environment, by the names that Amazon's tools use (`AWS_ACCESS_KEY_ID`, `AWS_ENDPOINT_URL`, …).
    ///
    /// # Errors
    /// [`Error::Depot`].
    pub fn open(place: &str) -> Result<Self, Error> {
        let failed = |cause: String| Error::Depot {
            place: place.to_owned(),
            cause,
        };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map_err(|e| failed(e.to_string()))?;
        let url = match url::Url::parse(place) {
            Ok(url) if place.contains("://") => url,
            _ => folder(place).map_err(failed)?,
        };
        if url.scheme() != "file" {
            // One TLS stack for the whole program.
            let _ = rustls::crypto::ring::default_provider().install_default();
        }
        let options = std::env::vars().map(|(name, v)| (name.to_lowercase(), v));
        let (store, prefix) =
            object_store::parse_url_opts(&url, options).map_err(|e| failed(e.to_string()))?;
        Ok(Self {
            place: place.to_owned(),
            store: store.into(),
            prefix,
            runtime,
        })
    }

    /// As it was given.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    fn failed(&self, e: impl std::fmt::Display) -> Error {
        Error::Depot {
            place: self.place.clone(),
            cause: e.to_string(),
        }
    }

    fn path(&self, name: &str) -> Path {
        let parts = self.prefix.parts();
        let own = name.split('/').map(Into::into);
        Path::from_iter(parts.chain(own))
    }

    /// Runs it on a thread of the depot's own and waits: rows arrive inside the runtime of a database's connection, in which no other
    /// can be started.
    fn wait<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Result<T, Error> {
        let (done, outcome) = std::sync::mpsc::sync_channel(1);
        self.runtime.spawn(async move { done.send(work.await) });
        outcome.recv().map_err(|e| self.failed(e))
    }

    /// The names that begin with a folder, such as `rows`.
    pub(crate) fn list(&self, folder: &str) -> Result<BTreeSet<String>, Error> {
        let path = self.path(folder);
        let skip = self.prefix.parts().count();
        let store = Arc::clone(&self.store);
        let names = self.wait(async move {
            let mut names = BTreeSet::new();
            let mut all = store.list(Some(&path));
            while let Some(found) = all.next().await {
                let found = found?.location;
                let parts: Vec<_> = found.parts().skip(skip).collect();
                let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
                names.insert(parts.join("/"));
            }
            Ok::<_, object_store::Error>(names)
        })?;
        names.map_err(|e| self.failed(e))
    }

    pub(crate) fn put(&self, name: &str, bytes: Vec<u8>) -> Result<(), Error> {
        let (path, store) = (self.path(name), Arc::clone(&self.store));
        let put = self.wait(async move { store.put(&path, PutPayload::from(bytes)).await })?;
        put.map(drop).map_err(|e| self.failed(e))
    }

    pub(crate) fn get(&self, name: &str) -> Result<Vec<u8>, Error> {
        let (path, store) = (self.path(name), Arc::clone(&self.store));
        let found = self.wait(async move {
            let found = store.get(&path).await?;
            if found.meta.size > LARGEST {
                return Ok(Err(found.meta.size));
            }
            found.bytes().await.map(|bytes| Ok(bytes.to_vec()))
        })?;
        let found: Result<Vec<u8>, u64> = found.map_err(|e: object_store::Error| self.failed(e))?;
        found.map_err(|size| Error::Piece {
            name: name.to_owned(),
            cause: format!("{size} bytes; a piece has at most {LARGEST}"),
        })
    }

    pub(crate) fn delete(&self, name: &str) -> Result<(), Error> {
        let (path, store) = (self.path(name), Arc::clone(&self.store));
        let deleted = self.wait(async move { store.delete(&path).await })?;
        deleted.map_err(|e| self.failed(e))
    }
}

fn folder(place: &str) -> Result<url::Url, String> {
    std::fs::create_dir_all(place).map_err(|e| e.to_string())?;
    let whole = std::fs::canonicalize(place).map_err(|e| e.to_string())?;
    url::Url::from_directory_path(whole).map_err(|()| "this is no path of a folder".to_owned())
}

/// The public keys that backups are encrypted to.
pub struct Recipients(Vec<age::x25519::Recipient>);

impl Recipients {
    /// From their texts (`age1…`).
    ///
    /// # Errors
    /// [`Error::Recipient`], with the text that is none.
    pub fn parse(texts: &[String]) -> Result<Self, Error> {
        let one = |text: &String| {
            let key = text.trim().parse();
            key.map_err(|_| Error::Recipient(text.clone()))
        };
        texts.iter().map(one).collect::<Result<_, _>>().map(Self)
    }

    pub(crate) fn encrypt(&self, name: &str, plain: &[u8]) -> Result<Vec<u8>, Error> {
        let failed = |cause: String| Error::Piece {
            name: name.to_owned(),
            cause,
        };
        let all = self.0.iter().map(|r| r as &dyn age::Recipient);
        let encryptor = age::Encryptor::with_recipients(all).map_err(|e| failed(e.to_string()))?;
        let mut out = Vec::with_capacity(plain.len() + 1024);
        let written = encryptor.wrap_output(&mut out).and_then(|mut writer| {
            writer.write_all(plain)?;
            writer.finish()
        });
        written.map_err(|e| failed(e.to_string()))?;
        Ok(out)
    }
}

impl Identities {
    pub(crate) fn decrypt(&self, name: &str, sealed: &[u8]) -> Result<Vec<u8>, Error> {
        let failed = |cause: String| Error::Piece {
            name: name.to_owned(),
            cause,
        };
        let decryptor = age::Decryptor::new(sealed).map_err(|e| failed(e.to_string()))?;
        let all = self.0.iter().map(|i| i as &dyn age::Identity);
        let reader = decryptor.decrypt(all).map_err(|e| failed(e.to_string()))?;
        let mut out = Vec::new();
        let read = reader.take(LARGEST).read_to_end(&mut out);
        read.map_err(|e| failed(e.to_string()))?;
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::Depot;

    /// As when a table of PostgreSQL fills more than one piece: the piece is put while the next rows are waited for.
    #[test]
    fn a_piece_can_be_put_from_within_another_runtime() {
        let dir = tempfile::tempdir().unwrap();
        let depot = Depot::open(&dir.path().display().to_string()).unwrap();
        let connection = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        connection.block_on(async {
            depot.put("rows/one", b"rows".to_vec()).unwrap();
            assert_eq!(depot.get("rows/one").unwrap(), b"rows");
            assert_eq!(
                depot.list("rows").unwrap().into_iter().collect::<Vec<_>>(),
                ["rows/one"]
            );
            depot.delete("rows/one").unwrap();
            assert!(depot.get("rows/one").is_err());
        });
    }
}
