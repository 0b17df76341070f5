import 'reflect-metadata';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Config } from './platform/config/config.js';
import { waitForDatabase } from './platform/database/wait-for-database.js';
import { JsonLogger } from './platform/http/json-logger.js';
import { surviveLeftBehind } from './platform/jobs/left-behind.js';
import { stopWhenParentGoes } from './platform/process/parent.js';
import { stopOnSignals } from './platform/process/stop-on-signals.js';
import { checkKeys } from './platform/tokens/check-keys.js';
import { WorkerModule } from './worker.module.js';

process.env['NODE_ENV'] ??= 'production'; // React renders mail 6 to 9 times slower otherwise
const config = Config.from(process.env);
// Before anything is begun: jobs run before the last part of the application is up, and a signal may come between.
const running: { app?: Promise<INestApplicationContext> } = {};
const close = async (): Promise<void> => (await running.app)?.close();
stopOnSignals(close);
surviveLeftBehind();
stopWhenParentGoes(close);
await waitForDatabase(config.DATABASE_URL, { say: (line) => console.error(line) });
await checkKeys(config);
running.app = NestFactory.createApplicationContext(WorkerModule.forRoot(config), {
  logger: new JsonLogger(config.LOG_LEVEL),
});
await running.app;
