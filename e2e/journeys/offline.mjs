// The network goes in the middle of a form, on a phone of 360 px. The whole form is filled in without it, over a reload, a
// second tab and an office that is killed and comes back; then everything is there once, and a mistake is named.

import assert from 'node:assert/strict';
import { onePagePdf } from '../lib/files.mjs';

export const name = 'offline';
export const needsScript = true;

const EMAIL = 'rania.on.the.road@example.org';
const PHONE = { width: 360, height: 740 };

export async function run(world) {
  const person = await world.visitor('offline');
  const { page } = person;
  await page.setViewportSize(PHONE);
  const sent = listenForSends(page.context());
  await world.signInByMail(person, EMAIL);
  const draft = await begin(person, world);

  await cut(person, true);
  await fillWithoutNetwork(person, draft);
  await survivesAReload(person, draft);
  await elsewhereIsAPageToo(person);
  await inASecondTab(person, world, draft);
  assert.deepEqual(sent, [], 'nothing was sent while there was no network');

  await world.server.kill();
  await cut(person, false, true);
  await page.goto(`/drafts/${draft}`);
  await page.locator('[data-offline-form]').waitFor();
  await world.server.again();
  await arrives(person, draft, sent);
  await mendsTheMistake(person);
  await sendsOnce(person, world);
  await changedElsewhere(person, world);
  await leavesNothing(person);
}

// Every page of a draft that is sent to the API, with its key.
function listenForSends(context) {
  const sent = [];
  context.on('request', (request) => {
    const found = request.method() === 'POST' && /\/api\/v1\/drafts\/[0-9a-f]+\/pages\/(\w+)/.exec(request.url());
    if (found) sent.push(`${found[1]} ${request.headers()['idempotency-key']}`);
  });
  return sent;
}

// With `gone`, requests fail although there is a network: the office is away.
async function cut(person, off, gone = off) {
  person.expectCut(off || gone);
  await person.page.context().setOffline(off);
}

async function begin(person, world) {
  const { page } = person;
  await person.open(`/services/${world.pack}/apply`);
  await person.button('begin-start').click();
  await page.locator('form[data-stored="1"]').waitFor();
  const [, draft] = /\/drafts\/([0-9a-f]{32})\//.exec(page.url());
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await type(page, 'business_name', 'Al-Nour');
  // Wrong on purpose: only the office knows.
  await type(page, 'register_number', '19-4');
  await choose(page, 'legal_form', 'partnership');
  return draft;
}

const visible = (page, selector) => page.locator(`${selector}:visible`);
const type = (page, field, value) => visible(page, `[name="${field}"]`).fill(value);
const choose = (page, field, value) => visible(page, `input[name="${field}"][value="${value}"]`).check();
const next = (page) => visible(page, 'main form button[type=submit].button:not([name])').first().click();
const at = (page, section) => page.locator(`[data-section="${section}"]:visible`).waitFor();

// The page from the office is posted into nothing, and the form goes on from the phone.
async function fillWithoutNetwork(person, draft) {
  const { page } = person;
  await next(page);
  await at(page, 'partners');
  assert.equal(new URL(page.url()).pathname, `/drafts/${draft}/pages/partners`);
  await page.locator('[data-outbox]').getByText(person.words.text('outbox-away')).waitFor();
  await addsPartners(person);
  await next(page);
  await at(page, 'trade');
  await choose(page, 'trade', 'hotel');
  await next(page);
  await at(page, 'premises');
  await next(page); // left for the second tab
  await at(page, 'operation');
  assert.equal(await visible(page, '[name="rooms"]').count(), 1, 'a hotel has rooms, and the phone knows');
  assert.equal(await visible(page, '[name="pharmacist_number"]').count(), 0, 'a hotel has no pharmacist');
  await type(page, 'staff', '٣');
  await choose(page, 'kitchen', 'no');
  await type(page, 'rooms', '12');
  await next(page);
  await at(page, 'start');
  const year = new Date().getUTCFullYear() + 1;
  for (const [part, value] of [['day', '4'], ['month', '1'], ['year', String(year)]]) await type(page, `starts_on-${part}`, value);
  await next(page);
  await at(page, 'applicant');
  await type(page, 'applicant_name', 'Rania Saleh');
  await choose(page, 'capacity', 'owner');
  await type(page, 'phone', '+961 70 123 456');
  await next(page);
  await at(page, 'documents');
  for (const field of ['id_copy', 'lease', 'register_extract']) {
    const file = { name: `${field}.pdf`, mimeType: 'application/pdf', buffer: onePagePdf(field) };
    await visible(page, `input[type="file"][name="${field}"]`).setInputFiles(file);
  }
  await next(page);
  await at(page, 'declaration');
  await page.locator('input[name="agree"]:visible').check();
  await next(page);
  await at(page, 'check');
  await person.check('all-kept');
  await page.setViewportSize(PHONE);
}

