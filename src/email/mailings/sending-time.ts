import { formatTime } from '../../layout/i18n.js';
import { readLocalTime } from '../../platform/clock/local-time.js';
import { Invalid } from '../../platform/http/errors.js';
import { type SendingForm } from './mailings.forms.js';

/**
 * The instant at which it is to go out; null for now. A time that the clock of the zone shows twice or skips is asked back
 * and not guessed (E75).
 *
 * @throws Invalid for no such day, a time that has passed, and one of which it is not said which is meant
 */
export function timeOf({ at, zone, which }: SendingForm, now: Date): Date | null {
  if (at === undefined || zone === undefined) return null;
  const wrong = (message: string): Invalid => new Invalid([{ param: 'at', message }]);
  const time = readLocalTime(at, zone);
  if (!time) throw wrong('There is no such day.');
  if (time.kind !== 'normal' && !which) {
    const [earlier, later] = [time.earlier, time.later].map((each) => formatTime(each, 'en', zone));
    const what = time.kind === 'overlap' ? 'shows this time twice' : 'skips this time';
    throw wrong(`The clock ${what} that night. Choose the earlier (${earlier}) or the later (${later}).`);
  }
  const instant = time[which ?? 'earlier'];
  if (instant <= now) throw wrong('That time has passed. Choose a later one, or send it now.');
  return instant;
}
