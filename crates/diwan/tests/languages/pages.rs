//! Somebody who reads all pages that they are led to, and notes words in Latin letters.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use ureq::Agent;

/// Elements whose content is no text of ours: code, and what people or other systems wrote.
const FOREIGN: [&str; 8] = [
    "script", "style", "code", "pre", "bdi", "kbd", "samp", "textarea",
];
/// Elements without an end.
const VOID: [&str; 9] = [
    "br", "hr", "img", "input", "link", "meta", "source", "wbr", "col",
];
/// Attributes that are read to people.
const SPOKEN: [&str; 4] = ["aria-label", "title", "alt", "placeholder"];
/// Names that are the same in every language.
const NAMES: [&str; 7] = ["UTC", "PDF", "PNG", "JPG", "WEBP", "ODT", "DOCX"];
/// Months of the Hijri calendar, which CLDR names in few languages.
const MONTHS: &str =
    "Muharram Safar Rabi II Jumada Rajab Sha ban Ramadan Shawwal Dhu Qi dah Hijjah";
/// Pages about contracts: what their publishers wrote stands there, and the names of indicators, which exist in three languages.
const CONTRACTS: [&str; 5] = [
    "/contracts",
    "/indicators",
    "/flags",
    "/organisations",
    "/buyers",
];
/// The people of the demonstration.
const PEOPLE: &str = include_str!("../../src/commands/demo.rs");
/// Most pages that one person reads.
const MOST: usize = 80;

pub(crate) struct Reader {
    agent: Agent,
    base: String,
    code: &'static str,
    cookies: BTreeMap<String, String>,
    /// How many pages were read.
    pub(crate) read: usize,
    /// The words that are not of the language, each with the first place where it stands.
    pub(crate) found: BTreeMap<String, String>,
}

impl Reader {
    pub(crate) fn new(base: &str, code: &'static str) -> Self {
        let config = Agent::config_builder()
            .max_redirects(0)
            .http_status_as_error(false)
            .build();
        Self {
            agent: config.into(),
            base: base.to_owned(),
            code,
            cookies: BTreeMap::new(),
            read: 0,
            found: BTreeMap::new(),
        }
    }

    fn cookie(&self) -> String {
        let pairs = self.cookies.iter().map(|(k, v)| format!("{k}={v}"));
        pairs.collect::<Vec<_>>().join("; ")
    }

    fn keep(&mut self, headers: &ureq::http::HeaderMap) {
        for header in headers.get_all("set-cookie") {
            let pair = header.to_str().unwrap().split(';').next().unwrap();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// A page; where it leads elsewhere, that page.
    pub(crate) fn get(&mut self, path: &str) -> String {
        let mut path = path.to_owned();
        for _ in 0..5 {
            let url = format!("{}{path}", self.base);
            let request = self.agent.get(&url).header("cookie", self.cookie());
            let mut reply = request.header("accept", "text/html").call().unwrap();
            self.keep(&reply.headers().clone());
            match reply.headers().get("location") {
                Some(to) => to.to_str().unwrap().clone_into(&mut path),
                None => return reply.body_mut().read_to_string().unwrap_or_default(),
            }
        }
        panic!("{path} leads in a circle")
    }

    /// Sends a form as it stands; the page that answers.
    fn send(&mut self, form: &Form) -> String {
        let url = format!("{}{}", self.base, form.action);
        let request = self.agent.post(&url).header("cookie", self.cookie());
        let request = request.header("origin", self.base.replace("127.0.0.1", "localhost"));
        let fields = form.fields.iter().map(|(k, v)| (k.as_str(), v.as_str()));
        let mut reply = request.send_form(fields).unwrap();
        self.keep(&reply.headers().clone());
        match reply.headers().get("location") {
            Some(to) => {
                let to = to.to_str().unwrap().to_owned();
                self.get(&to)
            }
            None => reply.body_mut().read_to_string().unwrap(),
        }
    }

    /// The demonstration's people: one of each kind.
    pub(crate) fn people(&mut self) -> Vec<(Form, String)> {
        let page = self.get(&format!("/demo?lang={}", self.code));
        let mut kinds = BTreeSet::new();
        let mut people = Vec::new();
        for part in page.split("<form class=\"person\"").skip(1) {
            let kind = part
                .split("<p>")
                .nth(1)
                .and_then(|p| p.split("</p>").next());
            if kinds.insert(kind.unwrap_or_default().to_owned()) {
                let form = forms(&format!("<form{part}"), "/demo").remove(0);
                people.push((form, kind.unwrap_or_default().to_owned()));
            }
        }
        people
    }

    pub(crate) fn sign_in(&mut self, person: &Form) {
        self.cookies.retain(|name, _| name == "lang");
        let page = self.get("/demo");
        let fresh = forms(&page, "/demo");
        let id = |form: &Form| form.fields.iter().find(|(k, _)| k == "person").cloned();
        let form = fresh
            .iter()
            .find(|f| id(f).is_some() && id(f) == id(person));
        let landed = self.send(form.expect("the person is still there"));
        assert!(landed.contains("/sign-out"), "nobody was signed in");
    }

    /// Reads the pages that somebody is led to, and what forms of applications answer.
    pub(crate) fn walk(&mut self, who: &str) {
        let (mut seen, mut waiting) = (BTreeSet::new(), VecDeque::new());
        for path in ["/", "/account", "/design", "/no-such-page", "/offline"] {
            waiting.push_back(path.to_owned());
        }
        let mut pages = 0;
        while let Some(path) = waiting.pop_front() {
            if pages >= MOST || !seen.insert(shape(&path)) {
                continue;
            }
            pages += 1;
            let page = self.get(&path);
            if !page.starts_with("<!DOCTYPE html>") {
                continue;
            }
            self.note(&page, &format!("{path} as {who}"));
            waiting.extend(links(&page));
            for form in forms(&page, &path) {
                let applies = form.action.contains("/apply");
                if applies && seen.insert(format!("POST {}", shape(&form.action))) {
                    let answer = self.send(&form);
                    self.note(&answer, &format!("POST {} as {who}", form.action));
                    waiting.extend(links(&answer));
                }
            }
        }
    }

    fn note(&mut self, page: &str, place: &str) {
        self.read += 1;
        assert!(!page.contains('⟦'), "a text is missing: {place}");
        assert!(
            page.contains(&format!("<html lang=\"{}\"", self.code)),
            "{place}: {page}"
        );
        for text in texts(page, self.code) {
            for (word, isolated) in words(&text) {
                let latin = word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphabetic());
                let person = isolated && PEOPLE.contains(word);
                let month = MONTHS.split(' ').any(|m| m == word);
                if latin && !NAMES.contains(&word) && !person && !month {
                    let place = || format!("{place}: {}", text.trim());
                    self.found.entry(word.to_owned()).or_insert_with(place);
                }
            }
        }
    }
}

/// The words of a text, each with whether it was filled in (Fluent isolates that). Addresses, codes and file names
/// are none.
fn words(text: &str) -> Vec<(&str, bool)> {
    let (mut found, mut depth) = (Vec::new(), 0_usize);
    for token in text.split_whitespace() {
        let begins = token.matches('\u{2068}').count();
        let inner = token.trim_matches(|c: char| !c.is_alphanumeric());
        let code = inner.contains(['.', ':', '/', '_', '@']);
        if !code {
            let parts = inner.split(|c: char| !c.is_alphabetic());
            found.extend(parts.map(|word| (word, depth + begins > 0)));
        }
        depth = (depth + begins).saturating_sub(token.matches('\u{2069}').count());
    }
    found
}

/// A form with its fields as they stand.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    action: String,
    fields: Vec<(String, String)>,
}

