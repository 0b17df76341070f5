import { Text } from '@mantine/core';
import { type Schema } from '../api/client';
import { useFormat } from '../parts/format';
import { type Draft } from './use-draft';
import { type Language, languages } from './words';

/** Who gets one of the texts. */
export interface TextReaders {
  language: Language;
  count: number;
  /** Of them, those who read a language in which there is no text. */
  others: Schema<'LanguageCount'>[];
}

/** How many get which text, the mailing's own first. */
export function readersOf(
  { language, translations }: Pick<Draft, 'language' | 'translations'>,
  counts: readonly Schema<'LanguageCount'>[],
): TextReaders[] {
  const written = new Set([language, ...translations.map((each) => each.language)]);
  const others = counts.filter((each) => !written.has(each.language));
  const sum = (of: readonly Schema<'LanguageCount'>[]) => of.reduce((all, { count }) => all + count, 0);
  return [...written].map((each) => {
    const gets = each === language ? others : [];
    return {
      language: each,
      count: sum(counts.filter((count) => count.language === each)) + sum(gets),
      others: gets,
    };
  });
}

/** Says who gets which text. Where all read the only one there is nothing to say. */
export function ReadersOfTexts({ readers }: { readers: readonly TextReaders[] }) {
  const { number } = useFormat();
  if (readers.length === 1 && readers[0]!.others.length === 0) return null;
  return (
    <ul className="readers-of-texts" aria-label="Who gets which text">
      {readers.map(({ language, count, others }) => (
        <Text component="li" size="sm" key={language} className="figures">
          {number(count)} get it in {languages[language]}
          {others.length > 0 &&
            `, of whom ${others.map((each) => `${number(each.count)} read ${languages[each.language]}`).join(' and ')}`}
        </Text>
      ))}
    </ul>
  );
}
