// Looks at every page in three languages, at two widths: takes pictures, runs the checks of accessibility, and compares the page's
// outline with what was accepted. A route without a stop fails too. On some pages also in the dark, with more contrast, with the
// system's own colours, and on paper.
//
//   node look/look.mjs [--accept] [--only NAME,…] [--languages en,ar,fr] [--url URL] [--world FILE]
//                      [--no-shots] [--no-checks] [--no-modes] [--css]
//
// --accept keeps what is seen as what is right (look at the pictures in out/look first). --only: stops whose names begin so.
// Without --url it starts a demonstration of its own. With --world, people and cases are kept in that file and used again.
// --css takes the stylesheet from the working tree instead of from the program.

import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { faults } from '../lib/checks.mjs';
import { startMailbox } from '../lib/mailbox.mjs';
import { ROOT, startServer } from '../lib/server.mjs';
import { Golden } from './golden.mjs';
import { MODES, see } from './modes.mjs';
import { mask, measure } from './outline.mjs';
import { Person, STEP_MS } from './people.mjs';
import { pages, unseen } from './routes.mjs';
import { stops } from './stops.mjs';
import { build } from './world.mjs';

const OUT = fileURLToPath(new URL('../out/look/', import.meta.url));
const WIDTHS = [360, 1280];
// Whose header and footer are compared: at their first stop. Others have links that the draw decides about.
const FRAMES = ['stranger', 'sam', 'supervisor'];

const GATEWAY = path.join(OUT, 'sms.toml');
// All pages are there: those of a mobile number too, and of webhooks to a host. Neither ever answers.
const OPTIONS = ['--list-routes', '--allow-webhook', 'https://registry.example', '--sms-gateway', GATEWAY];

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' }, data: { type: 'string' }, world: { type: 'string' }, only: { type: 'string' }, languages: { type: 'string', default: 'en,ar,fr' },
    accept: { type: 'boolean' }, css: { type: 'boolean' },
    'no-shots': { type: 'boolean' }, 'no-checks': { type: 'boolean' }, 'no-modes': { type: 'boolean' },
  },
});
const LANGUAGES = options.languages.split(',');
const wanted = options.only?.split(',');
const complete = !wanted && LANGUAGES.length === 3;

// Who there is and where: { at, people: { name: storage } }.
async function world(browser, url, data) {
  if (options.world && existsSync(options.world)) return JSON.parse(await readFile(options.world, 'utf8'));
  const made = await build(browser, url, data);
  const people = {};
  for (const [who, person] of Object.entries(made.people)) {
    // A stranger comes without a past: each language has one of its own.
    people[who] = who === 'stranger' ? undefined : await person.context.storageState();
  }
  for (const context of new Set(Object.values(made.people).map((person) => person.context))) await context.close();
  if (options.world) await writeFile(options.world, JSON.stringify({ at: made.at, people }));
  return { at: made.at, people };
}

// The same people once more, for one language: so that languages do not wait for each other.
async function company(browser, url, { at, people: kept }, who) {
  const people = {};
  for (const name of who) {
    const context = await browser.newContext({ baseURL: url, storageState: kept[name], reducedMotion: 'reduce', serviceWorkers: 'block' });
    context.setDefaultTimeout(STEP_MS);
    people[name] = new Person(context, await context.newPage(), name);
    if (options.css) await ownStyles(people[name].page);
  }
  return { url, at, people };
}

async function ownStyles(page) {
  const source = await readFile(path.join(ROOT, 'crates/web/src/css.rs'), 'utf8');
  const sheets = [...source.matchAll(/assets\/css\/(\w+)\.css/g)].map(([, name]) => path.join(ROOT, `crates/web/assets/css/${name}.css`));
  await page.route(/\/assets\/diwan-.*\.css/, async (route) => {
    const parts = await Promise.all(sheets.map((file) => readFile(file, 'utf8')));
    await route.fulfill({ contentType: 'text/css', body: parts.join('\n') });
  });
}

// Comes to a stop; gives the addresses that were seen on the way.
async function come(world, stop, language) {
  const { page } = world.people[stop.who];
  const seen = [];
  const note = (frame) => frame === page.mainFrame() && seen.push(new URL(frame.url()).pathname);
  page.on('framenavigated', note);
  await page.setViewportSize({ width: 1280, height: 900 });
  const where = stop.find ? await stop.find(world) : stop.where;
  await page.goto(`${where}${where.includes('?') ? '&' : '?'}lang=${language}`);
  if (stop.act) await stop.act(page);
  page.off('framenavigated', note);
  return seen;
}

