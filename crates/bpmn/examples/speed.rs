//! The engine's speed, without anything around it: `cargo run --release -p bpmn --example speed`.

#![expect(clippy::print_stdout, reason = "its figures are what it is for")]

use std::time::{Duration, Instant};

use bpmn::workload;
use dmn::feel::Environment;
use jiff::Timestamp;

fn main() -> Result<(), bpmn::Refusal> {
    let environment = Environment::at(Timestamp::UNIX_EPOCH);
    let program = workload::program(workload::SIMPLE);
    let (start, mut done) = (Instant::now(), 0_u32);
    while start.elapsed() < Duration::from_secs(2) {
        for _ in 0..1_000 {
            workload::simple(&program, &environment)?;
        }
        done += 1_000;
    }
    println!(
        "simple: {:.0} instances/s",
        f64::from(done) / start.elapsed().as_secs_f64()
    );
    for n in [2_500, 5_000, 10_000, 20_000] {
        let program = workload::program(&workload::parallel(n));
        let start = Instant::now();
        let events = workload::many(&program, &environment)?;
        println!(
            "parallel: {n} instances in {:?}, {events} events",
            start.elapsed()
        );
    }
    let xml = workload::large(5_000);
    let start = Instant::now();
    let large = workload::program(&xml);
    let elements = large.nodes().count() + large.flows().count();
    println!(
        "large: {elements} elements read and checked in {:?}, {} findings",
        start.elapsed(),
        large.findings().len()
    );
    Ok(())
}
