//! Connections for reading, used on blocking threads, never more than asked for.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Semaphore;

use super::{Link, Place, StoreError};

/// How long to wait for one of them: past that, the store is too slow for those who ask.
const PATIENCE: Duration = Duration::from_secs(10);

/// A bounded set of reading connections; opened when first needed.
#[derive(Clone)]
pub struct ReadPool {
    place: Place,
    serving: bool,
    idle: Arc<Mutex<Vec<Link>>>,
    permits: Arc<Semaphore>,
}

impl ReadPool {
    /// A pool of at most `size` connections to `place`, for reading that may take long.
    pub fn new(place: Place, size: usize) -> Self {
        Self {
            place,
            serving: false,
            idle: Arc::default(),
            permits: Arc::new(Semaphore::new(size)),
        }
    }

    /// The same for people who wait: what takes too long is given up.
    pub(crate) fn serving(place: Place, size: usize) -> Self {
        Self {
            serving: true,
            ..Self::new(place, size)
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
        let permit = Arc::clone(&self.permits).acquire_owned();
        let Ok(permit) = tokio::time::timeout(PATIENCE, permit).await else {
            let why = format!("no connection was free for {} s", PATIENCE.as_secs());
            return Err(StoreError::Unavailable(why).into());
        };
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
        let mut link = match self.idle() {
            Some(link) => link,
            None if self.serving => Link::serving_reader(&self.place)?,
            None => Link::open_reader(&self.place)?,
        };
        link.begin_read()?;
        let outcome = f(&mut link);
        // One that is still in this snapshot would show it to whoever reads next.
        if link.rollback() && !link.is_closed() {
            self.idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(link);
        }
        outcome
    }

    /// An open connection that nobody uses. After the server was away all of them are gone, and nobody should be told.
    fn idle(&self) -> Option<Link> {
        loop {
            let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
            let link = idle.pop()?;
            drop(idle);
            if link.is_alive() {
                return Some(link);
            }
        }
    }
}
