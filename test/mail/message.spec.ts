import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import {
  compileMessage,
  listId,
  type MessageDesign,
  type Recipient,
  type Value,
} from '../../src/platform/mail/message.js';
import { testData } from '../support/test-data.js';

const plain = (text: string): Value => ({ text, html: text });
const recipient: Recipient = {
  to: { name: 'Zoë Müller', address: 'zoe@example.net' },
  id: 'd-42',
  date: new Date('2026-11-21T12:00:00Z'),
};
const design: MessageDesign = {
  from: { name: 'The Coalition', address: 'news@example.org' },
  subject: ['Dear ', { tag: 'name' }, ', one thing'],
  html: ['<p>Dear ', { tag: 'name' }, ',</p>\n<p>Thank you.</p>'],
  text: ['Dear ', { tag: 'name' }, ',\n\nThank you.'],
};
const ICS =
  'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Rälly\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';

const render = (changes: Partial<MessageDesign> = {}, to: Partial<Recipient> = {}, name = 'Zoë') =>
  compileMessage({ ...design, ...changes }).render({ name: plain(name) }, { ...recipient, ...to });
const headerLines = (raw: Buffer) =>
  raw
    .toString('latin1')
    .split('\r\n\r\n')[0]!
    .replace(/\r\n[ \t]/g, ' ')
    .split('\r\n');
const names = (raw: Buffer) => headerLines(raw).map((line) => line.slice(0, line.indexOf(':')));

/** What came out, with every part decoded; a refusal reads nothing either. */
function textOf(make: () => Buffer): string {
  let raw: string;
  try {
    raw = make().toString('latin1');
  } catch (error) {
    return String(error);
  }
  const decoded = raw.split('\r\n\r\n').map((part) => Buffer.from(part, 'base64').toString('latin1'));
  return [raw, ...decoded].join('\n');
}

