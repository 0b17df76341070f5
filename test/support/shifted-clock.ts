import pg from 'pg';

/**
 * The clock of a whole database, set by a spec as it likes: a now() of its own, found before PostgreSQL's, which stands
 * still. Every connection that is opened afterwards goes by it; `current_date`, defaults of columns and functions with a
 * search path of their own keep the real one.
 */
export class ShiftedClock {
  private constructor(private readonly db: pg.Client) {}

  /** Before anything else connects to the database. It shows the real time until it is set. */
  static async of(databaseUrl: string): Promise<ShiftedClock> {
    const db = new pg.Client({ connectionString: databaseUrl });
    await db.connect();
    await db.query(`
      CREATE SCHEMA shifted;
      CREATE TABLE shifted.clock (shows timestamptz NOT NULL);
      INSERT INTO shifted.clock VALUES (now());
      CREATE FUNCTION shifted.now() RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER
        AS 'SELECT shows FROM shifted.clock';
      GRANT USAGE ON SCHEMA shifted TO PUBLIC;
      DO $$ BEGIN
        EXECUTE format('ALTER DATABASE %I SET search_path = public, shifted, pg_catalog', current_database());
      END $$`);
    return new ShiftedClock(db);
  }

  async set(at: string): Promise<void> {
    await this.db.query('UPDATE shifted.clock SET shows = $1', [at]);
  }

  close(): Promise<void> {
    return this.db.end();
  }
}
