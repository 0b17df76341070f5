import { city, state, zip } from './address.conditions.js';
import { consent } from './consent.condition.js';
import { deed } from './deed.condition.js';
import { type Condition, type Definition } from './definition.js';
import { district } from './district.condition.js';
import { email } from './email.condition.js';
import { inactive } from './inactive.condition.js';
import { language } from './language.condition.js';
import { met } from './met.condition.js';
import { name } from './name.condition.js';
import { officialTie } from './official-tie.condition.js';
import { partnerRole } from './partner-role.condition.js';
import { SegmentCondition } from './segment.condition.js';
import { source } from './source.condition.js';
import { subscribed } from './subscribed.condition.js';
import { suppressed } from './suppressed.condition.js';
import { tag } from './tag.condition.js';
import { value } from './value.condition.js';
import { freeOn, skill, speaks, training } from './volunteering.conditions.js';

/** The allow-list, in the order in which the builder offers it: what is not here cannot be asked. */
export const CONDITIONS = [
  tag,
  value,
  language,
  name,
  met,
  source,
  district,
  city,
  zip,
  state,
  deed,
  inactive,
  skill,
  speaks,
  freeOn,
  training,
  officialTie,
  email,
  subscribed,
  suppressed,
  consent,
  partnerRole,
] as unknown as readonly Definition[];

const BY_KIND = new Map(CONDITIONS.map((each) => [each.kind, each]));

export function definitionOf(kind: string): Definition | undefined {
  return BY_KIND.get(kind);
}

/** The class that checks a condition of this kind. */
export function formOf(kind: string): (new () => Condition) | undefined {
  return kind === 'segment' ? SegmentCondition : BY_KIND.get(kind)?.form;
}

export const CONDITION_FORMS: readonly (new () => Condition)[] = [
  ...CONDITIONS.map(({ form }) => form),
  SegmentCondition,
];
