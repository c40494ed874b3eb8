//! Applying: a question group a page, answers kept as a draft, checked, then sent.

mod begin;
mod check;
mod delete;
mod draft;
mod offline;
mod page;
mod resumable;
mod resume;
mod submit;
mod upload;

pub(crate) use begin::known_of;
pub(crate) use draft::{Draft, DraftFile, NewFile, parse_id};
pub(crate) use page::new_file;
pub(crate) use submit::{Sent, submit_draft};
pub(crate) use upload::KEPT as UPLOADS_KEPT;

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::response::Redirect;
use casework::store::Link;
use casework::{Error, Parts, PersonId, case};
use dmn::feel::Context;
use jiff::Timestamp;
use pack::{Answers, FieldKind, Form, Pack};
use serde_json::{Map, Value as Json};
use sha2::{Digest as _, Sha256};
use web::{Access, FormData, Problem, Routes, View};

use crate::fields::Sheet;
use crate::office::{Citizen, Office};
use crate::{fields, paths};

pub(crate) fn routes() -> Routes<Office> {
    Routes::new()
        .get("/services/{pack}/apply", Access::SignedIn, begin::form)
        .post("/services/{pack}/apply", Access::SignedIn, begin::start)
        .get("/drafts/{draft}", Access::SignedIn, resume::resume)
        .get("/drafts/{draft}/pages/{page}", Access::SignedIn, page::form)
        .post("/drafts/{draft}/pages/{page}", Access::SignedIn, page::save)
        .get("/drafts/{draft}/offline", Access::SignedIn, offline::form)
        .post(
            "/drafts/{draft}/uploads",
            Access::SignedIn,
            resumable::create,
        )
        .get(
            "/drafts/{draft}/uploads/{id}",
            Access::SignedIn,
            resumable::offset,
        )
        .patch(
            "/drafts/{draft}/uploads/{id}",
            Access::SignedIn,
            resumable::piece,
        )
        .delete(
            "/drafts/{draft}/uploads/{id}",
            Access::SignedIn,
            resumable::end,
        )
        .get("/drafts/{draft}/check", Access::SignedIn, check::check)
        .post("/drafts/{draft}/submit", Access::SignedIn, submit::submit)
        .post("/drafts/{draft}/delete", Access::SignedIn, delete::delete)
}

/// A draft with the form that it fills, and what follows from the answers so far.
pub(crate) struct Filling {
    pub(crate) draft: Draft,
    pub(crate) pack: Arc<Pack>,
    pub(crate) answers: Answers,
    /// What the form knows beside its answers.
    vars: Context,
}

