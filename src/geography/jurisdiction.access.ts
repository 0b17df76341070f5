import { Invalid } from '../platform/http/errors.js';

/** Postal codes of the states and of what counts as one in Open States and the Census. */
export const STATES: Readonly<Record<string, string>> = {
  al: 'Alabama',
  ak: 'Alaska',
  az: 'Arizona',
  ar: 'Arkansas',
  ca: 'California',
  co: 'Colorado',
  ct: 'Connecticut',
  de: 'Delaware',
  dc: 'District of Columbia',
  fl: 'Florida',
  ga: 'Georgia',
  hi: 'Hawaii',
  id: 'Idaho',
  il: 'Illinois',
  in: 'Indiana',
  ia: 'Iowa',
  ks: 'Kansas',
  ky: 'Kentucky',
  la: 'Louisiana',
  me: 'Maine',
  md: 'Maryland',
  ma: 'Massachusetts',
  mi: 'Michigan',
  mn: 'Minnesota',
  ms: 'Mississippi',
  mo: 'Missouri',
  mt: 'Montana',
  ne: 'Nebraska',
  nv: 'Nevada',
  nh: 'New Hampshire',
  nj: 'New Jersey',
  nm: 'New Mexico',
  ny: 'New York',
  nc: 'North Carolina',
  nd: 'North Dakota',
  oh: 'Ohio',
  ok: 'Oklahoma',
  or: 'Oregon',
  pa: 'Pennsylvania',
  ri: 'Rhode Island',
  sc: 'South Carolina',
  sd: 'South Dakota',
  tn: 'Tennessee',
  tx: 'Texas',
  ut: 'Utah',
  vt: 'Vermont',
  va: 'Virginia',
  wa: 'Washington',
  wv: 'West Virginia',
  wi: 'Wisconsin',
  wy: 'Wyoming',
  as: 'American Samoa',
  gu: 'Guam',
  mp: 'Northern Mariana Islands',
  pr: 'Puerto Rico',
  vi: 'Virgin Islands',
};

const OCD =
  /^ocd-(?:division|jurisdiction)\/(country:us(?:\/[a-z_]+:[^/]+)*?)(?:\/(?:government|legislature|executive))?$/;

/**
 * A jurisdiction as an Open Civic Data division (https://open-civic-data.readthedocs.io, OCDEP 2):
 * "ocd-division/country:us/state:ma/place:boston". Understands divisions, jurisdictions ("…/government"), "us",
 * "ma", "US-MA" and "Massachusetts". An election district at the end ("sldl:…", "cd:7") is not a jurisdiction and is cut.
 *
 * @throws Invalid, on the field given, for anything else.
 */
export function jurisdictionOf(text: string, param = 'jurisdiction'): string {
  const given = text.trim().normalize('NFC').toLowerCase();
  const division = OCD.exec(given)?.[1]?.replace(/\/(?:sldl|sldu|cd):.*$/, '');
  if (division) return `ocd-division/${division.replace('/district:dc', '/state:dc')}`;
  if (/^(us|usa|united states|federal)$/.test(given)) return UNITED_STATES;
  const code = given.replace(/^us[-/ ]/, '');
  const state =
    code in STATES ? code : Object.keys(STATES).find((key) => STATES[key]!.toLowerCase() === code);
  if (state) return stateJurisdiction(state);
  throw new Invalid([
    {
      param,
      message:
        'Name a state (MA), the country (US) or an Open Civic Data id, such as ocd-division/country:us/state:ma.',
    },
  ]);
}

export const UNITED_STATES = 'ocd-division/country:us';

/** @param code postal code, in either case. */
export function stateJurisdiction(code: string): string {
  return `${UNITED_STATES}/state:${code.toLowerCase()}`;
}

/** The postal code in capitals, or null for the country itself. */
export function stateOf(jurisdiction: string): string | null {
  return /\/state:([a-z]{2})(?:\/|$)/.exec(jurisdiction)?.[1]?.toUpperCase() ?? null;
}

/** "Massachusetts", "Salem, Massachusetts", "United States". */
export function jurisdictionName(jurisdiction: string): string {
  const state = STATES[stateOf(jurisdiction)?.toLowerCase() ?? ''];
  const last = /\/(?!state)[a-z_]+:([^/]+)$/.exec(jurisdiction)?.[1];
  const place = jurisdiction === UNITED_STATES ? undefined : last?.replaceAll('_', ' ');
  const named = place?.replace(/(^|[\s-])\p{L}/gu, (letter) => letter.toUpperCase());
  return state ? [named, state].filter(Boolean).join(', ') : 'United States';
}

/** Layers of boundaries that decide who represents a place. Any other word is a layer of its own. */
export const LAYERS = ['lower', 'upper', 'congress', 'town', 'county'] as const;

const LAYER_WORDS: Readonly<Record<string, (typeof LAYERS)[number]>> = Object.fromEntries(
  (
    [
      ['lower', 'house state-house house-district state-lower lower-house assembly sldl'],
      ['upper', 'senate state-senate senate-district state-upper upper-house sldu'],
      ['congress', 'cd us-house congressional congressional-district federal us-congress'],
      ['town', 'towns city cities municipality municipalities place places'],
      ['county', 'counties'],
    ] as const
  ).flatMap(([layer, words]) => [layer, ...words.split(' ')].map((word) => [word, layer] as const)),
);

/** The layer that an importer's word means: "state_house", "sldl" and "Lower" are the layer "lower". */
export function layerOf(kind: string): string {
  const word = kind
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  return LAYER_WORDS[word] ?? word;
}
