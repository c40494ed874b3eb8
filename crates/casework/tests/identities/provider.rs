//! A provider that signs what it is told, with keys of its own.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use casework::Entropy;
use casework::oidc::{Fault, Identity, Level, Pending, Provider, Returned, Wish};
use harness::{Answer, Upstream};
use jiff::Timestamp;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value as Json, json};

pub(crate) const CLIENT: &str = "diwan";
pub(crate) const BACK: &str = "https://licences.example/sign-in/with/national/back";
pub(crate) const HIGH: &str = "http://eidas.europa.eu/LoA/high";

/// A key of the provider.
pub(crate) struct Key {
    pub(crate) id: &'static str,
    pair: EcdsaKeyPair,
}

impl Key {
    pub(crate) fn new(id: &'static str) -> Self {
        let (how, random) = (&ECDSA_P256_SHA256_FIXED_SIGNING, SystemRandom::new());
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(how, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(how, pkcs8.as_ref(), &random).unwrap();
        Self { id, pair }
    }

    pub(crate) fn point(&self) -> &[u8] {
        self.pair.public_key().as_ref()
    }

    pub(crate) fn public(&self) -> Json {
        let point = self.point();
        json!({ "kty": "EC", "crv": "P-256", "kid": self.id, "use": "sig", "alg": "ES256",
            "x": URL_SAFE_NO_PAD.encode(&point[1..33]), "y": URL_SAFE_NO_PAD.encode(&point[33..]) })
    }

    pub(crate) fn sign(&self, header: &Json, claims: &Json) -> String {
        let signed = unsigned(header, claims);
        let signature = self
            .pair
            .sign(&SystemRandom::new(), signed.as_bytes())
            .unwrap();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

/// Header and claims of a token.
pub(crate) fn unsigned(header: &Json, claims: &Json) -> String {
    let part = |json: &Json| URL_SAFE_NO_PAD.encode(json.to_string());
    format!("{}.{}", part(header), part(claims))
}

pub(crate) fn keys(keys: &[&Key]) -> Answer {
    let keys: Vec<Json> = keys.iter().map(|k| k.public()).collect();
    Answer::Json(200, json!({ "keys": keys }).to_string())
}

pub(crate) fn now() -> Timestamp {
    "2026-11-24T08:00:00Z".parse().unwrap()
}

/// The provider, and the house's view of it.
pub(crate) struct Scene {
    pub(crate) upstream: Upstream,
    pub(crate) provider: Provider,
    pub(crate) key: Key,
    pub(crate) _dir: tempfile::TempDir,
}

impl Scene {
    pub(crate) async fn new() -> Self {
        Self::with("internal = true").await
    }

    /// With other lines of its file.
    pub(crate) async fn with(lines: &str) -> Self {
        let upstream = Upstream::start().await;
        let dir = tempfile::tempdir().unwrap();
        let secret = dir.path().join("secret");
        std::fs::write(&secret, "a secret/+\n".replace(' ', "-")).unwrap();
        let text = format!(
            "id = \"national\"\nissuer = \"{}\"\nclient-id = \"{CLIENT}\"\nclient-secret-file = {secret:?}\n{lines}\n\
             [names]\nar = \"الهوية\"\nen = \"National ID\"\nfr = \"Identité\"\n[levels]\n\"{HIGH}\" = \"high\"\nmiddle = \"substantial\"\n",
            upstream.origin()
        );
        Self {
            upstream,
            provider: Provider::parse(&text).unwrap(),
            key: Key::new("k1"),
            _dir: dir,
        }
    }

    pub(crate) fn metadata(&self) -> Json {
        let origin = self.upstream.origin();
        json!({ "issuer": origin, "authorization_endpoint": format!("{origin}/auth"),
            "token_endpoint": format!("{origin}/token"), "jwks_uri": format!("{origin}/keys"),
            "end_session_endpoint": format!("{origin}/end"), "response_types_supported": ["code"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": true })
    }

    /// Begins; the provider tells of itself.
    pub(crate) async fn begin(&self, level: Option<Level>, fresh: bool) -> (Pending, String) {
        let metadata = Answer::Json(200, self.metadata().to_string());
        self.upstream.answers([metadata]);
        self.go(level, fresh).await.unwrap()
    }

    /// Begins; what the provider answers was said before.
    pub(crate) async fn go(
        &self,
        level: Option<Level>,
        fresh: bool,
    ) -> Result<(Pending, String), Fault> {
        let provider = self.provider.clone();
        let begin = move || {
            let wish = Wish {
                redirect: BACK,
                level,
                fresh,
                language: "ar",
            };
            provider.begin(&wish, &Entropy::System, now())
        };
        tokio::task::spawn_blocking(begin).await.unwrap()
    }

    /// The claims of a token that holds for what was begun.
    pub(crate) fn claims(&self, url: &str) -> Json {
        let second = now().as_second();
        json!({ "iss": self.upstream.origin(), "aud": CLIENT, "sub": "1234", "nonce": parameter(url, "nonce"),
            "exp": second + 300, "iat": second, "auth_time": second - 5, "acr": HIGH })
    }

    /// What the provider answers to a code.
    pub(crate) fn tokens(&self, token: &str) -> Answer {
        let tokens = json!({ "access_token": "a", "token_type": "Bearer", "id_token": token });
        Answer::Json(200, tokens.to_string())
    }

    /// Comes back with an answer.
    pub(crate) async fn back(
        &self,
        pending: &Pending,
        query: [&str; 4],
        at: Timestamp,
    ) -> Result<Identity, Fault> {
        let (provider, pending) = (self.provider.clone(), pending.clone());
        let [state, code, issuer, error] = query.map(str::to_owned);
        let finish = move || {
            let returned = Returned {
                state: &state,
                code: &code,
                issuer: &issuer,
                error: &error,
            };
            provider.finish(&pending, returned, at)
        };
        tokio::task::spawn_blocking(finish).await.unwrap()
    }

    /// Comes back as the provider sends one, with a token.
    pub(crate) async fn arrive(
        &self,
        (pending, url): &(Pending, String),
        token: &str,
    ) -> Result<Identity, Fault> {
        self.upstream
            .answers([self.tokens(token), keys(&[&self.key])]);
        let (state, origin) = (parameter(url, "state"), self.upstream.origin());
        self.back(pending, [&state, "the-code", &origin, ""], now())
            .await
    }

    pub(crate) fn header(&self) -> Json {
        json!({ "alg": "ES256", "kid": self.key.id, "typ": "JWT" })
    }
}

/// A parameter of an address, as it was written.
pub(crate) fn parameter(url: &str, name: &str) -> String {
    let query = url.split_once('?').unwrap().1;
    let found = query
        .split('&')
        .find_map(|p| p.strip_prefix(&format!("{name}=")));
    found.unwrap_or_default().to_owned()
}
