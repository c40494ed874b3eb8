// An identity provider for a test: says where it is; a line on standard input names the house, and it answers from then on.
import { createInterface } from 'node:readline';
import { startProvider } from '../lib/provider.mjs';

const provider = await startProvider();
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  provider.serve(line.trim());
  console.log(JSON.stringify({ house: line.trim() }));
});
lines.on('close', () => process.exit(0));
console.log(JSON.stringify({ issuer: provider.issuer }));
