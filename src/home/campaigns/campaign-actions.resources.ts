import { ApiProperty } from '@nestjs/swagger';
import { LocalizedText } from '../../layout/localized-text.js';
import { type CampaignAction } from './campaign-actions.sql.js';

const KINDS = ['petition', 'event', 'letter'] as const;

export class CampaignActionResource {
  @ApiProperty({ enum: KINDS })
  kind: (typeof KINDS)[number];
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ type: LocalizedText })
  title: LocalizedText;
  @ApiProperty({ description: 'As its own feature says it' })
  state: string;
  @ApiProperty({ description: 'Whose it is' })
  owner_name: string;
  @ApiProperty({ description: 'Confirmed signatures, seats held, or confirmed letters' })
  count: number;
  @ApiProperty({ type: Number, nullable: true, description: 'The goal of a petition; null otherwise' })
  goal: number | null;

  static from({ ownerName, ...action }: CampaignAction): CampaignActionResource {
    return { ...action, owner_name: ownerName };
  }
}

export class CampaignFiguresResource {
  @ApiProperty({ description: 'Confirmed signatures on its petitions' })
  signatures: number;
  @ApiProperty({ description: 'Seats held at its events' })
  places: number;
  @ApiProperty({ description: 'Letters that their writers confirmed' })
  letters: number;
}

export class CampaignActionsResource {
  @ApiProperty({ type: [CampaignActionResource], description: 'Those that you may see, newest first' })
  data: CampaignActionResource[];
  @ApiProperty({ type: CampaignFiguresResource, description: 'Of these together' })
  figures: CampaignFiguresResource;
}

export class CampaignPreviewResource {
  @ApiProperty({ description: 'The public page as it would be, for a sandboxed frame' })
  html: string;
}
