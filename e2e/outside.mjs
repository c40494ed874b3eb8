// Work outside, with real parts: the program is called by nobody's code but its own. Another system checks each call's
// signature with a library that shares no code with us; the program is killed between call and answer; and the worker of
// docs/workers.md does its jobs.
//
//   node outside.mjs

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createVerifier, httpbis } from 'http-message-signatures';
import { chromium } from 'playwright-core';
import { codeIn, hasCode, startMailbox } from './lib/mailbox.mjs';
import { binary, diwan, ROOT } from './lib/server.mjs';
import { newVisitor } from './lib/visitor.mjs';
import { words } from './lib/words.mjs';

const WAIT_SECONDS = 90;
const folder = await mkdtemp(path.join(tmpdir(), 'diwan-outside-'));
const data = path.join(folder, 'data');

// Waits until `look` gives something.
async function until(what, look) {
  for (let n = 0; n < WAIT_SECONDS * 10; n += 1) {
    const found = await look();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`not within ${WAIT_SECONDS} s: ${what}`);
}

// ---- the other system, over TLS, with a certificate of its own ----

const [caKey, ca, key, cert] = ['ca.key', 'ca.pem', 'key.pem', 'cert.pem'].map((name) => path.join(folder, name));
function certificate(keyFile, file, ...more) {
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...curve, '-keyout', keyFile, '-out', file, ...more], { stdio: 'ignore' });
}
certificate(caKey, ca, '-subj', '/CN=A test authority');
certificate(key, cert, '-subj', '/CN=localhost', '-CA', ca, '-CAkey', caKey, '-addext', 'subjectAltName=DNS:localhost',
  '-addext', 'basicConstraints=critical,CA:FALSE');

const asked = [];
const answers = [];
let origin = '';
const registry = createServer({ key: await readFile(key), cert: await readFile(cert) }, (request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const { method, url, headers } = request;
    asked.push({ method, url: origin + url, headers, body: Buffer.concat(chunks) });
    const answer = answers.shift();
    if (!answer) return; // never answered: the caller is killed meanwhile
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body ?? {}));
  });
});
await new Promise((done) => registry.listen(0, 'localhost', done));
origin = `https://localhost:${registry.address().port}`;

// ---- the program ----

const mailbox = await startMailbox();
let child;
let url;

