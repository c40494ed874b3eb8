// A citizen finds the service, signs in by a code from a real mail, answers page by page (with a
// mistake, and with a break), checks, sends once, and holds a receipt.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { codeIn, hasCode } from '../lib/mailbox.mjs';
import { onePagePdf } from '../lib/files.mjs';

export const name = 'citizen-applies';

const EMAIL = 'layla.haddad@example.org';
const ANSWERS = {
  business_name: 'Al-Nour',
  register_number: '2019-04512',
  address: '12 Harbour Street, ground floor, Old Quarter',
  floor_area: '40',
  staff: '3',
  applicant_name: 'Layla Haddad',
  phone: '+961 70 123 456',
};

export async function run(world) {
  const citizen = await world.visitor('citizen');
  await findTheService(citizen, world);
  await signIn(citizen, world);
  await aMistakeIsNamed(citizen);
  await fillIn(citizen, world);
  await send(citizen, world);
  await keepTheReceipt(citizen, world);
  await track(citizen, world);
  world.citizen = { email: EMAIL };
}

async function findTheService(citizen, world) {
  const { page, words } = citizen;
  await citizen.open('/');
  await citizen.check('home');
  await page.getByRole('searchbox').fill(words.text('service-name').split(' ')[0]);
  await page.getByRole('searchbox').press('Enter');
  await citizen.check('search');
  await page.getByRole('link', { name: words.text('service-name') }).first().click();
  await citizen.heading('service-name').first().waitFor();
  await citizen.check('service');
  await page.locator(`main a[href^="/services/${world.pack}/apply"]`).first().click();
}

async function signIn(citizen, world) {
  const { page } = citizen;
  const from = world.mailbox.messages.length;
  await citizen.check('sign-in');
  await citizen.field('sign-in-email').fill(EMAIL);
  await citizen.button('sign-in-send').first().click();
  await citizen.check('code');
  const mail = await world.mailbox.next(EMAIL, from, hasCode);
  citizen.expectStatus(422);
  await citizen.field('sign-in-code').fill('00000000');
  await page.locator('main form button[type=submit]').first().click();
  await citizen.check('code-wrong');
  await citizen.field('sign-in-code').fill(codeIn(mail.text));
  await page.locator('main form button[type=submit]').first().click();
  // Where one was going before the sign-in: to the application.
  await citizen.check('before-you-start');
  await citizen.button('begin-start').click();
}

// An empty page is not accepted; each mistake is named on top and beside its field.
async function aMistakeIsNamed(citizen) {
  const { page } = citizen;
  await citizen.field('field-application-business_name').waitFor();
  await citizen.check('business');
  await citizen.button('apply-continue').click();
  const summary = page.locator('.error-summary');
  await summary.waitFor();
  assert.ok((await summary.getByRole('link').count()) >= 3, 'each mistake is a link');
  await summary.getByRole('link').first().click();
  assert.equal(new URL(page.url()).hash, '#business_name');
  await citizen.check('business-mistakes');
}

async function fillIn(citizen, world) {
  const { page } = citizen;
  const type = (field) => citizen.field(`field-application-${field}`).first().fill(ANSWERS[field]);
  const choose = (field, value) => page.locator(`input[name="${field}"][value="${value}"]`).check();
  const next = () => citizen.button('apply-continue').click();

  await type('business_name');
  await type('register_number');
  await choose('legal_form', 'sole_trader');
  await next();
  await choose('trade', 'office');
  await citizen.check('trade');
  await next();
  await comeBackLater(citizen, world);
  await type('address');
  await choose('zone', 'commercial');
  await type('floor_area');
  await next();
  assert.equal(await page.locator('[name="rooms"]').count(), 0, 'an office has no guest rooms');
  await type('staff');
  await next();
  const year = new Date().getUTCFullYear() + 1;
  for (const [part, value] of [['day', '4'], ['month', '1'], ['year', String(year)]]) {
    await page.locator(`[name="starts_on-${part}"]`).fill(value);
  }
  await citizen.check('start');
  await next();
  await type('applicant_name');
  await choose('capacity', 'owner');
  assert.equal(await page.locator('[name="email"]').inputValue(), EMAIL, 'the address is filled in');
  await type('phone');
  await next();
  for (const field of ['id_copy', 'lease', 'register_extract']) {
    const file = { name: `${field}.pdf`, mimeType: 'application/pdf', buffer: onePagePdf(field) };
    await page.locator(`input[type="file"][name="${field}"]`).setInputFiles(file);
  }
  await citizen.check('documents');
  await next();
  await page.locator('input[name="agree"]').check();
  await next();
}

// Half an application waits under "my cases" and goes on where it was left.
async function comeBackLater(citizen, world) {
  const { page, words } = citizen;
  await citizen.field('field-application-address').waitFor();
  const left = page.url();
  await citizen.open('/cases');
  await citizen.check('drafts');
  await page.getByRole('link', { name: words.pattern('service-name') }).first().click();
  await page.goto(left);
  await citizen.field('field-application-address').waitFor();
  assert.match(page.url(), /\/pages\/premises/, world.language);
}

async function send(citizen) {
  const { page } = citizen;
  await citizen.heading('apply-check-title').first().waitFor();
  const answers = await page.locator('main').innerText();
  for (const answer of [ANSWERS.business_name, ANSWERS.register_number, ANSWERS.address]) {
    assert.ok(answers.includes(answer), `the check shows ${answer}`);
  }
  await citizen.check('check');
  await citizen.button('apply-send').click();
  await citizen.heading('submitted-title').first().waitFor();
}

async function keepTheReceipt(citizen, world) {
  const { page } = citizen;
  await citizen.check('submitted');
  const [number] = page.url().match(/(?<=\/cases\/)[^/]+/);
  const waiting = page.waitForEvent('download');
  await citizen.link('submitted-download').first().click();
  const download = await waiting;
  world.receipt = JSON.parse(await readFile(await download.path(), 'utf8'));
  world.case = number;
  // Going back in the browser leads to the case that was opened, not to a second one.
  await page.goBack();
  await page.reload();
  assert.match(page.url(), new RegExp(`/cases/${number}/submitted`));
}

async function track(citizen, world) {
  const { page, words } = citizen;
  await citizen.open(`/cases/${world.case}`);
  await citizen.heading('service-name').first().waitFor();
  assert.ok((await page.locator('main').innerText()).includes(words.text('task-CheckApplication')));
  await citizen.check('case');
  await page.locator('main textarea').first().fill('When will somebody look at it? <b>Thank you</b>');
  await citizen.button('case-message-send').click();
  assert.ok((await page.locator('main').innerText()).includes('<b>Thank you</b>'), 'words stay words');
  await citizen.check('message');
  await citizen.open(`/cases/${world.case}?all=1`);
  await page.locator('main a[href*="/entries/"]').first().click();
  await citizen.check('entry');
  await citizen.open(`/cases/${world.case}`);
  await citizen.link('case-draw').first().click();
  await citizen.check('draw');
}
