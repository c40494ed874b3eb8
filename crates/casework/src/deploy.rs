//! Deploying packs: versions stand side by side; a running case stays on its own.

use std::sync::Arc;

use pack::Pack;

use crate::record::{Fact, Tx};
use crate::{Actor, Error};

/// Deploys a checked pack: new cases run on it from now on. Deploying the version that is current
/// already changes nothing.
///
/// # Errors
/// [`Error::Forbidden`] for all but an operator; [`Error::Conflict`] when the version number is
/// taken by other content.
pub fn deploy(
    tx: &mut Tx<'_>,
    actor: Actor,
    files: &pack::Files,
    pack: &Arc<Pack>,
) -> Result<(), Error> {
    if actor != Actor::Operator {
        return Err(Error::Forbidden("only an operator may"));
    }
    let sql = "select hash, current from packs where id = $1 and version = $2";
    let params = [pack.id.as_str().into(), pack.version.as_str().into()];
    if let Some(row) = tx.query_opt(sql, &params)? {
        if row.get::<[u8; 32]>(0)? != pack.hash {
            return Err(Error::Conflict(
                "this version was deployed with other content: give the pack a new version",
            ));
        }
        if row.get(1)? {
            return Ok(());
        }
    }
    tx.link().queue(
        "insert into pack_files (hash, files) values ($1, $2) on conflict (hash) do nothing",
        vec![pack.hash.into(), files.to_bytes().into()],
    )?;
    tx.parts().packs.put(Arc::clone(pack));
    tx.append(
        actor,
        Fact::PackDeployed {
            id: pack.id.clone(),
            version: pack.version.clone(),
            hash: hex::encode(pack.hash),
            agency: pack.agency.clone(),
        },
    )?;
    Ok(())
}
