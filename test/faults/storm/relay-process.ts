// node --import ./bin/typescript.mjs test/faults/storm/relay-process.ts LOG SEED CAP: the hostile relay in a process of its
// own, which nothing of the storm reaches. Prints its port; writes one JSON line an event to LOG before it answers. SIGUSR2
// calms it. It ends with whoever started it.
import { appendFileSync } from 'node:fs';
import { endWithParent } from './end-with-parent.js';
import { HostileRelay } from './hostile-relay.js';

const [log, seed, cap] = process.argv.slice(2);
endWithParent();
const relay = new HostileRelay(Number(seed), Number(cap), (event) =>
  appendFileSync(log!, `${JSON.stringify(event)}\n`),
);
process.on('SIGUSR2', () => {
  relay.isCalm = true;
});
console.log(await relay.listen());
