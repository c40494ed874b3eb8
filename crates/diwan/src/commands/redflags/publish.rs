//! `diwan redflags publish`: contracting data out, as others can check and use it.

use std::path::{Path, PathBuf};

use clap::Args;
use redflags::Settings;
use redflags::publish::Publication;
use redflags::shell::{Limits, Source, gather, sources};
use serde_json::json;

use super::{said, tell_problems};
use crate::failure::{Failure, Holds, say};
use crate::options::Place;

/// `diwan redflags publish`
#[derive(Args, Debug)]
pub(crate) struct Publish {
    /// OCDS data: files (JSON, JSON lines, gzip, zip), folders, or - for standard input.
    #[arg(required_unless_present = "from", value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// What a house holds instead of files: its folder, or a PostgreSQL database (then --data has its keys).
    #[arg(
        long,
        value_name = "DATA|URL",
        conflicts_with = "inputs",
        requires = "publisher_id"
    )]
    from: Option<String>,
    /// With --from: whose data, as they were imported.
    #[arg(long, value_name = "ID")]
    publisher_id: Option<String>,
    #[command(flatten)]
    place: Place,
    /// The folder that is served at the base.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The address at which the folder is served. It is in all that is published: choose it once.
    #[arg(long, value_name = "URL")]
    base: String,
    /// The publisher's name.
    #[arg(long, value_name = "NAME")]
    publisher: String,
    /// The publisher's address; the base without it.
    #[arg(long, value_name = "URL")]
    publisher_uri: Option<String>,
    /// The licence's address, e.g. `https://creativecommons.org/licenses/by/4.0/`.
    #[arg(long, value_name = "URL")]
    license: String,
    /// Where the publisher says how it publishes.
    #[arg(long, value_name = "URL")]
    policy: Option<String>,
    /// An extension that the releases use; may be repeated.
    #[arg(long = "extension", value_name = "URL")]
    extensions: Vec<String>,
    /// How often: a code of the European Union's list of frequencies.
    #[arg(long, default_value = "DAILY", value_name = "CODE", value_parser = frequency)]
    frequency: String,
    /// When (2024-05-31T12:00:00Z); the latest release's date without it, so that the same data give the same bytes.
    #[arg(long, value_name = "TIME")]
    published: Option<String>,
    /// One JSON object instead of words.
    #[arg(long)]
    json: bool,
}

fn frequency(text: &str) -> Result<String, String> {
    let code = !text.is_empty() && text.chars().all(|c| c.is_ascii_uppercase() || c == '_');
    code.then(|| text.to_owned())
        .ok_or_else(|| "a code like DAILY, WEEKLY or CONT".to_owned())
}

impl Publish {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        // Wrong terms are said before hours of reading.
        let mut publication = self.terms().checked().map_err(said)?;
        std::fs::create_dir_all(&self.out).map_err(|e| Failure::file(&self.out, e))?;
        let temp = tempfile::Builder::new()
            .prefix(".publish")
            .tempdir_in(&self.out)
            .map_err(|e| Failure::file(&self.out, e))?;
        let found = self.sources(temp.path())?;
        let gathered = gather(&found, Limits::default(), temp.path()).map_err(said)?;
        tell_problems(&gathered.problems, gathered.problem_count);
        let Some(latest) = gathered.latest.clone() else {
            return Err(Failure::Said(
                "nothing to publish: no release with an ocid and a date".into(),
            ));
        };
        publication.published = self.published.clone().unwrap_or(latest);
        let problems = gathered.problem_count;
        let settings = Settings::parse("").map_err(said)?;
        let out = gathered
            .publish(&publication, &settings, &self.out)
            .map_err(said)?;
        if self.json {
            say(
                json!({ "processes": out.processes, "releases": out.releases, "files": out.files, "unreadable": problems, "out": self.out.display().to_string() }),
            );
        } else {
            say(format_args!(
                "{} processes, {} releases in {} files; {problems} pieces left out: {}",
                out.processes,
                out.releases,
                out.files,
                self.out.display()
            ));
        }
        Ok(Holds::Yes)
    }

    /// The inputs, or the files that a house holds, laid into `temp`.
    fn sources(&self, temp: &Path) -> Result<Vec<Source>, Failure> {
        let (Some(from), Some(publisher)) = (&self.from, &self.publisher_id) else {
            return sources(&self.inputs).map_err(said);
        };
        let house = self.place.of(from).existing()?;
        let dir = temp.join("imported");
        std::fs::create_dir(&dir).map_err(|e| Failure::file(&dir, e))?;
        let files = open::export(&house, publisher, &dir).map_err(said)?;
        let files = files.ok_or_else(|| {
            Failure::Said(format!("{from}: the house has no publisher {publisher}"))
        })?;
        sources(&files).map_err(said)
    }

    fn terms(&self) -> Publication {
        let stand_in = "1970-01-01T00:00:00Z".to_owned();
        Publication {
            base: self.base.clone(),
            publisher: self.publisher.clone(),
            publisher_uri: self.publisher_uri.clone().unwrap_or(self.base.clone()),
            license: self.license.clone(),
            policy: self.policy.clone(),
            published: self.published.clone().unwrap_or(stand_in),
            extensions: self.extensions.clone(),
            frequency: self.frequency.clone(),
        }
    }
}
