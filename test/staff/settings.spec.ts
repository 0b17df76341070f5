import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork } from '../support/people.js';

interface Settings {
  id: string;
  name: string;
  state: string;
  colour: string;
  colour_note: { contrast: number; on_light: string; is_adjusted: boolean };
  mission: Record<string, string>;
  from_address: string | null;
  grants_network: boolean;
  team: { name: string; title: string }[];
}
interface Refused {
  error: { param: string; fields: { message: string }[] };
}

describe('Settings of the network and its chapters', () => {
  let app: TestApp;
  let network: string;
  let boston: string;
  let denver: string;
  let admin: Browser;
  let ofBoston: Browser;

  beforeAll(async () => {
    app = await startApp();
    network = await aNetwork(app.db, { name: 'The network' });
    boston = await aChapter(app.db, { networkId: network, slug: 'boston', name: 'Boston' });
    denver = await aChapter(app.db, { networkId: network, slug: 'denver', name: 'Denver' });
    admin = await app.signIn('network-admin', network);
    ofBoston = await app.signIn('chapter-admin', boston);
  });
  afterAll(() => app.close());

  const change = (browser: Browser, id: string, body: object) =>
    browser.send(`/api/v1/chapters/${id}`, body, 'PATCH');

  it('change what is sent and leave the rest, in every language of the page', async () => {
    const answer = await change(ofBoston, boston, {
      mission: { en: 'End demand', es: 'Terminar con la demanda' },
      from_address: 'hello@boston.example',
      time_zone: 'America/New_York',
    });
    expect(answer.status).toBe(200);
    expect(answer.json<Settings>()).toMatchObject({
      name: 'Boston',
      mission: { en: 'End demand', es: 'Terminar con la demanda' },
      from_address: 'hello@boston.example',
    });
    const page = await app.visitor().get('/chapters/boston?lang=es');
    expect(page.text).toContain('Terminar con la demanda');

    expect((await change(ofBoston, boston, { from_address: '' })).json<Settings>().from_address).toBeNull();
  });

  it('E26: refuse to send mail as Gmail, Yahoo or Outlook', async () => {
    for (const address of ['us@gmail.com', 'us@Yahoo.co.uk', 'us@outlook.com', 'us@hotmail.fr']) {
      const answer = await change(ofBoston, boston, { from_address: address });
      expect(answer.status).toBe(422);
      expect(answer.json<Refused>().error).toMatchObject({ param: 'from_address' });
      expect(answer.json<Refused>().error.fields[0]!.message).toContain('a domain of your own');
    }
  });

  it('refuse zones that know no summer, exits without https and colours that are none', async () => {
    for (const [field, value] of [
      ['time_zone', 'EST5'],
      ['time_zone', null],
      ['exit_url', 'http://weather.gov'],
      ['colour', 'teal'],
      ['languages', []],
      ['name', ''],
    ] as const) {
      const answer = await change(ofBoston, boston, { [field]: value });
      expect([field, answer.status, answer.json<Refused>().error.param]).toEqual([field, 422, field]);
    }
  });

  it('say what becomes of a colour that cannot be read', async () => {
    const pale = (await change(ofBoston, boston, { colour: '#FFD54F' })).json<Settings>();
    expect(pale.colour).toBe('#ffd54f');
    expect(pale.colour_note).toMatchObject({ is_adjusted: true });
    expect(pale.colour_note.contrast).toBeLessThan(2);
    const dark = (await change(ofBoston, boston, { colour: '#1b4f71' })).json<Settings>();
    expect(dark.colour_note).toMatchObject({ is_adjusted: false, on_light: '#1b4f71' });
    const asked = await ofBoston.get('/api/v1/colour-note?colour=%23FFD54F');
    expect(asked.json()).toEqual(pale.colour_note);
  });

  it('replace the team as a whole and keep its order', async () => {
    const put = (team: object[]) => ofBoston.send(`/api/v1/chapters/${boston}/team`, { team }, 'PUT');
    await put([
      { name: 'Ada Okafor', title: 'Lead' },
      { name: 'Grace Lim', title: 'Outreach' },
    ]);
    const turned = await put([
      { name: 'Grace Lim', title: 'Outreach' },
      { name: 'Ada Okafor', title: 'Lead' },
      { name: 'Sam Reyes', title: 'Law' },
    ]);
    expect(turned.json<Settings>().team.map(({ name }) => name)).toEqual([
      'Grace Lim',
      'Ada Okafor',
      'Sam Reyes',
    ]);
    const nameless = await put([{ name: '', title: 'Lead' }]);
    expect(nameless.json<Refused>().error.param).toBe('team.0.name');
    expect((await put([])).json<Settings>().team).toEqual([]);
  });

  it('of a chapter do not exist for its neighbours, nor for a network that it does not let in', async () => {
    expect((await ofBoston.get(`/api/v1/chapters/${denver}`)).status).toBe(404);
    expect((await change(ofBoston, denver, { name: 'Mine' })).status).toBe(404);
    expect((await admin.get(`/api/v1/chapters/${denver}`)).status).toBe(404);
    const seen = (await ofBoston.get('/api/v1/chapters')).json<{ data: { name: string }[] }>();
    expect(seen.data.map(({ name }) => name)).toEqual(['Boston']);
    const all = (await admin.get('/api/v1/chapters')).json<{ data: { name: string; is_yours: boolean }[] }>();
    expect(all.data).toMatchObject([
      { name: 'Boston', is_yours: false },
      { name: 'Denver', is_yours: false },
    ]);
  });

  it('may be read and changed by those alone whose role says so', async () => {
    const organizer = await app.signIn('organizer', boston);
    expect((await organizer.get(`/api/v1/chapters/${boston}`)).status).toBe(403);
    expect((await ofBoston.get('/api/v1/network')).status).toBe(403);
    expect((await ofBoston.send('/api/v1/network', { name: 'Mine' }, 'PATCH')).status).toBe(403);
  });

  it('begin a chapter as planned, which its own administrator sets up, and the network does not enter', async () => {
    const form = {
      name: 'Portland',
      territory: 'Portland',
      region: 'OR',
      time_zone: 'America/Los_Angeles',
      languages: ['en', 'es'],
      administrator: { name: 'Ines Duarte', email: 'ines@portland.example' },
    };
    const made = await admin.send('/api/v1/chapters', form);
    expect(made.status).toBe(201);
    const chapter = made.json<Settings>();
    expect(chapter).toMatchObject({
      name: 'Portland',
      state: 'planned',
      grants_network: false,
      is_yours: false,
    });
    expect((await admin.get(`/api/v1/chapters/${chapter.id}`)).status).toBe(404);
    expect((await admin.send(`/api/v1/chapters/${chapter.id}/launch`)).status).toBe(404);

    const { rows } = await app.db.query<{ email: string; role: string; state: string }>(
      `SELECT a.email, g.role, a.state FROM grants g JOIN accounts a ON a.id = g.account_id WHERE g.organization_id = $1`,
      [chapter.id],
    );
    expect(rows).toEqual([{ email: 'ines@portland.example', role: 'chapter-admin', state: 'invited' }]);
    const ours = await app.signIn('chapter-admin', chapter.id);
    expect((await change(ours, chapter.id, { name: 'Greater Portland' })).json<Settings>().name).toBe(
      'Greater Portland',
    );
    const launched = await ours.send(`/api/v1/chapters/${chapter.id}/launch`);
    expect(launched.json<Settings>().state).toBe('active');
    expect((await ours.send(`/api/v1/chapters/${chapter.id}/launch`)).status).toBe(409);
    expect((await change(ours, chapter.id, { grants_network: true })).status).toBe(200);
    expect((await admin.get(`/api/v1/chapters/${chapter.id}`)).status).toBe(200);

    const twin = await admin.send('/api/v1/chapters', form);
    expect(twin.status).toBe(422);
    expect(twin.json<Refused>().error.param).toBe('name');
    expect((await ofBoston.send('/api/v1/chapters', { ...form, name: 'Salem' })).status).toBe(403);
    const alone = await admin.send('/api/v1/chapters', { ...form, name: 'Salem', administrator: undefined });
    expect(alone.status).toBe(422);
  });

  it('of the network are changed by the network, and every change is on the audit log', async () => {
    const answer = await admin.send(
      '/api/v1/network',
      { name: 'The new network', postal_address: '2 Elm St', requires_two_factor: false },
      'PATCH',
    );
    expect(answer.json()).toMatchObject({ name: 'The new network', postal_address: '2 Elm St' });
    const { rows } = await app.db.query<{ action: string; detail: object }>(
      `SELECT action, detail FROM audit_entries ORDER BY id DESC LIMIT 1`,
    );
    expect(rows[0]).toEqual({
      action: 'network.changed',
      detail: { fields: ['name', 'postal_address', 'requires_two_factor'] },
    });
  });
});
