//! A request before it is sent.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Method, Request, header};
use web::forms::percent_encode;

/// A request: exactly what is said here is sent, and the visitor's cookies.
#[derive(Clone, Debug)]
pub struct Call {
    method: Method,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Call {
    /// A request without headers and body.
    ///
    /// # Panics
    /// When the method is none.
    #[must_use]
    pub fn new(method: &str, path: impl Into<String>) -> Self {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        Self {
            method,
            path: path.into(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// What a browser adds when one of our own pages sends a form.
    #[must_use]
    pub fn from_own_page(self) -> Self {
        self.header("sec-fetch-site", "same-origin")
            .header("origin", "http://localhost:8080")
    }

    /// The body and what it is.
    #[must_use]
    pub fn body(mut self, media: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.body = bytes.into();
        self.header(header::CONTENT_TYPE.as_str(), media)
    }

    /// The body as a form without files.
    #[must_use]
    pub fn form(self, fields: &[(&str, &str)]) -> Self {
        let plus = |text: &str| percent_encode(text).replace('/', "%2F");
        let pairs: Vec<_> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", plus(name), plus(value)))
            .collect();
        self.body("application/x-www-form-urlencoded", pairs.join("&"))
    }

    /// The body as a form with files: field, name, bytes. What the bytes are is left open.
    #[must_use]
    pub fn multipart(self, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Self {
        const EDGE: &str = "edge-of-a-part-in-a-test";
        let mut body = Vec::new();
        for (name, value) in fields {
            let head = format!(
                "--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend(head.into_bytes());
        }
        for (field, name, bytes) in files {
            // As browsers write it (WHATWG HTML, 4.10.22.8).
            let name = name
                .replace('"', "%22")
                .replace('\r', "%0D")
                .replace('\n', "%0A");
            let head = format!(
                "--{EDGE}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend(head.into_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend(format!("--{EDGE}--\r\n").into_bytes());
        self.body(&format!("multipart/form-data; boundary={EDGE}"), body)
    }

    /// The request.
    ///
    /// # Panics
    /// When the path or a header cannot be sent.
    pub(super) fn build(self) -> Request<Body> {
        let mut request = Request::new(Body::from(self.body));
        *request.method_mut() = self.method;
        *request.uri_mut() = self.path.parse().expect("a path");
        for (name, value) in self.headers {
            let name = HeaderName::from_bytes(name.as_bytes()).expect("a header's name");
            let value = HeaderValue::from_bytes(value.as_bytes()).expect("a header's value");
            request.headers_mut().append(name, value);
        }
        request
    }
}
