import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { job } from '../../src/platform/jobs/job.js';
import { Jobs } from '../../src/platform/jobs/jobs.service.js';
import {
  type LaneWorker,
  openQueueBackend,
  type QueueBackend,
} from '../../src/platform/jobs/queue-backend.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork } from '../support/people.js';
import { settled } from '../support/settled.js';

interface Queue {
  lanes: { lane: string; waiting: number; dead: number }[];
  dead: { id: string; name: string; error: string; payload: object; attempts: number }[];
}

const doomed = job<{ letterId: string }>('queueSpec.fail', { attempts: 1 });

describe('The list of background jobs', () => {
  let app: TestApp;
  let admin: Browser;
  let chapterAdmin: Browser;
  let backend: QueueBackend;
  let worker: LaneWorker;
  let isMended = false;
  const done: object[] = [];

  beforeAll(async () => {
    app = await startApp();
    const networkId = await aNetwork(app.db);
    admin = await app.signIn('network-admin', networkId);
    chapterAdmin = await app.signIn('chapter-admin', await aChapter(app.db, { networkId }));
    await app.web.get(Jobs).add(doomed, { letterId: '7' });
    backend = openQueueBackend({ databaseUrl: app.config.DATABASE_URL, users: 1 });
    worker = backend.worker('default', ({ data }) => work(data), { concurrency: 1 });
  });
  afterAll(async () => {
    await worker?.close();
    await backend?.close();
    await app.close();
  });

  async function work(data: object): Promise<void> {
    await Promise.resolve();
    if (!isMended) throw new Error('the relay is away');
    done.push(data);
  }
  const look = async (): Promise<Queue> => (await admin.get('/api/v1/jobs')).json<Queue>();

  it('is for those who run the installation', async () => {
    expect((await chapterAdmin.get('/api/v1/jobs')).status).toBe(403);
    expect((await app.visitor().get('/api/v1/jobs')).status).toBe(401);
  });

  it('shows what died and why, and runs it again when asked', async () => {
    await settled('the job died', async () => (await look()).dead.length === 1);
    const { lanes, dead } = await look();
    expect(lanes.map(({ lane }) => lane)).toEqual(['transactional', 'default', 'mail']);
    expect(lanes.find(({ lane }) => lane === 'default')).toMatchObject({ dead: 1 });
    expect(dead[0]).toMatchObject({
      name: 'queueSpec.fail',
      error: 'the relay is away',
      payload: { letterId: '7' },
      attempts: 1,
    });

    isMended = true;
    const retried = await admin.send(`/api/v1/jobs/${dead[0]!.id}/retry`);
    expect(retried.status).toBe(200);
    await settled('the job was done', () => done.length === 1);
    expect((await look()).dead).toEqual([]);
    const { rows } = await app.db.query(
      `SELECT action, subject_id FROM audit_entries ORDER BY id DESC LIMIT 1`,
    );
    expect(rows[0]).toEqual({ action: 'job.retried', subject_id: dead[0]!.id });
  });

  it('says of a job that is not among the dead that it is not', async () => {
    expect((await admin.send('/api/v1/jobs/no-such-job/retry')).status).toBe(404);
    expect((await admin.send('/api/v1/jobs/no-such-job', undefined, 'DELETE')).status).toBe(404);
  });
});
