//! Imports as an investigator asks for them and follows them.

mod api;
mod page;

pub(crate) use api::{__path_api_import, __path_api_imports, __path_api_new};

use web::{Access, Routes};

use crate::{INVESTIGATOR, Open, paths};

pub(crate) fn routes() -> Routes<Open> {
    let role = Access::Role(INVESTIGATOR);
    Routes::new()
        .get(paths::IMPORTS, role, page::list)
        .get(paths::NEW_IMPORT, role, page::ask)
        .post(paths::NEW_IMPORT, role, page::add)
        .get("/imports/{n}", role, page::one)
        .get("/api/v1/imports", role, api::api_imports)
        .post("/api/v1/imports", role, api::api_new)
        .get("/api/v1/imports/{n}", role, api::api_import)
}

/// What is asked for, as typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    pub(crate) publisher: String,
    pub(crate) name: String,
    pub(crate) files: Vec<crate::import::NewFile>,
    pub(crate) urls: Vec<String>,
}

/// Most addresses of one import.
const MOST_URLS: usize = 50;

impl Asked {
    /// What is wrong: the field, and the key of the text that says what to do.
    pub(crate) fn wrong(&self, open: &Open) -> Vec<(&'static str, &'static str)> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let mut wrong = Vec::new();
        if !(2..=60).contains(&self.publisher.len()) || !self.publisher.chars().all(plain) {
            wrong.push(("publisher", "import-publisher-error"));
        }
        if !(2..=200).contains(&self.name.chars().count()) {
            wrong.push(("name", "import-name-error"));
        }
        if self.files.is_empty() && self.urls.is_empty() {
            wrong.push(("files", "import-files-error"));
        }
        if self.urls.len() > MOST_URLS || !self.urls.iter().all(|u| open.hosts().allow(u)) {
            wrong.push(("urls", "import-urls-error"));
        }
        wrong
    }

    /// Keeps the files and adds the job.
    ///
    /// # Errors
    /// As [`crate::import::add`].
    pub(crate) fn add(
        &self,
        tx: &mut casework::record::Tx<'_>,
        actor: casework::Actor,
        overrides: &str,
    ) -> Result<i64, casework::Error> {
        let mut files = Vec::new();
        for file in &self.files {
            files.push(crate::import::keep(tx, file)?);
        }
        // An address has no hash yet: the job fetches it.
        files.extend(
            self.urls
                .iter()
                .map(|url| casework::record::fact::ImportedFile {
                    name: url.clone(),
                    hash: String::new(),
                    size: 0,
                }),
        );
        let new = crate::import::NewJob {
            publisher: self.publisher.clone(),
            name: self.name.clone(),
            files,
            overrides: overrides.to_owned(),
        };
        crate::import::add(tx, actor, &new)
    }
}
