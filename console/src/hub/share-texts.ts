import { type ActionKind } from '../credit/words';
import { type LanguageCode } from '../parts/localized';

type Asking = Record<ActionKind, string>;

/** What a friend is asked for, in a sentence that fits any messenger. */
const asks: Record<LanguageCode, Asking> = {
  en: {
    petition: 'Add your name with me.',
    event: 'Come with me.',
    letter: 'Write to the people who decide. It takes three minutes.',
    campaign: 'See what you can do.',
  },
  es: {
    petition: 'Firme conmigo.',
    event: 'Venga conmigo.',
    letter: 'Escriba a quienes deciden. Son tres minutos.',
    campaign: 'Vea qué puede hacer.',
  },
  pt: {
    petition: 'Assine comigo.',
    event: 'Venha comigo.',
    letter: 'Escreva a quem decide. São três minutos.',
    campaign: 'Veja o que você pode fazer.',
  },
};

/** Title, ask and address, ready to paste. */
export function shareText(kind: ActionKind, title: string, url: string, language: LanguageCode): string {
  return [title, asks[language][kind], url].filter(Boolean).join('\n');
}
