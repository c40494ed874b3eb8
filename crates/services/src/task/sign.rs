//! Signing a decision: what was filled in is read once more, and signed with a passkey.

use casework::case;
use casework::case::sign::{Assertion, SignatureError};
use casework::{Actor, Error, PersonId};
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};
use tlog::assertion::{AssertionError, Statement};
use utoipa::ToSchema;
use web::components::{
    LinkButton, Notice, NoticeKind, details, hidden, inset, link_button, notice, summary_list,
};
use web::forms::FormData;
use web::{Page, View};

use super::page::{Desk, SHOWN};
use crate::fields::Sheet;
use crate::office::Office;
use crate::{assets, paths, words};

/// The hidden field that takes the passkey's answer.
pub(super) const SIGNATURE: &str = "signature";
/// The button that goes back to the answers.
pub(super) const CHANGE: &str = "change";
/// How long the browser waits for the passkey, in ms.
const PATIENCE: u32 = 5 * 60 * 1000;

/// What a passkey answered; bytes are in base64url without padding.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignatureBody {
    /// `time_us` of the statement that was signed.
    time_us: i64,
    /// The passkey's id, in base64url.
    credential: String,
    authenticator_data: String,
    client_data: String,
    signature: String,
}

impl SignatureBody {
    /// As the core takes it.
    pub(crate) fn assertion(self) -> Result<Assertion, SignatureError> {
        Ok(Assertion {
            time_us: self.time_us,
            credential: tlog::assertion::decode(&self.credential)
                .map_err(|_| AssertionError::Malformed("credential"))?,
            authenticator_data: self.authenticator_data,
            client_data: self.client_data,
            signature: self.signature,
        })
    }

    /// As the page's script writes it into its field.
    pub(super) fn of_field(text: &str) -> Result<Assertion, SignatureError> {
        let read = serde_json::from_str::<Self>(text);
        read.map_err(|_| AssertionError::Malformed("form"))?
            .assertion()
    }
}

/// What is to be signed, and what the browser is asked for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SigningBody {
    /// What is signed, word for word.
    #[schema(value_type = Object)]
    pub(crate) statement: Statement,
    /// Its hash, in base64url: the challenge of the Web Authentication assertion.
    pub(crate) challenge: String,
    /// `PublicKeyCredentialRequestOptionsJSON` (W3C Web Authentication, level 3).
    #[schema(value_type = Object)]
    pub(crate) options: Json,
}

/// What the person would sign with these data.
pub(crate) async fn signing(
    office: &Office,
    person: PersonId,
    desk: &Desk,
    data: Map<String, Json>,
) -> Result<SigningBody, Error> {
    let (actor, id, job) = (
        Actor::Person(person),
        desk.task.whole.case.id,
        desk.task.job,
    );
    let work =
        move |tx: &mut casework::record::Tx<'_>| case::sign::statement(tx, actor, id, job, &data);
    let statement = office.casework().write(work).await?;
    let challenge = statement.challenge().map_err(SignatureError::from)?;
    let challenge = tlog::assertion::encode(&challenge);
    let keys = desk.keys.iter().map(|id| {
        let id = tlog::assertion::encode(id);
        json!({ "type": "public-key", "id": id })
    });
    let options = json!({
        "challenge": challenge, "rpId": statement.site, "timeout": PATIENCE,
        "userVerification": "required", "allowCredentials": keys.collect::<Vec<_>>(),
    });
    Ok(SigningBody {
        statement,
        challenge,
        options,
    })
}

/// The page on which it is signed. `sent`: the form, to be sent again with the signature.
pub(super) fn page(
    view: &View,
    desk: &Desk,
    (data, sent): (&Map<String, Json>, &FormData),
    signing: &SigningBody,
) -> Page {
    let (whole, number) = (&desk.task.whole, desk.task.whole.case.number);
    let task = words::element(view, &whole.pack, &desk.task.task.element);
    let title = view.t("sign-title");
    let departs = signing.statement.data["departed"] == true;
    let main = html! {
        p class="caption" { (task) " · " bdi dir="ltr" class="case-number" { (number) } }
        h1 { (title) }
        p { (view.t("sign-text")) }
        (decision(view, desk, data))
        @if departs { (inset(&html! { p { (view.t("sign-departs")) } })) }
        form method="post" action=(paths::task(number, desk.task.job)) enctype="multipart/form-data" novalidate {
            (view.csrf_field())
            (carried(desk, sent))
            input type="hidden" name=(SIGNATURE) value="";
            @if desk.keys.is_empty() { (no_passkey(view)) } @else { (press(view, desk, signing)) }
            p { button class="button button-secondary" type="submit" name=(CHANGE) value="1" { (view.t("sign-change")) } }
        }
        (details(&view.t("sign-exact"), &exact(view, signing)))
        script src=(assets::passkeys()) defer {}
    };
    view.page(title.clone())
        .back(paths::task(number, desk.task.job))
        .main(main)
}

