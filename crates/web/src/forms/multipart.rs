//! `multipart/form-data` (RFC 7578).

use super::{FormData, Upload};
use crate::error::Problem;
use crate::shell::Limits;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::StatusCode;

pub(super) async fn read(request: Request, limits: &Limits) -> Result<FormData, Problem> {
    let mut body = Multipart::from_request(request, &())
        .await
        .map_err(|e| Problem::bad_request().because(e))?;
    let mut data = FormData::default();
    while let Some(field) = body.next_field().await.map_err(unreadable)? {
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::to_owned) {
            Some(file_name) => {
                let bytes = take(field, limits.file).await?;
                // A file input left empty sends a file without name and content.
                if bytes.is_empty() && file_name.is_empty() {
                    continue;
                }
                if data.files.len() == limits.files {
                    return Err(Problem::too_large().because("too many files"));
                }
                data.files.push(Upload::new(name, &file_name, bytes));
            }
            None => {
                let bytes = take(field, limits.field).await?;
                data.push(name, String::from_utf8_lossy(&bytes).into_owned(), limits)?;
            }
        }
    }
    Ok(data)
}

async fn take(mut field: Field<'_>, limit: usize) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(unreadable)? {
        if bytes.len() + chunk.len() > limit {
            return Err(Problem::too_large().because(format!("a part over {limit} bytes")));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn unreadable(error: MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::too_large().because(error)
    } else {
        Problem::bad_request().because(error)
    }
}
