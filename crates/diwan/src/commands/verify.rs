mod letter;
mod signed;

use std::path::{Path, PathBuf};

use clap::Args;
use draw::Draw;
use serde_json::{Value as Json, json};
use stamp::Token;
use tlog::national::VerifiedNational;
use tlog::rotation::{self, Handover};
use tlog::{Receipt, Verifiers};

use self::signed::Passkeys;
use crate::failure::{Failure, Holds, read, say, warn};

/// Largest receipt or letter in bytes.
const LARGEST: u64 = letters::MAX_PDF as u64;

/// `diwan verify`
#[derive(Args)]
pub(crate) struct Verify {
    /// Receipts, or letters (PDF) that carry them (files; - is standard input).
    #[arg(required = true)]
    receipts: Vec<PathBuf>,
    /// The log's key (`name+id+base64`), or a file of such keys. May be repeated. Without it the key that a house in `--data` published.
    #[arg(long, value_name = "KEY|FILE", env = "DIWAN_LOG_KEY")]
    key: Vec<String>,
    /// A policy (C2SP tlog-policy): the logs that count, and the witnesses who must have cosigned. In place of --key.
    #[arg(long, value_name = "FILE", conflicts_with = "key")]
    policy: Option<PathBuf>,
    /// What the log publishes at /record/rotations, or receipts of such entries: from a key that you trust to the newer ones that it vouches for. May be repeated.
    #[arg(long, value_name = "FILE")]
    rotations: Vec<PathBuf>,
    /// A policy that names a national log: each receipt must prove through it that the agency's log stands in it.
    #[arg(long, value_name = "FILE")]
    national: Option<PathBuf>,
    /// The certificates (PEM) of timestamp authorities that you trust: each receipt must have a stamp of one.
    #[arg(long, value_name = "FILE")]
    timestamp_roots: Option<PathBuf>,
    /// The folder of a house on this machine, for its key.
    #[arg(
        long,
        default_value = "diwan-data",
        env = "DIWAN_DATA",
        value_name = "DIR"
    )]
    data: PathBuf,
    /// The files are draws as JSON, or receipts of entries with a draw: recompute who was drawn.
    #[arg(long)]
    draw: bool,
    /// One JSON object a file.
    #[arg(long)]
    json: bool,
}

impl Verify {
    pub(crate) fn run(&self) -> Result<Holds, Failure> {
        let mut holds = true;
        let mut trust: Option<(Verifiers, Passkeys)> = None;
        let national = self.national.as_deref().map(logs_of).transpose()?;
        for path in &self.receipts {
            let bytes = read(path, LARGEST)?;
            if self.draw
                && !letters::is_pdf(&bytes)
                && let Ok(draw) = serde_json::from_slice::<Draw>(&bytes)
            {
                holds &= self.drawn(path, &draw);
                continue;
            }
            if trust.is_none() {
                let keys = self.vouched(self.keys()?)?;
                let passkeys = signed::passkeys(&self.receipts, &keys);
                trust = Some((keys, passkeys));
            }
            let Some((keys, passkeys)) = &trust else {
                continue;
            };
            if letters::is_pdf(&bytes) {
                holds &= self.letter(path, &bytes, (keys, passkeys), national.as_ref())?;
                continue;
            }
            let receipt = Receipt::decode(&bytes).map_err(|e| Failure::file(path, e))?;
            holds &= self.receipt(path, &receipt, (keys, passkeys), national.as_ref())?;
        }
        Ok(holds.into())
    }

    /// The keys that are trusted, with those that they vouch for.
    fn vouched(&self, keys: Verifiers) -> Result<Verifiers, Failure> {
        let mut receipts = Vec::new();
        for path in &self.rotations {
            let bytes = read(path, rotation::MAX_LEN as u64)?;
            receipts.extend(rotation::decode(&bytes).map_err(|e| Failure::file(path, e))?);
        }
        let (keys, handed) = rotation::follow(keys, &receipts);
        for Handover { key, by, entry, .. } in handed.iter().filter(|_| !self.json) {
            say(format_args!("{key}: vouched for by {by} in entry {entry}"));
        }
        Ok(keys)
    }

