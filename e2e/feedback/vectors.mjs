// The script that blinds tokens, against the vectors of RFC 9474, and against itself under a key of the house's size.
//
//   node e2e/feedback/vectors.mjs

import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { blind, finalize, publicKey, toBytes, toNumber } from '../../crates/feedback/assets/feedback.mjs';

const vector = JSON.parse(await readFile(new URL('../../crates/feedback/tests/rfc9474.json', import.meta.url), 'utf8'));
const number = (name) => BigInt(`0x${vector[name]}`);
const bytes = (name) => Uint8Array.from(Buffer.from(vector[name], 'hex'));
const hex = (of) => Buffer.from(of).toString('hex');

// The inverse of `inv` is the r that the vector used: found by Euler, since its key's primes are known.
const power = (base, exponent, n) => {
  let [result, square] = [1n, base % n];
  for (let e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * square) % n;
    square = (square * square) % n;
  }
  return result;
};
const key = { n: number('n'), e: number('e'), length: 512 };
const phi = (number('p') - 1n) * (number('q') - 1n);
const r = power(number('inv'), phi - 1n, key.n);
const made = await blind(key, bytes('msg'), { prefix: bytes('msg_prefix'), salt: bytes('salt'), r });
assert.equal(hex(made.message), vector.input_msg);
assert.equal(made.secret.inv, number('inv'));
assert.equal(hex(made.blinded), vector.blinded_msg);
assert.equal(hex(finalize(key, bytes('blind_sig'), made.secret)), vector.sig);

// A signature by another key, or over another message, is refused.
const wrong = bytes('blind_sig');
wrong[100] ^= 1;
assert.throws(() => finalize(key, wrong, made.secret), /not signed/);

// Two blindings of one message have nothing in common, and both are signed well.
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ours = publicKey(new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' })));
const d = BigInt(`0x${Buffer.from(pair.privateKey.export({ format: 'jwk' }).d, 'base64url').toString('hex')}`);
const own = new Uint8Array(32);
const [one, two] = [await blind(ours, own), await blind(ours, own)];
assert.notEqual(hex(one.blinded), hex(two.blinded));
for (const each of [one, two]) finalize(ours, toBytes(power(toNumber(each.blinded), d, ours.n), 256), each.secret);
console.log('the vectors of RFC 9474 hold');
