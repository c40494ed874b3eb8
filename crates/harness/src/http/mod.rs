//! The whole application over HTTP, without a socket: the router that the binary serves, the sessions
//! that it keeps, and people who read pages, fill forms and call the API.

mod call;
mod copy;
mod front;
mod html;
mod reply;
mod visitor;

pub use call::Call;
pub use copy::{PDF, copy};
pub use front::{CITY_LICENSING, CIVIL_REGISTRY, Front, INTEGRITY_OFFICE, Official, pack_dir};
pub use html::{Tag, tags};
pub use reply::Reply;
pub use visitor::Visitor;
