import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { Sweeping } from '../../src/email/sending/sweeping.service.js';
import { timeOf } from '../../src/email/mailings/sending-time.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork } from '../support/people.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { testData } from '../support/test-data.js';
import { BODY, mailingState, subscribers } from './support/mailing.js';

const path = '/api/v1/mailings';

interface Mailing {
  id: string;
  state: string;
  undo_seconds: number | null;
  scheduled_at: string | null;
  subject: string;
}

describe('Sending later, and taking it back', () => {
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
    await subscribers(app.db, { ownerId, count: 5 });
    staff = await app.signIn('chapter-admin', ownerId);
  });

  async function draft(): Promise<string> {
    const content = { owner_id: ownerId, name: 'Budget week', subject: 'Call before Thursday', body: BODY };
    return (await staff.send(path, content)).json<Mailing>().id;
  }
  const act = (id: string, name: string, body: unknown = {}, method = 'POST') =>
    staff.send(`${path}/${id}/${name}`, body, method);
  const undoMinutes = async (minutes: number): Promise<void> => {
    const rules = { undo_minutes: minutes, approval_over: null };
    expect((await staff.send(`/api/v1/sending-rules/${ownerId}`, rules, 'PUT')).status).toBe(200);
  };
  const stateOf = async (id: string) => (await mailingState(app.db, id)).state;
  const sweep = () => app.worker!.get(Sweeping).sweep();

  it('gives ten minutes to undo where nobody said otherwise, and from none to sixty where somebody did', async () => {
    await app.db.query(`DELETE FROM sending_rules WHERE owner_id = $1`, [ownerId]);
    await app.db.query(`DELETE FROM network_rules`);
    const rules = await staff.get(`/api/v1/sending-rules/${ownerId}`);
    expect(rules.json()).toMatchObject({
      undo_minutes: 10,
      approval_over: null,
      network_approval_over: 1000,
    });
    for (const minutes of [-1, 61, 2.5]) {
      const wrong = { undo_minutes: minutes, approval_over: null };
      expect((await staff.send(`/api/v1/sending-rules/${ownerId}`, wrong, 'PUT')).status).toBe(422);
    }
  });

  it('lets nothing leave while it can be undone, and gives the draft back whole', async () => {
    await undoMinutes(10);
    const id = await draft();
    const before = (await staff.get(`${path}/${id}`)).json<Mailing>();
    const sent = (await act(id, 'sending')).json<Mailing>();
    expect(sent.state).toBe('scheduled');
    expect(sent.undo_seconds).toBeGreaterThan(500);
    expect(sent.undo_seconds).toBeLessThanOrEqual(600);
    await sweep();
    expect(await stateOf(id)).toBe('scheduled');
    const undone = (await act(id, 'sending', undefined, 'DELETE')).json<Mailing & { updated_at: string }>();
    expect({ ...undone, updated_at: '' }).toEqual({ ...before, updated_at: '' });
    const { rows } = await app.db.query(`SELECT 1 FROM deliveries WHERE mailing_id = $1`, [id]);
    expect([rows, sink.caught]).toEqual([[], []]);
  });

  it('goes out by itself when the time to undo is over, and then cannot be undone', async () => {
    await undoMinutes(10);
    const id = await draft();
    await act(id, 'sending');
    await app.db.query(`UPDATE mailings SET scheduled_at = now() WHERE id = $1`, [id]);
    await sweep();
    await settled('it was sent', async () => (await stateOf(id)) === 'finished');
    expect(sink.caught).toHaveLength(5);
    expect((await act(id, 'sending', undefined, 'DELETE')).status).toBe(409);
  });

  it('goes out as it was sent by one of two who press undo and send at once, or not at all', async () => {
    await undoMinutes(10);
    const id = await draft();
    await act(id, 'sending');
    await app.db.query(`UPDATE mailings SET scheduled_at = now() WHERE id = $1`, [id]);
    const [undone] = await Promise.all([act(id, 'sending', undefined, 'DELETE'), sweep()]);
    if (undone.status === 200) {
      await sweep();
      expect([await stateOf(id), sink.caught.length]).toEqual(['draft', 0]);
    } else {
      expect(undone.status).toBe(409);
      await settled('it was sent', async () => (await stateOf(id)) === 'finished');
    }
  });

  it('is scheduled, given another time, and taken back', async () => {
    const id = await draft();
    const first = { at: '2031-07-01T09:00', zone: 'America/New_York' };
    expect((await act(id, 'sending', first)).json<Mailing>()).toMatchObject({
      state: 'scheduled',
      scheduled_at: '2031-07-01T13:00:00.000Z',
      undo_seconds: null,
    });
    const second = { at: '2031-07-02T09:00', zone: 'America/Los_Angeles' };
    expect((await act(id, 'sending', second)).json<Mailing>().scheduled_at).toBe('2031-07-02T16:00:00.000Z');
    expect((await act(id, 'sending', undefined, 'DELETE')).json<Mailing>()).toMatchObject({
      state: 'draft',
      scheduled_at: null,
    });
  });

  it('F33: asks which instant is meant where the clock shows a time twice or skips it, and takes the answer', async () => {
    const id = await draft();
    const zone = 'America/New_York';
    for (const [at, earlier, later] of [
      ['2031-03-09T02:30', '2031-03-09T06:30:00.000Z', '2031-03-09T07:30:00.000Z'],
      ['2031-11-02T01:30', '2031-11-02T05:30:00.000Z', '2031-11-02T06:30:00.000Z'],
    ]) {
      const asked = await act(id, 'sending', { at, zone });
      expect([asked.status, asked.text]).toEqual([422, expect.stringContaining('Choose the earlier')]);
      for (const [which, instant] of [
        ['earlier', earlier],
        ['later', later],
      ])
        expect((await act(id, 'sending', { at, zone, which })).json<Mailing>().scheduled_at).toBe(instant);
    }
  });

  it('F33: does not send by itself what was missed by more than half an hour, but waits for somebody to say', async () => {
    const id = await draft();
    await act(id, 'sending', { at: '2031-07-01T09:00', zone: 'America/New_York' });
    await app.db.query(`UPDATE mailings SET scheduled_at = now() - interval '31 minutes' WHERE id = $1`, [
      id,
    ]);
    await sweep();
    expect(await mailingState(app.db, id)).toMatchObject({
      state: 'held',
      pause_reason: 'Its time passed while nothing could be sent.',
    });
    await sweep();
    expect([await stateOf(id), sink.caught.length]).toEqual(['held', 0]);
    // Any of the three answers does.
    expect((await act(id, 'sending', undefined, 'DELETE')).json<Mailing>().state).toBe('draft');
    await app.db.query(`UPDATE mailings SET state = 'held' WHERE id = $1`, [id]);
    const later = { at: '2031-07-02T09:00', zone: 'America/New_York' };
    expect((await act(id, 'sending', later)).json<Mailing>().state).toBe('scheduled');
    await app.db.query(`UPDATE mailings SET state = 'held' WHERE id = $1`, [id]);
    expect((await act(id, 'sending')).json<Mailing>().state).toBe('preparing');
    await settled('it was sent', async () => (await stateOf(id)) === 'finished');
  });

  it('F33: sends by itself what is only some minutes late', async () => {
    const id = await draft();
    await act(id, 'sending', { at: '2031-07-01T09:00', zone: 'America/New_York' });
    await app.db.query(`UPDATE mailings SET scheduled_at = now() - interval '20 minutes' WHERE id = $1`, [
      id,
    ]);
    await sweep();
    await settled('it was sent', async () => (await stateOf(id)) === 'finished');
  });
});

describe('The time that a mailing is scheduled for', () => {
  const file = testData('corpora/own/dst-cases.json');
  const { cases } = (file ? JSON.parse(readFileSync(file, 'utf8')) : { cases: [] }) as {
    cases: { zone: string; local: string; kind: string; utcEarlier: string; utcLater: string }[];
  };
  const longAgo = new Date(0);
  const asIso = (utc: string): string => new Date(utc.replace('Z', ':00Z')).toISOString();

  (file ? it : it.skip)('E75: is asked and not guessed in every case of clocks that change', () => {
    expect(cases.length).toBeGreaterThan(10);
    for (const { zone, local: at, kind, utcEarlier, utcLater } of cases) {
      const read = (which?: 'earlier' | 'later') => timeOf({ at, zone, which }, longAgo)!.toISOString();
      expect([zone, at, read('earlier'), read('later')]).toEqual([
        zone,
        at,
        asIso(utcEarlier),
        asIso(utcLater),
      ]);
      if (kind === 'normal') expect(read()).toBe(asIso(utcEarlier));
      else expect(() => read()).toThrow();
    }
  });
});
