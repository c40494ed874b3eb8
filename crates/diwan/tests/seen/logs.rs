//! The log has nothing of anybody in it.

use harness::Mailbox;

use crate::house::{House, WRITTEN};

#[test]
fn a_whole_journey_leaves_no_name_address_message_or_answer_in_the_log() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mailbox = runtime.block_on(Mailbox::start());
    // A failure of the mail server has the address in it, as one that works has the text.
    mailbox.fail_next(1);
    let house = House::new();
    let server = house.serve(&["--demo", "--smtp", &mailbox.url()]);
    house.procedure();
    let number = server.journey("");
    runtime.block_on(mailbox.wait_for(1));
    server.end();
    let log = std::fs::read_to_string(house.log()).unwrap();
    let lines: Vec<serde_json::Value> = log
        .lines()
        .filter(|l| l.starts_with('{'))
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let refused = lines.iter().filter(|l| l["message"] == "request refused");
    assert!(refused.count() >= 6, "{log}");
    let draft = "/api/v1/drafts/{draft}";
    assert!(lines.iter().any(|l| l["route"] == draft), "{log}");
    let people = house.people();
    let words = people.iter().map(String::as_str).chain(WRITTEN);
    for word in words.chain([number.as_str()]) {
        let found = log.lines().find(|line| line.contains(word));
        assert_eq!(found, None, "{word}");
    }
}
