import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contrast, readable, readableOnDark } from '../../src/layout/colour.js';

const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe("A chapter's colour", () => {
  it('is measured as WCAG 2.2 does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it('becomes readable with white on it, whatever was chosen', () => {
    fc.assert(fc.property(hex, (colour) => contrast(readable(colour), '#ffffff') >= 4.5));
  });

  it('becomes readable on the dark page, whatever was chosen', () => {
    fc.assert(fc.property(hex, (colour) => contrast(readableOnDark(colour), '#1b2428') >= 4.5));
  });

  it('stays as it is where it is readable already', () => {
    expect(readable('#005c5e')).toBe('#005c5e');
  });
});
