import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID, MaxLength } from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';

const TOO_LONG = { message: says('tooLong') };

/** As far as it is typed: what is no whole email or number yet finds nobody by it. */
export class LookAlikesQuery {
  @ApiProperty({ format: 'uuid', description: 'The organization that they would be added to' })
  @IsUUID('all', { message: says('chooseOne') })
  owner_id: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MaxLength(100, TOO_LONG)
  given_name?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MaxLength(100, TOO_LONG)
  family_name?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MaxLength(320, TOO_LONG)
  email?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MaxLength(40, TOO_LONG)
  phone?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MaxLength(10, TOO_LONG)
  zip?: string;
}
