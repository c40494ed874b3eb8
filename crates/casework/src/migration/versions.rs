//! Two versions of a pack side by side, and the mapping between them.

use std::sync::Arc;

use bpmn::migrate::Mapping;
use pack::{Files, Pack};

use super::forms::FormChange;
use crate::store::Link;
use crate::{Error, Parts};

/// A file that differs between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// Only the new version has it.
    Added(String),
    /// Only the old version has it.
    Gone(String),
    /// It has another content.
    Changed(String),
}

/// From where to where.
#[derive(Clone, Debug)]
pub struct Versions {
    /// The version that the cases run on.
    pub old: Arc<Pack>,
    /// The version that they are to run on.
    pub new: Arc<Pack>,
    /// What is mapped by hand, and the process where its id changed.
    pub mapping: Mapping,
    pub(super) forms: Vec<FormChange>,
}

impl Versions {
    /// # Errors
    /// [`Error::Migration`] when the two are no versions of one pack of one agency, are the same, or the mapping names what is
    /// in neither.
    pub fn new(old: Arc<Pack>, new: Arc<Pack>, mut mapping: Mapping) -> Result<Self, Error> {
        let refused = |why: String| Err(Error::Migration(why));
        if old.hash == new.hash {
            return refused("both are the same version".to_owned());
        }
        if old.id != new.id {
            return refused(format!(
                "{} and {} are different packs, not versions of one",
                old.id, new.id
            ));
        }
        if old.agency != new.agency {
            return refused(format!(
                "the new version is {}'s and the old one {}'s: a case stays with its agency",
                new.agency, old.agency
            ));
        }
        if let Some(unknown) = mapping.unknown(&old.process, &new.process).first() {
            return refused(unknown.to_string());
        }
        if old.process_id != new.process_id {
            let to = new.process_id.clone();
            mapping.elements.entry(old.process_id.clone()).or_insert(to);
        }
        let forms = super::forms::differences(&old, &new);
        Ok(Self {
            old,
            new,
            mapping,
            forms,
        })
    }

    /// The files that differ, by their paths.
    ///
    /// # Errors
    /// When the files of a version that is deployed are not what they were; the store's.
    pub fn files(&self, link: &mut Link, parts: &Parts) -> Result<Vec<FileChange>, Error> {
        let (old, new) = (
            parts.packs.files(link, &self.old.hash)?,
            parts.packs.files(link, &self.new.hash)?,
        );
        Ok(Self::differing(&old, &new))
    }

    /// As [`Versions::files`], of files at hand.
    #[must_use]
    pub fn differing(old: &Files, new: &Files) -> Vec<FileChange> {
        let mut all = Vec::new();
        for (path, content) in old.iter() {
            match new.get(path) {
                None => all.push(FileChange::Gone(path.to_owned())),
                Some(other) if other != content => all.push(FileChange::Changed(path.to_owned())),
                Some(_) => {}
            }
        }
        let added = new.iter().filter(|(path, _)| old.get(path).is_none());
        all.extend(added.map(|(path, _)| FileChange::Added(path.to_owned())));
        all
    }
}