    fn keys(&self) -> Result<Verifiers, Failure> {
        if let Some(path) = &self.policy {
            return logs_of(path);
        }
        let mut lines = Vec::new();
        for key in &self.key {
            if key.contains('+') && !Path::new(key).exists() {
                lines.push(key.clone());
            } else {
                let text = read(Path::new(key), 1 << 20)?;
                lines.extend(String::from_utf8_lossy(&text).lines().map(str::to_owned));
            }
        }
        if lines.is_empty() {
            let published = self.data.join("record").join("vkey");
            let text = std::fs::read_to_string(&published).map_err(|_| {
                Failure::Said("whose log? Give its key with --key: it is on the record's page, and printed on every receipt's page".into())
            })?;
            lines.extend(text.lines().map(str::to_owned));
        }
        Verifiers::parse(lines.iter().map(String::as_str))
            .map_err(|e| Failure::Said(format!("--key: {e}")))
    }

    fn receipt(
        &self,
        path: &Path,
        receipt: &Receipt,
        (keys, passkeys): (&Verifiers, &Passkeys),
        national: Option<&Verifiers>,
    ) -> Result<bool, Failure> {
        let verified = match receipt.verify(keys) {
            Ok(verified) => verified,
            Err(e) => {
                self.failed(path, &e.to_string());
                return Ok(false);
            }
        };
        let body: Json = serde_json::from_slice(&receipt.body).unwrap_or(Json::Null);
        let draw = body
            .pointer("/data/draw")
            .filter(|d| !d.is_null())
            .map(|d| serde_json::from_value::<Draw>(d.clone()));
        if let Some(draw) = draw {
            let checked = draw
                .map_err(|e| e.to_string())
                .and_then(|d| d.verify().map_err(|e| e.to_string()));
            if let Err(e) = checked {
                self.failed(path, &format!("the draw does not hold: {e}"));
                return Ok(false);
            }
        } else if self.draw {
            self.failed(path, "this entry has no draw");
            return Ok(false);
        }
        let signed = match signed::signed(&body, &verified, passkeys) {
            Ok(signed) => signed,
            Err(why) => {
                self.failed(path, &why);
                return Ok(false);
            }
        };
        let stamp = match self.stamp(receipt) {
            Ok(stamp) => stamp,
            Err(Refused::Input(failure)) => return Err(failure),
            Err(Refused::Stamp(why)) => {
                self.failed(path, &why);
                return Ok(false);
            }
        };
        let national = match national.map(|trusted| receipt.verify_national(keys, trusted)) {
            Some(Err(e)) => {
                self.failed(path, &e.to_string());
                return Ok(false);
            }
            Some(Ok(shown)) => Some(through(&shown)),
            None => None,
        };
        let (time, kind) = (
            body.get("time").cloned().unwrap_or(Json::Null),
            body.get("kind").cloned().unwrap_or(Json::Null),
        );
        let (origin, size) = (verified.checkpoint.origin.clone(), verified.checkpoint.size);
        let witnesses: Vec<Json> = verified.signers.witnesses.iter().map(witness).collect();
        if self.json {
            say(
                json!({ "file": path.display().to_string(), "holds": true, "entry": receipt.proof.index, "time": time, "kind": kind, "log": origin, "size": size, "witnesses": witnesses, "stamp": stamp, "national": national, "signed": signed, "body": body }),
            );
        } else {
            say(format_args!(
                "{}: holds: entry {} of {origin} ({} at {}), one of {size} that the log signed",
                path.display(),
                receipt.proof.index,
                text(&kind),
                text(&time)
            ));
            if let Some(signed) = &signed {
                signed::say_signed(signed);
            }
            if let Some(stamp) = &stamp {
                say(format_args!(
                    "  stamped by {} at {}",
                    text(&stamp["authority"]),
                    text(&stamp["time"])
                ));
            } else if receipt.stamp.is_some() {
                say("  carries a timestamp: --timestamp-roots checks it");
            }
            cosigned(&witnesses);
            if let Some(national) = &national {
                say_national(national);
            } else if receipt.national.is_some() {
                say("  carries a proof through a national log: --national checks it");
            }
        }
        Ok(true)
    }

