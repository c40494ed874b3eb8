//! How it stands with the witnesses, as metrics.

use std::sync::atomic::AtomicU64;
use std::time::Duration;

use casework::Casework;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Labels {
    witness: String,
}

/// Gauges of the witnesses; they follow the store.
#[derive(Clone, Debug, Default)]
pub(super) struct Witnesses {
    unmet: Gauge<u64, AtomicU64>,
    lag: Gauge<u64, AtomicU64>,
    cosigned: Family<Labels, Gauge<u64, AtomicU64>>,
}

impl Witnesses {
    pub(super) fn register(&self, registry: &mut Registry) {
        registry.register(
            "witness_policy_unmet_seconds",
            "How long the newest checkpoint has had too few cosignatures; 0 when it has enough",
            self.unmet.clone(),
        );
        registry.register(
            "witness_lag_entries",
            "Entries that not enough witnesses have cosigned",
            self.lag.clone(),
        );
        registry.register(
            "witness_cosigned_entries",
            "Entries that a witness has cosigned",
            self.cosigned.clone(),
        );
    }

    /// Follows the store until the process ends.
    pub(super) async fn follow(self, casework: Casework, every: Duration) {
        let mut tick = tokio::time::interval(every);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            let Ok(Some(status)) = casework.read(casework::witnesses::status).await else {
                continue;
            };
            let now = casework.parts.clock.now();
            let unmet = status.unmet_since.map_or(0, |since| {
                u64::try_from(now.duration_since(since).as_secs()).unwrap_or(0)
            });
            self.unmet.set(unmet);
            self.lag.set(status.lag());
            for witness in status.witnesses {
                let labels = Labels {
                    witness: witness.name,
                };
                self.cosigned.get_or_create(&labels).set(witness.size);
            }
        }
    }
}
