import { describe, expect, it } from '@jest/globals';
import { IsOptional } from 'class-validator';
import { readFileSync } from 'node:fs';
import { EmailAddress, PersonName, Ticked, Trimmed, Zip } from '../../src/layout/fields.js';
import { readForm } from '../../src/layout/forms.js';
import { slugOf } from '../../src/layout/slug.js';
import { testData } from '../support/test-data.js';

class Form {
  @PersonName()
  name: string;

  @EmailAddress()
  email: string;

  @Zip()
  zip: string;

  @IsOptional()
  @Trimmed()
  comment?: string;

  @Ticked()
  @IsOptional()
  news?: boolean;
}

const GOOD = { name: 'Zoë', email: 'zoe@example.org', zip: '02118' };

describe('A form without script', () => {
  it('gives back what was typed, and a sentence for each wrong field in the language of the page', () => {
    const { isValid, values, errors } = readForm(Form, { ...GOOD, email: 'zoe@', zip: '2118' }, 'es');
    expect(isValid).toBe(false);
    expect(values).toMatchObject({ name: 'Zoë', email: 'zoe@', zip: '2118' });
    expect(errors).toEqual({
      email: 'Escriba un correo electrónico como nombre@example.org.',
      zip: 'Escriba un código postal (ZIP) de cinco cifras.',
    });
  });

  it('trims, takes a ZIP+4, knows a ticked box, and drops what nobody asked for', () => {
    const { form, isValid } = readForm(
      Form,
      { ...GOOD, name: '  Zoë ', zip: '02118-1234', news: 'yes', role: 'admin' },
      'en',
    );
    expect(isValid).toBe(true);
    expect(form).toEqual({ name: 'Zoë', email: 'zoe@example.org', zip: '02118', news: true });
  });

  it.each([undefined, null, 'text', 7, [], [{}]])(
    'takes a body that is no form for an empty one: %p',
    (body) => {
      expect(Object.keys(readForm(Form, body, 'en').errors)).toEqual(
        expect.arrayContaining(['name', 'email', 'zip']),
      );
    },
  );

  it('has no place for what would become a formula, a link or a second header', () => {
    for (const name of [
      '=cmd()',
      '+1',
      '@x',
      'see www.example.org',
      'http://x',
      'a\r\nBcc: b@example.org',
      'x'.repeat(101),
    ]) {
      expect(readForm(Form, { ...GOOD, name }, 'en').errors).toHaveProperty('name');
    }
  });

  const strings = testData('corpora/strings/blns.json');
  (strings ? it : it.skip)('survives the big list of naughty strings', () => {
    for (const text of JSON.parse(readFileSync(strings!, 'utf8')) as string[]) {
      const { form } = readForm(Form, { ...GOOD, name: text, comment: text }, 'en');
      expect(typeof form.comment).toBe('string');
      expect(form.comment).not.toContain('\u0000');
    }
  });
});

describe('A slug', () => {
  it('is made of a title, whatever the title is made of', () => {
    expect(slugOf('Café & Rally!')).toBe('cafe-rally');
    expect(slugOf('¡¿?!')).toBe('page');
    expect(slugOf('x'.repeat(200))).toHaveLength(60);
  });
});
