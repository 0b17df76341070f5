import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { compose } from '../../src/email/compose/compose.js';
import { isOfSensibleSize, safeHref } from '../../src/email/compose/document.js';
import { mergeValue, tagsIn } from '../../src/email/compose/merge-tags.js';
import { classify } from '../../src/email/sending/reply-class.js';
import { type Parts } from '../../src/platform/mail/message.js';
import { testData } from '../support/test-data.js';

const SENDER = { name: 'Worcester Coalition', colour: '#ffee00', postalAddress: '1 Main St' };
const text = (value: string, ...marks: object[]) => ({ type: 'text', text: value, marks });
const paragraph = (...content: object[]) => ({ type: 'paragraph', content });
const composed = (...content: object[]) =>
  compose({
    language: 'en',
    subject: 'Hello',
    previewText: '',
    body: { type: 'doc', content },
    sender: SENDER,
  });
const joined = (parts: Parts): string =>
  parts.map((part) => (typeof part === 'string' ? part : `[${part.tag}]`)).join('');

describe('Composing a mail', () => {
  it('escapes what authors type, in text and in merge tags', () => {
    const { html } = composed(paragraph(text('<script>alert(1)</script> {{given_name|"dear" <friend>}}')));
    expect(joined(html)).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(joined(html)).not.toContain('<script>');
    expect(html).toContainEqual({ tag: 'given_name|"dear" <friend>' });
  });

  it('makes dead what is no web, mail or telephone link', () => {
    for (const href of [
      'javascript:alert(1)',
      ' JaVaScRiPt:alert(1)',
      'java\tscript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'https://us@evil.example/',
      '//evil.example',
      'file:///etc/passwd',
    ]) {
      expect([href, safeHref(href)]).toEqual([href, null]);
      const { html, links } = composed(paragraph(text('read', { type: 'link', attrs: { href } })));
      expect(links).toEqual([]);
      expect(joined(html)).not.toContain('evil');
      expect(joined(html).toLowerCase()).not.toContain('script:');
    }
  });

  it('drops nodes, marks and attributes that it does not know', () => {
    const { html } = composed(
      { type: 'iframe', attrs: { src: 'https://evil.example/' } },
      paragraph(text('kept', { type: 'textStyle', attrs: { style: 'x' } })),
      { type: 'heading', attrs: { level: 9, onclick: 'x' }, content: [text('Head')] },
      'nonsense' as never,
    );
    expect(joined(html)).toContain('kept');
    expect(joined(html)).toMatch(/<h2[^>]*>Head<\/h2>/);
    expect(joined(html)).not.toMatch(/iframe|evil|onclick/);
  });

  it('E61: counts web links once each, and leaves mail, telephone and our own alone', () => {
    const link = (href: string) => text('x', { type: 'link', attrs: { href } });
    const { html, links } = composed(
      paragraph(link('https://a.example/'), link('mailto:us@a.example'), link('tel:+16175550123')),
      { type: 'button', attrs: { label: 'Go', href: 'https://a.example/' } },
    );
    expect(links).toEqual(['https://a.example/']);
    expect(joined(html)).toContain('href="mailto:us@a.example"');
    expect(joined(html)).toContain('href="[unsubscribe_url]"');
    expect(joined(html).match(/\[link:0\]/g)).toHaveLength(2);
  });

  it('makes a text part that says the same', () => {
    const { text: plain } = composed(
      { type: 'heading', attrs: { level: 1 }, content: [text('Call today')] },
      {
        type: 'bulletList',
        content: [
          { type: 'listItem', content: [paragraph(text('first'))] },
          { type: 'listItem', content: [paragraph(text('second'))] },
        ],
      },
      { type: 'blockquote', content: [paragraph(text('A word'))] },
      { type: 'button', attrs: { label: 'Call now', href: 'https://a.example/call' } },
    );
    expect(joined(plain)).toContain(
      'Call today\n==========\n\n- first\n- second\n\n> A word\n\nCall now:\nhttps://a.example/call',
    );
  });

  it('makes the sender’s colour readable, whatever it is', () => {
    const { html } = composed({ type: 'button', attrs: { label: 'Go', href: 'https://a.example/' } });
    expect(joined(html)).not.toContain('#ffee00');
  });

  it('fills a tag with the name, or with its fallback', () => {
    expect(mergeValue('given_name|friend', { givenName: 'Ada', familyName: '' })).toBe('Ada');
    expect(mergeValue('given_name|friend', { givenName: ' ', familyName: '' })).toBe('friend');
    expect(mergeValue('full_name|', { givenName: 'Ada', familyName: 'Byron' })).toBe('Ada Byron');
    expect(tagsIn('{{ given_name | friend }} {{secret}}')).toEqual([
      { name: 'given_name', fallback: 'friend' },
      { name: 'secret', fallback: '' },
    ]);
  });

  it('refuses a document that is no mail but an attempt to make the server work', () => {
    let deep: object = paragraph(text('x'));
    for (let depth = 0; depth < 50; depth++) deep = { type: 'blockquote', content: [deep] };
    expect(isOfSensibleSize({ type: 'doc', content: [deep] })).toBe(false);
    expect(isOfSensibleSize({ type: 'doc', content: Array(6_000).fill(paragraph()) })).toBe(false);
    expect(isOfSensibleSize({ type: 'doc', content: [paragraph(text('x'))] })).toBe(true);
  });
});

describe('Reading refusals', () => {
  const replies = testData('corpora/own/smtp-replies.json');

  it('E53: calls a mailbox dead by its status, and never by a receiver’s policy', () => {
    const of = (code: number, enhanced: string | undefined, reply: string) =>
      classify({ code, enhanced, reply });
    expect(of(550, '5.1.1', '550 5.1.1 no such user')).toBe('hard');
    expect(of(550, undefined, '550 No such user here')).toBe('hard');
    expect(of(550, '5.7.1', '550 5.7.1 user unknown to our spam filter')).toBe('policy');
    expect(of(554, undefined, '554 delivery error: mailbox unavailable')).toBe('policy');
    expect(of(552, '5.2.2', '552 5.2.2 mailbox full')).toBe('soft');
    expect(of(451, '4.7.1', '451 4.7.1 Greylisted')).toBe('soft');
    expect(of(552, '5.3.4', '552 5.3.4 Message too large')).toBe('final');
  });

  (replies ? it : it.skip)('F24: agrees with the corpus on who is dead and who objects', () => {
    const corpus = JSON.parse(readFileSync(replies!, 'utf8')) as {
      code: number;
      enhanced: string | null;
      text: string;
      expect: string;
    }[];
    for (const { code, enhanced, text: said, expect: expected } of corpus) {
      if (code < 400) continue;
      const found = classify({
        code,
        enhanced: enhanced ?? undefined,
        reply: `${code} ${enhanced ?? ''} ${said}`,
      });
      const isHard = /^hard(?!-| only)/.test(expected);
      expect([said, found === 'hard']).toEqual([said, isHard]);
      if (/^policy/.test(expected)) expect([said, found]).toEqual([said, 'policy']);
    }
  });
});
