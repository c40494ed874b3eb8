//! Sending an application: the case is opened and the draft deleted in one transaction, once.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use casework::case::{self, Application, NewDocument};
use casework::record::Tx;
use casework::store::Link;
use casework::{Actor, CaseNumber, Error, Parts, PersonId, people};
use serde::{Deserialize, Serialize};
use web::{Answer, Form, Problem};

use super::draft::parse_id;
use super::{Draft, check, load};
use crate::office::{Citizen, Office};
use crate::{fields, paths, refusal};
use casework::idempotency::Once;

/// What became of an application.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub(crate) struct Sent {
    /// The case's number.
    pub(crate) number: String,
    /// Index of the entry that opened it.
    pub(crate) entry: u64,
}

pub(super) async fn submit(
    citizen: Citizen,
    State(office): State<Office>,
    Path(id): Path<String>,
    _: Form,
) -> Answer {
    let (view, person) = (&citizen.view, citizen.person);
    let draft = parse_id(&id).ok_or_else(Problem::not_found)?;
    let sent = office
        .casework()
        .write(move |tx| submit_draft(tx, person, draft))
        .await;
    match sent {
        Ok(sent) => {
            let number: CaseNumber = sent.number.parse().map_err(Problem::internal)?;
            Ok(Redirect::to(&paths::submitted(number)).into_response())
        }
        Err(Error::Invalid(found)) => {
            let filling = load(&office, &citizen, &id).await?;
            let errors = fields::mistakes(view, &filling.pack, filling.form()?, &found);
            Ok(check::show(view, &filling, &errors)?.into_response())
        }
        Err(e) => Err(refusal::problem(view, e)),
    }
}

fn once(person: PersonId, id: [u8; 16]) -> Once {
    Once::new(person, "submit draft", &hex::encode(id))
}

/// What a draft became, if it was sent within the last day.
pub(super) fn sent(
    link: &mut Link,
    parts: &Parts,
    person: PersonId,
    id: [u8; 16],
) -> Result<Option<Sent>, Error> {
    once(person, id).answer(link, parts)
}

/// Opens a case from a draft. Sent twice, it gives the case of the first time.
pub(crate) fn submit_draft(tx: &mut Tx<'_>, person: PersonId, id: [u8; 16]) -> Result<Sent, Error> {
    once(person, id).run(tx, |tx| {
        let parts = tx.parts();
        let draft = Draft::load(tx.link(), parts, person, id)?;
        let application = application(tx, &draft)?;
        let opened = case::open(tx, Actor::Person(person), &application)?;
        draft.delete(tx)?;
        Ok(Sent {
            number: opened.number.to_string(),
            entry: opened.entry,
        })
    })
}

/// The draft as the core takes it: with the files of the questions that are asked in the end.
fn application(tx: &mut Tx<'_>, draft: &Draft) -> Result<Application, Error> {
    let (parts, now) = (tx.parts(), tx.now());
    let pack = case::current(parts, tx.link(), &draft.pack)?;
    let form = pack.forms.get(&pack.start_form).ok_or(Error::NotFound)?;
    let applicant = draft.applicant(tx.link())?;
    let vars = case::of_person(&people::profile(tx.link(), parts, applicant)?);
    let answers = form.answers(&draft.data, &vars, &case::environment(&pack, now));
    let mut documents = Vec::new();
    for file in &draft.files {
        if !form.shows(&answers, &file.field) {
            continue;
        }
        documents.push(NewDocument {
            field: file.field.clone(),
            name: file.name.clone(),
            media: file.media.clone(),
            bytes: draft.bytes(tx.link(), parts, file)?.into(),
        });
    }
    let data = draft.data.clone();
    Ok(Application {
        pack: draft.pack.clone(),
        applicant,
        data,
        documents,
    })
}
