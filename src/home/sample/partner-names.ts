import { type CityKey } from './world.js';

type Sector =
  | 'law-enforcement'
  | 'public-health'
  | 'civic'
  | 'business-legal'
  | 'faith'
  | 'survivor-led'
  | 'government'
  | 'other';
type LegalType = '501c3' | '501c4' | 'public-agency' | 'company' | 'congregation' | 'other';

/** Invented organizations: name, sector, legal type and how far they are with their chapter. */
export type PartnerLine = readonly [
  name: string,
  sector: Sector,
  legal: LegalType,
  status: Status,
  isListed: boolean,
];
export type Status = 'prospect' | 'invited' | 'active' | 'paused' | 'left';

export const PARTNERS: Record<CityKey, readonly PartnerLine[]> = {
  boston: [
    ['Harborlight Survivor Collective', 'survivor-led', '501c3', 'active', true],
    ['Second Tide Peer Network', 'survivor-led', '501c3', 'active', false],
    ['Tidewater Family Clinic', 'public-health', '501c3', 'active', true],
    ['Three Rivers Nurses Circle', 'public-health', 'other', 'active', true],
    ['Sample County Office of the Prosecutor', 'law-enforcement', 'public-agency', 'active', true],
    ['Harbor District Police, Human Trafficking Unit', 'law-enforcement', 'public-agency', 'invited', false],
    ['Bay Hotel and Lodging Guild', 'business-legal', 'other', 'active', true],
    ['Lantern Law Project', 'business-legal', '501c3', 'active', true],
    ['Fenwick, Oyelaran and Pratt', 'business-legal', 'company', 'prospect', false],
    ['St. Brigid of the Harbor Parish', 'faith', 'congregation', 'active', true],
    ['Congregation Shaarei Tikvah', 'faith', 'congregation', 'active', true],
    ['Masjid An-Noor Sisters Committee', 'faith', 'congregation', 'invited', false],
    ['Commonwealth Tenants League', 'civic', '501c4', 'active', true],
    ['Neighbors of the Green', 'civic', '501c3', 'paused', false],
    ['Office of the Sample City Councilors', 'government', 'public-agency', 'active', true],
    ['Bayside Youth Shelter', 'other', '501c3', 'prospect', false],
  ],
  denver: [
    ['Rising Aspen Survivors Council', 'survivor-led', '501c3', 'active', true],
    ['Front Range Peer Mentors', 'survivor-led', '501c3', 'active', false],
    ['Platte Valley Community Health', 'public-health', '501c3', 'active', true],
    ['High Plains Emergency Physicians', 'public-health', 'other', 'invited', false],
    ['Sample City Attorney, Victim Services', 'law-enforcement', 'public-agency', 'active', true],
    ['Mile Marker Truckers Against Exploitation', 'business-legal', '501c3', 'active', true],
    ['Confluence Restaurant Alliance', 'business-legal', 'other', 'prospect', false],
    ['Cottonwood Legal Aid Desk', 'business-legal', '501c3', 'active', true],
    ['Our Lady of the Foothills', 'faith', 'congregation', 'active', true],
    ['Open Door Mennonite Fellowship', 'faith', 'congregation', 'active', true],
    ['East Side Transit Riders', 'civic', '501c4', 'active', true],
    ['League of Block Captains', 'civic', 'other', 'left', false],
    ['Sample City Office of Human Rights', 'government', 'public-agency', 'active', true],
  ],
  portland: [
    ['Bridge and Fern Survivor House', 'survivor-led', '501c3', 'active', false],
    ['Rose City Outreach Nurses', 'public-health', '501c3', 'active', true],
    ['Stumptown Street Medicine', 'public-health', '501c3', 'prospect', false],
    ['Sample County Sheriff, Advocacy Desk', 'law-enforcement', 'public-agency', 'invited', false],
    ['Willamette Innkeepers', 'business-legal', 'other', 'active', true],
    ['Alder and Quill Attorneys', 'business-legal', 'company', 'active', true],
    ['First Friends Meeting of the River', 'faith', 'congregation', 'active', true],
    ['Sunnyside Interfaith Kitchen', 'faith', '501c3', 'paused', false],
    ['Cascadia Renters Assembly', 'civic', '501c4', 'active', true],
    ['Foster Youth Forward Northwest', 'civic', '501c3', 'active', true],
    ['Sample County Commission on Women', 'government', 'public-agency', 'active', true],
  ],
};

export const NOTES = [
  'Talked for half an hour. They would like to read the draft before it is public.',
  'Prefers to be called, not written to. Afternoons are best.',
  'Their board meets on the second Tuesday; they can only answer after that.',
  'Offered their hall for the next training. It has an elevator.',
  'Cannot take positions on bills; can co-host events and share our help line.',
  'Asked us not to use their logo without asking each time.',
  'Will send two people to the next meeting and wants the agenda a week ahead.',
  'Wants survivors among the speakers to be paid like the others. Agreed.',
] as const;
