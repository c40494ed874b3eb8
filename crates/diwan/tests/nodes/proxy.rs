//! A proxy of TCP connections: a load balancer before the nodes, and the wire between a node and its database, to be cut.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// Takes connections until the test ends.
#[derive(Clone)]
pub(crate) struct Proxy(Arc<Inner>);

struct Inner {
    address: SocketAddr,
    targets: Mutex<Vec<SocketAddr>>,
    turn: AtomicUsize,
    cut: AtomicBool,
    open: Mutex<Vec<TcpStream>>,
}

impl Proxy {
    /// To these, one after another.
    pub(crate) fn to(targets: Vec<SocketAddr>) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let proxy = Proxy(Arc::new(Inner {
            address: listener.local_addr().unwrap(),
            targets: Mutex::new(targets),
            turn: AtomicUsize::new(0),
            cut: AtomicBool::new(false),
            open: Mutex::default(),
        }));
        let accepting = proxy.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let proxy = accepting.clone();
                std::thread::spawn(move || proxy.carry(stream));
            }
        });
        proxy
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.0.address
    }

    pub(crate) fn point(&self, targets: Vec<SocketAddr>) {
        *self.0.targets.lock().unwrap() = targets;
    }

    /// Breaks what is connected, and connects nobody.
    pub(crate) fn cut(&self) {
        self.0.cut.store(true, Ordering::SeqCst);
        for stream in self.0.open.lock().unwrap().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    pub(crate) fn mend(&self) {
        self.0.cut.store(false, Ordering::SeqCst);
    }

    fn carry(&self, client: TcpStream) {
        let Some(server) = self.connect() else { return };
        {
            let mut open = self.0.open.lock().unwrap();
            open.extend(
                [client.try_clone(), server.try_clone()]
                    .into_iter()
                    .flatten(),
            );
        }
        if self.0.cut.load(Ordering::SeqCst) {
            return self.cut();
        }
        let (from, to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
        let there = std::thread::spawn(move || pass(from, to));
        pass(server, client);
        let _ = there.join();
    }

    /// The next in turn that can be reached.
    fn connect(&self) -> Option<TcpStream> {
        if self.0.cut.load(Ordering::SeqCst) {
            return None;
        }
        let targets = self.0.targets.lock().unwrap().clone();
        let turn = self.0.turn.fetch_add(1, Ordering::SeqCst);
        (0..targets.len()).find_map(|n| {
            let stream = TcpStream::connect(targets[(turn + n) % targets.len()]).ok()?;
            let _ = stream.set_nodelay(true);
            Some(stream)
        })
    }
}

fn pass(mut from: TcpStream, mut to: TcpStream) {
    let mut bytes = [0; 16_384];
    loop {
        match from.read(&mut bytes) {
            Ok(0) | Err(_) => break,
            Ok(n) if to.write_all(&bytes[..n]).is_err() => break,
            Ok(_) => {}
        }
    }
    let _ = to.shutdown(Shutdown::Write);
    let _ = from.shutdown(Shutdown::Read);
}
