//! A token bucket for each client, in bounded memory; the clock is an argument.

use crate::error::Problem;
use jiff::Timestamp;
use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

#[derive(Clone, Copy, Debug)]
struct Bucket {
    tokens: f64,
    at: Timestamp,
}

/// Limits how often a client may ask; by address, or by what a domain knows its clients by.
#[derive(Debug)]
pub struct RateLimiter<K = IpAddr> {
    burst: f64,
    per_second: f64,
    capacity: usize,
    buckets: Mutex<HashMap<K, Bucket>>,
}

impl RateLimiter {
    /// Takes a token.
    ///
    /// # Errors
    /// [`Problem::too_many`] with the seconds until there is one.
    pub fn check(&self, client: IpAddr, now: Timestamp) -> Result<(), Problem> {
        self.take(subnet(client), now)
    }
}

impl<K: Copy + Eq + Hash> RateLimiter<K> {
    /// `burst` requests at once, `per_second` after that, for at most `capacity` clients remembered.
    #[must_use]
    pub fn new(burst: u32, per_second: f64, capacity: usize) -> Self {
        let buckets = Mutex::new(HashMap::new());
        Self {
            burst: f64::from(burst),
            per_second,
            capacity: capacity.max(1),
            buckets,
        }
    }

    /// Takes a token of a client, as it is known.
    ///
    /// # Errors
    /// [`Problem::too_many`] with the seconds until there is one.
    pub fn take(&self, key: K, now: Timestamp) -> Result<(), Problem> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= self.capacity && !buckets.contains_key(&key) {
            self.forget(&mut buckets, now);
        }
        let bucket = buckets.entry(key).or_insert(Bucket {
            tokens: self.burst,
            at: now,
        });
        bucket.tokens = self.level(bucket, now);
        bucket.at = bucket.at.max(now);
        if bucket.tokens >= 1.0 {
            bucket.tokens -= 1.0;
            return Ok(());
        }
        let wait = (1.0 - bucket.tokens) / self.per_second.max(f64::MIN_POSITIVE);
        Err(Problem::too_many((wait.ceil() as u64).clamp(1, 3600)))
    }

    fn level(&self, bucket: &Bucket, now: Timestamp) -> f64 {
        let elapsed = now.duration_since(bucket.at).as_secs_f64().max(0.0);
        (bucket.tokens + elapsed * self.per_second).min(self.burst)
    }

    /// Makes room: full buckets say nothing and go first; under an attack from so many addresses
    /// that none is full, the fuller half goes, so the worst offenders stay limited.
    fn forget(&self, buckets: &mut HashMap<K, Bucket>, now: Timestamp) {
        buckets.retain(|_, bucket| self.level(bucket, now) < self.burst);
        if buckets.len() < self.capacity {
            return;
        }
        let mut levels: Vec<f64> = buckets.values().map(|b| self.level(b, now)).collect();
        let middle = levels.len() / 2;
        let (_, median, _) = levels.select_nth_unstable_by(middle, f64::total_cmp);
        let median = *median;
        buckets.retain(|_, bucket| self.level(bucket, now) < median);
    }
}

/// One household has one IPv4 address, but 2^64 of IPv6: those count as one (RFC 6177).
fn subnet(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan as _;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_client_is_slowed_and_let_in_again() {
        let limiter = RateLimiter::new(2, 0.5, 10);
        let t0 = Timestamp::UNIX_EPOCH;
        assert!(limiter.check(ip("192.0.2.1"), t0).is_ok());
        assert!(limiter.check(ip("192.0.2.1"), t0).is_ok());
        let refused = limiter.check(ip("192.0.2.1"), t0).unwrap_err();
        assert_eq!(refused.retry_after, Some(2));
        assert!(
            limiter.check(ip("192.0.2.2"), t0).is_ok(),
            "others are not touched"
        );
        assert!(limiter.check(ip("192.0.2.1"), t0 + 2.seconds()).is_ok());
        assert!(limiter.check(ip("192.0.2.1"), t0 + 2.seconds()).is_err());
        assert!(
            limiter.check(ip("192.0.2.1"), t0).is_err(),
            "a clock set back gives nothing"
        );
    }

    #[test]
    fn addresses_of_one_ipv6_subnet_are_one_client() {
        let limiter = RateLimiter::new(1, 0.1, 10);
        assert!(
            limiter
                .check(ip("2001:db8::1"), Timestamp::UNIX_EPOCH)
                .is_ok()
        );
        assert!(
            limiter
                .check(ip("2001:db8::2"), Timestamp::UNIX_EPOCH)
                .is_err()
        );
        assert!(
            limiter
                .check(ip("2001:db8:0:1::1"), Timestamp::UNIX_EPOCH)
                .is_ok()
        );
        assert!(
            limiter
                .check(ip("::ffff:192.0.2.1"), Timestamp::UNIX_EPOCH)
                .is_ok()
        );
        assert!(
            limiter
                .check(ip("192.0.2.1"), Timestamp::UNIX_EPOCH)
                .is_err()
        );
    }

    #[test]
    fn memory_is_bounded_and_the_worst_offender_stays_limited() {
        let limiter = RateLimiter::new(5, 0.001, 100);
        let t0 = Timestamp::UNIX_EPOCH;
        while limiter.check(ip("192.0.2.1"), t0).is_ok() {}
        for i in 0..10_000_u32 {
            let _ = limiter.check(IpAddr::V4((0x0a00_0000 + i).into()), t0);
        }
        assert!(limiter.buckets.lock().unwrap().len() <= 100);
        assert!(limiter.check(ip("192.0.2.1"), t0).is_err());
    }
}
