import { describe, expect, it } from '@jest/globals';
import {
  alarmOf,
  smallestSample,
  type VariantFigures,
  verdictOf,
} from '../../src/email/split-tests/verdict.js';
import { type Variant } from '../../src/email/split-tests/split-test.js';

const version = (variant: Variant, given: Partial<VariantFigures>): VariantFigures => ({
  ...{ variant, sent: 1_000, opened: 0, clicked: 0, acted: 0, left: 0, complained: 0 },
  ...given,
});

describe('Which version of a mailing wins', () => {
  it('is the one that is better than chance explains', () => {
    // z = 2.481, two-sided p = 0.0131.
    const figures = [version('A', { clicked: 30 }), version('B', { clicked: 52 })];
    expect(verdictOf('clicks', figures)).toEqual({ winner: 'B' });
    expect(verdictOf('clicks', [...figures].reverse())).toEqual({ winner: 'B' });
  });

  it('is none where the difference may be chance', () => {
    expect(verdictOf('clicks', [version('A', { clicked: 30 }), version('B', { clicked: 40 })])).toEqual({
      none: 'too-close',
    });
    expect(verdictOf('clicks', [version('A', { clicked: 30 }), version('B', { clicked: 30 })])).toEqual({
      none: 'too-close',
    });
  });

  it('is none where too few answered, however large the difference looks', () => {
    const small = { sent: 20 };
    expect(verdictOf('clicks', [version('A', small), version('B', { ...small, clicked: 6 })])).toEqual({
      none: 'too-few',
    });
    expect(verdictOf('actions', [version('A', {}), version('B', {})])).toEqual({ none: 'too-few' });
    expect(verdictOf('clicks', [version('A', { sent: 0 }), version('B', { sent: 0 })])).toEqual({
      none: 'too-few',
    });
  });

  it('asks more of one among four, because one of four is more often ahead by chance', () => {
    const two = [version('A', { clicked: 30 }), version('B', { clicked: 52 })];
    const four = [...two, version('C', { clicked: 30 }), version('D', { clicked: 30 })];
    expect(verdictOf('clicks', four)).toEqual({ none: 'too-close' });
    expect(verdictOf('clicks', [...four.slice(0, 3), version('D', { clicked: 80 })])).toEqual({
      none: 'too-close',
    });
    expect(verdictOf('clicks', [...four.slice(0, 3), version('D', { clicked: 100 })])).toEqual({
      winner: 'D',
    });
  });

  it('compares what was asked for: clicks, actions or opens', () => {
    const figures = [
      version('A', { opened: 500, clicked: 90, acted: 10 }),
      version('B', { opened: 300, clicked: 40, acted: 40 }),
    ];
    expect(verdictOf('opens', figures)).toEqual({ winner: 'A' });
    expect(verdictOf('clicks', figures)).toEqual({ winner: 'A' });
    expect(verdictOf('actions', figures)).toEqual({ winner: 'B' });
  });

  it('needs a sample that grows as answers become rarer', () => {
    expect(smallestSample('clicks')).toBe(906);
    expect(smallestSample('actions')).toBe(2319);
    expect(smallestSample('opens')).toBe(42);
  });

  it('stops for one that drives people away, and not for one or two of a small sample', () => {
    const calm = version('A', {});
    expect(alarmOf([calm, version('B', { sent: 50, left: 2 })], 0.02)).toBeUndefined();
    expect(alarmOf([calm, version('B', { sent: 50, left: 3 })], 0.02)).toMatchObject({
      variant: 'B',
      why: 'left',
    });
    expect(alarmOf([version('A', { left: 20 }), calm], 0.02)).toBeUndefined();
    expect(alarmOf([version('A', { left: 21 }), calm], 0.02)).toMatchObject({ variant: 'A', count: 21 });
    expect(alarmOf([version('A', { complained: 3 }), calm], 0.02)).toBeUndefined();
    expect(alarmOf([version('A', { complained: 4 }), calm], 0.02)).toMatchObject({ why: 'complained' });
  });
});
