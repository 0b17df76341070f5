import { afterAll, describe } from '@jest/globals';
import { Redis } from 'ioredis';
import { hasRedis, startRedis, type TestRedis } from '../support/redis.js';
import { behavesAsAQueue } from './queue-behaviour.js';

(hasRedis ? describe : describe.skip)('the queue on Redis', () => {
  let redis: TestRedis;

  behavesAsAQueue(
    async () => {
      redis = await startRedis();
      // Nothing listens there: whatever still asked PostgreSQL would fail the suite.
      return { databaseUrl: 'postgres://127.0.0.1:1/none', redisUrl: redis.url };
    },
    async ({ redisUrl }) => {
      const client = new Redis(redisUrl!);
      // Our keys only: the server may be somebody else's, too.
      const keys = await client.keys('accord:*');
      if (keys.length > 0) await client.del(...keys);
      client.disconnect();
    },
  );

  // Runs after the suite's own afterAll, which still needs it to close the workers.
  afterAll(() => redis?.stop());
});
