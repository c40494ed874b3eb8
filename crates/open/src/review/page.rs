//! The page on which a flag is judged.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::{Markup, html};
use web::components::{
    Button, Choice, Choices, Field, FieldError, NoticeKind, Panel, TextArea, button, error_summary,
    panel, radios, section, select, textarea,
};
use web::lang::Precision;
use web::{Answer, Form, Lang, Page, Problem, View};

use super::act::{self, Found, Invite};
use super::{REASON, find};
use crate::contract::{Shown, article};
use crate::office::{Investigator, must_investigate};
use crate::standing::Act;
use crate::{Open, paths, show};

/// The flag that an address names.
pub(super) fn id(hash: &str) -> Result<[u8; 32], Problem> {
    let mut id = [0; 32];
    hex::decode_to_slice(hash, &mut id).map_err(|_| Problem::not_found())?;
    Ok(id)
}

pub(super) async fn load(i: &Investigator, open: &Open, hash: &str) -> Result<Found, Problem> {
    let (id, person) = (id(hash)?, i.person);
    open.read(move |link, _| {
        must_investigate(link, person)?;
        find(link, id)
    })
    .await
}

pub(super) async fn page(
    i: Investigator,
    State(open): State<Open>,
    Path(hash): Path<String>,
) -> Answer<Page> {
    let found = load(&i, &open, &hash).await?;
    Ok(shown(&i.view, &found, &[]))
}

fn shown(view: &View, found: &Found, errors: &[FieldError]) -> Page {
    let flag = &found.standing.flag;
    let title = show::title(view, &flag.indicator);
    let release = found
        .contract
        .as_ref()
        .map(|c| hex::encode(c.process.release));
    let main = html! {
        (error_summary(&view.text, errors))
        h1 { (title) }
        (subject(view, found))
        (article(view, &Shown { standing: &found.standing, release: release.as_deref(), overrides: &found.overrides, replies: &[], judged: true, review: false, more: &Markup::default() }))
        (section("acts", &view.t("review-acts"), &acts(view, &found.standing.acts)))
        @if found.standing.dismissed().is_some() { (section("reopen", &view.t("review-reopen"), &reasoned(view, flag.id, "reopen", errors))) }
        @else {
            (section("dismiss", &view.t("review-dismiss"), &reasoned(view, flag.id, "dismiss", errors)))
            @if found.in_case { p { (view.t("review-in-case")) } }
            @else { (section("case", &view.t("review-case"), &reasoned(view, flag.id, "case", errors))) }
        }
        @if !found.concerned.is_empty() { (section("invite", &view.t("review-invite"), &inviting(view, found, errors))) }
    };
    let (kind, said) = show::hint(view);
    view.page(title.clone())
        .crumb(paths::FLAGS, view.t("queue-title"))
        .with_errors(errors)
        .notice(kind, said)
        .main(main)
}

fn subject(view: &View, found: &Found) -> Markup {
    let flag = &found.standing.flag;
    html! {
        p class="lead" {
            @match &found.contract {
                Some(contract) => { a href=(show::contract_href(&flag.subject, Some(&found.publisher))) { bdi { @if contract.process.told.title.is_empty() { (flag.subject) } @else { (contract.process.told.title) } } } },
                None => { (view.t(&format!("about-{}", flag.about))) ": " bdi { (flag.subject) } },
            }
        }
        p class="hint" { (view.with("review-source", &[("publisher", found.publisher_name.as_str().into())])) }
    }
}

fn acts(view: &View, acts: &[Act]) -> Markup {
    html! {
        @if acts.is_empty() { p { (view.t("review-no-acts")) } }
        @else {
            ul { @for act in acts {
                li {
                    (view.with(&format!("review-act-{}", act.act), &[("at", view.text.moment(act.at, Precision::Minute).into())]))
                    @if let Some(number) = act.case { " " a href={ "/cases/" (number) } { bdi dir="ltr" { (number) } } }
                    @if let Some(reason) = &act.reason { " – " bdi { (reason) } }
                }
            } }
        }
    }
}

