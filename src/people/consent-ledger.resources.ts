import { ApiProperty } from '@nestjs/swagger';
import { type Localized } from '../layout/i18n.js';
import { LocalizedText } from '../layout/localized-text.js';
import { type ConsentWord } from './consent-ledger.sql.js';

export class ConsentResource {
  @ApiProperty()
  id: string;
  @ApiProperty({ format: 'uuid' })
  organization_id: string;
  @ApiProperty({ description: 'Empty where you do not see it' })
  organization_name: string;
  @ApiProperty({ enum: ['email', 'sms', 'phone', 'share'] })
  channel: string;
  @ApiProperty({ description: '`updates`, all that the channel carries, or the key of a topic' })
  purpose: string;
  @ApiProperty({ type: LocalizedText, nullable: true, description: 'The name of that topic' })
  topic: Localized | null;
  @ApiProperty({ description: 'False: it was taken back' })
  is_given: boolean;
  @ApiProperty({ description: 'Exactly as it was shown or attested' })
  text: string;
  @ApiProperty({ description: 'The language in which it was shown' })
  language: string;
  @ApiProperty({
    description: 'What it hung on: petition, event, letter, import, mailing, choices, person, merge ...',
  })
  source_kind: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  source_id: string | null;
  @ApiProperty({ enum: ['form', 'confirmed', 'staff', 'import', 'one-click', 'page', 'complaint'] })
  method: string;
  @ApiProperty({ type: String, nullable: true, description: 'Who of the staff attests it' })
  recorded_by: string | null;
  @ApiProperty({ format: 'date-time' })
  at: string;

  static from(it: ConsentWord): ConsentResource {
    return {
      id: it.id,
      organization_id: it.organizationId,
      organization_name: it.organization,
      channel: it.channel,
      purpose: it.purpose,
      topic: it.topic,
      is_given: it.isGiven,
      text: it.text,
      language: it.language,
      source_kind: it.sourceKind,
      source_id: it.sourceId,
      method: it.method,
      recorded_by: it.recordedBy,
      at: it.at.toISOString(),
    };
  }
}

export class ConsentList {
  @ApiProperty({ type: [ConsentResource] })
  data: ConsentResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}
