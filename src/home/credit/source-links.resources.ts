import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID, MaxLength } from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { LocalizedText } from '../../layout/localized-text.js';
import { CODED_ACTIONS, type CodedAction } from '../../partners/credit/credit.access.js';
import { type SourceLink } from './source-links.sql.js';

const CHOOSE = { message: says('chooseOne') };

export class NewSourceLink {
  @ApiProperty({ enum: CODED_ACTIONS })
  @IsIn(CODED_ACTIONS, CHOOSE)
  action_kind: CodedAction;

  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', CHOOSE)
  action_id: string;

  @ApiPropertyOptional({ description: 'Where it is put: newsletter, poster in the lobby' })
  @IsOptional()
  @Trimmed()
  @MaxLength(100, { message: says('tooLong') })
  label?: string;
}

export class SourceLinkResource {
  @ApiProperty()
  code: string;
  @ApiProperty({ description: 'The short address, for posters: it leads to the page and carries the code' })
  url: string;
  @ApiProperty({ enum: CODED_ACTIONS })
  action_kind: CodedAction;
  @ApiProperty({ format: 'uuid' })
  action_id: string;
  @ApiProperty({ type: LocalizedText, nullable: true, description: 'Null where you may not see the action' })
  title: LocalizedText | null;
  @ApiProperty()
  label: string;
  @ApiProperty({ description: 'Pages shown to whoever came by it; machines count too' })
  views: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'What came of it, confirmed. Null to a partner, whose statements say it by the month',
  })
  deeds: number | null;
  @ApiProperty({ format: 'date-time' })
  created_at: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  retired_at: string | null;

  /** @param isOwn whether it is told to the chapter itself, whose people they are. */
  static from(it: SourceLink, origin: string, isOwn: boolean): SourceLinkResource {
    return {
      code: it.code,
      url: `${origin}/go/${it.code}`,
      action_kind: it.actionKind,
      action_id: it.actionId,
      title: it.title,
      label: it.label,
      views: it.views,
      deeds: isOwn ? it.deeds : null,
      created_at: it.createdAt.toISOString(),
      retired_at: it.retiredAt?.toISOString() ?? null,
    };
  }
}

export class SourceLinkList {
  @ApiProperty({ type: [SourceLinkResource], description: 'Newest first' })
  data: SourceLinkResource[];
}
