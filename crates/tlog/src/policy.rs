//! Trust policies (c2sp.org/tlog-policy): the logs that count, the witnesses, and which of them must
//! have cosigned a checkpoint for it to be believed.

use std::collections::HashMap;
use std::fmt;

use crate::{Malformed, Verifier, Verifiers};

const WHAT: &str = "policy";
/// Longest policy read, in bytes.
pub const MAX_POLICY: usize = 1024 * 1024;
/// Most logs, witnesses, and groups, each; the specification asks for at least 32.
pub const MAX_ITEMS: usize = 256;

/// A text that the specification does not read as characters: a name or a URL.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Octets(Vec<u8>);

/// A policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    logs: Vec<PolicyLog>,
    quorum: Quorum,
}

/// A log that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyLog {
    /// Its key, named as its origin.
    pub key: Verifier,
    /// Where it can be reached.
    pub url: Option<Octets>,
}

/// A witness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyWitness {
    /// Its name within the policy.
    pub name: Octets,
    /// Its key.
    pub key: Verifier,
    /// Where it is asked: the submission prefix of c2sp.org/tlog-witness.
    pub url: Option<Octets>,
}

/// The rule by which witnesses are enough, with the witnesses that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quorum {
    witnesses: Vec<PolicyWitness>,
    groups: Vec<Group>,
    /// Nothing: no witness is asked for.
    rule: Option<Member>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Group {
    name: Octets,
    threshold: usize,
    members: Vec<Member>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Member {
    Witness(usize),
    Group(usize),
}

impl Octets {
    /// As characters; what is not UTF-8 is replaced.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0).into_owned()
    }
}

impl Policy {
    /// Reads a policy file.
    ///
    /// # Errors
    /// [`Malformed`] at the line that is at fault.
    pub fn parse(bytes: &[u8]) -> Result<Self, Malformed> {
        if bytes.len() > MAX_POLICY {
            return Err(Malformed::new(WHAT, MAX_POLICY, "too long"));
        }
        if let Some(at) = bytes.iter().position(|b| is_control(*b)) {
            return Err(Malformed::new(WHAT, at, "a control character"));
        }
        let mut reader = Reader::default();
        let mut at = 0;
        for line in bytes.split_inclusive(|b| *b == b'\n') {
            let Some(content) = line.strip_suffix(b"\n") else {
                return Err(Malformed::new(
                    WHAT,
                    bytes.len(),
                    "the last line has no newline",
                ));
            };
            let words: Vec<&[u8]> = content
                .split(|b| matches!(b, b' ' | b'\t'))
                .filter(|word| !word.is_empty())
                .collect();
            reader
                .line(&words)
                .map_err(|why| Malformed::new(WHAT, at, why))?;
            at += line.len();
        }
        let rule = reader
            .rule
            .ok_or_else(|| Malformed::new(WHAT, bytes.len(), "there is no `quorum` line"))?;
        Ok(Self {
            logs: reader.logs,
            quorum: Quorum {
                witnesses: reader.witnesses,
                groups: reader.groups,
                rule,
            },
        })
    }

    /// The logs that count; with none, whichever the application knows.
    #[must_use]
    pub fn logs(&self) -> &[PolicyLog] {
        &self.logs
    }

    /// The witnesses.
    #[must_use]
    pub fn witnesses(&self) -> &[PolicyWitness] {
        &self.quorum.witnesses
    }

    /// The rule.
    #[must_use]
    pub const fn quorum(&self) -> &Quorum {
        &self.quorum
    }

    /// The keys of the policy's logs and witnesses, with its quorum: what a receipt or checkpoint is
    /// checked with.
    #[must_use]
    pub fn verifiers(&self) -> Verifiers {
        self.keys().with_rule(self.quorum.clone())
    }

    /// The same keys, asking for no quorum: to see who has signed.
    #[must_use]
    pub fn keys(&self) -> Verifiers {
        let logs = self.logs.iter().map(|log| log.key.clone());
        let witnesses = self.witnesses().iter().map(|witness| witness.key.clone());
        Verifiers::new(logs.chain(witnesses))
    }

