//! Connections for reading, used on blocking threads, never more than asked for.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Semaphore;

use super::{Link, Place, StoreError};

/// A bounded set of reading connections; opened when first needed.
#[derive(Clone)]
pub struct ReadPool {
    place: Place,
    idle: Arc<Mutex<Vec<Link>>>,
    permits: Arc<Semaphore>,
}

impl ReadPool {
    /// A pool of at most `size` connections to `place`.
    pub fn new(place: Place, size: usize) -> Self {
        Self {
            place,
            idle: Arc::default(),
            permits: Arc::new(Semaphore::new(size)),
        }
    }

    /// Runs `f` on one snapshot, on a blocking thread.
    ///
    /// # Errors
    /// What `f` returns, or that the store cannot be reached.
    pub async fn read<T, E, F>(&self, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&mut Link) -> Result<T, E> + Send + 'static,
    {
        let permit = Arc::clone(&self.permits).acquire_owned().await;
        let pool = self.clone();
        let work = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            pool.on_snapshot(f)
        });
        work.await
            .unwrap_or_else(|e| Err(StoreError::Unavailable(e.to_string()).into()))
    }

    /// As [`ReadPool::read`], on the caller's own (blocking) thread.
    ///
    /// # Errors
    /// As [`ReadPool::read`].
    pub fn on_snapshot<T, E, F>(&self, f: F) -> Result<T, E>
    where
        E: From<StoreError>,
        F: FnOnce(&mut Link) -> Result<T, E>,
    {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let mut link = match idle.filter(|l| !l.is_closed()) {
            Some(link) => link,
            None => Link::open_reader(&self.place)?,
        };
        link.begin_read()?;
        let outcome = f(&mut link);
        link.rollback();
        if !link.is_closed() {
            self.idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(link);
        }
        outcome
    }
}
