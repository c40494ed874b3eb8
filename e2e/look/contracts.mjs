// Looks at the pages on contracts in three languages, as a stranger and as an investigator: pictures at
// two widths, the checks of accessibility, and the same without JavaScript.
//
//   node look/contracts.mjs --url URL [--languages en,ar,fr] [--only NAME]

import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { faults } from '../lib/checks.mjs';
import { startMailbox } from '../lib/mailbox.mjs';
import { startServer } from '../lib/server.mjs';
import { Person } from './people.mjs';

const OUT = fileURLToPath(new URL('../out/look/', import.meta.url));
const INVESTIGATOR = 'investigator';
const { values: options } = parseArgs({
  options: { url: { type: 'string' }, languages: { type: 'string', default: 'en,ar,fr' }, only: { type: 'string' } },
});

const press = async (page, selector) => {
  await page.locator(selector).first().click();
  await page.waitForLoadState('load');
};

// The demonstration's first investigator, by what is said of them.
async function investigator(browser, url, js = true) {
  const context = await browser.newContext({ baseURL: url, reducedMotion: 'reduce', javaScriptEnabled: js });
  const page = await context.newPage();
  await page.goto('/demo?lang=en');
  await page.locator('.person', { hasText: /investigator/i }).first().getByRole('button').click();
  return new Person(context, page, INVESTIGATOR);
}

// Waits until the demonstration's own import is done.
async function imported(person) {
  for (let n = 0; n < 60; n += 1) {
    await person.page.goto('/imports?lang=en');
    if (await person.page.getByText('Done').count()) return;
    await person.page.waitForTimeout(1000);
  }
  throw new Error('the import does not end');
}

async function flagged(person) {
  await person.page.goto('/flags?lang=en');
  const contract = await person.page.locator('.queue a').first().getAttribute('href');
  await person.page.goto(contract);
  const flag = await person.page.locator('.flag a.button').first().getAttribute('href');
  return { contract: contract.split('#')[0], flag };
}

// A dismissal, an invitation and a reply, each without JavaScript: so that there is something to see.
async function act(browser, url, { flag }) {
  const who = await investigator(browser, url, false);
  const { page } = who;
  await page.goto(`${flag}?lang=en`);
  await page.locator('[name=party]').selectOption({ index: 1 });
  await press(page, 'form[action$="/invitations"] .button');
  const code = (await page.locator('.panel-number').innerText()).trim();
  const reply = await browser.newContext({ baseURL: url, javaScriptEnabled: false });
  const writer = await reply.newPage();
  await writer.goto(`/reply?lang=en&code=${code}`);
  await writer.locator('[name=about]').selectOption(`flag:${flag.split('/').pop()}`);
  await writer.locator('[name=text]').fill('The call was repeated after a first one without bids.\nThe file is open to anybody at our office.');
  await press(writer, 'main form[method=post] .button');
  if (!writer.url().includes('/contracts/')) throw new Error(`the reply leads to ${writer.url()}`);
  const others = page.locator('.flag a.button');
  return { code, others: await others.count() };
}

function stops({ contract, flag }, code) {
  return [
    ['contracts', 'stranger', '/contracts'],
    ['contracts-found', 'stranger', '/contracts?q=pumps&flagged=1'],
    ['contracts-none', 'stranger', '/contracts?q=nowhere'],
    ['contract', 'stranger', contract],
    ['buyer', 'stranger', '/buyers/XM-B-02'],
    ['supplier', 'stranger', '/suppliers/XM-S-010'],
    ['indicators', 'stranger', '/indicators'],
    ['reply', 'stranger', '/reply'],
    ['reply-error', 'stranger', '/reply?code=0000'],
    ['reply-form', 'stranger', `/reply?code=${code}`],
    ['reply-form-error', 'stranger', `/reply?code=${code}`, (page) => press(page, 'main form[method=post] .button')],
    ['flags', INVESTIGATOR, '/flags'],
    ['flags-organisations', INVESTIGATOR, '/flags/organisations'],
    ['flag', INVESTIGATOR, flag],
    ['flag-error', INVESTIGATOR, flag, (page) => press(page, 'form[action$="/dismiss"] .button')],
    ['imports', INVESTIGATOR, '/imports'],
    ['import', INVESTIGATOR, '/imports/1'],
    ['import-new', INVESTIGATOR, '/imports/new'],
    ['import-new-error', INVESTIGATOR, '/imports/new', (page) => press(page, 'main form[method=post] .button')],
  ].filter(([name]) => !options.only || options.only.split(',').includes(name));
}

await mkdir(OUT, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.DIWAN_CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const mailbox = options.url ? null : await startMailbox();
const server = options.url ? null : await startServer({ smtp: mailbox.url, language: 'en' });
const url = options.url ?? server.url;
let bad = 0;
try {
  const people = { stranger: await Person.arrive(browser, url), [INVESTIGATOR]: await investigator(browser, url) };
  await imported(people[INVESTIGATOR]);
  const where = await flagged(people[INVESTIGATOR]);
  const { code } = await act(browser, url, where);
  for (const [name, who, address, then] of stops(where, code)) {
    for (const language of options.languages.split(',')) {
      const { page } = people[who];
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(`${address}${address.includes('?') ? '&' : '?'}lang=${language}`);
      if (then) await then(page);
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await page.screenshot({ path: `${OUT}${name}-${language}-${width}.png`, fullPage: true });
      }
      const found = await faults(page, { language });
      if (found.length === 0) continue;
      bad += 1;
      console.log(`${name} [${language}]\n  ${found.join('\n  ')}`);
    }
  }
} finally {
  await browser.close();
  await server?.stop();
  await mailbox?.stop();
}
console.log(bad === 0 ? 'every page is good' : `${bad} pages have faults; pictures in e2e/out/look`);
process.exitCode = bad === 0 ? 0 : 1;
