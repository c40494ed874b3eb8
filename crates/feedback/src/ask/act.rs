//! What page and API share.

use casework::{CaseNumber, PersonId};
use web::{Problem, SignedIn};

use crate::Feedback;
use crate::issue::{self, Closed};
use crate::keys::{self, Key};
use crate::office::problem;
use crate::token::{Blinding, SIGNATURE, Token};

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

/// Signs a blinded token, once a case. Signed first and entered then: nobody is given the signature without the entry.
pub(super) async fn sign(
    feedback: &Feedback,
    (person, number): (PersonId, CaseNumber),
    key: [u8; 32],
    blinded: [u8; SIGNATURE],
) -> Result<[u8; SIGNATURE], Problem> {
    let entropy = feedback.casework().parts.entropy.clone();
    let signed = feedback
        .read(move |link, parts| {
            let signer = keys::signer(link, parts, key)?;
            Ok(signer.sign(&entropy, &blinded))
        })
        .await?;
    let signed = signed.map_err(|e| Problem::unprocessable().field("/blinded", e.to_string()))?;
    feedback
        .write(move |tx| issue::issue(tx, (person, number), key, &blinded))
        .await?;
    Ok(signed)
}

/// Makes a token here, for a browser without a script. What would tie it to the case is dropped with this function.
pub(super) async fn plain(
    feedback: &Feedback,
    who: (PersonId, CaseNumber),
    key: &Key,
) -> Result<Token, Problem> {
    let verifier = key.verifier().map_err(Problem::internal)?;
    let entropy = &feedback.casework().parts.entropy;
    let blinding = Blinding::begin(verifier, entropy).map_err(Problem::internal)?;
    let blinded = blinding.blinded().map_err(Problem::internal)?;
    let signed = sign(feedback, who, key.id, blinded).await?;
    blinding.finish(&signed).map_err(Problem::internal)
}