impl Filling {
    /// The draft as it is shown, without mistakes and with nothing more wanted.
    pub(crate) fn sheet<'a>(&'a self, view: &'a View, form: &'a Form) -> Sheet<'a> {
        Sheet {
            view,
            pack: &self.pack,
            form,
            data: &self.draft.data,
            answers: &self.answers,
            files: &self.draft.files,
            errors: &[],
            more: None,
        }
    }

    /// The person's draft of that id.
    pub(crate) async fn load(
        office: &Office,
        view: &View,
        person: PersonId,
        id: &str,
    ) -> Result<Self, Problem> {
        let (id, now) = (
            draft::parse_id(id).ok_or_else(Problem::not_found)?,
            view.now,
        );
        office
            .read(view, move |link, parts| {
                Self::open(link, parts, person, id, now)
            })
            .await
    }

    /// The same within a transaction.
    pub(crate) fn open(
        link: &mut Link,
        parts: &Parts,
        person: PersonId,
        id: [u8; 16],
        now: Timestamp,
    ) -> Result<Self, Error> {
        let draft = Draft::load(link, parts, person, id)?;
        let pack = case::current(parts, link, &draft.pack)?;
        let whose = (person, draft.applicant(link)?);
        let profile = known_of(link, parts, whose, &draft.pack, now)?;
        let form = pack.forms.get(&pack.start_form).ok_or(Error::NotFound)?;
        let vars = case::of_person(&profile);
        let answers = form.answers(&draft.data, &vars, &case::environment(&pack, now));
        Ok(Self {
            draft,
            pack,
            answers,
            vars,
        })
    }

    /// The form that opens a case.
    pub(crate) fn form(&self) -> Result<&Form, Problem> {
        let name = &self.pack.start_form;
        self.start_form()
            .map_err(|_| Problem::internal(format!("no form {name}")))
    }

    fn start_form(&self) -> Result<&Form, Error> {
        let form = self.pack.forms.get(&self.pack.start_form);
        form.ok_or(Error::NotFound)
    }

    fn page(&self, page: &str) -> Result<&pack::Page, Error> {
        let mut pages = self.start_form()?.pages().iter();
        pages.find(|p| p.id == page).ok_or(Error::NotFound)
    }

    /// The answers of a page as a few digits: who changes a page says which ones they saw.
    pub(crate) fn print(&self, page: &str) -> Result<String, Error> {
        let form = self.start_form()?;
        let asked = |name: &&String| form.field(name).is_some_and(|f| f.compute.is_none());
        let names = self.page(page)?.fields.iter().filter(asked);
        let answers: Vec<_> = names.map(|n| (n, self.draft.data.get(n))).collect();
        let text = serde_json::to_vec(&answers).unwrap_or_default();
        Ok(hex::encode(&Sha256::digest(text)[..8]))
    }

    /// Puts what was sent for a page into the draft's data; gives what could not be read.
    pub(crate) fn take(
        &mut self,
        page: &str,
        sent: &FormData,
    ) -> Result<Vec<pack::FieldError>, Error> {
        let form = self.start_form()?;
        let own = self.page(page)?;
        let kept = |name: &String| self.draft.files.iter().any(|f| f.field == *name);
        let asked = own.fields.iter().filter(|name| !kept(name));
        let asked: Vec<_> = asked.cloned().collect();
        let sent = fields::without(fields::sent(form, sent), sent.get("remove"));
        let (mut read, mut errors) = form.parse(&sent);
        read.retain(|name, _| asked.contains(name));
        errors.retain(|e| asked.contains(&e.field));
        // What an earlier version of the form asked is not asked any more.
        let gone = self.draft.data.keys();
        let gone = gone.filter(|name| form.field(name).is_none());
        let gone: Vec<_> = gone.map(|name| (name.clone(), None)).collect();
        let read = asked.into_iter().map(|name| {
            let value = read.remove(&name);
            (name, value)
        });
        let changes: Vec<_> = read.chain(gone).collect();
        self.change(changes)?;
        self.draft.data = self.answers.filled();
        Ok(errors)
    }

    /// Puts other answers, and works out what depends on them.
    fn change(
        &mut self,
        changes: impl IntoIterator<Item = (String, Option<Json>)>,
    ) -> Result<(), Error> {
        let pack = Arc::clone(&self.pack);
        let form = pack.forms.get(&pack.start_form).ok_or(Error::NotFound)?;
        form.change(&mut self.answers, changes);
        Ok(())
    }

    /// Puts these answers in the place of all there are.
    pub(crate) fn replace(&mut self, data: &Map<String, Json>) -> Result<(), Problem> {
        let given = |name: &String| (name.clone(), data.get(name).cloned());
        let mut names: BTreeSet<&String> = self.draft.data.keys().chain(data.keys()).collect();
        names.extend(self.form()?.fields().map(|f| &f.name));
        let all: Vec<_> = names.into_iter().map(given).collect();
        self.change(all).map_err(Problem::internal)?;
        self.draft.data = self.answers.filled();
        Ok(())
    }

    /// Files came or went: they are answers too.
    pub(crate) fn name_files(&mut self) -> Result<(), Error> {
        let fields = self
            .start_form()?
            .fields()
            .filter(|f| f.kind == FieldKind::Files);
        let named = |f: &pack::Field| (f.name.clone(), self.draft.data.get(&f.name).cloned());
        let changes: Vec<_> = fields.map(named).collect();
        self.change(changes)
    }

    /// The ids of the pages that have a question for this person, in order.
    pub(crate) fn pages(&self) -> Result<Vec<String>, Problem> {
        let form = self.form()?;
        let asks = |page: &&pack::Page| {
            let mut fields = page.fields.iter();
            fields.any(|field| form.shows(&self.answers, field))
        };
        Ok(form
            .pages()
            .iter()
            .filter(asks)
            .map(|p| p.id.clone())
            .collect())
    }

    /// Whether anything on a page was answered, right or wrong.
    fn answered(&self, page: &str) -> Result<bool, Problem> {
        let form = self.form()?;
        let own = self.page(page).map_err(Problem::internal)?;
        let given = |name: &String| {
            let asked = form.field(name).filter(|f| f.compute.is_none());
            asked.is_some_and(|f| self.draft.data.contains_key(&f.name))
        };
        Ok(own.fields.iter().any(given))
    }

    /// The first page that still needs an answer.
    pub(crate) fn unfinished(&self) -> Result<Option<String>, Problem> {
        let form = self.form()?;
        let pages = self.pages()?.into_iter();
        let bad = |page: &String| !form.check_page(page, &self.answers).is_empty();
        Ok(pages.into_iter().find(bad))
    }
}

/// Where a draft's address leads.
enum Found {
    /// To the answers so far.
    Open(Box<Filling>),
    /// It was sent: to the case, for whoever goes back in the browser.
    Sent(Redirect),
}

/// The draft of the person who is signed in, or the case that it became.
async fn find(office: &Office, citizen: &Citizen, id: &str) -> Result<Found, Problem> {
    let (person, draft) = (
        citizen.person,
        draft::parse_id(id).ok_or_else(Problem::not_found)?,
    );
    let sent = office
        .read(&citizen.view, move |link, parts| {
            submit::sent(link, parts, person, draft)
        })
        .await?;
    match sent {
        Some(sent) => {
            let number = sent.number.parse().map_err(Problem::internal)?;
            Ok(Found::Sent(Redirect::to(&paths::submitted(number))))
        }
        None => Ok(Found::Open(Box::new(load(office, citizen, id).await?))),
    }
}

/// Loads a draft for the person who is signed in.
async fn load(office: &Office, citizen: &Citizen, id: &str) -> Result<Filling, Problem> {
    Filling::load(office, &citizen.view, citizen.person, id).await
}
