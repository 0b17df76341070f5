import { ApiProperty } from '@nestjs/swagger';
import { type ListFile } from '../../staff/audit/list-file.access.js';
import { type Slot, SLOTS } from './volunteering.access.js';

export class TrainingResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ type: Number, nullable: true, description: 'How long it holds; null for ever' })
  valid_months: number | null;
  @ApiProperty({ description: 'Whether it is still offered' })
  is_active: boolean;
}

export class TrainingList {
  @ApiProperty({ type: [TrainingResource], description: 'By name' })
  data: TrainingResource[];
}

class PersonTrainingResource {
  @ApiProperty({ format: 'uuid' })
  training_id: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ format: 'date' })
  done_on: string;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Its last day; null for ever' })
  expires_on: string | null;
  @ApiProperty()
  is_in_force: boolean;
}

export class VolunteeringResource {
  @ApiProperty({ type: [String] })
  skills: string[];
  @ApiProperty({ type: [String], description: 'ISO 639 codes' })
  languages: string[];
  @ApiProperty({ enum: SLOTS, isArray: true })
  availability: Slot[];
  @ApiProperty({ type: Number, nullable: true, description: 'In km' })
  travel_km: number | null;
  @ApiProperty({ type: [PersonTrainingResource], description: 'By name' })
  trainings: PersonTrainingResource[];
}

export const TRAINING_FILE: ListFile<TrainingResource> = {
  noun: 'trainings',
  ownerOf: (it) => it.owner_id,
  columns: {
    Training: (it) => it.name,
    'Good for months': (it) => it.valid_months,
    'In use': (it) => (it.is_active ? 'yes' : 'no'),
  },
};
