//! The primary dies, and its synchronous standby is promoted by hand: what was answered is there. A copy that lacks some of it is
//! refused.

use std::time::Duration;

use crate::cluster::Cluster;
use crate::house::Node;
use crate::load::under_load;
use crate::procedure::with_timer;
use crate::proxy::Proxy;

const ROUND: Duration = Duration::from_millis(1_500);

#[test]
fn a_promoted_standby_has_all_that_was_answered() {
    let Some(bin) = crate::postgres("a standby") else {
        return;
    };
    let primary = Cluster::start(&bin, "");
    primary.ask("postgres", "create database house");
    let wire = Proxy::to(vec![primary.address()]);
    let url = format!("postgres://diwan@{}/house", wire.address());
    let dirs = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let mut first = Node::new(dirs[0].path(), Some(url.clone()), None);
    first.start();
    let (_guard, pack) = with_timer();
    first.furnish(&pack);
    let mut second = first.sibling(dirs[1].path(), url);
    second.start();
    let old = primary.copy(false);
    let standby = primary.copy(true);
    standby.up("");
    primary.ask(
        "postgres",
        "alter system set synchronous_standby_names = '*'",
    );
    primary.ask("postgres", "select pg_reload_conf()");
    follows(&primary);

    let balancer = Proxy::to(vec![first.address(), second.address()]);
    let done = under_load(balancer.address(), 3, || {
        std::thread::sleep(ROUND);
        primary.stop("immediate");
        wire.cut();
        standby.promote();
        wire.point(vec![standby.address()]);
        wire.mend();
        first.wait_ready(200);
        second.wait_ready(200);
        std::thread::sleep(ROUND);
    });
    let cases = done.check();
    assert!(first.still_runs() && second.still_runs());
    // With the checkpoints that each node has published, in its folder.
    first.done(&["audit"]);
    second.done(&["audit"]);

    old.up("");
    wire.cut();
    wire.point(vec![old.address()]);
    wire.mend();
    let before = old.ask("house", "select size from log");
    let why = first.wait_ready(503);
    assert!(why.contains("were published"), "{why}");
    std::thread::sleep(ROUND);
    assert_eq!(old.ask("house", "select size from log"), before);
    wire.cut();
    wire.point(vec![standby.address()]);
    wire.mend();
    first.wait_ready(200);
    eprintln!(
        "{cases} cases over a fail-over, {} sent again",
        done.repeated()
    );
}

/// Waits until the standby is one that a commit waits for.
fn follows(primary: &Cluster) {
    let sql = "select count(*) from pg_stat_replication where sync_state = 'sync'";
    for _ in 0..600 {
        if primary.ask("postgres", sql) == "1" {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("the standby does not follow");
}
