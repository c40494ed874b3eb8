//! Checkpoint, tiles and entry bundles (c2sp.org/tlog-tiles). What a log has published never changes,
//! so every tile may be kept for ever; the checkpoint must be asked for anew.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use casework::calls::Signer;
use casework::{Error, national, record};
use serde::Deserialize;
use tlog::tile::Resource;
use web::{Answer, Problem, Public};

use crate::office::Office;
use crate::refusal;

const FOREVER: &str = "public, max-age=31536000, immutable";
/// A monitor that asks more often learns nothing new; one that asks less often is not misled.
const BRIEFLY: &str = "public, max-age=1, must-revalidate";

/// The newest checkpoint; under a policy, that of the last round, with the witnesses' lines.
pub(super) async fn checkpoint(Public(view): Public, State(office): State<Office>) -> Answer {
    let text = if office.casework().parts.policy.is_some() {
        office.read(&view, casework::witnesses::published).await?.1
    } else {
        let newest = office.casework().newest().await;
        newest.map_err(|e| refusal::problem(&view, e))?.checkpoint
    };
    if text.is_empty() {
        return Err(Problem::not_found());
    }
    Ok(public(
        "text/plain; charset=utf-8",
        BRIEFLY,
        text.into_bytes(),
    ))
}

/// The keys that sign, one a line: what `diwan verify --key` takes.
pub(super) async fn vkey(Public(view): Public, State(office): State<Office>) -> Answer {
    let keys = office.read(&view, |link, _| Ok(record::in_force(link)?));
    let text = keys.await?.join("\n") + "\n";
    Ok(public(
        "text/plain; charset=utf-8",
        BRIEFLY,
        text.into_bytes(),
    ))
}

/// The receipts with which older keys vouch for newer ones: a JSON array, oldest first.
pub(super) async fn rotations(Public(view): Public, State(office): State<Office>) -> Answer {
    let receipts = office.read(&view, record::rotations).await?;
    let bytes = tlog::rotation::encode(&receipts);
    Ok(public("application/json", BRIEFLY, bytes))
}

/// The agencies' logs of which this national log has received something: a JSON array, by name.
pub(super) async fn logs(Public(view): Public, State(office): State<Office>) -> Answer {
    let logs = office.read(&view, |link, _| Ok(national::standings(link)?));
    let body = serde_json::to_vec(&super::logs_body(&logs.await?)).map_err(|e| {
        let error = Error::Record(record::RecordError::Body(e.to_string()));
        refusal::problem(&view, error)
    })?;
    Ok(public("application/json", BRIEFLY, body))
}

/// Which log, and how many of its entries are to be covered.
#[derive(Deserialize)]
pub(super) struct Wanted {
    origin: String,
    #[serde(default)]
    size: u64,
}

/// The receipt of the newest checkpoint that was received of a log.
pub(super) async fn log_receipt(
    Public(view): Public,
    State(office): State<Office>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let receipt = office.read(&view, move |link, parts| {
        national::receipt_of(link, parts, &wanted.origin, wanted.size)
    });
    let bytes = receipt.await?.encode();
    Ok(public("application/json", BRIEFLY, bytes))
}

/// The receipt of the last refusal of a log: the evidence.
pub(super) async fn log_refused(
    Public(view): Public,
    State(office): State<Office>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let receipt = office.read(&view, move |link, parts| {
        let standing = national::standing(link, &wanted.origin)?;
        let refused = standing.and_then(|standing| standing.refused);
        record::receipt(link, parts, refused.ok_or(Error::NotFound)?.entry)
    });
    let bytes = receipt.await?.encode();
    Ok(public("application/json", BRIEFLY, bytes))
}

pub(super) async fn tile(
    Public(view): Public,
    State(office): State<Office>,
    Path(path): Path<String>,
) -> Answer {
    let wanted: Resource = format!("tile/{path}")
        .parse()
        .map_err(|_| Problem::not_found())?;
    let bytes = office.read(&view, move |link, _| {
        Ok(match wanted {
            Resource::Tile(id) => record::tile(link, id)?,
            Resource::Entries(id) => record::bundle(link, id)?,
        })
    });
    let bytes = bytes.await?.ok_or_else(Problem::not_found)?;
    Ok(public("application/octet-stream", FOREVER, bytes))
}

/// The key that signs calls to other systems, as a set of JWKs (draft-meunier-http-message-signatures-directory).
pub(super) async fn keys(Public(_): Public, State(office): State<Office>) -> Answer {
    let keys = Signer::new(&office.casework().parts).keys();
    Ok(public(
        "application/http-message-signatures-directory+json",
        BRIEFLY,
        keys.to_string().into_bytes(),
    ))
}

/// Public by purpose: scripts of other sites may read it too, to check us.
fn public(media: &'static str, cache: &'static str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media),
        (header::CACHE_CONTROL, cache),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "cross-origin",
        ),
    ];
    (headers, bytes).into_response()
}
