//! The outbox: notices and sign-in codes that leave by SMTP, each once. Whether one left is an
//! entry; a crash between the server's acceptance and that entry can only repeat the same
//! `Message-ID`, by which receivers know it again.

use std::time::Duration;

use lettre::message::header::ContentType;
use lettre::{Message, SmtpTransport, Transport};
use tracing::Instrument as _;

use crate::record::fact::Notice;
use crate::record::{Fact, KeyId, RecordError, Tx, present};
use crate::store::{Link, Row};
use crate::{Actor, CaseId, Casework, Error, Parts, PersonId, SPANS, claims};

/// Notices sent in one sweep at most.
const SWEEP: u32 = 100;
/// Attempts before a notice is given up and shown as failed.
const ATTEMPTS: u32 = 12;
/// The first wait after a failure; it doubles, up to six hours.
const FIRST_WAIT: i64 = 60;
const LONGEST_WAIT: i64 = 6 * 3600;
/// Seconds for which one node has a message to itself, should it die.
const CLAIMED: i64 = 120;

/// Where mail goes and whom it is from.
#[derive(Clone)]
pub struct Mail {
    /// The connection; lettre keeps it open between messages.
    pub transport: SmtpTransport,
    /// `From:` address.
    pub from: String,
}

impl Mail {
    /// Mail through `url` (`smtp://host:port`, `smtps://user:password@host`).
    ///
    /// # Errors
    /// When it is no such URL.
    pub fn new(url: &str, from: &str) -> Result<Self, Error> {
        let unusable = |e: lettre::transport::smtp::Error| {
            Error::Record(RecordError::Body(format!(
                "the SMTP address is not usable: {e}"
            )))
        };
        let transport = SmtpTransport::from_url(url)
            .map_err(unusable)?
            .timeout(Some(Duration::from_secs(20)))
            .build();
        Ok(Self {
            transport,
            from: from.to_owned(),
        })
    }
}

impl Mail {
    /// Whether the mail server answers, and takes the user and password; nothing is sent.
    ///
    /// # Errors
    /// What it said, or that it cannot be reached.
    pub fn answers(&self) -> Result<(), String> {
        match self.transport.test_connection() {
            Ok(true) => Ok(()),
            Ok(false) => Err("the mail server does not answer as one".into()),
            Err(e) => Err(e.to_string()),
        }
    }
}

/// A message that waits to leave.
struct Waiting {
    kind: Kind,
    message_id: String,
    attempts: u32,
    notice: Notice,
}

#[derive(Clone, Copy)]
enum Kind {
    Notice { seq: u64, case: Option<CaseId> },
    Code { tag: [u8; 32] },
}

enum Sent {
    Yes,
    Later(String),
    Never(String),
}

/// Runs [`sweep`] every `every` until the process ends.
pub async fn run(casework: Casework, mail: Mail, every: Duration) {
    let mut tick = tokio::time::interval(every);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        if let Err(error) = sweep(&casework, &mail).await {
            tracing::error!(%error, "outbox");
        }
    }
}

/// Sends what is due; says how many left.
///
/// # Errors
/// The store's. A message that cannot leave is an entry, not an error.
pub async fn sweep(casework: &Casework, mail: &Mail) -> Result<usize, Error> {
    let waiting = casework.read(waiting).await?;
    let mut left = 0;
    for message in waiting {
        let (kind, id) = (message.kind, message.message_id.clone());
        let due = move |tx: &mut Tx<'_>| still_queued(tx, kind);
        if !claims::take(casework, "notice", id, CLAIMED, due).await? {
            continue;
        }
        let attempts = message.attempts + 1;
        let span = tracing::info_span!(
            target: SPANS, "send mail", diwan.attempt = attempts, diwan.held = tracing::field::Empty
        );
        left += usize::from(one(casework, mail, message).instrument(span).await?);
    }
    Ok(left)
}

/// Sends one message; says whether it left.
async fn one(casework: &Casework, mail: &Mail, message: Waiting) -> Result<bool, Error> {
    let (mail, notice) = (mail.clone(), message.notice);
    let id = message.message_id.clone();
    let sent = tokio::task::spawn_blocking(move || send(&mail, &id, &notice));
    let sent = sent.await.unwrap_or_else(|e| Sent::Later(e.to_string()));
    let left = matches!(sent, Sent::Yes);
    tracing::Span::current().record("diwan.held", left);
    let attempts = message.attempts + 1;
    settle(casework, message.kind, message.message_id, attempts, sent).await?;
    Ok(left)
}

/// Whether a message waits still, and its time has come.
fn still_queued(tx: &mut Tx<'_>, kind: Kind) -> Result<bool, Error> {
    let now = tx.now();
    let row = match kind {
        Kind::Notice { seq, .. } => tx.query_opt(
            "select 1 from notices where seq = $1 and state = 'queued' and next_at <= $2",
            &[seq.into(), now.into()],
        ),
        Kind::Code { tag } => tx.query_opt(
            "select 1 from sign_in_codes where email_tag = $1 and state = 'queued' and next_at <= $2",
            &[tag.into(), now.into()],
        ),
    };
    Ok(row?.is_some())
}

