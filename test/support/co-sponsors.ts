import { aPartnerOf, anAgreement } from './agreements.js';
import { type TestApp } from './app.js';
import { type Browser } from './browser.js';
import { unique } from './people.js';

export interface ActionOf {
  kind: 'petition' | 'event' | 'letter';
  id: string;
  ownerId: string;
}

/** A partner that stands beside an action, with the session of its own administrator. */
export interface Hub {
  organizationId: string;
  name: string;
  own: Browser;
  coSponsorId: string;
}

/** A partner that was invited to stand beside the action and accepted. It takes people, under an agreement, by default. */
export async function aCoSponsor(
  app: TestApp,
  organizer: Browser,
  action: ActionOf,
  name: string,
  given: {
    cap?: number;
    hasAgreement?: boolean;
    sharing?: 'none' | 'counts' | 'people';
    sector?: string;
  } = {},
): Promise<Hub> {
  const named = `${name} ${unique()}`;
  const { organizationId } = await aPartnerOf(app.db, action.ownerId, {
    name: named,
    ...(given.sector && { sector: given.sector }),
  });
  if (given.hasAgreement !== false)
    await anAgreement(app.db, { ownerId: action.ownerId, partyIds: [organizationId] });
  const own = await app.signIn('partner-admin', organizationId);
  const invited = await organizer.send('/api/v1/co-sponsors', {
    action_kind: action.kind,
    action_id: action.id,
    organization_id: organizationId,
    sharing: given.sharing ?? 'people',
    cap: given.cap ?? null,
  });
  if (invited.status !== 201) throw new Error(`It could not be invited: ${invited.text}`);
  const { id: coSponsorId } = invited.json<{ id: string }>();
  const accepted = await own.send(`/api/v1/co-sponsorships/${coSponsorId}/acceptance`);
  if (accepted.status !== 200) throw new Error(`It could not accept: ${accepted.text}`);
  return { organizationId, name: named, own, coSponsorId };
}

/** The addresses of the people whom a partner sees. */
export async function shownTo({ own }: Hub): Promise<string[]> {
  const answer = await own.get('/api/v1/shared-people');
  return answer.json<{ data: { email: string }[] }>().data.map(({ email }) => email);
}

/** What a form sends where these partners' boxes are ticked. */
export function ticks(...hubs: readonly Hub[]): Record<string, string> {
  return Object.fromEntries(hubs.map(({ organizationId }) => [`share_${organizationId}`, 'yes']));
}
