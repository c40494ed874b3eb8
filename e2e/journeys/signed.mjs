// A registrar decides, and signs the decision with a passkey: the browser's own virtual authenticator makes it. The applicant then
// proves offline who signed; a copy with a word changed does not hold. Without a script the page says what signing needs.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { diwan } from '../lib/server.mjs';
import { virtualAuthenticator } from '../lib/authenticator.mjs';

export const name = 'signed';

const EMAIL = 'layla.of.the.court@example.org';
const REASON = 'The interest is shown by the summons of the court.';

export async function run(world) {
  // Browsers make passkeys for names, not for addresses: the demonstration's is localhost.
  const home = world.server.url.replace('127.0.0.1', 'localhost');
  const citizen = await world.visitor('asker');
  await world.signInByMail(citizen, EMAIL, home);
  const number = await ask(world, citizen, home);
  const archivist = await holder(world, home, number, 'archivist');
  const found = { found: 'yes', place: 'Volume 12, page 3', remarks: 'None to be made' };
  await program(world, archivist.visitor, home)('POST', `cases/${number}/tasks/${archivist.job}`, { data: found });
  const registrar = await holder(world, home, number, 'registrar');
  await without(registrar);
  if (!world.js) return;
  await sign(world, home, registrar);
  await prove(world, citizen, home, number);
}

// A copy of somebody else's entry, which a registrar decides on.
async function ask(world, citizen, home) {
  const call = program(world, citizen, home);
  const { id } = await call('POST', 'drafts', { service: 'certificate-copy' });
  const pdf = '%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n';
  await call('POST', `drafts/${id}/files/id_copy?name=identity.pdf`, pdf, 'application/octet-stream');
  const data = {
    register: 'birth', entry_number: '4512', year: 1984, person_name: 'Karim Haddad', relation: 'other', purpose: 'passport',
    interest: 'I am party to an inheritance case.', delivery: 'counter', email: 'layla@example.org', agree: true,
  };
  await call('PUT', `drafts/${id}`, { data });
  return (await call('POST', `drafts/${id}/submit`)).number;
}

// Calls the API as a program with the visitor's session.
function program(world, visitor, home) {
  let n = 0;
  return async (method, where, body, type = 'application/json') => {
    n += 1;
    const cookies = await visitor.page.context().cookies(home);
    const bearer = `Bearer ${cookies.find((c) => c.name.endsWith('session')).value}`;
    const headers = { authorization: bearer, 'content-type': type, 'idempotency-key': `signed-${visitor.name}-${n}` };
    const sent = type === 'application/json' && body ? JSON.stringify(body) : body;
    const answer = await fetch(new URL(`/api/v1/${where}`, world.server.url), { method, headers, body: sent });
    assert.ok(answer.ok, `${method} ${where}: ${answer.status} ${await answer.clone().text()}`);
    return answer.json();
  };
}

// Whoever of the role has the case, signed in, with their task.
async function holder(world, home, number, role) {
  const look = await world.visitor(`look-${role}`);
  await look.open('/demo', home);
  const cards = look.page.locator('main .people li').filter({ hasText: world.words.text(`demo-${role}`) });
  const people = await cards.locator('input[name="person"]').evaluateAll((inputs) => inputs.map((i) => i.value));
  for (const person of people) {
    const visitor = await world.visitor(`${role}-${person}`);
    await visitor.open('/demo', home);
    const form = visitor.page.locator('form').filter({ has: visitor.page.locator(`input[name="person"][value="${person}"]`) });
    await form.getByRole('button').click();
    await visitor.heading('work-title').first().waitFor();
    const line = visitor.page.locator(`main a[href*="/cases/${number}/tasks/"]`);
    if ((await line.count()) > 0) {
      const href = await line.first().getAttribute('href');
      return { visitor, href, job: Number(href.match(/tasks\/(\d+)/)[1]) };
    }
  }
  throw new Error(`no ${role} has ${number}`);
}

