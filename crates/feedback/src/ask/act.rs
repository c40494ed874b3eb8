//! What page and API share.

use casework::{CaseNumber, PersonId};
use web::{Problem, SignedIn};

use crate::Feedback;
use crate::issue::{self, Closed};
use crate::keys::{self, Key};
use crate::office::problem;

/// A closed case of the reader with the key that would sign its token.
pub(super) async fn load(
    feedback: &Feedback,
    user: &SignedIn,
    number: &str,
) -> Result<(CaseNumber, Closed, Key), Problem> {
    let person = PersonId(user.person);
    let number: CaseNumber = number.parse().map_err(|_| Problem::not_found())?;
    let case = feedback
        .read(move |link, parts| issue::closed(link, parts, person, number))
        .await?;
    let key = keys::in_force(feedback.casework(), &case.cell).await;
    Ok((number, case, key.map_err(problem)?))
}
