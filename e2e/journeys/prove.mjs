// What happened is proved without the office: its own program offline, Go's transparency log code,
// a draw recomputed in Python; and what somebody changed does not pass.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { diwan, ROOT } from '../lib/server.mjs';

export const name = 'prove';

export async function run(world) {
  const folder = await mkdtemp(path.join(tmpdir(), 'diwan-prove-'));
  try {
    const files = await theReceipts(world, folder);
    await byDiwan(world, files);
    await byOthers(world, files);
    await onThePage(world, files);
    await nothingWasChanged(world);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// The receipts of the application and of the closing entry, one with a letter changed, and a draw.
async function theReceipts(world, folder) {
  const citizen = await world.visitor('prover');
  await world.signInByMail(citizen, world.citizen.email);
  const { page } = citizen;
  const save = async (label, bytes) => {
    const file = path.join(folder, label);
    await writeFile(file, bytes);
    return file;
  };
  await citizen.open(`/cases/${world.case}?all=1`);
  const hrefs = await page.locator('main a[href*="/entries/"]').evaluateAll((links) => links.map((a) => a.href));
  const seqs = hrefs.map((href) => Number(href.match(/entries\/(\d+)/)[1]));
  const get = async (where) => (await page.request.get(new URL(where, world.server.url).href)).text();
  let receipt = '';
  for (const seq of seqs.sort((a, b) => b - a)) {
    receipt = await get(`/cases/${world.case}/entries/${seq}/receipt`);
    if (bodyOf(receipt).kind === 'case.closed') break;
  }
  assert.equal(bodyOf(receipt).data.outcome, 'granted', 'the entry that closes the case says how');
  const draws = await page.locator('main a[href$="/draw"]').evaluateAll((links) => links.map((a) => a.href));
  assert.ok(draws.length > 0, 'the course of the case names its draws');
  const drawn = Number(draws[0].match(/entries\/(\d+)/)[1]);
  return {
    first: await save('first.json', JSON.stringify(world.receipt)),
    last: await save('last.json', receipt),
    forged: await save('forged.json', forged(receipt)),
    drawn: await save('drawn.json', await get(`/cases/${world.case}/entries/${drawn}/receipt`)),
  };
}

async function byDiwan(world, files) {
  const key = (await readFile(path.join(world.server.data, 'record', 'vkey'), 'utf8')).trim();
  world.key = key;
  const good = await diwan('verify', '--key', key, files.first, files.last);
  assert.equal(good.code, 0, good.stderr + good.stdout);
  const forged = await diwan('verify', '--key', key, files.forged);
  assert.equal(forged.code, 1, `a changed word: ${forged.stdout}`);
  const other = key.replace(/.$/, (c) => (c === 'A' ? 'B' : 'A'));
  assert.notEqual((await diwan('verify', '--key', other, files.first)).code, 0, 'another key');
  const draw = await diwan('verify', '--draw', '--key', key, files.drawn);
  assert.equal(draw.code, 0, draw.stderr + draw.stdout);
}

// The same receipt, and the record as it is published, by software that this project did not write.
async function byOthers(world, files) {
  const script = path.join(ROOT, 'e2e/record/verify.sh');
  const record = `${world.server.url}/record`;
  for (const file of [files.first, files.last]) {
    const go = await run2(script, [record, file, world.key]);
    assert.equal(go.code, 0, go.out);
    assert.match(go.out, /ok: all of it holds/);
  }
  assert.equal((await run2(script, [record, files.forged, world.key])).code, 1, 'Go refuses the forged one');
  const { draw } = bodyOf(await readFile(files.drawn, 'utf8')).data;
  const python = await run2('python3', [path.join(ROOT, 'e2e/record/draw.py')], JSON.stringify(draw));
  assert.equal(python.code, 0, python.out);
  const swapped = { ...draw, chosen: draw.candidates.map((c) => c.id ?? c).find((id) => id !== draw.chosen) };
  assert.equal((await run2('python3', [path.join(ROOT, 'e2e/record/draw.py')], JSON.stringify(swapped))).code, 1);
}

// What the entry of a receipt says.
const bodyOf = (receipt) => JSON.parse(Buffer.from(JSON.parse(receipt).body, 'base64').toString());

// The receipt with another outcome in it.
function forged(receipt) {
  const file = JSON.parse(receipt);
  const body = Buffer.from(file.body, 'base64').toString().replace('granted', 'refused');
  return JSON.stringify({ ...file, body: Buffer.from(body).toString('base64') });
}

function run2(command, args, input = '') {
  return new Promise((done) => {
    const child = execFile(command, args, { timeout: 120_000 }, (error, stdout, stderr) => {
      done({ code: error ? (error.code ?? 1) : 0, out: stdout + stderr });
    });
    child.stdin.end(input);
  });
}

// Anybody may ask the page too, without signing in.
async function onThePage(world, files) {
  const stranger = await world.visitor('stranger');
  for (const [file, key] of [[files.last, 'verify-holds'], [files.forged, 'verify-fails']]) {
    await stranger.open('/verify');
    await stranger.page.locator('input[type="file"]').setInputFiles(file);
    stranger.expectStatus(422);
    await stranger.button('verify-check').first().click();
    await stranger.heading(key).first().waitFor();
    await stranger.check(key);
  }
  await stranger.open('/record');
  await stranger.check('record');
}

async function nothingWasChanged(world) {
  const args = process.env.DIWAN_E2E_DATABASE ? ['--database', process.env.DIWAN_E2E_DATABASE] : [];
  const audit = await diwan('audit', '--data', world.server.data, ...args);
  assert.equal(audit.code, 0, audit.stdout + audit.stderr);
}
