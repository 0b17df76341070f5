import fc from 'fast-check';
import { ACTS, CITIES, DEEDS, type Member, type World } from './crowd.js';

/** A condition as it is sent, beside what it means for a member: the same said twice, once in SQL and once here. */
export interface Asked {
  filter: object;
  holds: (member: Member) => boolean;
}

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const dayBefore = (days: number): string =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const daysSince = (day: string): number => (Date.now() - Date.parse(`${day}T00:00:00Z`)) / 86_400_000;

/** Every kind of condition, with values that members have and values that nobody has. */
export function conditions(world: World): Record<string, fc.Arbitrary<Asked>> {
  const asked = (filter: object, holds: (member: Member) => boolean): Asked => ({ filter, holds });
  const some = (below: number): fc.Arbitrary<number[]> =>
    fc.uniqueArray(fc.nat(below - 1), { minLength: 1, maxLength: 2 });
  const days = fc.integer({ min: 1, max: 120 });
  const organization_id = world.ownerId;
  return {
    tag: some(4).map((chosen) =>
      asked({ kind: 'tag', any_of: chosen.map((at) => world.tags[at]) }, ({ tags }) =>
        chosen.some((at) => tags.includes(at)),
      ),
    ),
    district: fc
      .record({ chosen: fc.option(some(4)), layer: fc.option(fc.constantFrom('lower', 'upper')) })
      .map(({ chosen, layer }) =>
        asked(
          {
            kind: 'district',
            ...(layer && { layer }),
            ...(chosen && { any_of: chosen.map((at) => world.districts[at]) }),
          },
          ({ districts }) =>
            districts.some(
              (at) => (!chosen || chosen.includes(at)) && (!layer || (at < 2 ? 'lower' : 'upper') === layer),
            ),
        ),
      ),
    language: fc
      .constantFrom('en', 'es', 'pt')
      .map((language) =>
        asked({ kind: 'language', any_of: [language] }, (member) => member.language === language),
      ),
    name: fc
      .constantFrom('ana', 'QUINTAO', '%', 'a_b', 'é s', `'; DROP TABLE people; --`, '\\')
      .map((contains) =>
        asked({ kind: 'name', contains }, ({ givenName, familyName }) =>
          plain(`${givenName} ${familyName}`).includes(plain(contains)),
        ),
      ),
    source: fc
      .constantFrom('code-0', 'code-1', 'nothing')
      .map((source) => asked({ kind: 'source', any_of: [source] }, (member) => member.source === source)),
    met: fc
      .record({ days, isAfter: fc.constantFrom('within', 'since', 'before') })
      .map(({ days: ago, isAfter }) => {
        const day = dayBefore(ago);
        if (isAfter === 'within') return asked({ kind: 'met', within_days: ago }, ({ met }) => met < ago);
        return isAfter === 'since'
          ? asked({ kind: 'met', since: day }, ({ met }) => met <= daysSince(day))
          : asked({ kind: 'met', before: day }, ({ met }) => met > daysSince(day));
      }),
    city: fc
      .constantFrom(...CITIES, 'sao tome', 'Nowhere')
      .map((city) =>
        asked(
          { kind: 'city', any_of: [city] },
          (member) => member.city !== null && plain(member.city) === plain(city),
        ),
      ),
    zip: fc
      .constantFrom('01850', '99999')
      .map((zip) =>
        asked({ kind: 'zip', any_of: [zip] }, (member) => member.city !== null && member.zip === zip),
      ),
    state: fc
      .constantFrom('MA', 'TX')
      .map((state) =>
        asked({ kind: 'state', any_of: [state] }, (member) => member.city !== null && member.state === state),
      ),
    deed: fc
      .record({
        did: fc.constantFrom(...DEEDS),
        thing: fc.option(fc.nat(2)),
        within: fc.option(days),
        times: fc.option(fc.integer({ min: 1, max: 3 })),
      })
      .map(({ did, thing, within, times }) =>
        asked(
          {
            kind: 'deed',
            did,
            ...(thing !== null && { what_id: world.things[thing] }),
            within_days: within,
            at_least: times,
          },
          ({ deeds }) =>
            deeds.filter(
              (deed) =>
                deed.did === did &&
                (thing === null || deed.thing === thing) &&
                (within === null || deed.ago < within),
            ).length >= (times ?? 1),
        ),
      ),
    inactive: days.map((ago) =>
      asked(
        { kind: 'inactive', days: ago },
        ({ deeds }) => !deeds.some((deed) => ACTS.includes(deed.did) && deed.ago < ago),
      ),
    ),
    email: fc
      .constantFrom('any', 'ok', 'bouncing', 'invalid')
      .map((status) =>
        asked(
          { kind: 'email', status },
          ({ email }) => email !== null && (status === 'any' || email === status),
        ),
      ),
    subscribed: fc
      .constantFrom('email', 'sms')
      .map((channel) =>
        asked(
          { kind: 'subscribed', organization_id, channel },
          ({ subscribed }) => channel === 'email' && subscribed === true,
        ),
      ),
    suppressed: fc.constant(
      asked({ kind: 'suppressed', organization_id }, ({ suppressed, email }) => suppressed && email !== null),
    ),
    consent: fc
      .boolean()
      .map((is_given) =>
        asked(
          { kind: 'consent', organization_id, channel: 'share', is_given },
          ({ consents }) => consents.at(-1) === is_given,
        ),
      ),
    'official-tie': fc
      .record({
        official: fc.option(fc.nat(2)),
        kinds: fc.option(fc.constantFrom<string[]>(['friend'], ['donor', 'staff'])),
        strength: fc.option(fc.integer({ min: 1, max: 5 })),
      })
      .map(({ official, kinds, strength }) =>
        asked(
          {
            kind: 'official-tie',
            ...(official !== null && { official_id: world.officials[official] }),
            ...(kinds && { any_of: kinds }),
            at_least: strength,
          },
          ({ ties }) =>
            ties.some(
              (tie) =>
                (official === null || tie.official === official) &&
                (kinds === null || kinds.includes(tie.kind)) &&
                tie.strength >= (strength ?? 1),
            ),
        ),
      ),
    'partner-role': fc
      .option(fc.constantFrom('leader', 'signatory'))
      .map((role) =>
        asked(
          { kind: 'partner-role', partner_id: world.partnerId, ...(role && { any_of: [role] }) },
          ({ roles }) => roles.some((held) => held.isCurrent && (!role || held.role === role)),
        ),
      ),
    skill: fc
      .constantFrom('driving', 'INTERPRETER ', 'Singing')
      .map((wanted) =>
        asked({ kind: 'skill', any_of: [wanted] }, ({ offers }) =>
          (offers?.skills ?? []).some((each) => plain(each) === plain(wanted.trim())),
        ),
      ),
    speaks: fc
      .constantFrom('ht', 'vi', 'zu')
      .map((code) =>
        asked({ kind: 'speaks', any_of: [code] }, ({ offers }) => offers?.languages.includes(code) ?? false),
      ),
    'free-on': fc
      .constantFrom('mon-morning', 'sat-evening', 'sun-evening')
      .map((slot) =>
        asked(
          { kind: 'free-on', any_of: [slot] },
          ({ offers }) => offers?.availability.includes(slot) ?? false,
        ),
      ),
    training: fc.constant(
      asked({ kind: 'training', any_of: [world.trainingId] }, ({ isTrained }) => isTrained === true),
    ),
    value: fc
      .constantFrom(
        asked({ test: 'is-set' }, ({ colour }) => colour !== null),
        asked({ test: 'is', value: 'BLUE' }, ({ colour }) => colour === 'Blue'),
        asked({ test: 'contains', value: 'ree' }, ({ colour }) => colour === 'green'),
        asked({ test: 'any-of', any_of: ['green', 'red'] }, ({ colour }) => colour === 'green'),
        asked(
          { test: 'at-least', value: '2', field_id: world.fields.visits },
          ({ visits }) => visits !== null && visits >= 2,
        ),
        asked(
          { test: 'at-most', value: '2', field_id: world.fields.visits },
          ({ visits }) => visits !== null && visits <= 2,
        ),
      )
      .map(({ filter, holds }) => asked({ kind: 'value', field_id: world.fields.colour, ...filter }, holds)),
  };
}

/** Trees of them, up to four groups deep. */
export function trees(world: World): fc.Arbitrary<Asked> {
  const leaf = fc.oneof(...Object.values(conditions(world)));
  const { tree } = fc.letrec<{ tree: Asked }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, depthSize: 'medium' },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }).map((members) => ({
        filter: { all: members.map(({ filter }) => filter) },
        holds: (member: Member) => members.every(({ holds }) => holds(member)),
      })),
      fc.array(tie('tree'), { minLength: 1, maxLength: 4 }).map((members) => ({
        filter: { any: members.map(({ filter }) => filter) },
        holds: (member: Member) => members.some(({ holds }) => holds(member)),
      })),
      tie('tree').map(({ filter, holds }) => ({
        filter: { not: filter },
        holds: (member: Member) => !holds(member),
      })),
    ),
  }));
  return tree;
}
