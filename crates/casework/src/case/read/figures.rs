//! Figures that cost a walk over many cases, kept for a while: they stand on pages that anybody may ask for.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use super::lists::{Departures, Measured, departures, measured, mended};
use super::steps::Steps;
use crate::store::Link;
use crate::{Error, Parts};

/// How long a figure is shown before it is made anew.
const KEPT: SignedDuration = SignedDuration::from_mins(10);
/// Figures kept at most; past that the memory of them starts anew.
const MOST: usize = 256;
/// Over fewer tasks and cases a figure costs little, and is made each time.
const MANY: u64 = 1_000;

/// Figures made before.
#[derive(Default)]
pub struct Figures {
    pub(super) steps: Kept<[u8; 32], Steps>,
    services: Kept<String, Service>,
}

/// What the record measures of a service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Service {
    /// How long it takes.
    pub measured: Measured,
    /// How often officials departed from what the rules recommend.
    pub departures: Departures,
    /// Cases that two supervisors mended.
    pub mended: u64,
}

/// The figures of a service, of cases closed since `since`. Of a service with many cases they are up to ten minutes old.
///
/// # Errors
/// The store's.
pub fn service(
    link: &mut Link,
    parts: &Parts,
    pack: &str,
    since: Timestamp,
) -> Result<Service, Error> {
    let now = parts.clock.now();
    let kept = &parts.figures.services;
    if let Some(known) = kept.known(pack, now) {
        return Ok(*known);
    }
    let service = Service {
        measured: measured(link, pack, since)?,
        departures: departures(link, pack)?,
        mended: mended(link, pack)?,
    };
    if service.measured.closed + service.measured.open + service.departures.decided >= MANY {
        kept.keep(pack.to_owned(), now, &Arc::new(service));
    }
    Ok(service)
}

/// Values by key, each with when it was made.
pub(super) struct Kept<K, V>(Mutex<HashMap<K, (Timestamp, Arc<V>)>>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Hash + Eq, V> Kept<K, V> {
    /// The value, or nothing for who is to make it. While one makes it anew, others get the old one.
    pub(super) fn known<Q>(&self, key: &Q, now: Timestamp) -> Option<Arc<V>>
    where
        K: std::borrow::Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (made, value) = all.get_mut(key)?;
        if now.duration_since(*made) < KEPT {
            return Some(Arc::clone(value));
        }
        *made = now;
        None
    }

    pub(super) fn keep(&self, key: K, now: Timestamp, value: &Arc<V>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(key, (now, Arc::clone(value)));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::{SignedDuration, Timestamp};

    use super::{KEPT, Kept};

    #[test]
    fn an_old_figure_is_made_anew_by_one_while_others_are_shown_it() {
        let kept = Kept::<String, u32>::default();
        let start = Timestamp::UNIX_EPOCH;
        assert_eq!(kept.known("a", start), None);
        kept.keep("a".into(), start, &Arc::new(7));
        let later = start + KEPT;
        assert_eq!(
            kept.known("a", later - SignedDuration::from_secs(1))
                .as_deref(),
            Some(&7)
        );
        assert_eq!(kept.known("a", later), None, "the first is to make it");
        assert_eq!(
            kept.known("a", later).as_deref(),
            Some(&7),
            "the second is not kept waiting"
        );
        kept.keep("a".into(), later, &Arc::new(8));
        assert_eq!(kept.known("a", later).as_deref(), Some(&8));
    }
}
