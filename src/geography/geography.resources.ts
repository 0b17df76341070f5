import { ApiProperty } from '@nestjs/swagger';
import { type ListFile } from '../staff/audit/list-file.access.js';
import { jurisdictionName } from './jurisdiction.access.js';
import { type BoundarySetRow, type DistrictRow } from './districts.sql.js';

export class BoundarySetResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ description: 'The layer in its importer’s words' })
  kind: string;
  @ApiProperty({ description: 'lower, upper, congress, town, county or a word of the importer’s own' })
  layer: string;
  @ApiProperty({ description: 'An Open Civic Data division id' })
  jurisdiction: string;
  @ApiProperty()
  jurisdiction_name: string;
  @ApiProperty({ description: 'Where it came from: the name of the file' })
  source: string;
  @ApiProperty()
  district_count: number;
  @ApiProperty()
  is_practice: boolean;
  @ApiProperty({ format: 'date-time' })
  imported_at: string;

  static from(this: void, set: BoundarySetRow): BoundarySetResource {
    const { imported_at, ...rest } = set;
    return {
      ...rest,
      jurisdiction_name: jurisdictionName(set.jurisdiction),
      imported_at: imported_at.toISOString(),
    };
  }
}

export class BoundarySetList {
  @ApiProperty({ type: [BoundarySetResource] })
  data: BoundarySetResource[];
}

export class DistrictResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  layer: string;
  @ApiProperty()
  kind: string;
  @ApiProperty()
  jurisdiction: string;
  @ApiProperty()
  code: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ type: [Number], description: 'West, south, east, north, in degrees' })
  bbox: number[];

  static from(this: void, district: DistrictRow): DistrictResource {
    const { id, layer, kind, jurisdiction, code, name, bbox } = district;
    return { id, layer, kind, jurisdiction, code, name, bbox };
  }
}

export class DistrictPage {
  @ApiProperty({ type: [DistrictResource] })
  data: DistrictResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class DistrictRecord extends DistrictResource {
  @ApiProperty({
    type: 'array',
    items: { type: 'array', items: { type: 'array', items: { type: 'number' } } },
    description: 'Outer rings of longitude and latitude, simplified for a drawing of about 600 px',
  })
  outline: number[][][];
}

export const DISTRICT_FILE: ListFile<DistrictResource> = {
  noun: 'districts',
  ownerOf: () => null,
  columns: {
    District: (it) => it.name,
    Layer: (it) => it.layer,
    Kind: (it) => it.kind,
    Place: (it) => it.jurisdiction,
    Code: (it) => it.code,
  },
};
