//! The mail server of the tests, by a client that is used in earnest and by hand.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at what it does not expect"
)]

use harness::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp::Error;
use lettre::{Message, SmtpTransport, Transport};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

fn message(subject: &str, body: &str) -> Message {
    Message::builder()
        .from("Office <office@example.org>".parse().unwrap())
        .to("amina@example.org".parse().unwrap())
        .cc("Karim <karim@example.org>".parse().unwrap())
        .subject(subject)
        .header(ContentType::TEXT_PLAIN)
        .body(body.to_owned())
        .unwrap()
}

/// Sends as the outbox does: a blocking client, off the runtime's threads.
async fn send(mailbox: &Mailbox, message: Message) -> Result<(), Error> {
    let transport = SmtpTransport::from_url(&mailbox.url()).unwrap().build();
    tokio::task::spawn_blocking(move || transport.send(&message).map(drop))
        .await
        .unwrap()
}

#[tokio::test]
async fn a_message_arrives_as_it_was_sent() {
    let mailbox = Mailbox::start().await;
    assert_eq!(mailbox.messages(), []);
    let body = "First.\r\n.\r\n..two dots\r\n.end\r\n";
    send(&mailbox, message("Your case", body)).await.unwrap();

    let [received] = mailbox.wait_for(1).await.try_into().unwrap();
    assert_eq!(received.from, "office@example.org");
    assert_eq!(received.to, ["amina@example.org", "karim@example.org"]);
    let (header, text) = received.data.split_once("\r\n\r\n").unwrap();
    assert!(
        header.lines().any(|line| line == "Subject: Your case"),
        "{header}"
    );
    assert_eq!(text.trim_end(), body.trim_end());
}

#[tokio::test]
async fn a_text_in_another_script_arrives_encoded() {
    let mailbox = Mailbox::start().await;
    send(&mailbox, message("طلبك", "تم قبول طلبك"))
        .await
        .unwrap();
    let [received] = mailbox.wait_for(1).await.try_into().unwrap();
    assert!(received.data.is_ascii());
    assert!(
        received.data.contains("Content-Transfer-Encoding: base64"),
        "{}",
        received.data
    );
}

#[tokio::test]
async fn messages_are_refused_for_as_long_as_was_said() {
    let mailbox = Mailbox::start().await;
    mailbox.fail_next(2);
    for _ in 0..2 {
        let error = send(&mailbox, message("Refused", "")).await.unwrap_err();
        assert!(error.is_transient(), "{error}");
        assert_eq!(error.status().unwrap().to_string(), "451");
    }
    assert_eq!(mailbox.messages(), []);
    send(&mailbox, message("Taken", "")).await.unwrap();
    assert!(mailbox.wait_for(1).await[0].data.contains("Subject: Taken"));
}

#[tokio::test]
async fn a_dropped_connection_hides_from_the_sender_that_the_message_arrived() {
    let mailbox = Mailbox::start().await;
    mailbox.drop_after_data(1);
    let error = send(&mailbox, message("Unanswered", "")).await.unwrap_err();
    assert_eq!(error.status(), None, "no answer at all: {error}");
    send(&mailbox, message("Unanswered", "")).await.unwrap();
    let received = mailbox.wait_for(2).await;
    assert!(
        received
            .iter()
            .all(|one| one.data.contains("Subject: Unanswered"))
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_waits_is_woken_by_messages_from_several_senders() {
    let mailbox = Mailbox::start().await;
    let subjects: Vec<_> = (0..8).map(|n| format!("Number {n}")).collect();
    let senders: Vec<_> = subjects
        .iter()
        .map(|subject| {
            let (url, message) = (mailbox.url(), message(subject, ""));
            std::thread::spawn(move || {
                SmtpTransport::from_url(&url)
                    .unwrap()
                    .build()
                    .send(&message)
                    .unwrap();
            })
        })
        .collect();
    let received = mailbox.wait_for(8).await;
    for subject in subjects {
        let line = format!("Subject: {subject}\r\n");
        assert_eq!(
            received
                .iter()
                .filter(|one| one.data.contains(&line))
                .count(),
            1,
            "{subject}"
        );
    }
    senders
        .into_iter()
        .for_each(|sender| sender.join().unwrap());
}

/// Says each line and gives the answers, the greeting first.
async fn talk(mailbox: &Mailbox, lines: &[&str]) -> Vec<String> {
    let mut stream = BufReader::new(TcpStream::connect(mailbox.address()).await.unwrap());
    let mut answers = Vec::new();
    for line in [None].into_iter().chain(lines.iter().map(Some)) {
        if let Some(line) = line {
            stream
                .write_all(format!("{line}\r\n").as_bytes())
                .await
                .unwrap();
        }
        let mut answer = String::new();
        stream.read_line(&mut answer).await.unwrap();
        answers.push(answer.split(' ').next().unwrap().to_owned());
    }
    answers
}

#[tokio::test]
async fn commands_are_taken_in_their_order_only() {
    let mailbox = Mailbox::start().await;
    let dialogue = [
        ("MAIL FROM:<a@example.org>", "503"),
        ("HELO client", "250"),
        ("RCPT TO:<b@example.org>", "503"),
        ("DATA", "503"),
        ("MAIL FROM:a@example.org", "501"),
        ("MAIL FROM:<a@example.org> SIZE=9", "555"),
        ("mail from:<a@example.org>", "250"),
        ("MAIL FROM:<a@example.org>", "503"),
        ("DATA", "503"),
        ("RCPT TO:<>", "501"),
        ("RCPT TO:<b@example.org>", "250"),
        ("RSET", "250"),
        ("DATA", "503"),
        ("NOOP", "250"),
        ("MAIL FROM:<>", "250"),
        ("RCPT TO:<b@example.org>", "250"),
        ("DATA", "354"),
        ("..\r\ntext\r\n.", "250"),
        ("DATA", "503"),
        ("VRFY b", "500"),
        ("QUIT", "221"),
    ];
    let answers = talk(&mailbox, &dialogue.map(|(line, _)| line)).await;
    let expected: Vec<_> = ["220"]
        .into_iter()
        .chain(dialogue.map(|(_, code)| code))
        .collect();
    assert_eq!(answers, expected);
    let [received] = mailbox.messages().try_into().unwrap();
    assert_eq!(
        (received.from, received.data),
        (String::new(), ".\r\ntext\r\n".to_owned())
    );
}

#[tokio::test]
async fn a_line_that_smtp_does_not_allow_ends_the_connection() {
    let mailbox = Mailbox::start().await;
    for line in ["x".repeat(2000), "NOOP é".to_owned()] {
        assert_eq!(talk(&mailbox, &[&line]).await, ["220", "500"]);
    }
}

#[tokio::test]
async fn a_dropped_mailbox_no_longer_listens() {
    let mailbox = Mailbox::start().await;
    let address = mailbox.address();
    drop(mailbox);
    for _ in 0..100 {
        if TcpStream::connect(address).await.is_err() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("still there after a second");
}
