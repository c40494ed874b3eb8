//! Sessions in memory, for tests and demonstrations.

use super::{SessionData, SessionError, SessionStore, TokenHash};
use futures_util::future::{BoxFuture, ready};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A store that forgets everything when the process ends.
#[derive(Debug, Default)]
pub struct MemorySessions(Mutex<HashMap<TokenHash, SessionData>>);

impl MemorySessions {
    fn map(&self) -> MutexGuard<'_, HashMap<TokenHash, SessionData>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many sessions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.map().len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.map().is_empty()
    }
}

impl SessionStore for MemorySessions {
    fn load(&self, token: TokenHash) -> BoxFuture<'_, Result<Option<SessionData>, SessionError>> {
        Box::pin(ready(Ok(self.map().get(&token).cloned())))
    }

    fn save(&self, token: TokenHash, data: SessionData) -> BoxFuture<'_, Result<(), SessionError>> {
        self.map().insert(token, data);
        Box::pin(ready(Ok(())))
    }

    fn remove(&self, token: TokenHash) -> BoxFuture<'_, Result<(), SessionError>> {
        self.map().remove(&token);
        Box::pin(ready(Ok(())))
    }
}
