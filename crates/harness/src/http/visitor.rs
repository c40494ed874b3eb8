//! Somebody at a browser or behind a program: with cookies, a language, an address.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use axum::http::header;
use http_body_util::BodyExt as _;
use serde_json::Value as Json;
use services::StoredSessions;
use tower::ServiceExt as _;
use web::Proof;
use web::session::{SessionStore as _, TokenHash};

use super::{Call, Front, Reply};

/// Somebody who uses the site.
pub struct Visitor<'a> {
    front: &'a Front,
    /// What the browser keeps.
    pub cookies: BTreeMap<String, String>,
    /// What the browser asks for, as of `Accept-Language`.
    pub language: &'static str,
    /// Where from; nobody is counted whose address is not known.
    pub address: Option<SocketAddr>,
    /// The form token of the last page that had one.
    pub token: String,
    keys: u32,
}

impl<'a> Visitor<'a> {
    pub(super) fn new(front: &'a Front) -> Self {
        Self {
            front,
            cookies: BTreeMap::new(),
            language: "en",
            address: None,
            token: String::new(),
            keys: 0,
        }
    }

    /// Sends a request with the browser's cookies, and keeps those that come back.
    ///
    /// # Panics
    /// When the body ends early.
    pub async fn send(&mut self, call: Call) -> Reply {
        let mut request = call.build();
        let headers = request.headers_mut();
        if !self.cookies.is_empty() && !headers.contains_key(header::AUTHORIZATION) {
            let all: Vec<_> = self
                .cookies
                .iter()
                .map(|(k, v)| format!("{k}={v}"))
                .collect();
            headers.insert(header::COOKIE, all.join("; ").parse().expect("cookies"));
        }
        if !headers.contains_key(header::ACCEPT_LANGUAGE) {
            headers.insert(
                header::ACCEPT_LANGUAGE,
                self.language.parse().expect("a language"),
            );
        }
        if let Some(address) = self.address {
            request.extensions_mut().insert(ConnectInfo(address));
        }
        let answered = self.front.app.router.clone().oneshot(request).await;
        let (head, body) = answered.expect("the router cannot fail").into_parts();
        let body = body.collect().await.expect("the body is whole").to_bytes();
        let reply = Reply {
            status: head.status.as_u16(),
            headers: head.headers,
            body: body.to_vec(),
        };
        self.remember(&reply);
        reply
    }

    fn remember(&mut self, reply: &Reply) {
        for value in reply.headers.get_all(header::SET_COOKIE) {
            let text = value.to_str().unwrap_or_default();
            let (pair, rest) = text.split_once(';').unwrap_or((text, ""));
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        if reply.header("content-type").starts_with("text/html")
            && let Some(token) = reply.field("csrf")
        {
            self.token = token;
        }
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Reply {
        self.send(Call::new("GET", path)).await
    }

    /// Sends a form from a page that was opened before.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let token = self.token.clone();
        let mut all = vec![("csrf", token.as_str())];
        all.extend_from_slice(fields);
        self.send(Call::new("POST", path).from_own_page().form(&all))
            .await
    }

    /// Sends a form with files from a page that was opened before.
    pub async fn upload(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Reply {
        let token = self.token.clone();
        let mut all = vec![("csrf", token.as_str())];
        all.extend_from_slice(fields);
        let call = Call::new("POST", path).from_own_page();
        self.send(call.multipart(&all, files)).await
    }

    /// Goes where a reply leads.
    pub async fn follow(&mut self, reply: &Reply) -> Reply {
        let to = reply.location().split('#').next().unwrap_or_default();
        let to = to.to_owned();
        self.get(&to).await
    }

    /// The session's token, as programs send it.
    #[must_use]
    pub fn bearer(&self) -> String {
        let token = self
            .cookies
            .get("session")
            .map_or("", |token| token.as_str());
        format!("Bearer {token}")
    }

    /// A key for a write that has none yet.
    pub fn fresh_key(&mut self) -> String {
        self.keys += 1;
        format!("key-{}", self.keys)
    }

    /// Calls the API as a program does, each write with a key of its own.
    pub async fn api(&mut self, method: &str, path: &str, body: Option<Json>) -> Reply {
        let key = self.fresh_key();
        self.api_as(&key, method, path, body).await
    }

    /// Calls the API with a key that may have been used before.
    pub async fn api_as(
        &mut self,
        key: &str,
        method: &str,
        path: &str,
        body: Option<Json>,
    ) -> Reply {
        let mut call = Call::new(method, path).header("idempotency-key", key);
        if self.cookies.contains_key("session") {
            call = call.header("authorization", self.bearer());
        }
        if let Some(body) = body {
            call = call.body("application/json", body.to_string());
        }
        self.send(call).await
    }

    /// Makes the session one that was opened or confirmed now by a passkey, as far as its row tells. What a passkey itself does
    /// is tested with one.
    ///
    /// # Panics
    /// When nobody is signed in.
    pub async fn proves_by_passkey(&mut self) {
        let house = &self.front.house;
        let sessions = StoredSessions::new(house.casework.clone());
        let token = TokenHash::of(&self.cookies["session"]);
        let found = sessions.load(token).await.expect("the store answers");
        let mut data = found.expect("somebody is signed in");
        data.proofs.push(Proof::passkey(true, house.now()));
        let kept = sessions.update(token, token, data).await;
        assert!(kept.expect("the store answers"), "the session is there");
    }

    /// Signs in by a code, over the pages.
    ///
    /// # Panics
    /// When a step does not lead on.
    pub async fn sign_in(&mut self, email: &str) -> Reply {
        self.get("/sign-in").await.expect(200);
        self.post("/sign-in", &[("email", email)])
            .await
            .leads("/sign-in/code");
        self.get("/sign-in/code").await.expect(200);
        let code = self.front.code_for(email).await.expect("a code was made");
        self.post("/sign-in/code", &[("code", &code)])
            .await
            .expect(303)
    }
}
