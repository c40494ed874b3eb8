// What was accepted of every page's outline, and how a page differs from it. `golden/NAME.txt` has a stop's boxes, a line each:
//
//   [360] [1280]          a section for each width, as English has it; French must be the same
//   div.card 0,16 328x80 | 0,16 328x92     name, start and gap in px, size; after the bar what Arabic has, where it differs
//
// `golden/styles.txt` has each component's styles, and where they are so. Decision 37 says why.

import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('./golden/', import.meta.url));
const STYLES = path.join(FOLDER, 'styles.txt');
const SHOWN = 8; // differences named a page
// Letters of another version of a font are a little wider or higher: two px, and of a long line a hundredth.
const near = (a, b) => Math.abs(a - b) <= Math.max(2, Math.abs(a) / 100);

const figures = ([, , start, gap, width, height]) => `${start},${gap} ${width}${height === null ? '' : `x${height}`}`;
const named = ([depth, name]) => `${'  '.repeat(depth)}${name}`;
const same = (a, b) => a[0] === b[0] && a[1] === b[1];
const alike = (a, b) => same(a, b) && [2, 3, 4].every((i) => near(a[i], b[i])) && (a[5] === null) === (b[5] === null) && near(a[5] ?? 0, b[5] ?? 0);
const all = (one, other, agree) => one.length === other.length && one.every((line, i) => agree(line, other[i]));

// ---- boxes ----

// The text for what was measured of a stop: { 'en 360': lines, … }.
export function write(measured) {
  const out = [];
  for (const width of widths(measured)) {
    const [en, ar, fr] = ['en', 'ar', 'fr'].map((language) => measured[`${language} ${width}`]);
    const beside = ar && all(en, ar, same);
    out.push(`[${width}]`, ...en.map((line, i) => {
      const [one, other] = [figures(line), beside ? figures(ar[i]) : ''];
      return `${named(line)} ${one}${beside && one !== other ? ` | ${other}` : ''}`;
    }));
    if (ar && !beside) out.push(`[${width} ar]`, ...ar.map((line) => `${named(line)} ${figures(line)}`));
    if (fr && !all(en, fr, alike)) out.push(`[${width} fr]`, ...fr.map((line) => `${named(line)} ${figures(line)}`));
  }
  return `${out.join('\n')}\n`;
}

export function read(text) {
  const measured = {};
  let [en, ar, only] = [null, null, null];
  for (const line of text.split('\n').filter(Boolean)) {
    const head = line.match(/^\[(\d+)(?: (\w+))?\]$/);
    if (head) {
      const [, width, language] = head;
      only = language ? [] : null;
      if (language) measured[`${language} ${width}`] = only;
      else {
        [en, ar] = [[], []];
        Object.assign(measured, { [`en ${width}`]: en, [`ar ${width}`]: ar, [`fr ${width}`]: en });
      }
      continue;
    }
    const [, indent, name, one, other] = line.match(/^( *)(\S+) (-?\d+,-?\d+ \S+)(?: \| (.*))?$/);
    const parsed = (said) => {
      const [start, gap, width, height] = said.split(/[ ,x]/).map(Number);
      return [indent.length / 2, name, start, gap, width, height ?? null];
    };
    if (only) only.push(parsed(one));
    else {
      en.push(parsed(one));
      ar.push(parsed(other ?? one));
    }
  }
  return measured;
}

const widths = (measured) => [...new Set(Object.keys(measured).map((key) => key.split(' ')[1]))];

