//! Who does now what any node could do: a row that runs out, should the node die.

use crate::record::Tx;
use crate::{Casework, Error};

/// Seconds by which clocks of nodes may differ. A claim that would last longer was taken by a clock that ran ahead and was set back
/// since: it must not hold what is due for as long as that clock was wrong.
pub(crate) const SKEW: i64 = 600;

/// Takes `name` of `kind` for so many seconds; false when another has it, or when it is not due any more: between our reading
/// and now another node may have done it and let go.
pub(crate) async fn take(
    casework: &Casework,
    kind: &'static str,
    name: String,
    seconds: i64,
    due: impl Fn(&mut Tx<'_>) -> Result<bool, Error> + Send + 'static,
) -> Result<bool, Error> {
    casework
        .write(move |tx| {
            if !due(tx)? {
                return Ok(false);
            }
            let now = tx.now().as_microsecond();
            let link = tx.link();
            let longest = now + (seconds + SKEW) * 1_000_000;
            let params = [
                kind.into(),
                name.as_str().into(),
                now.into(),
                longest.into(),
            ];
            link.execute(
                "delete from claims where kind = $1 and ref = $2 \
                 and (until_at <= $3 or until_at > $4)",
                &params,
            )?;
            let node = format!("{}", std::process::id());
            let params = [
                kind.into(),
                name.as_str().into(),
                node.into(),
                (now + seconds * 1_000_000).into(),
            ];
            let rows = link.execute(
                "insert into claims (kind, ref, node, until_at) values ($1, $2, $3, $4) \
                 on conflict (kind, ref) do nothing",
                &params,
            )?;
            Ok(rows == 1)
        })
        .await
}

/// Writes a row that says nothing: whether the store takes one.
pub(crate) async fn probe(casework: &Casework) -> Result<(), Error> {
    casework
        .write(|tx| {
            let params = vec![tx.now().into()];
            tx.side_table(
                "insert into claims (kind, ref, node, until_at) values ('probe', '', '', $1) \
                 on conflict (kind, ref) do update set until_at = excluded.until_at",
                params,
            )?;
            Ok(())
        })
        .await
}

/// Lets go of it: a retry has its own claim.
pub(crate) fn release(tx: &mut Tx<'_>, kind: &'static str, name: &str) -> Result<(), Error> {
    Ok(tx.side_table(
        "delete from claims where kind = $1 and ref = $2",
        vec![kind.into(), name.into()],
    )?)
}
