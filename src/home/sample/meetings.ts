import { idOf } from './row-id.js';
import { type Batch, type World } from './world.js';

const STEADY = [
  'Harborlight Survivor Collective',
  'Tidewater Family Clinic',
  'Lantern Law Project',
  'St. Brigid of the Harbor Parish',
];
const SECOND_TIDE = 'Second Tide Peer Network';
const NURSES = 'Three Rivers Nurses Circle';
const TENANTS = 'Commonwealth Tenants League';

/** Days ago, what it was, and who came. One partner came to none, and one only at first. */
const HELD = [
  [71, 'coalition', 'Coalition meeting: what we ask of the State House', [...STEADY, SECOND_TIDE, NURSES]],
  [57, 'coalition', 'Coalition meeting: shelter beds', [...STEADY, SECOND_TIDE, TENANTS]],
  [43, 'coalition', 'Coalition meeting: the rally on the Green', [...STEADY, TENANTS]],
  [29, 'one-to-one', 'Coffee with the nurses', [NURSES]],
  [15, 'coalition', 'Coalition meeting: after the rally', [STEADY[0]!, STEADY[1]!, NURSES]],
] as const;

const NOTES =
  'Agreed: one page for legislators by the end of the month. The clinic writes about health, the parish about housing.';

/** Boston's meetings of the last weeks, with partners that come and one that stays away. */
export function meetingRows(world: World, partnerOf: (name: string) => string): Batch[] {
  const owner = { owner_id: world.chapters.boston, created_by: world.accounts.organizer };
  const meetings = HELD.map(([ago, kind, title, came]) => {
    const at = world.ago(ago);
    return { id: idOf(at), at, kind, title, came };
  });
  return [
    {
      table: 'meetings',
      rows: meetings.map(({ id, at, kind, title }) => ({
        ...owner,
        id,
        held_on: at.toISOString().slice(0, 10),
        kind,
        title,
        is_practice: true,
        created_at: at,
      })),
    },
    {
      table: 'meeting_notes',
      rows: meetings.slice(-1).map(({ id, at }) => ({
        meeting_id: id,
        body: NOTES,
        changed_by: world.accounts.organizer,
        changed_at: at,
      })),
    },
    {
      table: 'meeting_attendances',
      rows: meetings.flatMap(({ id, at, came }) =>
        came.map((name) => ({
          ...owner,
          id: idOf(at),
          meeting_id: id,
          partner_id: partnerOf(name),
          created_at: at,
        })),
      ),
    },
  ];
}