// Who has no passkey is told so, before and after the answers are given, and shown the way to one.
async function without({ visitor, href }) {
  const { page } = visitor;
  await page.goto(new URL(href, page.url()).href);
  await page.getByText(visitor.words.text('sign-none')).waitFor();
  await visitor.check('no-passkey');
  await page.locator('input[name="outcome"][value="issue"]').check();
  await page.locator('textarea[name="reason"]').fill(REASON);
  await visitor.button('sign-on').click();
  await visitor.heading('sign-title').waitFor();
  assert.equal(await visitor.button('sign-press').count(), 0, 'there is nothing to press without a passkey');
  await visitor.check('no-passkey-to-sign');
}

async function sign(world, home, { visitor, href }) {
  const { page } = visitor;
  const authenticator = await virtualAuthenticator(page);
  await visitor.link('sign-add').click();
  await page.waitForURL((url) => url.pathname === '/account');
  await page.locator('#passkey-label').fill('Desk key');
  await visitor.button('account-passkey-add').click();
  await page.getByText('Desk key').first().waitFor();

  await page.goto(new URL(href, home).href);
  await page.locator('input[name="outcome"][value="issue"]').check();
  await page.locator('textarea[name="reason"]').fill(REASON);
  await visitor.button('sign-on').click();
  await visitor.button('sign-press').waitFor();
  await page.getByText(REASON).first().waitFor();
  await visitor.check('sign');
  // A device that refuses leaves everything as it is, and says so.
  await authenticator('setUserVerified', { isUserVerified: false });
  await visitor.button('sign-press').click();
  await page.getByText(world.words.text('sign-failed')).waitFor();
  await authenticator('setUserVerified', { isUserVerified: true });
  await visitor.button('sign-press').click();
  await page.waitForURL((url) => !/\/tasks\//.test(url.pathname));
  await visitor.check('signed');
}

async function prove(world, citizen, home, number) {
  const { page } = citizen;
  await citizen.open(`/cases/${number}?all=1`, home);
  const signed = page.locator('main li').filter({ hasText: world.words.text('fact-signed') });
  const entry = await signed.last().locator('a[href*="/entries/"]').first().evaluate((a) => a.href);
  await page.goto(entry);
  await page.getByText(world.words.text('signature-proves')).waitFor();
  await citizen.check('signature');
  const folder = await mkdtemp(path.join(tmpdir(), 'diwan-signed-'));
  try {
    const get = async (what) => (await page.request.get(`${entry}/${what}`)).text();
    const save = async (file, text) => {
      await writeFile(path.join(folder, file), text);
      return path.join(folder, file);
    };
    const text = await get('receipt');
    const receipt = await save('receipt.json', text);
    const passkey = await save('passkey.json', await get('passkey'));
    const changed = await save('changed.json', withAnotherReason(text));
    const key = (await readFile(path.join(world.server.data, 'record', 'vkey'), 'utf8')).trim();
    const good = await diwan('verify', '--key', key, receipt, passkey);
    assert.equal(good.code, 0, good.stderr);
    assert.match(good.stdout, /signed by person \d+, registrar at civil-registry, with passkey [0-9a-f]+/);
    assert.match(good.stdout, /the passkey is that person's: entry \d+ added it/);
    const alone = await diwan('verify', '--key', key, receipt);
    assert.equal(alone.code, 0, alone.stderr);
    assert.match(alone.stdout, /whose the passkey is, entry \d+ says/);
    const bad = await diwan('verify', '--key', key, changed, passkey);
    assert.equal(bad.code, 1, 'a changed copy does not hold');
    const audit = await diwan('audit', '--data', world.server.data);
    assert.equal(audit.code, 0, audit.stdout + audit.stderr);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// The receipt with another reason in what was signed.
function withAnotherReason(text) {
  const receipt = JSON.parse(text);
  const body = Buffer.from(receipt.body, 'base64').toString().replaceAll(REASON, REASON.replace('shown', 'known'));
  return JSON.stringify({ ...receipt, body: Buffer.from(body).toString('base64') });
}
