import { idOf } from './row-id.js';
import { type Batch, type CityKey, type World } from './world.js';

const SIGNED_LATELY = { kind: 'deed', did: 'signed', within_days: 60 };

const SEGMENTS = [
  {
    name: 'Signed lately, never came',
    filter: { all: [SIGNED_LATELY, { not: { kind: 'deed', did: 'attended' } }] },
  },
  { name: 'Spanish readers', filter: { kind: 'language', any_of: ['es'] } },
  {
    name: 'Opened our mail, quiet since',
    filter: {
      all: [
        { kind: 'deed', did: 'opened' },
        { kind: 'inactive', days: 30 },
      ],
    },
  },
];

/** Questions that chapters ask again and again. */
export function segmentRows(world: World): Batch {
  const at = world.ago(20);
  return {
    table: 'segments',
    rows: (['boston', 'denver'] satisfies CityKey[]).flatMap((city) =>
      SEGMENTS.map(({ name, filter }) => ({
        id: idOf(at),
        owner_id: world.chapters[city],
        name,
        filter,
        created_by: world.accounts.organizer,
        created_at: at,
        updated_at: at,
      })),
    ),
  };
}
