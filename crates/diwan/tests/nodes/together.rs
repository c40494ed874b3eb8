//! Three nodes are one house, whatever happens to them and to their database.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use harness::Mailbox;
use serde_json::json;

use crate::client::Client;
use crate::cluster::Cluster;
use crate::house::{Node, says_unavailable};
use crate::load::under_load;
use crate::procedure::with_timer;
use crate::proxy::Proxy;

/// How long work goes on between two faults.
const ROUND: Duration = Duration::from_millis(1_200);
/// Faults below in which a message may leave and the word of it be lost: each, at each node, one message.
const FAULTS: usize = 4;

struct Three {
    cluster: Cluster,
    wires: Vec<Proxy>,
    nodes: Vec<Node>,
    balancer: Proxy,
    _dirs: Vec<tempfile::TempDir>,
}

impl Three {
    fn start(bin: &Path, smtp: &str) -> Three {
        let cluster = Cluster::start(bin, "");
        cluster.ask("postgres", "create database house");
        let wires: Vec<_> = (0..3).map(|_| Proxy::to(vec![cluster.address()])).collect();
        let url = |wire: &Proxy| format!("postgres://diwan@{}/house", wire.address());
        let dirs: Vec<_> = (0..3).map(|_| tempfile::tempdir().unwrap()).collect();
        let smtp = Some(smtp.to_owned());
        let mut nodes = vec![Node::new(dirs[0].path(), Some(url(&wires[0])), smtp)];
        nodes[0].start();
        let (_guard, pack) = with_timer();
        nodes[0].furnish(&pack);
        for n in 1..3 {
            let mut node = nodes[0].sibling(dirs[n].path(), url(&wires[n]));
            node.start();
            nodes.push(node);
        }
        let balancer = Proxy::to(nodes.iter().map(Node::address).collect());
        Three {
            cluster,
            wires,
            nodes,
            balancer,
            _dirs: dirs,
        }
    }

    fn all_ready(&self) {
        self.nodes.iter().for_each(|n| drop(n.wait_ready(200)));
    }

    fn count(&self, sql: &str) -> usize {
        self.cluster.ask("house", sql).parse().unwrap()
    }
}

