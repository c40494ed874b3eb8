// What every page must hold, whoever sees it: accessibility by two independent engines (axe misses
// contrast faults in joined letters such as Arabic; HTML_CodeSniffer sees them), language and
// direction, no sideways scroll on the narrowest phone, nothing red in the console.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const HTMLCS = readFileSync(require.resolve('html_codesniffer/build/HTMLCS.js'), 'utf8');

export const NARROW = 320; // CSS px: WCAG 2.2, 1.4.10 Reflow
const PHONE = { width: 360, height: 740 };
const ENGINE_ERROR = 1; // HTMLCS: 1 error, 2 warning, 3 notice
const SHOWN = 6; // faults named a page; more of the same tell nothing new

// Errors of an engine that are its own: which, and why.
export const KNOWN = [
  {
    is: (m) => m.code.includes('1_3_5.H98') && /type="email"[^>]*autocomplete="username/.test(m.html),
    reason: 'HTML 4.10.18.7 lets an e-mail field take the autofill "username" (control group Username)',
  },
];

const RTL = new Set(['ar']);

// All faults of the page as it stands, as lines of text; empty when it is good. Without JavaScript
// the engines' own timers never fire: they read the same markup in a browser that runs them.
export async function faults(page, { language, js = true }) {
  if (js) return faultsHere(page, language);
  const context = await page.context().browser().newContext();
  try {
    return await faultsHere(await twin(page, context), language);
  } finally {
    await context.close();
  }
}

// The page's markup and styles under its own address, without its scripts.
async function twin(page, context) {
  const html = (await page.content()).replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, '');
  const other = await context.newPage();
  const address = page.url().split('#')[0];
  await other.route(address, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
  await other.goto(address);
  return other;
}

async function faultsHere(page, language) {
  const before = page.viewportSize();
  await page.setViewportSize(PHONE);
  const found = [
    ...(await languageFaults(page, language)),
    ...(await axeFaults(page)),
    ...(await htmlcsFaults(page)),
    ...(await scrollFaults(page)),
  ];
  if (before) await page.setViewportSize(before);
  return found;
}

async function languageFaults(page, language) {
  const { lang, dir, title } = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    title: document.title,
  }));
  const expected = RTL.has(language) ? 'rtl' : 'ltr';
  const found = [];
  if (lang !== language) found.push(`html lang is "${lang}", not "${language}"`);
  if ((dir || 'ltr') !== expected) found.push(`html dir is "${dir}", not "${expected}"`);
  if (!title.trim()) found.push('the page has no title');
  return found;
}

// Engines are handed over by the debugger, not as a script element: the page's own content security
// policy stays in force, and they run where the page's scripts may not.
async function axeFaults(page) {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const result = await globalThis.axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return result.violations.map((v) => ({
      id: v.id,
      help: v.help,
      nodes: v.nodes.map((n) => n.html.slice(0, 160)),
    }));
  });
  return violations.flatMap((v) =>
    v.nodes.slice(0, SHOWN).map((html) => `axe ${v.id}: ${v.help}: ${html}`),
  );
}

async function htmlcsFaults(page) {
  await page.evaluate(HTMLCS);
  // Some of its own sentences are missing, and it fails on looking them up: the name will do.
  await page.evaluate(() => {
    const said = globalThis.HTMLCS.getTranslation;
    globalThis.HTMLCS.getTranslation = (key) => said.call(globalThis.HTMLCS, key) ?? key;
  });
  const messages = await page.evaluate(
    (error) =>
      new Promise((done, fail) => {
        const finish = () =>
          done(
            globalThis.HTMLCS.getMessages()
              .filter((m) => m.type === error)
              .map((m) => ({
                code: m.code,
                text: m.msg,
                html: (m.element?.outerHTML ?? '').slice(0, 160),
              })),
          );
        globalThis.HTMLCS.process('WCAG2AA', document, finish, () => fail(new Error('HTMLCS')));
      }),
    ENGINE_ERROR,
  );
  const own = messages.filter((m) => !KNOWN.some((known) => known.is(m)));
  return own.slice(0, SHOWN).map((m) => `htmlcs ${m.code}: ${m.text}: ${m.html}`);
}

// Something wider than the screen; names the elements that stick out.
export async function scrollFaults(page) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: NARROW, height: 640 });
  const wide = await page.evaluate(() => {
    const root = document.scrollingElement ?? document.documentElement;
    const sideways = root.scrollWidth - root.clientWidth;
    if (sideways <= 0) return null;
    const out = [...document.body.querySelectorAll('*')].filter((e) => {
      const box = e.getBoundingClientRect();
      return box.width > 0 && (box.right > root.clientWidth + 1 || box.left < -1);
    });
    const names = out.map((e) => e.outerHTML.split('>')[0].slice(0, 80) + '>');
    return { sideways, names: names.slice(0, 3) };
  });
  if (before) await page.setViewportSize(before);
  if (!wide) return [];
  return [`scrolls sideways by ${wide.sideways} px at ${NARROW} px: ${wide.names.join(' ')}`];
}

// Collects what the page complains about from now on: console errors, exceptions, failed requests.
// A status in `expected` is one that the journey asked for.
export function listen(page) {
  const heard = [];
  const expected = new Set();
  let cut = false; // the journey took the network away: what does not arrive is no fault
  const lost = /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|FAILED|NETWORK_CHANGED|EMPTY_RESPONSE|CONNECTION_RESET)/;
  page.on('console', (message) => {
    // The browser repeats every status of 400 or more here; responses are judged below.
    const repeated = /Failed to load resource: the server responded/.test(message.text());
    if (cut && lost.test(message.text())) return;
    if (message.type() === 'error' && !repeated) heard.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => heard.push(`exception: ${error.message}`));
  page.on('requestfailed', (request) => {
    const cause = request.failure()?.errorText ?? '';
    // A download or a second click cuts a navigation short: no fault.
    if (cut && lost.test(cause)) return;
    if (!/ERR_ABORTED/.test(cause)) heard.push(`request failed: ${request.url()} ${cause}`);
  });
  page.on('response', (response) => {
    const status = response.status();
    if (status >= 400 && !expected.has(status)) heard.push(`${status} ${response.url()}`);
  });
  return {
    expect: (status) => expected.add(status),
    cut: (now) => { cut = now; },
    take: () => heard.splice(0),
  };
}
