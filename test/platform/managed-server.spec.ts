import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../../src/platform/database/migrate.js';
import { emptyDatabase } from '../support/database.js';

/** Owns its database and may make neither roles nor databases, as on most managed servers. */
describe('On a server where roles are made by an administrator', () => {
  const role = `tenant_${randomBytes(4).toString('hex')}`;
  const secret = randomBytes(12).toString('hex');
  let administrator: pg.Client;
  let tenantUrl: string;

  beforeAll(async () => {
    const url = new URL(await emptyDatabase());
    const database = url.pathname.slice(1);
    administrator = new pg.Client({ connectionString: url.toString() });
    await administrator.connect();
    // Roles are the whole server's: another run may make the same one at this moment.
    await administrator.query(
      `DO $$ BEGIN CREATE ROLE accord_web NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
    );
    await administrator.query(`CREATE ROLE ${role} LOGIN PASSWORD '${secret}'`);
    await administrator.query(`ALTER DATABASE ${database} OWNER TO ${role}`);
    [url.username, url.password] = [role, secret];
    tenantUrl = url.toString();
  });
  afterAll(async () => {
    await administrator.query(`REASSIGN OWNED BY ${role} TO CURRENT_USER`);
    await administrator.query(`DROP OWNED BY ${role}`);
    await administrator.query(`DROP ROLE ${role}`);
    await administrator.end();
  });

  it('says that it lacks the web role rather than serving without row-level security', async () => {
    await expect(migrate(tenantUrl)).rejects.toMatchObject({ code: '42501' });
  });

  it('migrates as an ordinary role once accord_web was granted to it', async () => {
    await administrator.query(`GRANT accord_web TO ${role}`);
    const { applied } = await migrate(tenantUrl);
    expect(applied.length).toBeGreaterThan(10);
    const web = new pg.Client({ connectionString: tenantUrl, options: '-c role=accord_web' });
    await web.connect();
    const { rows } = await web.query('SELECT current_user AS name, (SELECT count(*) FROM people) AS people');
    await web.end();
    expect(rows).toEqual([{ name: 'accord_web', people: '0' }]);
  });
});
