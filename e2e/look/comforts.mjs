// What the pages' small script adds, tried in a browser: a form is sent once, characters are counted,
// mistakes get the focus, codes are copied, menus close.
//
//   node look/comforts.mjs [--url URL]

import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { startMailbox } from '../lib/mailbox.mjs';
import { startServer } from '../lib/server.mjs';
import { Person } from './people.mjs';

const { values: options } = parseArgs({ options: { url: { type: 'string' } } });

// Without Fluent's marks of direction.
const plain = (text) => text.replace(/[\u2066-\u2069]/g, '');

const comforts = {
  async 'a form is sent once, however often its button is pressed'(page) {
    await page.goto('/account?lang=en');
    let sent = 0;
    await page.route('**/account', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      sent += 1;
      await new Promise((done) => setTimeout(done, 500));
      await route.continue();
    });
    const press = page.locator('main form .button').first();
    await press.dblclick({ noWaitAfter: true });
    await page.getByRole('status').first().waitFor();
    await page.unrouteAll({ behavior: 'wait' });
    assert.equal(sent, 1);
  },
  async 'characters are counted, and too many are said'(page) {
    await page.goto('/design?lang=en');
    const [area, hint] = [page.locator('#d-area'), page.locator('[data-count="d-area"]')];
    await area.fill('مرحبا\n👋');
    assert.equal(plain(await hint.innerText()), 'Characters left: 193');
    await area.fill('x'.repeat(203));
    assert.equal(plain(await hint.innerText()), 'Characters left: -3');
    assert.match(await hint.getAttribute('class'), /field-error/);
  },
  async 'mistakes get the focus'(page) {
    await page.goto('/verify?lang=en');
    await page.goto('/account/erase?lang=en');
    await page.locator('main form .button').click();
    const summary = page.locator('.error-summary');
    await summary.waitFor();
    assert.ok(await summary.evaluate((e) => e === document.activeElement));
  },
  async 'a code is copied'(page) {
    await page.goto('/design?lang=en');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.locator('.copy').first().click();
    await page.getByText('Copied').waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '130-CGTE-6N0N');
  },
  async 'a menu closes on Escape, and on a press beside it'(page) {
    await page.setViewportSize({ width: 360, height: 700 });
    await page.goto('/record?lang=ar');
    const menu = page.locator('details.menu');
    for (const close of [() => page.keyboard.press('Escape'), () => page.mouse.click(180, 690)]) {
      await menu.locator('summary').click();
      assert.ok(await menu.evaluate((e) => e.open));
      await close();
      assert.ok(!(await menu.evaluate((e) => e.open)));
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  },
};

const browser = await chromium.launch({
  executablePath: process.env.DIWAN_CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const mailbox = options.url ? null : await startMailbox();
const server = options.url ? null : await startServer({ smtp: mailbox.url, language: 'en' });
let failed = 0;
try {
  const { page } = await Person.arrive(browser, options.url ?? server.url, 'Omar Khalil');
  for (const [name, work] of Object.entries(comforts)) {
    try {
      await work(page);
      console.log(`ok      ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED  ${name}\n        ${error.message}`);
    }
  }
} finally {
  await browser.close();
  await server?.stop();
  await mailbox?.stop();
}
process.exitCode = failed === 0 ? 0 : 1;
