// Runs the checks' own tests, then every journey in every language, with and without JavaScript.
//
//   node run.mjs [--only NAME] [--language en|ar] [--js yes|no] [--checks]
//
// Each pairing of language and JavaScript has a server of its own, a mailbox of its own, and one
// world that its journeys share: the case that the citizen opens is the case that the official
// decides and that is proved in the end.

import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { servePages, tests as ownTests } from './checks.mjs';
import { codeIn, hasCode, startMailbox } from './lib/mailbox.mjs';
import { startServer } from './lib/server.mjs';
import { keepFailure, newVisitor, OUT } from './lib/visitor.mjs';
import { words } from './lib/words.mjs';
import * as citizenApplies from './journeys/citizen-applies.mjs';
import * as identity from './journeys/identity.mjs';
import * as offline from './journeys/offline.mjs';
import * as officialDecides from './journeys/official-decides.mjs';
import * as feedback from './journeys/feedback.mjs';
import * as passkey from './journeys/passkey.mjs';
import * as prove from './journeys/prove.mjs';
import * as sessions from './journeys/sessions.mjs';
import * as signed from './journeys/signed.mjs';
import * as upload from './journeys/upload.mjs';

const JOURNEYS = [citizenApplies, officialDecides, feedback, prove, passkey, sessions, signed, identity, offline, upload];
const PACK = 'business-licence';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    language: { type: 'string' },
    js: { type: 'string' },
    checks: { type: 'boolean' },
  },
});

let passed = 0;
let failed = 0;

// Runs one named piece; gives whether it passed.
async function attempt(name, work) {
  const begin = Date.now();
  try {
    await work();
    passed += 1;
    console.log(`ok      ${name} (${((Date.now() - begin) / 1000).toFixed(1)} s)`);
    return true;
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${String(error.stack ?? error).replace(/^/gm, '        ')}`);
    return false;
  }
}

async function checkTheChecks(browser) {
  const pages = await servePages();
  for (const [name, work] of ownTests) await attempt(`checks: ${name}`, () => work(browser, pages.url));
  await pages.stop();
}

async function journeys(browser, language, js) {
  const pairing = `[${language}, ${js ? 'with' : 'without'} JavaScript]`;
  const mailbox = await startMailbox();
  let server;
  const started = await attempt(`the demo starts ${pairing}`, async () => {
    server = await startServer({ smtp: mailbox.url, language });
  });
  if (started) {
    const world = { language, js, server, mailbox, pack: PACK, words: words(language, PACK), visitors: [] };
    world.visitor = async (name) => {
      const visitor = await newVisitor(browser, world, name);
      world.visitors.push(visitor);
      return visitor;
    };
    world.signInByMail = (visitor, email, at) => signInByMail(world, visitor, email, at);
    for (const journey of JOURNEYS.filter((j) => (js || !j.needsScript) && (!options.only || j.name === options.only))) {
      const good = await attempt(`${journey.name} ${pairing}`, () => oneJourney(journey, world));
      if (!good) break; // the next one needs what this one leaves
    }
    await server.stop();
  }
  await mailbox.stop();
}

// Signs a known person in by the code that comes by mail.
async function signInByMail(world, visitor, email, at = world.server.url) {
  const from = world.mailbox.messages.length;
  await visitor.open('/sign-in', at);
  await visitor.field('sign-in-email').fill(email);
  await visitor.button('sign-in-send').first().click();
  const mail = await world.mailbox.next(email, from, hasCode);
  await visitor.field('sign-in-code').fill(codeIn(mail.text));
  await visitor.page.locator('main form button[type=submit]').first().click();
  await visitor.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

async function oneJourney(journey, world) {
  try {
    await journey.run(world);
  } catch (error) {
    const last = world.visitors.at(-1);
    if (last) error.stack += `\nwhat was seen: ${await keepFailure(last, world, journey.name)}.png`;
    throw error;
  } finally {
    await Promise.all(world.visitors.splice(0).map((visitor) => visitor.close()));
  }
}

await rm(OUT, { recursive: true, force: true });
const browser = await chromium.launch({
  executablePath: process.env.DIWAN_CHROMIUM ?? '/usr/bin/chromium',
  // Chromium's own sandbox does not start as root, as in a container.
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  await checkTheChecks(browser);
  if (!options.checks) {
    for (const language of ['en', 'ar'].filter((l) => !options.language || l === options.language)) {
      for (const js of [true, false].filter((j) => !options.js || j === (options.js === 'yes'))) {
        await journeys(browser, language, js);
      }
    }
  }
} finally {
  await browser.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
