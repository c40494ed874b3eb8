// A person at a browser: a language, with or without JavaScript, checked on every page.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { faults, listen } from './checks.mjs';

export const OUT = fileURLToPath(new URL('../out/', import.meta.url));
const WIDTHS = [360, 1280];
const SIZE = { width: 1280, height: 900 };
const STEP_MS = 15_000;

// A browser session of its own (cookies, storage) for one person.
export async function newVisitor(browser, world, name) {
  const context = await browser.newContext({
    locale: world.language,
    javaScriptEnabled: world.js,
    acceptDownloads: true,
    viewport: SIZE,
    baseURL: world.server.url,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(STEP_MS);
  const page = await context.newPage();
  const ears = listen(page);
  let pages = 0;
  const visitor = {
    name,
    page,
    words: world.words,
    expectStatus: ears.expect,
    expectCut: ears.cut,
    close: () => context.close(),
    // Opens a path in the person's language.
    open: async (where, at = world.server.url) => {
      const url = new URL(where, at);
      url.searchParams.set('lang', world.language);
      return page.goto(url.href);
    },
    // Elements by role and by the name of the message they show.
    button: (key) => page.getByRole('button', { name: world.words.pattern(key) }),
    link: (key) => page.getByRole('link', { name: world.words.pattern(key) }),
    field: (key) => page.getByLabel(world.words.pattern(key)),
    heading: (key) => page.getByRole('heading', { name: world.words.pattern(key) }),
    // The page as it stands passes every check, and is kept as a picture.
    check: async (title) => {
      pages += 1;
      const found = [...(await faults(page, world)), ...ears.take()];
      if (world.js) await picture(page, world, `${name}-${String(pages).padStart(2, '0')}-${title}`);
      if (found.length > 0) {
        throw new Error(`page "${title}" (${page.url()}):\n  ${found.join('\n  ')}`);
      }
    },
  };
  return visitor;
}

async function picture(page, world, title) {
  await mkdir(OUT, { recursive: true });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: SIZE.height });
    await page.screenshot({ path: path.join(OUT, `${title}-${world.language}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize(SIZE);
}

// What the person saw when something went wrong.
export async function keepFailure(visitor, world, title) {
  await mkdir(OUT, { recursive: true });
  const base = path.join(OUT, `failed-${title}-${world.language}-${world.js ? 'js' : 'nojs'}`);
  await visitor.page.screenshot({ path: `${base}.png`, fullPage: true }).catch(() => {});
  await writeFile(`${base}.html`, await visitor.page.content().catch(() => '')).catch(() => {});
  return base;
}
