import { ApiProperty } from '@nestjs/swagger';
import { FAILURE_REASONS, type FailureReason } from './locations.forms.js';

export class LocationFailure {
  @ApiProperty({ format: 'uuid', description: 'Of the address' })
  id: string;
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
