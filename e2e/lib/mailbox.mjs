// A mail server that takes everything: the journeys read their sign-in codes and notices here.

import { SMTPServer } from 'smtp-server';
import { simpleParser } from 'mailparser';

const WAIT_SECONDS = 20;

// Gives { url, messages, next(filter), stop() }.
export async function startMailbox() {
  const messages = [];
  const waiting = new Set();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      simpleParser(stream).then((mail) => {
        const to = session.envelope.rcptTo.map((a) => a.address.toLowerCase());
        messages.push({ to, subject: mail.subject ?? '', text: mail.text ?? '', id: mail.messageId });
        for (const wake of waiting) wake();
        done();
      }, done);
    },
  });
  await new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', done);
  });
  server.on('error', () => {}); // a client that hangs up is its own affair
  const { port } = server.server.address();
  return {
    url: `smtp://127.0.0.1:${port}`,
    messages,
    // `fits` chooses among the messages, such as one that holds a code.
    next: (address, from = 0, fits = () => true) => next(messages, waiting, address.toLowerCase(), from, fits),
    stop: () => new Promise((done) => server.close(done)),
  };
}

// The first message to `address` at or after index `from`, waiting for it.
function next(messages, waiting, address, from, fits) {
  return new Promise((done, fail) => {
    const look = () => {
      const found = messages.slice(from).find((m) => m.to.includes(address) && fits(m));
      if (!found) return;
      clearTimeout(late);
      waiting.delete(look);
      done(found);
    };
    const late = setTimeout(() => {
      waiting.delete(look);
      fail(new Error(`no message to ${address} within ${WAIT_SECONDS} s`));
    }, WAIT_SECONDS * 1000);
    waiting.add(look);
    look();
  });
}

// Whether the message brings a one-time code.
export function hasCode(mail) {
  return /(?<![\d-])[\d٠-٩]{4} ?[\d٠-٩]{4}(?![\d-])/.test(mail.text);
}

// The one-time code in a sign-in message: six to eight digits on their own, in any script's digits.
export function codeIn(text) {
  const western = text.replace(/[٠-٩]/g, (d) => '٠١٢٣٤٥٦٧٨٩'.indexOf(d));
  const found = western.match(/(?<!\d)\d{3}[ -]?\d{3,5}(?!\d)/);
  if (!found) throw new Error(`no code in the message:\n${text}`);
  return found[0].replace(/\D/g, '');
}
