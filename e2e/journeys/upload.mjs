// A file over a bad line: by an independent tus client that is cut off and goes on, and in the browser over a cut and a reload.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Upload } from 'tus-js-client';

export const name = 'upload';
export const needsScript = true;

const EMAIL = 'samir.of.the.files@example.org';
const SIZE = 3 << 20;

// A PDF to whoever looks at its first bytes.
function large(seed) {
  const bytes = Buffer.alloc(SIZE, seed);
  bytes.write('%PDF-1.7\n');
  return bytes;
}
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

export async function run(world) {
  const person = await world.visitor('files');
  const { page } = person;
  await world.signInByMail(person, EMAIL);
  await person.open(`/services/${world.pack}/apply`);
  await person.button('begin-start').click();
  await page.locator('form[data-stored="1"]').waitFor();
  const [, draft] = /\/drafts\/([0-9a-f]{32})\//.exec(page.url());
  await byAnotherClient(person, world, draft);
  await inTheBrowser(person, world, draft);
}

const files = (page, draft) => page.evaluate(async (id) => (await (await fetch(`/api/v1/drafts/${id}`)).json()).files, draft);

async function byAnotherClient(person, world, draft) {
  const { page } = person;
  const cookie = (await page.context().cookies()).map((c) => `${c.name}=${c.value}`).join('; ');
  const { csrf } = await page.evaluate(async () => (await fetch('/api/v1/session')).json());
  const bytes = large('a');
  const sent = (cutAt, url) => new Promise((done, fail) => {
    const upload = new Upload(bytes, {
      endpoint: `${world.server.url}/drafts/${draft}/uploads`,
      uploadUrl: url,
      headers: { cookie, 'x-csrf-token': csrf },
      metadata: { field: 'lease', filename: 'lease.pdf', sha256: sha256(bytes) },
      chunkSize: 256 << 10,
      onError: fail,
      onSuccess: () => done(upload.url),
      onChunkComplete: (size, here) => {
        if (here >= cutAt) upload.abort().then(() => done(upload.url));
      },
    });
    upload.start();
  });
  const url = await sent(SIZE / 2);
  assert.deepEqual(await files(page, draft), [], 'half a file is no file');
  await sent(Infinity, url);
  const [file] = await files(page, draft);
  assert.equal(file.hash, sha256(bytes));
}

async function inTheBrowser(person, world, draft) {
  const { page, words } = person;
  await page.goto(`/drafts/${draft}/pages/documents`);
  const bytes = large('b');
  person.expectCut(true);
  // A slow line, that goes when some of the file is there; what is there by then is not sent again.
  const line = await page.context().newCDPSession(page);
  const network = (offline, uploadThroughput) =>
    line.send('Network.emulateNetworkConditions', { offline, latency: 0, downloadThroughput: -1, uploadThroughput });
  await network(false, 300_000);
  await page.locator('input[name="id_copy"]').setInputFiles({ name: 'identity.pdf', mimeType: 'application/pdf', buffer: bytes });
  await page.waitForFunction(() => document.querySelector('progress')?.value > 0);
  await network(true, 0);
  await page.getByText(words.text('upload-cut')).waitFor();
  await person.check('cut');
  const there = await page.locator('progress').evaluate((bar) => bar.value);
  assert.ok(there > 0 && there < SIZE, `${there} bytes are there`);
  let offset;
  page.on('request', (request) => { if (request.method() === 'PATCH') offset ??= Number(request.headers()['upload-offset']); });
  await network(false, 300_000);
  await page.reload();
  await page.locator('progress').waitFor();
  await network(false, -1);
  // "sent" is a part of "being sent": what is there can be removed.
  await page.locator('form[data-draft] button[name="remove"][value^="id_copy"]').waitFor({ timeout: 60_000 });
  person.expectCut(false);
  assert.ok(offset >= there, `it goes on at ${offset}, where it stopped`);
  const found = (await files(page, draft)).find((f) => f.field === 'id_copy');
  assert.equal(found.hash, sha256(bytes));
  await person.check('sent');
  await page.locator('form[data-draft] button[name="remove"][value^="id_copy"]').click();
  assert.equal((await files(page, draft)).length, 1, 'and taken out again');
}
