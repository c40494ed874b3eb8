//! Everything that pages can do, programs can do: for each page's route the routes of the API that do the same, or why there is none.
//! A route that is in neither column fails the test: whoever adds a page says here by what a program does it.

use std::collections::BTreeSet;

use harness::Store;
use harness::http::Front;

/// A page's route, and its twins; or `none: ` with the reason.
type Row = (&'static str, &'static str);

/// What there is no twin of, and why.
const FOR_BROWSERS: &[Row] = &[
    ("GET /sign-in/code", "none: an empty form"),
    ("GET /account/contact/code", "none: an empty form"),
    ("GET /reply", "none: an empty form"),
    ("GET /imports/new", "none: an empty form"),
    ("GET /rules/file", "none: an empty form"),
    (
        "POST /sign-in/passkey/begin",
        "none: a passkey speaks with a browser only (WebAuthn)",
    ),
    (
        "POST /sign-in/passkey",
        "none: a passkey speaks with a browser only (WebAuthn)",
    ),
    (
        "POST /account/passkeys/begin",
        "none: a passkey speaks with a browser only (WebAuthn)",
    ),
    (
        "POST /account/passkeys",
        "none: a passkey speaks with a browser only (WebAuthn)",
    ),
    ("GET /confirm", "none: an empty form"),
    ("GET /confirm/code/typed", "none: an empty form"),
    (
        "GET /confirm/go-on",
        "none: a form that waited, for a browser",
    ),
    (
        "POST /confirm/go-on",
        "none: a form that waited, for a browser",
    ),
    ("POST /confirm/demonstration", "none: a demonstration only"),
    (
        "POST /confirm/passkey",
        "none: a passkey speaks with a browser only (WebAuthn)",
    ),
    (
        "POST /confirm/passkey/begin",
        "none: a passkey speaks with a browser only (WebAuthn)",
    ),
    (
        "GET /sign-in/with/{provider}",
        "none: an identity provider speaks with a browser only (OpenID Connect)",
    ),
    (
        "GET /sign-in/with/{provider}/back",
        "none: an identity provider speaks with a browser only (OpenID Connect)",
    ),
    (
        "POST /account/identities/link",
        "none: an identity provider speaks with a browser only (OpenID Connect)",
    ),
    ("GET /demo", "none: a demonstration only"),
    ("POST /demo/sign-in", "none: a demonstration only"),
    ("GET /design", "none: components to look at"),
    ("GET /worker.js", "none: a script"),
    ("GET /push-worker.js", "none: a script"),
    (
        "GET /offline",
        "none: what a browser shows without a network",
    ),
    (
        "GET /drafts/{draft}/offline",
        "none: a form that a browser keeps",
    ),
    ("GET /feedback/thanks", "none: says only that it was done"),
    (
        "GET /feedback/answer",
        "none: a form; its script makes the blind token, as docs/decisions/0029 says",
    ),
    (
        "GET /account/erase",
        "none: asks whether one means it; the API has `sure`",
    ),
    (
        "GET /cases/{number}/actions/{message}",
        "none: asks whether one means it",
    ),
    (
        "GET /cases/{number}/tasks/{job}/decline",
        "none: an empty form",
    ),
    (
        "GET /cases/{number}/tasks/{job}/question",
        "none: an empty form",
    ),
    (
        "GET /cases/{number}/tasks/{job}/question/withdraw",
        "none: an empty form",
    ),
];

/// What programs read as it is: no page.
const FOR_PROGRAMS: &[Row] = &[
    ("GET /api/openapi.json", "none: the description itself"),
    (
        "POST /identity-providers/{provider}/logout",
        "none: for programs already (OpenID Connect Back-Channel Logout)",
    ),
    ("GET /healthz", "none: for programs already"),
    ("GET /readyz", "none: for programs already"),
    ("GET /metrics", "none: for programs already"),
    (
        "GET /record/checkpoint",
        "none: for programs already (C2SP tlog-tiles)",
    ),
    (
        "GET /record/tile/{*path}",
        "none: for programs already (C2SP tlog-tiles)",
    ),
    (
        "GET /record/vkey",
        "none: for programs already (C2SP signed-note)",
    ),
    (
        "GET /record/rotations",
        "none: for programs already (receipts)",
    ),
    ("GET /record/logs", "none: for programs already (receipts)"),
    (
        "GET /record/logs/receipt",
        "none: for programs already (receipts)",
    ),
    (
        "GET /record/logs/refused",
        "none: for programs already (receipts)",
    ),
    (
        "GET /.well-known/http-message-signatures-directory",
        "none: for programs already (RFC 9421)",
    ),
    (
        "GET /sms/reports/{notice}/{code}",
        "none: a gateway's own protocol",
    ),
    (
        "POST /sms/reports/{notice}/{code}",
        "none: a gateway's own protocol",
    ),
    ("GET /feedback/answers.csv", "none: for programs already"),
];

