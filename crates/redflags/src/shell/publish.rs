//! Publishing: releases in, a folder of packages, tables and a catalogue out.
//!
//! Files are written beside the old ones and take their place at the end, the catalogue last: whoever
//! reads meanwhile finds the old ones whole.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read};
use std::path::{Path, PathBuf};

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::ShellError;
use super::collect::MOST_NAMED;
use super::inputs::{Limits, Source};
use super::spool::Spool;
use crate::date::Moment;
use crate::engine::hex;
use crate::input::{Problem, Splitter};
use crate::publish::{
    Dataset, Distribution, PARTS, Package, Publication, Tables, catalogue, complete, part_of,
    part_path, publish_process, releases_of,
};
use crate::settings::Settings;

/// Releases that are ready to be published.
#[derive(Debug)]
pub struct Gathered {
    spool: Spool,
    temp: PathBuf,
    /// The latest date of a release, as written.
    pub latest: Option<String>,
    /// Releases, each time they come.
    pub releases: u64,
    /// What could not be read or published: the first ten thousand, sorted.
    pub problems: Vec<Problem>,
    /// How many there are.
    pub problem_count: u64,
}

/// What went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outgoing {
    /// Contracting processes.
    pub processes: u64,
    /// Releases, each once.
    pub releases: u64,
    /// Files, with the catalogue.
    pub files: usize,
}

/// Reads all sources, completes their releases and puts them in order. `temp` is an empty folder, on the
/// disk to which will be published.
///
/// # Errors
/// When temporary files cannot be written. What cannot be read or published is a [`Problem`].
pub fn gather(sources: &[Source], limits: Limits, temp: &Path) -> Result<Gathered, ShellError> {
    let mut gathered = Gathered {
        spool: Spool::by(temp, PARTS, part_of),
        temp: temp.to_path_buf(),
        latest: None,
        releases: 0,
        problems: Vec::new(),
        problem_count: 0,
    };
    let mut latest = i64::MIN;
    for source in sources {
        let mut failed = None;
        let shown = source.each(limits, |name, from| {
            let mut problems = Vec::new();
            let split = Splitter::new(from, name).run(
                Vec::new,
                |chunk| {
                    chunk.each(|bytes, line, byte| {
                        if failed.is_none() {
                            let at = (name, line, byte);
                            failed = gathered.document(bytes, at, &mut latest).err();
                        }
                    });
                },
                |problem| problems.push(problem),
            );
            for problem in problems {
                gathered.problem(problem);
            }
            split.map(|_| ())
        });
        if let Some(error) = failed {
            return Err(error);
        }
        if let Err(error) = shown {
            let name = match source {
                Source::Stdin => "-".to_owned(),
                Source::File(path) => path.display().to_string(),
            };
            gathered.name((&name, 0, 0), error.to_string());
        }
    }
    gathered.problems.sort();
    gathered.problems.truncate(MOST_NAMED);
    Ok(gathered)
}

impl Gathered {
    fn document(
        &mut self,
        bytes: &[u8],
        at: (&str, u64, u64),
        latest: &mut i64,
    ) -> Result<(), ShellError> {
        let document: Value = match serde_json::from_slice(bytes) {
            Ok(document) => document,
            Err(error) => {
                self.name(at, error.to_string());
                return Ok(());
            }
        };
        for release in releases_of(document) {
            match complete(release) {
                Err(refused) => self.name(at, refused.to_string()),
                Ok((ocid, release)) => {
                    self.date(release.get("date").and_then(Value::as_str), latest);
                    self.releases += 1;
                    self.spool
                        .push(&ocid, &Value::Object(release).to_string())?;
                }
            }
        }
        Ok(())
    }

    fn date(&mut self, date: Option<&str>, latest: &mut i64) {
        let moment = date.and_then(|d| Some((d, Moment::parse(d, 0)?)));
        let Some((date, moment)) = moment.filter(|m| m.1.seconds >= *latest) else {
            return;
        };
        // The same moment has several texts; one of them is chosen whatever the order of files.
        if moment.seconds > *latest || self.latest.as_deref().is_none_or(|l| date < l) {
            *latest = moment.seconds;
            self.latest = Some(date.to_owned());
        }
    }

    fn name(&mut self, (source, line, byte): (&str, u64, u64), reason: String) {
        self.problem(Problem {
            source: source.to_owned(),
            line,
            byte,
            reason,
        });
    }

    fn problem(&mut self, problem: Problem) {
        self.problem_count += 1;
        self.problems.push(problem);
        if self.problems.len() >= 2 * MOST_NAMED {
            self.problems.sort();
            self.problems.truncate(MOST_NAMED);
        }
    }

    /// Writes `releases/`, `records/`, the tables and `catalogue.jsonld`.
    ///
    /// # Errors
    /// When files cannot be read or written.
    pub fn publish(
        self,
        publication: &Publication,
        settings: &Settings,
        into: &Path,
    ) -> Result<Outgoing, ShellError> {
        let work = Work {
            publication,
            settings,
            new: self.temp.join("new"),
            into,
        };
        for kind in ["releases", "records"] {
            for folder in [&work.new, &into.to_path_buf()] {
                let folder = folder.join(kind);
                std::fs::create_dir_all(&folder).map_err(ShellError::file(folder))?;
            }
        }
        let (mut outgoing, days, parts) = work.write(&self.spool)?;
        let datasets = work.datasets(&parts)?;
        let path = work.new.join("catalogue.jsonld");
        let text = format!("{:#}\n", catalogue(publication, &datasets, days));
        std::fs::write(&path, text).map_err(ShellError::file(path))?;
        let mut files: Vec<&str> = datasets
            .iter()
            .flat_map(|d| d.distributions.iter().map(|f| f.path.as_str()))
            .collect();
        files.push("catalogue.jsonld");
        work.put(&files)?;
        outgoing.files = files.len();
        Ok(outgoing)
    }
}

