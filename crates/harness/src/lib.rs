//! For tests: the house on either store, a clock moved by hand, people as objects.
//!
//! PostgreSQL is used where `DIWAN_TEST_POSTGRES` names a server; each house gets a database of its own there.

mod house;
mod postgres;
mod scene;

pub use house::{House, Store, stores};
pub use scene::{Scene, simple_pack};
