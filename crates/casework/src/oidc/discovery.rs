//! What a provider says of itself (OpenID Connect Discovery 1.0; RFC 9207; RP-Initiated Logout 1.0).

use serde::Deserialize;

use super::Fault;
use super::ask::Wire;
use super::settings::Settings;

/// The part of it that is used.
#[derive(Deserialize)]
pub(super) struct Metadata {
    issuer: String,
    pub(super) authorization_endpoint: String,
    pub(super) token_endpoint: String,
    pub(super) jwks_uri: String,
    pub(super) userinfo_endpoint: Option<String>,
    pub(super) end_session_endpoint: Option<String>,
    response_types_supported: Vec<String>,
    /// `client_secret_basic` where nothing is said (Discovery, 3).
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    code_challenge_methods_supported: Option<Vec<String>>,
    /// Whether answers carry `iss` (RFC 9207, 3).
    #[serde(default)]
    pub(super) authorization_response_iss_parameter_supported: bool,
}

/// Asks for it, and holds it against what the operator said.
pub(super) fn discover(wire: &Wire, settings: &Settings) -> Result<Metadata, Fault> {
    let issuer = settings.issuer.trim_end_matches('/');
    let url = format!("{issuer}/.well-known/openid-configuration");
    let (status, body) = wire.get(&url, None)?;
    let wrong = |why: String| Fault::Metadata(format!("{url}: {why}"));
    if status != 200 {
        return Err(wrong(format!("answered with status {status}")));
    }
    let metadata: Metadata = serde_json::from_slice(&body).map_err(|e| wrong(e.to_string()))?;
    metadata.check(wire, settings).map_err(wrong)?;
    Ok(metadata)
}

impl Metadata {
    fn check(&self, wire: &Wire, settings: &Settings) -> Result<(), String> {
        // Exactly the same (Discovery, 4.3): else one provider could speak for another.
        if self.issuer != settings.issuer {
            return Err(format!(
                "its issuer is `{}`, not `{}`",
                self.issuer, settings.issuer
            ));
        }
        if !self.response_types_supported.iter().any(|t| t == "code") {
            return Err("it does not offer the code flow".to_owned());
        }
        let s256 = |methods: &Vec<String>| methods.iter().any(|m| m == "S256");
        if !self
            .code_challenge_methods_supported
            .as_ref()
            .is_none_or(s256)
        {
            return Err("it does not take PKCE with S256".to_owned());
        }
        if !self.takes("client_secret_basic") && !self.takes("client_secret_post") {
            return Err(
                "it takes no client secret (client_secret_basic, client_secret_post)".to_owned(),
            );
        }
        let endpoints = [
            &self.authorization_endpoint,
            &self.token_endpoint,
            &self.jwks_uri,
        ];
        let optional = self
            .userinfo_endpoint
            .iter()
            .chain(&self.end_session_endpoint);
        match endpoints
            .into_iter()
            .chain(optional)
            .find(|url| !wire.allows(url))
        {
            Some(url) => Err(format!("{url} is at a host that `hosts` does not name")),
            None => Ok(()),
        }
    }

    /// Whether clients may show their secret that way.
    pub(super) fn takes(&self, method: &str) -> bool {
        match &self.token_endpoint_auth_methods_supported {
            Some(methods) => methods.iter().any(|m| m == method),
            None => method == "client_secret_basic",
        }
    }
}