/// What people do, and what programs do instead.
const TWINS: &[Row] = &[
    ("GET /", "GET /api/v1/services, GET /api/v1/events"),
    ("GET /events/{event}", "GET /api/v1/services"),
    (
        "GET /services/{pack}",
        "GET /api/v1/services/{service}, GET /api/v1/services/{service}/process",
    ),
    (
        "GET /services/{pack}/check",
        "POST /api/v1/services/{service}/check",
    ),
    (
        "GET /services/{pack}/register",
        "GET /api/v1/services/{service}/register",
    ),
    (
        "GET /services/{pack}/register/{seq}",
        "GET /api/v1/services/{service}/register/{seq}",
    ),
    (
        "GET /services/{pack}/apply",
        "GET /api/v1/services/{service}, GET /api/v1/drafts",
    ),
    ("POST /services/{pack}/apply", "POST /api/v1/drafts"),
    ("GET /drafts/{draft}", "GET /api/v1/drafts/{draft}"),
    ("GET /drafts/{draft}/check", "GET /api/v1/drafts/{draft}"),
    (
        "GET /drafts/{draft}/pages/{page}",
        "GET /api/v1/drafts/{draft}, POST /api/v1/drafts/{draft}/pages/{page}/compare",
    ),
    (
        "POST /drafts/{draft}/pages/{page}",
        "POST /api/v1/drafts/{draft}/pages/{page}, PUT /api/v1/drafts/{draft}, DELETE /api/v1/drafts/{draft}/files/{field}/{hash}",
    ),
    (
        "POST /drafts/{draft}/uploads",
        "POST /api/v1/drafts/{draft}/files/{field}",
    ),
    (
        "GET /drafts/{draft}/uploads/{id}",
        "none: a file in pieces, for a browser on a bad line; a program sends it whole",
    ),
    (
        "PATCH /drafts/{draft}/uploads/{id}",
        "none: a file in pieces, for a browser on a bad line; a program sends it whole",
    ),
    (
        "DELETE /drafts/{draft}/uploads/{id}",
        "none: a file in pieces, for a browser on a bad line; a program sends it whole",
    ),
    (
        "POST /drafts/{draft}/submit",
        "POST /api/v1/drafts/{draft}/submit",
    ),
    (
        "POST /drafts/{draft}/delete",
        "DELETE /api/v1/drafts/{draft}",
    ),
    ("GET /cases", "GET /api/v1/cases"),
    (
        "GET /cases/{number}",
        "GET /api/v1/cases/{number}, GET /api/v1/cases/{number}/timeline",
    ),
    (
        "GET /cases/{number}/submitted",
        "GET /api/v1/cases/{number}",
    ),
    (
        "GET /cases/{number}/case.pdf",
        "GET /api/v1/cases/{number}/case.pdf",
    ),
    (
        "GET /cases/{number}/decision.pdf",
        "GET /api/v1/cases/{number}/decision.pdf, GET /api/v1/cases/{number}/decision",
    ),
    (
        "GET /cases/{number}/certificates/{n}",
        "GET /api/v1/cases/{number}/certificates/{n}",
    ),
    (
        "GET /cases/{number}/certificates/{n}/certificate.pdf",
        "GET /api/v1/cases/{number}/certificates/{n}/certificate.pdf",
    ),
    (
        "GET /cases/{number}/documents/{hash}",
        "GET /api/v1/cases/{number}/documents/{hash}",
    ),
    (
        "GET /cases/{number}/entries/{seq}",
        "GET /api/v1/cases/{number}/entries/{seq}",
    ),
    (
        "GET /cases/{number}/entries/{seq}/receipt",
        "GET /api/v1/cases/{number}/entries/{seq}",
    ),
    (
        "GET /cases/{number}/entries/{seq}/draw",
        "GET /api/v1/cases/{number}/entries/{seq}/draw",
    ),
    (
        "POST /cases/{number}/messages",
        "POST /api/v1/cases/{number}/messages",
    ),
    (
        "POST /cases/{number}/actions/{message}",
        "POST /api/v1/cases/{number}/actions/{message}",
    ),
    (
        "GET /cases/{number}/tasks/{job}",
        "GET /api/v1/cases/{number}/tasks/{job}",
    ),
    (
        "POST /cases/{number}/tasks/{job}",
        "POST /api/v1/cases/{number}/tasks/{job}, POST /api/v1/cases/{number}/tasks/{job}/signing",
    ),
    (
        "POST /cases/{number}/tasks/{job}/decline",
        "POST /api/v1/cases/{number}/tasks/{job}/decline",
    ),
    (
        "GET /cases/{number}/tasks/{job}/correct",
        "GET /api/v1/cases/{number}",
    ),
    (
        "POST /cases/{number}/tasks/{job}/correct",
        "POST /api/v1/cases/{number}/tasks/{job}/correct",
    ),
    (
        "POST /cases/{number}/tasks/{job}/question",
        "POST /api/v1/cases/{number}/tasks/{job}/question",
    ),
    (
        "POST /cases/{number}/tasks/{job}/question/withdraw",
        "POST /api/v1/cases/{number}/tasks/{job}/question/withdraw",
    ),
    (
        "GET /cases/{number}/tasks/{job}/question/answer",
        "GET /api/v1/cases/{number}",
    ),
    (
        "POST /cases/{number}/tasks/{job}/question/answer",
        "POST /api/v1/cases/{number}/tasks/{job}/question/answer",
    ),
    (
        "GET /cases/{number}/hold",
        "GET /api/v1/cases/{number}/hold",
    ),
    (
        "POST /cases/{number}/hold",
        "POST /api/v1/cases/{number}/hold",
    ),
    (
        "POST /cases/{number}/hold/release",
        "POST /api/v1/cases/{number}/hold/release",
    ),
    (
        "GET /cases/{number}/incident",
        "GET /api/v1/cases/{number}/incident",
    ),
    (
        "POST /cases/{number}/incident/retry",
        "POST /api/v1/cases/{number}/incident/retry",
    ),
    (
        "POST /cases/{number}/incident/move",
        "POST /api/v1/cases/{number}/mends",
    ),
    (
        "POST /cases/{number}/incident/set",
        "POST /api/v1/cases/{number}/mends",
    ),
    (
        "POST /cases/{number}/mends/{seq}/confirm",
        "POST /api/v1/cases/{number}/mends/{seq}/confirm",
    ),
    (
        "POST /cases/{number}/mends/{seq}/refuse",
        "POST /api/v1/cases/{number}/mends/{seq}/refuse",
    ),
    (
        "POST /cases/{number}/mends/{seq}/withdraw",
        "POST /api/v1/cases/{number}/mends/{seq}/withdraw",
    ),
    ("GET /work", "GET /api/v1/work"),
    ("GET /overview", "GET /api/v1/overview"),
    ("GET /incidents", "GET /api/v1/incidents"),
    ("GET /overview/retention", "GET /api/v1/retention"),
    ("GET /overview/versions", "GET /api/v1/versions"),
    (
        "GET /overview/versions/{hash}/{with}",
        "GET /api/v1/versions/{hash}/{with}, GET /api/v1/versions/{hash}/{with}/cases",
    ),
    (
        "GET /overview/migrations/{seq}",
        "GET /api/v1/migrations/{seq}, GET /api/v1/migrations/{seq}/cases",
    ),
    (
        "POST /overview/migrations/{seq}",
        "POST /api/v1/migrations/{seq}",
    ),
    ("GET /overview/webhooks", "GET /api/v1/webhooks"),
    ("POST /overview/webhooks", "POST /api/v1/webhooks"),
    (
        "GET /overview/webhooks/{id}",
        "GET /api/v1/webhooks/{id}, GET /api/v1/webhooks/{id}/deliveries",
    ),
    (
        "POST /overview/webhooks/{id}/end",
        "DELETE /api/v1/webhooks/{id}",
    ),
    ("GET /rules", "GET /api/v1/rules"),
    ("POST /rules/file", "POST /api/v1/rules/file"),
    (
        "GET /rules/{hash}/{element}",
        "GET /api/v1/rules/{hash}/{element}",
    ),
    (
        "POST /rules/{hash}/{element}",
        "POST /api/v1/rules/{hash}/{element}/try",
    ),
    (
        "GET /rules/{hash}/{element}/compare",
        "GET /api/v1/rules/{hash}/{element}/compare/{with}",
    ),
    (
        "POST /rules/{hash}/{element}/compare",
        "POST /api/v1/rules/{hash}/{element}/compare",
    ),
    (
        "GET /certificates/{number}",
        "GET /api/v1/certificates/{number}",
    ),
    (
        "GET /certificates/{number}/certificate.pdf",
        "GET /api/v1/certificates/{number}/certificate.pdf",
    ),
    ("GET /verify", "GET /api/v1/verify/{code}"),
    ("POST /verify", "POST /api/v1/verify"),
    ("GET /record", "GET /api/v1/record"),
    ("GET /sign-in", "GET /api/v1/identity-providers"),
    ("POST /sign-in", "POST /api/v1/sign-in/codes"),
    ("POST /sign-in/code", "POST /api/v1/sign-in"),
    ("POST /sign-out", "POST /api/v1/sign-out"),
    (
        "GET /account",
        "GET /api/v1/account, GET /api/v1/account/passkeys, GET /api/v1/session",
    ),
    ("POST /account", "PUT /api/v1/account"),
    ("POST /account/erase", "POST /api/v1/account/erase"),
    (
        "POST /account/passkeys/remove",
        "DELETE /api/v1/account/passkeys/{id}",
    ),
    ("GET /account/readings", "GET /api/v1/account/readings"),
    (
        "GET /account/contact",
        "GET /api/v1/account/contact, GET /api/v1/account/devices",
    ),
    ("POST /account/contact", "PUT /api/v1/account/contact"),
    ("POST /account/contact/phone", "POST /api/v1/account/phone"),
    (
        "POST /account/contact/code",
        "POST /api/v1/account/phone/code",
    ),
    (
        "POST /account/contact/phone/remove",
        "DELETE /api/v1/account/phone",
    ),
    (
        "POST /account/contact/devices",
        "POST /api/v1/account/devices",
    ),
    (
        "POST /account/contact/devices/remove",
        "DELETE /api/v1/account/devices/{id}",
    ),
    ("GET /account/mandates", "GET /api/v1/account/mandates"),
    ("GET /account/identities", "GET /api/v1/account/identities"),
    (
        "POST /account/identities/unlink",
        "DELETE /api/v1/account/identities/{id}",
    ),
    ("GET /account/sessions", "GET /api/v1/account/sessions"),
    (
        "POST /account/sessions/end",
        "DELETE /api/v1/account/sessions/{id}",
    ),
    (
        "POST /account/sessions/end-others",
        "DELETE /api/v1/account/sessions",
    ),
    ("POST /confirm/code", "POST /api/v1/confirm/codes"),
    ("POST /confirm/code/typed", "POST /api/v1/confirm"),
    (
        "GET /cases/{number}/entries/{seq}/passkey",
        "GET /api/v1/cases/{number}/entries/{seq}/passkey",
    ),
    (
        "GET /cases/{number}/reply",
        "GET /api/v1/cases/{number}/replies",
    ),
    ("POST /account/mandates", "POST /api/v1/account/mandates"),
    (
        "POST /account/mandates/{seq}/accept",
        "POST /api/v1/account/mandates/{id}/accept",
    ),
    (
        "POST /account/mandates/{seq}/end",
        "DELETE /api/v1/account/mandates/{id}",
    ),
    ("GET /account/tokens", "GET /api/v1/account/tokens"),
    ("POST /account/tokens", "POST /api/v1/account/tokens"),
    (
        "POST /account/tokens/revoke",
        "DELETE /api/v1/account/tokens/{id}",
    ),
    ("GET /account/duty", "GET /api/v1/account/absences"),
    (
        "POST /account/duty/absence",
        "POST /api/v1/account/absences",
    ),
    (
        "POST /account/duty/return",
        "DELETE /api/v1/account/absences/{from}",
    ),
    (
        "POST /account/duty/interest",
        "POST /api/v1/account/interests",
    ),
    ("GET /contracts", "GET /api/v1/contracts"),
    (
        "GET /contracts/{ocid}",
        "GET /api/v1/contracts/{ocid}, GET /api/v1/contracts/{ocid}/release",
    ),
    ("GET /buyers/{id}", "GET /api/v1/buyers/{id}"),
    ("GET /suppliers/{id}", "GET /api/v1/suppliers/{id}"),
    ("GET /indicators", "GET /api/v1/indicators"),
    ("GET /flags", "GET /api/v1/flags"),
    (
        "GET /flags/organisations",
        "GET /api/v1/flags/organisations",
    ),
    ("GET /flags/{hash}", "GET /api/v1/flags/{hash}"),
    ("POST /flags/{hash}/case", "POST /api/v1/flags/{hash}/case"),
    (
        "POST /flags/{hash}/dismiss",
        "POST /api/v1/flags/{hash}/dismiss",
    ),
    (
        "POST /flags/{hash}/invitations",
        "POST /api/v1/flags/{hash}/invitations",
    ),
    (
        "POST /flags/{hash}/reopen",
        "POST /api/v1/flags/{hash}/reopen",
    ),
    (
        "POST /reply",
        "GET /api/v1/replies/{code}, POST /api/v1/replies",
    ),
    ("GET /imports", "GET /api/v1/imports"),
    ("GET /imports/{n}", "GET /api/v1/imports/{n}"),
    ("POST /imports/new", "POST /api/v1/imports"),
    (
        "GET /feedback",
        "GET /api/v1/feedback, GET /api/v1/feedback/keys, GET /api/v1/feedback/batches",
    ),
    (
        "GET /feedback/{service}/{office}",
        "GET /api/v1/feedback/{service}/{office}",
    ),
    ("POST /feedback/answer", "POST /api/v1/feedback/answers"),
    (
        "GET /cases/{number}/feedback",
        "GET /api/v1/cases/{number}/feedback",
    ),
    (
        "POST /cases/{number}/feedback",
        "POST /api/v1/cases/{number}/feedback/token",
    ),
];

