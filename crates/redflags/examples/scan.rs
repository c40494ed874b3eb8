//! The library in one page: files in, a folder of results out.
//!
//! `cargo run --release -p redflags --example scan -- OUT FILE...`; where OUT ends with `.cardinal`, by
//! Cardinal's rules in US dollars; with `.ar` or `.fr`, the report in Arabic or French.

use std::path::PathBuf;

use redflags::shell::{Collector, Limits, Results, collect, sources};
use redflags::{Engine, Language, Profile, Settings};

/// The allocator of `diwan`: with the C library's a fifth of the time is its.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let out = arguments.next().ok_or("usage: scan OUT FILE...")?;
    let files: Vec<PathBuf> = arguments.collect();
    let cardinal = out.extension().is_some_and(|e| e == "cardinal");
    let profile = if cardinal {
        Profile::Cardinal {
            currency: "USD".into(),
        }
    } else {
        Profile::All
    };
    let engine = Engine::new(Settings::parse("")?, profile);
    std::fs::create_dir_all(&out)?;
    let dir = tempfile::tempdir_in(&out)?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let collector = Collector {
        engine: &engine,
        threads,
        limits: Limits::default(),
        dir: dir.path(),
    };
    let mut collected = collect(&collector, &sources(&files)?)?;
    let (problems, count) = (
        std::mem::take(&mut collected.problems),
        collected.problem_count,
    );
    let facts = collected.finish(&engine, dir.path())?;
    let ending = out.extension().and_then(|e| e.to_str()).unwrap_or_default();
    let results = Results {
        engine: &engine,
        facts: &facts,
        problems: &problems,
        problem_count: count,
        language: Language::of(ending).unwrap_or_default(),
    };
    results.write(&out)?;
    Ok(())
}