    /// What the receipt's timestamp says, where somebody's word counts.
    fn stamp(&self, receipt: &Receipt) -> Result<Option<Json>, Refused> {
        let Some(path) = &self.timestamp_roots else {
            return Ok(None);
        };
        let roots = crate::options::timestamp_roots(path).map_err(Refused::Input)?;
        let refused = |e: stamp::StampError| Refused::Stamp(e.to_string());
        let absent = || Refused::Stamp("it has no timestamp".into());
        let token = Token::read(receipt.stamp.as_deref().ok_or_else(absent)?).map_err(refused)?;
        let message = receipt.proof.checkpoint.text().as_bytes();
        let stamp = stamp::verify(&token, message, &roots).map_err(refused)?;
        let time = casework::micros(stamp.time_us).to_string();
        Ok(Some(
            json!({ "authority": stamp.authority, "time": time, "serial": stamp.serial }),
        ))
    }

    fn drawn(&self, path: &Path, draw: &Draw) -> bool {
        if let Err(e) = draw.verify() {
            self.failed(path, &e.to_string());
            return false;
        }
        if self.json {
            say(
                json!({ "file": path.display().to_string(), "holds": true, "chosen": draw.chosen, "candidates": draw.candidates.len(), "key": draw.public_key }),
            );
        } else {
            say(format_args!(
                "{}: holds: {} was drawn from {} for {}",
                path.display(),
                draw.chosen,
                draw.candidates.len(),
                draw.input.element
            ));
        }
        true
    }

    fn failed(&self, path: &Path, why: &str) {
        if self.json {
            say(json!({ "file": path.display().to_string(), "holds": false, "why": why }));
        } else {
            warn(format_args!("{}: DOES NOT HOLD: {why}", path.display()));
        }
    }
}

/// Why a timestamp is not believed: it, or what it was to be checked with.
enum Refused {
    Input(Failure),
    Stamp(String),
}

/// The logs and witnesses of a policy.
fn logs_of(path: &Path) -> Result<Verifiers, Failure> {
    let policy = crate::options::policy(path)?;
    if policy.logs().is_empty() {
        let why = "it names no log; add a line `log KEY` with the log's key";
        return Err(Failure::file(path, why));
    }
    Ok(policy.verifiers())
}

/// What the second proof shows.
fn through(shown: &VerifiedNational) -> Json {
    let VerifiedNational { received, entry } = shown;
    let witnesses: Vec<Json> = entry.signers.witnesses.iter().map(witness).collect();
    json!({
        "log": entry.checkpoint.origin,
        "entry": entry.index,
        "time": casework::micros(entry.time_us).to_string(),
        "size": entry.checkpoint.size,
        "received": received.size,
        "witnesses": witnesses,
    })
}

fn say_national(shown: &Json) {
    say(format_args!(
        "  holds through the national log {}: its entry {} at {} received the agency's log at {} entries, one of {} that the national log signed",
        text(&shown["log"]),
        text(&shown["entry"]),
        text(&shown["time"]),
        text(&shown["received"]),
        text(&shown["size"])
    ));
    cosigned(shown["witnesses"].as_array().map_or(&[], Vec::as_slice));
}

fn cosigned(witnesses: &[Json]) {
    for w in witnesses {
        say(format_args!(
            "  cosigned by {} at {}",
            text(&w["name"]),
            text(&w["time"])
        ));
    }
}

fn witness(signed: &tlog::note::Trusted) -> Json {
    let time = signed.time.and_then(|t| i64::try_from(t).ok());
    let time = time.and_then(|t| jiff::Timestamp::from_second(t).ok());
    json!({
        "name": signed.name,
        "algorithm": signed.algorithm.name(),
        "time": time.map(|t| t.to_string()),
    })
}

fn text(json: &Json) -> String {
    json.as_str()
        .map_or_else(|| json.to_string(), str::to_owned)
}