// One more, one more, and the second out again.
async function addsPartners(person) {
  const { page } = person;
  const add = visible(page, 'button[name="add"]');
  for (const [n, name, share] of [[0, 'Rania Saleh', '60'], [1, 'Nobody', '10'], [2, 'Lina Aziz', '30']]) {
    await add.click();
    await type(page, `partners.${n}.name`, name);
    await type(page, `partners.${n}.share`, share);
  }
  await person.check('partners');
  await page.setViewportSize(PHONE);
  await visible(page, 'button[name="remove"]').nth(1).click();
  assert.equal(await visible(page, '[data-item]').count(), 2);
}

async function survivesAReload(person, draft) {
  const { page } = person;
  await page.goto(`/drafts/${draft}/pages/documents`);
  await at(page, 'documents');
  const names = await page.locator('input[name="lease"]').evaluate((field) => [...field.files].map((f) => f.name));
  assert.deepEqual(names, ['lease.pdf'], 'the file is kept, too');
}

async function elsewhereIsAPageToo(person) {
  const { page, words } = person;
  person.expectStatus(503); // how the worker answers in the office's place
  await page.goto('/cases');
  await person.heading('offline-title').first().waitFor();
  await page.locator('[data-kept-list] li').first().waitFor();
  assert.equal(await page.locator('[data-kept-list] li').count(), 9, words.text('outbox-state-waiting'));
  await person.check('offline');
  await page.setViewportSize(PHONE);
}

async function inASecondTab(person, world, draft) {
  const tab = await person.page.context().newPage();
  await tab.setViewportSize(PHONE);
  await tab.goto(`/drafts/${draft}/pages/premises`);
  await at(tab, 'premises');
  await type(tab, 'address', '12 Harbour Street, Old Quarter');
  await choose(tab, 'zone', 'commercial');
  await type(tab, 'floor_area', '40');
  await next(tab);
  await at(tab, 'operation');
  // It stays open: when the network is back, both tabs want to send.
  person.tab = tab;
}

async function arrives(person, draft, sent) {
  const { page } = person;
  await page.waitForURL((url) => url.searchParams.get('mistakes') === '1', { timeout: 25_000 });
  person.expectCut(false);
  await page.locator('.error-summary').getByRole('link').first().waitFor();
  assert.match(page.url(), /\/pages\/business/, 'the first page with a mistake');
  await person.check('mistake');
  await page.setViewportSize(PHONE);
  const pages = sent.map((one) => one.split(' ')[0]);
  assert.deepEqual([...new Set(pages)].sort(), ['applicant', 'business', 'declaration', 'documents', 'operation', 'partners', 'premises', 'start', 'trade']);
  assert.equal(new Set(sent).size, 9, 'each page has one key, whoever sent it');
  const saved = await page.evaluate(async (id) => (await fetch(`/api/v1/drafts/${id}`)).json(), draft);
  assert.equal(saved.data.address, '12 Harbour Street, Old Quarter');
  assert.equal(saved.data.rooms, 12);
  assert.deepEqual(saved.data.partners, [{ name: 'Rania Saleh', share: 60 }, { name: 'Lina Aziz', share: 30 }]);
  assert.equal(saved.data.staff, 3);
  assert.equal(saved.data.size_class, 'small', 'worked out by the office');
  assert.deepEqual(saved.files.map((f) => f.name).sort(), ['id_copy.pdf', 'lease.pdf', 'register_extract.pdf']);
  assert.deepEqual(await left(page), []);
  await person.tab.close();
}

