import { describe, expect, it } from '@jest/globals';
import { compose, saysHowToLeave } from '../../src/email/compose/compose.js';
import { inspect } from '../../src/email/compose/inspect.js';
import { type Check, type Checked, checksOf, maySend } from '../../src/email/mailings/checks.js';
import { BODY } from './support/mailing.js';

const SUBJECT = 'Can you call before Thursday?';
const DRAFT = {
  language: 'en',
  subject: SUBJECT,
  previewText: '',
  body: BODY as unknown,
  sender: { name: 'Worcester Coalition', colour: '#005c5e', postalAddress: '1 Main St, Worcester MA' },
} as const;

function checksFor(changes: Partial<Checked> = {}): Check[] {
  return checksOf({
    subject: SUBJECT,
    fromName: 'Worcester Coalition',
    fromAddress: 'news@worcester.example',
    postalAddress: '1 Main St, Worcester MA',
    saysHowToLeave: true,
    inspection: inspect(DRAFT),
    cardProblems: [],
    htmlBytes: 20_000,
    audienceCount: 12,
    ...changes,
  });
}
const levelOf = (code: string, changes: Partial<Checked>): string | undefined =>
  checksFor(changes).find((each) => each.code === code)?.level;

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const bytesOf = (body: unknown): number =>
  Buffer.byteLength(
    compose({ ...DRAFT, body })
      .html.map((part) => (typeof part === 'string' ? part : ''))
      .join(''),
  );

describe('What is looked at before a mailing may go', () => {
  it('finds nothing wrong with an honest one', () => {
    expect(checksFor().filter(({ level }) => level !== 'ok')).toEqual([]);
  });

  it.each([
    'news@worcester.example',
    'Worcester ✓',
    'Worcester ✅',
    'Worcester®',
    'Worcester (2)',
    'Re: Worcester',
    'https://worcester.example',
    'For {{given_name|you}}',
    `Worcester: ${SUBJECT}`,
  ])('E9: warns of a sender’s name that is more than a name: %s', (fromName) => {
    expect(levelOf('display-name', { fromName })).toBe('warning');
    expect(maySend(checksFor({ fromName }))).toBe(true);
  });

  it.each(['Zoë O’Núñez', 'Casa & Hope', 'Youth for Justice (Lowell)', '希望の家'])(
    'E9: takes a name as a name: %s',
    (fromName) => {
      expect(levelOf('display-name', { fromName })).toBeUndefined();
    },
  );

  it.each(['Re: Thursday', 'RE : Thursday', 'Fwd: Thursday', 'FW: Thursday', ' re:Thursday'])(
    'E10: refuses a subject that pretends to be an answer: %s',
    (subject) => {
      expect(levelOf('reply-subject', { subject })).toBe('blocking');
    },
  );

  it.each(['Report: what we found', 'Regarding Thursday', 'Forward together'])(
    'E10: takes an honest subject: %s',
    (subject) => {
      expect(levelOf('reply-subject', { subject })).toBe('ok');
    },
  );

  it('E11: takes 101 kB of HTML and refuses 103 kB', () => {
    const frame = bytesOf({ type: 'doc', content: [paragraph('')] });
    const filled = (kilobytes: number): number =>
      bytesOf({ type: 'doc', content: [paragraph('x'.repeat(kilobytes * 1024 - frame))] });
    expect([filled(101), filled(103)]).toEqual([101 * 1024, 103 * 1024]);
    expect(levelOf('size', { htmlBytes: filled(101) })).toBe('ok');
    expect(levelOf('size', { htmlBytes: filled(103) })).toBe('blocking');
  });

  it('E11: hides nothing, whatever styles stand in what the editor gives', () => {
    const style = 'display:none;font-size:0;max-height:0;opacity:0;visibility:hidden;mso-hide:all';
    const hidden = { ...paragraph('Nobody sees this'), attrs: { style, hidden: true, class: 'hidden' } };
    const marked = {
      type: 'paragraph',
      content: [{ type: 'text', text: 'nor this', marks: [{ type: 'textStyle', attrs: { style } }] }],
    };
    const html = compose({
      ...DRAFT,
      previewText: 'In short',
      body: { type: 'doc', content: [hidden, marked] },
    })
      .html.map((part) => (typeof part === 'string' ? part : ''))
      .join('');
    expect(html).toContain('Nobody sees this');
    expect(html).not.toMatch(
      /display:\s*none|visibility:\s*hidden|font-size:\s*0|opacity:\s*0|max-height:\s*0|mso-hide|hidden/i,
    );
  });

  it.each(['us@gmail.com', 'us@yahoo.com', 'us@outlook.com', 'us@aol.com', 'us@icloud.com'])(
    'E26: does not go out From %s',
    (fromAddress) => {
      expect(levelOf('sender', { fromAddress })).toBe('blocking');
    },
  );

  it('E36: does not go out without the link to leave in HTML and in text', () => {
    const composed = compose(DRAFT);
    expect(saysHowToLeave(composed)).toBe(true);
    const without = (parts: typeof composed.html) =>
      parts.filter((part) => typeof part === 'string' || part.tag !== 'unsubscribe_url');
    expect(saysHowToLeave({ ...composed, html: without(composed.html) })).toBe(false);
    expect(saysHowToLeave({ ...composed, text: without(composed.text) })).toBe(false);
    expect(levelOf('unsubscribe', { saysHowToLeave: false })).toBe('blocking');
  });

  it('E37: does not go out without a postal address', () => {
    expect(levelOf('postal-address', { postalAddress: ' ' })).toBe('blocking');
  });
});
