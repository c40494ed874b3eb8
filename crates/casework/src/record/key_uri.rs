//! Where a signing key lies in a device: a PKCS #11 URI (RFC 7512).

use std::path::PathBuf;
use std::str::FromStr;

/// A key in a device, such as
/// `pkcs11:token=diwan;object=log?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=/etc/diwan/pin`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyUri {
    /// The token's label.
    pub token: String,
    /// The key's label.
    pub object: String,
    /// The maker's library (`module-path`).
    pub module: PathBuf,
    /// The file of the PIN (`pin-source`); only its owner may read it.
    pub pin: PathBuf,
}

/// Why a text is no such URI.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}; write it as pkcs11:token=…;object=…?module-path=/…/library.so&pin-source=/…/file")]
pub struct BadKeyUri(String);

impl FromStr for KeyUri {
    type Err = BadKeyUri;

    fn from_str(text: &str) -> Result<Self, BadKeyUri> {
        let bad = |why: &str| BadKeyUri(why.to_owned());
        let rest = text
            .strip_prefix("pkcs11:")
            .ok_or_else(|| bad("it does not begin with pkcs11:"))?;
        let (path, query) = rest
            .split_once('?')
            .ok_or_else(|| bad("module-path and pin-source are missing"))?;
        let [mut token, mut object, mut module, mut pin] = [const { None }; 4];
        for (name, value) in path.split(';').chain(query.split('&')).map(split) {
            let place = match name {
                "token" => &mut token,
                "object" => &mut object,
                "module-path" => &mut module,
                "pin-source" => &mut pin,
                "pin-value" => {
                    return Err(bad(
                        "pin-value would be seen by everybody: put the PIN into a file",
                    ));
                }
                other => return Err(bad(&format!("`{other}` is not known here"))),
            };
            let value =
                decoded(value).ok_or_else(|| bad(&format!("`{name}` is not well written")))?;
            if place.replace(value).is_some() {
                return Err(bad(&format!("`{name}` occurs twice")));
            }
        }
        let need = |found: Option<String>, name: &str| {
            let found = found.filter(|text| !text.is_empty());
            found.ok_or_else(|| bad(&format!("`{name}` is missing")))
        };
        let pin = need(pin, "pin-source")?;
        let pin = pin.strip_prefix("file:").unwrap_or(&pin);
        Ok(Self {
            token: need(token, "token")?,
            object: need(object, "object")?,
            module: need(module, "module-path")?.into(),
            pin: pin.strip_prefix("//").unwrap_or(pin).into(),
        })
    }
}

impl std::fmt::Display for KeyUri {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "key `{}` of token `{}`", self.object, self.token)
    }
}

fn split(attribute: &str) -> (&str, &str) {
    attribute.split_once('=').unwrap_or((attribute, ""))
}

/// Percent-encoding undone (RFC 3986, section 2.1).
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            bytes.extend(hex::decode(after.get(..2)?).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uri_is_read_with_its_percent_signs() {
        let uri: KeyUri = "pkcs11:object=the%20log;token=diwan?pin-source=file:/etc/diwan/pin&module-path=/usr/lib/x.so"
            .parse()
            .unwrap();
        assert_eq!(
            (uri.token.as_str(), uri.object.as_str()),
            ("diwan", "the log")
        );
        assert_eq!(uri.module, PathBuf::from("/usr/lib/x.so"));
        assert_eq!(uri.pin, PathBuf::from("/etc/diwan/pin"));
    }

    #[test]
    fn what_is_missing_unknown_or_secret_is_refused_with_its_name() {
        for (text, why) in [
            ("file:x", "pkcs11:"),
            ("pkcs11:token=a", "module-path"),
            ("pkcs11:token=a?module-path=/m&pin-source=/p", "`object`"),
            ("pkcs11:token=a;object=b?module-path=/m", "`pin-source`"),
            (
                "pkcs11:token=a;object=b?module-path=/m&pin-value=1234",
                "into a file",
            ),
            ("pkcs11:token=a;slot-id=1?module-path=/m", "`slot-id`"),
            ("pkcs11:token=a;token=b?module-path=/m", "twice"),
            (
                "pkcs11:token=%zz;object=b?module-path=/m&pin-source=/p",
                "`token`",
            ),
            (
                "pkcs11:token=%e;object=b?module-path=/m&pin-source=/p",
                "`token`",
            ),
        ] {
            let fault = text.parse::<KeyUri>().unwrap_err().to_string();
            assert!(fault.contains(why), "{text}: {fault}");
            assert!(!fault.contains("1234"));
        }
    }
}
