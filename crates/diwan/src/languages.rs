//! The languages of a house: those compiled in, those of folders, and which of them it offers.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;
use language::{Addition, Ftl, Lang, Language, ftl};
use pack::Files;

use crate::failure::{Failure, read, warn};

/// Largest file of a language's folder in bytes.
const LARGEST: u64 = 1 << 20;
/// Most files in a language's folder.
const MOST: usize = 300;
/// Topics that crates fill by themselves, without Fluent.
const TEMPLATES: [&str; 2] = ["rules", "notices"];
/// What the name of a file begins with that has the texts of a pack of the demonstration.
const PACK: &str = "pack-";

/// Which languages a house offers.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Offer {
    /// The languages that the house offers, in the order of the language switch, such as ar,fr. A Unicode locale says how figures and
    /// dates are written: ar-LB-u-nu-arab. All that are known when it is not given.
    #[arg(
        long,
        env = "DIWAN_LANGUAGES",
        value_name = "TAG",
        value_delimiter = ','
    )]
    languages: Vec<String>,
}

/// The languages of `diwan serve`.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Languages {
    #[command(flatten)]
    offer: Offer,
    /// The language of who names none that is offered; English where it is offered, else the first.
    #[arg(long, env = "DIWAN_DEFAULT_LANGUAGE", value_name = "TAG")]
    default_language: Option<String>,
    /// A folder with the texts of a further language (`diwan language new` begins one). May be repeated.
    #[arg(
        long = "language-folder",
        env = "DIWAN_LANGUAGE_FOLDERS",
        value_name = "DIR",
        value_delimiter = ','
    )]
    folders: Vec<PathBuf>,
    /// Shows the Hijri day (Umm al-Qura) beside each Gregorian one, in pages and letters, to who has not chosen in their account.
    #[arg(long, env = "DIWAN_HIJRI")]
    pub(crate) hijri: bool,
}

/// What a house speaks.
#[derive(Clone, Debug)]
pub(crate) struct Spoken {
    pub(crate) offered: Vec<Lang>,
    pub(crate) fallback: Lang,
    /// The texts of further languages.
    pub(crate) texts: Vec<Ftl>,
    /// The texts of the demonstration's packs in further languages: path of the pack, language, source.
    packs: Vec<(String, Lang, String)>,
}

impl Offer {
    /// The codes that packs need texts in.
    pub(crate) fn codes(&self) -> Vec<String> {
        if self.languages.is_empty() {
            return pack::LANGUAGES.map(str::to_owned).to_vec();
        }
        let code = |tag: &String| tag.split(['-', '_']).next().unwrap_or_default().to_owned();
        self.languages.iter().map(code).collect()
    }
}

impl Languages {
    /// Reads the folders, makes their languages known, and says what is offered.
    pub(crate) fn ready(&self) -> Result<Spoken, Failure> {
        let (mut texts, mut packs, mut added) = (Vec::new(), Vec::new(), Vec::new());
        for dir in &self.folders {
            let folder = folder(dir)?;
            let lang = make_known(dir, &folder)?;
            for source in folder.sources(lang, &TEMPLATES) {
                let name = source.name.rsplit('/').next().unwrap_or_default();
                let name = name.trim_end_matches(".ftl");
                match name.strip_prefix(PACK) {
                    Some(pack) => packs.push((pack.to_owned(), lang, source.source)),
                    None => texts.push(source),
                }
            }
            added.push(lang);
        }
        let offered: Vec<Lang> = if self.offer.languages.is_empty() {
            Lang::BUILT_IN.into_iter().chain(added).collect()
        } else {
            let tags = self.offer.languages.iter();
            tags.map(|tag| offered(tag)).collect::<Result<_, _>>()?
        };
        let fallback = self.fallback(&offered)?;
        Ok(Spoken {
            offered,
            fallback,
            texts,
            packs,
        })
    }

    fn fallback(&self, offered: &[Lang]) -> Result<Lang, Failure> {
        let known = |lang: &Lang| offered.contains(lang);
        match &self.default_language {
            Some(tag) => Lang::from_tag(tag).filter(known).ok_or_else(|| {
                Failure::Said(format!(
                    "--default-language {tag}: the house does not offer it"
                ))
            }),
            None => Some(Lang::EN)
                .filter(known)
                .or_else(|| offered.first().copied())
                .ok_or_else(|| Failure::Said("--languages: name one or more".into())),
        }
    }
}

