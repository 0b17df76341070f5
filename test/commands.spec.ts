import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from './support/app.js';
import { aChapter, aNetwork } from './support/people.js';
import { endProcesses, startBuilt } from './support/processes.js';

/* The commands as an operator types them: the built program, in a process of its own. */
describe('The operator’s commands', () => {
  let app: TestApp;
  let chapterId: string;
  let slug: string;
  let folder: string;

  beforeAll(async () => {
    app = await startApp();
    chapterId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    const { rows } = await app.db.query<{ slug: string }>('SELECT slug FROM organizations WHERE id = $1', [
      chapterId,
    ]);
    slug = rows[0]!.slug;
    folder = mkdtempSync(path.join(tmpdir(), 'accord-commands-'));
  });
  afterAll(async () => {
    await endProcesses();
    rmSync(folder, { recursive: true, force: true });
    await app?.close();
  });

  const file = (name: string, content: string): string => {
    const place = path.join(folder, name);
    writeFileSync(place, content);
    return place;
  };

  /** What the command ended with: its code, and its last line, which is its report. */
  async function accord(...args: string[]): Promise<{ code: number | null; said: string; report: unknown }> {
    const run = startBuilt('cli', args, {
      env: {
        DATABASE_URL: app.config.DATABASE_URL,
        SECRET_KEY: app.config.SECRET_KEY,
        PUBLIC_URL: 'http://accord.test',
        ACCORD_DATA: app.config.ACCORD_DATA,
        MAILBOX_PORT: '0',
        REDIS_URL: undefined,
        LOG_LEVEL: 'warn',
      },
    });
    const { code } = await run.ended;
    const line = run.output
      .split('\n')
      .find((each) => each.startsWith('{"import_id"') || each.startsWith('{"taken"'));
    return { code, said: run.output, report: line && (JSON.parse(line) as unknown) };
  }

  it('`import people` takes a file in, says what became of its rows, and changes nothing the second time', async () => {
    const place = file('people.csv', 'Given,Mail,Shoe size\nAda,ada@example.org,38\nRui,no address,40\n');
    const mapping = file(
      'columns.json',
      JSON.stringify({ Given: 'given_name', Mail: 'email', 'Shoe size': 'ignore' }),
    );
    const run = () =>
      accord(
        'import',
        'people',
        place,
        '--chapter',
        slug,
        '--mapping',
        mapping,
        '--consent',
        'Sheet of our May rally',
      );
    const first = await run();
    expect([first.code, first.report]).toMatchObject([
      0,
      { rows: 2, counts: { new: 1, rejected: 1 }, refusal: null },
    ]);
    const { rows } = await app.db.query(
      `SELECT p.given_name, e.address, s.is_subscribed, c.text FROM people p JOIN person_emails e ON e.person_id = p.id
       JOIN subscriptions s ON s.person_id = p.id JOIN consents c ON c.person_id = p.id WHERE p.owner_id = $1`,
      [chapterId],
    );
    expect(rows).toEqual([
      { given_name: 'Ada', address: 'ada@example.org', is_subscribed: true, text: 'Sheet of our May rally' },
    ]);
    expect((await run()).report).toMatchObject({ counts: { unchanged: 1, rejected: 1 } });
  }, 240_000);

  it('`import people` ends with a sentence and a code of its own for what it cannot take', async () => {
    const place = file('empty.csv', '');
    const unknown = await accord('import', 'people', place, '--chapter', 'no-such-chapter');
    expect(unknown.said).toMatch(/There is no chapter “no-such-chapter” here\./);
    const empty = await accord('import', 'people', place, '--chapter', slug);
    for (const { said } of [unknown, empty]) expect(said).not.toMatch(/\n\s+at /);
    expect([unknown.code, empty.code]).toEqual([1, 1]);
  }, 240_000);

  it('`mail receive` takes mails of files and folders once each, and keeps them to be read', async () => {
    const mail = (id: string): string =>
      `From: postmaster@far.example\r\nTo: bounces@accord.test\r\nSubject: Undelivered\r\nMessage-ID: <${id}@far.example>\r\n\r\nNot delivered.\r\n`;
    const one = file('one.eml', mail('one'));
    mkdirSync(path.join(folder, 'mails'));
    file('mails/two.eml', mail('two'));
    file('mails/three.eml', mail('three'));
    const first = await accord('mail', 'receive', one, '--to', 'Bounces@Accord.test');
    expect([first.code, first.report]).toEqual([0, { taken: 1, known: 0 }]);
    const again = await accord('mail', 'receive', one, '--to', 'bounces@accord.test');
    expect(again.report).toEqual({ taken: 0, known: 1 });
    const folders = await accord('mail', 'receive', path.join(folder, 'mails'));
    expect(folders.report).toEqual({ taken: 2, known: 0 });
    const { rows } = await app.db.query(`SELECT recipients FROM mail_notices ORDER BY id`);
    expect(rows).toHaveLength(3);
    expect(rows[0]).toEqual({ recipients: ['bounces@accord.test'] });
  }, 240_000);

  it('E38: `suppressions list` keeps who is not mailed, and `suppressions apply` brings back what a backup forgot', async () => {
    const kept = async (): Promise<object[]> =>
      (
        await app.db.query<object>(
          `SELECT canonical_email, organization_id, reason FROM suppressions WHERE lifted_at IS NULL ORDER BY canonical_email`,
        )
      ).rows;
    await app.db.query(
      `INSERT INTO suppressions (canonical_email, organization_id, reason)
       VALUES ('all@left.example', NULL, 'complaint'), ('one@left.example', $1, 'unsubscribed'), ('two@left.example', $1, 'hard-bounce')`,
      [chapterId],
    );
    const before = await kept();
    const place = path.join(folder, 'suppressions.jsonl');
    const listed = await accord('suppressions', 'list', place);
    expect([listed.code, listed.said]).toEqual([
      0,
      expect.stringContaining(`${before.length} suppressions are in`),
    ]);
    expect(statSync(place).mode & 0o077).toBe(0); // for nobody else of this machine
    expect(readFileSync(place, 'utf8').trim().split('\n')).toHaveLength(before.length);

    await app.db.query(`DELETE FROM suppressions WHERE canonical_email <> 'one@left.example'`);
    const applied = await accord('suppressions', 'apply', place);
    expect([applied.code, applied.said]).toEqual([
      0,
      expect.stringContaining(`${before.length - 1} addresses would have been mailed again, and are not.`),
    ]);
    expect(await kept()).toEqual(before);
    expect((await accord('suppressions', 'apply', place)).said).toContain('0 addresses');
  }, 240_000);
});
