import { type Client } from 'pg';

/** Parts of names, emails and telephone numbers, as people type them. */
export const SEARCHES = [
  'maria',
  'smith',
  'o’con',
  'jo',
  'garcia',
  'anderson',
  'zq',
  'william',
  'lee',
  'kim',
  'ana s',
  'martinez',
  'patricia',
  '617 555 01',
  'brown12',
  'thompson',
  'alex',
  'nobody at all',
  'fernandez',
  'gr',
];

export const threeConditions = (tags: readonly string[], days: number): object => ({
  all: [
    { kind: 'city', any_of: ['Boston'] },
    { kind: 'tag', any_of: [tags[1]] },
    { kind: 'deed', did: 'signed', within_days: days },
  ],
});

/** The same as somebody writes it who knows the tables. $1 owner, $2 tag, $3 days. */
export const HAND = `SELECT count(*) FROM people p
  WHERE p.owner_id = $1 AND p.state = 'active' AND NOT p.is_sealed
    AND EXISTS (SELECT 1 FROM person_addresses a WHERE a.person_id = p.id AND plain(a.city) = 'boston')
    AND EXISTS (SELECT 1 FROM person_tags t WHERE t.person_id = p.id AND t.tag_id = $2)
    AND EXISTS (SELECT 1 FROM engagements e WHERE e.person_id = p.id AND e.did = 'signed'
      AND e.at > now() - make_interval(days => $3))`;

/** Trees that are hard in different ways, each by a number of days that makes it a question of its own. */
export function treesOver(
  tags: readonly string[],
  organization_id: string,
): Record<string, (days: number) => object> {
  const tag = (n: number): object => ({ kind: 'tag', any_of: [tags[n]] });
  const met = (within_days: number): object => ({ kind: 'met', within_days: 1_000 + within_days });
  return {
    '(tag or tag) and not tag': (days) => ({ all: [{ any: [tag(0), tag(2)] }, { not: tag(1) }, met(days)] }),
    'deed or deed or no deed': (days) => ({
      any: [
        { kind: 'deed', did: 'signed', within_days: days },
        { kind: 'deed', did: 'attended', within_days: days },
        { not: { kind: 'deed', did: 'was-mailed', within_days: days } },
      ],
    }),
    'opened twice and subscribed': (days) => ({
      all: [
        { kind: 'deed', did: 'opened', at_least: 2, within_days: 900 + days },
        { kind: 'subscribed', organization_id, channel: 'email' },
      ],
    }),
    'name, not suppressed, no action': (days) => ({
      all: [
        { kind: 'name', contains: 'ma' },
        { not: { kind: 'suppressed', organization_id } },
        { kind: 'inactive', days },
      ],
    }),
    'six groups deep': (days) => ({
      not: {
        all: [
          tag(3),
          {
            any: [
              { kind: 'language', any_of: ['es'] },
              { not: { all: [met(days), { any: [tag(4), tag(5)] }] } },
            ],
          },
        ],
      },
    }),
  };
}

/** The cursor behind the n-th person of the list, as a page's `next` would be; empty for the first page. */
export async function cursorAt(db: Client, ownerId: string, sort: string, n: number): Promise<string> {
  if (n === 0) return '';
  const [key, order] = {
    name: ['ARRAY[plain(family_name), plain(given_name)]', 'plain(family_name), plain(given_name), id'],
    '-created_at': ['ARRAY[created_at::text, NULL]', 'created_at DESC, id DESC'],
    '-last_action_at': ['ARRAY[last_action_at::text, NULL]', 'last_action_at DESC NULLS LAST, id DESC'],
  }[sort]!;
  const { rows } = await db.query<{ key: (string | null)[]; id: string }>(
    `SELECT ${key} AS key, id FROM people WHERE owner_id = $1 AND state = 'active' AND NOT is_sealed ORDER BY ${order} OFFSET $2 LIMIT 1`,
    [ownerId, Math.floor(n * 0.998)],
  );
  return Buffer.from(JSON.stringify([...rows[0]!.key, rows[0]!.id])).toString('base64url');
}
