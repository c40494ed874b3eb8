// Somebody fills a form while their session is ended from another device. They sign in again, what they typed is still there, and
// one press sends it, once.

import assert from 'node:assert/strict';
import { codeIn, hasCode } from '../lib/mailbox.mjs';

export const name = 'sessions';

const EMAIL = 'hiba.of.two.devices@example.org';
const NAME = 'Hiba سلامة <two devices>';

export async function run(world) {
  const desk = await world.visitor('desk');
  await world.signInByMail(desk, EMAIL);
  await desk.open('/account');
  await desk.field('account-name').fill(NAME);

  const phone = await world.visitor('phone');
  await signIn(world, phone, true);
  await world.mailbox.next(EMAIL, 0, (mail) => mail.text.includes('/account/sessions'));
  await phone.open('/account/sessions');
  await phone.page.getByText(world.words.text('sessions-this'), { exact: true }).waitFor();
  await phone.check('sessions');
  assert.equal(await phone.page.locator('ul.cards > li').count(), 2, 'both devices are listed');
  await phone.button('sessions-end-others').click();
  await phone.page.waitForLoadState();
  assert.equal(await phone.page.locator('ul.cards > li').count(), 1);

  await desk.button('account-save').click();
  await desk.page.waitForURL((url) => url.pathname === '/sign-in');
  await signIn(world, desk, false);
  await desk.page.waitForURL((url) => url.pathname === '/confirm/go-on');
  await desk.check('go-on');
  await desk.button('go-on-send').click();
  await desk.page.waitForURL((url) => url.pathname === '/account');
  assert.equal(await desk.field('account-name').inputValue(), NAME);
  await desk.open('/confirm/go-on');
  await desk.page.getByRole('heading', { name: world.words.text('go-on-nothing'), exact: true }).waitFor();
  await desk.check('nothing-waits');
}

// Signs in by the code that comes by mail, from the sign-in page that is open or a new one.
async function signIn(world, visitor, open) {
  const from = world.mailbox.messages.length;
  if (open) await visitor.open('/sign-in');
  await visitor.field('sign-in-email').fill(EMAIL);
  await visitor.button('sign-in-send').first().click();
  const mail = await world.mailbox.next(EMAIL, from, hasCode);
  await visitor.field('sign-in-code').fill(codeIn(mail.text));
  await visitor.page.locator('main form button[type=submit]').first().click();
  await visitor.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}
