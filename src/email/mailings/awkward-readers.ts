import { type Language, LANGUAGES } from '../../layout/i18n.js';
import { type SampleRecipient } from './audience.sql.js';
import { type Mailing } from './mailing.entity.js';

/** Invented readers that mails are most often wrong for: a template is written for somebody with a short first name. */
export const AWKWARD_READERS = [
  'no-first-name',
  'long-name',
  'accents',
  'other-language',
  'address-only',
] as const;
export type AwkwardReader = (typeof AWKWARD_READERS)[number];

const nobody = { personId: '', address: '', language: null };

/** `address-only` is somebody of whom nothing but that is known: no name, and no ZIP code. */
export function awkwardReader(
  reader: AwkwardReader,
  { language, translations }: Pick<Mailing, 'language' | 'translations'>,
): SampleRecipient {
  const other = (): Language =>
    translations[0]?.language ?? LANGUAGES.findLast((each) => each !== language) ?? language;
  return {
    'no-first-name': { ...nobody, givenName: '', familyName: 'Osei' },
    'long-name': {
      ...nobody,
      givenName: 'Maria Fernanda Guadalupe',
      familyName: 'Wolfeschlegelsteinhausenbergerdorff-Montgomery',
    },
    accents: { ...nobody, givenName: 'Zoë', familyName: 'O’Núñez & Đặng' },
    'other-language': { ...nobody, givenName: 'Luzia', familyName: 'Duarte', language: other() },
    'address-only': { ...nobody, givenName: '', familyName: '' },
  }[reader];
}