const left = (page) => page.evaluate(() => kept.answers().then((all) => all.map((one) => one.page)));

async function mendsTheMistake(person) {
  const { page } = person;
  await type(page, 'register_number', '2019-04512');
  await page.locator('form[data-draft] .buttons button').first().click();
  await page.locator('h1').first().waitFor();
  await page.goto(page.url().replace(/\/pages\/.*/, ''));
  await person.heading('apply-check-title').first().waitFor();
}

async function sendsOnce(person) {
  const { page } = person;
  await person.button('apply-send').click();
  await person.heading('submitted-title').first().waitFor();
  await page.waitForFunction(() => kept.all('drafts').then((all) => all.length === 0));
  const forms = await page.evaluate(async () => (await (await caches.open(kept.FORMS)).keys()).length);
  assert.equal(forms, 0, 'nothing of it stays on the phone');
  const cases = await page.evaluate(async () => (await fetch('/api/v1/cases')).json());
  assert.equal(cases.items.length, 1, 'one case');
}

// The same page is changed on another device while this one has no network: the person decides.
async function changedElsewhere(person, world) {
  const { page } = person;
  await person.open(`/services/${world.pack}/apply`);
  await person.button('begin-start').click();
  await page.locator('form[data-stored="1"]').waitFor();
  const [, draft] = /\/drafts\/([0-9a-f]{32})\//.exec(page.url());
  await cut(person, true);
  await type(page, 'business_name', 'From the phone');
  await next(page);
  await at(page, 'trade');
  // The other device has the same session and no worker of ours.
  const cookies = (await page.context().cookies()).map((c) => `${c.name}=${c.value}`).join('; ');
  const headers = { cookie: cookies, 'content-type': 'application/json', 'idempotency-key': 'from-the-desk' };
  const session = await (await fetch(`${world.server.url}/api/v1/session`, { headers })).json();
  const put = await fetch(`${world.server.url}/api/v1/drafts/${draft}`, {
    method: 'PUT',
    headers: { ...headers, 'x-csrf-token': session.csrf },
    body: JSON.stringify({ data: { business_name: 'From the desk' } }),
  });
  assert.equal(put.status, 200);
  person.expectStatus(412);
  await cut(person, false);
  await page.goto('/offline');
  await page.getByText(person.words.text('outbox-state-changed')).waitFor();
  await person.check('changed-elsewhere');
  await page.setViewportSize(PHONE);
  const saved = async () => (await (await fetch(`${world.server.url}/api/v1/drafts/${draft}`, { headers })).json()).data.business_name;
  assert.equal(await saved(), 'From the desk', 'nothing was overwritten');
  await page.getByRole('button', { name: person.words.text('outbox-mine') }).click();
  await page.getByText(person.words.text('outbox-nothing')).waitFor();
  assert.equal(await saved(), 'From the phone');
}

async function leavesNothing(person) {
  const { page } = person;
  await page.goto('/');
  await page.locator('details.account summary').click();
  await page.locator('form[action="/sign-out"] button').click();
  await page.locator('a.sign-in').waitFor();
  const rest = await page.evaluate(async () => ({
    forms: await (await caches.open('diwan-forms')).keys().then((all) => all.length),
    answers: (await kept.answers()).length,
    drafts: (await kept.all('drafts')).length,
  }));
  assert.deepEqual(rest, { forms: 0, answers: 0, drafts: 0 });
}
