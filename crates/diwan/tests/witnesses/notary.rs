//! The authority's desk: `openssl ts` over HTTP.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

use crate::authority::Authority;

pub(crate) struct Desk {
    authority: Arc<Authority>,
    port: u16,
}

impl Desk {
    pub(crate) fn open(authority: Authority) -> Desk {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let authority = Arc::new(authority);
        let at_work = Arc::clone(&authority);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                serve(&at_work, stream.unwrap());
            }
        });
        Desk { authority, port }
    }

    pub(crate) fn authority(&self) -> &Authority {
        &self.authority
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/tsa", self.port)
    }
}

fn serve(authority: &Authority, mut stream: TcpStream) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let (mut length, mut media) = (0, String::new());
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let line = line.trim().to_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if let Some(value) = line.strip_prefix("content-type:") {
            media = value.trim().to_owned();
        }
        if line.is_empty() {
            break;
        }
    }
    assert_eq!(media, "application/timestamp-query");
    let mut query = vec![0; length];
    reader.read_exact(&mut query).unwrap();
    let reply = authority.reply(&query);
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        reply.len()
    );
    stream
        .write_all(&[head.as_bytes(), &reply].concat())
        .unwrap();
}
