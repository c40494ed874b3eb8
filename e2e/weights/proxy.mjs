// A proxy that counts what the server sends.

import net from 'node:net';

const QUIET_MS = 700; // nothing more comes: pages load what they need at once, or after an idle moment

// Hands on to `to`; gives { url, bytes(), quiet(), stop() }.
export async function countingProxy(to) {
  let [bytes, last] = [0, Date.now()];
  const open = new Set();
  const server = net.createServer((client) => {
    const upstream = net.connect(Number(to.port), to.hostname);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      socket.on('error', () => { client.destroy(); upstream.destroy(); });
    }
    client.on('data', () => { last = Date.now(); });
    upstream.on('data', (chunk) => { bytes += chunk.length; last = Date.now(); });
    client.pipe(upstream);
    upstream.pipe(client);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    bytes: () => bytes,
    // Waits until nothing was asked or sent for a while.
    quiet: async () => {
      last = Date.now();
      while (Date.now() - last < QUIET_MS) await new Promise((done) => setTimeout(done, 50));
    },
    stop: () => { for (const socket of open) socket.destroy(); server.close(); },
  };
}
