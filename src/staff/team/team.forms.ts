import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDate, IsIn, IsOptional, IsString, IsUUID, MaxLength, MinDate, MinLength } from 'class-validator';
import { EmailAddress, PersonName, Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { LANGUAGES, type Language } from '../../layout/i18n.js';
import { PageQuery } from '../../platform/paging/paging.js';
import { type Role, ROLES } from '../roles.access.js';

export class GrantForm {
  @ApiProperty({ enum: ROLES })
  @IsIn(ROLES, { message: says('chooseOne') })
  role: Role;

  @ApiProperty({ format: 'uuid', description: 'The network, chapter or partner in which the role holds' })
  @IsUUID(undefined, { message: says('chooseOne') })
  organization_id: string;

  @ApiPropertyOptional({
    format: 'uuid',
    nullable: true,
    type: String,
    description: 'For helpers of one event',
  })
  @IsOptional()
  @IsUUID()
  event_id?: string | null;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the role ends by itself; null for never',
  })
  @IsOptional()
  @Type(() => Date)
  @IsDate({ message: says('dateWrong') })
  @MinDate(() => new Date(), { message: says('dateWrong') })
  expires_at?: Date | null;
}

export class InvitationForm extends GrantForm {
  @ApiProperty()
  @PersonName()
  @MinLength(1, { message: says('required') })
  name: string;

  @ApiProperty({ format: 'email' })
  @EmailAddress()
  email: string;

  @ApiPropertyOptional({ enum: LANGUAGES, default: 'en', description: 'The language of mail to them' })
  @IsOptional()
  @IsIn(LANGUAGES, { message: says('chooseOne') })
  locale: Language = 'en';
}

export class TeamQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  organization_id?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Only helpers of this event' })
  @IsOptional()
  @IsUUID()
  event_id?: string;

  @ApiPropertyOptional({ description: 'Part of a name or an address' })
  @IsOptional()
  @Trimmed()
  @IsString()
  @MaxLength(100)
  search?: string;
}
