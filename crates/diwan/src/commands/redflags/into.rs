//! `diwan redflags INPUT… --into DATA|URL`: the same data into a house, as an import on the record.

use std::path::{Path, PathBuf};
use std::time::Duration;

use casework::{Actor, Casework};
use clap::Args;
use open::import::{Job, NewJob, State};
use open::{Hosts, Open};
use redflags::shell::{Source, sources};
use serde_json::json;
use tokio::runtime::Handle;

use crate::failure::{Failure, Holds, say};
use crate::options::{self, Place};

/// Into which house, and whose data these are.
#[derive(Args, Clone, Debug)]
pub(super) struct Into {
    /// Import into a house instead of writing a report: its folder, or a PostgreSQL database (then --data has its keys).
    #[arg(long, value_name = "DATA|URL", requires = "publisher")]
    into: Option<String>,
    /// With --into: whose data, in small letters, digits and hyphens.
    #[arg(long, value_name = "ID")]
    publisher: Option<String>,
    /// With --into: what people call the publisher; its identifier without it.
    #[arg(long, value_name = "NAME")]
    publisher_name: Option<String>,
    #[command(flatten)]
    place: Place,
}

impl Into {
    /// Whether a house is named.
    pub(super) fn is_asked(&self) -> bool {
        self.into.is_some()
    }

    /// Imports the inputs and waits until that is done.
    pub(super) fn run(
        &self,
        inputs: &[PathBuf],
        overrides: String,
        as_json: bool,
    ) -> Result<Holds, Failure> {
        let found = sources(inputs).map_err(|e| Failure::Said(e.to_string()))?;
        let casework = self.place().open()?;
        options::runtime()?.block_on(async {
            let open = Open::new(casework.clone(), overrides.clone(), Hosts::default());
            let open = open.map_err(|e| Failure::Said(e.to_string()))?;
            let n = self.ask(&casework, found, overrides).await?;
            let job = finished(&open, &casework, n).await?;
            tell(&casework, &job, as_json).await
        })
    }

    fn place(&self) -> Place {
        self.place.of(self.into.as_deref().unwrap_or_default())
    }

    async fn ask(
        &self,
        casework: &Casework,
        found: Vec<Source>,
        overrides: String,
    ) -> Result<i64, Failure> {
        let (house, handle) = (casework.clone(), Handle::current());
        let keeping = tokio::task::spawn_blocking(move || {
            let keep = |source: &Source| match source {
                Source::File(path) => kept(&house, &handle, path, &path.display().to_string()),
                Source::Stdin => {
                    let mut temp = tempfile::NamedTempFile::new_in(&house.settings.data)
                        .map_err(|e| Failure::Said(e.to_string()))?;
                    std::io::copy(&mut std::io::stdin().lock(), &mut temp)
                        .map_err(|e| Failure::Said(format!("standard input: {e}")))?;
                    kept(&house, &handle, temp.path(), "-")
                }
            };
            found.iter().map(keep).collect::<Result<Vec<_>, Failure>>()
        });
        let files = keeping.await.map_err(|e| Failure::Said(e.to_string()))??;
        let publisher = self.publisher.clone().unwrap_or_default();
        let job = NewJob {
            name: self
                .publisher_name
                .clone()
                .unwrap_or_else(|| publisher.clone()),
            publisher,
            files,
            overrides,
        };
        let adding = casework.write(move |tx| open::import::add(tx, Actor::Operator, &job));
        adding.await.map_err(|e| match e {
            casework::Error::Field { field, .. } => Failure::Said(format!(
                "{field}: --publisher takes 2 to 60 small letters, digits or hyphens, --publisher-name 2 to 200 characters, and there are 1 to 1,000 files"
            )),
            e => e.into(),
        })
    }
}

fn kept(
    casework: &Casework,
    handle: &Handle,
    path: &Path,
    name: &str,
) -> Result<casework::record::fact::ImportedFile, Failure> {
    open::import::keep_file(casework, handle, path, name)
        .map_err(|e| Failure::Said(format!("{name}: {e}")))
}

/// Does what waits until the job is over. A server on the same house may do it as well.
async fn finished(open: &Open, casework: &Casework, n: i64) -> Result<Job, Failure> {
    loop {
        let found = casework.read(move |link, _| open::import::jobs(link, Some(n + 1), 1));
        let job = found.await?.into_iter().find(|j| j.n == n);
        let job = job.ok_or_else(|| Failure::Said(format!("import {n} is gone")))?;
        if job.state.is_over() {
            return Ok(job);
        }
        if !open::import::work(open).await? {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
}

async fn tell(casework: &Casework, job: &Job, as_json: bool) -> Result<Holds, Failure> {
    let n = job.n;
    if job.state == State::Failed {
        return Err(Failure::Said(format!("import {n}: {}", job.note)));
    }
    let found = casework.read(move |link, _| {
        let sql = "select processes, flags from imports where n = $1";
        let row = link.query_opt(sql, &[n.into()])?;
        Ok(match row {
            Some(r) => (r.get::<i64>(0)?, r.get::<i64>(1)?),
            None => (0, 0),
        })
    });
    let (processes, flags) = found.await?;
    let unchanged = job.state == State::Unchanged;
    if as_json {
        say(
            json!({ "import": n, "unchanged": unchanged, "processes": processes, "flags": flags, "unreadable": job.problems }),
        );
    } else if unchanged {
        say("nothing new: all of it had been imported before");
    } else {
        say(format_args!(
            "import {n}: {processes} processes, {flags} flags; {} pieces unreadable",
            job.problems
        ));
    }
    Ok(Holds::Yes)
}
