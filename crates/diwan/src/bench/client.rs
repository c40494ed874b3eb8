//! A client of the bench: one kept connection, on which it is one person or another.

use axum::body::Bytes;
use axum::http::{Method, Request, Response, StatusCode, header};
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use serde_json::Value as Json;
use std::net::SocketAddr;
use tokio::net::TcpStream;

use crate::failure::Failure;

/// One connection to the server under measure.
pub(super) struct Client {
    connection: SendRequest<Full<Bytes>>,
    host: String,
    name: usize,
    writes: u64,
}

fn said(e: impl std::fmt::Display) -> Failure {
    Failure::Said(e.to_string())
}

impl Client {
    /// Connects. `name` tells its keys of writes from those of other clients.
    pub(super) async fn connect(address: SocketAddr, name: usize) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address).await.map_err(said)?;
        stream.set_nodelay(true).map_err(said)?;
        let (connection, work) = handshake(TokioIo::new(stream)).await.map_err(said)?;
        tokio::spawn(work);
        Ok(Self {
            connection,
            host: address.to_string(),
            name,
            writes: 0,
        })
    }

    /// Signs in as one of the demonstration's people; gives the token of the session.
    pub(super) async fn sign_in(&mut self, person: i64) -> Result<String, Failure> {
        let client = self;
        let page = client.send(Method::GET, "/demo", &[], Bytes::new()).await?;
        let cookie = session(&page).ok_or_else(|| said("no session on /demo"))?;
        let text = String::from_utf8_lossy(page.body()).into_owned();
        let csrf = text
            .split_once("name=\"csrf\" value=\"")
            .and_then(|(_, rest)| rest.split('"').next())
            .ok_or_else(|| said("no form token on /demo"))?;
        let form = format!("csrf={}&person={person}", web::forms::percent_encode(csrf));
        let headers = [
            (header::COOKIE.as_str(), format!("session={cookie}")),
            (
                header::CONTENT_TYPE.as_str(),
                "application/x-www-form-urlencoded".to_owned(),
            ),
            ("sec-fetch-site", "same-origin".to_owned()),
        ];
        let entered = client
            .send(Method::POST, "/demo/sign-in", &headers, form.into())
            .await?;
        session(&entered).ok_or_else(|| said(format!("not signed in: {}", entered.status())))
    }

    /// A write over the API in a session; its answer as JSON.
    pub(super) async fn api(
        &mut self,
        token: &str,
        method: Method,
        path: &str,
        body: &Json,
    ) -> Result<Json, Failure> {
        self.writes += 1;
        let headers = [
            (header::AUTHORIZATION.as_str(), format!("Bearer {token}")),
            (header::CONTENT_TYPE.as_str(), "application/json".to_owned()),
            (
                "idempotency-key",
                format!("bench-{}-{}", self.name, self.writes),
            ),
        ];
        let body = if body.is_null() {
            Bytes::new()
        } else {
            body.to_string().into()
        };
        let answer = self.send(method, path, &headers, body).await?;
        if !answer.status().is_success() {
            let text = String::from_utf8_lossy(answer.body()).into_owned();
            return Err(said(format!("{path}: {}: {text}", answer.status())));
        }
        if answer.status() == StatusCode::NO_CONTENT || answer.body().is_empty() {
            return Ok(Json::Null);
        }
        serde_json::from_slice(answer.body()).map_err(said)
    }

    /// A page or an answer of the API, read in a session.
    pub(super) async fn page(&mut self, token: &str, path: &str) -> Result<String, Failure> {
        let headers = [
            (header::COOKIE.as_str(), format!("session={token}")),
            (header::AUTHORIZATION.as_str(), format!("Bearer {token}")),
        ];
        let answer = self.send(Method::GET, path, &headers, Bytes::new()).await?;
        if !answer.status().is_success() {
            return Err(said(format!("{path}: {}", answer.status())));
        }
        Ok(String::from_utf8_lossy(answer.body()).into_owned())
    }

    async fn send(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, String)],
        body: Bytes,
    ) -> Result<Response<Bytes>, Failure> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, &self.host);
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let request = request.body(Full::new(body)).map_err(said)?;
        self.connection.ready().await.map_err(said)?;
        let (head, body) = self
            .connection
            .send_request(request)
            .await
            .map_err(said)?
            .into_parts();
        let bytes = body.collect().await.map_err(said)?.to_bytes();
        Ok(Response::from_parts(head, bytes))
    }
}

/// The session's cookie in an answer.
fn session(answer: &Response<Bytes>) -> Option<String> {
    let cookies = answer.headers().get_all(header::SET_COOKIE).iter();
    cookies
        .filter_map(|c| c.to_str().ok()?.strip_prefix("session="))
        .filter_map(|c| c.split(';').next())
        .filter(|c| !c.is_empty())
        .map(str::to_owned)
        .next_back()
}
