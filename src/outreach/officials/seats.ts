import { congressKey, matchKey } from '../../geography/district-name.access.js';
import {
  jurisdictionName,
  STATES,
  stateJurisdiction,
  stateOf,
  UNITED_STATES,
} from '../../geography/jurisdiction.access.js';
import { type OfficeKind, type OfficeRecord } from './official-record.js';

/** What members of the lower chamber are called where it is not "State Representative". */
const LOWER_TITLES: Readonly<Record<string, string>> = {
  CA: 'Assembly Member',
  NV: 'Assembly Member',
  NJ: 'Assembly Member',
  NY: 'Assembly Member',
  WI: 'State Representative',
  MD: 'Delegate',
  VA: 'Delegate',
  WV: 'Delegate',
};

/** Chambers with districts that elect more than one member (National Conference of State Legislatures, 2024). */
const SEVERAL_MEMBERS = new Set([
  'AZ lower',
  'ID lower',
  'MD lower',
  'ND lower',
  'NH lower',
  'NJ lower',
  'SD lower',
  'VT lower',
  'VT upper',
  'WA lower',
]);

const EXECUTIVE_TITLES: Readonly<Record<string, string>> = {
  governor: 'Governor',
  lt_governor: 'Lieutenant Governor',
  'chief election officer': 'Chief Election Officer',
};

const LOCAL_KINDS: Readonly<Record<string, OfficeKind>> = {
  mayor: 'mayor',
  council: 'council',
  councilmember: 'council',
  'district attorney': 'prosecutor',
  prosecutor: 'prosecutor',
  sheriff: 'sheriff',
  'police chief': 'police-chief',
  'school board': 'school-board',
};

/**
 * The office that a role of Open States names (schema.md: type, jurisdiction, district). Null where it names none that
 * somebody can be elected from, such as a chamber without a district.
 *
 * @param jurisdiction an Open Civic Data division.
 */
export function officeOf(type: string, jurisdiction: string, district: string): OfficeRecord | null {
  if (jurisdiction === UNITED_STATES) return district ? congressOffice(type, district) : null;
  const isState = jurisdiction.split('/').length === 3;
  if (type === 'upper' || type === 'lower')
    return isState && district ? chamberOffice(type, jurisdiction, district) : null;
  return isState ? executiveOffice(type, jurisdiction) : localOffice(type, jurisdiction, district);
}

/** @param district "MA-7" or "7" with the state beside it; a state ("MA", "Massachusetts") for its two senators. */
export function congressOffice(type: string, district: string): OfficeRecord | null {
  const named = district.slice(0, 2).toLowerCase();
  const whole = Object.keys(STATES).find(
    (code) => STATES[code]!.toLowerCase() === district.trim().toLowerCase(),
  );
  const state = whole ?? (named in STATES ? named : undefined);
  if (!state) return null;
  const area = stateJurisdiction(state);
  const common = { jurisdiction: UNITED_STATES, level: 'federal', areaJurisdiction: area } as const;
  if (type === 'upper') {
    return {
      ...common,
      kind: 'upper',
      seat: STATES[state]!,
      seatKey: state,
      areaLayer: null,
      areaKey: '',
      seatCount: 2, // United States Constitution, Article I, Section 3
      title: 'U.S. Senator',
    };
  }
  if (type !== 'lower') return null;
  const key = congressKey(district);
  return {
    ...common,
    kind: 'lower',
    seat: `${state.toUpperCase()}-${key === 'at large' ? 'AL' : key}`,
    seatKey: `${state} ${key}`,
    areaLayer: 'congress',
    areaKey: key,
    seatCount: 1,
    title: 'U.S. Representative',
  };
}

/** A seat in a chamber of a state's legislature, for the district of this name. */
export function chamberOffice(kind: 'upper' | 'lower', jurisdiction: string, district: string): OfficeRecord {
  const lower = LOWER_TITLES[stateOf(jurisdiction) ?? ''] ?? 'State Representative';
  return {
    jurisdiction,
    level: 'state',
    kind,
    seat: district,
    seatKey: matchKey(district),
    areaJurisdiction: jurisdiction,
    areaLayer: kind,
    areaKey: matchKey(district),
    seatCount: SEVERAL_MEMBERS.has(`${stateOf(jurisdiction)} ${kind}`) ? 0 : 1,
    title: kind === 'upper' ? 'State Senator' : lower,
  };
}

function executiveOffice(type: string, jurisdiction: string): OfficeRecord {
  const title =
    EXECUTIVE_TITLES[type] ??
    type.replace(/(^|[\s_-])\p{L}/gu, (letter) => letter.toUpperCase()).replaceAll('_', ' ');
  return {
    jurisdiction,
    level: 'state',
    kind: 'executive',
    seat: jurisdictionName(jurisdiction),
    seatKey: matchKey(title),
    areaJurisdiction: jurisdiction,
    areaLayer: null,
    areaKey: '',
    seatCount: 1,
    title,
  };
}

function localOffice(type: string, jurisdiction: string, district: string): OfficeRecord | null {
  const kind = LOCAL_KINDS[type];
  const state = stateOf(jurisdiction);
  const place = /\/(place|county):([^/]+)$/.exec(jurisdiction);
  if (!kind || !state || !place) return null;
  const name = place[2]!.replaceAll('_', ' ');
  const shown = jurisdictionName(jurisdiction).split(', ')[0]!;
  return {
    jurisdiction,
    level: place[1] === 'county' ? 'county' : 'local',
    kind,
    seat: district ? `${shown}, ${district}` : shown,
    seatKey: district ? matchKey(district) : '',
    areaJurisdiction: district ? jurisdiction : stateJurisdiction(state),
    areaLayer: district ? 'council' : place[1] === 'county' ? 'county' : 'town',
    areaKey: matchKey(district || name),
    seatCount: 1,
    title: kind === 'mayor' ? 'Mayor' : type.replace(/^\p{L}/u, (letter) => letter.toUpperCase()),
  };
}
