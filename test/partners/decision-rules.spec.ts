import { describe, expect, it } from '@jest/globals';
import { type DecisionRule, resultOf } from '../../src/partners/decisions/decision.js';

describe('The rule of a decision', () => {
  const of = (rule: DecisionRule, support: number, object: number, standAside = 0) =>
    resultOf(rule, { support, object, standAside, silent: 3 });

  it('asks by consensus that somebody supports and nobody objects', () => {
    expect(of('consensus', 1, 0, 9)).toBe('carried');
    expect(of('consensus', 9, 1)).toBe('not-carried');
    expect(of('consensus', 0, 0, 4)).toBe('not-carried');
  });
  it('asks by majority for more that support than object, and a tie is none', () => {
    expect(of('simple-majority', 3, 2, 9)).toBe('carried');
    expect(of('simple-majority', 2, 2)).toBe('not-carried');
  });
  it('asks by two thirds for two of three that take a side', () => {
    expect(of('two-thirds', 4, 2)).toBe('carried');
    expect(of('two-thirds', 3, 2)).toBe('not-carried');
    expect(of('two-thirds', 0, 0)).toBe('not-carried');
  });
  it('waits for the chair where the chair decides', () => expect(of('by-chair', 9, 0)).toBeNull());
});
