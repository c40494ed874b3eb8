//! Notices: written into the case with the act that they tell of, sent afterwards by the outbox.

use pack::{Mail, Pack};

use super::{open, service};
use crate::channels::{self, Letter};
use crate::people::mandates::representatives;
use crate::people::with_role;
use crate::record::fact::{Channel, Notice};
use crate::record::{Fact, Tx, open_row};
use crate::{CaseId, Error, PersonId};

/// The notice that the pack words, to who asked.
pub(super) fn applicant(
    tx: &mut Tx<'_>,
    id: CaseId,
    notice: &str,
    pack: &Pack,
) -> Result<(), Error> {
    let Some(person) = tx.case(id)?.applicant else {
        return Ok(());
    };
    let now = tx.now();
    let mut told = vec![person];
    told.extend(representatives(tx.link(), person, &pack.id, now)?);
    for person in told {
        tell(tx, id, person, notice, pack)?;
    }
    Ok(())
}

fn tell(
    tx: &mut Tx<'_>,
    id: CaseId,
    person: PersonId,
    notice: &str,
    pack: &Pack,
) -> Result<(), Error> {
    let parts = tx.parts();
    let profile = crate::people::profile(tx.link(), parts, person)?;
    let (subject, body) = worded(tx, id, notice, pack, &profile.language)?;
    let number = tx.case(id)?.number.to_string();
    let link = format!("{}/cases/{number}", tx.parts().public_url);
    let short = crate::words::short(&profile.language, "news", &number, &link);
    let letter = Letter {
        subject,
        body,
        language: profile.language,
        short,
        urgent: false,
    };
    channels::tell(tx, Some(id), person, letter)
}

/// The notice that the pack words, to an address outside the house.
pub(super) fn address(
    tx: &mut Tx<'_>,
    id: CaseId,
    to: &str,
    mail: &Mail,
    pack: &Pack,
) -> Result<(), Error> {
    let (subject, body) = worded(tx, id, &mail.notice, pack, &mail.language)?;
    let notice = Notice {
        to: to.trim().to_owned(),
        subject,
        body,
        language: mail.language.clone(),
        short: None,
        urgent: false,
    };
    channels::queue(tx, Some(id), None, Channel::Email, notice, None)
}

/// Subject and body in the pack's words.
fn worded(
    tx: &mut Tx<'_>,
    id: CaseId,
    notice: &str,
    pack: &Pack,
    language: &str,
) -> Result<(String, String), Error> {
    let mut args = arguments(tx, id)?;
    args.push((
        "service".into(),
        pack.texts.format(language, "service-name", &[]),
    ));
    args.push(("explanation".into(), explanation(tx, id, pack, language)?));
    let text = |key: String| {
        let args: Vec<(&str, String)> = args.iter().map(|(k, v)| (k.as_str(), v.clone())).collect();
        pack.texts.format(language, &key, &args)
    };
    let subject = text(format!("notice-{notice}-subject"));
    let body = text(format!("notice-{notice}-body"));
    Ok((subject, body))
}

/// A notice in the house's own words, such as a reminder, to an official or the applicant.
pub(super) fn person(
    tx: &mut Tx<'_>,
    id: CaseId,
    person: PersonId,
    key: &str,
    element: &str,
) -> Result<(), Error> {
    let pack = open::pack_of(tx, id)?;
    let parts = tx.parts();
    let profile = crate::people::profile(tx.link(), parts, person)?;
    let number = tx.case(id)?.number.to_string();
    let language = profile.language.as_str();
    let task = task_name(&pack, language, element);
    let page = if matches!(key, "stopped" | "mend") {
        "/incident"
    } else {
        ""
    };
    let link = format!("{}/cases/{number}{page}", tx.parts().public_url);
    let (subject, body) = crate::words::notice(language, key, &number, &task, &link);
    let letter = Letter {
        short: crate::words::short(language, key, &number, &link),
        subject,
        body,
        urgent: urgent(tx, id, person, key, element)?,
        language: profile.language.clone(),
    };
    channels::tell(tx, Some(id), person, letter)
}

/// Whether a notice may not wait for the end of quiet hours: the law has decided in somebody's place, or a deadline ends
/// before they do.
fn urgent(
    tx: &mut Tx<'_>,
    id: CaseId,
    person: PersonId,
    key: &str,
    element: &str,
) -> Result<bool, Error> {
    if key != "reminder" {
        return Ok(key == "lapsed");
    }
    let open = tx.case(id)?.inside.open.values();
    let own = open.filter(|t| t.assignee == Some(person) && t.element == element);
    let due = own.filter_map(|t| t.due).min();
    let now = tx.now();
    let awake = channels::awake(tx, person, now)?;
    Ok(due.is_some_and(|due| awake.is_some_and(|awake| due <= awake)))
}

