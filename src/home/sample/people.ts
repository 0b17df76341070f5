import { districtsAt, type PracticeDistrict } from './districts.js';
import { FAMILY_NAMES, GIVEN_NAMES } from './names.js';
import { idOf } from './row-id.js';
import { ALIVE, type CityKey, type SamplePerson, type World } from './world.js';
import { ZIPS } from './zips.js';

const HOW_MANY: Record<CityKey, number> = { boston: 560, denver: 345, portland: 295 };

/** 555-0100 to 555-0199 are kept free for fiction (ATIS-0300115): a hundred numbers in each area code. */
const AREA_CODES: Record<CityKey, readonly string[]> = {
  boston: ['617', '857', '781'],
  denver: ['303', '720'],
  portland: ['503', '971'],
};

const SPEAKERS: Record<CityKey, { es: number; pt: number }> = {
  boston: { es: 0.13, pt: 0.1 },
  denver: { es: 0.2, pt: 0 },
  portland: { es: 0.08, pt: 0 },
};

/** 'Zoë Sørensen' as the part of an address before the @: 'zoe.sorensen'. */
export function emailLocal(given: string, family: string): string {
  return `${given}.${family}`
    .replaceAll('ø', 'o')
    .normalize('NFKD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase();
}

/**
 * About 1,200 invented people over the three cities, met during the past twelve weeks. No two share a name within a
 * chapter. A few have no email, some are not subscribed, and two are sealed.
 */
export function inventPeople(world: World, districts: readonly PracticeDistrict[]): void {
  for (const city of ALIVE) {
    const taken = new Set<string>();
    const phones = AREA_CODES[city].flatMap((area) =>
      Array.from({ length: 100 }, (_, at) => `+1${area}55501${String(at).padStart(2, '0')}`),
    );
    for (let at = 0; at < HOW_MANY[city]; at++) {
      world.people.push(invent(world, city, districts, taken, phones, at));
    }
  }
}

function invent(
  world: World,
  city: CityKey,
  districts: readonly PracticeDistrict[],
  taken: Set<string>,
  phones: string[],
  at: number,
): SamplePerson {
  const { chance } = world;
  const [givenName, familyName] = nextName(world, taken);
  const zip = chance.pick(ZIPS[city]);
  const draw = chance.next();
  const { es, pt } = SPEAKERS[city];
  const isSealed = city === 'boston' && at < 2;
  const hasEmail = isSealed || chance.falls(0.97);
  const createdAt = chance.moment(world.ago(84), world.ago(1));
  return {
    id: idOf(createdAt),
    ownerId: world.chapters[city],
    city,
    givenName,
    familyName,
    email: hasEmail ? `${emailLocal(givenName, familyName)}.${city.slice(0, 3)}@example.org` : null,
    phone: !isSealed && chance.falls(0.45) ? (phones.shift() ?? null) : null,
    language: draw < es ? 'es' : draw < es + pt ? 'pt' : 'en',
    zip: zip.zip,
    createdAt,
    isSubscribed: hasEmail && !isSealed && chance.falls(0.84),
    isSealed,
    districts: districtsAt(districts, city, zip),
  };
}

function nextName(world: World, taken: Set<string>): [string, string] {
  for (;;) {
    const name: [string, string] = [world.chance.pick(GIVEN_NAMES), world.chance.pick(FAMILY_NAMES)];
    const key = emailLocal(...name);
    if (taken.has(key)) continue;
    taken.add(key);
    return name;
  }
}
