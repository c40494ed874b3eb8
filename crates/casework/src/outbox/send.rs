//! One message by its channel. Blocks.

use lettre::message::header::ContentType;
use lettre::{Message, Transport as _};

use super::{Kind, Mail, Sent, Waiting};
use crate::Parts;
use crate::channels::push::Pushed;
use crate::channels::report_mac;
use crate::channels::sms::{Handed, Sms};
use crate::record::fact::{Channel, Notice};

/// Sends it; names the subscriptions that are no more.
pub(super) fn send(parts: &Parts, mail: Option<&Mail>, message: &Waiting) -> (Sent, Vec<[u8; 32]>) {
    match message.channel {
        Channel::Email => (letter(mail, message), Vec::new()),
        Channel::Sms => (sms(parts, message), Vec::new()),
        Channel::Push => push(parts, message),
    }
}

fn letter(mail: Option<&Mail>, waiting: &Waiting) -> Sent {
    let Some(mail) = mail else {
        return Sent::Later("there is no mail server".to_owned());
    };
    match composed(mail, &waiting.message_id, &waiting.notice) {
        Err(e) => Sent::Never(e),
        Ok(message) => match mail.transport.send(&message) {
            Ok(_) => Sent::Yes,
            Err(e) if e.is_permanent() => Sent::Never(e.to_string()),
            Err(e) => Sent::Later(e.to_string()),
        },
    }
}

fn composed(mail: &Mail, message_id: &str, notice: &Notice) -> Result<Message, String> {
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
}

fn sms(parts: &Parts, waiting: &Waiting) -> Sent {
    let Some(gateway) = &parts.sms else {
        return Sent::Later("there is no SMS gateway".to_owned());
    };
    let report = match waiting.kind {
        Kind::Notice { seq, .. } => {
            let mac = report_mac(&parts.keys, seq);
            format!("{}/sms/reports/{seq}/{mac}", parts.public_url)
        }
        // Whoever waits for a code sees whether it came.
        Kind::Code { .. } | Kind::PhoneCode { .. } => String::new(),
    };
    let short = waiting.notice.short.as_ref();
    let text = short
        .map(crate::record::fact::Short::sms)
        .unwrap_or_default();
    let sms = Sms {
        to: &waiting.notice.to,
        text: &text,
        id: &waiting.message_id,
        report: &report,
    };
    match gateway.send(&sms) {
        Handed::Taken => Sent::Yes,
        Handed::Later(e) => Sent::Later(e),
        Handed::Never(e) => Sent::Never(e),
    }
}

/// To each of the person's devices. One that takes it is enough: they see the same news there.
fn push(parts: &Parts, waiting: &Waiting) -> (Sent, Vec<[u8; 32]>) {
    let Some(push) = &parts.push else {
        return (
            Sent::Later("no push messages are sent here".to_owned()),
            Vec::new(),
        );
    };
    let now = parts.clock.now();
    let (mut taken, mut gone) = (false, Vec::new());
    let (mut later, mut never) = (None, None);
    for device in &waiting.devices {
        match push.send(device, &waiting.notice, &waiting.message_id, now) {
            Pushed::Taken => taken = true,
            Pushed::Gone => gone.push(device.id),
            Pushed::Later(e) => later = Some(e),
            Pushed::Never(e) => never = Some(e),
        }
    }
    let sent = match (taken, later, never) {
        (true, ..) => Sent::Yes,
        (false, Some(e), _) => Sent::Later(e),
        (false, None, Some(e)) => Sent::Never(e),
        (false, None, None) => Sent::Never("no device is subscribed any more".to_owned()),
    };
    (sent, gone)
}
