import { ApiProperty } from '@nestjs/swagger';
import { type ListFile } from '../../staff/audit/list-file.access.js';
import { FAILURE_REASONS, type FailureReason } from './locations.forms.js';

export class LocationFailure {
  @ApiProperty({ format: 'uuid', description: 'Of the address' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty({ format: 'uuid' })
  person_id: string;
  @ApiProperty()
  person_name: string;
  @ApiProperty()
  street: string;
  @ApiProperty()
  city: string;
  @ApiProperty()
  state: string;
  @ApiProperty()
  zip: string;
  @ApiProperty({ enum: FAILURE_REASONS })
  reason: FailureReason;
  @ApiProperty({ type: [String], description: 'Layers in which the address may lie in several districts' })
  layers: string[];
  @ApiProperty({ format: 'date-time' })
  last_tried_at: Date;
}

export class LocationFailurePage {
  @ApiProperty({ type: [LocationFailure] })
  data: LocationFailure[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class DistrictRunResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: ['districts', 'zip-points'], description: 'What had changed' })
  reason: 'districts' | 'zip-points';
  @ApiProperty({ description: 'What was loaded' })
  title: string;
  @ApiProperty({ enum: ['queued', 'running', 'finished'] })
  state: 'queued' | 'running' | 'finished';
  @ApiProperty({ description: 'How many of your people are in another district since' })
  moved_count: number;
  @ApiProperty({ format: 'date-time' })
  created_at: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finished_at: Date | null;
}

export class DistrictRunList {
  @ApiProperty({ type: [DistrictRunResource], description: 'The newest fifty' })
  data: DistrictRunResource[];
}

export class DistrictMove {
  @ApiProperty({ description: 'Of this line' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty({ format: 'uuid' })
  person_id: string;
  @ApiProperty()
  person_name: string;
  @ApiProperty({ example: 'lower' })
  layer: string;
  @ApiProperty()
  from_name: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null where none is certain now' })
  to_name: string | null;
}

export class DistrictMovePage {
  @ApiProperty({ type: [DistrictMove] })
  data: DistrictMove[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export const FAILURE_FILE: ListFile<LocationFailure> = {
  noun: 'location-failures',
  ownerOf: (it) => it.owner_id,
  columns: {
    Person: (it) => it.person_name,
    Street: (it) => it.street,
    City: (it) => it.city,
    State: (it) => it.state,
    ZIP: (it) => it.zip,
    Why: (it) => it.reason,
    Layers: (it) => it.layers.join(', '),
    'Last tried at': (it) => it.last_tried_at.toISOString(),
  },
};

export const MOVE_FILE: ListFile<DistrictMove> = {
  noun: 'district-moves',
  ownerOf: (it) => it.owner_id,
  columns: {
    Person: (it) => it.person_name,
    Layer: (it) => it.layer,
    From: (it) => it.from_name,
    To: (it) => it.to_name,
  },
};