/// A form with a reason, for one of the acts.
fn reasoned(view: &View, id: [u8; 32], act: &str, errors: &[FieldError]) -> Markup {
    let name = format!("{act}-reason");
    let field = Field::new(&name, view.t(&format!("review-{act}-reason")))
        .hint(view.t(&format!("review-{act}-hint")))
        .errors(errors);
    let limit = u32::try_from(*REASON.end()).ok();
    let area = TextArea {
        limit,
        ..TextArea::new(field, "")
    };
    html! {
        form method="post" action={ (paths::flag(&id)) "/" (act) } novalidate {
            (view.csrf_field())
            (textarea(&view.text, &area))
            (button(&Button { secondary: act != "dismiss", ..Button::new(view.t(&format!("review-{act}-button"))) }))
        }
    }
}

fn inviting(view: &View, found: &Found, errors: &[FieldError]) -> Markup {
    let flag = &found.standing.flag;
    let party = |(id, name, _): &(String, String, bool)| Choice::new(id, name);
    let parties: Vec<Choice> = found.concerned.iter().map(party).collect();
    let first = found
        .concerned
        .first()
        .map(|c| c.0.clone())
        .unwrap_or_default();
    let who = Choices::new(
        Field::new("party", view.t("invite-party")).errors(errors),
        parties,
        first,
    );
    let email = found.concerned.iter().any(|c| c.2);
    let mut ways = vec![Choice::new("hand", view.t("invite-hand"))];
    if email {
        ways.push(Choice::new("email", view.t("invite-email")));
    }
    let way = Choices::new(
        Field::new("way", view.t("invite-way")).errors(errors),
        ways,
        "hand",
    );
    html! {
        p { (view.t("invite-text")) }
        @if let Some(contract) = &found.contract {
            @for (party, at) in &contract.invited { p class="hint" { (view.with("reply-invited", &[("party", contract.name_of(party).into()), ("day", view.text.moment(*at, Precision::Day).into())])) } }
        }
        form method="post" action={ (paths::flag(&flag.id)) "/invitations" } novalidate {
            (view.csrf_field())
            (select(&view.text, &who))
            (radios(&view.text, &way))
            (button(&Button { secondary: true, ..Button::new(view.t("invite-button")) }))
        }
    }
}

/// The reason that was typed for an act, or what is wrong with it.
fn reason(view: &View, form: &web::FormData, act: &str) -> Result<String, FieldError> {
    let name = format!("{act}-reason");
    let text = form.get(&name).to_owned();
    if REASON.contains(&text.chars().count()) {
        Ok(text)
    } else {
        Err(FieldError::new(name, view.t("review-reason-length")))
    }
}

pub(super) async fn dismiss(
    i: Investigator,
    State(open): State<Open>,
    Path(hash): Path<String>,
    Form(form): Form,
) -> Answer {
    let id = id(&hash)?;
    let reason = match reason(&i.view, &form, "dismiss") {
        Ok(reason) => reason,
        Err(error) => return refused(&i, &open, &hash, error).await,
    };
    open.act(i.person, move |tx, actor| {
        act::dismiss(tx, actor, id, &reason)
    })
    .await?;
    Ok(back(&i.view, &hash, "review-dismissed"))
}

pub(super) async fn reopen(
    i: Investigator,
    State(open): State<Open>,
    Path(hash): Path<String>,
    Form(form): Form,
) -> Answer {
    let id = id(&hash)?;
    let reason = match reason(&i.view, &form, "reopen") {
        Ok(reason) => reason,
        Err(error) => return refused(&i, &open, &hash, error).await,
    };
    open.act(i.person, move |tx, actor| {
        act::reopen(tx, actor, id, &reason)
    })
    .await?;
    Ok(back(&i.view, &hash, "review-reopened"))
}

pub(super) async fn take(
    i: Investigator,
    State(open): State<Open>,
    Path(hash): Path<String>,
    Form(form): Form,
) -> Answer {
    let (id, person) = (id(&hash)?, i.person);
    let question = match reason(&i.view, &form, "case") {
        Ok(reason) => reason,
        Err(error) => return refused(&i, &open, &hash, error).await,
    };
    let (number, _) = open
        .act(person, move |tx, _| act::take(tx, person, id, &question))
        .await?;
    Ok(Redirect::to(&format!("/cases/{number}")).into_response())
}

