//! `diwan pack translated`: what was translated from what, kept in the pack's `text/translated.toml`.

use std::path::PathBuf;

use clap::Args;
use language::Lock;
use language::ftl::messages_of;
use pack::{Files, read_dir};

use super::language::{keep, known};
use super::pack::unreadable;
use crate::failure::{Failure, Holds, say};

/// `diwan pack translated`
#[derive(Args)]
pub(crate) struct Translated {
    /// The pack's folder.
    dir: PathBuf,
    /// The keys of the texts that were read; all of them where none is named.
    keys: Vec<String>,
    /// The language that was read; all that the pack has where it is not given.
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// The language that the others are translated from; as before, or English at first.
    #[arg(long, value_name = "CODE")]
    source: Option<String>,
}

impl Translated {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        let files = read_dir(&self.dir).map_err(|e| unreadable(&self.dir, e))?;
        let path = format!("text/{}", Lock::NAME);
        let mut lock = match files.get(&path) {
            Some(bytes) => Lock::read(&String::from_utf8_lossy(bytes))
                .map_err(|e| Failure::file(&self.dir, e))?,
            None => Lock::of("en"),
        };
        if let Some(source) = &self.source {
            lock.source.clone_from(source);
        }
        let sources = messages_of(&self.texts(&files, &lock.source)?);
        known(&self.keys, &sources)?;
        let languages: Vec<String> = match &self.language {
            Some(language) => {
                self.texts(&files, language)?;
                vec![language.clone()]
            }
            None => languages(&files),
        };
        let mut marked = 0;
        for language in languages {
            if language != lock.source {
                marked += lock.mark(&language, &sources, &self.keys);
            }
        }
        keep(&self.dir.join(&path), &lock)?;
        say(format_args!(
            "{}: {marked} texts marked",
            self.dir.display()
        ));
        Ok(Holds::Yes)
    }

    fn texts(&self, files: &Files, language: &str) -> Result<String, Failure> {
        let path = format!("text/{language}.ftl");
        let bytes = files.get(&path).ok_or_else(|| {
            let why = format!("the pack has no texts in `{language}`");
            Failure::file(&self.dir.join(&path), why)
        })?;
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }
}

fn languages(files: &Files) -> Vec<String> {
    let paths = files.iter().map(|(path, _)| path);
    let codes = paths.filter_map(|p| p.strip_prefix("text/")?.strip_suffix(".ftl"));
    codes.map(str::to_owned).collect()
}
