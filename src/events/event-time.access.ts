import { formatDate, formatTime, type Language, LOCALES } from '../layout/i18n.js';
import { localOf } from '../platform/clock/local-time.js';

/** 'Saturday, December 5, 2026, 10:00 AM – 12:00 PM EST', in the event's zone; the second date only where it differs. */
export function formatSpan(
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
  language: Language,
  timeZone: string,
): string {
  const isOneDay = localOf(startsAt, timeZone).slice(0, 10) === localOf(endsAt, timeZone).slice(0, 10);
  const clock = new Intl.DateTimeFormat(LOCALES[language], { hour: 'numeric', minute: '2-digit', timeZone });
  const start = `${formatDate(startsAt, language, timeZone)}, ${clock.format(startsAt)}`;
  const end = formatTime(endsAt, language, timeZone);
  return isOneDay ? `${start} – ${end}` : `${start} – ${formatDate(endsAt, language, timeZone)}, ${end}`;
}

/** 'Sat, Dec 5, 2:00 PM EST': by when something must be done. */
export function formatDeadline(at: Date, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALES[language], {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(at);
}
