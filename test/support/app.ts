import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { AppModule } from '../../src/app.module.js';
import { Config } from '../../src/platform/config/config.js';
import { createWeb } from '../../src/platform/http/web-server.js';
import { JsonLogger } from '../../src/platform/http/json-logger.js';
import { type Role } from '../../src/staff/roles.access.js';
import { WorkerModule } from '../../src/worker.module.js';
import { Browser } from './browser.js';
import { freshDatabase } from './database.js';
import { anAccount } from './people.js';
import { signedIn } from './session.js';

export interface TestApp {
  /** The web process, bound by row-level security, listening on a free port. */
  web: NestFastifyApplication;
  /** The worker; only with `{ worker: true }`. */
  worker: INestApplicationContext | undefined;
  /** A connection as the owner of the tables, for builders and for looking at what was written. */
  db: pg.Client;
  origin: string;
  config: Config;
  /** A browser without a session. */
  visitor(): Browser;
  /** A browser signed in as a new account that holds the role in the organization. */
  signIn(role: Role, organizationId: string): Promise<Browser>;
  /** A browser signed in as an account that exists. */
  signInAs(accountId: string): Promise<Browser>;
  close(): Promise<void>;
}

export interface AppOptions {
  worker?: boolean;
  /** As in the environment: SMTP_URL and the like. */
  settings?: Record<string, string>;
}

/** A whole product of the spec file's own, on a fresh database. Boot once a file, and close in afterAll. */
export async function startApp({ worker: hasWorker, settings }: AppOptions = {}): Promise<TestApp> {
  const config = Config.from({
    PORT: '0',
    PUBLIC_URL: 'http://accord.test',
    DATABASE_URL: await freshDatabase(),
    SECRET_KEY: randomBytes(32).toString('hex'),
    MAILBOX_PORT: '0',
    ACCORD_DATA: path.join(tmpdir(), `accord-test-files-${randomBytes(8).toString('hex')}`),
    ACCORD_SAMPLE: 'none',
    LOG_LEVEL: 'error',
    // Domains of the specs stand in no name server; the specs of these checks require them.
    SENDING_DOMAIN_CHECKS: 'advised',
    ...settings,
  });
  const db = new pg.Client({ connectionString: config.DATABASE_URL });
  await db.connect();
  const web = await createWeb(AppModule.forRoot(config, 'accord_web'), config);
  await web.listen(0, '127.0.0.1');
  const worker = hasWorker
    ? await NestFactory.createApplicationContext(WorkerModule.forRoot(config), {
        logger: new JsonLogger(config.LOG_LEVEL),
      })
    : undefined;
  await worker?.init();
  const { port } = web.getHttpServer().address() as { port: number };
  const origin = `http://127.0.0.1:${port}`;

  const signInAs = (accountId: string) => signedIn(db, origin, accountId);

  return {
    web,
    worker,
    db,
    origin,
    config,
    visitor: () => new Browser(origin),
    signInAs,
    signIn: async (role, organizationId) =>
      signInAs(await anAccount(db, { grants: [[role, organizationId]] })),
    close: async () => {
      await web.close();
      await worker?.close();
      await db.end();
      await rm(config.ACCORD_DATA, { recursive: true, force: true });
    },
  };
}