    /// The policy as a file, without its comments.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for log in &self.logs {
            let key = log.key.to_string();
            push(&mut out, &[b"log", key.as_bytes()], log.url.as_ref());
        }
        for witness in self.witnesses() {
            let key = witness.key.to_string();
            let words = [b"witness".as_slice(), &witness.name.0, key.as_bytes()];
            push(&mut out, &words, witness.url.as_ref());
        }
        for group in &self.quorum.groups {
            let threshold = group.threshold.to_string();
            let mut words = vec![b"group".as_slice(), &group.name.0, threshold.as_bytes()];
            words.extend(group.members.iter().map(|m| self.quorum.name(*m)));
            push(&mut out, &words, None);
        }
        let rule = self.quorum.rule.map(|member| self.quorum.name(member));
        push(&mut out, &[b"quorum", rule.unwrap_or(b"none")], None);
        out
    }
}

impl Quorum {
    /// Whether it is met when those witnesses have cosigned of whom `cosigned` says so.
    pub fn is_met(&self, cosigned: impl Fn(&Verifier) -> bool) -> bool {
        self.rule.is_none_or(|rule| self.holds(rule, &cosigned))
    }

    fn holds(&self, member: Member, cosigned: &impl Fn(&Verifier) -> bool) -> bool {
        match member {
            Member::Witness(n) => cosigned(&self.witnesses[n].key),
            Member::Group(n) => {
                let Group {
                    members, threshold, ..
                } = &self.groups[n];
                let held = members.iter().filter(|m| self.holds(**m, cosigned));
                held.count() >= *threshold
            }
        }
    }

    /// The fewest witnesses with which it can be met.
    #[must_use]
    pub fn least(&self) -> usize {
        self.rule.map_or(0, |rule| self.least_of(rule))
    }

    fn least_of(&self, member: Member) -> usize {
        match member {
            Member::Witness(_) => 1,
            Member::Group(n) => {
                let group = &self.groups[n];
                let mut each: Vec<usize> =
                    group.members.iter().map(|m| self.least_of(*m)).collect();
                each.sort_unstable();
                each.iter().take(group.threshold).sum()
            }
        }
    }

    fn name(&self, member: Member) -> &[u8] {
        match member {
            Member::Witness(n) => &self.witnesses[n].name.0,
            Member::Group(n) => &self.groups[n].name.0,
        }
    }
}

#[derive(Default)]
struct Reader {
    logs: Vec<PolicyLog>,
    witnesses: Vec<PolicyWitness>,
    groups: Vec<Group>,
    names: HashMap<Octets, Member>,
    /// Names that are a member of some group.
    used: Vec<Member>,
    rule: Option<Option<Member>>,
}

impl Reader {
    fn line(&mut self, words: &[&[u8]]) -> Result<(), String> {
        match words {
            [] => Ok(()),
            [first, ..] if first.starts_with(b"#") => Ok(()),
            [b"log", key] => self.log(key, None),
            [b"log", key, url] => self.log(key, Some(url)),
            [b"witness", name, key] => self.witness(name, key, None),
            [b"witness", name, key, url] => self.witness(name, key, Some(url)),
            [b"group", name, threshold, members @ ..] => self.group(name, threshold, members),
            [b"quorum", name] => self.quorum(name),
            _ => {
                Err("not a `log`, `witness`, `group` or `quorum` line of the policy format".into())
            }
        }
    }

    fn log(&mut self, key: &[u8], url: Option<&&[u8]>) -> Result<(), String> {
        let key = read_key(key)?;
        if key.algorithm().is_cosigner() {
            return Err("the key is a witness's, not a log's".into());
        }
        let known = |log: &PolicyLog| log.key.public_key() == key.public_key();
        if self.logs.iter().any(known) {
            return Err("the log's key occurs twice".into());
        }
        few(self.logs.len(), "logs")?;
        let url = url.map(|url| octets(url));
        self.logs.push(PolicyLog { key, url });
        Ok(())
    }