// The lines that differ, as a person reads them.
export function differences(wanted, found) {
  const out = [];
  const table = wanted.map(() => new Array(found.length + 1).fill(0));
  table.push(new Array(found.length + 1).fill(0));
  for (let i = wanted.length - 1; i >= 0; i -= 1) {
    for (let j = found.length - 1; j >= 0; j -= 1) {
      table[i][j] = same(wanted[i], found[j]) ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  for (let i = 0, j = 0; i < wanted.length || j < found.length;) {
    if (i < wanted.length && j < found.length && same(wanted[i], found[j])) {
      if (!alike(wanted[i], found[j])) out.push(`${wanted[i][1]}: is ${figures(found[j])}, was ${figures(wanted[i])}`);
      i += 1;
      j += 1;
    } else if (j >= found.length || (i < wanted.length && table[i + 1][j] >= table[i][j + 1])) {
      out.push(`${wanted[i][1]}: is gone`);
      i += 1;
    } else {
      out.push(`${found[j][1]}: is new`);
      j += 1;
    }
  }
  return out;
}

// ---- styles ----

// { name: { styles: Set of where } }
function readStyles(text) {
  const known = new Map();
  let entry = null;
  for (const line of text.split('\n').filter(Boolean)) {
    if (!line.startsWith('  ')) known.set(line, entry = new Map());
    else {
      const [, where, styles] = line.match(/^ {2}\[(.*?)\] ?(.*)$/);
      entry.set(styles, new Set(where.split(', ')));
    }
  }
  return known;
}

const EVERYWHERE = 'everywhere';
const SITE = ['en 360', 'en 1280', 'ar 360', 'ar 1280', 'fr 360', 'fr 1280'];

function writeStyles(known) {
  const out = [];
  for (const name of [...known.keys()].sort()) {
    out.push(name);
    const lines = [...known.get(name)].map(([styles, where]) => {
      const places = where.has(EVERYWHERE) || SITE.every((place) => where.has(place))
        ? [EVERYWHERE, ...[...where].filter((place) => !SITE.includes(place) && place !== EVERYWHERE)] : [...where];
      return `  [${places.sort().join(', ')}] ${styles}`.trimEnd();
    });
    out.push(...lines.sort());
  }
  return `${out.join('\n')}\n`;
}

const holds = (where, place) => where.has(place) || (where.has(EVERYWHERE) && SITE.includes(place));

// ---- the whole ----

export class Golden {
  static async open() {
    const golden = new Golden();
    golden.known = existsSync(STYLES) ? readStyles(await readFile(STYLES, 'utf8')) : new Map();
    golden.seen = new Map();
    golden.measured = new Map();
    golden.told = new Set();
    return golden;
  }

  // Keeps what a stop has in a language at a width.
  async take(stop, place, { boxes, styles }) {
    if (boxes.length) this.measured.set(stop, { ...this.measured.get(stop), [place]: boxes });
    for (const [name, said] of styles.map((line) => line.split('\t'))) {
      if (!this.seen.has(name)) this.seen.set(name, new Map());
      const entry = this.seen.get(name);
      if (!entry.has(said)) entry.set(said, new Set());
      entry.get(said).add(place);
    }
  }

  // How a stop differs from what was accepted; styles that were named before are not named again.
  async faults(stop, place, { boxes, styles }) {
    const found = [];
    for (const [name, said] of styles.map((line) => line.split('\t'))) {
      const entry = this.known.get(name);
      if (entry && [...entry].some(([value, where]) => value === said && holds(where, place))) continue;
      const key = `${name}\t${said}\t${place}`;
      if (this.told.has(key)) continue;
      this.told.add(key);
      found.push(`styles at ${place}: ${name}: ${changed(entry, said, place)}`);
    }
    if (boxes.length) {
      const file = path.join(FOLDER, `${stop}.txt`);
      if (!existsSync(file)) found.push('nothing was accepted of this page yet: look at it, then --accept');
      else found.push(...differences(read(await readFile(file, 'utf8'))[place] ?? [], boxes).map((line) => `layout at ${place}: ${line}`));
    }
    const more = found.length - SHOWN;
    return more > 0 ? [...found.slice(0, SHOWN), `and ${more} more differences`] : found;
  }

  // Accepts what was seen; `whole` when every stop was: what was not seen is forgotten then.
  async accept(whole) {
    await mkdir(FOLDER, { recursive: true });
    for (const [stop, measured] of this.measured) await writeFile(path.join(FOLDER, `${stop}.txt`), write(measured));
    if (whole) for (const name of await this.stale()) await rm(path.join(FOLDER, `${name}.txt`));
    const all = whole ? new Map() : this.known;
    for (const [name, entry] of this.seen) {
      if (!all.has(name)) all.set(name, new Map());
      for (const [said, where] of entry) all.get(name).set(said, new Set([...(all.get(name).get(said) ?? []), ...where]));
    }
    await writeFile(STYLES, writeStyles(all));
  }

  // Pages of which something is kept, and which nobody visits any more.
  async stale() {
    const kept = existsSync(FOLDER) ? await readdir(FOLDER) : [];
    return kept.map((file) => file.replace(/\.txt$/, '')).filter((name) => name !== 'styles' && !this.measured.has(name));
  }
}

function changed(entry, said, place) {
  if (!entry) return `is new: ${said}`;
  const parts = (text) => new Set(text.split('; '));
  const now = parts(said);
  const before = [...entry].filter(([, where]) => holds(where, place)).map(([value]) => parts(value));
  const distance = (other) => [...other].filter((p) => !now.has(p)).length + [...now].filter((p) => !other.has(p)).length;
  const [closest] = before.sort((a, b) => distance(a) - distance(b));
  if (!closest) return `was never at this width or language: ${said}`;
  const [gone, come] = [[...closest].filter((p) => !now.has(p)), [...now].filter((p) => !closest.has(p))];
  return `${gone.length ? `was ${gone.join('; ')}` : 'was without'}, is ${come.join('; ') || 'without'}`;
}
