import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { endWithParent } from './storm/end-with-parent.js';
import { mailingStorm } from './storm/mailing-storm.js';

/*
 * `npm run faults -- mailing [--seed N] [--minutes 10] [--recipients 20000]`: the promise about mailings (docs/architecture.md)
 * under everything that can go wrong at once. A seed that finds something belongs into test/faults/mailing-storm.spec.ts.
 */
endWithParent();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(randomInt(1e9)) },
    minutes: { type: 'string', default: '10' },
    recipients: { type: 'string', default: '20000' },
  },
});
const [seed, minutes, recipients] = [values.seed, values.minutes, values.recipients].map(Number) as [
  number,
  number,
  number,
];
const began = Date.now();
const say = (line: string): void =>
  console.log(`${((Date.now() - began) / 1_000).toFixed(1).padStart(6)} s  ${line}`);
say(`Seed ${seed}: ${recipients} recipients, ${minutes} min of storm`);

const { violations, figures } = await mailingStorm({ seed, recipients, seconds: minutes * 60, say });
console.table(figures);
for (const [code, found] of violations)
  console.log([`${code} ${found.length === 0 ? 'holds' : 'is broken:'}`, ...found.slice(0, 20)].join('\n  '));
const isWell = [...violations.values()].every((found) => found.length === 0);
say(isWell ? 'All invariants hold' : `Repeat with: npm run faults -- mailing --seed ${seed}`);
process.exit(isWell ? 0 : 1);