/// What an element is called: the pack's text, else the model's own name, else its id.
fn task_name(pack: &Pack, language: &str, element: &str) -> String {
    let own = pack.texts.text(language, &format!("task-{element}"));
    let model = || pack.process.node(element).map(|n| n.name.to_owned());
    own.or_else(|| model().filter(|name| !name.is_empty()))
        .unwrap_or_else(|| element.to_owned())
}

/// To everybody who gets the agency's escalations.
pub(super) fn supervisors(
    tx: &mut Tx<'_>,
    id: CaseId,
    key: &str,
    element: &str,
) -> Result<(), Error> {
    for other in watching(tx, id)? {
        person(tx, id, other, key, element)?;
    }
    Ok(())
}

/// To the same, but for the one whose act it tells of.
pub(super) fn other_supervisors(
    tx: &mut Tx<'_>,
    id: CaseId,
    key: &str,
    element: &str,
    but: PersonId,
) -> Result<(), Error> {
    for other in watching(tx, id)?.into_iter().filter(|p| *p != but) {
        person(tx, id, other, key, element)?;
    }
    Ok(())
}

/// The supervisors of the case's agency, each once.
fn watching(tx: &mut Tx<'_>, id: CaseId) -> Result<Vec<PersonId>, Error> {
    let pack = open::pack_of(tx, id)?;
    let roles: Vec<&String> = pack
        .roles
        .iter()
        .filter(|(_, r)| r.supervisor)
        .map(|(name, _)| name)
        .collect();
    let mut all = Vec::new();
    for role in roles {
        for person in with_role(tx.link(), &pack.agency, role)? {
            if !all.contains(&person) {
                all.push(person);
            }
        }
    }
    Ok(all)
}

/// Most rules of which a letter says why they did not apply; the case's page has them all.
const OTHERS: usize = 12;

/// What the rules of the case decided and why, then why the other rules did not apply, a sentence a line, in the recipient's
/// language: of each rule what it said last.
fn explanation(tx: &mut Tx<'_>, id: CaseId, pack: &Pack, language: &str) -> Result<String, Error> {
    if pack.rules.is_empty() {
        return Ok(String::new());
    }
    let sql = "select seq, time, key_id, sealed, commitment from entries \
               where case_id = $1 and kind = 'rule.decided' order by seq";
    let rows = tx.query(sql, &[id.into()])?;
    let mut told: Vec<(String, dmn::Trace)> = Vec::new();
    for row in rows {
        let parts = tx.parts();
        let entry = open_row(tx.link(), parts, &row)?.entry;
        let Fact::RuleDecided { element, trace, .. } = entry.fact else {
            continue;
        };
        let trace: dmn::Trace = serde_json::from_value(trace).unwrap_or_default();
        told.retain(|(earlier, _)| *earlier != element);
        told.push((element, trace));
    }
    let vocabulary = pack.vocabulary(language);
    let traces = || told.iter().map(|(_, trace)| trace);
    let mut lines: Vec<String> = traces()
        .flat_map(|trace| trace.sentences_with(language, &vocabulary))
        .collect();
    let others: Vec<String> = traces()
        .flat_map(|trace| trace.others_with(language, &vocabulary))
        .take(OTHERS)
        .collect();
    if !others.is_empty() {
        lines.push(String::new());
        lines.push(format!("{}:", dmn::Trace::others_heading(language)));
        lines.extend(others);
    }
    Ok(lines.join("\n"))
}

/// What a pack's notice may name: `number`, `link`, `service`, `explanation`, and each simple field of the process variables
/// as `form_field`.
fn arguments(tx: &mut Tx<'_>, id: CaseId) -> Result<Vec<(String, String)>, Error> {
    let url = tx.parts().public_url.clone();
    let case = tx.case(id)?;
    let number = case.number.to_string();
    let mut args = vec![
        ("link".into(), format!("{url}/cases/{number}")),
        ("number".into(), number),
    ];
    for (name, value) in case.inside.state.variables().iter() {
        match value {
            dmn::feel::Value::Context(fields) => {
                for (field, value) in fields.iter() {
                    args.push((format!("{name}_{field}"), service::plain(value)));
                }
            }
            value => args.push((name.to_string(), service::plain(value))),
        }
    }
    Ok(args)
}
