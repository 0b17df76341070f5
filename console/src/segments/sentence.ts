import { tieKinds } from '../ties/words';
import { languageNames, slots } from '../volunteering/words';
import {
  channels,
  type Condition,
  deeds,
  emailStates,
  type Fields,
  type Filter,
  languages,
  layers,
  partnerRoles,
  valueTests,
} from './words';

const named = (choices: readonly { id: string; name: string }[], id: string | null | undefined): string =>
  choices.find((choice) => choice.id === id)?.name ?? 'something that is gone';

const or = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '…') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

const since = (days?: number | null, day?: string | null): string =>
  [days ? `in the last ${days} days` : '', day ? `since ${day}` : ''].filter(Boolean).join(' ');

/** A filter as a sentence: "People who carry the tag Volunteer and (signed “Safe Homes” or came to …)". */
export function sentenceOf(filter: Filter | null, fields: Fields): string {
  if (!filter || ('all' in filter && filter.all.length === 0)) return 'Everybody';
  return `People who ${phrase(filter, fields, true)}`;
}

function phrase(filter: Filter, fields: Fields, isOutermost: boolean): string {
  if ('not' in filter) return `are not among those who ${phrase(filter.not, fields, false)}`;
  if ('kind' in filter) return conditionPhrase(filter, fields);
  const [members, word] = 'all' in filter ? [filter.all, ' and '] : [filter.any, ' or '];
  if (members.length === 0) return 'are anybody';
  const joined = members.map((each) => phrase(each, fields, members.length === 1 && isOutermost)).join(word);
  return isOutermost || members.length === 1 ? joined : `(${joined})`;
}

function conditionPhrase(it: Condition, fields: Fields): string {
  switch (it.kind) {
    case 'segment':
      return `are in “${named(fields.segments, it.segment_id)}”`;
    case 'tag':
      return `carry the tag ${or(it.any_of.map((id) => named(fields.tags, id)))}`;
    case 'value': {
      const field = fields.fields.find(({ id }) => id === it.field_id)?.label ?? 'a field that is gone';
      const answer =
        it.test === 'any-of' ? or(it.any_of ?? []) : it.test === 'is-set' ? '' : (it.value ?? '…');
      return `have a ${field} that ${valueTests[it.test]} ${answer}`.trim();
    }
    case 'language':
      return `read ${or(it.any_of.map((language) => languages[language]))}`;
    case 'name':
      return `are called “${it.contains}”`;
    case 'met':
      return `were first met ${[since(it.within_days, it.since), it.before ? `before ${it.before}` : ''].filter(Boolean).join(' and ')}`;
    case 'source':
      return `came by ${or(it.any_of)}`;
    case 'district': {
      const layer = layers[it.layer ?? ''] ?? it.layer ?? 'any';
      return it.any_of?.length
        ? `live in one of ${it.any_of.length} districts (${layer})`
        : `live in a known district (${layer})`;
    }
    case 'city':
    case 'zip':
    case 'state':
      return `live in ${or(it.any_of)}`;
    case 'deed': {
      const thing = fields.things.find(({ what_id, did }) => what_id === it.what_id && did === it.did);
      const what = it.what_id ? `“${thing?.what_title ?? 'something that is gone'}”` : 'anything';
      const times = (it.at_least ?? 1) > 1 ? `at least ${it.at_least} times` : '';
      return [deeds[it.did] ?? it.did, what, times, since(it.within_days, it.since)]
        .filter(Boolean)
        .join(' ');
    }
    case 'inactive':
      return `took no action in the last ${it.days} days`;
    case 'skill':
      return `can do ${or(it.any_of)}`;
    case 'speaks':
      return `speak ${or(it.any_of.map(languageNames('en')))}`;
    case 'free-on':
      return `are free on ${or(it.any_of.map((each) => slots.find(({ value }) => value === each)?.label ?? each))}`;
    case 'training':
      return `were trained in ${or(it.any_of.map((id) => named(fields.trainings, id)))}, which holds today`;
    case 'official-tie': {
      const who = it.official_id ? named(fields.officials, it.official_id) : 'an official';
      const as = it.any_of?.length ? `as ${or(it.any_of.map((each) => tieKinds[each].toLowerCase()))}` : '';
      return ['know', who, as, it.at_least ? `with a strength of ${it.at_least} or more` : '']
        .filter(Boolean)
        .join(' ');
    }
    case 'email':
      return emailStates[it.status];
    case 'subscribed':
      return `get ${channels[it.channel]} from ${named(fields.organizations, it.organization_id)}`;
    case 'suppressed':
      return `are on the suppression list of ${named(fields.organizations, it.organization_id)}`;
    case 'consent': {
      const word = it.is_given ? 'agreed to' : 'withdrew consent to';
      return `${word} ${channels[it.channel]} by ${named(fields.organizations, it.organization_id)}`;
    }
    case 'partner-role': {
      const role = it.any_of?.length ? or(it.any_of.map((each) => partnerRoles[each])) : 'any role';
      return `hold ${role} at ${it.partner_id ? named(fields.partners, it.partner_id) : 'any partner'}`;
    }
  }
}
