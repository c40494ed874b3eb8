// The checks' own test: pages that are broken on purpose are reported, and a good one is not.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { faults, listen } from './lib/checks.mjs';
import { codeIn, startMailbox } from './lib/mailbox.mjs';
import { createTransport } from './lib/send.mjs';

const good = (lang, dir, body) =>
  `<!doctype html><html lang="${lang}" dir="${dir}"><head><meta charset="utf-8">` +
  '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Good</title>' +
  '<link rel="icon" href="data:,"></head>' +
  `<body><main><h1>Register</h1>${body}</main></body></html>`;

const PAGES = {
  '/good': good('en', 'ltr', '<p>Words.</p><label>Name <input type="text" name="name" autocomplete="name"></label>'),
  '/good-ar': good('ar', 'rtl', '<p>كلمات.</p>'),
  '/no-label': good('en', 'ltr', '<input type="text" name="a">'),
  '/no-alt': good('en', 'ltr', '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'),
  '/pale-ar': good('ar', 'rtl', '<p style="color:#bbb;background:#fff">ديوان المظالم</p>'),
  '/wide': good('en', 'ltr', '<div style="inline-size:700px">too wide</div>'),
  '/wide-ar': good('ar', 'rtl', '<div style="inline-size:700px">عريض</div>'),
  '/throws': good('en', 'ltr', '<script>console.error("red"); throw new Error("broken")</script>'),
  '/lost-part': good('en', 'ltr', '<script src="/nowhere.js"></script>'),
};

export const tests = [
  ['a good page has no faults, with and without JavaScript', async (browser, url) => {
    for (const js of [true, false]) {
      assert.deepEqual(await see(browser, `${url}/good`, 'en', js), []);
      assert.deepEqual(await see(browser, `${url}/good-ar`, 'ar', js), []);
    }
  }],
  ['axe and HTML_CodeSniffer each report a field without a label', async (browser, url) => {
    for (const js of [true, false]) {
      const found = await see(browser, `${url}/no-label`, 'en', js);
      assert.match(found.join('\n'), /^axe label:/m);
      assert.match(found.join('\n'), /^htmlcs WCAG2AA\..*1_3_1/m);
    }
  }],
  ['axe and HTML_CodeSniffer each report a picture without a text', async (browser, url) => {
    const found = await see(browser, `${url}/no-alt`, 'en', true);
    assert.match(found.join('\n'), /^axe image-alt:/m);
    assert.match(found.join('\n'), /^htmlcs WCAG2AA\..*1_1_1/m);
  }],
  ['pale Arabic letters are reported', async (browser, url) => {
    const found = await see(browser, `${url}/pale-ar`, 'ar', true);
    assert.match(found.join('\n'), /^htmlcs WCAG2AA\..*1_4_3/m);
  }],
  ['sideways scroll is found in both directions of writing', async (browser, url) => {
    assert.match((await see(browser, `${url}/wide`, 'en', false)).join('\n'), /scrolls sideways by/);
    assert.match((await see(browser, `${url}/wide-ar`, 'ar', false)).join('\n'), /scrolls sideways by/);
  }],
  ['a page in another language or direction is reported', async (browser, url) => {
    const found = await see(browser, `${url}/good`, 'ar', true);
    assert.deepEqual(found, ['html lang is "en", not "ar"', 'html dir is "ltr", not "rtl"']);
  }],
  ['console errors, exceptions and missing parts are heard', async (browser, url) => {
    const thrown = await see(browser, `${url}/throws`, 'en', true);
    assert.deepEqual(thrown, ['console: red', 'exception: broken']);
    const lost = (await see(browser, `${url}/lost-part`, 'en', true)).join('\n');
    assert.match(lost, /404 .*nowhere\.js/);
  }],
  ['the mailbox gives a message to whom it was sent, and its code', async () => {
    const box = await startMailbox();
    const wait = box.next('Lina@Example.org');
    await createTransport(box.url)('lina@example.org', 'Code', 'Your code is 493 027.\r\n');
    assert.equal(codeIn((await wait).text), '493027');
    assert.equal(codeIn('رمزك ٤٩٣٠٢٧'), '493027');
    assert.throws(() => codeIn('no digits'), /no code/);
    await box.stop();
  }],
];

async function see(browser, url, language, js) {
  const context = await browser.newContext({ javaScriptEnabled: js });
  const page = await context.newPage();
  const ears = listen(page);
  await page.goto(url);
  const found = [...(await faults(page, { language, js })), ...ears.take()];
  await context.close();
  return found;
}

export async function servePages() {
  const server = createServer((request, response) => {
    const body = PAGES[request.url];
    response.writeHead(body ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
    response.end(body ?? 'not here');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () => new Promise((done) => server.close(done)),
  };
}
