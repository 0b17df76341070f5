import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Pool, type PoolClient } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { type PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { type PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';
import { type Scope } from './scope.js';

const RETRYABLE = new Set(['40001', '40P01']); // serialization_failure, deadlock_detected
const TRIES = 3;
/**
 * What takes the server no time must be answered within this, in ms: otherwise it is frozen, or the way to it is broken.
 * Long work is told from it by that, and keeps the longer limits of its own statements.
 */
export const ANSWER_LIMIT = 5_000;
/** How long a statement over everybody may take, in ms: a million people and a slow disk. The driver gives up after it. */
const AT_LENGTH = { statement_timeout: 30 * 60_000, query_timeout: 31 * 60_000 };
/** Connections for such work: few of it run at a time, and each takes a core. */
const CONNECTIONS_AT_LENGTH = 2;

/** A statement that each connection parses and plans once. Its name is the text's own: one name, one text. */
export interface Statement {
  name: string;
  text: string;
  /** Milliseconds in which it must be answered, where somebody waits for it; otherwise as long as any statement may take. */
  limit?: number;
}

/**
 * Every read and write happens inside `as`, which says for whom it is done. Work without a scope sees nothing.
 * Inside the work use only its manager: a repository would take a second connection, and outside the scope.
 */
@Injectable()
export class Database implements OnApplicationShutdown {
  private atLengthSource: Promise<DataSource> | undefined;

  constructor(private readonly source: DataSource) {}

  async onApplicationShutdown(): Promise<void> {
    await (await this.atLengthSource)?.destroy();
  }

  /**
   * Runs the work in one transaction that sees what the scope sees. Deadlocks and serialization failures are
   * tried again, three times in all, so the work must have no effect outside the transaction.
   *
   * @throws what `isAway` tells, within five seconds, where the database is away or does not answer.
   */
  as<T>(scope: Scope, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return transact(this.source, scope, work);
  }

  /**
   * As `as`, for a worker's statements over everybody, which grow with the people and would run into the limits that keep a
   * frozen server from freezing us. On connections of their own, made when first asked for.
   */
  async atLength<T>(scope: Scope, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    this.atLengthSource ??= this.openAtLength();
    return transact(await this.atLengthSource, scope, work);
  }

  private async openAtLength(): Promise<DataSource> {
    const options = this.source.options as PostgresDataSourceOptions;
    const source = new DataSource({
      ...options,
      poolSize: CONNECTIONS_AT_LENGTH,
      extra: { ...(options.extra as object), ...AT_LENGTH },
    });
    try {
      return await source.initialize();
    } catch (error) {
      this.atLengthSource = undefined; // the database is away: the next to ask tries again
      throw error;
    }
  }

  /**
   * One statement as its own transaction, seeing what needs no scope, and prepared: for the hottest paths, which call a SQL
   * function of its own rights or work as the owner of the tables. One round trip where `as` takes four, and TypeORM has
   * statements parsed and planned anew every time, which costs some of them more than their work does.
   */
  async prepared<Row>({ name, text, limit }: Statement, values: unknown[]): Promise<Row[]> {
    const pool = (this.source.driver as PostgresDriver).master as Pool;
    const query = { name, text, values, query_timeout: limit }; // the types lack the limit of one query
    const { rows } = await pool.query<Row & object>(query);
    return rows;
  }

  /** True when the database answers, within ten seconds in any case. */
  async answers(): Promise<boolean> {
    try {
      await this.prepared({ name: 'answers', text: 'SELECT 1', limit: ANSWER_LIMIT }, []);
      return true;
    } catch {
      return false; // the caller reports it: this is the probe itself
    }
  }
}

async function transact<T>(
  source: DataSource,
  scope: Scope,
  work: (tx: EntityManager) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transactOnce(source, scope, work);
    } catch (error) {
      const { code } = error as { code?: string };
      if (attempt === TRIES || !code || !RETRYABLE.has(code)) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 20 + Math.random() * 30));
    }
  }
}

async function transactOnce<T>(
  source: DataSource,
  scope: Scope,
  work: (tx: EntityManager) => Promise<T>,
): Promise<T> {
  const runner = source.createQueryRunner();
  let unanswered: NodeJS.Timeout | undefined;
  try {
    const client = (await runner.connect()) as PoolClient;
    unanswered = setTimeout(() => {
      // Where it was this process that stood still, the answer has come and is read first.
      unanswered = setTimeout(() => void client.end(), 50);
    }, ANSWER_LIMIT);
    return await runner.manager.transaction(async (tx) => {
      await tx.query(
        `SELECT set_config('accord.scope', $1, true), set_config('accord.account', $2, true), set_config('accord.public', $3, true)`,
        [`{${scope.organizations.join(',')}}`, scope.accountId ?? '', scope.isPublic ? 'on' : ''],
      );
      clearTimeout(unanswered);
      return await work(tx);
    });
  } finally {
    clearTimeout(unanswered);
    await runner.release();
  }
}
