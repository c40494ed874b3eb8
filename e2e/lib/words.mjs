// The words of the pages, from the files that the program itself reads: a journey finds a button by
// the name of its message, in any language, and a renamed message fails here first.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { ROOT } from './server.mjs';

export const LANGUAGES = ['en', 'ar', 'fr'];
// Stands in for an argument while a pattern is made; no text holds it.
const HOLE = '\u{F0000}';

// Words of the program's crates, and of one pack.
export function words(language, pack) {
  const bundle = new FluentBundle(language, { useIsolating: false });
  const folders = [path.join(ROOT, 'crates'), path.join(ROOT, 'packs', pack)];
  const files = folders.flatMap((folder) => [...fluentFiles(folder, language)]);
  if (files.length === 0) throw new Error(`no Fluent files for ${language}`);
  for (const file of files) {
    bundle.addResource(new FluentResource(readFileSync(file, 'utf8')), { allowOverrides: true });
  }
  return {
    // The text as it is shown; every argument must be given.
    text: (key, args = {}) => format(bundle, key, args),
    // A pattern that fits the text whatever its arguments are.
    pattern: (key) => pattern(bundle, key),
  };
}

function* fluentFiles(folder, language) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'target') yield* fluentFiles(full, language);
    const below = full.split(path.sep).slice(-3);
    const flat = below[1] === 'text' && below[2] === `${language}.ftl`;
    const deep = below[0] === 'text' && below[1] === language && entry.name.endsWith('.ftl');
    if (entry.isFile() && (flat || deep)) yield full;
  }
}

function format(bundle, key, args) {
  const [name, attribute] = key.split('.');
  const message = bundle.getMessage(name);
  const value = attribute ? message?.attributes[attribute] : message?.value;
  if (!value) throw new Error(`there is no message \`${key}\` in ${bundle.locales}`);
  const errors = [];
  const text = bundle.formatPattern(value, args, errors);
  if (errors.length > 0) throw new Error(`message \`${key}\`: ${errors.join('; ')}`);
  return text;
}

function pattern(bundle, key) {
  const any = new Proxy({}, { get: () => HOLE, has: () => true, getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true }) });
  const parts = format(bundle, key, any).split(HOLE).map(loose);
  return new RegExp(parts.join('.*'), 's');
}

// The text for a pattern: white space of any kind, and direction marks between any two parts.
function loose(text) {
  const escaped = text.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return escaped.replace(/\s+/g, '[\\s\\u2066-\\u2069]+');
}
