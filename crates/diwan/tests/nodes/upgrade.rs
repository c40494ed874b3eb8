//! A newer program comes to a database on which an older one runs.

use casework::store::{MIGRATIONS, Place, upgrade};

use crate::cluster::Cluster;
use crate::house::Node;
use crate::load::under_load;

/// What a later version might bring: something new beside what is there, and later the end of something old.
const EXPAND: (i64, &str) = (
    9_001,
    "alter table claims add column colour text; create table later (id bigint primary key);",
);
const CONTRACT: (i64, &str) = (
    9_002,
    "-- contract 9001\nalter table claims drop column colour;",
);

#[test]
fn an_older_node_goes_on_with_more_and_holds_up_less() {
    let Some(bin) = crate::postgres("an upgrade of nodes") else {
        return;
    };
    let cluster = Cluster::start(&bin, "");
    cluster.ask("postgres", "create database house");
    let url = format!("postgres://diwan@{}/house", cluster.address());
    let dir = tempfile::tempdir().unwrap();
    let mut node = Node::new(dir.path(), Some(url.clone()), None);
    node.start();
    node.furnish(&harness::simple_pack());
    let place = Place::Postgres(url);
    let with = |more: &[(i64, &'static str)]| -> Vec<_> {
        MIGRATIONS.iter().chain(more).copied().collect()
    };
    let now = || casework::Clock::System.now().as_microsecond();
    let wait = std::time::Duration::from_millis(600);
    let done = under_load(node.address(), 2, || {
        std::thread::sleep(wait);
        upgrade(&place, &with(&[EXPAND]), now()).unwrap();
        std::thread::sleep(wait);
    });
    done.check();
    assert!(node.still_runs());
    let refused = upgrade(&place, &with(&[EXPAND, CONTRACT]), now()).unwrap_err();
    let refused = refused.to_string();
    assert!(refused.contains("migration 9002 takes away"), "{refused}");
    assert!(refused.contains(env!("CARGO_PKG_VERSION")), "{refused}");
    // It may be started again, too; when it ends in order, nothing waits for it.
    node.kill();
    node.start();
    node.done(&["audit"]);
    node.kill();
    cluster.ask("house", "delete from nodes");
    upgrade(&place, &with(&[EXPAND, CONTRACT]), now()).unwrap();
    let gone = node.run(&["serve"]);
    let words = String::from_utf8_lossy(&gone.stderr);
    assert!(
        !gone.status.success() && words.contains("run a newer diwan"),
        "{words}"
    );
}