    fn witness(&mut self, name: &[u8], key: &[u8], url: Option<&&[u8]>) -> Result<(), String> {
        let key = read_key(key)?;
        if !key.algorithm().is_cosigner() {
            return Err("the key is a log's, not a witness's".into());
        }
        let known = |witness: &PolicyWitness| witness.key.public_key() == key.public_key();
        if self.witnesses.iter().any(known) {
            return Err("the witness's key occurs twice".into());
        }
        few(self.witnesses.len(), "witnesses")?;
        let name = self.define(name, Member::Witness(self.witnesses.len()))?;
        let url = url.map(|url| octets(url));
        self.witnesses.push(PolicyWitness { name, key, url });
        Ok(())
    }

    fn group(&mut self, name: &[u8], threshold: &[u8], members: &[&[u8]]) -> Result<(), String> {
        few(self.groups.len(), "groups")?;
        let members: Vec<Member> = members
            .iter()
            .map(|member| self.member(member))
            .collect::<Result<_, _>>()?;
        let threshold = match threshold {
            b"all" => members.len(),
            b"any" => 1,
            digits => number(digits)?,
        };
        if !(1..=members.len()).contains(&threshold) {
            return Err(format!(
                "a threshold of {threshold} with {} members",
                members.len()
            ));
        }
        let name = self.define(name, Member::Group(self.groups.len()))?;
        self.groups.push(Group {
            name,
            threshold,
            members,
        });
        Ok(())
    }

    fn member(&mut self, name: &[u8]) -> Result<Member, String> {
        let member = self.known(name)?;
        if self.used.contains(&member) {
            return Err(format!("`{}` is a member twice", octets(name)));
        }
        self.used.push(member);
        Ok(member)
    }

    fn quorum(&mut self, name: &[u8]) -> Result<(), String> {
        if self.rule.is_some() {
            return Err("a second `quorum` line".into());
        }
        let none = name == b"none";
        self.rule = Some(if none { None } else { Some(self.known(name)?) });
        Ok(())
    }

    fn define(&mut self, name: &[u8], member: Member) -> Result<Octets, String> {
        let name = octets(name);
        if name.0 == b"none" {
            return Err("`none` is not to be defined".into());
        }
        if self.names.insert(name.clone(), member).is_some() {
            return Err(format!("`{name}` is defined twice"));
        }
        Ok(name)
    }

    fn known(&self, name: &[u8]) -> Result<Member, String> {
        let name = octets(name);
        let member = self.names.get(&name).copied();
        member.ok_or_else(|| format!("`{name}` is not defined on a line before"))
    }
}

fn octets(bytes: &[u8]) -> Octets {
    Octets(bytes.to_vec())
}

const fn is_control(byte: u8) -> bool {
    (byte < b' ' && !matches!(byte, b'\t' | b'\n')) || byte == 0x7f
}

fn few(count: usize, what: &str) -> Result<(), String> {
    if count < MAX_ITEMS {
        Ok(())
    } else {
        Err(format!("more than {MAX_ITEMS} {what}"))
    }
}

fn read_key(bytes: &[u8]) -> Result<Verifier, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "the key is not UTF-8".to_owned())?;
    text.parse().map_err(|fault: Malformed| fault.to_string())
}

fn number(digits: &[u8]) -> Result<usize, String> {
    let text = String::from_utf8_lossy(digits);
    let plain = !text.starts_with(['0', '+']) && text.len() <= 4;
    let number = text.parse().ok().filter(|_| plain);
    number.ok_or_else(|| format!("`{text}` is no threshold: `all`, `any`, or a number from 1"))
}

fn push(out: &mut Vec<u8>, words: &[&[u8]], last: Option<&Octets>) {
    let last = last.map(|octets| octets.0.as_slice());
    let words: Vec<&[u8]> = words.iter().copied().chain(last).collect();
    out.extend(words.join(b" ".as_slice()));
    out.push(b'\n');
}

impl fmt::Display for Octets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl fmt::Debug for Octets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.text())
    }
}
