// Starts the program under test as a person would, on a port of its own choice, over an empty folder.

import { spawn, execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CLIENT, LEVELS, SECRET, startProvider } from './provider.mjs';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const START_SECONDS = 120; // the demo deploys its packs and signs in its people, unoptimised
const STOP_SECONDS = 15;

// The program: DIWAN_BIN, else the debug build.
export function binary() {
  const target = process.env.CARGO_TARGET_DIR ?? path.join(ROOT, 'target');
  const file = process.env.DIWAN_BIN ?? path.join(target, 'debug', 'diwan');
  if (!existsSync(file)) throw new Error(`${file} is not there: cargo build -p diwan`);
  return file;
}

// Runs a command of the program to its end; gives { code, stdout, stderr }.
export function diwan(...args) {
  return new Promise((done) => {
    execFile(binary(), args, { maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      done({ code: error ? (error.code ?? 1) : 0, stdout, stderr });
    });
  });
}

// `diwan serve --demo`; gives { url, data, log(), kill(), again(), stop() }: `kill` takes the power away, `again` starts the
// same house on the same port.
export async function startServer({ smtp, language, options = [] }) {
  const data = await mkdtemp(path.join(tmpdir(), 'diwan-e2e-'));
  const provider = await startProvider();
  const file = await describe(provider.issuer);
  let running = await start({ smtp, data, file, listen: '127.0.0.1:0', options });
  provider.serve(running.url.replace('127.0.0.1', 'localhost'));
  let past = '';
  return {
    url: running.url,
    provider,
    described: file,
    data,
    language,
    log: () => past + running.log(),
    kill: async () => {
      const ended = new Promise((done) => running.child.once('exit', done));
      running.child.kill('SIGKILL');
      await ended;
    },
    again: async () => {
      past += running.log();
      running = await start({ smtp, data, file, listen: new URL(running.url).host, options });
    },
    stop: async () => {
      await stop(running.child, data);
      await provider.stop();
      await rm(path.dirname(file), { recursive: true, force: true });
    },
  };
}

// The file in which an operator describes the provider.
async function describe(issuer) {
  const folder = await mkdtemp(path.join(tmpdir(), 'diwan-e2e-provider-'));
  const secret = path.join(folder, 'secret');
  await writeFile(secret, SECRET, { mode: 0o600 });
  const file = path.join(folder, 'national.toml');
  await writeFile(file, `id = "national"
issuer = "${issuer}"
client-id = "${CLIENT}"
client-secret-file = "${secret}"
scopes = ["openid", "email", "profile"]
email-links = true
internal = true
[names]
ar = "الهوية الوطنية"
en = "National ID"
fr = "Identité nationale"
[levels]
"${LEVELS.substantial}" = "substantial"
"${LEVELS.high}" = "high"
`);
  return file;
}

async function start({ smtp, data, file, listen, options }) {
  const args = ['serve', '--demo', '--listen', listen, '--data', data, '--smtp', smtp, '--identity-provider', file, ...options];
  if (process.env.DIWAN_E2E_DATABASE) args.push('--database', process.env.DIWAN_E2E_DATABASE);
  const child = spawn(binary(), args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  const url = await new Promise((done, fail) => {
    const late = setTimeout(
      () => fail(new Error(`not listening after ${START_SECONDS} s\n${log}`)),
      START_SECONDS * 1000,
    );
    const hear = (chunk) => {
      log += chunk;
      const found = log.match(/listening on (http:\/\/[^\s]+)/);
      if (found) {
        clearTimeout(late);
        done(found[1].replace(/\/$/, ''));
      }
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', fail);
    child.on('exit', (code) => fail(new Error(`ended with ${code} before it listened\n${log}`)));
  });
  return { url, child, log: () => log };
}

async function stop(child, data) {
  const ended = new Promise((done) => child.once('exit', done));
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS * 1000);
    await ended;
    clearTimeout(late);
  }
  await rm(data, { recursive: true, force: true });
}
