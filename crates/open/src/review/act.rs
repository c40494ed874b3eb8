//! What can be done about a flag, as commands: each finds the flag as it is now, and appends its entry.

use casework::case::{self, Application, Status};
use casework::people::{self, NewPerson};
use casework::record::fact::{FlagName, Notice, PersonClass, Profile, QueuedNotice};
use casework::record::{Fact, Tx};
use casework::store::Link;
use casework::{Actor, CaseNumber, Error, PersonId};
use jiff::SignedDuration;
use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256};

use crate::contract::Contract;
use crate::office::PACK;
use crate::release::contact_email;
use crate::standing::Standing;
use crate::store;

/// How long an invitation holds.
const HOLDS: SignedDuration = SignedDuration::from_hours(60 * 24);

/// A flag with whose data it is in and whom it concerns.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) publisher: String,
    pub(crate) publisher_name: String,
    pub(crate) import: i64,
    pub(crate) overrides: String,
    pub(crate) standing: Standing,
    /// Of a flag about a process: that process.
    pub(crate) contract: Option<Contract>,
    /// Who may reply: identifier, name, and whether an e-mail address was published.
    pub(crate) concerned: Vec<(String, String, bool)>,
    /// Whether a case that was opened from it has not ended.
    pub(crate) in_case: bool,
}

/// Finds a flag among the current imports.
///
/// # Errors
/// [`Error::NotFound`] for one that is not, or no longer, found in the data.
pub(crate) fn find(link: &mut Link, id: [u8; 32]) -> Result<Found, Error> {
    let sql = "select f.id, f.about, f.subject, f.indicator, f.value, f.bar, f.sure, f.weight, \
               f.evidence, f.says, p.id, p.name, p.import, i.overrides from flags f \
               join publishers p on p.import = f.import join imports i on i.n = p.import \
               where f.id = $1";
    let row = link.query_opt(sql, &[id.into()])?.ok_or(Error::NotFound)?;
    let (publisher, import): (String, i64) = (row.get(10)?, row.get(12)?);
    let standing = Standing::of(link, store::flag(&row)?)?;
    let overrides = store::blob_piece(link, row.get(13)?, 0)?.unwrap_or_default();
    let flag = &standing.flag;
    let (mut contract, mut concerned) = (None, Vec::new());
    if flag.about == "process" {
        let found = Contract::find(link, &flag.subject, &publisher)?;
        let release: Json = serde_json::from_str(&found.process.text).unwrap_or_default();
        for (_, party, name) in found.process.told.concerned() {
            let email = contact_email(&release, party).is_some();
            concerned.push((party.to_owned(), name.to_owned(), email));
        }
        contract = Some(found);
    } else if ["buyer", "procuring-entity", "supplier", "bidder"].contains(&flag.about.as_str()) {
        concerned.push((flag.subject.clone(), flag.subject.clone(), false));
    }
    let in_case = match standing.case().and_then(|a| a.case) {
        Some(number) => case_is_open(link, number)?,
        None => false,
    };
    Ok(Found {
        publisher,
        publisher_name: row.get(11)?,
        import,
        overrides: String::from_utf8(overrides).unwrap_or_default(),
        standing,
        contract,
        concerned,
        in_case,
    })
}

fn case_is_open(link: &mut Link, number: CaseNumber) -> Result<bool, Error> {
    let sql = "select status from cases where number = $1";
    let row = link.query_opt(sql, &[number.to_string().into()])?;
    let status: Option<String> = row.map(|r| r.get(0)).transpose()?;
    let status = status.and_then(|s| Status::parse(&s));
    Ok(status.is_some_and(|s| !matches!(s, Status::Closed | Status::Erased)))
}

impl Found {
    fn name(&self) -> FlagName {
        let flag = &self.standing.flag;
        FlagName {
            flag: hex::encode(flag.id),
            publisher: self.publisher.clone(),
            about: flag.about.clone(),
            subject: flag.subject.clone(),
            indicator: flag.indicator.clone(),
        }
    }

    /// What stands of the process's score changed.
    fn rank(&self, tx: &mut Tx<'_>) -> Result<(), Error> {
        match &self.contract {
            Some(_) => store::rank(tx, self.import, &self.standing.flag.subject),
            None => Ok(()),
        }
    }
}

/// Dismisses a flag.
///
/// # Errors
/// [`Error::Conflict`] when it is dismissed already; as [`find`].
pub(crate) fn dismiss(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: [u8; 32],
    reason: &str,
) -> Result<u64, Error> {
    let found = find(tx.link(), id)?;
    if found.standing.dismissed().is_some() {
        return Err(Error::Conflict("the flag is dismissed already"));
    }
    let (flag, reason) = (found.name(), reason.trim().to_owned());
    let entry = tx.append(actor, Fact::FlagDismissed { flag, reason })?;
    found.rank(tx)?;
    Ok(entry)
}

/// Opens a flag again that was dismissed.
///
/// # Errors
/// [`Error::Conflict`] when it is not; as [`find`].
pub(crate) fn reopen(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: [u8; 32],
    reason: &str,
) -> Result<u64, Error> {
    let found = find(tx.link(), id)?;
    if found.standing.dismissed().is_none() {
        return Err(Error::Conflict("the flag is not dismissed"));
    }
    let (flag, reason) = (found.name(), reason.trim().to_owned());
    let entry = tx.append(actor, Fact::FlagReopened { flag, reason })?;
    found.rank(tx)?;
    Ok(entry)
}