/// A language of the house by its tag, which may say how it writes figures and dates.
fn offered(tag: &str) -> Result<Lang, Failure> {
    let said = |e: &dyn std::fmt::Display| Failure::Said(format!("--languages {tag}: {e}"));
    let lang = Lang::from_tag(tag)
        .ok_or_else(|| said(&"not compiled in; give its folder by --language-folder"))?;
    if tag == lang.code() {
        return Ok(lang);
    }
    let written = lang.language().clone().with_locale(tag);
    written.and_then(Language::make_known).map_err(|e| said(&e))
}

fn make_known(dir: &Path, folder: &Addition) -> Result<Lang, Failure> {
    let code = folder.language.code.as_str();
    if Lang::BUILT_IN.iter().any(|lang| lang.code() == code) {
        return Err(Failure::file(dir, format!("`{code}` is compiled in")));
    }
    if let Err(lacking) = folder.complete(&topics()) {
        for refused in &lacking {
            warn(format_args!("{}/{refused}", dir.display()));
        }
        return Err(Failure::file(dir, "texts are missing"));
    }
    let stale = folder.stale(&topics()).len();
    if stale > 0 {
        warn(format_args!(
            "{}: {stale} texts may not say what the English ones say: `diwan language check {0}` names them",
            dir.display()
        ));
    }
    let mut language = folder.language.clone();
    for topic in TEMPLATES {
        let name = format!("{topic}.ftl");
        let source = folder.files.get(&name).map_or("", String::as_str);
        let more = ftl::templates(source).map_err(|e| Failure::file(&dir.join(&name), e))?;
        language = language.with_templates(more);
    }
    language
        .make_known()
        .map_err(|e| Failure::file(dir, e.to_string()))
}

impl Spoken {
    /// A pack of the demonstration with its texts in further languages.
    pub(crate) fn complete(&self, pack: &str, files: &mut Files) -> Result<(), Failure> {
        for (_, lang, source) in self.packs.iter().filter(|(name, ..)| name == pack) {
            let path = format!("text/{}.ftl", lang.code());
            let bytes = source.clone().into_bytes();
            files
                .insert(&path, bytes)
                .map_err(|e| Failure::Said(e.to_string()))?;
        }
        Ok(())
    }

    /// Refuses a pack that new cases run on and that lacks a language of the house.
    pub(crate) fn in_packs(&self, packs: &[std::sync::Arc<pack::Pack>]) -> Result<(), Failure> {
        let mut holds = true;
        for pack in packs {
            for lang in self.offered.iter().filter(|l| !pack.texts.knows(l.code())) {
                holds = false;
                warn(format_args!(
                    "{} {}: no texts in `{1}`, which the house offers: write text/{1}.ftl (`diwan pack check --languages {1}` lists what it needs) and deploy the pack",
                    pack.id,
                    lang.code()
                ));
            }
        }
        if holds {
            Ok(())
        } else {
            Err(Failure::Said(
                "packs lack languages of the house: see above, or leave those out by --languages"
                    .into(),
            ))
        }
    }
}

/// The sources of all texts of the house itself.
pub(crate) fn topics() -> Vec<Ftl> {
    let all = [
        web::Texts::own(),
        services::texts(),
        open::texts(),
        feedback::texts(),
        dmn::texts(),
        casework::words::texts(),
    ];
    all.into_iter().flatten().collect()
}

/// A language's folder.
pub(crate) fn folder(dir: &Path) -> Result<Addition, Failure> {
    let fail = |e: std::io::Error| Failure::file(dir, e);
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(dir).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
        if !path.is_file() || !(name.ends_with(".ftl") || name.ends_with(".toml")) {
            continue;
        }
        if files.len() >= MOST {
            return Err(Failure::file(dir, format!("more than {MOST} files")));
        }
        files.insert(name.to_owned(), read(&path, LARGEST)?);
    }
    Addition::read(&files).map_err(|e| Failure::file(dir, e))
}
