import { ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { type Definition, Kind, MaybeId } from './definition.js';

/** As official_ties knows them (docs/data-model/outreach.md). */
export const TIE_KINDS = [
  'family',
  'friend',
  'colleague',
  'neighbor',
  'constituent',
  'donor',
  'staff',
  'other',
] as const;
const SOME = { message: 'Choose kinds of tie from the list.' };
const STRENGTH = { message: 'Write a number from 1 to 5.' };

export class OfficialTieCondition {
  @Kind('official-tie')
  kind: 'official-tie';

  @MaybeId('To this official; to any where it is absent')
  official_id?: string | null;

  @ApiPropertyOptional({
    enum: TIE_KINDS,
    isArray: true,
    description: 'One of these; any where it is absent',
  })
  @IsOptional()
  @IsArray(SOME)
  @ArrayMaxSize(TIE_KINDS.length, SOME)
  @IsIn(TIE_KINDS, { each: true, ...SOME })
  any_of?: (typeof TIE_KINDS)[number][];

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    minimum: 1,
    maximum: 5,
    description: 'Of at least this strength; 5 can call them at any hour',
  })
  @IsOptional()
  @IsInt(STRENGTH)
  @Min(1, STRENGTH)
  @Max(5, STRENGTH)
  at_least?: number | null;
}

/** Who knows an official. A tie noted under a record that was merged into theirs is theirs. */
export const officialTie: Definition<OfficialTieCondition> = {
  kind: 'official-tie',
  label: 'Knows an official',
  group: 'person',
  form: OfficialTieCondition,
  sql({ official_id, any_of, at_least }, bind) {
    const where = ['t.person_id = p.id'];
    if (official_id) where.push(`t.official_id = ${bind(official_id, 'uuid')}`);
    if (any_of?.length) where.push(`t.kind = ANY (${bind(any_of, 'text[]')})`);
    if (at_least) where.push(`t.strength >= ${bind(at_least, 'int')}`);
    return `EXISTS (SELECT 1 FROM segment_ties t WHERE ${where.join(' AND ')})`;
  },
};
