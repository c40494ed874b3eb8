// Somebody adds a passkey, signs out, comes back with it and without a code, and takes it away
// again. The authenticator is the browser's own virtual one (WebDriver, virtual authenticators).

import assert from 'node:assert/strict';
import { virtualAuthenticator } from '../lib/authenticator.mjs';

export const name = 'passkey';
export const needsScript = true;

const EMAIL = 'omar.of.the.keys@example.org';

export async function run(world) {
  const person = await world.visitor('keyholder');
  const { page } = person;
  const authenticator = await virtualAuthenticator(page);
  // Browsers make passkeys for names, not for addresses: the demonstration's is localhost.
  const home = world.server.url.replace('127.0.0.1', 'localhost');
  const open = (where) => page.goto(`${home}${where}?lang=${world.language}`);
  await world.signInByMail(person, EMAIL, home);

  await open('/account');
  await page.locator('#passkey-label').fill('Blue key 7');
  await person.button('account-passkey-add').click();
  await page.getByText('Blue key 7').first().waitFor();
  await person.check('passkey');
  const { credentials } = await authenticator('getCredentials');
  assert.equal(credentials.length, 1, 'the authenticator holds one key');
  assert.equal(credentials[0].rpId, 'localhost');

  await signOut(person);
  await open('/sign-in');
  const before = world.mailbox.messages.length;
  await person.button('sign-in-passkey').click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await open('/account');
  await page.getByText('Blue key 7').first().waitFor();
  assert.equal(world.mailbox.messages.length, before, 'no code was needed');

  await page.locator('main form').filter({ has: person.button('account-passkey-remove') }).first().getByRole('button').click();
  await page.waitForLoadState();
  assert.equal(await page.getByText('Blue key 7').count(), 0);
  await signOut(person);
  await open('/sign-in');
  person.expectStatus(422);
  person.expectStatus(401);
  await person.button('sign-in-passkey').click();
  await page.getByText(world.words.text('sign-in-passkey-failed')).waitFor();
}

async function signOut(person) {
  await person.page.locator('details.account summary').click();
  await person.button('sign-out').click();
  await person.link('sign-in').first().waitFor();
}
