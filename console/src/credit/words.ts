import { type Schema } from '../api/client';

export type SourceLink = Schema<'SourceLinkResource'>;
export type Statement = Schema<'StatementResource'>;
export type Credit = Schema<'CreditResource'>;
export type Totals = Schema<'TotalsResource'>;
export type Figures = Schema<'FiguresResource'>;
export type ActionKind = SourceLink['action_kind'];
export type Deeds = Schema<'DeedsResource'>;

export const actionKinds: Record<ActionKind, string> = {
  campaign: 'Campaign',
  petition: 'Petition',
  event: 'Event',
  letter: 'Letter',
};

export const deeds: Record<keyof Deeds, string> = {
  signatures: 'Signatures',
  registrations: 'Sign-ups',
  letters: 'Letters',
  attended: 'Came',
};
