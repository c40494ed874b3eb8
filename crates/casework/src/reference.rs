//! The clock against a reference: SNTP (RFC 4330, the client of RFC 5905), once a minute. An offset over
//! the limit is an entry, and so is its end: so that whoever reads the record's times knows what they
//! are worth.

mod sntp;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::SignedDuration;
use tokio::net::UdpSocket;

pub use sntp::{Measured, SntpError, answer, ask};

use crate::record::Fact;
use crate::{Actor, Casework, Clock, Entropy, Error, micros};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(3);
/// An offset over this is an entry: deadlines are days, and a second is more than any network adds.
pub const LIMIT: SignedDuration = SignedDuration::from_secs(1);
/// Neither measured nor failed yet.
const UNKNOWN: i64 = i64::MIN;

/// A reference that the clock is compared with, and what was last found.
#[derive(Clone, Debug)]
pub struct Reference {
    address: String,
    offset_us: Arc<AtomicI64>,
    /// The offset that the record tells of; nothing where it is within the limit.
    written_us: Arc<AtomicI64>,
}

/// Why the clock could not be compared.
#[derive(Debug, thiserror::Error)]
pub enum ReferenceError {
    /// The reference cannot be reached.
    #[error("{0} does not answer: {1}")]
    Unreachable(String, String),
    /// It answers, but not with a time.
    #[error("{0}: {1}")]
    Answer(String, SntpError),
    /// The entry cannot be written.
    #[error(transparent)]
    House(#[from] Error),
}

impl Reference {
    /// The reference at `host` or `host:port`; SNTP's port is 123.
    #[must_use]
    pub fn new(address: &str) -> Self {
        let port = address
            .rsplit_once(':')
            .is_some_and(|(host, port)| !host.ends_with(':') && port.parse::<u16>().is_ok());
        Self {
            address: if port {
                address.to_owned()
            } else {
                format!("{address}:123")
            },
            offset_us: Arc::new(AtomicI64::new(UNKNOWN)),
            written_us: Arc::new(AtomicI64::new(0)),
        }
    }

    /// How far the reference was ahead of our clock when it was last asked.
    #[must_use]
    pub fn offset(&self) -> Option<SignedDuration> {
        let us = self.offset_us.load(Ordering::Relaxed);
        (us != UNKNOWN).then(|| SignedDuration::from_micros(us))
    }

    /// Asks once; what is new is an entry.
    ///
    /// # Errors
    /// When the reference does not answer with a time.
    pub async fn compare(&self, casework: &Casework) -> Result<Measured, ReferenceError> {
        let parts = &casework.parts;
        let measured = self.probe(&parts.clock, &parts.entropy).await?;
        let us = i64::try_from(measured.offset.as_micros()).unwrap_or(i64::MAX);
        self.offset_us.store(us, Ordering::Relaxed);
        let off = measured.offset.unsigned_abs() > LIMIT.unsigned_abs();
        let now = if off { us } else { 0 };
        let written = self.written_us.load(Ordering::Relaxed);
        // The network's jitter is no change.
        let limit = LIMIT.as_micros() as u64;
        let changed = (now == 0) != (written == 0) || now.abs_diff(written) > limit;
        if changed {
            let reference = self.address.clone();
            let fact = Fact::ClockCompared {
                reference,
                by_us: us,
                off,
            };
            casework
                .write(move |tx| tx.append(Actor::System, fact.clone()))
                .await?;
            self.written_us.store(now, Ordering::Relaxed);
            tracing::warn!(by_us = us, off, "the clock against its reference");
        }
        Ok(measured)
    }

    /// Asks once and writes nothing.
    ///
    /// # Errors
    /// When the reference does not answer with a time.
    pub async fn probe(
        &self,
        clock: &Clock,
        entropy: &Entropy,
    ) -> Result<Measured, ReferenceError> {
        let failed = |e: &dyn std::fmt::Display| {
            ReferenceError::Unreachable(self.address.clone(), e.to_string())
        };
        let socket = UdpSocket::bind(("0.0.0.0", 0)).await;
        let socket = socket.map_err(|e| failed(&e))?;
        let connected = socket.connect(self.address.as_str()).await;
        connected.map_err(|e| failed(&e))?;
        let nonce = entropy.bytes();
        let sent = clock.now();
        let mut bytes = [0; 512];
        let exchange = async {
            socket.send(&ask(nonce)).await?;
            socket.recv(&mut bytes).await
        };
        let length = tokio::time::timeout(PATIENCE, exchange).await;
        let length = length.map_err(|e| failed(&e))?.map_err(|e| failed(&e))?;
        let came = clock.now();
        answer(&bytes[..length], nonce, sent, came)
            .map_err(|e| ReferenceError::Answer(self.address.clone(), e))
    }

    /// Compares every `every` until the process ends.
    pub async fn run(self, casework: Casework, every: Duration) {
        let mut tick = tokio::time::interval(every);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            if let Err(error) = self.compare(&casework).await {
                self.offset_us.store(UNKNOWN, Ordering::Relaxed);
                tracing::warn!(%error, "the clock was not compared");
            }
        }
    }

    /// Whether the clock can be relied on now, in words.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self) -> Result<(), String> {
        let offset = self
            .offset()
            .ok_or_else(|| format!("not compared with {}", self.address))?;
        if offset.unsigned_abs() > LIMIT.unsigned_abs() {
            let seconds = offset.as_secs_f64();
            return Err(format!("{seconds:.3} s behind {}", self.address));
        }
        Ok(())
    }
}

/// For a test's eye: what the reference would say at `us` of our clock.
#[must_use]
pub fn reply(request: &[u8], at_us: i64) -> Option<[u8; 48]> {
    sntp::reply(request, micros(at_us))
}
