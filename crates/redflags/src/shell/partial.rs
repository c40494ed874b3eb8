//! Partial results: the facts of a shard, to be merged with those of the others.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::ShellError;
use super::collect::{Collected, MOST_NAMED};
use super::spill::Runs;
use super::spool::Spool;
use crate::engine::{Engine, Profile};
use crate::facts::{Entry, read_entry, write_entry};
use crate::input::Problem;

/// The format: raised when tables, rows or the register of indicators change.
const FORMAT: u32 = 2;

fn head(engine: &Engine) -> String {
    let profile = match &engine.profile {
        Profile::All => "all".to_owned(),
        Profile::Cardinal { currency } => format!("cardinal {currency}"),
    };
    let codes: Vec<&str> = engine.indicators.iter().map(|i| i.card().code).collect();
    json!({ "format": FORMAT, "profile": profile, "settings": engine.settings.digest(), "indicators": codes }).to_string()
}

/// Writes what was collected as a partial result: `partial.json`, `facts`, `loose`.
///
/// # Errors
/// When files cannot be read or written.
pub fn write_partial(
    engine: &Engine,
    collected: Collected,
    temp: &Path,
    into: &Path,
) -> Result<(), ShellError> {
    std::fs::create_dir_all(into).map_err(ShellError::file(into))?;
    let loose = into.join("loose");
    let mut out = BufWriter::new(File::create(&loose).map_err(ShellError::file(&loose))?);
    collected.spool.each(|ocid, releases| {
        let write = |out: &mut BufWriter<File>| {
            releases
                .iter()
                .try_for_each(|r| write_entry(ocid.as_bytes(), r.as_bytes(), out))
        };
        write(&mut out).map_err(ShellError::file(&loose))
    })?;
    out.flush().map_err(ShellError::file(&loose))?;
    collected.runs.merge(temp, &into.join("facts"))?;
    let path = into.join("partial.json");
    let problems: Vec<_> = collected
        .problems
        .iter()
        .map(|p| json!([p.source, p.line, p.byte, p.reason]))
        .collect();
    let text = json!({ "head": head(engine), "problems": problems, "problem_count": collected.problem_count });
    std::fs::write(&path, format!("{text}\n")).map_err(ShellError::file(&path))
}

/// Puts partial results together, as if all had been read in one go.
///
/// # Errors
/// When a folder is no partial result, was made with other settings or another version, or cannot be read.
pub fn merge_partials(
    engine: &Engine,
    folders: &[PathBuf],
    temp: &Path,
) -> Result<Collected, ShellError> {
    let spool = Spool::new(temp);
    let mut collected = Collected {
        runs: Runs::default(),
        problems: Vec::new(),
        problem_count: 0,
        bytes: 0,
        spool,
    };
    for folder in folders {
        read_head(engine, folder, &mut collected)?;
        let loose = folder.join("loose");
        let mut from = BufReader::new(File::open(&loose).map_err(ShellError::file(&loose))?);
        let mut entry = Entry::default();
        while read_entry(&mut from, &mut entry)? {
            collected.spool.push(
                &String::from_utf8_lossy(&entry.0),
                &String::from_utf8_lossy(&entry.1),
            )?;
        }
        collected.runs.paths.push(folder.join("facts"));
    }
    collected.problems.sort();
    collected.problems.truncate(MOST_NAMED);
    Ok(collected)
}

fn read_head(engine: &Engine, folder: &Path, collected: &mut Collected) -> Result<(), ShellError> {
    let path = folder.join("partial.json");
    let text = std::fs::read_to_string(&path).map_err(ShellError::file(&path))?;
    let wrong = |reason: &str| ShellError::Partial {
        path: path.display().to_string(),
        reason: reason.to_owned(),
    };
    let json: serde_json::Value =
        serde_json::from_str(&text).map_err(|_| wrong("is no partial result"))?;
    if json["head"].as_str() != Some(&head(engine)) {
        return Err(wrong(
            "was made with other settings, profile or version; make it again",
        ));
    }
    collected.problem_count += json["problem_count"].as_u64().unwrap_or_default();
    for problem in json["problems"].as_array().into_iter().flatten() {
        let text = |at: usize| problem[at].as_str().unwrap_or_default().to_owned();
        let number = |at: usize| problem[at].as_u64().unwrap_or_default();
        collected.problems.push(Problem {
            source: text(0),
            line: number(1),
            byte: number(2),
            reason: text(3),
        });
    }
    Ok(())
}
