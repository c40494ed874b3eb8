// Looks at every page in three languages: keeps pictures of it at two widths, and runs the checks of
// accessibility on it.
//
//   node look/look.mjs [--url URL] [--world FILE] [--only NAME,…] [--languages en,ar,fr] [--no-shots] [--no-checks]
//                      [--css] [--dark] [--widths 360,1280]
//
// Without --url it starts a demonstration of its own. With --world, people and cases are kept in that
// file and used again. --css takes the stylesheet from the working tree instead of from the program.

import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { faults } from '../lib/checks.mjs';
import { startMailbox } from '../lib/mailbox.mjs';
import { startServer } from '../lib/server.mjs';
import { Person } from './people.mjs';
import { stops } from './stops.mjs';
import { build } from './world.mjs';

const OUT = fileURLToPath(new URL('../out/look/', import.meta.url));
const CSS = fileURLToPath(new URL('../../crates/web/assets/css/', import.meta.url));
const SHEETS = ['tokens', 'base', 'layout', 'forms', 'parts', 'record', 'contracts', 'modes'];

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' }, world: { type: 'string' }, only: { type: 'string' },
    languages: { type: 'string', default: 'en,ar,fr' }, widths: { type: 'string', default: '360,1280' },
    'no-shots': { type: 'boolean' }, 'no-checks': { type: 'boolean' }, css: { type: 'boolean' }, dark: { type: 'boolean' },
  },
});

async function world(browser, url, data) {
  if (options.world && existsSync(options.world)) return recall(browser, url);
  const made = await build(browser, url, data);
  if (options.world) {
    const people = {};
    for (const [who, person] of Object.entries(made.people)) people[who] = await person.context.storageState();
    await writeFile(options.world, JSON.stringify({ at: made.at, people }));
  }
  return made;
}

async function recall(browser, url) {
  const { at, people: kept } = JSON.parse(await readFile(options.world, 'utf8'));
  const people = {};
  for (const [who, storageState] of Object.entries(kept)) {
    const context = await browser.newContext({ baseURL: url, storageState, reducedMotion: 'reduce' });
    context.setDefaultTimeout(15_000);
    people[who] = new Person(context, await context.newPage(), who);
  }
  return { url, at, people };
}

async function prepare(person) {
  if (options.dark) await person.page.emulateMedia({ colorScheme: 'dark' });
  if (!options.css) return;
  await person.page.route(/\/assets\/diwan-.*\.css/, async (route) => {
    const parts = await Promise.all(SHEETS.map((name) => readFile(path.join(CSS, `${name}.css`), 'utf8')));
    await route.fulfill({ contentType: 'text/css', body: parts.join('\n') });
  });
}

async function visit(world, stop, language) {
  const { page } = world.people[stop.who];
  await page.setViewportSize({ width: 1280, height: 900 });
  const where = stop.find ? await stop.find(world) : stop.where;
  await page.goto(`${where}${where.includes('?') ? '&' : '?'}lang=${language}`);
  if (stop.act) await stop.act(page);
  const found = [];
  if (!options['no-shots']) {
    for (const width of options.widths.split(',').map(Number)) {
      await page.setViewportSize({ width, height: 900 });
      const file = `${stop.name}-${language}-${width}${options.dark ? '-dark' : ''}.png`;
      await page.screenshot({ path: path.join(OUT, file), fullPage: true });
    }
  }
  if (!options['no-checks']) found.push(...(await faults(page, { language })));
  return found;
}

await mkdir(OUT, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.DIWAN_CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const mailbox = options.url ? null : await startMailbox();
const server = options.url ? null : await startServer({ smtp: mailbox.url, language: 'en' });
let bad = 0;
try {
  const around = await world(browser, options.url ?? server.url, server?.data);
  for (const person of Object.values(around.people)) await prepare(person);
  const wanted = options.only?.split(',');
  for (const stop of stops(around).filter((s) => !wanted || wanted.some((w) => s.name.startsWith(w)))) {
    for (const language of options.languages.split(',')) {
      let found;
      try {
        found = await visit(around, stop, language);
      } catch (error) {
        found = [String(error.message).split('\n').slice(0, 3).join(' ')];
      }
      if (found.length === 0) continue;
      bad += 1;
      console.log(`${stop.name} [${language}]\n  ${found.join('\n  ')}`);
    }
  }
} finally {
  await browser.close();
  await server?.stop();
  await mailbox?.stop();
}
console.log(bad === 0 ? 'every page is good' : `${bad} pages have faults; pictures in e2e/out/look`);
process.exitCode = bad === 0 ? 0 : 1;
