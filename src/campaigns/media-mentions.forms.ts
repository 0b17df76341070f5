import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsDateString, IsOptional, IsUrl, IsUUID, MaxLength, MinLength } from 'class-validator';
import { Trimmed } from '../layout/fields.js';
import { says } from '../layout/forms.js';

const TOO_LONG = { message: says('tooLong') };
const REQUIRED = { message: says('required') };

export class MediaMentionQuery {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: says('chooseOne') })
  chapter_id: string;
}

export class NewMediaMention {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: says('chooseOne') })
  chapter_id: string;

  @ApiProperty()
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(300, TOO_LONG)
  title: string;

  @ApiProperty({ description: 'The newspaper, station or site' })
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(200, TOO_LONG)
  outlet: string;

  @ApiProperty()
  @Trimmed()
  @MaxLength(2000, TOO_LONG)
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true }, { message: says('urlWrong') })
  url: string;

  @ApiProperty({ format: 'date' })
  @IsDateString({ strict: true }, { message: says('dateWrong') })
  published_on: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'The campaign it is about: it stands on that page too',
  })
  @IsOptional()
  @IsUUID('all', { message: says('chooseOne') })
  campaign_id?: string;
}
