import { type Schema } from '../api/client';
import { type Tone } from '../parts/status-badge';

export type Official = Schema<'OfficialResource'>;
export type OfficialRecord = Schema<'OfficialRecordResource'>;
export type Vacancy = Schema<'VacancyResource'>;
export type BoundarySet = Schema<'BoundarySetResource'>;
export type Load = Schema<'ReferenceImportResource'>;
export type Level = Official['level'];
export type Kind = Official['kind'];

export const levels: Record<Level, string> = {
  federal: 'Federal',
  state: 'State',
  county: 'County',
  local: 'City or town',
};

export const kinds: Record<Kind, string> = {
  upper: 'Senate',
  lower: 'House',
  executive: 'Executive',
  mayor: 'Mayor',
  council: 'Council',
  prosecutor: 'Prosecutor',
  sheriff: 'Sheriff',
  'police-chief': 'Police chief',
  'school-board': 'School board',
  agency: 'Agency',
  company: 'Company',
};

export const channelKinds: Record<OfficialRecord['channels'][number]['kind'], string> = {
  email: 'Email',
  'web-form': 'Web form',
  phone: 'Phone',
  fax: 'Fax',
  address: 'Address',
};

export const sources: Record<string, string> = {
  'open-states': 'Open States',
  'congress-legislators': 'congress-legislators',
};

export const loadKinds: Record<Load['kind'], string> = {
  districts: 'Districts',
  'zip-points': 'ZIP codes',
  officials: 'Officials',
};

export const loadStates: Record<Load['state'], { label: string; tone: Tone }> = {
  queued: { label: 'Waits', tone: 'neutral' },
  running: { label: 'Under way', tone: 'waiting' },
  finished: { label: 'Done', tone: 'good' },
  failed: { label: 'Refused', tone: 'bad' },
};

export const formats = {
  'openstates-yaml': 'Open States, folder of YAML files',
  'openstates-csv': 'Open States, CSV file',
  'congress-legislators': 'congress-legislators, YAML files',
} as const;
export type OfficialsFormat = keyof typeof formats;

export function optionsOf<Key extends string>(words: Record<Key, string>) {
  return (Object.entries(words) as [Key, string][]).map(([value, label]) => ({ value, label }));
}
