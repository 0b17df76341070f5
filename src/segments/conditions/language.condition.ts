import { type Language, LANGUAGES } from '../../layout/i18n.js';
import { type Definition, Kind, OneOrMore } from './definition.js';

export class LanguageCondition {
  @Kind('language')
  kind: 'language';

  @OneOrMore(LANGUAGES, 'Languages, of which they read one')
  any_of: Language[];
}

export const language: Definition<LanguageCondition> = {
  kind: 'language',
  label: 'Language',
  group: 'person',
  form: LanguageCondition,
  sql: ({ any_of }, bind) => `p.language = ANY (${bind(any_of, 'text[]')})`,
};