fn waiting(link: &mut Link, parts: &Parts) -> Result<Vec<Waiting>, Error> {
    let now = present(link, &parts.clock)?;
    let rows = link.query(
        "select seq, case_id, person, message_id, attempts, sealed from notices \
         where state = 'queued' and next_at <= $1 order by state, next_at limit $2",
        &[now.into(), SWEEP.into()],
    )?;
    let mut out = Vec::new();
    for row in rows {
        // Who was erased since is told nothing any more.
        if let Ok(message) = notice(link, parts, &row) {
            out.push(message);
        }
    }
    let rows = link.query(
        "select email_tag, message_id, attempts, sealed from sign_in_codes \
         where state = 'queued' and next_at <= $1 and expires_at > $2 limit $3",
        &[now.into(), now.into(), SWEEP.into()],
    )?;
    for row in rows {
        out.push(code(parts, &row)?);
    }
    Ok(out)
}

fn notice(link: &mut Link, parts: &Parts, row: &Row) -> Result<Waiting, Error> {
    let (case, person): (Option<CaseId>, Option<PersonId>) = (row.get(1)?, row.get(2)?);
    let of_person = person.map_or(KeyId::Log, KeyId::Person);
    let key = case.map_or(of_person, KeyId::Case);
    let sealed: Vec<u8> = row.get(5)?;
    let plain = parts.keys.get(link, key)?.open("notice", &sealed)?;
    Ok(Waiting {
        kind: Kind::Notice {
            seq: row.get(0)?,
            case,
        },
        message_id: row.get(3)?,
        attempts: row.get(4)?,
        notice: serde_json::from_slice(&plain).map_err(RecordError::body)?,
    })
}

fn code(parts: &Parts, row: &Row) -> Result<Waiting, Error> {
    let sealed: Vec<u8> = row.get(3)?;
    let plain = parts.keys.master_open("sign-in code", &sealed)?;
    let message: serde_json::Value = serde_json::from_slice(&plain).map_err(RecordError::body)?;
    let text = |key: &str| message[key].as_str().unwrap_or_default().to_owned();
    let (language, code) = (text("language"), text("code"));
    let (subject, body) = crate::words::notice(&language, "code", "", &code, &parts.public_url);
    let id: String = row.get(1)?;
    Ok(Waiting {
        kind: Kind::Code { tag: row.get(0)? },
        message_id: format!("<{id}@{}>", parts.identity.origin.replace('/', ".")),
        attempts: row.get(2)?,
        notice: Notice {
            to: text("to"),
            subject,
            body,
            language,
        },
    })
}

fn send(mail: &Mail, message_id: &str, notice: &Notice) -> Sent {
    let message = (|| {
        let to = notice.to.parse().map_err(|e| format!("to: {e}"))?;
        let from = mail.from.parse().map_err(|e| format!("from: {e}"))?;
        Message::builder()
            .message_id(Some(message_id.to_owned()))
            .from(from)
            .to(to)
            .subject(notice.subject.clone())
            .header(ContentType::TEXT_PLAIN)
            .body(notice.body.clone())
            .map_err(|e| e.to_string())
    })();
    match message {
        Err(e) => Sent::Never(e),
        Ok(message) => match mail.transport.send(&message) {
            Ok(_) => Sent::Yes,
            Err(e) if e.is_permanent() => Sent::Never(e.to_string()),
            Err(e) => Sent::Later(e.to_string()),
        },
    }
}

/// Writes down what became of a message, and lets go of it: a retry has its own claim.
async fn settle(
    casework: &Casework,
    kind: Kind,
    name: String,
    attempts: u32,
    sent: Sent,
) -> Result<(), Error> {
    let (sent, error) = match sent {
        Sent::Yes => (Some(true), String::new()),
        Sent::Later(e) => (Some(false).filter(|_| attempts < ATTEMPTS), e),
        Sent::Never(e) => (None, e),
    };
    casework
        .write(move |tx| {
            let now = tx.now();
            claims::release(tx, "notice", &name)?;
            let wait = (FIRST_WAIT << attempts.saturating_sub(1).min(20)).min(LONGEST_WAIT);
            let next = (sent == Some(false)).then(|| now + jiff::SignedDuration::from_secs(wait));
            let Kind::Notice { seq, case } = kind else {
                return code_settled(tx, kind, sent == Some(true), attempts, next);
            };
            let fact = match sent {
                Some(true) => Fact::NoticeSent { notice: seq },
                _ => Fact::NoticeFailed {
                    notice: seq,
                    error: error.clone(),
                    attempts,
                    next,
                },
            };
            match case {
                Some(case) => tx.append_to(Actor::System, case, fact).map(drop),
                None => tx.append(Actor::System, fact).map(drop),
            }
        })
        .await
}

fn code_settled(
    tx: &mut crate::record::Tx<'_>,
    kind: Kind,
    sent: bool,
    attempts: u32,
    next: Option<jiff::Timestamp>,
) -> Result<(), Error> {
    let Kind::Code { tag } = kind else {
        return Ok(());
    };
    let state = if next.is_some() {
        "queued"
    } else if sent {
        "sent"
    } else {
        "failed"
    };
    let at = next.unwrap_or(tx.now());
    let params = vec![tag.into(), state.into(), attempts.into(), at.into()];
    Ok(tx.link().queue(
        "update sign_in_codes set state = $2, attempts = $3, next_at = $4 where email_tag = $1",
        params,
    )?)
}
