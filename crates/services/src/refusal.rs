//! What the core refuses, as a problem in the reader's language.

use casework::Error;
use casework::archive::ArchiveError;
use casework::record::KeyError;
use web::{Problem, View};

use crate::words;

/// The problem that stands for a refusal. What is the house's own fault goes to the log.
pub(crate) fn problem(view: &View, error: Error) -> Problem {
    match error {
        Error::NotFound => Problem::not_found(),
        Error::Key(KeyError::Destroyed(_)) => Problem::gone().saying(view.t("refusal-erased")),
        Error::Forbidden(why) => Problem::forbidden().because(why),
        Error::Conflict(why) => Problem::conflict().because(why),
        Error::Signature(why) => {
            let told = crate::task::signature_told(view, &why);
            Problem::unprocessable()
                .field("/signature", told)
                .because(why)
        }
        Error::Assurance(wanted) => crate::assured::problem(wanted),
        Error::Migration(why) => Problem::conflict().because(why),
        Error::Engine(refusal) => Problem::conflict().because(refusal),
        Error::Invalid(errors) => errors.iter().fold(Problem::unprocessable(), |p, e| {
            p.field(format!("/data/{}", e.field), words::generic_error(view, e))
        }),
        Error::Field { field, reason } => {
            Problem::unprocessable().field(format!("/{field}"), self::field(view, field, reason))
        }
        Error::Store(e) if e.is_unavailable() => Problem::unavailable().because(e),
        // Another node has the file, or the folder's disk is away: this one may have it again.
        Error::Archive(e @ ArchiveError::File { .. }) => Problem::unavailable()
            .saying(view.t("archive-away"))
            .because(e),
        other => Problem::internal(other),
    }
}

/// What is wrong with a field outside a form: the field's own words where there are some.
pub(crate) fn field(view: &View, field: &str, reason: &str) -> String {
    let reason = reason.replace('_', "-");
    let own = ["mend-error", "error", "question", "correct"];
    let own = own.map(|of| format!("{of}-{field}-{reason}"));
    let known = own
        .iter()
        .find(|key| view.text.texts().has(view.lang(), key));
    known.map_or_else(
        || view.t(&format!("field-error-{reason}")),
        |key| view.t(key),
    )
}
