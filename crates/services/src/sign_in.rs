//! Signing in: a code by e-mail, a passkey where the browser has the script, or an identity provider. No passwords.

pub(crate) mod code;
mod email;
mod out;
pub(crate) mod passkey;
pub(crate) mod provider;

pub(crate) use out::CLEAR;
pub(crate) use provider::{assurance, opened_by};

use casework::people::Warning;
use casework::record::Tx;
use casework::store::Link;
use casework::{Error, Parts, PersonId, people};
use web::{Access, Lang, Problem, Proof, Routes, View};

use crate::office::Office;
use crate::sessions::PASSKEY;
use crate::{account, paths};

/// Where the address waits in the session until its code comes.
const EMAIL: &str = "services-email";
/// Where a person wanted to go when we asked them to sign in.
const NEXT: &str = "services-next";

pub(crate) fn routes() -> Routes<Office> {
    Routes::new()
        .get(paths::SIGN_IN, Access::Public, email::form)
        .post(paths::SIGN_IN, Access::Public, email::send)
        .get(paths::SIGN_IN_CODE, Access::Public, code::form)
        .post(paths::SIGN_IN_CODE, Access::Public, code::check)
        .post("/sign-in/passkey/begin", Access::Public, passkey::begin)
        .post("/sign-in/passkey", Access::Public, passkey::finish)
        .post(paths::SIGN_OUT, Access::Public, out::out)
        .merge(provider::routes())
}

/// Gives the session to a person, with what the shell needs to know of the roles that they hold now;
/// which office's they are is asked of the core.
pub(crate) async fn establish(
    office: &Office,
    view: &View,
    id: PersonId,
    proof: Proof,
) -> Result<(), Problem> {
    let reading = office.read(view, move |link, parts| known(link, parts, id));
    let Known { name, hijri, roles } = reading.await?;
    notice_browser(office, view, id).await?;
    view.session.sign_in(id.0, name, roles, proof);
    view.session.update(|data| {
        data.hijri = hijri;
        for key in [EMAIL, NEXT, PASSKEY] {
            data.values.remove(key);
        }
        provider::forget(&mut data.values);
    });
    Ok(())
}

/// Remembers the browser, and tells its person where they have others and this one is new.
async fn notice_browser(office: &Office, view: &View, id: PersonId) -> Result<(), Problem> {
    let (browser, _) = view.session.browser();
    let (text, device) = (view.text.clone(), view.session.device());
    let remember = move |tx: &mut Tx<'_>| {
        let sql = "select count(*), sum(case when browser = $2 then 1 else 0 end) \
                   from known_browsers where person = $1";
        let row = tx.query(sql, &[id.into(), browser.0.into()])?;
        let others: i64 = row[0].get(0)?;
        let known: Option<i64> = row[0].get(1)?;
        let sql = "insert into known_browsers (person, browser, seen_at) values ($1, $2, $3) \
                   on conflict (person, browser) do update set seen_at = excluded.seen_at";
        let params = vec![id.into(), browser.0.into(), tx.now().into()];
        tx.side_table(sql, params)?;
        if others == 0 || known.unwrap_or(0) > 0 {
            return Ok(());
        }
        let parts = tx.parts();
        let language = people::profile(tx.link(), parts, id)?.language;
        let text = text.in_lang(Lang::from_tag(&language).unwrap_or(text.lang()));
        let words = account::sessions::device(&text, device);
        people::warn(tx, id, Warning::NewDevice, &words, paths::SESSIONS)
    };
    office.write(view, remember).await
}

/// What a session has of a person: what they are called, how they want days shown, their roles.
pub(crate) struct Known {
    pub(crate) name: String,
    pub(crate) hijri: Option<bool>,
    pub(crate) roles: Vec<String>,
}

/// What a session has of a person.
pub(crate) fn known(link: &mut Link, parts: &Parts, id: PersonId) -> Result<Known, Error> {
    let profile = people::profile(link, parts, id)?;
    let held: Vec<String> = people::roles(link, id)?
        .into_iter()
        .map(|r| r.role)
        .collect();
    let watches = !people::supervised(link, parts, id)?.is_empty();
    let hijri = profile.hijri;
    let name = if profile.name.is_empty() {
        profile.email
    } else {
        profile.name
    };
    let roles = [
        (!held.is_empty(), crate::OFFICIAL),
        (watches, crate::SUPERVISOR),
    ];
    let roles = roles.iter().filter(|(is, _)| *is);
    let mut roles: Vec<String> = roles.map(|(_, role)| (*role).to_owned()).collect();
    // What a pack calls a role is its own word: apart from ours, so that none takes ours.
    roles.extend(held.iter().map(|role| format!("role:{role}")));
    roles.sort();
    roles.dedup();
    Ok(Known { name, hijri, roles })
}

/// Where to go after signing in: where the person wanted to go, on this site only.
fn destination(view: &View) -> String {
    let next = view
        .session
        .data()
        .values
        .get(NEXT)
        .cloned()
        .unwrap_or_default();
    if is_local(&next) {
        next
    } else {
        paths::HOME.to_owned()
    }
}

/// A path on this site: `//host` and `/\host` lead elsewhere in browsers (WHATWG URL, 4.4).
pub(crate) fn is_local(next: &str) -> bool {
    next.starts_with('/')
        && !next.starts_with("//")
        && !next.starts_with("/\\")
        && next.len() <= 500
        && next.bytes().all(|b| b.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn nobody_is_led_to_another_site_after_signing_in() {
        assert!(is_local("/cases/2600-0000-0197?x=1"));
        for bad in [
            "",
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "/a\nb",
            "a",
        ] {
            assert!(!is_local(bad), "{bad}");
        }
    }
}
