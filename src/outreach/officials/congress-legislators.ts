import { UNITED_STATES } from '../../geography/jurisdiction.access.js';
import { Invalid } from '../../platform/http/errors.js';
import {
  asDate,
  asList,
  asRecord,
  asText,
  asUrl,
  distinct,
  type OfficialsFile,
  type Raw,
  readYaml,
} from './import-files.js';
import {
  type ChannelRecord,
  type CommitteeRecord,
  type OfficialRecord,
  type OfficialsReading,
} from './official-record.js';
import { congressOffice } from './seats.js';

/**
 * Reads the YAML files of github.com/unitedstates/congress-legislators: legislators-current, and where they are there
 * legislators-district-offices, committees-current and committee-membership-current. People are known by their
 * Bioguide id. The files know no email addresses: a member is reached by the contact form of their website.
 *
 * @throws Invalid where legislators-current is not among the files or is no YAML.
 */
export function readCongressLegislators(files: readonly OfficialsFile[]): OfficialsReading {
  const current = asList(document(files, /legislators-current\.ya?ml$/i, true));
  const offices = asList(document(files, /legislators-district-offices\.ya?ml$/i));
  const officesOf = new Map(offices.map((each) => [bioguideOf(each), asList(each['offices'])]));
  const reading: OfficialsReading = {
    source: 'congress-legislators',
    officials: [],
    committees: [],
    skipped: [],
  };
  for (const record of current) {
    const official = legislator(record, officesOf.get(bioguideOf(record)) ?? []);
    if (official) reading.officials.push(official);
    else
      reading.skipped.push(
        `${bioguideOf(record) || 'a legislator without an id'}: no name, no term or an unknown state`,
      );
  }
  const memberships = asRecord(document(files, /committee-membership-current\.ya?ml$/i));
  for (const committee of asList(document(files, /committees-current\.ya?ml$/i)))
    reading.committees.push(...committees(committee, memberships));
  return reading;
}

function document(files: readonly OfficialsFile[], name: RegExp, isNeeded = false): unknown {
  const file =
    files.find((each) => name.test(each.name)) ?? (isNeeded && files.length === 1 ? files[0] : undefined);
  if (!file && !isNeeded) return undefined;
  if (!file) return refuse('legislators-current.yaml is not among the files.');
  try {
    return readYaml(file.content);
  } catch (error) {
    return refuse(`${file.name} is no YAML: ${(error as Error).message.split('\n')[0]!.slice(0, 160)}`);
  }
}

function bioguideOf(record: Raw): string {
  return asText(asRecord(record['id'])['bioguide']);
}

function legislator(record: Raw, districtOffices: readonly Raw[]): OfficialRecord | null {
  const name = asRecord(record['name']);
  const terms = asList(record['terms']).flatMap((each) => {
    const state = asText(each['state']);
    const isSenate = each['type'] === 'sen';
    const office = congressOffice(
      isSenate ? 'upper' : 'lower',
      isSenate ? state : `${state}-${asText(each['district'])}`,
    );
    return office ? [{ office, startsOn: asDate(each['start']), endsOn: asDate(each['end']) }] : [];
  });
  const last = asList(record['terms']).at(-1); // the file keeps them in order of time
  const externalId = bioguideOf(record);
  if (!externalId || !last || terms.length === 0) return null;
  const given = asText(name['nickname']) || asText(name['first']);
  const capitol = (kind: ChannelRecord['kind'], value: string): ChannelRecord => ({
    kind,
    value,
    label: 'Capitol office',
  });
  return {
    externalId,
    otherIds: [],
    source: 'congress-legislators',
    name: asText(name['official_full']) || [given, asText(name['last'])].join(' ').trim(),
    givenName: given,
    familyName: asText(name['last']),
    party: asText(last['party']),
    imageUrl: '',
    website: asUrl(last['url']),
    isRetired: false,
    terms,
    channels: distinct([
      capitol('web-form', asUrl(last['contact_form'])),
      capitol('phone', asText(last['phone'])),
      capitol('fax', asText(last['fax'])),
      capitol('address', asText(last['address'])),
      ...districtOffices.flatMap(districtOffice),
    ]),
  };
}

function districtOffice(office: Raw): ChannelRecord[] {
  const at = (key: string): string => asText(office[key]);
  const label = `${at('city')} office`.trim();
  const street = [at('address'), at('suite'), at('building')].filter(Boolean).join(', ');
  const town = [at('city'), [at('state'), at('zip')].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  return [
    { kind: 'phone', value: at('phone'), label },
    { kind: 'fax', value: at('fax'), label },
    { kind: 'address', value: street && `${street}, ${town}`, label },
  ];
}

function committees(record: Raw, memberships: Raw): CommitteeRecord[] {
  const id = asText(record['thomas_id']);
  const name = asText(record['name'], 300);
  if (!id || !name) return [];
  const chamber = { house: 'lower', senate: 'upper' }[asText(record['type'])] ?? 'legislature';
  const made = (externalId: string, title: string): CommitteeRecord => ({
    externalId: `congress:${externalId}`,
    jurisdiction: UNITED_STATES,
    chamber,
    name: title,
    members: asList(memberships[externalId])
      .map((each) => ({
        externalId: asText(each['bioguide']),
        role: asText(each['title']).toLowerCase() || 'member',
      }))
      .filter((member) => member.externalId !== ''),
  });
  const parts = asList(record['subcommittees']).map((part) =>
    made(`${id}${asText(part['thomas_id'])}`, `${name}: ${asText(part['name'], 300)}`),
  );
  return [made(id, name), ...parts];
}

function refuse(message: string): never {
  throw new Invalid([{ param: 'files', message }], message);
}
