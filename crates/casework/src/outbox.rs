//! The outbox: notices and codes that leave by SMTP, an SMS gateway or web push, each once a channel. Whether one left is
//! an entry; a crash between the server's acceptance and that entry can only repeat the same `Message-ID` (of a push
//! message: the same topic), by which receivers know it again. What a channel cannot deliver is tried by the next.

mod send;

use std::time::Duration;

use jiff::SignedDuration;
use lettre::SmtpTransport;
use tracing::Instrument as _;

use crate::channels::{self, Device};
use crate::record::fact::{Channel, FailedNotice, Notice};
use crate::record::{Fact, KeyId, RecordError, Tx, present};
use crate::store::{Link, Row};
use crate::{Actor, CaseId, Casework, Error, Parts, PersonId, SPANS, claims};

/// Notices sent in one sweep at most.
const SWEEP: u32 = 100;
/// Attempts before a letter is given up and shown as failed.
const ATTEMPTS: u32 = 12;
/// Attempts of an SMS or push message, over half an hour: the next channel is sooner there than a seventh.
const ATTEMPTS_BEFORE_THE_NEXT: u32 = 6;
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
    channel: Channel,
    message_id: String,
    attempts: u32,
    notice: Notice,
    /// Of a push message: where it goes.
    devices: Vec<Device>,
}

#[derive(Clone, Copy)]
enum Kind {
    Notice {
        seq: u64,
        case: Option<CaseId>,
        person: Option<PersonId>,
    },
    Code {
        tag: [u8; 32],
    },
    PhoneCode {
        person: PersonId,
    },
}

/// What came of a message.
enum Sent {
    Yes,
    Later(String),
    Never(String),
}

/// Runs [`sweep`] every `every` until the process ends. Without `mail` letters wait.
pub async fn run(casework: Casework, mail: Option<Mail>, every: Duration) {
    let mut tick = tokio::time::interval(every);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        if let Err(error) = sweep(&casework, mail.as_ref()).await {
            tracing::error!(%error, "outbox");
        }
    }
}

