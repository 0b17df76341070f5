import { type KitPiece, type Texts } from '../../campaigns/kits/kits.service.js';
import { LANGUAGES, type Language } from '../../layout/i18n.js';

/** What of a campaign or an action a kit can hold. */
export type Outline = Pick<KitPiece, 'texts' | 'settings'>;

/** One text in one language, or one setting, that the kit says in other words than the version it was taken from. */
export interface KitDifference {
  field: string;
  /** Null for a setting. */
  language: Language | null;
  mine: unknown;
  offered: unknown;
  /** Whether the chapter has changed it: then it stays as it is, and is shown beside what is offered. */
  isLocal: boolean;
}

/**
 * What a chapter has not seen yet: what differs between the version it last compared with and the one that is offered, and
 * does not stand in the chapter's own already.
 */
export function differences(before: Outline, offered: Outline, mine: Outline): KitDifference[] {
  // In the order of the chapter's own: what was kept as jsonb has lost its order.
  const words = Object.keys(mine.texts).flatMap((field) =>
    LANGUAGES.map((language) => {
      const said = ({ texts }: Outline): string => texts[field]?.[language] ?? '';
      return difference(field, language, said(before), said(offered), said(mine));
    }),
  );
  const settings = Object.keys(mine.settings).map((field) => {
    const set = (it: Outline): unknown => it.settings[field];
    return difference(field, null, set(before), set(offered), set(mine));
  });
  return [...words, ...settings].filter((each) => each !== null);
}

function difference(
  field: string,
  language: Language | null,
  before: unknown,
  offered: unknown,
  mine: unknown,
): KitDifference | null {
  if (same(before, offered) || same(mine, offered)) return null;
  return { field, language, mine, offered, isLocal: !same(mine, before) };
}

/** What is taken of an offer, as a form: whole texts, in which the languages that the chapter changed are its own. */
export function takenOf(found: readonly KitDifference[], mine: Outline): Record<string, unknown> {
  const taken: Record<string, unknown> = {};
  for (const { field, language, offered, isLocal } of found) {
    if (isLocal) continue;
    taken[field] = language
      ? { ...((taken as Texts)[field] ?? mine.texts[field]), [language]: offered }
      : offered;
  }
  return taken;
}

/** By value, whatever the order of keys: what comes out of jsonb has one of its own. */
function same(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
