//! Sessions in memory, for tests and demonstrations.

use super::{SessionData, SessionError, SessionStore, TokenHash};
use crate::held::HeldName;
use futures_util::future::{BoxFuture, ready};
use jiff::Timestamp;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A store that forgets everything when the process ends.
#[derive(Debug, Default)]
pub struct MemorySessions(
    Mutex<HashMap<TokenHash, SessionData>>,
    Mutex<HashMap<TokenHash, Vec<u8>>>,
);

impl MemorySessions {
    fn map(&self) -> MutexGuard<'_, HashMap<TokenHash, SessionData>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn forms(&self) -> MutexGuard<'_, HashMap<TokenHash, Vec<u8>>> {
        self.1.lock().unwrap_or_else(PoisonError::into_inner)
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

    fn update(
        &self,
        token: TokenHash,
        to: TokenHash,
        data: SessionData,
    ) -> BoxFuture<'_, Result<bool, SessionError>> {
        let mut map = self.map();
        let there = map.remove(&token).is_some();
        if there {
            map.insert(to, data);
        }
        Box::pin(ready(Ok(there)))
    }

    fn remove(&self, token: TokenHash) -> BoxFuture<'_, Result<(), SessionError>> {
        self.map().remove(&token);
        Box::pin(ready(Ok(())))
    }

    fn hold(
        &self,
        name: HeldName,
        form: Vec<u8>,
        _until: Timestamp,
    ) -> BoxFuture<'_, Result<(), SessionError>> {
        self.forms().insert(name.place(), form);
        Box::pin(ready(Ok(())))
    }

    fn held(&self, name: HeldName) -> BoxFuture<'_, Result<Option<Vec<u8>>, SessionError>> {
        Box::pin(ready(Ok(self.forms().get(&name.place()).cloned())))
    }

    fn unhold(&self, place: TokenHash) -> BoxFuture<'_, Result<bool, SessionError>> {
        Box::pin(ready(Ok(self.forms().remove(&place).is_some())))
    }
}
