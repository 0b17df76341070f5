import { jurisdictionOf } from '../../geography/jurisdiction.access.js';
import {
  asDate,
  asList,
  asRecord,
  asText,
  asUrl,
  distinct,
  emailChannel,
  type OfficialsFile,
  type Raw,
  readYaml,
} from './import-files.js';
import {
  type ChannelRecord,
  type CommitteeRecord,
  type OfficialRecord,
  type OfficialsReading,
  type TermRecord,
} from './official-record.js';
import { officeOf } from './seats.js';

/**
 * Reads the YAML files of github.com/openstates/people (schema.md there): one person or one committee a file, in
 * folders legislature, executive, municipalities, committees and retired. What is in a folder named "retired" never
 * becomes a target, whatever it says of itself. A file that cannot be read is named and left out.
 */
export function readOpenStatesYaml(files: readonly OfficialsFile[]): OfficialsReading {
  const reading: OfficialsReading = { source: 'open-states', officials: [], committees: [], skipped: [] };
  for (const { name, content } of files) {
    if (!/\.ya?ml$/i.test(name)) continue;
    try {
      const document = readYaml(content);
      if (Array.isArray(document)) continue; // municipalities.yml: a list of places, without people
      const record = asRecord(document);
      const id = asText(record['id']);
      if (id.startsWith('ocd-organization/')) reading.committees.push(committee(record));
      else if (id.startsWith('ocd-person/')) reading.officials.push(person(record, name, reading.skipped));
      else reading.skipped.push(`${name}: neither a person nor a committee of Open States`);
    } catch (error) {
      reading.skipped.push(`${name}: ${(error as Error).message.split('\n')[0]!.slice(0, 160)}`);
    }
  }
  return reading;
}

function person(record: Raw, file: string, skipped: string[]): OfficialRecord {
  const name = asText(record['name'], 200);
  if (!name) throw new Error('the person has no name');
  const links = asList(record['links']);
  const isRetired = /(^|[\\/])retired[\\/]/i.test(file) || asDate(record['death_date']) !== null;
  return {
    externalId: asText(record['id']),
    otherIds: asList(record['other_identifiers'])
      .filter((each) => each['scheme'] === 'bioguide')
      .map((each) => asText(each['identifier']))
      .filter(Boolean),
    source: 'open-states',
    name,
    givenName: asText(record['given_name'], 100),
    familyName: asText(record['family_name'], 100),
    party: asList(record['party'])
      .filter((each) => !each['end_date'])
      .map((each) => asText(each['name']))
      .join(', '),
    imageUrl: asUrl(record['image']),
    website: asUrl(links.find((each) => each['note'] !== 'webform')?.['url']),
    isRetired,
    terms: isRetired ? [] : asList(record['roles']).flatMap((role) => term(role, name, skipped)),
    channels: distinct([
      ...emailChannel(record['email']),
      ...links
        .filter((each) => /web ?form/i.test(asText(each['note'])))
        .map((each): ChannelRecord => ({ kind: 'web-form', value: asUrl(each['url']), label: '' })),
      ...asList(record['offices']).flatMap(officeChannels),
    ]),
  };
}

function term(role: Raw, name: string, skipped: string[]): TermRecord[] {
  const type = asText(role['type']).toLowerCase();
  const office = officeOf(type, jurisdictionOf(asText(role['jurisdiction'])), asText(role['district'], 200));
  if (!office) {
    skipped.push(`${name}: no office is known for the role ${type || '(none)'}`);
    return [];
  }
  return [{ office, startsOn: asDate(role['start_date']), endsOn: asDate(role['end_date']) }];
}

const OFFICE_LABELS: Readonly<Record<string, string>> = {
  capitol: 'Capitol office',
  district: 'District office',
  'district-mail': 'District office, mail',
  primary: 'Office',
};

export function officeChannels(office: Raw): ChannelRecord[] {
  const classification = asText(office['classification']);
  const label = OFFICE_LABELS[classification] ?? classification;
  const channel = (kind: ChannelRecord['kind'], of: string): ChannelRecord => ({
    kind,
    value: asText(office[of]),
    label,
  });
  return [
    channel('phone', 'voice'),
    channel('fax', 'fax'),
    channel('address', 'address'),
    ...emailChannel(office['email']),
  ];
}

function committee(record: Raw): CommitteeRecord {
  const name = asText(record['name'], 300);
  if (!name) throw new Error('the committee has no name');
  return {
    externalId: asText(record['id']),
    jurisdiction: jurisdictionOf(asText(record['jurisdiction'])),
    chamber: asText(record['chamber']) || 'legislature',
    name,
    members: asList(record['members'])
      .map((member) => ({
        externalId: asText(member['person_id']),
        role: asText(member['role']).toLowerCase().replace(/\s+/g, ' ') || 'member',
      }))
      .filter((member) => member.externalId !== ''),
  };
}
