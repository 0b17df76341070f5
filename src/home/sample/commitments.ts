import { idOf } from './row-id.js';
import { type Batch, type World } from './world.js';

/** What three of Boston's partners were asked for, for the chapter's campaign. One of them is late. */
const ASKS = [
  [
    'Harborlight Survivor Collective',
    'speaker',
    'Two speakers at the rally, with the safety plan we wrote together',
    'done',
    -2,
  ],
  [
    'Harborlight Survivor Collective',
    'email-list',
    'One mail to members before the day at the State House',
    'agreed',
    14,
  ],
  ['Tidewater Family Clinic', 'venue', 'The community room for the training of volunteers', 'agreed', -4],
  ['Tidewater Family Clinic', 'sign', 'Name on the petition’s page', 'asked', 9],
  ['Three Rivers Nurses Circle', 'host', 'A table at the rally', 'declined', -10],
] as const;

const DAY_ASKED = 26;

export function commitmentRows(
  world: World,
  partnerOf: (name: string) => string,
  campaignId: string | null,
): Batch {
  const day = (at: Date): string => at.toISOString().slice(0, 10);
  return {
    table: 'commitments',
    rows: ASKS.map(([partner, kind, details, state, due]) => ({
      id: idOf(world.ago(DAY_ASKED)),
      owner_id: world.chapters.boston,
      partner_id: partnerOf(partner),
      campaign_id: campaignId,
      kind,
      details,
      state,
      due_on: day(world.ahead(due)),
      asked_on: day(world.ago(DAY_ASKED)),
      answered_on: state === 'asked' ? null : day(world.ago(DAY_ASKED - 6)),
      settled_on: state === 'done' ? day(world.ago(2)) : null,
      is_practice: true,
      created_by: world.accounts.organizer,
      created_at: world.ago(DAY_ASKED),
    })),
  };
}
