//! Several nodes on one PostgreSQL, and one node on a full disk: real processes of the real binary under load, with a
//! PostgreSQL of the test's own that is restarted, killed, cut off and followed by a standby.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a helper of a test fails as the test does; figures and skips are for who runs it"
)]

#[path = "../kills/client.rs"]
mod client;
mod cluster;
mod disk;
mod house;
mod load;
mod procedure;
mod proxy;
mod standby;
mod together;
mod upgrade;

/// Where PostgreSQL's programs are; says loudly that a test is left out where there are none.
fn postgres(test: &str) -> Option<std::path::PathBuf> {
    let found = cluster::binaries();
    if found.is_none() {
        eprintln!("SKIPPED: {test}: PostgreSQL's programs are not in /usr/lib/postgresql");
    }
    found
}
