//! For tests: the house on either store, a clock moved by hand, people as objects, a mail server, another system over HTTP.
//!
//! PostgreSQL is used where `DIWAN_TEST_POSTGRES` names a server; each house gets a database of its own there.

mod authenticator;
mod house;
#[cfg(feature = "http")]
pub mod http;
mod node;
mod packs;
mod postgres;
mod scene;
mod smtp;
mod upstream;

pub use authenticator::{Answered, Authenticator};
pub use house::{House, Store, stores};
pub use node::Script;
pub use packs::{Edit, changed, winding_pack};
pub use postgres::Database;
pub use scene::{Scene, simple_pack};
pub use smtp::{Mailbox, Message};
pub use upstream::{Answer, Asked, Upstream};
