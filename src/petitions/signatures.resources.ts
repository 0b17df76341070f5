import { ApiProperty } from '@nestjs/swagger';
import { type ListedSignature, type PetitionFigures } from './signature-list.sql.js';

export class SignatureResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null until it is confirmed' })
  person_id: string | null;
  @ApiProperty({
    enum: ['pending', 'confirmed', 'withdrawn'],
    description: 'What is pending is listed of robots alone',
  })
  state: 'pending' | 'confirmed' | 'withdrawn';
  @ApiProperty({ description: 'Of the text that was signed' })
  version: number;
  @ApiProperty()
  given_name: string;
  @ApiProperty()
  family_name: string;
  @ApiProperty()
  email: string;
  @ApiProperty()
  zip: string;
  @ApiProperty()
  comment: string;
  @ApiProperty({ description: 'The signer lets their first name be shown' })
  is_public: boolean;
  @ApiProperty({ description: 'The signer ticked the box for emails' })
  wants_email: boolean;
  @ApiProperty()
  language: string;
  @ApiProperty({ type: String, nullable: true, description: 'The source code of the link they came by' })
  source: string | null;
  @ApiProperty({ description: 'Probably a robot: never mailed, never counted' })
  is_suspect: boolean;
  @ApiProperty({ format: 'date-time' })
  created_at: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  confirmed_at: string | null;

  static from(it: ListedSignature): SignatureResource {
    return {
      id: it.id,
      person_id: it.personId,
      state: it.state,
      version: it.version,
      given_name: it.givenName,
      family_name: it.familyName,
      email: it.email,
      zip: it.zip,
      comment: it.comment,
      is_public: it.isPublic,
      wants_email: it.wantsEmail,
      language: it.language,
      source: it.source,
      is_suspect: it.isSuspect,
      created_at: it.createdAt.toISOString(),
      confirmed_at: it.confirmedAt?.toISOString() ?? null,
    };
  }
}

export class SignatureList {
  @ApiProperty({ type: [SignatureResource] })
  data: SignatureResource[];
  @ApiProperty({ type: String, nullable: true, description: 'Null on the last page' })
  next: string | null;
}

class FigureTotals {
  @ApiProperty()
  confirmed: number;
  @ApiProperty()
  withdrawn: number;
  @ApiProperty()
  suspect: number;
}

class FigureDay {
  @ApiProperty({ format: 'date', description: "In the petition's own time zone" })
  date: string;
  @ApiProperty()
  confirmed: number;
}

export class PetitionFiguresResource implements PetitionFigures {
  @ApiProperty({ type: FigureTotals })
  totals: FigureTotals;
  @ApiProperty({ type: [FigureDay], description: 'The last 90 days on which somebody confirmed' })
  days: FigureDay[];
}
