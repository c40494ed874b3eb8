//! The page is whole in each language: no word is missing, no id is there twice, and every class on
//! it has a rule.

use crate::session::MemorySessions;
use crate::{App, Lang, Shell, Site, Texts};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::sync::Arc;
use tower::ServiceExt as _;

fn app() -> App {
    let site = Site {
        design: true,
        ..Site::default()
    };
    let shell = Shell {
        site,
        sessions: Arc::new(MemorySessions::default()),
        clock: Arc::new(|| Timestamp::UNIX_EPOCH),
        entropy: Arc::new(|bytes: &mut [u8]| bytes.fill(7)),
        texts: Texts::new().expect("the shell's texts"),
        ready: Vec::new(),
        metrics: crate::health::Metrics::default(),
    };
    shell.router(Vec::new()).expect("the shell alone")
}

async fn page(lang: Lang) -> String {
    let uri = format!("/design?lang={}", lang.code());
    let request = Request::get(uri).body(Body::empty()).expect("a request");
    let response = app().router.oneshot(request).await.expect("an answer");
    assert_eq!(response.status(), StatusCode::OK);
    let bytes = response.into_body().collect().await.expect("a body");
    String::from_utf8(bytes.to_bytes().to_vec()).expect("UTF-8")
}

/// What stands between quotes after each ` name="`.
fn values<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    let after = html.split(start.as_str()).skip(1);
    after.filter_map(|rest| rest.split('"').next()).collect()
}

#[tokio::test]
async fn every_component_is_whole_in_each_language() {
    for lang in Lang::BUILT_IN {
        let html = page(lang).await;
        assert!(!html.contains('⟦'), "a text is missing in {}", lang.code());
        let ids = values(&html, "id");
        let once: BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), once.len(), "an id is there twice: {ids:?}");
        for id in values(&html, "for")
            .into_iter()
            .chain(values(&html, "aria-describedby"))
        {
            for one in id.split_whitespace() {
                assert!(once.contains(&one), "{one} leads nowhere");
            }
        }
    }
}

#[tokio::test]
async fn every_class_has_a_rule() {
    // These say what a part is, to scripts and tests; it looks as what is around it.
    let bare = ["bars", "panel-body", "task-state"];
    let html = page(Lang::EN).await;
    let used: BTreeSet<_> = values(&html, "class")
        .into_iter()
        .flat_map(str::split_whitespace)
        .collect();
    let bald: Vec<_> = used
        .into_iter()
        .filter(|class| !bare.contains(class))
        .filter(|class| !crate::css::SHEETS.contains(&format!(".{class}")))
        .collect();
    assert!(bald.is_empty(), "no rule for {bald:?}");
}