/// The page again, with what is wrong.
async fn refused(i: &Investigator, open: &Open, hash: &str, error: FieldError) -> Answer {
    let found = load(i, open, hash).await?;
    Ok(shown(&i.view, &found, &[error]).into_response())
}

fn back(view: &View, hash: &str, said: &str) -> Response {
    view.session
        .flash(web::session::FlashKind::Success, view.t(said));
    Redirect::to(&format!("/flags/{hash}")).into_response()
}

/// A code of 80 random bits in groups of four, as people can read it out.
pub(super) fn new_code(open: &Open) -> String {
    let bytes: [u8; 10] = open.casework().parts.entropy.bytes();
    let text = hex::encode_upper(bytes);
    let groups: Vec<&str> = text
        .as_bytes()
        .chunks(4)
        .map(|c| std::str::from_utf8(c).unwrap_or_default())
        .collect();
    groups.join("-")
}

/// Subject and text of the invitation, in every language of the house: which one its reader has is not known.
pub(super) fn mail(view: &View, open: &Open, found: &Found, code: &str) -> (String, String) {
    let link = format!(
        "{}{}?code={code}",
        open.casework().settings.public_url,
        paths::REPLY
    );
    let flag = &found.standing.flag;
    let about = found
        .contract
        .as_ref()
        .map_or(flag.subject.as_str(), |c| c.process.told.title.as_str());
    let in_lang = |lang: Lang| {
        let t = view.text.in_lang(lang);
        t.with(
            "invite-mail",
            &[
                ("about", about.into()),
                ("link", link.as_str().into()),
                ("code", code.into()),
            ],
        )
    };
    let languages: Vec<Lang> = view.text.texts().languages().collect();
    let subject = languages
        .iter()
        .map(|l| view.text.in_lang(*l).get("invite-subject"));
    let subject: Vec<String> = subject.collect();
    let texts: Vec<String> = languages.into_iter().map(in_lang).collect();
    (subject.join(" · "), texts.join("\n\n––––\n\n"))
}

pub(super) async fn invite(
    i: Investigator,
    State(open): State<Open>,
    Path(hash): Path<String>,
    Form(form): Form,
) -> Answer {
    let view = &i.view;
    let (flag, found) = (id(&hash)?, load(&i, &open, &hash).await?);
    let by_email = form.get("way") == "email";
    let Some(known) = found
        .concerned
        .iter()
        .find(|c| c.0 == form.get("party"))
        .cloned()
    else {
        return refused(
            &i,
            &open,
            &hash,
            FieldError::new("party", view.t("invite-party-error")),
        )
        .await;
    };
    if by_email && !known.2 {
        return refused(
            &i,
            &open,
            &hash,
            FieldError::new("way", view.t("invite-email-error")),
        )
        .await;
    }
    let code = new_code(&open);
    let invite = Invite {
        party: known.0.clone(),
        by_email,
        mail: mail(view, &open, &found, &code),
        code: code.clone(),
    };
    open.act(i.person, move |tx, actor| {
        act::invite(tx, actor, flag, &invite)
    })
    .await?;
    if by_email {
        return Ok(back(view, &hash, "invite-sent"));
    }
    Ok(handed(view, &open, &hash, &code).into_response())
}

/// The code, shown once: only its hash is kept.
fn handed(view: &View, open: &Open, hash: &str, code: &str) -> Page {
    let title = view.t("invite-done");
    let link = format!(
        "{}{}?code={code}",
        open.casework().settings.public_url,
        paths::REPLY
    );
    let main = html! {
        (panel(&Panel { title: title.clone(), content: html! { p class="panel-number" { bdi dir="ltr" { (code) } } } }))
        p { (view.t("invite-done-text")) }
        p { code dir="ltr" class="hash" { (link) } }
        p { a href={ "/flags/" (hash) } { (view.t("invite-back")) } }
    };
    view.page(title)
        .notice(NoticeKind::Warning, html! { p { (view.t("invite-once")) } })
        .main(main)
}
