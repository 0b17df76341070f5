import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Preparing } from '../../src/email/mailings/preparing.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { anEvent } from '../support/events.js';
import { aChapter, aNetwork, aPetition } from '../support/people.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { aMailing, mailingState, subscribers } from './support/mailing.js';

interface Shown {
  id: string;
  html: string;
  text: string;
  body: unknown;
}
interface Check {
  code: string;
  level: string;
  message: string;
}

const paragraph = { type: 'paragraph', content: [{ type: 'text', text: 'What you can do this week.' }] };
const card = (kind: string, { id }: { id: string }) => ({ type: 'card', attrs: { kind, id } });
const bodyOf = (...cards: object[]) => ({ type: 'doc', content: [paragraph, ...cards] });

/** Looks like markup, a place, a merge tag and the end of an attribute. */
const HOSTILE = `<script>alert(1)</script> "homes" & {{given_name|x}} \uE000unsubscribe_url\uE001`;

describe('A card in a mailing', () => {
  let app: TestApp;
  let networkId: string;
  let ownerId: string;
  let staff: Browser;
  const sink = new SmtpSink();

  beforeAll(async () => {
    await sink.listen();
    app = await startApp({ worker: true, settings: { SMTP_URL: sink.url } });
    networkId = await aNetwork(app.db);
  });
  afterAll(async () => {
    await app?.close();
    await sink.close();
  });
  beforeEach(async () => {
    sink.caught.length = 0;
    ownerId = await aChapter(app.db, { networkId, name: 'Worcester Coalition' });
    staff = await app.signIn('chapter-admin', ownerId);
    await subscribers(app.db, { ownerId, count: 1 });
  });

  const at = (id: string, path = '') => `/api/v1/mailings/${id}${path}`;
  async function draft(body: object, more: object = {}): Promise<string> {
    const answer = await staff.send('/api/v1/mailings', {
      owner_id: ownerId,
      name: 'Budget week',
      subject: 'Three things',
      body,
      ...more,
    });
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return answer.json<Shown>().id;
  }
  const preview = async (id: string, form: object = {}) =>
    (await staff.send(at(id, '/preview'), form)).json<Shown>();
  const cardChecks = async (id: string) =>
    (await staff.get(at(id, '/checks')))
      .json<{ checks: Check[] }>()
      .checks.filter(({ code }) => code.startsWith('cards'));
  const prepared = (id: string) => app.worker!.get(Preparing).prepare(id);
  /** One part of the only mail that came, as its reader's program decodes it. */
  function received(type: 'html' | 'plain'): string {
    const raw = sink.caught[0]!.raw.toString();
    const part = raw.split(/^--/m).find((each) => each.includes(`Content-Type: text/${type}`))!;
    const body = part.slice(part.indexOf('\r\n\r\n') + 4);
    if (/Content-Transfer-Encoding: base64/i.test(part)) return Buffer.from(body, 'base64').toString();
    const bytes = body
      .replaceAll('=\r\n', '')
      .replaceAll(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
    return Buffer.from(bytes, 'latin1').toString();
  }

  it('arrives with what its petition and its event say on the day it is sent', async () => {
    const petition = await aPetition(app.db, { ownerId, title: 'An old title' });
    const event = await anEvent(app.db, { ownerId, starts: [new Date('2035-12-05T15:00:00Z')] });
    const id = await aMailing(app.db, {
      ownerId,
      body: bodyOf(card('petition', petition), card('event', event)),
    });
    await app.db.query(`UPDATE petitions SET title = '{"en": "Homes for all"}' WHERE id = $1`, [petition.id]);
    await prepared(id);
    await settled('the mail came', () => sink.caught.length === 1);
    const [html, text] = [received('html'), received('plain')];
    for (const part of [html, text]) {
      expect(part).toContain('Homes for all');
      expect(part).toContain('To: The Legislature');
      expect(part).toContain('Rally for freedom');
      expect(part).toContain('December 5, 2035');
      expect(part).toContain('City Hall Plaza');
      expect(part).not.toContain('1 City Hall Sq');
      expect(part).not.toContain('blue tent');
    }
    expect(text).toContain(`${app.config.origin}/petitions/${petition.slug}?lang=en`);
    expect(text).toContain(`${app.config.origin}/events/${event.slug}?lang=en`);
    // Its links are counted as all links of the mail are.
    const { rows } = await app.db.query<{ url: string }>(
      `SELECT link ->> 'url' AS url FROM mailing_versions v, jsonb_array_elements(v.content -> 'links') link
       WHERE v.mailing_id = $1`,
      [id],
    );
    expect(rows.map(({ url }) => new URL(url).pathname)).toEqual([
      `/petitions/${petition.slug}`,
      `/events/${event.slug}`,
    ]);
    expect(html).not.toContain(`href="${app.config.origin}/petitions/`);
    expect(html).toMatch(/href="[^"]+\/t\/[^"]+"[^>]*>Sign the petition/);
  });

  it('speaks the language of the text it stands in', async () => {
    const petition = await aPetition(app.db, { ownerId });
    await app.db.query(`UPDATE petitions SET title = title || '{"es": "Casas seguras"}' WHERE id = $1`, [
      petition.id,
    ]);
    const body = bodyOf(card('petition', petition));
    const id = await draft(body, {
      translations: [{ language: 'es', subject: 'Tres cosas', preview_text: '', body }],
    });
    const shown = await preview(id, { shown_language: 'es' });
    expect(shown.text).toContain('Petición: Casas seguras');
    expect(shown.text).toContain(`/petitions/${petition.slug}?lang=es`);
    expect(shown.html).toContain('Firmar la petición');
    expect((await preview(id, { shown_language: 'en' })).text).toContain('Petition: Safe housing now');
  });

  it('shows a title as it was written, whatever it looks like', async () => {
    const petition = await aPetition(app.db, { ownerId, title: HOSTILE });
    const id = await aMailing(app.db, { ownerId, body: bodyOf(card('petition', petition)) });
    await prepared(id);
    await settled('the mail came', () => sink.caught.length === 1);
    const html = received('html');
    expect(html).not.toContain('<script');
    expect(html).toContain(
      '&lt;script&gt;alert(1)&lt;/script&gt; &quot;homes&quot; &amp; {{given_name|x}} unsubscribe_url',
    );
    expect(received('plain')).toContain(
      '<script>alert(1)</script> "homes" & {{given_name|x}} unsubscribe_url',
    );
  });

  it('keeps nothing of what the editor sends but kind and id', async () => {
    const petition = await aPetition(app.db, { ownerId });
    const forged = {
      type: 'card',
      attrs: { kind: 'petition', id: petition.id, title: 'Forged', url: 'https://evil.example' },
    };
    const shown = await preview(
      await draft(bodyOf(forged, card('letter', petition), card('event', { id: 'x' }))),
    );
    expect(shown.html).toContain('Safe housing now');
    expect(shown.html).not.toMatch(/Forged|evil\.example/);
  });

  it('announces what the network has published', async () => {
    const petition = await aPetition(app.db, { ownerId: networkId, title: 'All of New England' });
    const unlisted = await anEvent(app.db, { ownerId: networkId, title: 'Board only', isListed: false });
    const id = await draft(bodyOf(card('petition', petition)));
    expect((await preview(id)).html).toContain('All of New England');
    expect(await cardChecks(id)).toEqual([]);
    const other = await draft(bodyOf(card('event', unlisted)));
    expect((await preview(other)).html).not.toContain('Board only');
  });

  it('never shows another chapter’s petition, a draft or one that never was, and tells them from each other by nothing', async () => {
    const foreign = await aChapter(app.db, { networkId, name: 'Lowell Coalition' });
    const said = new Set<string>();
    for (const target of [
      await aPetition(app.db, { ownerId: foreign, title: 'Of Lowell' }),
      await aPetition(app.db, { ownerId, title: 'Not yet said', state: 'draft' }),
      { id: '00000000-0000-7000-8000-000000000000' },
    ]) {
      const id = await draft(bodyOf(card('petition', target)));
      const shown = await preview(id);
      expect(shown.html + shown.text).not.toMatch(/Of Lowell|Not yet said|Sign the petition/);
      const [check] = await cardChecks(id);
      expect(check!.level).toBe('blocking');
      said.add(check!.message);
      const sent = await staff.send(at(id, '/sending'), {});
      expect([sent.status, sent.text]).toEqual([422, expect.stringContaining('"cards"')]);
    }
    expect([...said]).toEqual([expect.stringContaining('A petition’s card leads to nothing')]);
  });

  it.each([
    ['is closed', 'petition', { state: 'closed' }],
    ['is closed', 'petition', { closesAt: new Date(1e12) }],
    ['is cancelled', 'event', { state: 'cancelled' }],
    ['is over', 'event', { starts: [new Date(1e12)] }],
  ] as const)('blocks the mailing, saying that what it leads to %s', async (words, kind, given) => {
    const make = kind === 'petition' ? aPetition : anEvent;
    const target = await make(app.db, { ownerId, title: 'Over', ...given });
    const body = bodyOf({ type: 'blockquote', content: [card(kind, target)] });
    const message = `“Over” ${words}. Take its card away.`;
    const id = await draft(body);
    expect(await cardChecks(id)).toEqual([{ code: 'cards', level: 'blocking', message }]);
    const translations = [{ language: 'pt', subject: 'Três coisas', preview_text: '', body }];
    const inOne = await draft(bodyOf(), { translations });
    expect(await cardChecks(inOne)).toEqual([
      { code: 'cards:pt', level: 'blocking', message: `Português: ${message}` },
    ]);
  });

  it('keeps a mailing back whose petition closed while it waited', async () => {
    const petition = await aPetition(app.db, { ownerId, title: 'Too late', state: 'closed' });
    const id = await aMailing(app.db, { ownerId, body: bodyOf(card('petition', petition)) });
    await prepared(id);
    expect((await mailingState(app.db, id)).state).not.toMatch(/preparing|sending|finished/);
    const { rows } = await app.db.query<{ title: string }>(`SELECT title FROM tasks WHERE owner_id = $1`, [
      ownerId,
    ]);
    expect(rows).toEqual([{ title: expect.stringContaining('“Too late” is closed') }]);
    expect(sink.caught).toEqual([]);
  });

  it('is in the test that is sent of it, and in a copy', async () => {
    const petition = await aPetition(app.db, { ownerId });
    const body = bodyOf(card('petition', petition));
    const id = await draft(body);
    expect((await staff.send(at(id, '/test-sends'), {})).status).toBe(201);
    await settled('the test came', () => sink.caught.length === 1);
    expect(received('plain')).toContain('Petition: Safe housing now');
    const copy = (await staff.send(at(id, '/copies'), { to: 'same' })).json<Shown>();
    expect(copy.body).toEqual(body);
    expect((await preview(copy.id)).html).toContain('Safe housing now');
  });
});
