import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsArray, IsIn, IsOptional, IsUUID } from 'class-validator';
import { says } from '../../layout/forms.js';
import { PageQuery } from '../../platform/paging/paging.js';

const CHOOSE = { message: says('chooseOne') };

/** What may be taken from the absorbed record although the kept one has its own. */
export const TAKEABLE = [
  'given_name',
  'family_name',
  'pronouns',
  'language',
  'email',
  'phone',
  'address',
] as const;

export class MergeForm {
  @ApiProperty({ format: 'uuid', description: 'The record that goes into this one' })
  @IsUUID('all', CHOOSE)
  absorbed_id: string;

  @ApiPropertyOptional({
    enum: TAKEABLE,
    isArray: true,
    description:
      'Which facts, and whose primary email, phone and address, are taken from the record that goes. What the kept one lacks it gets anyway',
  })
  @IsOptional()
  @IsArray(CHOOSE)
  @IsIn(TAKEABLE, { each: true, message: says('chooseOne') })
  take: (typeof TAKEABLE)[number][] = [];

  @ApiPropertyOptional({
    type: [String],
    format: 'uuid',
    description: 'Custom fields whose values are taken from it',
  })
  @IsOptional()
  @IsArray(CHOOSE)
  @IsUUID('all', { each: true, message: says('chooseOne') })
  take_values: string[] = [];
}

export class DuplicatesQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID('all', CHOOSE)
  owner_id?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Only those that may be this person' })
  @IsOptional()
  @IsUUID('all', CHOOSE)
  person_id?: string;
}
