//! Where rules come from: a pack that is or was deployed, or a file that somebody has at hand.

use std::sync::Arc;

use casework::Error;
use casework::store::Link;
use dmn::{Finding, Model, Vocabulary};
use jiff::Timestamp;
use pack::Pack;
use web::{Problem, View};

use crate::office::Office;

/// Largest file of rules that is looked at. The largest of the TCK has 90 kB.
pub(crate) const LARGEST: usize = 256 << 10;

/// A decision to look at.
#[derive(Clone, Debug)]
pub(crate) struct Ruling {
    pub(crate) model: Model,
    pub(crate) decision: String,
    /// The pack in which it is deployed, and the task that it decides.
    pub(crate) deployed: Option<(Arc<Pack>, String)>,
}

/// A deployed version of a pack.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    pub(crate) hash: [u8; 32],
    pub(crate) number: String,
    pub(crate) current: bool,
    pub(crate) at: Timestamp,
}

impl Ruling {
    /// What its names are called, where a pack says so.
    pub(crate) fn vocabulary<'a>(&'a self, language: &'a str) -> Words<'a> {
        Words(self.deployed.as_ref().map(|(p, _)| p.vocabulary(language)))
    }
}

/// The words of a pack, or none.
pub(crate) struct Words<'a>(Option<pack::Vocabulary<'a>>);

impl Vocabulary for Words<'_> {
    fn decision(&self, id: &str, name: &str) -> Option<String> {
        self.0.as_ref()?.decision(id, name)
    }

    fn name(&self, source: &str, label: &str) -> Option<String> {
        self.0.as_ref()?.name(source, label)
    }

    fn value(&self, source: &str, text: &str) -> Option<String> {
        self.0.as_ref()?.value(source, text)
    }
}

/// The decision of a task in a version of a pack, by the version's hash.
pub(crate) async fn deployed(
    office: &Office,
    view: &View,
    hash: &str,
    element: &str,
) -> Result<Ruling, Problem> {
    let hash = hash_of(hash).ok_or_else(Problem::not_found)?;
    let pack = office.read(view, move |link, parts| {
        let known = link.query_opt("select 1 from packs where hash = $1", &[hash.into()])?;
        known.ok_or(Error::NotFound)?;
        parts.packs.get(link, &hash)
    });
    of_pack(pack.await?, element).ok_or_else(Problem::not_found)
}

/// The decision of a task in a pack.
fn of_pack(pack: Arc<Pack>, element: &str) -> Option<Ruling> {
    let rule = pack.rules.get(element)?;
    Some(Ruling {
        model: rule.model.clone(),
        decision: rule.decision.clone(),
        deployed: Some((pack, element.to_owned())),
    })
}

/// A version's hash as it stands in an address.
pub(crate) fn hash_of(text: &str) -> Option<[u8; 32]> {
    let mut hash = [0; 32];
    hex::decode_to_slice(text, &mut hash).ok()?;
    Some(hash)
}

/// The versions of a pack that were deployed, the newest first.
fn versions(link: &mut Link, pack: &str) -> Result<Vec<Version>, Error> {
    let sql = "select hash, version, current, deployed_at from packs where id = $1 \
               order by deployed_at desc, version desc";
    let rows = link.query(sql, &[pack.into()])?;
    let one = |row: &casework::store::Row| {
        Ok(Version {
            hash: row.get(0)?,
            number: row.get(1)?,
            current: row.get(2)?,
            at: row.get(3)?,
        })
    };
    rows.iter().map(one).collect()
}

/// The same, for a page.
pub(crate) async fn versions_of(
    office: &Office,
    view: &View,
    pack: &Pack,
) -> Result<Vec<Version>, Problem> {
    let id = pack.id.clone();
    office.read(view, move |link, _| versions(link, &id)).await
}

/// A model from a file, with what its check finds; off the threads that serve others, for a file may
/// be large.
pub(crate) async fn from_file(bytes: Vec<u8>) -> Result<(Option<Model>, Vec<Finding>), Problem> {
    let work = move || match Model::read(&bytes) {
        Ok(model) => {
            let mut findings = model.findings().to_vec();
            findings.extend(model.check());
            (Some(model), findings)
        }
        Err(findings) => (None, findings),
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Problem::internal)
}

/// The decision of the same task in another version of a pack; none where there is no such version.
pub(crate) async fn sibling(
    office: &Office,
    view: &View,
    pack: &Pack,
    hash: [u8; 32],
    element: &str,
) -> Result<Option<Ruling>, Problem> {
    let id = pack.id.clone();
    let found = office.read(view, move |link, parts| {
        if !versions(link, &id)?.iter().any(|v| v.hash == hash) {
            return Ok(None);
        }
        parts.packs.get(link, &hash).map(Some)
    });
    Ok(found.await?.and_then(|pack| of_pack(pack, element)))
}
