//! What somebody's device does from a closed case to an answer, in one call and without waiting: for demonstrations.

use casework::record::fact::feedback::Asked;
use casework::{CaseNumber, Casework, Error, PersonId};

use crate::answer::{Answer, take};
use crate::{issue, keys};

/// Asks for the token of a closed case and answers with it.
///
/// # Errors
/// [`Error::NotFound`] for a case that is not theirs or not closed, [`Error::Conflict`] when it has had its token.
pub async fn answer(
    casework: &Casework,
    who: (PersonId, CaseNumber),
    how: u8,
    asked: Asked,
) -> Result<(), Error> {
    let (person, number) = who;
    let case = casework
        .read(move |link, parts| issue::closed(link, parts, person, number))
        .await?;
    let key = keys::in_force(casework, &case.cell).await?;
    let token = issue::plain(casework, who, &key).await?;
    let answer = Answer::new(&token, how, asked);
    casework
        .write(move |tx| take(tx, &key, &token, &answer))
        .await
}
