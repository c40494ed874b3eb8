//! What could not be delivered, for the person whom it was meant for.

use jiff::Timestamp;

use crate::record::fact::Channel;
use crate::store::Link;
use crate::{CaseId, Error, PersonId};

/// A notice that a channel did not deliver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreached {
    /// Which channel.
    pub channel: Channel,
    /// When it was tried last.
    pub at: Timestamp,
    /// The channel in its place, and whether it has left by that.
    pub instead: Option<(Channel, bool)>,
}

/// The last notice of each channel that could not reach a person about a case, the newest first.
///
/// # Errors
/// The store's.
pub fn unreached(link: &mut Link, case: CaseId, person: PersonId) -> Result<Vec<Unreached>, Error> {
    let rows = link.query(
        "select f.channel, f.next_at, i.channel, i.state from notices f \
         left join notices i on i.after_seq = f.seq \
         where f.person = $1 and f.case_id = $2 and f.state = 'failed' order by f.seq desc limit 20",
        &[person.into(), case.into()],
    )?;
    let mut all: Vec<Unreached> = Vec::new();
    for row in rows {
        let (failed, instead): (String, Option<String>) = (row.get(0)?, row.get(2)?);
        let Some(channel) = Channel::from_name(&failed) else {
            continue;
        };
        if all.iter().any(|u| u.channel == channel) {
            continue;
        }
        let left = row.get::<Option<String>>(3)?.as_deref() == Some("sent");
        all.push(Unreached {
            channel,
            at: row.get(1)?,
            instead: instead
                .and_then(|c| Channel::from_name(&c))
                .map(|c| (c, left)),
        });
    }
    Ok(all)
}
