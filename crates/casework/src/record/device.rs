//! A signing key in a device (PKCS #11 3.0: `CKM_EDDSA` with an Ed25519 key). The key never leaves it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error as DeviceError, RvError};
use cryptoki::mechanism::Mechanism;
use cryptoki::mechanism::eddsa::{EddsaParams, EddsaSignatureScheme};
use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session, UserType};
use cryptoki::types::AuthPin;

use super::key_uri::KeyUri;
use super::secrets::owner_only;

/// The OID of Ed25519 (RFC 8410, section 3) in DER: what `CKA_EC_PARAMS` names the curve by.
const ED25519: [u8; 5] = [0x06, 0x03, 0x2b, 0x65, 0x70];
/// Longest PIN read, in bytes.
const LONGEST_PIN: usize = 256;

/// The makers' libraries of this process: each is loaded once (`C_Initialize`).
static MODULES: Mutex<BTreeMap<PathBuf, Pkcs11>> = Mutex::new(BTreeMap::new());

/// A key in a device, with the session that was last open.
pub(super) struct DeviceKey {
    uri: KeyUri,
    public: [u8; 32],
    open: Mutex<Option<(Session, ObjectHandle)>>,
}

impl DeviceKey {
    /// Looks the key up.
    pub(super) fn find(uri: &KeyUri) -> Result<Self, String> {
        let session = session(uri)?;
        let handle = one(&session, uri, ObjectClass::PRIVATE_KEY)?;
        let public = public(&session, uri)?;
        Ok(Self {
            uri: uri.clone(),
            public,
            open: Mutex::new(Some((session, handle))),
        })
    }

    /// Makes a key that cannot be taken out.
    pub(super) fn make(uri: &KeyUri) -> Result<Self, String> {
        let session = session(uri)?;
        if one(&session, uri, ObjectClass::PRIVATE_KEY).is_ok() {
            return Err(format!("there is a {uri} already"));
        }
        let label = Attribute::Label(uri.object.clone().into_bytes());
        let id = Attribute::Id(uri.object.clone().into_bytes());
        let public = [
            Attribute::Token(true),
            Attribute::Verify(true),
            Attribute::EcParams(ED25519.to_vec()),
            label.clone(),
            id.clone(),
        ];
        let private = [
            Attribute::Token(true),
            Attribute::Private(true),
            Attribute::Sensitive(true),
            Attribute::Extractable(false),
            Attribute::Sign(true),
            label,
            id,
        ];
        let mechanism = Mechanism::EccEdwardsKeyPairGen;
        session
            .generate_key_pair(&mechanism, &public, &private)
            .map_err(|e| told(uri, &e))?;
        drop(session);
        Self::find(uri)
    }

    /// The public key.
    pub(super) fn public(&self) -> &[u8; 32] {
        &self.public
    }

    /// Signs. A session that was lost is opened again, once.
    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, String> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((session, key)) = &*open {
            match signed(session, *key, message) {
                Ok(signature) => return Ok(signature),
                Err(error) => {
                    tracing::warn!(%error, key = %self.uri, "the device's session is lost");
                }
            }
        }
        *open = None;
        let session = session(&self.uri)?;
        let key = one(&session, &self.uri, ObjectClass::PRIVATE_KEY)?;
        let signature = signed(&session, key, message).map_err(|e| told(&self.uri, &e))?;
        *open = Some((session, key));
        Ok(signature)
    }
}

fn signed(session: &Session, key: ObjectHandle, message: &[u8]) -> Result<Vec<u8>, DeviceError> {
    let scheme = EddsaParams::new(EddsaSignatureScheme::Ed25519);
    session.sign(&Mechanism::Eddsa(scheme), key, message)
}

/// A session that is logged in.
fn session(uri: &KeyUri) -> Result<Session, String> {
    let module = module(&uri.module).map_err(|e| told(uri, &e))?;
    let slots = module.get_slots_with_initialized_token();
    let slots = slots.map_err(|e| told(uri, &e))?;
    let ours = |slot: &cryptoki::slot::Slot| {
        let info = module.get_token_info(*slot);
        info.is_ok_and(|info| info.label().trim_end() == uri.token)
    };
    let slot = slots.into_iter().find(ours);
    let slot = slot.ok_or_else(|| format!("{uri}: there is no such token in the device"))?;
    let session = module.open_rw_session(slot).map_err(|e| told(uri, &e))?;
    match session.login(UserType::User, Some(&pin(&uri.pin)?)) {
        // Another session of this process has logged in.
        Ok(()) | Err(DeviceError::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => Ok(session),
        Err(e) => Err(told(uri, &e)),
    }
}

fn module(path: &Path) -> Result<Pkcs11, DeviceError> {
    let mut modules = MODULES.lock().unwrap_or_else(PoisonError::into_inner);
    let module = match modules.get(path) {
        Some(module) => module.clone(),
        None => {
            let module = Pkcs11::new(path)?;
            modules.insert(path.to_owned(), module.clone());
            module
        }
    };
    // Again where it was given up: a library may be shut down under us.
    match module.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
        Ok(()) | Err(DeviceError::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => Ok(module),
        Err(e) => Err(e),
    }
}

fn pin(path: &Path) -> Result<AuthPin, String> {
    let told = |why: String| format!("the file of the PIN, {}: {why}", path.display());
    owner_only(path).map_err(told)?;
    let text = std::fs::read_to_string(path).map_err(|e| told(e.to_string()))?;
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST_PIN {
        return Err(told("must hold the PIN on one line".into()));
    }
    Ok(AuthPin::from(text.to_owned()))
}

fn one(session: &Session, uri: &KeyUri, class: ObjectClass) -> Result<ObjectHandle, String> {
    let template = [
        Attribute::Class(class),
        Attribute::KeyType(KeyType::EC_EDWARDS),
        Attribute::Label(uri.object.clone().into_bytes()),
    ];
    let found = session.find_objects(&template).map_err(|e| told(uri, &e))?;
    match found[..] {
        [key] => Ok(key),
        [] => Err(format!("{uri}: there is no such Ed25519 key in the token")),
        _ => Err(format!("{uri}: {} keys have this label", found.len())),
    }
}

/// The public key: `CKA_EC_POINT` is 32 bytes, or these as a DER `OCTET STRING` (PKCS #11 3.0, section 2.3.5, and before it).
fn public(session: &Session, uri: &KeyUri) -> Result<[u8; 32], String> {
    let handle = one(session, uri, ObjectClass::PUBLIC_KEY)?;
    let found = session.get_attributes(handle, &[AttributeType::EcPoint]);
    let point =
        found
            .map_err(|e| told(uri, &e))?
            .into_iter()
            .find_map(|attribute| match attribute {
                Attribute::EcPoint(point) => Some(point),
                _ => None,
            });
    let point = point.unwrap_or_default();
    let bytes = point.strip_prefix(&[0x04, 0x20]).unwrap_or(&point);
    bytes
        .try_into()
        .map_err(|_| format!("{uri}: its public key is none of Ed25519"))
}

/// The first line of what the library says: the rest is the standard's prose.
fn told(uri: &KeyUri, error: &DeviceError) -> String {
    match error {
        DeviceError::Pkcs11(code, function) => format!("{uri}: {function:?}: {code:?}"),
        other => format!("{uri}: {other}"),
    }
}
