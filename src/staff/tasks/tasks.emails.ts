import { formatDate } from '../../layout/i18n.js';
import { mail, type MailContent } from '../../layout/mail.js';
import { type Letter } from '../staff.emails.js';
import { type LateTask } from './reminders.sql.js';
import { taskMessages } from './tasks.messages.js';

/** To whoever has overdue tasks: which, and since when. Of those about sealed people only that there are some. */
export function overdueMail(letter: Letter & { tasks: readonly LateTask[]; url: string }): MailContent {
  const { language, host, name, tasks, url } = letter;
  const t = taskMessages[language];
  const told = tasks.filter(({ isSealed }) => !isSealed);
  // A day belongs to no zone: formatted at noon UTC it stays the day that it is.
  const day = (isoDay: string): string => formatDate(new Date(`${isoDay}T12:00:00Z`), language, 'UTC');
  return mail({
    language,
    host,
    subject: t.overdueSubject(tasks.length),
    blocks: [
      { text: t.greeting(name) },
      ...(told.length > 0
        ? [
            { text: t.overdueText },
            { list: told.map(({ title, dueOn }) => t.overdueItem(title, day(dueOn))) },
          ]
        : []),
      ...(told.length < tasks.length ? [{ text: t.overdueUntold(tasks.length - told.length) }] : []),
      { button: { label: t.open, url } },
      { small: t.overdueEnds },
    ],
  });
}