/// What programs do and no page does, and why.
const API_ONLY: &[Row] = &[
    ("POST /api/v1/jobs/fetch", "a worker's own work"),
    ("POST /api/v1/jobs/{id}/complete", "a worker's own work"),
    ("POST /api/v1/jobs/{id}/fail", "a worker's own work"),
    ("POST /api/v1/jobs/{id}/error", "a worker's own work"),
    ("POST /api/v1/jobs/{id}/extend", "a worker's own work"),
    (
        "GET /api/v1/feedback/keys/{seq}/receipt",
        "the page links to it",
    ),
    (
        "GET /api/v1/feedback/batches/{seq}/receipt",
        "the page links to it",
    ),
];

/// Served by demonstrations only, which the house of this test is not.
const DEMO_ONLY: [&str; 3] = ["GET /demo", "POST /demo/sign-in", "GET /design"];

fn is_api(route: &str) -> bool {
    route.contains(" /api/v1/")
}

#[tokio::test]
async fn what_a_page_can_do_a_program_can_do() {
    let front = Front::new(Store::Sqlite).await;
    let served = front.app.routes.iter();
    let served: BTreeSet<_> = served.map(|r| format!("{} {}", r.method, r.path)).collect();
    let rows = || [FOR_BROWSERS, FOR_PROGRAMS, TWINS].into_iter().flatten();
    let mut faults = Vec::new();

    let told: BTreeSet<_> = rows().map(|(page, _)| (*page).to_owned()).collect();
    // Styles, scripts and pictures have their content's hash in their names.
    let pages = served
        .iter()
        .filter(|r| !is_api(r) && !r.starts_with("GET /assets/"));
    for page in pages.filter(|page| !told.contains(*page)) {
        faults.push(format!(
            "{page}: say by what a program does it, or why by nothing"
        ));
    }
    let elsewhere = |page: &String| DEMO_ONLY.contains(&page.as_str());
    for page in told
        .iter()
        .filter(|p| !served.contains(*p) && !elsewhere(p))
    {
        faults.push(format!("{page}: there is no such route any more"));
    }
    let mut done: BTreeSet<_> = API_ONLY
        .iter()
        .map(|(route, _)| (*route).to_owned())
        .collect();
    for (page, twins) in rows() {
        if let Some(why) = twins.strip_prefix("none: ") {
            assert!(why.len() > 5, "{page}: why is there none?");
            continue;
        }
        for twin in twins.split(", ") {
            if !is_api(twin) || !served.contains(twin) {
                faults.push(format!("{page}: its twin `{twin}` is not served"));
            }
            done.insert(twin.to_owned());
        }
    }
    // The other way round: what only the API does would be missed by who has no program.
    for route in served.iter().filter(|r| is_api(r) && !done.contains(*r)) {
        faults.push(format!(
            "{route}: say which page does the same, or why none"
        ));
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
