//! Kannel on ports of its own: what it was sent is read from the log of its fake SMSC.

use std::fs::File;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::house::until;

const BEARERBOX: &str = "/usr/sbin/bearerbox";
const SMSBOX: &str = "/usr/sbin/smsbox";
const FAKESMSC: &str = "/usr/lib/kannel/test/fakesmsc";

pub(crate) struct Kannel {
    dir: TempDir,
    sendsms: u16,
    boxes: Vec<Child>,
}

/// A message as the SMSC got it.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) to: String,
    /// UCS-2, two bytes a character.
    pub(crate) wide: bool,
    /// Segments: one, or several.
    pub(crate) parts: usize,
    pub(crate) text: String,
}

impl Kannel {
    /// Starts it; none, and a word on standard error, where it is not installed.
    #[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
    pub(crate) fn start() -> Option<Self> {
        if ![BEARERBOX, SMSBOX, FAKESMSC]
            .iter()
            .all(|p| Path::new(p).exists())
        {
            eprintln!("SKIPPED: SMS through Kannel: apt install kannel kannel-extras");
            return None;
        }
        let dir = tempfile::tempdir().unwrap();
        let [admin, boxes, smsc, sendsms] = free_ports();
        let text = format!(
            "group = core\nadmin-port = {admin}\nadmin-password = x\nsmsbox-port = {boxes}\n\
             box-allow-ip = \"127.0.0.1\"\nlog-level = 1\ndlr-storage = internal\n\n\
             group = smsc\nsmsc = fake\nsmsc-id = fake\nhost = 127.0.0.1\nport = {smsc}\n\
             connect-allow-ip = 127.0.0.1\n\n\
             group = smsbox\nbearerbox-host = 127.0.0.1\nsendsms-port = {sendsms}\nlog-level = 1\n\n\
             group = sendsms-user\nusername = diwan\npassword = secret\nuser-allow-ip = \"127.0.0.1\"\n\
             default-sender = Diwan\nmax-messages = 3\nconcatenation = true\n"
        );
        let configuration = dir.path().join("kannel.conf");
        std::fs::write(&configuration, text).unwrap();
        let configuration = configuration.to_str().unwrap().to_owned();
        let mut kannel = Self {
            dir,
            sendsms,
            boxes: Vec::new(),
        };
        kannel.run(BEARERBOX, &[&configuration]);
        listens(boxes);
        listens(smsc);
        let port = smsc.to_string();
        kannel.run(
            FAKESMSC,
            &["-H", "127.0.0.1", "-r", &port, "-m", "0", "1 2 text x"],
        );
        kannel.run(SMSBOX, &[&configuration]);
        listens(sendsms);
        Some(kannel)
    }

    fn run(&mut self, program: &str, arguments: &[&str]) {
        let name = Path::new(program).file_name().unwrap();
        let log = File::create(self.dir.path().join(name)).unwrap();
        let child = Command::new(program)
            .args(arguments)
            .current_dir(self.dir.path())
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap();
        self.boxes.push(child);
    }

    /// The file of this gateway: as docs/operating.md has it.
    pub(crate) fn gateway(&self) -> String {
        format!(
            "url = \"http://127.0.0.1:{}/cgi-bin/sendsms\"\n[query]\nusername = \"diwan\"\n\
             password = \"secret\"\nto = \"{{to}}\"\ntext = \"{{text}}\"\ncharset = \"UTF-8\"\n\
             coding = \"{{coding}}\"\ndlr-mask = \"19\"\ndlr-url = \"{{report}}?status=%d\"\n\
             [reports]\ndelivered = [\"1\"]\nfailed = [\"2\", \"16\"]\n",
            self.sendsms
        )
    }

    /// The log of the fake SMSC.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.dir.path().join("fakesmsc")).unwrap()
    }

    /// What the SMSC got so far, the parts of a long message joined; one whose parts are not all there yet is left out.
    pub(crate) fn received(&self) -> Vec<Received> {
        let log = self.log();
        let mut all: Vec<(Part, Vec<u8>)> = Vec::new();
        for part in log.lines().filter_map(part) {
            let last = all.last_mut().filter(|(first, _)| part.follows(first));
            match last {
                Some((first, said)) => {
                    said.extend(&part.said);
                    first.missing -= 1;
                }
                None => {
                    let said = part.said.clone();
                    all.push((part, said));
                }
            }
        }
        let whole = all.into_iter().filter(|(first, _)| first.missing == 0);
        whole.map(|(first, said)| first.received(&said)).collect()
    }
}

impl Drop for Kannel {
    fn drop(&mut self) {
        for child in &mut self.boxes {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// One SMS of the network: `… Got message 1: <Diwan +9613123456 ucs-2 %06*…>`, or `udh`, the user data header, `data` and
/// the text, header and text as a form has them.
struct Part {
    to: String,
    wide: bool,
    /// Of a long message, what its parts share (3GPP TS 23.040, 9.2.3.24.1).
    reference: Option<u8>,
    /// Parts that have not come.
    missing: u8,
    said: Vec<u8>,
}

impl Part {
    fn follows(&self, first: &Part) -> bool {
        self.reference.is_some() && self.reference == first.reference && first.missing > 0
    }

    fn received(self, said: &[u8]) -> Received {
        let units = said
            .chunks(2)
            .map(|two| u16::from_be_bytes([two[0], two[1]]));
        let text = if self.wide {
            String::from_utf16(&units.collect::<Vec<_>>()).unwrap()
        } else {
            String::from_utf8_lossy(said).into_owned()
        };
        Received {
            to: self.to,
            wide: self.wide,
            parts: usize::from(self.reference.is_some()) + 1,
            text,
        }
    }
}

fn part(line: &str) -> Option<Part> {
    let (_, rest) = line.split_once("Got message ")?;
    let (_, rest) = rest.split_once(": <")?;
    let words: Vec<&str> = rest.strip_suffix('>')?.splitn(6, ' ').collect();
    let to = (*words.get(1)?).to_owned();
    match *words.get(2)? {
        "udh" => {
            // Length, element 0 (parts), its length, then reference, how many, which.
            let header = decoded(words[3]);
            Some(Part {
                to,
                // With a header, bytes; the first of UCS-2's Arabic block and of its digits say which.
                wide: matches!(decoded(words[5])[0], 0 | 6),
                reference: Some(header[3]),
                missing: header[4] - 1,
                said: decoded(words[5]),
            })
        }
        kind => Some(Part {
            to,
            wide: kind == "ucs-2",
            reference: None,
            missing: 0,
            said: if kind == "ucs-2" {
                decoded(words[3])
            } else {
                words[3..].join(" ").into_bytes()
            },
        }),
    }
}

fn decoded(text: &str) -> Vec<u8> {
    let (mut bytes, mut rest) = (Vec::new(), text.bytes());
    while let Some(b) = rest.next() {
        bytes.push(match b {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            other => other,
        });
    }
    bytes
}

/// Ports that were free just now, all at once.
fn free_ports<const N: usize>() -> [u16; N] {
    let held = [(); N].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    held.each_ref().map(|l| l.local_addr().unwrap().port())
}

fn listens(port: u16) {
    until("Kannel", || TcpStream::connect(("127.0.0.1", port)).ok());
}
