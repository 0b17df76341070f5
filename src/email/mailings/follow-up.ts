import { ACTIONS, type Did } from '../../engagement/engagement.access.js';
import { Conflict } from '../../platform/http/errors.js';
import { type Filter } from '../../segments/filter.access.js';
import { type Audience, type Mailing } from './mailing.entity.js';
import { type FollowUp } from './mailings.forms.js';

/**
 * Whom a second mail goes to, in the audience language, so that staff read it and change it like any other audience. Who
 * was left out the first time still is; the cap, wishes and suppressions are asked again when it goes out.
 *
 * An action of any kind since the day it began counts, followed link or not: to ask somebody for what they just did costs
 * more than one mail too few.
 */
export function followUp({ id, audience, startedAt, isWinBack }: Mailing, to: FollowUp): Audience {
  if (to === 'same' && !isWinBack) return audience;
  if (!startedAt) throw new Conflict('not_begun', 'Nobody has had this mailing yet.');
  const mailed = deed({ did: 'was-mailed', what_id: id });
  // Its audience is not said by a filter, and a copy is an ordinary mailing: to everybody it must not go.
  if (to === 'same') return { ...audience, include: { all: [mailed] } };
  const since = startedAt.toISOString().slice(0, 10);
  const answered: Filter[] =
    to === 'not-clicked'
      ? [deed({ did: 'clicked', what_id: id })]
      : [...ACTIONS].map((did) => deed({ did, since }));
  return {
    organizations: audience.organizations,
    include: { all: [mailed] },
    exclude: { any: [...(audience.exclude ? [audience.exclude] : []), ...answered] },
  };
}

function deed(condition: { did: Did; what_id?: string; since?: string }): Filter {
  return { kind: 'deed', ...condition };
}
