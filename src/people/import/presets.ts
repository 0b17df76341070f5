import { type ColumnKind } from './columns.js';

/** The export of another system: known by headings that only it writes. */
interface Preset {
  name: string;
  /** Its own id of a person is kept under this name, so that the file loaded again finds its people. */
  system: string;
  /** Sets of plain headings; one of them must be there as a whole. */
  known: readonly (readonly string[])[];
  columns: ReadonlyMap<string, ColumnKind>;
}

const columns = (entries: Partial<Record<ColumnKind, string>>): ReadonlyMap<string, ColumnKind> =>
  new Map(
    Object.entries(entries).flatMap(([kind, headings]) =>
      headings.split('|').map((heading) => [heading, kind as ColumnKind] as const),
    ),
  );

/** By the headings of their CSV exports. What they do not name is guessed as in any other file. */
const PRESETS: readonly Preset[] = [
  {
    name: 'Action Network',
    system: 'action-network',
    known: [['can2 user tags'], ['can2 subscription status'], ['can2 phone']],
    columns: columns({
      external_id: 'uuid',
      phone: 'can2 phone|phone number|phone',
      street: 'can2 user address|address|street',
      city: 'can2 user city|city',
      state: 'can2 state abbreviated|can2 user state|state',
      zip: 'zip code|zip|postal code',
      tags: 'can2 user tags',
      email_consent: 'can2 subscription status',
      sms_consent: 'can2 sms status',
      language: 'language|can2 language',
    }),
  },
  {
    name: 'NationBuilder',
    system: 'nationbuilder',
    known: [['nationbuilder id']],
    columns: columns({
      external_id: 'nationbuilder id',
      email: 'email|email1|email2|email3|email4',
      phone: 'phone number|mobile number|work phone number',
      street: 'primary address1|address address1',
      street_2: 'primary address2|address address2',
      city: 'primary city|address city',
      state: 'primary state|address state',
      zip: 'primary zip|address zip',
      country: 'primary country code|address country code',
      tags: 'tag list',
      email_consent: 'email opt in|is email opt in',
      sms_consent: 'mobile opt in|is mobile opt in',
      ignore: 'external id|id',
    }),
  },
  {
    name: 'Mailchimp',
    system: 'mailchimp',
    known: [['email address', 'leid', 'euid']],
    columns: columns({
      email: 'email address',
      given_name: 'first name|fname',
      family_name: 'last name|lname',
      street: 'address',
      phone: 'phone number|phone',
      country: 'cc',
      ignore: 'region|latitude|longitude|member rating|optin ip|confirm ip|notes|leid|last changed|timezone',
      tags: 'tags',
      unsubscribed_at: 'unsub time|clean time',
      external_id: 'euid',
    }),
  },
  {
    name: 'Mobilize',
    system: 'mobilize',
    known: [['timeslot id'], ['user id', 'signup status']],
    columns: columns({
      external_id: 'user id|user mobilize id',
      given_name: 'first name|given name|user first name|user given name',
      family_name: 'last name|family name|user last name|user family name',
      email: 'email|email address|user email address',
      phone: 'phone number|user phone number|mobile number',
      zip: 'zipcode|zip|postal code|user postal code',
      ignore: 'id|timeslot id|event id|signup status|status|city|state',
    }),
  },
];

/** The system that wrote a file with these plain headings, or null. */
export function presetOf(headings: readonly string[]): Preset | null {
  return (
    PRESETS.find(({ known }) => known.some((all) => all.every((each) => headings.includes(each)))) ?? null
  );
}