/// Sends what is due by the channels that there are; says how many left.
///
/// # Errors
/// The store's. A message that cannot leave is an entry, not an error.
pub async fn sweep<'m>(
    casework: &Casework,
    mail: impl Into<Option<&'m Mail>>,
) -> Result<usize, Error> {
    let mail = mail.into();
    let letters = mail.is_some();
    let waiting = move |link: &mut Link, parts: &Parts| waiting(link, parts, letters);
    let mut left = 0;
    for message in casework.read(waiting).await? {
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
async fn one(casework: &Casework, mail: Option<&Mail>, message: Waiting) -> Result<bool, Error> {
    let (mail, parts) = (mail.cloned(), std::sync::Arc::clone(&casework.parts));
    let (kind, channel, urgent) = (message.kind, message.channel, message.notice.urgent);
    let (id, attempts) = (message.message_id.clone(), message.attempts + 1);
    let sending = tokio::task::spawn_blocking(move || send::send(&parts, mail.as_ref(), &message));
    let (sent, gone) = match sending.await {
        Ok(sent) => sent,
        Err(e) => (Sent::Later(e.to_string()), Vec::new()),
    };
    let left = matches!(sent, Sent::Yes);
    tracing::Span::current().record("diwan.held", left);
    let tried = Tried {
        kind,
        channel,
        urgent,
        attempts,
        gone,
    };
    settle(casework, tried, id, sent).await?;
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
        Kind::PhoneCode { person } => return channels::phone_code_due(tx, person),
    };
    Ok(row?.is_some())
}

fn waiting(link: &mut Link, parts: &Parts, letters: bool) -> Result<Vec<Waiting>, Error> {
    let mut out = Vec::new();
    let by = [
        (Channel::Email, letters),
        (Channel::Sms, parts.sms.is_some()),
        (Channel::Push, parts.push.is_some()),
    ];
    // A channel that does not work here must not keep the others from their turn.
    for (channel, _) in by.into_iter().filter(|(_, works)| *works) {
        notices(link, parts, channel, &mut out)?;
    }
    if letters {
        codes(link, parts, &mut out)?;
    }
    if parts.sms.is_some() {
        let codes = channels::phone_codes(link, parts, SWEEP)?;
        out.extend(codes.into_iter().map(|code| Waiting {
            kind: Kind::PhoneCode {
                person: code.person,
            },
            channel: Channel::Sms,
            message_id: code.message_id,
            attempts: code.attempts,
            notice: code.notice,
            devices: Vec::new(),
        }));
    }
    Ok(out)
}

fn notices(
    link: &mut Link,
    parts: &Parts,
    channel: Channel,
    out: &mut Vec<Waiting>,
) -> Result<(), Error> {
    let now = present(link, &parts.clock)?;
    let rows = link.query(
        "select seq, case_id, person, message_id, attempts, sealed from notices \
         where state = 'queued' and next_at <= $1 and channel = $2 order by state, next_at limit $3",
        &[now.into(), channel.as_str().into(), SWEEP.into()],
    )?;
    for row in rows {
        // Who was erased since is told nothing any more.
        if let Ok(message) = notice(link, parts, channel, &row) {
            out.push(message);
        }
    }
    Ok(())
}

fn codes(link: &mut Link, parts: &Parts, out: &mut Vec<Waiting>) -> Result<(), Error> {
    let now = present(link, &parts.clock)?;
    let rows = link.query(
        "select email_tag, message_id, attempts, sealed from sign_in_codes \
         where state = 'queued' and next_at <= $1 and expires_at > $2 limit $3",
        &[now.into(), now.into(), SWEEP.into()],
    )?;
    for row in rows {
        out.push(code(parts, &row)?);
    }
    Ok(())
}

fn notice(link: &mut Link, parts: &Parts, channel: Channel, row: &Row) -> Result<Waiting, Error> {
    let (case, person): (Option<CaseId>, Option<PersonId>) = (row.get(1)?, row.get(2)?);
    let of_person = person.map_or(KeyId::Log, KeyId::Person);
    let key = case.map_or(of_person, KeyId::Case);
    let sealed: Vec<u8> = row.get(5)?;
    let plain = parts.keys.get(link, key)?.open("notice", &sealed)?;
    let devices = match person.filter(|_| channel == Channel::Push) {
        Some(person) => channels::devices(link, parts, person)?,
        None => Vec::new(),
    };
    Ok(Waiting {
        kind: Kind::Notice {
            seq: row.get(0)?,
            case,
            person,
        },
        channel,
        message_id: row.get(3)?,
        attempts: row.get(4)?,
        notice: serde_json::from_slice(&plain).map_err(RecordError::body)?,
        devices,
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
        channel: Channel::Email,
        message_id: format!("<{id}@{}>", parts.identity.origin.replace('/', ".")),
        attempts: row.get(2)?,
        notice: Notice {
            to: text("to"),
            subject,
            body,
            language,
            short: None,
            urgent: true,
        },
        devices: Vec::new(),
    })
}

/// A message that was tried.
struct Tried {
    kind: Kind,
    channel: Channel,
    urgent: bool,
    attempts: u32,
    /// Subscriptions that are no more.
    gone: Vec<[u8; 32]>,
}

/// Writes down what became of a message, and lets go of it: a retry has its own claim.
async fn settle(casework: &Casework, tried: Tried, name: String, sent: Sent) -> Result<(), Error> {
    let most = match tried.channel {
        Channel::Email => ATTEMPTS,
        Channel::Sms | Channel::Push => ATTEMPTS_BEFORE_THE_NEXT,
    };
    let (sent, again, error) = match sent {
        Sent::Yes => (true, false, String::new()),
        Sent::Later(e) => (false, tried.attempts < most, e),
        Sent::Never(e) => (false, false, e),
    };
    casework
        .write(move |tx| {
            claims::release(tx, "notice", &name)?;
            let doubled = FIRST_WAIT << tried.attempts.saturating_sub(1).min(20);
            let wait = SignedDuration::from_secs(doubled.min(LONGEST_WAIT));
            let next = again.then(|| tx.now() + wait);
            let attempts = tried.attempts;
            match tried.kind {
                Kind::Code { tag } => code_settled(tx, tag, sent, attempts, next),
                Kind::PhoneCode { person } => {
                    channels::phone_code_settled(tx, person, sent, attempts, next)
                }
                Kind::Notice { .. } => notice_settled(tx, &tried, sent, next, &error),
            }
        })
        .await
}

fn notice_settled(
    tx: &mut Tx<'_>,
    tried: &Tried,
    sent: bool,
    next: Option<jiff::Timestamp>,
    error: &str,
) -> Result<(), Error> {
    let Kind::Notice { seq, case, person } = tried.kind else {
        return Ok(());
    };
    for id in &tried.gone {
        let Some(person) = person else { continue };
        match channels::remove_device(tx, Actor::System, person, *id, true) {
            // Its owner was faster.
            Ok(_) | Err(Error::NotFound) => {}
            Err(e) => return Err(e),
        }
    }
    if sent {
        return channels::append(tx, case, Fact::NoticeSent { notice: seq });
    }
    let Some(next) = next else {
        return channels::give_up(tx, seq, error.to_owned(), tried.attempts);
    };
    let awake = match person {
        Some(person) if !tried.urgent => channels::awake(tx, person, next)?,
        _ => None,
    };
    let fact = Fact::NoticeFailed(FailedNotice {
        notice: seq,
        error: error.to_owned(),
        attempts: tried.attempts,
        next: Some(awake.unwrap_or(next)),
    });
    channels::append(tx, case, fact)
}

fn code_settled(
    tx: &mut Tx<'_>,
    tag: [u8; 32],
    sent: bool,
    attempts: u32,
    next: Option<jiff::Timestamp>,
) -> Result<(), Error> {
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
