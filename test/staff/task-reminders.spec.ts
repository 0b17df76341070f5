import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountMail } from '../../src/staff/account-mail.service.js';
import { TaskReminders } from '../../src/staff/tasks/task-reminders.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, aNetwork, anAccount, aPerson } from '../support/people.js';

/** A zone whose clock shows an hour of the working day now. */
const daytime = (): string => {
  const offset = 14 - new Date().getUTCHours();
  // POSIX signs: Etc/GMT-3 is three hours ahead of UTC.
  const wrapped = offset > 14 ? offset - 24 : offset < -12 ? offset + 24 : offset;
  return wrapped === 0 ? 'Etc/GMT' : `Etc/GMT${wrapped > 0 ? '-' : '+'}${Math.abs(wrapped)}`;
};

describe('Overdue tasks', () => {
  let app: TestApp;
  let chapter: string;
  beforeAll(async () => {
    app = await startApp({ worker: true });
    chapter = await aChapter(app.db, { networkId: await aNetwork(app.db), timeZone: daytime() });
  });
  afterAll(() => app.close());

  it('are told to whoever has them once a day in one mail in their language, without words about sealed people', async () => {
    const late = await anAccount(app.db, { name: 'Luz', grants: [['organizer', chapter]] });
    await app.db.query(`UPDATE accounts SET locale = 'es' WHERE id = $1`, [late]);
    const mails: string[] = [];
    const mail = app.worker!.get(AccountMail);
    const original = mail.sendSecret.bind(mail);
    mail.sendSecret = (tx, accountId, write, organizationId) =>
      original(
        tx,
        accountId,
        (letter) => {
          const content = write(letter);
          if (accountId === late) mails.push(`${content.subject}\n${content.text}`);
          return content;
        },
        organizationId,
      );
    const [sealed, unseen] = [
      await aPerson(app.db, { ownerId: chapter, isSealed: true }),
      await aPerson(app.db, { ownerId: chapter, isSealed: true }),
    ];
    await app.db.query(`INSERT INTO sealed_readers (person_id, account_id) VALUES ($1, $2)`, [sealed, late]);
    await app.db.query(
      `INSERT INTO tasks (owner_id, title, assignee_id, due_on, person_id, state, closed_at) VALUES
        ($1, 'Print the banners', $2, current_date - 3, NULL, 'open', NULL),
        ($1, 'A secret errand', $2, current_date - 3, $3, 'open', NULL),
        ($1, 'An errand of others', $2, current_date - 3, $4, 'open', NULL),
        ($1, 'Was done', $2, current_date - 3, NULL, 'done', now()),
        ($1, 'Not yet', $2, current_date + 3, NULL, 'open', NULL)`,
      [chapter, late, sealed, unseen],
    );
    const { signal } = new AbortController();
    const reminders = app.worker!.get(TaskReminders);
    const remind = () => Promise.all([1, 2].map(() => reminders.remind({}, { signal })));
    await remind();
    await remind();
    const { rows } = await app.db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM deliveries WHERE canonical_email = (SELECT email FROM accounts WHERE id = $1)`,
      [late],
    );
    expect(rows[0]!.n).toBe(1);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain('2 de sus tareas están atrasadas');
    expect(mails[0]).toContain('Print the banners');
    for (const word of ['secret errand', 'errand of others', 'Was done', 'Not yet'])
      expect(mails[0]).not.toContain(word);
    // The next day they are told again.
    await app.db.query(`UPDATE task_mails SET sent_on = sent_on - 1 WHERE account_id = $1`, [late]);
    await remind();
    expect(mails).toHaveLength(2);
  });
});
