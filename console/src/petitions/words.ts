import { type Schema } from '../api/client';
import { type Tone } from '../parts/status-badge';

export type Petition = Schema<'PetitionResource'>;
export type PetitionChanges = Schema<'PetitionChanges'>;
export type Signature = Schema<'SignatureResource'>;
export type PetitionState = Petition['state'];
export type Language = 'en' | 'es' | 'pt';

export const states: Record<PetitionState, { label: string; tone: Tone }> = {
  draft: { label: 'Draft', tone: 'neutral' },
  open: { label: 'Open', tone: 'good' },
  closed: { label: 'Closed', tone: 'waiting' },
  delivered: { label: 'Delivered', tone: 'active' },
};

export const signatureStates: Record<Signature['state'], { label: string; tone: Tone }> = {
  pending: { label: 'Waits for its confirmation', tone: 'waiting' },
  confirmed: { label: 'Confirmed', tone: 'good' },
  withdrawn: { label: 'Removed by the signer', tone: 'bad' },
};

export type SignatureState = 'confirmed' | 'withdrawn' | 'suspect';

export const signatureFilters: { value: SignatureState; label: string }[] = [
  { value: 'confirmed', label: signatureStates.confirmed.label },
  { value: 'withdrawn', label: signatureStates.withdrawn.label },
  { value: 'suspect', label: 'Probably a robot' },
];

export const languages: { value: Language; label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
  { value: 'pt', label: 'Português' },
];

/** The title as staff read it: in English, or in whichever language there is. */
export function titleOf({ title }: Pick<Petition, 'title'>): string {
  return title.en || title.es || title.pt || 'Petition without a title';
}

/** In which languages the text that people sign is complete. */
export function writtenIn(petition: Pick<Petition, 'title' | 'addressed_to' | 'ask'>): Language[] {
  const { title, addressed_to, ask } = petition;
  return languages.map(({ value }) => value).filter((key) => title[key] && addressed_to[key] && ask[key]);
}
