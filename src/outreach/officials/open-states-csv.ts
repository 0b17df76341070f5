import { Invalid } from '../../platform/http/errors.js';
import { jurisdictionOf, stateJurisdiction, STATES } from '../../geography/jurisdiction.access.js';
import {
  asDate,
  asText,
  asUrl,
  distinct,
  emailChannel,
  type OfficialsFile,
  readCsv,
} from './import-files.js';
import { type ChannelRecord, type OfficialRecord, type OfficialsReading } from './official-record.js';
import { officeOf } from './seats.js';

type Row = Record<string, string>;

/**
 * Reads the CSV files of Open States in both of their layouts: "people/current" of data.openstates.org (current_chamber,
 * current_district, capitol_voice ...) and the older one of its bulk downloads (leg_id, full_name, chamber, district,
 * active). The rows do not name their state: the jurisdiction is given, or the file is named by it ("ma.csv",
 * "ma_people.csv").
 *
 * @throws Invalid where a file has neither layout or its state cannot be told.
 */
export function readOpenStatesCsv(files: readonly OfficialsFile[], jurisdiction?: string): OfficialsReading {
  const reading: OfficialsReading = { source: 'open-states', officials: [], committees: [], skipped: [] };
  for (const { name, content } of files) {
    if (!/\.csv$/i.test(name)) continue;
    const state = jurisdiction ? jurisdictionOf(jurisdiction) : stateOfFile(name);
    const found = rowsOf(name, content);
    for (const row of found) {
      const record = 'leg_id' in row ? fromOldLayout(row, state) : fromPeople(row, state);
      if (!record.externalId || !record.name) reading.skipped.push(`${name}: a row without an id or a name`);
      else reading.officials.push(record);
    }
  }
  return reading;
}

function rowsOf(name: string, content: string): Row[] {
  let found: Row[];
  try {
    found = readCsv(content);
  } catch (error) {
    return refuse(`${name} is no CSV with a heading line: ${(error as Error).message.slice(0, 160)}`);
  }
  const [first] = found;
  const isKnown =
    first && (('id' in first && 'current_chamber' in first) || ('leg_id' in first && 'chamber' in first));
  return isKnown
    ? found
    : refuse(`${name} has neither the columns of Open States’ people files nor those of its older ones.`);
}

function stateOfFile(name: string): string {
  const code = /(?:^|[\\/])([a-z]{2})(?:[_.-][^\\/]*)?\.csv$/i.exec(name)?.[1]?.toLowerCase();
  if (code === 'us') return jurisdictionOf('us');
  return code && code in STATES
    ? stateJurisdiction(code)
    : refuse(`Which state is ${name} about? Name it, or name the file like ma.csv.`);
}

function fromPeople(row: Row, jurisdiction: string): OfficialRecord {
  const at = (column: string): string => asText(row[column]);
  const office = officeOf(at('current_chamber').toLowerCase(), jurisdiction, at('current_district'));
  const channel = (kind: ChannelRecord['kind'], column: string, label: string): ChannelRecord => ({
    kind,
    value: at(column),
    label,
  });
  const isRetired = asDate(row['death_date']) !== null;
  return {
    ...named(row, 'id', 'name', 'given_name', 'family_name', 'current_party'),
    imageUrl: asUrl(row['image']),
    website: asUrl(row['links']?.split(';')[0]),
    isRetired,
    terms: office && !isRetired ? [{ office, startsOn: null, endsOn: null }] : [],
    channels: distinct([
      ...emailChannel(row['email']),
      ...(['capitol', 'district'] as const).flatMap((which) => {
        const label = which === 'capitol' ? 'Capitol office' : 'District office';
        return [
          channel('phone', `${which}_voice`, label),
          channel('fax', `${which}_fax`, label),
          channel('address', `${which}_address`, label),
        ];
      }),
    ]),
  };
}

function fromOldLayout(row: Row, jurisdiction: string): OfficialRecord {
  const office = officeOf(asText(row['chamber']).toLowerCase(), jurisdiction, asText(row['district']));
  const isActive = !/^(false|0|no)$/i.test(asText(row['active']));
  return {
    ...named(row, 'leg_id', 'full_name', 'first_name', 'last_name', 'party'),
    imageUrl: asUrl(row['photo_url']),
    website: asUrl(row['url']),
    isRetired: !isActive,
    terms: office && isActive ? [{ office, startsOn: null, endsOn: null }] : [],
    channels: distinct([
      ...emailChannel(row['email']),
      { kind: 'phone', value: asText(row['phone']), label: '' },
    ]),
  };
}

function named(row: Row, id: string, name: string, given: string, family: string, party: string) {
  return {
    externalId: asText(row[id]),
    otherIds: [],
    source: 'open-states' as const,
    name: asText(row[name], 200),
    givenName: asText(row[given], 100),
    familyName: asText(row[family], 100),
    party: asText(row[party]),
  };
}

function refuse(message: string): never {
  throw new Invalid([{ param: 'files', message }], message);
}
