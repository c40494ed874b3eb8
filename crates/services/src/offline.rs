//! Without a network: the worker, its scripts, and the page that says what to do. Pages work without all of it.
//! Why it is so: decision 27 in `docs/decisions`.

use std::sync::{LazyLock, OnceLock};

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use web::{Access, Answer, Asset, Lang, Page, Public, Routes, Script, View, css};

use crate::office::Office;

/// The address of the page, which shows what is kept, too.
const PAGE: &str = "/offline";

static REGISTER: LazyLock<Asset> = LazyLock::new(|| {
    let text = concat!(
        include_str!("../assets/offline/kept.js"),
        include_str!("../assets/offline/register.js")
    );
    Asset::script("kept", text)
});
static DRAFTS: LazyLock<Asset> = LazyLock::new(|| {
    Asset::script(
        "drafts",
        concat!(
            include_str!("../assets/offline/drafts.js"),
            include_str!("../assets/offline/upload.js")
        ),
    )
});
/// The worker of the languages that this house offers: they do not change while it runs.
static WORKER: OnceLock<Asset> = OnceLock::new();

/// The script that every page loads.
pub(crate) fn scripts() -> Vec<Script> {
    let words = vec!["kept-waiting", "kept-see", "kept-sign-out"];
    let path = REGISTER.path().to_owned();
    vec![Script { path, words }]
}

pub(crate) fn routes() -> Routes<Office> {
    Routes::new()
        .get(PAGE, Access::Public, page)
        .get("/worker.js", Access::Public, serve_worker)
        .get(REGISTER.path(), Access::Public, serve_register)
        .get(DRAFTS.path(), Access::Public, serve_drafts)
}

/// The worker: its text has the hash of all that it keeps, so that a new version is another worker.
fn worker(view: &View) -> String {
    let files = [
        css::style_path(),
        css::script_path(),
        css::icon_path(),
        REGISTER.path(),
        DRAFTS.path(),
    ];
    let text = concat!(
        include_str!("../assets/offline/kept.js"),
        include_str!("../assets/offline/worker.js"),
        include_str!("../assets/push-worker.js")
    );
    let offered: Vec<Lang> = view.text.texts().languages().collect();
    let langs: Vec<&str> = offered.iter().map(|l| l.code()).collect();
    let pages = offered
        .iter()
        .map(|l| said(&view.in_lang(*l)).1.into_string());
    let pages: String = pages.collect();
    let all = [files.concat(), text.to_owned(), pages].concat();
    let version = hex::encode(&Sha256::digest(all)[..8]);
    text.replace("{{version}}", &version)
        .replace("{{files}}", &json!(files).to_string())
        .replace("{{languages}}", &json!(langs).to_string())
}

async fn serve_worker(
    Public(view): Public,
    State(_): State<Office>,
    headers: HeaderMap,
) -> Response {
    let worker = WORKER.get_or_init(|| Asset::script("worker", worker(&view)));
    worker.answer_for(&headers, "no-cache")
}

async fn serve_register(_: Public, State(_): State<Office>, headers: HeaderMap) -> Response {
    REGISTER.answer(&headers)
}

async fn serve_drafts(_: Public, State(_): State<Office>, headers: HeaderMap) -> Response {
    DRAFTS.answer(&headers)
}

/// Where the scripts say what becomes of kept answers; hidden until they do.
pub(crate) fn panel(view: &View) -> Markup {
    html! {
        div class="notice" data-outbox=(words(view)) role="status" hidden { div { p {} } }
        script src=(DRAFTS.path()) defer {}
    }
}

/// What the scripts say.
fn words(view: &View) -> String {
    let keys = [
        "sending",
        "sent",
        "onward",
        "away",
        "cut",
        "signin",
        "signinlink",
        "trouble",
        "see",
        "forget",
        "mine",
        "theirs",
        "remove",
        "nothing",
        "goon",
        "state-waiting",
        "state-changed",
        "state-refused",
        "state-gone",
        "here",
        "saved",
        "differs",
        "no-answer",
    ];
    let all = keys.map(|key| (key.to_owned(), view.t(&format!("outbox-{key}")).into()));
    let uploads = ["sending", "done", "cut", "refused", "remove"];
    let uploads = uploads.map(|key| format!("upload-{key}"));
    let uploads = uploads.map(|key| (key.clone(), view.t(&key).into()));
    let all = all.into_iter().chain(uploads).collect();
    serde_json::Value::Object(all).to_string()
}

async fn page(Public(view): Public, State(_): State<Office>) -> Answer<Page> {
    let (title, main) = said(&view);
    Ok(view.page(title).bare().main(main))
}

/// The page's title, and what it says.
fn said(view: &View) -> (String, Markup) {
    let title = view.t("offline-title");
    let main = html! {
        div data-cut="" {
            h1 { (title) }
            p { (view.t("offline-text")) }
            ul { li { (view.t("offline-do-wait")) } li { (view.t("offline-do-kept")) } li { (view.t("offline-do-sent")) } }
            p { a class="button" href="" { (view.t("offline-again")) } }
        }
        div data-here="" hidden { h1 { (view.t("kept-title")) } p { (view.t("kept-text")) } }
        (panel(view))
        h2 { (view.t("kept-list")) }
        p data-kept-none="" { (view.t("kept-none")) }
        div data-kept-list="" {}
        p class="hint" { (view.t("kept-rules")) }
    };
    (title, main)
}
