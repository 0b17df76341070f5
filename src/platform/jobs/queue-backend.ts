import { Logger } from '@nestjs/common';
import { createPostgresBackend, Queue, type QueueOptions, Worker, type WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { ImpatientClient } from '../database/impatient-client.js';
import { QUEUE_SCHEMA } from '../database/migrate.js';

export type LaneQueue = Queue<object, void, string>;
export type LaneWorker = Worker<object, void>;
export type Work = (job: { name: string; data: object; attemptsMade: number }) => Promise<void>;

/** Where the queue lives. All queues and workers of one backend share its connections. */
export interface QueueBackend {
  queue(name: string, options?: Omit<QueueOptions, 'connection'>): LaneQueue;
  worker(name: string, work: Work, options: Omit<WorkerOptions, 'connection'>): LaneWorker;
  /** Ends the connections. Close the workers first, then the queues. */
  close(): Promise<void>;
}

export interface QueueAddress {
  readonly databaseUrl: string;
  readonly redisUrl?: string | undefined;
  /** How many queues and workers will share the connections. */
  readonly users: number;
}

/** On Redis, keeps our keys apart from those of whoever shares the server. */
const REDIS_PREFIX = 'accord';

/** PostgreSQL, unless a Redis is given. */
export function openQueueBackend(address: QueueAddress): QueueBackend {
  return address.redisUrl === undefined
    ? openPostgres(address.databaseUrl, address.users)
    : openRedis(address.redisUrl);
}

function openPostgres(databaseUrl: string, users: number): QueueBackend {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    // A worker keeps one connection for LISTEN; two more serve the short statements of all of them.
    max: users + 2,
    options: `-c search_path=${QUEUE_SCHEMA}`,
    // Without limits a frozen server hangs add() and close() for ever.
    Client: ImpatientClient,
    statement_timeout: 10_000,
    query_timeout: 12_000,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  pool.on('error', (error) => new Logger('Queue').warn(`idle connection lost: ${error.message}`));
  // Each queue and worker listens for the errors of the pool they share.
  pool.setMaxListeners(50);
  return {
    queue: (name, options) => {
      const queue = new Queue(name, { ...options, connection: pool }, createPostgresBackend);
      return queue as unknown as LaneQueue;
    },
    worker: (name, work, options) => {
      const worker = new Worker(name, work, { ...options, connection: pool }, createWakefulBackend);
      return worker as unknown as LaneWorker;
    },
    close: () => pool.end(),
  };
}

/**
 * BullMQ's backend, made to look for jobs at least every 20 seconds. Its own answer is an hour where keep-alive
 * is on, and so much would a notification cost that a firewall ate.
 */
const createWakefulBackend: typeof createPostgresBackend = (name, options, context) => {
  const backend = createPostgresBackend(name, options, context);
  return Object.defineProperty(backend, 'maximumBlockTimeout', { value: 20 });
};

function openRedis(redisUrl: string): QueueBackend {
  const connect = (): Redis =>
    new Redis(redisUrl, {
      // BullMQ asks for it: its blocking commands wait for as long as it takes.
      maxRetriesPerRequest: null,
      connectTimeout: 5_000,
      retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
    });
  const log = new Logger('Queue');
  const shared = connect();
  shared.on('error', (error: Error) => log.warn(`Redis: ${error.message}`));
  return {
    queue: (name, options) => new Queue(name, { ...options, connection: shared, prefix: REDIS_PREFIX }),
    worker: (name, work, options) =>
      new Worker(name, work, { ...options, connection: shared, prefix: REDIS_PREFIX }),
    close: async () => {
      // QUIT waits for a server that may be away; there is nothing left to say to it.
      shared.disconnect();
      await Promise.resolve();
    },
  };
}
