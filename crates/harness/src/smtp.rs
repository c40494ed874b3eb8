//! A mail server that takes everything, over real SMTP (RFC 5321), and fails when it is told to.
//!
//! It speaks the minimum of section 4.5.1 without VRFY, and announces no extension, so what it stores
//! is ASCII: senders encode the rest.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

/// How long [`Mailbox::wait_for`] waits before it says that nothing came.
const PATIENCE: Duration = Duration::from_secs(20);
/// Bytes of a line at most, its end included (RFC 5321, 4.5.3.1.6).
const LINE: u64 = 1000;
/// Bytes of a message at most.
const DATA: usize = 4 << 20;

/// A message as it was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The envelope's sender; empty for a bounce.
    pub from: String,
    /// The envelope's recipients, in the order given.
    pub to: Vec<String>,
    /// Header and body, lines ended by CR LF, without the transport's extra dots.
    pub data: String,
}

/// A mail server on a port of its own. It ends when it is dropped.
pub struct Mailbox {
    address: SocketAddr,
    shared: Arc<Shared>,
    server: JoinHandle<()>,
}

#[derive(Default)]
struct Shared {
    messages: watch::Sender<Vec<Message>>,
    to_fail: AtomicU32,
    to_drop: AtomicU32,
    to_hold: AtomicU32,
}

impl Mailbox {
    /// Listens on a free port of 127.0.0.1.
    ///
    /// # Panics
    /// When there is none.
    pub async fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("a free port");
        let address = listener
            .local_addr()
            .expect("a bound socket has an address");
        let shared = Arc::new(Shared::default());
        let server = tokio::spawn(accept(listener, shared.clone()));
        Self {
            address,
            shared,
            server,
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The same as the outbox is told it: `smtp://127.0.0.1:port`.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// What was received until now, the oldest first.
    pub fn messages(&self) -> Vec<Message> {
        self.shared.messages.borrow().clone()
    }

    /// Waits until `count` messages were received since the start, and gives all.
    ///
    /// # Panics
    /// When they have not come after 20 seconds.
    pub async fn wait_for(&self, count: usize) -> Vec<Message> {
        let mut messages = self.shared.messages.subscribe();
        let enough = messages.wait_for(|messages| messages.len() >= count);
        let Ok(enough) = tokio::time::timeout(PATIENCE, enough).await else {
            panic!(
                "{} of {count} messages came in {PATIENCE:?}",
                self.messages().len()
            );
        };
        enough
            .expect("the sender lives as long as the mailbox")
            .clone()
    }

    /// Refuses the next `count` messages with 451, to be tried again, once their data is there; they are
    /// not stored.
    pub fn fail_next(&self, count: u32) {
        self.shared.to_fail.store(count, Ordering::SeqCst);
    }

    /// Stores the next `count` messages, and closes the connection in place of the answer: the sender
    /// cannot know that they arrived. Messages that are refused do not count.
    pub fn drop_after_data(&self, count: u32) {
        self.shared.to_drop.store(count, Ordering::SeqCst);
    }

    /// Stores the next `count` messages and never answers: whoever sends waits, until they die or the
    /// mailbox goes.
    pub fn hold_after_data(&self, count: u32) {
        self.shared.to_hold.store(count, Ordering::SeqCst);
    }
}

impl Drop for Mailbox {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// One less to go, if there is one.
fn take_one(left: &AtomicU32) -> bool {
    left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
        left.checked_sub(1)
    })
    .is_ok()
}

/// Serves each connection; those that are open end with this task.
async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut open = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                let Ok((stream, _)) = accepted else { continue };
                let session = Session::new(stream, shared.clone());
                // A client that hangs up is its own affair.
                open.spawn(async move { drop(session.serve().await) });
            }
            Some(_) = open.join_next() => {}
        }
    }
}

struct Session {
    stream: BufReader<TcpStream>,
    shared: Arc<Shared>,
    greeted: bool,
    /// Who sends, from MAIL on.
    from: Option<String>,
    to: Vec<String>,
}