fn forms(page: &str, path: &str) -> Vec<Form> {
    let parts = page.split("<form").skip(1).filter_map(|part| {
        let (head, rest) = part.split_once('>')?;
        let body = rest.split("</form>").next()?;
        let post = attribute(head, "method").is_some_and(|m| m == "post");
        let action = attribute(head, "action").unwrap_or_else(|| path.to_owned());
        let fields = body.split("<input").skip(1).filter_map(|input| {
            let head = input.split('>').next()?;
            let kind = attribute(head, "type").unwrap_or_default();
            let chosen = !matches!(kind.as_str(), "radio" | "checkbox" | "file")
                || head.contains(" checked");
            let name = attribute(head, "name").filter(|_| chosen)?;
            Some((name, attribute(head, "value").unwrap_or_default()))
        });
        let plain = attribute(head, "enctype").is_none();
        (post && plain).then(|| Form {
            action,
            fields: fields.collect(),
        })
    });
    parts.collect()
}

/// The pages of the house that a page leads to.
fn links(page: &str) -> Vec<String> {
    let heads = page
        .split("<a ")
        .skip(1)
        .filter_map(|a| a.split('>').next());
    let all = heads
        .filter(|head| !head.contains("hreflang"))
        .filter_map(|head| attribute(head, "href"));
    let ours = all.filter(|href| href.starts_with('/') && !href.starts_with("//"));
    let ours = ours.map(|href| href.split('#').next().unwrap_or_default().to_owned());
    let ours = ours.filter(|href| !CONTRACTS.iter().any(|c| href.starts_with(c)));
    let skip = [
        "/api/",
        "/sign-out",
        "/record/",
        "lang=",
        "/assets/",
        ".pdf",
        ".json",
        ".csv",
        ".txt",
    ];
    ours.filter(|href| !skip.iter().any(|s| href.contains(s)))
        .collect()
}

/// What addresses of one page have in common: numbers do not count.
fn shape(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    path.chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect()
}

fn attribute(head: &str, name: &str) -> Option<String> {
    let at = head
        .find(&format!(" {name}=\""))
        .or_else(|| head.starts_with(&format!("{name}=\"")).then_some(0))?;
    let value = head[at..].split('"').nth(1)?;
    Some(value.replace("&amp;", "&").replace("&quot;", "\""))
}

/// The texts of a page that are in the page's own language and voice.
fn texts(page: &str, code: &str) -> Vec<String> {
    let mut found = Vec::new();
    // Name, and whether its content is foreign.
    let mut open: Vec<(String, bool)> = Vec::new();
    for part in page.split('<').skip(1) {
        let Some((tag, text)) = part.split_once('>') else {
            continue;
        };
        if let Some(name) = tag.strip_prefix('/') {
            if let Some(at) = open.iter().rposition(|(n, _)| n == name) {
                open.truncate(at);
            }
        } else {
            let name = tag.split([' ', '/']).next().unwrap_or_default().to_owned();
            let head = &tag[name.len().min(tag.len())..];
            let inside = open.last().is_some_and(|(_, foreign)| *foreign);
            let other = attribute(head, "lang").is_some_and(|l| l != code);
            let foreign = inside || other || FOREIGN.contains(&name.as_str());
            if !foreign {
                found.extend(SPOKEN.iter().filter_map(|a| attribute(head, a)));
            }
            if !VOID.contains(&name.as_str()) {
                open.push((name, foreign));
            }
        }
        if !open.last().is_some_and(|(_, foreign)| *foreign) {
            found.push(unescaped(text));
        }
    }
    found
}

fn unescaped(text: &str) -> String {
    let plain = text.replace("&lt;", "<").replace("&gt;", ">");
    plain.replace("&quot;", "\"").replace("&amp;", "&")
}
