// What citizens' pages weigh over the wire: everything that comes from the server, headers and the work of scripts and workers in
// it, counted by a proxy in between. The first page of a journey weighs at most 60 KB, each later one at most 25 KB.
//
//   node weights/run.mjs [--languages en,ar]

import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { startMailbox } from '../lib/mailbox.mjs';
import { startServer } from '../lib/server.mjs';
import { PDF, Person, STEP_MS } from '../look/people.mjs';
import { countingProxy } from './proxy.mjs';

const FIRST = 60_000; // bytes
const LATER = 25_000;
const PHONE = { width: 360, height: 740 };
const COPY = {
  register: 'birth', entry_number: '4512', year: '1984', person_name: 'Layla Haddad', relation: 'self', purpose: 'passport',
  delivery: 'counter', email: 'sam@example.org', agree: 'true', 'id_copy@file': PDF,
};
const { values: options } = parseArgs({ options: { languages: { type: 'string', default: 'en,ar' } } });

// Sam has a case that is closed, and a draft.
async function scene(browser, url) {
  const sam = await Person.arrive(browser, url, 'Sam Taylor');
  const number = await sam.apply('certificate-copy', COPY);
  const draft = (await sam.fill('certificate-copy', COPY)).replace(/\/check$/, '');
  const storageState = await sam.context.storageState({ origins: [] });
  await sam.page.goto(`/cases/${number}?lang=en`);
  const entry = await sam.page.locator('main a[href*="/entries/"]').first().getAttribute('href');
  await sam.context.close();
  return { cookies: { cookies: storageState.cookies, origins: [] }, number, draft, entry };
}

function pages({ number, draft, entry }) {
  return [
    ['home', '/'],
    ['found', '/?q=licence'],
    ['event', '/events/starting-a-business'],
    ['service', '/services/business-licence'],
    ['check', '/services/business-licence/check'],
    ['what the rules say', '/services/business-licence/check?go=1&trade=food&zone=mixed&floor_area=30&staff=2&kitchen=yes'],
    ['sign-in', '/sign-in'],
    ['verify', '/verify'],
    ['feedback', '/feedback'],
    ['feedback of a service', '/feedback/certificate-copy/civil-registry'],
    ['begin', '/services/certificate-copy/apply', true],
    ['a page of the form', `${draft}/pages/entry`, true],
    ['check answers', `${draft}/check`, true],
    ['sent', `/cases/${number}/submitted`, true],
    ['my cases', '/cases', true],
    ['case', `/cases/${number}`, true],
    ['case, every entry', `/cases/${number}?all=1`, true],
    ['receipt', entry, true],
    ['two questions', `/cases/${number}/feedback`, true],
    ['account', '/account', true],
  ];
}

// Bytes of a page as the first of a visitor, and once more after the home page.
async function weigh(browser, proxy, storageState, where) {
  const come = async (before) => {
    const context = await browser.newContext({ baseURL: proxy.url, storageState, viewport: PHONE, isMobile: true });
    context.setDefaultTimeout(STEP_MS);
    const page = await context.newPage();
    for (const address of before) {
      await page.goto(address);
      await proxy.quiet();
    }
    const from = proxy.bytes();
    const answer = await page.goto(where);
    await proxy.quiet();
    if (answer.status() !== 200) throw new Error(`${where}: ${answer.status()}`);
    await context.close();
    return proxy.bytes() - from;
  };
  const lang = new URL(where, proxy.url).searchParams.get('lang');
  return { first: await come([]), later: await come([`/?lang=${lang}`]) };
}

const browser = await chromium.launch({
  executablePath: process.env.DIWAN_CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const mailbox = await startMailbox();
const server = await startServer({ smtp: mailbox.url, language: 'en' });
const proxy = await countingProxy(new URL(server.url));
let [passed, failed] = [0, 0];
try {
  const made = await scene(browser, proxy.url);
  console.log(`${'bytes over the wire'.padEnd(30)} first (≤ ${FIRST})  later (≤ ${LATER})`);
  for (const language of options.languages.split(',')) {
    for (const [name, where, mine] of pages(made)) {
      const address = `${where}${where.includes('?') ? '&' : '?'}lang=${language}`;
      const { first, later } = await weigh(browser, proxy, mine ? made.cookies : undefined, address);
      const good = first <= FIRST && later <= LATER;
      if (good) passed += 1;
      else failed += 1;
      console.log(`${`${name} [${language}]`.padEnd(30)} ${String(first).padStart(8)} ${String(later).padStart(16)}${good ? '' : '   TOO HEAVY'}`);
    }
  }
} finally {
  await browser.close();
  proxy.stop();
  await server.stop();
  await mailbox.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
