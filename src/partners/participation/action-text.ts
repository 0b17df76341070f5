import { type Language, localized } from '../../layout/i18n.js';
import { approvalMessages } from './approvals.messages.js';

/** The words of an action, by field and language, as action_facts in the migration gives them. */
export type ActionText = Record<string, Record<string, string>>;

/** In the order in which they are read, with what they are called. */
const FIELDS = [
  ['title', 'fieldTitle'],
  ['addressed_to', 'fieldAddressedTo'],
  ['subject', 'fieldSubject'],
  ['summary', 'fieldSummary'],
  ['ask', 'fieldAsk'],
  ['body', 'fieldBody'],
  ['description', 'fieldDescription'],
] as const;

/** What is to be read of it, with a name for each part; what was left empty is left out. */
export function linesOf(text: ActionText, language: Language): { label: string; text: string }[] {
  return FIELDS.flatMap(([field, label]) => {
    const words = localized(text[field], language);
    return words ? [{ label: approvalMessages[language][label], text: words }] : [];
  });
}
