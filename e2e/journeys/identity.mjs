// Somebody comes in by the national identity (npm's oidc-provider), goes out here and there, does not agree, proves too little,
// and comes back with a stale answer; another links an identity to their account and unlinks it; and the provider ends a session.

import assert from 'node:assert/strict';
import { LEVELS } from '../lib/provider.mjs';
import { diwan } from '../lib/server.mjs';

export const name = 'identity';

// To prove again who one is.
const AGAIN = '/sign-in/with/national?for=confirm&level=high&next=%2Faccount%2Freadings';

export async function run(world) {
  // The provider sends people back to the house's name, not to its number.
  const home = world.server.url.replace('127.0.0.1', 'localhost');
  await examined(world);
  await comesAndGoes(world, home);
  await refused(world, home);
  await links(world, home);
}

// `diwan doctor` asks the provider, as its operator would have it asked.
async function examined(world) {
  const told = await diwan('doctor', '--json', '--data', world.server.data, '--identity-provider', world.server.described);
  const checks = told.stdout.trim().split('\n').map((line) => JSON.parse(line));
  const sign = checks.find((c) => c.check === 'sign-in');
  assert.equal(sign?.verdict, 'ok', JSON.stringify(sign));
  assert.ok(sign.says.startsWith(world.server.provider.issuer), sign.says);
}

// At the provider: who it is, how surely, and whether they agree.
async function prove(page, person, level, agree = 'yes') {
  await page.locator('input[name=person]').fill(person);
  await page.locator('select[name=acr]').selectOption(LEVELS[level]);
  await page.locator(`button[value=${agree}]`).click();
}

async function comesAndGoes(world, home) {
  const person = await world.visitor('identity');
  const { page } = person;
  let answer = '';
  page.on('request', (request) => { if (request.url().includes('/national/back?')) answer = request.url(); });
  await person.open('/sign-in?next=%2Faccount%2Fidentities', home);
  await person.check('sign-in');
  await person.link('identity-continue').click();
  await prove(page, `layla.${world.language}.${world.js}`, 'high');
  await page.waitForURL('**/account/identities');
  await person.heading('identity-yours').waitFor();
  await person.check('identities');
  const session = () => page.request.get(`${home}/api/v1/session`).then((r) => r.json());
  assert.equal((await session()).name, `layla ${world.language} ${world.js}`, 'the name that the provider gave');

  // The same answer again is nobody's any more, and leaves the session as it is.
  person.expectStatus(400);
  await page.goto(answer);
  await person.heading('identity-title-stale').waitFor();
  assert.notEqual((await session()).person, null);

  // Who is signed in proves it anew, though the provider still knows them.
  await person.open(AGAIN, home);
  await prove(page, `layla.${world.language}.${world.js}`, 'high');
  await page.waitForURL('**/account/readings');

  await person.open('/account', home);
  await page.locator('details.account summary').click();
  await person.button('sign-out').click();
  await person.heading('identity-out-title').waitFor();
  await person.check('signed-out-here');
  await person.link('identity-out-there').click();
  await page.locator('button[name=logout]').first().click();
  await page.waitForURL((url) => url.origin === home && url.pathname === '/');
  assert.equal((await session()).person, null);

  // Signed in again, and out at the provider only: the session here ends with it (back-channel).
  await person.open('/sign-in', home);
  await person.link('identity-continue').click();
  await prove(page, `layla.${world.language}.${world.js}`, 'high');
  await page.waitForURL((url) => url.origin === home);
  assert.notEqual((await session()).person, null);
  await page.goto(`${world.server.provider.issuer}/session/end`);
  await page.locator('button[name=logout]').first().click();
  await page.waitForURL('**/session/end/success');
  assert.equal((await session()).person, null, 'the provider ended it');
}

async function refused(world, home) {
  const person = await world.visitor('identity-refused');
  const { page } = person;
  await person.open('/sign-in', home);
  await person.link('identity-continue').click();
  person.expectStatus(403);
  await prove(page, 'nobody', 'low', 'no');
  await person.heading('identity-title-denied').waitFor();
  await person.check('denied');
  await person.link('identity-again').waitFor();

  await person.open('/sign-in/with/national?level=high', home);
  person.expectStatus(403);
  await prove(page, 'nobody', 'low');
  await person.heading('identity-title-low').waitFor();
  await person.check('too-low');

  person.expectStatus(400);
  await person.open('/sign-in/with/national/back?state=nothing&code=x', home);
  await person.heading('identity-title-stale').waitFor();
  await person.check('stale');
  assert.equal((await (await page.request.get(`${home}/api/v1/session`)).json()).person, null);
}

async function links(world, home) {
  const person = await world.visitor('identity-linker');
  const { page } = person;
  await world.signInByMail(person, `karima.${world.language}.${world.js}@example.com`, home);
  // An identity that is not theirs proves nothing of them.
  await person.open(AGAIN, home);
  person.expectStatus(409);
  await prove(page, 'somebody.else', 'high');
  await person.heading('identity-title-another').waitFor();
  await person.check('another');
  await page.context().clearCookies({ domain: 'localhost', name: /^_/ });

  await person.open('/account/identities', home);
  await person.heading('identity-none').waitFor();
  await person.check('none');
  await person.button('identity-link').click();
  await person.heading('identity-link-title').waitFor();
  await person.check('link');
  await person.link('identity-continue').click();
  await prove(page, `karima.${world.language}.${world.js}`, 'substantial');
  await page.waitForURL('**/account/identities');
  await page.getByText(world.words.text('identity-linked')).waitFor();
  await person.button('identity-unlink').click();
  await page.getByText(world.words.text('identity-unlinked')).waitFor();
  await person.heading('identity-none').waitFor();
}
