//! `diwan language`: a further language is a folder; this begins one, checks it, and keeps what was translated from what.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use language::ftl::messages_of;
use language::{Ftl, Lang, Language as Described, Lock};

use crate::failure::{Failure, Holds, say, warn};
use crate::languages::{folder, topics};
use crate::packs;

/// `diwan language`
#[derive(Args)]
pub(crate) struct Language {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Begins a language: a folder with all English texts, to be translated in place.
    New(New),
    /// Checks languages: names the texts that are missing, and those whose English text has changed since they were translated.
    Check {
        /// The languages' folders.
        #[arg(required = true)]
        dirs: Vec<PathBuf>,
    },
    /// Keeps that texts were read against the English ones as they are now.
    Translated {
        /// The language's folder.
        dir: PathBuf,
        /// The keys of the texts; all of them where none is named.
        keys: Vec<String>,
    },
}

#[derive(Args)]
struct New {
    /// The language's code, such as es.
    code: String,
    /// The folder to make.
    dir: PathBuf,
    /// The language's own name for itself, such as Español.
    #[arg(long)]
    name: String,
    /// How figures and dates are written, such as es-MX; the code when it is not given.
    #[arg(long, value_name = "TAG")]
    locale: Option<String>,
}

impl Language {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        match &self.command {
            Command::New(new) => new.run(),
            Command::Check { dirs } => check(dirs),
            Command::Translated { dir, keys } => translated(dir, keys),
        }
    }
}

impl New {
    fn run(&self) -> Result<Holds, Failure> {
        let locale = self.locale.as_ref().unwrap_or(&self.code);
        let text = |s: &str| serde_json::Value::from(s).to_string();
        // A JSON string without escapes is a TOML string.
        let described = format!(
            "code = {}\nname = {}\nlocale = {}\n",
            text(&self.code),
            text(&self.name),
            text(locale)
        );
        Described::read(&described).map_err(|e| Failure::Said(e.to_string()))?;
        std::fs::create_dir(&self.dir).map_err(|e| Failure::file(&self.dir, e))?;
        let write = |name: &str, text: &str| {
            let path = self.dir.join(name);
            std::fs::write(&path, text).map_err(|e| Failure::file(&path, e))
        };
        write("language.toml", &described)?;
        let files = english()?;
        for (name, source) in &files {
            write(name, source)?;
        }
        say(format_args!(
            "{}: {} files with English texts; translate them in place, then `diwan language check` and `diwan language translated`",
            self.dir.display(),
            files.len()
        ));
        Ok(Holds::Yes)
    }
}

/// The English texts by the file that their translations belong in; those of the demonstration's packs too.
fn english() -> Result<BTreeMap<String, String>, Failure> {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for ftl in english_topics() {
        let file = files.entry(ftl.topic_file()).or_default();
        file.push_str(&ftl.source);
        file.push('\n');
    }
    for name in super::demo::PACKS {
        let source = packs::text(name, Lang::EN.code())?;
        files.insert(format!("pack-{name}.ftl"), source);
    }
    Ok(files)
}

fn english_topics() -> impl Iterator<Item = Ftl> {
    topics().into_iter().filter(|ftl| ftl.lang == Lang::EN)
}

fn check(dirs: &[PathBuf]) -> Result<Holds, Failure> {
    let mut holds = true;
    for dir in dirs {
        let folder = folder(dir)?;
        let lacking = folder.complete(&topics()).err().unwrap_or_default();
        for refused in &lacking {
            warn(format_args!("error: {}/{refused}", dir.display()));
        }
        let texts = folder.files.iter().flat_map(|(name, source)| {
            let keys = messages_of(source).into_iter();
            keys.map(move |t| (t.key, name.as_str()))
        });
        let own: BTreeMap<String, &str> = texts.collect();
        let mut stale = folder.stale(&topics());
        stale.retain(|stale| own.contains_key(&stale.key));
        for stale in &stale {
            let file = own.get(&stale.key).copied().unwrap_or_default();
            let what = if stale.older {
                "the English text has changed since this was translated"
            } else {
                "nobody has said that this was translated"
            };
            warn(format_args!(
                "error: {0}/{file}: {1}: {what}: read both, then `diwan language translated {0} {1}`",
                dir.display(),
                stale.key
            ));
        }
        let errors = lacking.len() + stale.len();
        let verdict = if errors == 0 { "complete" } else { "refused" };
        say(format_args!(
            "{}: {verdict}; {errors} errors",
            dir.display()
        ));
        holds &= errors == 0;
    }
    Ok(holds.into())
}

fn translated(dir: &Path, keys: &[String]) -> Result<Holds, Failure> {
    let mut folder = folder(dir)?;
    let sources: Vec<_> = english_topics()
        .flat_map(|ftl| messages_of(&ftl.source))
        .collect();
    known(keys, &sources)?;
    let marked = folder.lock.mark(&folder.language.code, &sources, keys);
    keep(&dir.join(Lock::NAME), &folder.lock)?;
    say(format_args!("{}: {marked} texts marked", dir.display()));
    Ok(Holds::Yes)
}

/// Refuses keys that are none.
pub(super) fn known(keys: &[String], sources: &[language::ftl::Text]) -> Result<(), Failure> {
    match keys
        .iter()
        .find(|key| !sources.iter().any(|t| t.key == **key))
    {
        Some(key) => Err(Failure::Said(format!("there is no text `{key}`"))),
        None => Ok(()),
    }
}

pub(super) fn keep(path: &Path, lock: &Lock) -> Result<(), Failure> {
    std::fs::write(path, lock.write()).map_err(|e| Failure::file(path, e))
}
