//! By what people are reached beside e-mail, and where webhooks may send to.

use std::path::PathBuf;

use casework::Settings;
use casework::calls::Allowed;
use casework::channels::push::KEY_FILE;
use casework::channels::{Gateway, Push};
use clap::Args;
use jiff::tz::TimeZone;
use pack::call::Origin;

use crate::failure::{Failure, read};

/// Largest file of a gateway in bytes.
const LARGEST: u64 = 64 << 10;

/// The options.
#[derive(Args, Clone, Debug)]
pub(crate) struct Channels {
    /// The house's time zone (IANA), such as Asia/Beirut: whose night the quiet hours are, and in which times are shown.
    #[arg(long, default_value = "UTC", env = "DIWAN_TIME_ZONE", value_name = "ZONE", value_parser = zone)]
    pub(crate) time_zone: TimeZone,
    /// The file (TOML) of the gateway that sends SMS; it holds its password, so only its owner may read it.
    #[arg(long, env = "DIWAN_SMS_GATEWAY", value_name = "FILE")]
    sms_gateway: Option<PathBuf>,
    /// Sends push messages to browsers, signed with keys/vapid.key, which is made where it is missing. An https or mailto
    /// address at which the push services' operators reach you.
    #[arg(long, env = "DIWAN_PUSH_CONTACT", value_name = "ADDRESS", value_parser = contact)]
    push_contact: Option<String>,
    /// A push service in the office's own network, or without TLS, such as one for tests.
    #[arg(
        long = "allow-internal-push",
        env = "DIWAN_ALLOW_INTERNAL_PUSH",
        value_name = "ORIGIN",
        value_delimiter = ','
    )]
    internal_push: Vec<Origin>,
    /// Where supervisors may have events sent to: scheme, host and port, https://agency.example.
    #[arg(
        long = "allow-webhook",
        env = "DIWAN_ALLOW_WEBHOOK",
        value_name = "ORIGIN",
        value_delimiter = ','
    )]
    webhooks: Vec<Origin>,
    /// The same, where its name leads to an address that is not public.
    #[arg(
        long = "allow-internal-webhook",
        env = "DIWAN_ALLOW_INTERNAL_WEBHOOK",
        value_name = "ORIGIN",
        value_delimiter = ','
    )]
    internal_webhooks: Vec<Origin>,
}

fn zone(name: &str) -> Result<TimeZone, String> {
    TimeZone::get(name).map_err(|_| "no time zone of that name: write it as Asia/Beirut".to_owned())
}

/// As RFC 8292, 2.1 has it.
fn contact(text: &str) -> Result<String, String> {
    let fine = text.starts_with("https://") || text.starts_with("mailto:");
    fine.then(|| text.to_owned()).ok_or_else(|| {
        "write it as https://office.example or mailto:office@office.example".to_owned()
    })
}

impl Channels {
    /// Puts them into a house's settings.
    pub(crate) fn set(&self, settings: &mut Settings) -> Result<(), Failure> {
        settings.zone = self.time_zone.clone();
        settings.sms = self.gateway()?;
        let allowed = |origin: &Origin, internal| Allowed {
            origin: origin.clone(),
            internal,
            token: None,
        };
        let public = self
            .webhooks
            .iter()
            .filter(|o| !self.internal_webhooks.contains(o));
        let internal = self.internal_webhooks.iter().map(|o| allowed(o, true));
        settings.webhooks = public.map(|o| allowed(o, false)).chain(internal).collect();
        if let Some(plain) = settings
            .webhooks
            .iter()
            .find(|a| !a.origin.is_https() && !a.internal)
        {
            let why = format!(
                "--allow-webhook {}: events are not sent over the Internet without TLS",
                plain.origin
            );
            return Err(Failure::Said(why));
        }
        settings.push = match &self.push_contact {
            None => None,
            Some(contact) => {
                let internal = self.internal_push.clone();
                let push = Push::new(&settings.keys_dir(), contact, internal);
                Some(push.map_err(|e| Failure::Said(e.to_string()))?)
            }
        };
        Ok(())
    }

    fn gateway(&self) -> Result<Option<Gateway>, Failure> {
        let Some(path) = &self.sms_gateway else {
            return Ok(None);
        };
        let text = String::from_utf8(read(path, LARGEST)?)
            .map_err(|_| Failure::file(path, "not UTF-8"))?;
        Gateway::parse(&text)
            .map(Some)
            .map_err(|e| Failure::file(path, e))
    }

    /// What `doctor` says of them: what is not as it should be, or how it is.
    pub(crate) fn look(&self, settings: &Settings) -> Vec<(&'static str, Result<String, String>)> {
        let mut all = Vec::new();
        if let Some(path) = &self.sms_gateway {
            let said = match self.gateway() {
                Err(e) => Err(e.to_string()),
                Ok(_) if super::doctor::others_may_read(path) => {
                    Err(format!("others may read {}: chmod 600", path.display()))
                }
                Ok(_) => Ok(format!("the gateway's file {} can be used", path.display())),
            };
            all.push(("sms", said));
        }
        if let Some(contact) = &self.push_contact {
            let path = settings.keys_dir().join(KEY_FILE);
            let said = if path.exists() {
                let push = Push::new(&settings.keys_dir(), contact, Vec::new());
                push.map(|p| format!("browsers know the house by {}", p.public_key()))
                    .map_err(|e| e.to_string())
            } else {
                Err(format!(
                    "{} is not there: `diwan serve` makes it; where it was lost, people subscribe anew",
                    path.display()
                ))
            };
            all.push(("push", said));
        }
        all
    }
}
