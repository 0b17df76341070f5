import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { congressKey, matchKey } from '../../src/geography/district-name.access.js';
import { jurisdictionName, jurisdictionOf, layerOf } from '../../src/geography/jurisdiction.access.js';

describe('Names of districts that differ only in form', () => {
  it.each([
    ['003', '3'],
    ['First Essex', '1st Essex'],
    ['Seventh Suffolk', '7th Suffolk District'],
    ['Thirty-seventh Middlesex', '37th Middlesex'],
    ['Twenty First Middlesex', '21st Middlesex'],
    ['Norfolk & Middlesex', 'Norfolk and Middlesex'],
    ['Berkshire, Hampden, Franklin and Hampshire', 'Berkshire-Hampden-Franklin-Hampshire District'],
    ['Second Plymouth and Norfolk', 'SECOND PLYMOUTH & NORFOLK DISTRICT'],
    ['Doña Ana', 'Dona Ana'],
    ['St. Mary’s', "St Mary's"],
    ['State House District 12', '12'],
    ['Chittenden-6-1', 'Chittenden 6 1'],
  ])('meet: %s and %s', (one, other) => expect(matchKey(one)).toBe(matchKey(other)));

  it.each([
    ['1st Essex', '2nd Essex'],
    ['Essex', 'First Essex'],
    ['Norfolk and Plymouth', 'Plymouth and Norfolk'],
    ['12th Essex', '1st 2nd Essex'],
    ['5A', '5B'],
  ])('are told apart where they are two: %s and %s', (one, other) =>
    expect(matchKey(one)).not.toBe(matchKey(other)),
  );

  it('keep their key when it is taken again, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => matchKey(matchKey(name)) === matchKey(name)),
    );
  });

  it('do not depend on case, accents as one character or two, spaces, or a trailing District', () => {
    const name = fc.stringMatching(/^[a-zà-ÿ]{3,12}( [a-zà-ÿ]{3,12}){0,3}$/);
    fc.assert(
      fc.property(name, (text) => {
        const key = matchKey(text);
        expect(matchKey(text.normalize('NFD'))).toBe(key);
        expect(matchKey(`  ${text.replaceAll(' ', ' - ')}  `)).toBe(key);
        if (!/(^| )district$/.test(text)) expect(matchKey(`${text} District`)).toBe(key);
      }),
    );
  });

  it('say every ordinal up to ninety-nine in words and figures alike', () => {
    const words = ['Eleventh', 'Twelfth', 'Twentieth', 'Thirtieth', 'Forty-fifth', 'Ninety-ninth'];
    expect(words.map(matchKey)).toEqual(['11', '12', '20', '30', '45', '99']);
  });

  it.each(['MA-7', 'MA-07', '07', '7', '7th Congressional District', 'Congressional District 7'])(
    'are one district of Congress: %s',
    (name) => expect(congressKey(name)).toBe('7'),
  );

  it.each(['0', '00', '98', 'VT-00', 'At-Large', 'Congressional District (at Large)'])(
    'are the only district of a small state: %s',
    (name) => expect(congressKey(name)).toBe('at large'),
  );
});

describe('A jurisdiction', () => {
  it.each([
    'ma',
    'MA',
    'US-MA',
    'Massachusetts',
    'ocd-jurisdiction/country:us/state:ma/government',
    'ocd-division/country:us/state:ma/sldl:3',
  ])('is understood as %s', (text) => expect(jurisdictionOf(text)).toBe('ocd-division/country:us/state:ma'));

  it('of a town has a name that people use', () => {
    const salem = jurisdictionOf('ocd-jurisdiction/country:us/state:ma/place:salem/government');
    expect(jurisdictionName(salem)).toBe('Salem, Massachusetts');
    expect(jurisdictionName(jurisdictionOf('us'))).toBe('United States');
  });

  it('that nobody knows is refused with a sentence', () => {
    expect(() => jurisdictionOf('Narnia')).toThrow();
    expect(() => jurisdictionOf("'; DROP TABLE districts; --")).toThrow();
  });

  it('has layers that go by many words', () => {
    expect(['state_house', 'sldl', 'House', 'lower'].map(layerOf)).toEqual(Array(4).fill('lower'));
    expect(layerOf('School Committee')).toBe('school-committee');
  });
});
