// Sends one plain message by SMTP, for the mailbox's own test.

import { connect } from 'node:net';
import { once } from 'node:events';

export function createTransport(url) {
  const { hostname, port } = new URL(url);
  return async (to, subject, text) => {
    const socket = connect(Number(port), hostname);
    const say = async (line) => {
      if (line) socket.write(`${line}\r\n`);
      const [reply] = await once(socket, 'data');
      if (!/^[23]/.test(String(reply))) throw new Error(`${line}: ${reply}`);
    };
    await say('');
    await say('HELO test.example');
    await say('MAIL FROM:<office@example.org>');
    await say(`RCPT TO:<${to}>`);
    await say('DATA');
    await say(`From: office@example.org\r\nTo: ${to}\r\nSubject: ${subject}\r\n\r\n${text}\r\n.`);
    socket.end('QUIT\r\n');
  };
}
