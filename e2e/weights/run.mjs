// What citizens' pages weigh over the wire: everything that comes from the server, headers and the work of scripts and workers in
// it, counted by a proxy in between. The first page of a journey weighs at most 60 KB, each later one at most 25 KB.
//
//   node weights/run.mjs [--languages en,ar]

import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { startMailbox } from '../lib/mailbox.mjs';
import { startServer } from '../lib/server.mjs';
import { STEP_MS } from '../look/people.mjs';
import { countingProxy } from './proxy.mjs';
import { journey, scene } from './scene.mjs';

const FIRST = 60_000; // bytes
const LATER = 25_000;
const PHONE = { width: 360, height: 740 };
const { values: options } = parseArgs({ options: { languages: { type: 'string', default: 'en,ar' } } });

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
    for (const [name, where, mine] of journey(made)) {
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