#[test]
fn three_nodes_are_one_house() {
    let Some(bin) = crate::postgres("three nodes") else {
        return;
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mailbox = runtime.block_on(Mailbox::start());
    let mut three = Three::start(&bin, &mailbox.url());
    what_one_did_the_next_knows(&three);
    let balancer = three.balancer.address();
    let done = under_load(balancer, 3, || {
        std::thread::sleep(ROUND);
        killed(&mut three);
        cut_off(&mut three);
        restarted(&three);
        crashed(&three);
        assert!(three.nodes.iter_mut().all(Node::still_runs));
    });
    let cases = done.check();
    let repeated = done.repeated();
    all_is_sent(&three);
    received_once(&mailbox, three.count("select count(*) from notices"));
    fired_and_drawn_once(&three);
    three.nodes.iter().for_each(|n| n.done(&["audit"]));
    eprintln!("{cases} cases by three nodes, {repeated} commands sent again; audits clean");
}

/// Session, draft, case, message, reading and the answer to a repeated request, each at another node than the one before.
fn what_one_did_the_next_knows(three: &Three) {
    let address = Arc::new(Mutex::new(None));
    let mut turn = 0;
    let mut next = || {
        *address.lock().unwrap() = Some(three.nodes[turn % 3].address());
        turn += 1;
    };
    next();
    let mut citizen = Client::new(4, Arc::clone(&address));
    for n in 0..6 {
        next();
        let service = json!({ "service": "simple" });
        let draft = citizen.insist("POST", "/api/v1/drafts", &service).0;
        let draft = format!("/api/v1/drafts/{}", draft["id"].as_str().unwrap());
        next();
        let data = json!({ "data": { "subject": format!("request {n}") } });
        citizen.insist("PUT", &draft, &data);
        next();
        let submit = format!("{draft}/submit");
        let sent = citizen.insist("POST", &submit, &json!({})).0;
        next();
        citizen.keys -= 1;
        let again = citizen.insist("POST", &submit, &json!({})).0;
        assert_eq!(again, sent, "the same request at another node");
        let case = format!("/api/v1/cases/{}", sent["number"].as_str().unwrap());
        next();
        let messages = format!("{case}/messages");
        citizen.insist("POST", &messages, &json!({ "text": "Hello" }));
        next();
        let read = citizen.get(&case);
        assert_eq!(read["messages"][0]["text"], "Hello", "{read}");
        // Whoever follows the log by way of a balancer never sees it shrink.
        let sizes: Vec<u64> = three.nodes.iter().map(published).collect();
        assert!(sizes.is_sorted(), "{sizes:?}");
    }
}

fn published(node: &Node) -> u64 {
    let said = node.ask("GET", "/record/checkpoint", "*/*");
    let (_, checkpoint) = said.text.split_once("\r\n\r\n").unwrap();
    checkpoint.lines().nth(1).unwrap().parse().unwrap()
}

fn killed(three: &mut Three) {
    three.nodes[2].kill();
    std::thread::sleep(ROUND);
    three.nodes[2].start();
    let addresses = three.nodes.iter().map(Node::address).collect();
    three.balancer.point(addresses);
    std::thread::sleep(ROUND);
}

fn cut_off(three: &mut Three) {
    three.wires[1].cut();
    let why = three.nodes[1].wait_ready(503);
    assert!(why.contains("store: "), "{why}");
    says_unavailable(&three.nodes[1]);
    // It lives: whoever restarts what does not answer has no reason to.
    assert_eq!(three.nodes[1].ask("GET", "/healthz", "*/*").status, 200);
    let before = three.count("select size from log");
    let began = Instant::now();
    while three.count("select size from log") < before + 20 {
        assert!(
            began.elapsed() < Duration::from_secs(60),
            "the others stand still"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
    three.nodes[0].wait_ready(200);
    three.wires[1].mend();
    three.nodes[1].wait_ready(200);
}

fn restarted(three: &Three) {
    three.cluster.stop("fast");
    three.cluster.up("");
    three.all_ready();
    std::thread::sleep(ROUND);
}

fn crashed(three: &Three) {
    three.cluster.stop("immediate");
    for node in &three.nodes {
        node.wait_ready(503);
        says_unavailable(node);
    }
    three.cluster.up("");
    three.all_ready();
    std::thread::sleep(ROUND);
}

/// A message whose node died waits two minutes for its claim to run out: here the claims of the dead are taken away.
fn all_is_sent(three: &Three) {
    three.cluster.ask("house", "delete from claims");
    let began = Instant::now();
    loop {
        let waiting = three.count("select count(*) from notices where state = 'queued'");
        if waiting == 0 {
            break;
        }
        assert!(
            began.elapsed() < Duration::from_secs(120),
            "{waiting} notices wait: {}",
            three.cluster.ask(
                "house",
                "select state, attempts, error from notices where state = 'queued' limit 3"
            )
        );
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Each notice once; where a node died between the mail server's word and its own, the same again, known by its `Message-ID`.
fn received_once(mailbox: &Mailbox, notices: usize) {
    let mut received: BTreeMap<String, usize> = BTreeMap::new();
    for message in mailbox.messages() {
        let id = message
            .data
            .lines()
            .find_map(|l| l.strip_prefix("Message-ID: "));
        *received.entry(id.unwrap().trim().to_owned()).or_default() += 1;
    }
    assert_eq!(received.len(), notices, "every notice, and nothing else");
    let again: usize = received.values().map(|n| n - 1).sum();
    assert!(again <= FAULTS * 3, "{again} messages left more than once");
    eprintln!("{notices} notices, {again} of them again after a fault");
}

fn fired_and_drawn_once(three: &Three) {
    let began = Instant::now();
    let open = "select count(*) from timers where kind = 'engine'";
    while three.count(open) > 0 {
        assert!(began.elapsed() < Duration::from_secs(60), "timers wait");
        std::thread::sleep(Duration::from_millis(100));
    }
    let cases = three.count("select count(*) from cases where pack = 'simple'");
    let of = |kind: &str| {
        format!(
            "select count(*) from entries e join cases c on c.id = e.case_id \
             where c.pack = 'simple' and e.kind = '{kind}'"
        )
    };
    assert_eq!(three.count(&of("timer.fired")), cases, "each timer once");
    assert_eq!(three.count(&of("task.assigned")), cases, "each draw once");
}
