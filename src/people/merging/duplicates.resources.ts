import { ApiProperty } from '@nestjs/swagger';
import { type ListFile } from '../../staff/audit/list-file.access.js';
import { type SuggestedPerson, type Suggestion } from './duplicates.sql.js';
import { type LookAlike } from './finding.sql.js';

class SuggestedPersonResource implements SuggestedPerson {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  given_name: string;
  @ApiProperty()
  family_name: string;
  @ApiProperty({ type: String, nullable: true })
  email: string | null;
  @ApiProperty({ type: String, nullable: true })
  phone: string | null;
  @ApiProperty({ type: String, nullable: true })
  street: string | null;
  @ApiProperty({ type: String, nullable: true })
  city: string | null;
  @ApiProperty({ type: String, nullable: true })
  zip: string | null;
}

export class DuplicateResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty({ enum: ['email', 'phone', 'name-and-address', 'name-and-zip', 'similar-name'] })
  why: string;
  @ApiProperty({ description: 'How sure it is, 0 to 1' })
  score: number;
  @ApiProperty({ type: SuggestedPersonResource })
  first: SuggestedPersonResource;
  @ApiProperty({ type: SuggestedPersonResource })
  second: SuggestedPersonResource;

  static from({ ownerId, ...it }: Suggestion): DuplicateResource {
    return { ...it, owner_id: ownerId };
  }
}

export class DuplicateList {
  @ApiProperty({ type: [DuplicateResource] })
  data: DuplicateResource[];
  @ApiProperty({ type: String, nullable: true, description: 'Null on the last page' })
  next: string | null;
}

class LookAlikeResource implements LookAlike {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  given_name: string;
  @ApiProperty()
  family_name: string;
  @ApiProperty({ type: String, nullable: true })
  email: string | null;
  @ApiProperty({ type: String, nullable: true })
  phone: string | null;
  @ApiProperty({ type: String, nullable: true })
  city: string | null;
  @ApiProperty({ type: String, nullable: true })
  zip: string | null;
  @ApiProperty({ enum: ['email', 'phone', 'name-and-zip', 'name'] })
  why: LookAlike['why'];
}

export class LookAlikeList {
  @ApiProperty({ type: [LookAlikeResource] })
  data: LookAlikeResource[];
}

const nameOf = ({ given_name, family_name }: SuggestedPersonResource): string =>
  `${given_name} ${family_name}`.trim();

export const DUPLICATE_FILE: ListFile<DuplicateResource> = {
  noun: 'duplicates',
  ownerOf: (it) => it.owner_id,
  columns: {
    First: (it) => nameOf(it.first),
    'Email of the first': (it) => it.first.email,
    Second: (it) => nameOf(it.second),
    'Email of the second': (it) => it.second.email,
    Why: (it) => it.why,
    'How sure': (it) => it.score,
  },
};
