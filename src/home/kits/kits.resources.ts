import { ApiProperty } from '@nestjs/swagger';
import { type Kit, type KitCopy, type KitPiece } from '../../campaigns/kits/kits.service.js';
import { LANGUAGES, type Language } from '../../layout/i18n.js';
import { LocalizedText } from '../../layout/localized-text.js';
import { type KitDifference } from './kit-diff.js';

const KINDS = ['petition', 'event', 'letter'] as const;

export class KitOutlineResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: KINDS })
  kind: (typeof KINDS)[number];
  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: '#/components/schemas/LocalizedText' },
    description: 'Texts by language, by the name of their field',
  })
  texts: Record<string, LocalizedText>;

  static from({ id, kind, texts }: KitPiece): KitOutlineResource {
    return { id, kind, texts };
  }
}

export class KitCopyLink {
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty({ format: 'uuid' })
  campaign_id: string;
}

export class CampaignKitResource {
  @ApiProperty({ format: 'uuid', description: 'Of the network’s campaign' })
  id: string;
  @ApiProperty()
  owner_name: string;
  @ApiProperty({ description: 'Counted from 1; a version never changes' })
  version: number;
  @ApiProperty({ format: 'date-time' })
  published_at: string;
  @ApiProperty({ enum: LANGUAGES, isArray: true, description: 'In which its title is written' })
  languages: Language[];
  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: '#/components/schemas/LocalizedText' },
    description: 'The campaign’s own words: title, ask, background and goal',
  })
  texts: Record<string, LocalizedText>;
  @ApiProperty({ type: [KitOutlineResource] })
  pieces: KitOutlineResource[];
  @ApiProperty({ type: [KitCopyLink], description: 'What the chapters that you work for made of it' })
  copies: KitCopyLink[];

  static from(kit: Kit, copies: readonly KitCopy[]): CampaignKitResource {
    const { texts, pieces } = kit.content;
    return {
      id: kit.id,
      owner_name: kit.ownerName,
      version: kit.version,
      published_at: kit.publishedAt.toISOString(),
      languages: LANGUAGES.filter((language) => texts.title?.[language]),
      texts,
      pieces: pieces.map((piece) => KitOutlineResource.from(piece)),
      copies: copies
        .filter(({ kitId }) => kitId === kit.id)
        .map(({ ownerId, campaignId }) => ({ owner_id: ownerId, campaign_id: campaignId })),
    };
  }
}

export class CampaignKitList {
  @ApiProperty({ type: [CampaignKitResource] })
  data: CampaignKitResource[];
  @ApiProperty({ type: String, nullable: true, description: 'Null on the last page' })
  next: string | null;
}

export class KitCandidateResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: KINDS })
  kind: (typeof KINDS)[number];
  @ApiProperty({ type: LocalizedText })
  title: LocalizedText;
  @ApiProperty({ description: 'Whether the newest version holds it' })
  is_held: boolean;
}

export class KitPublishingResource {
  @ApiProperty({ type: Number, nullable: true, description: 'Null before the first publication' })
  version: number | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  published_at: string | null;
  @ApiProperty({
    description: 'Whether the campaign or what the kit holds reads otherwise now than in the newest version',
  })
  is_changed: boolean;
  @ApiProperty({ type: [KitCandidateResource], description: 'The network’s own actions of this campaign' })
  candidates: KitCandidateResource[];
}

export class KitDifferenceResource {
  @ApiProperty({ description: 'As the form of its feature calls it' })
  field: string;
  @ApiProperty({ type: String, enum: LANGUAGES, nullable: true, description: 'Null for a setting' })
  language: Language | null;
  @ApiProperty({ description: 'As it is with you' })
  mine: string;
  @ApiProperty({ description: 'As the newest version has it' })
  offered: string;
  @ApiProperty({ description: 'Whether you changed it: then it stays as it is' })
  is_local: boolean;

  static from({ field, language, mine, offered, isLocal }: KitDifference): KitDifferenceResource {
    return { field, language, mine: inWords(mine), offered: inWords(offered), is_local: isLocal };
  }
}

export class MadePieceResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ description: 'As its own feature says it' })
  state: string;
  @ApiProperty({ type: LocalizedText })
  title: LocalizedText;
}

export class KitPieceResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: KINDS })
  kind: (typeof KINDS)[number];
  @ApiProperty({ type: LocalizedText, description: 'As the kit has it' })
  title: LocalizedText;
  @ApiProperty({ description: 'False where a newer version no longer holds it; what was made of it stays' })
  is_offered: boolean;
  @ApiProperty({
    type: MadePieceResource,
    nullable: true,
    description: 'What you made of it; null for nothing yet',
  })
  made: MadePieceResource | null;
  @ApiProperty({
    type: [KitDifferenceResource],
    description: 'What newer versions say otherwise, for you to decide',
  })
  differences: KitDifferenceResource[];
}

export class KitCopyResource {
  @ApiProperty({ format: 'uuid' })
  kit_id: string;
  @ApiProperty()
  network_name: string;
  @ApiProperty({ description: 'The newest' })
  version: number;
  @ApiProperty({ format: 'date-time' })
  copied_at: string;
  @ApiProperty({ type: [KitDifferenceResource], description: 'In the campaign’s own words' })
  differences: KitDifferenceResource[];
  @ApiProperty({ type: [KitPieceResource] })
  pieces: KitPieceResource[];
}

export class CampaignKitStanding {
  @ApiProperty({
    type: KitPublishingResource,
    nullable: true,
    description: 'Where you may publish the campaign as a kit; null otherwise',
  })
  publishing: KitPublishingResource | null;
  @ApiProperty({
    type: KitCopyResource,
    nullable: true,
    description: 'Where it came from a kit; null otherwise',
  })
  copy: KitCopyResource | null;
}

export class NewActionOfKit {
  @ApiProperty({ enum: KINDS })
  kind: (typeof KINDS)[number];
  @ApiProperty({ format: 'uuid' })
  id: string;
}

/** A setting as a line: `rally`, `yes`, `state, upper`. */
function inWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  const { levels = [], chambers = [] } = (value ?? {}) as { levels?: string[]; chambers?: string[] };
  return [...levels, ...chambers].join(', ');
}
