import { describe } from '@jest/globals';
import pg from 'pg';
import { freshDatabase } from '../support/database.js';
import { behavesAsAQueue } from './queue-behaviour.js';

describe('the queue on PostgreSQL', () => {
  behavesAsAQueue(
    async () => ({ databaseUrl: await freshDatabase() }),
    async ({ databaseUrl }) => {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      await client.query(`TRUNCATE bullmq.job, bullmq.scheduler, bullmq.dedup, bullmq.dedup_next CASCADE`);
      await client.end();
    },
  );
});
