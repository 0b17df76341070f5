/** Merge tags as other tools write them, and ours in their place. Strings alone: no editor, no page. */

/** As the server reads ours (email/compose/merge-tags). */
const OURS = /^\{\{\s*(?:given_name|family_name|full_name)\s*(?:\|[^{}|]{0,80})?\}\}$/;

/**
 * Whatever fills a mail elsewhere: Mailchimp's `*|FNAME|*`, the braces of Liquid, Handlebars and Go (Action Network,
 * listmonk and most others) with their conditions, `[[FIRSTNAME]]` of Constant Contact, `%FIRSTNAME%` of ActiveCampaign.
 */
const WRITTEN =
  /\*\|([^|*\n]{1,80})\|\*|\{\{\{?([^{}]{1,200})\}?\}\}|\{%[^{}]{1,200}%\}|\[\[([^[\]\n]{1,80})\]\]|%([A-Z][A-Z0-9_]{2,40})%/g;

/** Of whom a tag speaks. `{{ event.name }}` is nobody's name. */
const READER = /^\.?(?:(?:subscriber|person|contact|customer|recipient|user|supporter|member|profile)\.)?/i;

const EQUALS: Record<string, string> = {
  firstname: 'given_name',
  fname: 'given_name',
  givenname: 'given_name',
  merge1: 'given_name', // Mailchimp numbers its fields: the first two are the names
  lastname: 'family_name',
  lname: 'family_name',
  surname: 'family_name',
  familyname: 'family_name',
  merge2: 'family_name',
  fullname: 'full_name',
  name: 'full_name',
};

export interface Translated {
  text: string;
  /** How many became ours. */
  turned: number;
  /** Those that we have no equal for, as they stand in the text. */
  unknown: string[];
}

/** The text with our tags in the place of theirs. What has no equal stays, and is named. */
export function translateTags(text: string): Translated {
  const unknown: string[] = [];
  let turned = 0;
  const translated = text.replaceAll(
    WRITTEN,
    (written: string, mailchimp?: string, braces?: string, brackets?: string, percent?: string) => {
      if (OURS.test(written)) return written;
      const ours = equalOf(mailchimp ?? braces ?? brackets ?? percent ?? '');
      if (!ours) unknown.push(written);
      else turned++;
      return ours ?? written;
    },
  );
  return { text: translated, turned, unknown };
}

/** Every tag in the text that a mail of ours does not fill, each once. */
export function foreignTagsIn(text: string): string[] {
  const found = [...text.matchAll(WRITTEN)].map(([written]) => written);
  return [...new Set(found.filter((written) => !OURS.test(written)))];
}

/** `FNAME`, `first_name | default: "Friend"`, `.Subscriber.FirstName`, `FIRSTNAME OR "Friend"`. */
function equalOf(inner: string): string | undefined {
  const [, said = '', rest = ''] = /^\s*([\w.:]+)\s*(.*?)\s*$/s.exec(inner) ?? [];
  const isFiltered = rest === '' || rest.startsWith('|') || /^OR\b/i.test(rest);
  if (!isFiltered) return undefined; // `if .Subscriber.FirstName` begins a condition
  const [, plain = '', or = ''] =
    /^(.+?)(?:_or_([a-z]+))?$/i.exec(said.replace(/^(?:title|upper|lower):/i, '').replace(READER, '')) ?? [];
  const name = EQUALS[plain.toLowerCase().replaceAll('_', '')];
  if (!name) return undefined;
  const [, double, single] = /\b(?:default|OR)\b\s*:?\s*(?:"([^"]*)"|'([^']*)')/i.exec(rest) ?? [];
  // Without words of its own none are made up: what to call a stranger depends on the language of the mail.
  const fallback = (double ?? single ?? or).replaceAll(/[{}|]/g, '').trim().slice(0, 80);
  return fallback ? `{{${name}|${fallback}}}` : `{{${name}}}`;
}
