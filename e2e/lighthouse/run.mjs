// Lighthouse's phone over citizens' pages: accessibility and best practices must be 100. Performance is told and fails nothing:
// it is worked out from a trace of this machine, and no test of ours asks for a fast one. What pages weigh is ../weights.
//
//   node lighthouse/run.mjs [--languages en,ar] [--half] [--only NAME,…] [--json FILE]      (after npm ci in this folder)
//
// --half: of each two pages one in each language.

import { writeFile } from 'node:fs/promises';
import net from 'node:net';
import { parseArgs } from 'node:util';
import lighthouse from 'lighthouse';
import { chromium } from '../node_modules/playwright-core/index.mjs';
import { startMailbox } from '../lib/mailbox.mjs';
import { startServer } from '../lib/server.mjs';
import { journey, scene } from '../weights/scene.mjs';

const BARS = { accessibility: 1, 'best-practices': 1 };
const WISH = { performance: 0.95 };
const { values: options } = parseArgs({
  options: { languages: { type: 'string', default: 'en,ar' }, half: { type: 'boolean' }, only: { type: 'string' }, json: { type: 'string' } },
});

const freePort = () => new Promise((done) => {
  const server = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

// What an audit that does not hold says, and of which elements.
function failed(report, category) {
  const audits = report.categories[category].auditRefs.filter((ref) => ref.weight > 0).map((ref) => report.audits[ref.id]);
  return audits.filter((audit) => audit.score !== null && audit.score < 1).map((audit) => {
    const items = audit.details?.items ?? [];
    const nodes = items.map((item) => item.node?.snippet ?? item.description ?? item.url).filter(Boolean).slice(0, 3);
    return `${category}: ${audit.id}: ${audit.title}${audit.displayValue ? ` (${audit.displayValue})` : ''} ${nodes.join(' ')}`;
  });
}

async function audit(url, port, cookie) {
  const flags = {
    port, output: 'json', logLevel: 'error', onlyCategories: [...Object.keys(WISH), ...Object.keys(BARS)], formFactor: 'mobile',
    extraHeaders: cookie ? { cookie } : undefined, maxWaitForLoad: 120_000,
  };
  const { lhr } = await lighthouse(url, flags);
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  return lhr;
}

const port = await freePort();
const browser = await chromium.launch({
  executablePath: process.env.DIWAN_CHROMIUM ?? '/usr/bin/chromium',
  args: [`--remote-debugging-port=${port}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
});
const mailbox = await startMailbox();
const server = await startServer({ smtp: mailbox.url, language: 'en' });
const only = options.only?.split(',');
const all = [];
let [good, bad] = [0, 0];
try {
  const made = await scene(browser, server.url);
  const cookie = made.cookies.cookies.map((c) => `${c.name}=${c.value}`).join('; ');
  console.log(`${'phone profile'.padEnd(32)} performance  accessibility  best practices`);
  for (const [turn, language] of options.languages.split(',').entries()) {
    const pages = journey(made).filter(([name], i) => (!only || only.includes(name)) && (!options.half || i % 2 === turn % 2));
    for (const [name, where, mine] of pages) {
      const url = new URL(where, server.url);
      url.searchParams.set('lang', language);
      const report = await audit(url.href, port, mine && cookie);
      const score = (category) => report.categories[category].score;
      const faults = Object.keys(BARS).filter((category) => score(category) < BARS[category]).flatMap((category) => failed(report, category));
      const slow = score('performance') < WISH.performance ? failed(report, 'performance') : [];
      const shown = [...Object.keys(WISH), ...Object.keys(BARS)].map((c) => String(Math.round(score(c) * 100)).padStart(11)).join('    ');
      console.log([`${`${name} [${language}]`.padEnd(32)}${shown}`, ...faults, ...slow.map((line) => `(${line})`)].join('\n        '));
      all.push({ name, language, performance: score('performance'), accessibility: score('accessibility'), bestPractices: score('best-practices') });
      if (faults.length === 0) good += 1;
      else bad += 1;
    }
  }
} finally {
  await browser.close();
  await server.stop();
  await mailbox.stop();
}
if (options.json) await writeFile(options.json, JSON.stringify(all, null, 2));
console.log(`${good} passed, ${bad} failed`);
process.exitCode = bad === 0 ? 0 : 1;
