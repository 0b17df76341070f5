import { afterAll, describe } from '@jest/globals';
import { hasRedis, startRedis, type TestRedis } from '../support/redis.js';
import { behavesAsAQueue } from './queue-behaviour.js';

(hasRedis ? describe : describe.skip)('the queue on Redis', () => {
  let redis: TestRedis;

  behavesAsAQueue(async () => {
    redis = await startRedis();
    // Nothing listens there: whatever still asked PostgreSQL would fail the suite.
    return { databaseUrl: 'postgres://127.0.0.1:1/none', redisUrl: redis.url };
  });

  // Runs after the suite's own afterAll, which still needs it to close the workers.
  afterAll(() => redis?.stop());
});
