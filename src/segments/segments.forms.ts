import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { IsOptional, IsUUID, MaxLength, MinLength } from 'class-validator';
import { Trimmed } from '../layout/fields.js';
import { says } from '../layout/forms.js';
import { PageQuery } from '../platform/paging/paging.js';
import { FilterTree } from './filter.access.js';

const TOO_LONG = { message: says('tooLong') };

export class SegmentQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  owner_id?: string;

  @ApiPropertyOptional({ description: 'A part of the name' })
  @IsOptional()
  @Trimmed()
  @MaxLength(100, TOO_LONG)
  q?: string;
}

export class SegmentContent {
  @ApiProperty({ maxLength: 100 })
  @Trimmed()
  @MinLength(1, { message: says('required') })
  @MaxLength(100, TOO_LONG)
  name: string;

  @FilterTree()
  filter: unknown;
}

export class SegmentChanges extends PartialType(SegmentContent) {}

export class NewSegment extends SegmentContent {
  @ApiProperty({ format: 'uuid', description: 'Whose segment it is, and whose people it is asked of' })
  @IsUUID('all', { message: says('chooseOne') })
  owner_id: string;
}

export class CountQuestion {
  @ApiProperty({
    format: 'uuid',
    description: 'Whose people; a network’s and those of the chapters it reaches',
  })
  @IsUUID('all', { message: says('chooseOne') })
  owner_id: string;

  @FilterTree()
  filter: unknown;
}

export class SegmentFieldsQuery {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', { message: says('chooseOne') })
  owner_id: string;
}
