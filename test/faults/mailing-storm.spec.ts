import { afterAll, describe, expect, it } from '@jest/globals';
import { endProcesses, startScript } from '../support/processes.js';
import { INVARIANTS } from './storm/invariants.js';

/** Seeds that found something once, and one for everything else. */
const SEEDS = [20_261_122];

/*
 * The short form of `npm run faults -- mailing`, which runs for ten minutes and twenty thousand people: workers that die and
 * freeze, a database that restarts and crashes, a relay that does all that relays do, people who leave and sign meanwhile.
 */
describe('A mailing in a storm', () => {
  afterAll(() => endProcesses());

  it.each(SEEDS)(
    'F5, F12, F13, F16: keeps its promise to everybody (seed %i)',
    async (seed) => {
      const given = ['--seed', String(seed), '--recipients', '1200', '--minutes', '0.6'];
      const run = startScript('test/faults/mailing.faults.ts', given);
      const { code } = await run.ended;
      const holds = Object.keys(INVARIANTS).filter((each) => run.output.includes(`\n${each} holds`));
      expect([run.output, holds]).toEqual([run.output, Object.keys(INVARIANTS)]);
      expect(code).toBe(0);
    },
    1_200_000,
  );
});
