import { type Batch, type World } from './world.js';

/** Who handed out which of the codes that the sample's deeds carry, and for what. */
const CODES = [
  {
    code: 'harborlight',
    partner: 'Harborlight Survivor Collective',
    kind: 'petition',
    label: 'Members’ newsletter',
  },
  { code: 'flyer-qr', partner: 'Tidewater Family Clinic', kind: 'event', label: 'Flyer in the waiting room' },
] as const;

/** Two of Boston's partners with a link each, and how often it was followed. */
export function creditRows(
  world: World,
  partnerOf: (name: string) => string,
  actions: Record<'petition' | 'event', string>,
): Batch[] {
  const days = Array.from({ length: 55 }, (_, day) => day + 1);
  return [
    {
      table: 'source_codes',
      rows: CODES.map(({ code, partner, kind, label }) => ({
        code,
        owner_id: world.chapters.boston,
        organization_id: partnerOf(partner),
        action_kind: kind,
        action_id: actions[kind],
        label,
        created_by: world.accounts.organizer,
        created_at: world.ago(58),
      })),
    },
    {
      table: 'code_views',
      rows: CODES.flatMap(({ code }) =>
        days.map((day) => ({
          code,
          on_date: world.ago(day).toISOString().slice(0, 10),
          n: world.chance.whole(1, 14),
        })),
      ),
    },
  ];
}
