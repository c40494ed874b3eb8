//! The API's plumbing: bodies, paging, idempotency, its description.

mod body;
mod idempotency;
mod openapi;
mod paging;

pub use body::{Json, JsonWithFiles};
pub use idempotency::IdempotencyKey;
pub use openapi::ProblemBody;
pub(crate) use openapi::{Told, routes as openapi_routes};
pub use paging::{Cursor, Page, Paging};
