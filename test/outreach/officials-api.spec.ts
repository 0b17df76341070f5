import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { CHO, DIAZ, importHarbor, personFile, RETIRED, RIVERA } from '../support/harbor.js';
import { aChapter, aNetwork } from '../support/people.js';
import { settled } from '../support/settled.js';

interface Load {
  id: string;
  state: string;
  error: string | null;
  report: Record<string, unknown> | null;
}

describe('Officials in the console', () => {
  let app: TestApp;
  let admin: Browser;
  let organizer: Browser;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    const networkId = await aNetwork(app.db);
    admin = await app.signIn('network-admin', networkId);
    organizer = await app.signIn('organizer', await aChapter(app.db, { networkId }));
    await importHarbor(app.worker!);
  }, 60_000);
  afterAll(() => app?.close());

  /** Sends a load and waits for what becomes of it. */
  async function load(path: string, body: object): Promise<Load> {
    const opened = await admin.send(`/api/v1/${path}`, body);
    if (opened.status !== 201) throw new Error(opened.text);
    const { id } = opened.json<Load>();
    return settled('the load is done', async () => {
      const now = (await admin.get(`/api/v1/reference-imports/${id}`)).json<Load>();
      return ['finished', 'failed'].includes(now.state) && now;
    });
  }
  it('are listed by those who hold an office, and found by a part of a name without its accents', async () => {
    const listed = await organizer.get('/api/v1/officials');
    expect(listed.json<{ data: { name: string }[] }>().data.map(({ name }) => name)).toEqual([
      'Ana Rivera',
      'Ben Cho',
      'Cora Diaz',
    ]);
    expect((await organizer.get('/api/v1/officials?q=díaz')).json()).toMatchObject({
      data: [{ name: 'Cora Diaz', has_email: true }],
    });
    expect((await organizer.get('/api/v1/officials?kind=lower&limit=1')).json()).toMatchObject({
      data: [{ name: 'Ana Rivera' }],
    });
  });

  it('have a record with terms, channels and where it is known from', async () => {
    const [{ id }] = (await organizer.get('/api/v1/officials?q=cho')).json<{ data: [{ id: string }] }>().data;
    const record = (await organizer.get(`/api/v1/officials/${id}`)).json();
    expect(record).toMatchObject({
      name: 'Ben Cho',
      terms: [{ title: 'State Representative', seat: '2nd Harbor', is_current: true }],
      channels: [{ kind: 'web-form', value: 'https://cho.house.example/contact' }],
      sources: [{ source: 'open-states' }],
    });
  });

  it('are loaded by an administrator of the network and by nobody else', async () => {
    const body = { files: [RIVERA], format: 'openstates-yaml' };
    expect((await organizer.send('/api/v1/officials-imports', body)).status).toBe(403);
    expect((await app.visitor().send('/api/v1/officials-imports', body)).status).toBe(401);
  });

  it('are loaded from files, with a report of what changed', async () => {
    const successor = personFile({
      id: 7,
      name: 'Fay New',
      chamber: 'upper',
      district: 'Harbor and Hills',
      email: 'fay@senate.example',
    });
    const done = await load('officials-imports', {
      files: [RIVERA, CHO, successor],
      format: 'openstates-yaml',
      is_complete: true,
    });
    expect(done).toMatchObject({
      state: 'finished',
      report: { created: 1, unchanged: 2, ended: 1, vacant: 0 },
    });
    await load('officials-imports', {
      files: [RIVERA, CHO, DIAZ, RETIRED],
      format: 'openstates-yaml',
      is_complete: true,
    });
    expect((await organizer.get('/api/v1/officials?q=fay')).json()).toMatchObject({ data: [] });
  });

  it('leave a vacancy behind that is named', async () => {
    await load('officials-imports', { files: [RIVERA, DIAZ], format: 'openstates-yaml', is_complete: true });
    const vacant = (await organizer.get('/api/v1/vacancies')).json();
    expect(vacant).toMatchObject({
      data: [{ title: 'State Representative', seat: '2nd Harbor', last_holder: 'Ben Cho' }],
    });
    await load('officials-imports', { files: [CHO], format: 'openstates-yaml' });
    expect((await organizer.get('/api/v1/vacancies')).json()).toMatchObject({ data: [] });
  });

  it.each([
    ['a file that is no YAML', { files: [{ name: 'x.yml', content: 'a: [b' }], format: 'openstates-yaml' }],
    ['an alias bomb', { files: [{ name: 'x.yml', content: bomb() }], format: 'openstates-yaml' }],
    [
      'a CSV with foreign columns',
      { files: [{ name: 'ma.csv', content: 'a,b\n1,2\n' }], format: 'openstates-csv' },
    ],
    [
      'a CSV of no known state',
      {
        files: [{ name: 'zz.csv', content: 'id,name,current_chamber\n1,A,lower\n' }],
        format: 'openstates-csv',
      },
    ],
    [
      'a list without legislators',
      {
        files: [
          { name: 'x.yaml', content: '- a\n' },
          { name: 'y.yaml', content: '' },
        ],
        format: 'congress-legislators',
      },
    ],
  ])('are refused with a sentence, and nothing is changed, for %s', async (_what, body) => {
    const done = await load('officials-imports', body);
    expect(done.state).toBe('failed');
    expect(done.error!.length).toBeGreaterThan(20);
    expect((await organizer.get('/api/v1/officials')).json<{ data: unknown[] }>().data).toHaveLength(3);
  });

  it('keep links that could run a script out of the record', async () => {
    const hostile = personFile({
      id: 8,
      name: 'Gil Bad',
      chamber: 'upper',
      district: 'Harbor and Hills',
      email: 'javascript:alert(1)',
    });
    const links = `links:\n- url: javascript:alert(1)\nimage: data:text/html,x\n`;
    await load('officials-imports', {
      files: [{ ...hostile, content: hostile.content + links }],
      format: 'openstates-yaml',
    });
    const { rows } = await app.db.query(
      `SELECT website, image_url, (SELECT count(*)::int FROM official_channels c WHERE c.official_id = f.id) AS n FROM officials f WHERE name = 'Gil Bad'`,
    );
    expect(rows).toEqual([{ website: '', image_url: '', n: 0 }]);
    await app.db.query(
      `UPDATE terms SET ends_on = current_date WHERE official_id = (SELECT id FROM officials WHERE name = 'Gil Bad')`,
    );
    await app.db.query(
      `UPDATE terms SET ends_on = NULL WHERE official_id = (SELECT id FROM officials WHERE name = 'Cora Diaz')`,
    );
  });

  it('take a file of a few megabytes, and none without an end', async () => {
    const padded = (megabytes: number) => ({
      files: [{ ...RIVERA, content: `${RIVERA.content}#${'x'.repeat(megabytes * 2 ** 20)}` }],
      format: 'openstates-yaml',
    });
    expect((await load('officials-imports', padded(5))).state).toBe('finished');
    expect((await admin.send('/api/v1/officials-imports', padded(60))).status).toBe(413);
  });
});

/** Each line names the one before nine times: nine to the tenth values from half a kilobyte. */
function bomb(): string {
  const lines = ['a: &a0 [x]'];
  for (let at = 1; at <= 10; at++)
    lines.push(
      `k${at}: &a${at} [${Array(9)
        .fill(`*a${at - 1}`)
        .join(', ')}]`,
    );
  return lines.join('\n');
}
