import { matchKey } from '../../geography/district-name.access.js';
import { isCurrent, officeKeyOf, type OfficialRecord } from './official-record.js';
import { distinct } from './import-files.js';

/**
 * Sources hold some humans twice, under two ids: two current holders of one single seat whose names are one name
 * ("Kim Driscoll", "Kimberly Driscoll"). They become one record, known by both ids, so that nobody is written to
 * twice. The first by id leads; what it lacks comes from the other.
 */
export function mergeDoubles(records: readonly OfficialRecord[], today: string): OfficialRecord[] {
  const ordered = [...records].sort((a, b) => (a.externalId < b.externalId ? -1 : 1));
  const merged = new Map<string, OfficialRecord>();
  const holders = new Map<string, string[]>();
  for (const record of ordered) {
    const seats = record.terms
      .filter((term) => term.office.seatCount === 1 && isCurrent(term, today))
      .map(({ office }) => officeKeyOf(office));
    const twin = seats
      .flatMap((seat) => holders.get(seat) ?? [])
      .map((id) => merged.get(id)!)
      .find((other) => isOneName(other, record));
    if (twin) merged.set(twin.externalId, joined(twin, record));
    else merged.set(record.externalId, record);
    for (const seat of seats) holders.set(seat, [...(holders.get(seat) ?? []), (twin ?? record).externalId]);
  }
  return [...merged.values()];
}

/** The same family name, and given names of which one begins with the other. */
function isOneName(one: OfficialRecord, other: OfficialRecord): boolean {
  const [a, b] = [matchKey(one.givenName), matchKey(other.givenName)].map((name) => name.split(' ')[0]!);
  const isOneFamily =
    matchKey(one.familyName) !== '' && matchKey(one.familyName) === matchKey(other.familyName);
  return isOneFamily && a !== '' && b !== '' && (a!.startsWith(b!) || b!.startsWith(a!));
}

function joined(one: OfficialRecord, other: OfficialRecord): OfficialRecord {
  const held = new Set(one.terms.map(({ office, startsOn }) => `${officeKeyOf(office)} ${startsOn}`));
  const others = other.terms.filter(
    ({ office, startsOn }) => !held.has(`${officeKeyOf(office)} ${startsOn}`),
  );
  return {
    ...one,
    otherIds: [...one.otherIds, other.externalId, ...other.otherIds],
    party: one.party || other.party,
    imageUrl: one.imageUrl || other.imageUrl,
    website: one.website || other.website,
    terms: [...one.terms, ...others],
    channels: distinct([...one.channels, ...other.channels]),
  };
}
