import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsDateString, IsIn, IsOptional, IsUUID, MaxLength, MinLength, ValidateIf } from 'class-validator';
import { EmailAddress, PersonName, Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { GROUP_ROLES, type GroupRole } from './group.js';

const CHOOSE = { message: says('chooseOne') };
const REQUIRED = { message: says('required') };
const TOO_LONG = { message: says('tooLong') };
const DATE = { message: says('dateWrong') };

export class GroupChanges {
  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(200, TOO_LONG)
  name?: string;

  @ApiPropertyOptional({ description: 'What it is for and what it may decide' })
  @IsOptional()
  @Trimmed()
  @MaxLength(20_000, TOO_LONG)
  charter?: string;
}

export class NewGroup extends GroupChanges {
  @ApiProperty({ format: 'uuid', description: 'The chapter or network that it belongs to' })
  @IsUUID('all', CHOOSE)
  parent_id: string;

  @ApiProperty()
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(200, TOO_LONG)
  declare name: string;
}

/** A partner, or a person: the group meets them as its own, whoever else knows them. */
export class NewGroupMember {
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'A partner, as in /api/v1/partners; without it, a person',
  })
  @IsOptional()
  @IsUUID('all', CHOOSE)
  partner_id?: string;

  @ApiPropertyOptional()
  @ValidateIf((form: NewGroupMember) => form.partner_id === undefined)
  @MinLength(1, REQUIRED)
  @PersonName()
  given_name?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @PersonName()
  family_name?: string;

  @ApiPropertyOptional()
  @ValidateIf((form: NewGroupMember) => Boolean(form.email))
  @EmailAddress()
  email?: string;

  @ApiPropertyOptional({
    description: "How they agreed to the group's mail; without it they are no part of its list",
  })
  @IsOptional()
  @Trimmed()
  @MaxLength(300, TOO_LONG)
  consent?: string;

  @ApiPropertyOptional({ enum: GROUP_ROLES, default: 'member' })
  @IsOptional()
  @IsIn(GROUP_ROLES, CHOOSE)
  role: GroupRole = 'member';

  @ApiPropertyOptional({ format: 'date' })
  @IsOptional()
  @IsDateString({ strict: true }, DATE)
  since?: string;
}

export class GroupMemberChanges {
  @ApiPropertyOptional({ enum: GROUP_ROLES })
  @IsOptional()
  @IsIn(GROUP_ROLES, CHOOSE)
  role?: GroupRole;

  @ApiPropertyOptional({ format: 'date', description: 'The last day; from then on no mail of the group' })
  @IsOptional()
  @IsDateString({ strict: true }, DATE)
  until?: string;
}

export class NewGroupNote {
  @ApiProperty()
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(10_000, TOO_LONG)
  body: string;
}
