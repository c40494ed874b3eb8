//! How the house does, as metrics: commits as they happen, the rest from the store.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use casework::Casework;
use casework::record::{Commit, CommitWatch};
use casework::vitals::{Vitals, vitals};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

type Number = Gauge<u64, AtomicU64>;

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Labels {
    agency: String,
    role: String,
}

/// Seconds: a sync takes a millisecond or ten, a batch of 256 commands some fifty.
const SECONDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];
/// Commands, up to the largest batch.
const COMMANDS: [f64; 9] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0];

/// The metrics of a house.
#[derive(Clone, Debug)]
pub(super) struct House {
    took: Histogram,
    answered: Histogram,
    batch: Histogram,
    broken: Counter,
    tasks: Family<Labels, Number>,
    oldest: Family<Labels, Number>,
    overdue: Family<Labels, Number>,
    numbers: Vec<(&'static str, &'static str, Number)>,
}

/// A number that is read from the store: name, meaning, and where it is.
type Reading = (
    &'static str,
    &'static str,
    fn(&Vitals, jiff::Timestamp) -> u64,
);

const READINGS: [Reading; 15] = [
    ("log_entries", "Entries in the record", |v, _| v.entries),
    ("outbox_waiting", "Notices that should have left", |v, _| {
        v.outbox.count
    }),
    (
        "outbox_oldest_seconds",
        "How long the oldest of them is late",
        |v, now| v.outbox.seconds(now),
    ),
    ("outbox_failed", "Notices that were given up", |v, _| {
        v.outbox_failed
    }),
    (
        "outbox_sms_failed",
        "Of these, those by SMS: the next channel was tried where there was one",
        |v, _| v.sms_failed,
    ),
    (
        "outbox_push_failed",
        "Of these, those by push message",
        |v, _| v.push_failed,
    ),
    (
        "webhooks_waiting",
        "Events that should have been sent to webhooks",
        |v, _| v.webhooks.count,
    ),
    (
        "webhooks_failing",
        "Webhooks that were ended since nothing could be delivered",
        |v, _| v.webhooks_failing,
    ),
    (
        "incidents_open",
        "Cases that stand still because of a fault",
        |v, _| v.incidents.count,
    ),
    (
        "incidents_oldest_seconds",
        "How long the oldest of them stands",
        |v, now| v.incidents.seconds(now),
    ),
    (
        "calls_waiting",
        "Calls to other systems that wait for an answer",
        |v, _| v.calls,
    ),
    ("calls_failed", "Calls that were given up", |v, _| {
        v.calls_failed
    }),
    (
        "jobs_waiting",
        "Jobs that wait for a worker, or that one holds",
        |v, _| v.jobs,
    ),
    ("jobs_failed", "Jobs that were given up", |v, _| {
        v.jobs_failed
    }),
    (
        "scheduler_lag_seconds",
        "How late the oldest timer is that has not fired",
        |v, now| v.timers.seconds(now),
    ),
];

impl Default for House {
    fn default() -> Self {
        Self {
            took: Histogram::new(SECONDS),
            answered: Histogram::new(SECONDS),
            batch: Histogram::new(COMMANDS),
            broken: Counter::default(),
            tasks: Family::default(),
            oldest: Family::default(),
            overdue: Family::default(),
            numbers: READINGS
                .map(|(name, help, _)| (name, help, Number::default()))
                .to_vec(),
        }
    }
}

impl House {
    pub(super) fn register(&self, registry: &mut Registry) {
        registry.register(
            "commit_duration_seconds",
            "From the beginning of a commit until it is durable",
            self.took.clone(),
        );
        registry.register(
            "command_duration_seconds",
            "From when a command is handed to the writer until it is durable, its wait in the queue included",
            self.answered.clone(),
        );
        registry.register(
            "commit_commands",
            "Commands in a commit",
            self.batch.clone(),
        );
        registry.register(
            "commit_failures",
            "Commits that the store did not take",
            self.broken.clone(),
        );
        registry.register("tasks_open", "Open tasks", self.tasks.clone());
        registry.register(
            "tasks_oldest_seconds",
            "How long the oldest of them is open",
            self.oldest.clone(),
        );
        registry.register(
            "tasks_overdue",
            "Open tasks past their time",
            self.overdue.clone(),
        );
        for (name, help, number) in &self.numbers {
            registry.register(*name, *help, number.clone());
        }
    }

    /// What the writer tells of its commits.
    pub(super) fn watch(&self) -> CommitWatch {
        let house = self.clone();
        CommitWatch(Arc::new(move |commit: Commit| {
            house.took.observe(commit.took.as_secs_f64());
            for took in &commit.answered {
                house.answered.observe(took.as_secs_f64());
            }
            house
                .batch
                .observe(u32::try_from(commit.commands).map_or(f64::MAX, f64::from));
            if !commit.held {
                house.broken.inc();
            }
        }))
    }

    /// Follows the store until the process ends.
    pub(super) async fn follow(self, casework: Casework, every: Duration) {
        let mut tick = tokio::time::interval(every);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            let now = casework.parts.clock.now();
            match casework.read(move |link, _| Ok(vitals(link, now)?)).await {
                Ok(vitals) => self.set(&vitals, now),
                Err(error) => tracing::warn!(%error, "the numbers of the house cannot be read"),
            }
        }
    }

    fn set(&self, vitals: &Vitals, now: jiff::Timestamp) {
        // A role whose last task is done has no row any more.
        self.tasks.clear();
        self.oldest.clear();
        self.overdue.clear();
        for queue in &vitals.queues {
            let labels = Labels {
                agency: queue.agency.clone(),
                role: queue.role.clone(),
            };
            self.tasks.get_or_create(&labels).set(queue.waiting.count);
            self.oldest
                .get_or_create(&labels)
                .set(queue.waiting.seconds(now));
            self.overdue.get_or_create(&labels).set(queue.overdue);
        }
        for ((_, _, number), (_, _, read)) in self.numbers.iter().zip(READINGS) {
            number.set(read(vitals, now));
        }
    }
}