/// What becomes of the connection.
enum After {
    Answer(&'static str),
    AnswerAndClose(&'static str),
    Close,
    Hold,
}

use After::{Answer, AnswerAndClose, Close, Hold};

impl Session {
    fn new(stream: TcpStream, shared: Arc<Shared>) -> Self {
        let stream = BufReader::new(stream);
        Self {
            stream,
            shared,
            greeted: false,
            from: None,
            to: Vec::new(),
        }
    }

    async fn serve(mut self) -> io::Result<()> {
        self.answer("220 mailbox.invalid ESMTP").await?;
        loop {
            let after = match self.line().await? {
                Some(line) => self.command(&line).await?,
                None => AnswerAndClose("500 the line is too long, or not ASCII ended by CR LF"),
            };
            match after {
                Answer(text) => self.answer(text).await?,
                AnswerAndClose(text) => return self.answer(text).await,
                Close => return Ok(()),
                Hold => std::future::pending::<()>().await,
            }
        }
    }

    async fn answer(&mut self, text: &str) -> io::Result<()> {
        self.stream
            .write_all(format!("{text}\r\n").as_bytes())
            .await?;
        self.stream.flush().await
    }

    /// A line without its end; none where it is none that SMTP allows.
    ///
    /// # Errors
    /// When the client is gone, also in the middle of a line.
    async fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        (&mut self.stream)
            .take(LINE)
            .read_until(b'\n', &mut line)
            .await?;
        if !line.ends_with(b"\n") && (line.len() as u64) < LINE {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let text = line.strip_suffix(b"\r\n").filter(|text| text.is_ascii());
        Ok(text.map(|text| String::from_utf8_lossy(text).into_owned()))
    }

    async fn command(&mut self, line: &str) -> io::Result<After> {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        let after = match verb.to_ascii_uppercase().as_str() {
            "HELO" | "EHLO" => {
                self.greeted = true;
                self.reset();
                Answer("250 mailbox.invalid")
            }
            "MAIL" => self.mail(rest),
            "RCPT" => self.recipient(rest),
            "DATA" if self.to.is_empty() => Answer("503 first RCPT"),
            "DATA" => return self.data().await,
            "RSET" => {
                self.reset();
                Answer("250 forgotten")
            }
            "NOOP" => Answer("250 done"),
            "QUIT" => AnswerAndClose("221 goodbye"),
            _ => Answer("500 not a command of this server"),
        };
        Ok(after)
    }

    fn reset(&mut self) {
        self.from = None;
        self.to.clear();
    }

    fn mail(&mut self, rest: &str) -> After {
        if !self.greeted {
            return Answer("503 first EHLO");
        }
        if self.from.is_some() {
            return Answer("503 one message at a time");
        }
        match path("FROM:", rest) {
            Ok(address) => {
                self.from = Some(address);
                Answer("250 sender noted")
            }
            Err(text) => Answer(text),
        }
    }

    fn recipient(&mut self, rest: &str) -> After {
        if self.from.is_none() {
            return Answer("503 first MAIL");
        }
        match path("TO:", rest) {
            Ok(address) if address.is_empty() => Answer("501 nobody"),
            Ok(address) => {
                self.to.push(address);
                Answer("250 recipient noted")
            }
            Err(text) => Answer(text),
        }
    }

    async fn data(&mut self) -> io::Result<After> {
        self.answer("354 ends with a line of one dot").await?;
        let mut data = String::new();
        loop {
            let Some(line) = self.line().await? else {
                return Ok(AnswerAndClose(
                    "500 the line is too long, or not ASCII ended by CR LF",
                ));
            };
            if line == "." {
                break;
            }
            // RFC 5321, 4.5.2: a dot in front of a line is the transport's.
            data.push_str(line.strip_prefix('.').unwrap_or(&line));
            data.push_str("\r\n");
            if data.len() > DATA {
                return Ok(AnswerAndClose("552 the message is too long"));
            }
        }
        Ok(self.receive(data))
    }

    fn receive(&mut self, data: String) -> After {
        let from = self.from.take().unwrap_or_default();
        let to = std::mem::take(&mut self.to);
        if take_one(&self.shared.to_fail) {
            return Answer("451 not now, try again");
        }
        // Before the message is seen, so that whoever waited for it can give the next order.
        let close = take_one(&self.shared.to_drop);
        let hold = take_one(&self.shared.to_hold);
        self.shared
            .messages
            .send_modify(|all| all.push(Message { from, to, data }));
        match (hold, close) {
            (true, _) => Hold,
            (_, true) => Close,
            _ => Answer("250 received"),
        }
    }
}

/// The address of `FROM:<address>` or `TO:<address>`, else what to answer.
fn path(name: &str, rest: &str) -> Result<String, &'static str> {
    const NOT_UNDERSTOOD: &str = "501 an address in angle brackets is expected";
    let named = rest
        .get(..name.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(name));
    let rest = if named {
        &rest[name.len()..]
    } else {
        return Err(NOT_UNDERSTOOD);
    };
    let rest = rest.trim_start().strip_prefix('<').ok_or(NOT_UNDERSTOOD)?;
    match rest.split_once('>') {
        Some((address, "")) => Ok(address.to_owned()),
        Some(_) => Err("555 no parameters: no extension was announced"),
        None => Err(NOT_UNDERSTOOD),
    }
}
