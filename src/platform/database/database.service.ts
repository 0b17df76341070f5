import { Injectable } from '@nestjs/common';
import { type Pool } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { type PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { type Scope } from './scope.js';

const RETRYABLE = new Set(['40001', '40P01']); // serialization_failure, deadlock_detected
const TRIES = 3;

/** A statement that each connection parses and plans once. Its name is the text's own: one name, one text. */
export interface Statement {
  name: string;
  text: string;
}

/**
 * Every read and write happens inside `as`, which says for whom it is done. Work without a scope sees nothing.
 * Inside the work use only its manager: a repository would take a second connection, and outside the scope.
 */
@Injectable()
export class Database {
  constructor(private readonly source: DataSource) {}

  /**
   * Runs the work in one transaction that sees what the scope sees. Deadlocks and serialization failures are
   * tried again, three times in all, so the work must have no effect outside the transaction.
   */
  async as<T>(scope: Scope, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.source.transaction(async (tx) => {
          await tx.query(
            `SELECT set_config('accord.scope', $1, true), set_config('accord.account', $2, true), set_config('accord.public', $3, true)`,
            [`{${scope.organizations.join(',')}}`, scope.accountId ?? '', scope.isPublic ? 'on' : ''],
          );
          return await work(tx);
        });
      } catch (error) {
        const { code } = error as { code?: string };
        if (attempt === TRIES || !code || !RETRYABLE.has(code)) throw error;
        await new Promise((resolve) => setTimeout(resolve, attempt * 20 + Math.random() * 30));
      }
    }
  }

  /**
   * One statement as its own transaction, seeing what needs no scope, and prepared: for the hottest paths, which call a SQL
   * function of its own rights or work as the owner of the tables. One round trip where `as` takes four, and TypeORM has
   * statements parsed and planned anew every time, which costs some of them more than their work does.
   */
  async prepared<Row>({ name, text }: Statement, values: unknown[]): Promise<Row[]> {
    const pool = (this.source.driver as PostgresDriver).master as Pool;
    const { rows } = await pool.query<Row & object>({ name, text, values });
    return rows;
  }

  /** True when the database answers. */
  async answers(): Promise<boolean> {
    try {
      await this.source.query('SELECT 1');
      return true;
    } catch {
      return false; // the caller reports it: this is the probe itself
    }
  }
}
