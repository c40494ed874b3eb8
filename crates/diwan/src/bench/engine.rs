//! `diwan bench engine`: the process engine alone, in memory, on one core.

use std::time::{Duration, Instant};

use bpmn::workload;
use dmn::feel::Environment;
use jiff::Timestamp;

use super::Bench;
use crate::failure::Failure;

/// Instances at once: the second is twice the first, so that the figures show whether time grows with them alone.
const PARALLEL: [usize; 2] = [5_000, 10_000];
/// Elements of the large model, flows counted.
const LARGE: usize = 5_000;
/// Instances between two looks at the clock.
const ROUND: u32 = 1_000;

pub(super) fn run(bench: &Bench) -> Result<(), Failure> {
    let environment = Environment::at(Timestamp::UNIX_EPOCH);
    simple(bench, &environment)?;
    for instances in PARALLEL {
        let program = workload::program(&workload::parallel(instances));
        let clock = Clock::start();
        workload::many(&program, &environment).map_err(said)?;
        clock.stop(
            bench,
            &format!("engine: {instances} parallel instances"),
            |time| (time.as_secs_f64() * 1000.0, "ms"),
        );
    }
    let xml = workload::large(LARGE);
    let clock = Clock::start();
    let program = workload::program(&xml);
    let elements = program.nodes().count() + program.flows().count();
    clock.stop(
        bench,
        &format!("engine: {elements} elements read and checked"),
        |time| (time.as_secs_f64() * 1000.0, "ms"),
    );
    Ok(())
}

/// Start, user task, exclusive gateway, service task, end.
fn simple(bench: &Bench, environment: &Environment) -> Result<(), Failure> {
    let program = workload::program(workload::SIMPLE);
    let (clock, mut done) = (Clock::start(), 0_u32);
    while clock.wall.elapsed() < bench.time() {
        for _ in 0..ROUND {
            workload::simple(&program, environment).map_err(said)?;
        }
        done += ROUND;
    }
    clock.stop(bench, "engine: instances", |time| {
        (f64::from(done) / time.as_secs_f64(), "1/s")
    });
    Ok(())
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape that map_err asks for"
)]
fn said(refusal: bpmn::Refusal) -> Failure {
    Failure::Said(refusal.to_string())
}

/// Time by the wall, and time on a core where the system tells it: they differ where others use the machine.
struct Clock {
    wall: Instant,
    core: Option<Duration>,
}

impl Clock {
    fn start() -> Clock {
        Clock {
            wall: Instant::now(),
            core: on_core(),
        }
    }

    fn stop(&self, bench: &Bench, name: &str, figure: impl Fn(Duration) -> (f64, &'static str)) {
        let (value, unit) = figure(self.wall.elapsed());
        bench.figure(name, value, unit);
        if let Some(time) = self
            .core
            .zip(on_core())
            .and_then(|(from, to)| to.checked_sub(from))
        {
            let (value, unit) = figure(time);
            bench.figure(&format!("{name}, time on the core"), value, unit);
        }
    }
}

/// How long this thread has been on a core (Linux: first figure of `schedstat`, in nanoseconds).
fn on_core() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace()
        .next()?
        .parse()
        .ok()
        .map(Duration::from_nanos)
}
