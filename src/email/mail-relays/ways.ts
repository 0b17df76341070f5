import { DEFAULT_RELAY } from '../pacing/rates.sql.js';

/** Mail that goes to many, and mail that somebody waits for: a relay may be for one of them. */
export const STREAMS = ['bulk', 'transactional'] as const;
export type Stream = (typeof STREAMS)[number];

/** That the mail of an organization goes by a relay. */
export interface Route {
  organizationId: string;
  /** The network's, which is for everybody who has none. */
  isForAll: boolean;
  relay: string;
}

/** Whose mail goes by a relay: that of these, or that of everybody but these. */
export interface Way {
  relay: string;
  owners: { only: readonly string[] } | { except: readonly string[] };
}

/** All ways that mail takes, that of SMTP_URL first. Nobody's mail goes by two of them, and everybody's by one. */
export function waysOf(routes: readonly Route[]): Way[] {
  const base = routes.find(({ isForAll }) => isForAll)?.relay ?? DEFAULT_RELAY;
  const relays = new Set([DEFAULT_RELAY, base, ...routes.map(({ relay }) => relay)]);
  return [...relays].flatMap((relay): Way[] => {
    const elsewhere = routes.filter((route) => route.relay !== relay);
    if (relay === base)
      return [{ relay, owners: { except: elsewhere.map(({ organizationId }) => organizationId) } }];
    const here = routes.filter((route) => route.relay === relay);
    return here.length === 0
      ? []
      : [{ relay, owners: { only: here.map(({ organizationId }) => organizationId) } }];
  });
}

/** By which of them an organization's mail goes. */
export function relayOf(ways: readonly Way[], ownerId: string): string {
  const way = ways.find(({ owners }) =>
    'only' in owners ? owners.only.includes(ownerId) : !owners.except.includes(ownerId),
  );
  return way!.relay;
}
