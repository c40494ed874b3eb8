//! Applying: a question group a page, answers kept as a draft, checked, then sent.

mod begin;
mod check;
mod delete;
mod draft;
mod page;
mod resume;
mod submit;

pub(crate) use begin::known_of;
pub(crate) use draft::{Draft, DraftFile, NewFile, parse_id};
pub(crate) use submit::{Sent, submit_draft};

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::response::Redirect;
use casework::{Error, case, people};
use pack::{Answers, FieldKind, Form, Pack};
use serde_json::{Map, Value as Json};
use web::{Access, Problem, Routes, View};

use crate::office::{Citizen, Office};
use crate::paths;

pub(crate) fn routes() -> Routes<Office> {
    Routes::new()
        .get("/services/{pack}/apply", Access::SignedIn, begin::form)
        .post("/services/{pack}/apply", Access::SignedIn, begin::start)
        .get("/drafts/{draft}", Access::SignedIn, resume::resume)
        .get("/drafts/{draft}/pages/{page}", Access::SignedIn, page::form)
        .post("/drafts/{draft}/pages/{page}", Access::SignedIn, page::save)
        .get("/drafts/{draft}/check", Access::SignedIn, check::check)
        .post("/drafts/{draft}/submit", Access::SignedIn, submit::submit)
        .post("/drafts/{draft}/delete", Access::SignedIn, delete::delete)
}

/// A draft with the form that it fills, and what follows from the answers so far.
pub(crate) struct Filling {
    pub(crate) draft: Draft,
    pub(crate) pack: Arc<Pack>,
    pub(crate) answers: Answers,
}

impl Filling {
    /// The person's draft of that id.
    pub(crate) async fn load(
        office: &Office,
        view: &View,
        person: casework::PersonId,
        id: &str,
    ) -> Result<Self, Problem> {
        let (id, now) = (
            draft::parse_id(id).ok_or_else(Problem::not_found)?,
            view.now,
        );
        office
            .read(view, move |link, parts| {
                let draft = Draft::load(link, parts, person, id)?;
                let pack = case::current(parts, link, &draft.pack)?;
                let profile = people::profile(link, parts, person)?;
                let form = pack.forms.get(&pack.start_form).ok_or(Error::NotFound)?;
                let vars = case::of_person(&profile);
                let answers = form.answers(&draft.data, &vars, &case::environment(&pack, now));
                Ok(Self {
                    draft,
                    pack,
                    answers,
                })
            })
            .await
    }

    /// The form that opens a case.
    pub(crate) fn form(&self) -> Result<&Form, Problem> {
        let name = &self.pack.start_form;
        self.pack
            .forms
            .get(name)
            .ok_or_else(|| Problem::internal(format!("no form {name}")))
    }

    /// Puts other answers, and works out what depends on them.
    fn change(
        &mut self,
        changes: impl IntoIterator<Item = (String, Option<Json>)>,
    ) -> Result<(), Problem> {
        let pack = Arc::clone(&self.pack);
        let form = pack.forms.get(&pack.start_form);
        let form = form.ok_or_else(|| Problem::internal("the start form is gone"))?;
        form.change(&mut self.answers, changes);
        Ok(())
    }

    /// Puts these answers in the place of all there are.
    pub(crate) fn replace(&mut self, data: &Map<String, Json>) -> Result<(), Problem> {
        let given = |name: &String| (name.clone(), data.get(name).cloned());
        let mut names: BTreeSet<&String> = self.draft.data.keys().chain(data.keys()).collect();
        names.extend(self.form()?.fields().map(|f| &f.name));
        let all: Vec<_> = names.into_iter().map(given).collect();
        self.change(all)?;
        self.draft.data = self.answers.filled();
        Ok(())
    }

    /// Files came or went: they are answers too.
    fn name_files(&mut self) -> Result<(), Problem> {
        let fields = self.form()?.fields().filter(|f| f.kind == FieldKind::Files);
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
        .read(&citizen.view, move |link, _| {
            submit::sent(link, person, draft)
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
