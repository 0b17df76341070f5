import 'reflect-metadata';
import { type INestApplicationContext, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { Config } from '../../src/platform/config/config.js';
import { PlatformModule } from '../../src/platform/platform.module.js';
import { freshDatabase } from './database.js';

export interface Rooms {
  app: INestApplicationContext;
  /** A connection as the owner of the tables, to arrange and to look. */
  db: pg.Client;
  close(): Promise<void>;
}

/** Some features without the web: their services on a fresh database, bound by row-level security as the web is. */
export async function openRooms(...modules: Type[]): Promise<Rooms> {
  const url = await freshDatabase();
  const config = Config.from({ DATABASE_URL: url, SECRET_KEY: randomBytes(32).toString('hex') });
  const app = await Test.createTestingModule({
    imports: [PlatformModule.forRoot(config, 'accord_web'), ...modules],
  }).compile();
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  return {
    app,
    db,
    close: async () => {
      await app.close();
      await db.end();
    },
  };
}