struct Work<'w> {
    publication: &'w Publication,
    settings: &'w Settings,
    new: PathBuf,
    into: &'w Path,
}

type Out = BufWriter<File>;
type Days = Option<(i32, i32)>;

impl Work<'_> {
    fn create(&self, path: &str) -> io::Result<Out> {
        File::create(self.new.join(path)).map(|f| BufWriter::with_capacity(1 << 16, f))
    }

    fn write(&self, spool: &Spool) -> Result<(Outgoing, Days, BTreeSet<usize>), ShellError> {
        let fail = || ShellError::file(&self.new);
        let open = |name: &str| {
            let csv = self.create(&format!("{name}.csv"))?;
            Ok((csv, self.create(&format!("{name}.parquet"))?))
        };
        let mut tables = Tables::new(open).map_err(fail())?;
        let mut outgoing = Outgoing {
            processes: 0,
            releases: 0,
            files: 0,
        };
        let (mut days, mut parts): (Days, _) = (None, BTreeSet::new());
        spool.each_part(|part, processes| {
            parts.insert(part);
            let mut write = || -> io::Result<()> {
                let (mut releases, mut records) = self.packages(part)?;
                for (ocid, texts) in processes {
                    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
                    let Some(process) = publish_process(self.publication, ocid, &texts) else {
                        continue;
                    };
                    for release in &process.releases {
                        releases.push(release)?;
                        widen(&mut days, release);
                    }
                    records.push(&process.record)?;
                    tables.push(&self.settings.common, &process.url, &process.compiled)?;
                    outgoing.processes += 1;
                    outgoing.releases += process.releases.len() as u64;
                }
                releases.finish()?;
                records.finish()?;
                Ok(())
            };
            write().map_err(fail())
        })?;
        tables.finish().map_err(fail())?;
        Ok((outgoing, days, parts))
    }

    fn packages(&self, part: usize) -> io::Result<(Package<Out>, Package<Out>)> {
        let [releases, records] = ["releases", "records"].map(|kind| part_path(kind, part));
        let p = self.publication;
        Ok((
            Package::of_releases(p, &p.at(&releases), self.create(&releases)?)?,
            Package::of_records(p, &p.at(&records), self.create(&records)?)?,
        ))
    }

    fn datasets(&self, parts: &BTreeSet<usize>) -> Result<Vec<Dataset>, ShellError> {
        let mut datasets = Vec::new();
        for name in ["releases", "records"] {
            let files = parts
                .iter()
                .map(|part| self.file(&part_path(name, *part), "application/json"));
            datasets.push(Dataset {
                name,
                distributions: files.collect::<Result<_, _>>()?,
            });
        }
        for (name, _) in Tables::<Out, Out>::ALL {
            let csv = self.file(&format!("{name}.csv"), "text/csv")?;
            let parquet =
                self.file(&format!("{name}.parquet"), "application/vnd.apache.parquet")?;
            datasets.push(Dataset {
                name,
                distributions: vec![csv, parquet],
            });
        }
        Ok(datasets)
    }

    fn file(&self, path: &str, media_type: &'static str) -> Result<Distribution, ShellError> {
        let full = self.new.join(path);
        let (bytes, sha256) = hashed(&full).map_err(ShellError::file(full))?;
        Ok(Distribution {
            path: path.to_owned(),
            media_type,
            bytes,
            sha256,
        })
    }

    /// Puts the new files in the place of the old ones, and removes parts that hold nothing any more.
    fn put(&self, files: &[&str]) -> Result<(), ShellError> {
        for file in files {
            let to = self.into.join(file);
            std::fs::rename(self.new.join(file), &to).map_err(ShellError::file(to))?;
        }
        for kind in ["releases", "records"] {
            for part in 0..PARTS {
                let path = part_path(kind, part);
                let full = self.into.join(&path);
                if !files.contains(&path.as_str()) && full.exists() {
                    std::fs::remove_file(&full).map_err(ShellError::file(full))?;
                }
            }
        }
        Ok(())
    }
}

fn widen(days: &mut Days, release: &str) {
    #[derive(serde::Deserialize)]
    struct Dated {
        date: String,
    }
    let dated: Option<Dated> = serde_json::from_str(release).ok();
    if let Some(day) = dated.and_then(|d| Moment::parse(&d.date, 0)).map(|m| m.day) {
        let (first, last) = days.unwrap_or((day, day));
        *days = Some((first.min(day), last.max(day)));
    }
}

fn hashed(path: &Path) -> io::Result<(u64, String)> {
    let mut from = BufReader::with_capacity(1 << 16, File::open(path)?);
    let (mut hash, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 16]);
    loop {
        let n = from.read(&mut buffer)?;
        if n == 0 {
            return Ok((bytes, hex(&hash.finalize())));
        }
        bytes += n as u64;
        hash.update(&buffer[..n]);
    }
}
