//! What page and API share.

use casework::Error;
use casework::record::fact::feedback::Asked;
use tracing::instrument::WithSubscriber as _;
use tracing::subscriber::NoSubscriber;
use web::{Problem, View};

use crate::Feedback;
use crate::answer::{Answer, SPENT, take};
use crate::keys;
use crate::office::problem;
use crate::token::Token;

/// The two answers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    pub(super) how: u8,
    pub(super) asked: Asked,
}

/// A key's id as it is written.
///
/// # Errors
/// 422 where it is none.
pub(crate) fn key_id(text: &str) -> Result<[u8; 32], Problem> {
    let mut id = [0; 32];
    hex::decode_to_slice(text, &mut id)
        .map_err(|_| Problem::unprocessable().field("/key", "64 hexadecimal digits"))?;
    Ok(id)
}

/// Takes an answer. Traces tell nothing of it: when it came would tell from whom.
pub(super) async fn give(
    feedback: &Feedback,
    view: &View,
    key: [u8; 32],
    token: Token,
    said: Said,
) -> Result<(), Problem> {
    let given = give_untold(feedback, key, token, said).with_subscriber(NoSubscriber::default());
    given.await.map_err(|e| match e {
        Refused::Unknown => Problem::unprocessable().field("/key", view.t("feedback-error-key")),
        Refused::Forged => {
            Problem::unprocessable().field("/signature", view.t("feedback-error-forged"))
        }
        Refused::By(Error::Conflict(SPENT)) => {
            Problem::conflict().saying(view.t("feedback-error-spent"))
        }
        Refused::By(e) => problem(e),
    })
}

enum Refused {
    Unknown,
    Forged,
    By(Error),
}

async fn give_untold(
    feedback: &Feedback,
    key: [u8; 32],
    token: Token,
    said: Said,
) -> Result<(), Refused> {
    let casework = feedback.casework();
    let key = casework.read(move |link, _| keys::by_id(link, key));
    let key = key.await.map_err(Refused::By)?.ok_or(Refused::Unknown)?;
    let verifier = key.verifier().map_err(|_| Refused::Unknown)?;
    verifier.verify(&token).map_err(|_| Refused::Forged)?;
    let answer = Answer::new(&token, said.how, said.asked);
    casework
        .write(move |tx| take(tx, &key, &token, &answer))
        .await
        .map_err(Refused::By)
}
