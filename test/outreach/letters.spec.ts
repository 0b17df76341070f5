import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EASTPORT } from '../support/harbor.js';
import { LETTER as letter, LetterBench, WRITER as writer } from '../support/letter-bench.js';

describe('Writing a letter to decision makers', () => {
  const bench = new LetterBench();

  beforeAll(() => bench.open(), 60_000);
  afterAll(() => bench.close());

  it('goes from an address to the officials of that place, and says why these', async () => {
    const { slug, email } = await bench.campaign();
    const page = await bench.post(slug, 'officials', { ...writer, email });
    expect(page.status).toBe(200);
    expect(page.text).toContain('Ana Rivera');
    expect(page.text).toContain('Cora Diaz');
    expect(page.text).toContain('Represents where you live');
    expect(page.text).not.toContain('Ben Cho');
    expect(page.text).not.toContain('Dan Old');
  });

  it('offers its other languages at an address that answers, on every step', async () => {
    const { slug, email } = await bench.campaign();
    const page = await bench.post(slug, 'officials', { ...writer, email });
    const [, spanish] = /href="([^"]+lang=es)"/.exec(page.text)!;
    expect((await bench.app.visitor().get(spanish!)).status).toBe(200);
  });

  it('asks whoever gives a ZIP that spans districts to choose, and goes on with the choice', async () => {
    const { slug, email } = await bench.campaign();
    const split = { ...writer, email, street: '', city: '', zip: '00102' };
    const page = await bench.post(slug, 'officials', split);
    expect(page.text).toContain('Which district do you live in?');
    expect(page.text).toContain('2nd Harbor District – Ben Cho');
    const second = /value="([0-9a-f-]{36})"[^>]*\/?>\s*<label[^>]*>2nd Harbor/.exec(page.text)![1]!;
    const chosen = await bench.post(slug, 'officials', { ...split, 'district-lower': second });
    expect(chosen.text).toContain('Ben Cho');
    const unsure = await bench.post(slug, 'officials', { ...split, 'district-lower': 'none' });
    expect(unsure.text).toContain('Cora Diaz');
    expect(unsure.text).not.toContain('Ana Rivera');
  });

  it('does not ask about districts that no target of the campaign depends on', async () => {
    const { slug, email } = await bench.campaign({ targets: { chambers: ['upper'] } });
    const page = await bench.post(slug, 'officials', {
      ...writer,
      email,
      street: '',
      city: '',
      zip: '00102',
    });
    expect(page.text).not.toContain('Which district do you live in?');
    expect(page.text).toContain('Cora Diaz');
  });

  it('finds the officials of a point on the map exactly', async () => {
    const { slug, email } = await bench.campaign();
    const { latitude, longitude } = EASTPORT;
    const page = await bench.post(slug, 'officials', {
      given_name: 'Ada',
      family_name: 'L',
      email,
      latitude: `${latitude}`,
      longitude: `${longitude}`,
    });
    expect(page.text).toContain('Ben Cho');
    expect(page.text).not.toContain('Ana Rivera');
  });

  it('says so and offers other ways to help where nobody can be written to', async () => {
    const { slug, email } = await bench.campaign({ targets: { chambers: ['mayor'] } });
    const page = await bench.post(slug, 'officials', { ...writer, email });
    expect(page.text).toContain('Nobody to write to from this place');
    expect(page.text).toContain('See other ways to help');
  });

  it.each([
    ['no place at all', { zip: '', city: '', state: '' }, 'Enter your ZIP code'],
    ['an unknown ZIP', { zip: '99999', city: '', street: '' }, 'We do not know this ZIP code'],
    ['a point in the sea', { latitude: '10', longitude: '10' }, 'outside the area'],
    ['a point that is none', { latitude: 'north', longitude: '1e309' }, 'Enter latitude and longitude'],
    [
      'a name that is an advertisement',
      { given_name: 'http://spam.example' },
      'A name cannot hold a web address',
    ],
    ['an address that is none', { email: 'ada' }, 'Enter an email address'],
  ])('comes back with what was typed and a sentence for %s', async (_what, fields, sentence) => {
    const { slug, email } = await bench.campaign();
    const page = await bench.post(slug, 'officials', { ...writer, email, ...fields });
    expect(page.status).toBe(422);
    expect(page.text).toContain(sentence);
    expect(page.text).toContain('value="Lovelace"');
  });

  it('shows each official’s own version before anything is sent', async () => {
    const { slug, email } = await bench.campaign();
    const page = await bench.post(slug, 'check', { ...writer, ...letter, email });
    expect(page.text).toContain('Dear Representative Rivera,');
    expect(page.text).toContain('I live in 1st Harbor and ask for it.');
    expect(page.text).toContain('Dear Senator Diaz,');
  });

  it('escapes what people type, and fills no fields from it', async () => {
    const { slug, email } = await bench.campaign();
    const body = '<script>alert(1)</script> {{constructor}} {{official.salutation}}';
    const page = await bench.post(slug, 'check', { ...writer, ...letter, body, email });
    expect(page.text).not.toContain('<script>alert(1)');
    expect(page.text).toContain('{{constructor}}');
  });

  it('asks for a sentence of one’s own where the campaign wants one', async () => {
    const { slug, email } = await bench.campaign({ isStoryRequired: true });
    const page = await bench.post(slug, 'check', { ...writer, ...letter, story: ' ', email });
    expect(page.status).toBe(422);
    expect(page.text).toContain('Add a sentence of your own');
  });
});