describe('a message', () => {
  it('E1: has one each of From, To, Date, Subject and Message-ID, with one address in From', async () => {
    const raw = render();
    for (const name of ['From', 'To', 'Date', 'Subject', 'Message-ID', 'MIME-Version', 'Content-Type']) {
      expect(names(raw).filter((each) => each === name)).toHaveLength(1);
    }
    const mail = await PostalMime.parse(raw);
    expect(mail.from).toEqual({ name: 'The Coalition', address: 'news@example.org' });
    expect(mail.to).toEqual([{ name: 'Zoë Müller', address: 'zoe@example.net' }]);
    expect(mail.date).toBe('2026-11-21T12:00:00.000Z');
  });

  it('E2: has an id of its own for every recipient, in our domain, and the same on every retry', () => {
    const idOf = (raw: Buffer) => headerLines(raw).find((line) => line.startsWith('Message-ID'));
    expect(idOf(render())).toBe('Message-ID: <d-42@example.org>');
    expect(idOf(render())).toBe(idOf(render({}, { date: new Date() })));
    expect(idOf(render({}, { id: 'd-43' }))).not.toBe(idOf(render()));
  });

  it('E3: has CRLF only and lines of at most 76, and loses nothing of dots, bare LF and long lines', async () => {
    const body = `.\n.x\nbare\rtwo  spaces \ttab \nFrom here\n${'x'.repeat(3_000)}\n=3D é${'🎉'.repeat(60)}`;
    const raw = render({ text: ['Dear ', { tag: 'name' }, body], html: [body] }, {}, body);
    const text = raw.toString('latin1');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text).not.toMatch(/[\x80-\xff]/);
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(76);
    const mail = await PostalMime.parse(raw);
    const expected = body.replace('\r', '\n');
    expect(mail.text!.trimEnd()).toBe(`Dear ${expected}${expected}`);
    expect(mail.html!.trimEnd()).toBe(expected);
  });

  it('E4: says in the header what was typed, whatever the script, in encoded words of at most 75', async () => {
    const subject = `Añadir 🎉 ${'é'.repeat(240)} =?utf-8?q?x?=`;
    const sender = 'Žižek "Q" <x@y.z>, \\ & Co';
    const raw = render({ subject: [subject], from: { name: sender, address: 'news@example.org' } });
    for (const word of raw.toString('latin1').match(/=\?UTF-8\?B\?[^?]*\?=/g)!)
      expect(word.length).toBeLessThanOrEqual(75);
    const mail = await PostalMime.parse(raw);
    expect(mail.subject).toBe(subject);
    expect(mail.from).toEqual({ name: sender, address: 'news@example.org' });
  });

  it('shows each value in its own form: markup in HTML, plain in text and subject', async () => {
    const raw = compileMessage(design).render(
      { name: { html: '&lt;Zo&euml;&gt;', text: '<Zoë>' } },
      recipient,
    );
    const mail = await PostalMime.parse(raw);
    expect(mail.subject).toBe('Dear <Zoë>, one thing');
    expect(mail.text).toContain('Dear <Zoë>,');
    expect(mail.html).toContain('<p>Dear &lt;Zo&euml;&gt;,</p>');
  });

  it('is not made where a value is missing, naming it, or the recipient has no proper address', () => {
    expect(() => compileMessage(design).render({}, recipient)).toThrow('a value for name');
    expect(() => render({ subject: [{ tag: 'constructor' }] })).toThrow('a value for constructor');
    expect(() => render({}, { to: { address: 'Zoe@example.net' } })).toThrow('canonical');
    expect(() => render({}, { id: 'a> <b' })).toThrow('message id');
  });

  it('E30: carries exactly the two headers of one-click unsubscribe on bulk mail, and none otherwise', () => {
    const unsubscribe = {
      url: 'https://act.example.org/unsubscribe/abc',
      mailto: 'mailto:u+abc@example.org?subject=unsubscribe',
    };
    const lines = headerLines(render({}, { unsubscribe })).filter((line) => line.startsWith('List-'));
    expect(lines).toEqual([
      'List-Unsubscribe: <https://act.example.org/unsubscribe/abc>, <mailto:u+abc@example.org?subject=unsubscribe>',
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    ]);
    expect(names(render())).not.toContain('List-Unsubscribe');
  });

  it('takes further headers such as List-Id, but none that it writes itself', () => {
    const headers = {
      'List-Id': listId('Bees & "rivers"', 'bees', 'example.org'),
      'Auto-Submitted': 'auto-generated',
    };
    expect(headerLines(render({ headers }))).toEqual(
      expect.arrayContaining([
        'List-Id: "Bees & rivers" <bees.example.org>',
        'Auto-Submitted: auto-generated',
      ]),
    );
    for (const name of ['Bcc', 'from', 'X-A\r\nBcc', 'DKIM-Signature']) {
      expect(() => render({ headers: { [name]: 'x' } })).toThrow('cannot be set');
    }
    expect(() => render({ headers: { 'X-A': 'x\r\nBcc: evil@example.com' } })).toThrow('printable');
  });

  it('E70, E74: has the calendar last among the alternatives and as a file, its method said alike', async () => {
    const raw = render({}, { calendar: { method: 'REQUEST', filename: 'reunión.ics', content: ICS } });
    const types = raw.toString('latin1').match(/^Content-Type: [^;\r]*/gm);
    expect(types).toEqual(
      [
        'multipart/mixed',
        'multipart/alternative',
        'text/plain',
        'text/html',
        'text/calendar',
        'application/ics',
      ].map((type) => `Content-Type: ${type}`),
    );
    const { attachments } = await PostalMime.parse(raw);
    expect(attachments.map(({ mimeType, filename }) => [mimeType, filename])).toEqual(
      expect.arrayContaining([['application/ics', 'reunión.ics']]),
    );
    const file = attachments.find(({ mimeType }) => mimeType === 'application/ics')!;
    // The parser gives text parts LF line ends.
    expect(Buffer.from(file.content as ArrayBuffer).toString()).toBe(ICS.replaceAll('\r\n', '\n'));
    expect(() => render({}, { calendar: { method: 'CANCEL', filename: 'x.ics', content: ICS } })).toThrow(
      'METHOD:CANCEL',
    );
  });

  it('E8: reads no file and no address, whatever its content asks for', () => {
    // A file that is certainly there: this one. Its first line must be in no message.
    const here = import.meta.filename;
    const [firstLine] = readFileSync(here, 'utf8').split('\n') as [string];
    for (const reference of [{ path: here }, { href: `file://${here}` }]) {
      const asked = reference as unknown as string;
      const calendar = { method: 'REQUEST' as const, filename: 'a.ics', content: asked };
      for (const make of [
        () => render({ html: [asked] }),
        () => render({ text: [asked] }),
        () => render({ subject: [asked] }),
        () => render({}, { calendar }),
      ])
        expect(textOf(make)).not.toContain(firstLine);
    }
  });

  const corpus = testData('corpora/own/header-injection.json');
  (corpus ? it : it.skip)(
    'E6: lets nothing that a person typed add a header, a recipient or a part',
    async () => {
      const { values } = JSON.parse(readFileSync(corpus!, 'utf8')) as { values: string[] };
      const honest = names(render());
      for (const value of values) {
        const typed = render(
          { from: { name: value, address: 'news@example.org' } },
          { to: { name: value, address: 'zoe@example.net' } },
          value,
        );
        expect(names(typed)).toEqual(honest);
        const mail = await PostalMime.parse(typed);
        expect([mail.from!.address, mail.to!.map(({ address }) => address), mail.bcc]).toEqual([
          'news@example.org',
          ['zoe@example.net'],
          undefined,
        ]);
        expect(() => render({}, { to: { address: value } })).toThrow();
        expect(() => render({}, { id: value })).toThrow();
      }
    },
  );
});
