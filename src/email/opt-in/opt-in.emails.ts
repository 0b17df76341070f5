import { formatDate, type Language } from '../../layout/i18n.js';
import { mail, type MailContent } from '../../layout/mail.js';
import { type Host } from '../../network/chapters.service.js';
import { type DueOptIn, OPT_IN_DAYS } from '../../people/opt-in/opt-in.access.js';
import { optInMessages } from './opt-in.messages.js';

/** Asks for the one click. It says what was ticked, or what staff wrote down, in those very words. */
export function askingMail(given: {
  language: Language;
  host: Host;
  due: DueOptIn;
  url: string;
}): MailContent {
  const { language, host, due, url } = given;
  const t = optInMessages[language];
  const day = formatDate(due.askedAt, language, host.timeZone);
  return mail({
    language,
    host,
    subject: t.subject(host.name),
    blocks: [
      {
        text: `${t.hello(due.givenName)}\n${due.method === 'form' ? t.asked(host.name, day) : t.told(host.name, day)}`,
      },
      { quote: due.text },
      { text: t.untilThen },
      { button: { label: t.button, url } },
      { small: t.small(OPT_IN_DAYS) },
    ],
  });
}