fn decision(view: &View, desk: &Desk, data: &Map<String, Json>) -> Markup {
    let (Some(form), Some(answers)) = (desk.form(), desk.answers(view, data)) else {
        return Markup::default();
    };
    let filled = answers.filled();
    let sheet = Sheet {
        view,
        pack: &desk.task.whole.pack,
        form,
        data: &filled,
        answers: &answers,
        files: &[],
        errors: &[],
        more: None,
    };
    html! {
        @for page in form.pages().iter().filter(|p| sheet.asks_any(&p.fields)) {
            h2 { (words::of(view, &desk.task.whole.pack, &format!("form-{}-page-{}", form.id, page.id))) }
            (summary_list(&sheet.answers(&page.fields, |_| None)))
        }
    }
}

/// What was sent, as it was sent: the form reads it again when the signature comes with it.
fn carried(desk: &Desk, sent: &FormData) -> Markup {
    let own = |name: &str| {
        name == SHOWN
            || desk
                .form()
                .is_some_and(|form| form.fields().any(|f| belongs(name, &f.name)))
    };
    html! {
        @for (name, values) in sent.fields().filter(|(name, _)| own(name)) {
            @for value in values { (hidden(name, value)) }
        }
    }
}

/// Whether a part of the form is of this field: its own name, or one that is made of it, as a date's day.
fn belongs(name: &str, field: &str) -> bool {
    name.strip_prefix(field)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '.', '[']))
}

fn press(view: &View, desk: &Desk, signing: &SigningBody) -> Markup {
    let decline = paths::decline(desk.task.whole.case.number, desk.task.job);
    html! {
        div data-passkey="sign" data-failed=(view.t("sign-failed")) data-options=(signing.options) data-time=(signing.statement.time_us) hidden {
            p class="hint" { (view.t("sign-time")) }
            button class="button" type="button" { (view.t("sign-press")) }
            p class="field-error" role="status" {}
        }
        div data-passkey-without {
            p { (view.t("sign-without")) " " a href=(decline) { (view.t("task-decline")) } }
        }
    }
}

/// What somebody without a passkey does first.
pub(super) fn no_passkey(view: &View) -> Markup {
    let add = format!("{}#passkeys", paths::ACCOUNT);
    let content = html! {
        p { (view.t("sign-none")) }
        p { (link_button(&LinkButton::new(add, view.t("sign-add")))) }
    };
    let kind = NoticeKind::Warning;
    notice(&view.text, &Notice { kind, content })
}

fn exact(view: &View, signing: &SigningBody) -> Markup {
    let json = serde_json::to_value(&signing.statement).unwrap_or_default();
    let pretty = serde_json::to_string_pretty(&json).unwrap_or_default();
    html! {
        p { (view.t("sign-exact-text")) }
        pre dir="ltr" tabindex="0" { code { (pretty) } }
        p { (view.t("sign-challenge")) " " code dir="ltr" { (signing.challenge) } }
    }
}

/// Why a signature was refused, in the reader's language.
pub(crate) fn told(view: &View, error: &SignatureError) -> String {
    let key = match error {
        SignatureError::Missing => "missing",
        SignatureError::NotWanted => "not-wanted",
        SignatureError::UnknownKey => "unknown-key",
        SignatureError::Algorithm => "algorithm",
        SignatureError::NotCarried => "not-carried",
        SignatureError::Assertion(AssertionError::Stale) => "stale",
        SignatureError::Assertion(AssertionError::Unverified) => "unverified",
        SignatureError::Assertion(AssertionError::Malformed(_)) => "malformed",
        SignatureError::Assertion(AssertionError::Site(_) | AssertionError::Kind) => "site",
        SignatureError::Assertion(AssertionError::Challenge) => "challenge",
        SignatureError::Assertion(_) => "forged",
    };
    view.t(&format!("sign-error-{key}"))
}
