import { type SampleRecipient } from './audience.sql.js';

/** Invented readers that mails are most often wrong for: a template is written for somebody with a short first name. */
export const AWKWARD_READERS = ['no-first-name', 'long-name', 'accents'] as const;
export type AwkwardReader = (typeof AWKWARD_READERS)[number];

const nobody = { personId: '', address: '', language: null };

export const AWKWARD: Record<AwkwardReader, SampleRecipient> = {
  'no-first-name': { ...nobody, givenName: '', familyName: 'Osei' },
  'long-name': {
    ...nobody,
    givenName: 'Maria Fernanda Guadalupe',
    familyName: 'Wolfeschlegelsteinhausenbergerdorff-Montgomery',
  },
  accents: { ...nobody, givenName: 'Zoë', familyName: 'O’Núñez & Đặng' },
};