// With `trusting` the machine vouches for the other system's certificate.
async function start(trusting = true) {
  const args = ['serve', '--data', data, '--listen', '127.0.0.1:0', '--smtp', mailbox.url];
  child = spawn(binary(), [...args, '--allow-internal-call', origin], {
    env: { ...process.env, ...(trusting ? { SSL_CERT_FILE: ca } : {}) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  url = await new Promise((done, fail) => {
    let log = '';
    child.stdout.on('data', (chunk) => {
      log += chunk;
      const found = log.match(/listening on (http:\/\/[^\s]+)/);
      if (found) done(found[1]);
    });
    child.on('exit', (code) => fail(new Error(`ended with ${code}`)));
  });
}

async function end(signal) {
  const ended = new Promise((done) => child.once('exit', done));
  child.kill(signal);
  await ended;
}

async function pack(name, change = (text) => text) {
  const to = path.join(folder, name);
  await cp(path.join(ROOT, 'crates/casework/testdata', name), to, { recursive: true });
  const manifest = path.join(to, 'pack.toml');
  await writeFile(manifest, change(await readFile(manifest, 'utf8')));
  const deployed = await diwan('pack', 'deploy', to, '--data', data, '--allow-internal-call', origin);
  assert.equal(deployed.code, 0, deployed.stderr);
}

let session = '';
async function api(method, where, body) {
  const headers = { 'idempotency-key': randomUUID() };
  if (session) headers.authorization = `Bearer ${session}`;
  if (body !== undefined) headers['content-type'] = 'application/json';
  const answer = await fetch(url + where, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  assert.ok(answer.ok, `${method} ${where}: ${answer.status} ${answer.ok ? '' : await answer.clone().text()}`);
  const cookie = answer.headers.getSetCookie?.().map((c) => c.match(/session=([^;]+)/)?.[1]).find(Boolean);
  if (cookie) session = cookie;
  return answer.json().catch(() => null);
}

async function signIn(email) {
  const sent = await api('POST', '/api/v1/sign-in/codes', { email });
  const mail = await mailbox.next(email, 0, hasCode);
  await api('POST', '/api/v1/sign-in', { ...sent, email, code: codeIn(mail.text) });
}

async function apply(service, subject) {
  const draft = await api('POST', '/api/v1/drafts', { service });
  await api('PUT', `/api/v1/drafts/${draft.id}`, { data: { subject } });
  return (await api('POST', `/api/v1/drafts/${draft.id}/submit`)).number;
}

const closed = (number) =>
  until(`case ${number} is closed`, async () => {
    const found = await api('GET', `/api/v1/cases/${number}`);
    return found.status === 'closed' && found;
  });

// ---- what is checked ----

// The signature of a call, by a library of others with the key that the house publishes (RFC 9421); the digest by hand (RFC 9530).
async function signed(call) {
  const { keys } = await (await fetch(`${url}/.well-known/http-message-signatures-directory`)).json();
  const { createPublicKey } = await import('node:crypto');
  const keyLookup = async ({ keyid }) => {
    const jwk = keys.find((key) => key.kid === keyid);
    return jwk && { id: keyid, algs: ['ed25519'], verify: createVerifier(createPublicKey({ key: jwk, format: 'jwk' }), 'ed25519') };
  };
  const requiredFields = ['@method', '@target-uri', 'content-digest', 'content-type', 'idempotency-key'];
  const config = { keyLookup, requiredFields, requiredParams: ['created', 'keyid', 'alg', 'tag'], maxAge: 120 };
  const message = ({ method, url: to, headers }) => ({ method, url: to, headers });
  const holds = (what) => httpbis.verifyMessage(config, message(what)).catch(() => false);
  assert.equal(await holds(call), true, 'the signature holds');
  const digest = createHash('sha256').update(call.body).digest('base64');
  assert.equal(call.headers['content-digest'], `sha-256=:${digest}:`);
  for (const changed of [
    { ...call, url: call.url.replace('full=true', 'full=no') },
    { ...call, method: 'PUT' },
    { ...call, headers: { ...call.headers, 'idempotency-key': '"another"' } },
    { ...call, headers: { ...call.headers, 'content-digest': 'sha-256=:AAAA:' } },
  ]) {
    assert.equal(await holds(changed), false, 'a changed request does not hold');
  }
}

async function calls() {
  answers.push({ status: 500 }, { status: 200, body: { name: 'A bakery', seats: 12 } });
  const found = await closed(await apply('registry', 'RC-1'));
  assert.equal(found.outcome, 'granted');
  assert.equal(asked.length, 2);
  assert.equal(asked[0].headers['idempotency-key'], asked[1].headers['idempotency-key']);
  for (const call of asked) await signed(call);
}

// Nobody vouches for the certificate: nothing is sent, and the case stops.
async function untrusted() {
  await end('SIGTERM');
  await start(false);
  const before = asked.length;
  const number = await apply('registry', 'RC-0');
  await until('the case stops', async () => (await api('GET', `/api/v1/cases/${number}`)).status === 'incident');
  assert.equal(asked.length, before, 'nothing was sent');
  await end('SIGTERM');
  await start();
}

async function killed() {
  const before = asked.length;
  const number = await apply('registry', 'RC-2');
  await until('the call is under way', () => asked.length > before);
  await end('SIGKILL');
  answers.push({ status: 200, body: { name: 'A mill', seats: 3 } });
  await start();
  await closed(number);
  assert.equal(asked.length, before + 2, 'called again, and answered once');
  assert.equal(asked[before].headers['idempotency-key'], asked[before + 1].headers['idempotency-key']);
}

async function worker() {
  const added = await diwan('worker', 'add', 'scorer', '--topic', 'score', '--data', data);
  assert.equal(added.code, 0, added.stderr);
  const env = { ...process.env, DIWAN_URL: url, DIWAN_WORKER_TOKEN: added.stdout.trim() };
  const program = spawn(process.execPath, [path.join(ROOT, 'e2e/worker.mjs')], { env, stdio: 'inherit' });
  try {
    const numbers = [];
    for (const subject of ['a chair', 'a table']) numbers.push(await apply('outside', subject));
    for (const number of numbers) assert.equal((await closed(number)).outcome, 'granted');
    const register = await api('GET', '/api/v1/services/outside/register');
    assert.deepEqual(register.items.map((line) => line.fields), [
      { subject: 'a table', score: '7' },
      { subject: 'a chair', score: '7' },
    ]);
    const mail = await mailbox.next('registry@agency.example');
    assert.match(mail.text, /The score is/);
  } finally {
    program.kill();
  }
}

// The register's page in each language, looked at by both engines; `step` is part of the pictures' names.
async function inABrowser(step, addresses) {
  const browser = await chromium.launch({
    executablePath: process.env.DIWAN_CHROMIUM ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    for (const language of ['en', 'ar', 'fr']) {
      const world = { language, js: true, server: { url }, words: words(language, 'business-licence'), visitors: [] };
      const visitor = await newVisitor(browser, world, `${step}-${language}`);
      for (const [title, where] of Object.entries(addresses)) {
        await visitor.open(where);
        await visitor.check(title);
      }
      await visitor.close();
    }
  } finally {
    await browser.close();
  }
}

let failed = 0;
async function attempt(name, work) {
  try {
    await work();
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${error.stack}`);
  }
}

try {
  await start();
  await pack('registry', (text) => text.replace('https://registry.example', origin).replace('wait = 30', 'wait = 1'));
  await pack('outside');
  await signIn('salma@example.org');
  await attempt('a call is signed, retried under one key, and its answer becomes variables', calls);
  await attempt('a certificate that nobody vouches for is refused', untrusted);
  await attempt('killed between call and answer, it calls again under the same key', killed);
  await attempt('an empty register in a browser', () => inABrowser('empty', { register: '/services/outside/register' }));
  await attempt('the worker of the documentation does its jobs; what it leads to is mailed and published', worker);
  const pages = { register: '/services/outside/register', page: '/services/outside/register?limit=1', service: '/services/outside' };
  await attempt('a register in a browser', () => inABrowser('full', pages));
  await attempt('the audit finds nothing', async () => {
    await end('SIGTERM');
    const audit = await diwan('audit', '--data', data);
    assert.equal(audit.code, 0, audit.stdout + audit.stderr);
  });
} finally {
  child.kill('SIGKILL');
  registry.closeAllConnections();
  registry.close();
  await mailbox.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;