/// Opens a case from a flag: a case like any other, whose official the draw chooses.
///
/// # Errors
/// [`Error::Conflict`] while a case from it is open; as [`find`] and [`case::open`].
pub(crate) fn take(
    tx: &mut Tx<'_>,
    person: PersonId,
    id: [u8; 32],
    question: &str,
) -> Result<(CaseNumber, u64), Error> {
    let found = find(tx.link(), id)?;
    if found.in_case {
        return Err(Error::Conflict("a case from this flag is open"));
    }
    let application = Application {
        pack: PACK.into(),
        applicant: person,
        data: match data(&found, question) {
            Json::Object(map) => map,
            _ => serde_json::Map::new(),
        },
        documents: Vec::new(),
    };
    let actor = Actor::Person(person);
    let opened = case::open(tx, actor, &application)?;
    let flag = found.name();
    tx.append(
        actor,
        Fact::FlagTaken {
            flag,
            case: opened.id,
        },
    )?;
    Ok((opened.number, opened.entry))
}

/// The start form of the pack: the flag as it stands now, by hash.
fn data(found: &Found, question: &str) -> Json {
    let flag = &found.standing.flag;
    let short = |text: &str, most: usize| text.chars().take(most).collect::<String>();
    let mut data = json!({
        "publisher": short(&found.publisher_name, 200),
        "about": flag.about,
        "subject": short(&flag.subject, 200),
        "indicator": flag.indicator,
        "value": short(&flag.value, 100),
        "flag": hex::encode(flag.id),
        "question": question.trim(),
    });
    if let Some(contract) = &found.contract {
        let told = &contract.process.told;
        data["title"] = short(
            if told.title.is_empty() {
                &told.ocid
            } else {
                &told.title
            },
            300,
        )
        .into();
        data["release"] = hex::encode(contract.process.release).into();
    }
    data
}

/// An invitation to reply.
#[derive(Clone, Debug)]
pub(crate) struct Invite {
    /// Whom, by identifier.
    pub(crate) party: String,
    /// Whether the code goes to the address that was published; otherwise it is handed over.
    pub(crate) by_email: bool,
    /// What lets them reply.
    pub(crate) code: String,
    /// Subject and text of the e-mail, with the code in it.
    pub(crate) mail: (String, String),
}

/// The hash under which a code is kept; spaces and dashes that people add do not count.
pub(crate) fn code_hash(code: &str) -> [u8; 32] {
    let plain: String = code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    Sha256::digest(plain.as_bytes()).into()
}

/// Invites somebody whom a flag concerns to reply.
///
/// # Errors
/// [`Error::Field`] for somebody whom it does not concern, or without a published address; as [`find`].
pub(crate) fn invite(
    tx: &mut Tx<'_>,
    actor: Actor,
    id: [u8; 32],
    invite: &Invite,
) -> Result<u64, Error> {
    let found = find(tx.link(), id)?;
    let known = found.concerned.iter().find(|c| c.0 == invite.party);
    let (_, name, has_email) = known.ok_or(Error::Field {
        field: "party",
        reason: "not concerned by this flag",
    })?;
    if invite.by_email && !has_email {
        return Err(Error::Field {
            field: "by_email",
            reason: "no address was published",
        });
    }
    let entry = tx.append(
        actor,
        Fact::ReplyInvited(casework::record::fact::ReplyInvited {
            publisher: found.publisher.clone(),
            party: invite.party.clone(),
            code: hex::encode(code_hash(&invite.code)),
            sent_by: if invite.by_email { "email" } else { "hand" }.into(),
            until: tx.now() + HOLDS,
        }),
    )?;
    if invite.by_email {
        send(tx, &found, invite, name)?;
    }
    Ok(entry)
}

/// Puts the invitation into the outbox, to the address that the publisher gave.
fn send(tx: &mut Tx<'_>, found: &Found, invite: &Invite, name: &str) -> Result<(), Error> {
    let text = found.contract.as_ref().map(|c| c.process.text.as_str());
    let release: Json = serde_json::from_str(text.unwrap_or_default()).unwrap_or_default();
    let to = contact_email(&release, &invite.party).ok_or(Error::NotFound)?;
    let parts = tx.parts();
    let person = match people::by_email(tx.link(), parts, &to)? {
        Some(person) => person,
        None => {
            let new = NewPerson {
                class: PersonClass::Citizen,
                agency: None,
                profile: Profile {
                    name: name.chars().take(200).collect(),
                    email: to.clone(),
                    language: "en".into(),
                    hijri: None,
                },
            };
            people::register(tx, Actor::System, &new)?
        }
    };
    let origin = tx.identity().origin.replace('/', ".");
    let (subject, body) = invite.mail.clone();
    let fact = Fact::NoticeQueued(QueuedNotice {
        person: Some(person),
        channel: "email".into(),
        message_id: format!("<{}@{origin}>", tx.next()),
        notice: Notice {
            to,
            subject,
            body,
            language: "en".into(),
            short: None,
            urgent: false,
        },
        not_before: None,
        after: None,
    });
    tx.append(Actor::System, fact).map(drop)
}

#[cfg(test)]
mod tests {
    use super::code_hash;

    #[test]
    fn a_code_may_be_typed_with_spaces_and_small_letters() {
        assert_eq!(code_hash("AB12-CD34"), code_hash(" ab12 cd34"));
        assert_ne!(code_hash("AB12-CD34"), code_hash("AB12-CD35"));
    }
}
