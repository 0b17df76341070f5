import { type Schema } from '../api/client';

export type Kit = Schema<'CampaignKitResource'>;
export type KitStanding = Schema<'CampaignKitStanding'>;
export type KitPublishing = Schema<'KitPublishingResource'>;
export type KitCopy = Schema<'KitCopyResource'>;
export type KitPiece = Schema<'KitPieceResource'>;
export type KitDifference = Schema<'KitDifferenceResource'>;
type Kind = KitPiece['kind'];

const nouns: Record<Kind, [one: string, many: string]> = {
  petition: ['petition', 'petitions'],
  event: ['event', 'events'],
  letter: ['letter', 'letters'],
};

/** "1 petition, 2 events" */
export function piecesInWords(pieces: readonly { kind: Kind }[]): string {
  const counted = Object.entries(nouns).map(([kind, [one, many]]) => {
    const count = pieces.filter((piece) => piece.kind === (kind as Kind)).length;
    return count > 0 && `${count} ${count === 1 ? one : many}`;
  });
  return counted.filter(Boolean).join(', ') || 'its words alone';
}

/** The fields of a kit as their editors call them. */
export const fields: Record<string, string> = {
  title: 'Title',
  ask: 'What it asks',
  background: 'Why',
  goal: 'Reached when',
  addressed_to: 'Addressed to',
  thanks: 'Thanks',
  summary: 'Summary',
  description: 'Description',
  introduction: 'Introduction',
  subject: 'Subject',
  body: 'Letter',
  kind: 'Kind of event',
  mode: 'In person or online',
  is_story_required: 'Asks for words of one’s own',
  targets: 'Whom it goes to',
};
