use std::path::{Path, PathBuf};

use backup::move_house;
use clap::Args;

use crate::failure::{Failure, Holds, say, warn};
use crate::options::Place;

/// `diwan migrate-store`
#[derive(Args)]
pub(crate) struct MigrateStore {
    /// The folder of the new house; may be the old one when the database is another.
    #[arg(long, value_name = "DIR")]
    to_data: PathBuf,
    /// The new house's PostgreSQL database; without it, an SQLite file in its folder.
    #[arg(long, value_name = "URL")]
    to_database: Option<String>,
    #[command(flatten)]
    place: Place,
}

impl MigrateStore {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        let from = self.place.existing()?;
        let mut to = from.clone();
        to.data.clone_from(&self.to_data);
        to.database.clone_from(&self.to_database);
        if to.place() == from.place() {
            return Err(Failure::Said("the new place is the old one".into()));
        }
        let same_folder = same(&from.data, &to.data);
        if !same_folder {
            copy(&from.keys_dir(), &to.keys_dir())?;
            copy(&from.data.join("record"), &to.data.join("record"))?;
            if from.archive_dir() != to.archive_dir() {
                copy(&from.archive_dir(), &to.archive_dir())?;
            }
        }
        let moved = move_house(&from, &to)?;
        moved.report.findings.iter().for_each(say);
        let holds = moved.report.holds();
        say(format_args!(
            "{} entries, {} rows checked in the new place: {}",
            moved.log.size,
            moved.report.rows,
            if holds {
                "everything holds"
            } else {
                "NOT everything holds; go on with the old one"
            }
        ));
        if holds {
            warn("two houses now have one log: start the new one only, and put the old one away");
        }
        Ok(holds.into())
    }
}

fn same(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

/// Copies the files of a folder, which has no folders in it, with their permissions; never over others.
fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    if !from.exists() {
        return Ok(());
    }
    if to.exists() {
        return Err(Failure::file(to, "there is a house in this place already"));
    }
    std::fs::create_dir_all(to).map_err(|e| Failure::file(to, e))?;
    for entry in std::fs::read_dir(from).map_err(|e| Failure::file(from, e))? {
        let path = entry.map_err(|e| Failure::file(from, e))?.path();
        if let Some(name) = path.file_name().filter(|_| path.is_file()) {
            std::fs::copy(&path, to.join(name)).map_err(|e| Failure::file(&path, e))?;
        }
    }
    Ok(())
}
