import { type Language } from '../../layout/i18n.js';
import { type Addressee } from './letter-text.js';
import { type FoundDistrict, type LocatedBy } from '../../geography/locating.service.js';

/*
 * One supporter's letter:
 *
 *   pending --confirm--> confirmed --withdraw--> withdrawn
 *      +---------------withdraw------------------^
 *
 * and its outreach to each official, an office and who holds it:
 *
 *   proposed --confirm--> queued --settle--> sent | failed | unknown | cancelled
 *      |---confirm---> cancelled        (written before, or the seat is vacant)
 *      +---hand off--> handed-off       (their own form; the supporter says that it is done)
 */
export type LetterState = 'pending' | 'confirmed' | 'withdrawn';
export type OutreachState =
  'proposed' | 'queued' | 'sent' | 'failed' | 'unknown' | 'handed-off' | 'cancelled';
export type OutreachChannel = 'email' | 'web-form' | 'phone';

/** What was said by a box of the form. `share` is a partner's own box; it stands there only where it was ticked. */
export interface LetterConsent {
  organizationId: string;
  /** Absent in letters from before partners had boxes: email. */
  channel?: 'email' | 'share';
  isGiven: boolean;
  text: string;
}

export interface Letter {
  id: string;
  letter_campaign_id: string;
  version: number;
  owner_id: string;
  person_id: string | null;
  state: LetterState;
  given_name: string;
  family_name: string;
  email: string;
  canonical_email: string;
  street: string;
  city: string;
  state_code: string;
  zip: string;
  located_by: LocatedBy;
  districts: FoundDistrict[];
  subject: string;
  body: string;
  story: string;
  text_hash: Buffer;
  verification_code: string;
  language: Language;
  consents: LetterConsent[];
  source_code: string | null;
  is_suspect: boolean;
  is_practice: boolean;
  created_at: Date;
  confirmed_at: Date | null;
}

export interface Outreach {
  id: string;
  office_id: string;
  official_id: string;
  channel: OutreachChannel;
  channel_value: string;
  why: string;
  state: OutreachState;
  delivery_id: string | null;
  sink_address: string | null;
  official_name: string;
  family_name: string;
  title: string;
  seat: string;
}

/** What the boxes said that were ticked. One left unticked is no word: it must not take back a consent given elsewhere. */
export function wordsOf({ consents, language }: Pick<Letter, 'consents' | 'language'>) {
  const given = consents.filter(({ isGiven }) => isGiven).map((each) => ({ ...each, language }));
  return {
    own: given
      .filter(({ channel }) => channel !== 'share')
      .map((each) => ({ ...each, channel: 'email' as const })),
    partners: given.filter(({ channel }) => channel === 'share'),
  };
}

/** "Ada Lovelace". */
export function nameOf({ given_name, family_name }: Pick<Letter, 'given_name' | 'family_name'>): string {
  return `${given_name} ${family_name}`.trim();
}

/** Who a mail is to, for its merge tags. */
export function named({ given_name, family_name }: Pick<Letter, 'given_name' | 'family_name'>): {
  givenName: string;
  familyName: string;
} {
  return { givenName: given_name, familyName: family_name };
}

/** The supporter's address as it stands under the letter: '' where they gave a point in place of one. */
export function addressOf(letter: Pick<Letter, 'street' | 'city' | 'state_code' | 'zip'>): string {
  const town = [letter.city, [letter.state_code, letter.zip].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ');
  return [letter.street, town].filter(Boolean).join('\n');
}

/** The official of an outreach, for letterFor. */
export function addresseeOf({ official_name, family_name, title, seat }: Outreach): Addressee {
  return { name: official_name, family_name, title, seat };
}