async function shots(page, name) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: path.join(OUT, `${name}-${width}.png`), fullPage: true });
  }
}

async function visit(world, stop, language, golden) {
  const seen = await come(world, stop, language);
  const { page } = world.people[stop.who];
  const found = [];
  if (!options['no-shots']) await shots(page, `${stop.name}-${language}`);
  if (!options['no-checks']) found.push(...(await faults(page, { language })));
  await mask(page, stop.name === 'design');
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const measured = await measure(page, { frame: stop.frame, boxes: true });
    found.push(...(await compare(golden, stop.name, `${language} ${width}`, measured)));
  }
  return { seen, found };
}

async function compare(golden, name, place, measured) {
  await golden.take(name, place, measured);
  return options.accept ? [] : golden.faults(name, place, measured);
}

// One language's way through all stops.
async function tour(browser, url, kept, list, language, golden) {
  const around = await company(browser, url, kept, new Set(list.map((stop) => stop.who)));
  const addresses = [];
  let bad = 0;
  const tell = (name, found) => {
    if (found.length === 0) return;
    bad += 1;
    console.log(`FAILED  ${name} [${language}]\n        ${found.join('\n        ')}`);
  };
  for (const stop of list) {
    try {
      const { seen, found } = await visit(around, stop, language, golden);
      addresses.push(...seen);
      tell(stop.name, found);
      if (!options['no-modes']) {
        for (const mode of MODES.filter((m) => m.stops.includes(stop.name))) {
          const shot = options['no-shots'] ? null : (page) => shots(page, `${stop.name}-${mode.name}-${language}`);
          const said = await see(around, stop, language, mode, { come, shot, compare: (...all) => compare(golden, ...all) });
          tell(`${stop.name} ${mode.name}`, said);
        }
      }
    } catch (error) {
      tell(stop.name, [String(error.stack).split('\n').slice(0, 4).join(' ')]);
    }
  }
  for (const person of Object.values(around.people)) await person.context.close();
  return { addresses, bad };
}

async function everything(browser, url, server, golden) {
  const kept = await world(browser, url, server?.data ?? options.data);
  const all = await stops(kept);
  for (const who of FRAMES) all.find((stop) => stop.who === who).frame = true;
  const list = all.filter((stop) => !wanted || wanted.some((name) => stop.name.startsWith(name)));
  const tours = await Promise.all(LANGUAGES.map((language) => tour(browser, url, kept, list, language, golden)));
  let bad = tours.reduce((sum, tour) => sum + tour.bad, 0);
  if (options.accept) await golden.accept(complete && bad === 0);
  const more = [];
  if (complete && !options.accept) more.push(...(await golden.stale()).map((name) => `e2e/look/golden/${name}.txt is of a page that nobody visits: --accept takes it away`));
  if (complete && server) more.push(...unseen(pages(server.log()), tours.flatMap((tour) => tour.addresses)));
  for (const line of more) console.log(`FAILED  ${line}`);
  bad += more.length;
  console.log(`${list.length} stops in ${LANGUAGES.length} languages: ${list.length * LANGUAGES.length - bad} passed, ${bad} failed`);
  return bad;
}

await mkdir(OUT, { recursive: true });
await writeFile(GATEWAY, 'url = "http://127.0.0.1:9/send"\n[query]\nto = "{to}"\ntext = "{text}"\n');
const browser = await chromium.launch({
  executablePath: process.env.DIWAN_CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const mailbox = options.url ? null : await startMailbox();
const server = options.url ? null : await startServer({ smtp: mailbox.url, language: 'en', options: OPTIONS });
let bad = 1;
try {
  bad = await everything(browser, options.url ?? server.url, server, await Golden.open());
} finally {
  await browser.close();
  await server?.stop();
  await mailbox?.stop();
}
if (bad > 0 && !options.accept) console.log('pictures are in e2e/out/look; what is meant is accepted by `node look/look.mjs --accept`');
process.exitCode = bad === 0 ? 0 : 1;
