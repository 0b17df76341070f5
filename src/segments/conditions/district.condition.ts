import { ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsOptional, IsUUID, Matches } from 'class-validator';
import { type Definition, Kind } from './definition.js';

const SOME = { message: 'Choose at most 100 districts.' };

export class DistrictCondition {
  @Kind('district')
  kind: 'district';

  @ApiPropertyOptional({ example: 'lower', description: 'Any district of this layer' })
  @IsOptional()
  @Matches(/^[a-z][a-z-]{0,39}$/, { message: 'Choose a layer of boundaries.' })
  layer?: string;

  @ApiPropertyOptional({
    type: [String],
    format: 'uuid',
    description: 'One of these; of the layer where it is absent',
  })
  @IsOptional()
  @IsArray(SOME)
  @ArrayMaxSize(100, SOME)
  @IsUUID('all', { each: true, message: 'This is no id of a district.' })
  any_of?: string[];
}

/** Without layer and districts: who is placed in any at all. Leans on person_districts (district_id) and its key. */
export const district: Definition<DistrictCondition> = {
  kind: 'district',
  label: 'District',
  group: 'place',
  form: DistrictCondition,
  sql({ layer, any_of }, bind) {
    const where = ['x.person_id = p.id'];
    if (any_of?.length) where.push(`x.district_id = ANY (${bind(any_of, 'uuid[]')})`);
    if (layer)
      where.push(`x.district_id IN (SELECT d.id FROM districts d WHERE d.layer = ${bind(layer, 'text')})`);
    return `EXISTS (SELECT 1 FROM segment_districts x WHERE ${where.join(' AND ')})`;
  },
};
