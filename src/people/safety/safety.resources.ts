import { ApiProperty } from '@nestjs/swagger';
import { SafeContactForm } from './safety.forms.js';

export class SafeContactResource extends SafeContactForm {
  @ApiProperty({ format: 'date' })
  agreed_on: string;
  @ApiProperty({ description: 'Past the day on which they were to be asked again: nothing is sent' })
  is_overdue: boolean;
}

export class SafeContactAnswer {
  @ApiProperty({
    type: SafeContactResource,
    nullable: true,
    description: 'Null where nothing special was agreed',
  })
  safe_contact: SafeContactResource | null;
}

export class WordingAnswer {
  @ApiProperty({ type: [String], description: 'Empty where nothing seems to tell who was exploited' })
  warnings: string[];
}

export class ReaderResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  name: string;
}

export class ReaderList {
  @ApiProperty({ type: [ReaderResource] })
  data: ReaderResource[];
}
