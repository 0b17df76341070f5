import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsUrl,
  Matches,
  MaxLength,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { EmailAddress, PersonName, TimeZone, Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { type Language, LANGUAGES } from '../../layout/i18n.js';
import { Localizable, LocalizedText } from '../../layout/localized-text.js';
import { SenderAddress } from './sender-address.js';

const REQUIRED = { message: says('required') };
const TOO_LONG = { message: says('tooLong') };
const CHOOSE = { message: says('chooseOne') };

/** An empty box empties the field. */
const EmptyIsNull = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && value.trim() === '' ? null : value,
  );

export class ColourQuery {
  @ApiProperty({ example: '#1b6f71' })
  @Matches(/^#[0-9a-f]{6}$/i, { message: says('colourWrong') })
  colour: string;
}

/** What a chapter is, and where. */
export class ChapterForm {
  @ApiProperty({ description: 'As visitors read it: "CEASE Denver"' })
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(120, TOO_LONG)
  name: string;

  @ApiProperty({ description: 'The city, county or region that it works in' })
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(200, TOO_LONG)
  territory: string;

  @ApiProperty({ description: 'The state or region, such as MA; may be empty' })
  @Trimmed()
  @MaxLength(60, TOO_LONG)
  region: string;

  @ApiProperty({ description: 'IANA name, such as America/Denver' })
  @TimeZone()
  time_zone: string;

  @ApiProperty({ enum: LANGUAGES, isArray: true, description: 'Languages of its pages and mail' })
  @IsArray(CHOOSE)
  @ArrayNotEmpty(CHOOSE)
  @ArrayUnique()
  @IsIn(LANGUAGES, { each: true, message: says('chooseOne') })
  languages: Language[];
}

export class ChapterAdministrator {
  @ApiProperty()
  @PersonName()
  @MinLength(1, REQUIRED)
  name: string;

  @ApiProperty({
    format: 'email',
    description: 'Where the invitation goes; your own to run the chapter yourself',
  })
  @EmailAddress()
  email: string;
}

export class NewChapter extends ChapterForm {
  @ApiProperty({
    type: ChapterAdministrator,
    description: 'Who sets it up: nobody else may, the network neither',
  })
  @IsObject(REQUIRED)
  @ValidateNested()
  @Type(() => ChapterAdministrator)
  administrator: ChapterAdministrator;
}

/** Everything is optional: what is not sent stays. */
export class ChapterChanges extends PartialType(ChapterForm, { skipNullProperties: false }) {
  @ApiPropertyOptional({ example: '#1b6f71', description: 'Pages darken it until text on it can be read' })
  @ValidateIf((form: ChapterChanges) => form.colour !== undefined)
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.trim().toLowerCase() : value,
  )
  @Matches(/^#[0-9a-f]{6}$/, { message: says('colourWrong') })
  colour?: string;

  @ApiPropertyOptional({ type: LocalizedText })
  @ValidateIf((form: ChapterChanges) => form.mission !== undefined)
  @Localizable()
  mission?: LocalizedText;

  @ApiPropertyOptional({ type: LocalizedText, description: 'How the chapter addresses the problem' })
  @ValidateIf((form: ChapterChanges) => form.approach !== undefined)
  @Localizable()
  approach?: LocalizedText;

  @ApiPropertyOptional({
    description: 'Where the button "Leave this page" goes: something neutral, over https',
  })
  @ValidateIf((form: ChapterChanges) => form.exit_url !== undefined)
  @Trimmed()
  @MaxLength(500, TOO_LONG)
  @IsUrl({ protocols: ['https'], require_protocol: true }, { message: says('urlWrong') })
  exit_url?: string;

  @ApiPropertyOptional({ description: "Stands under every mail (CAN-SPAM). Empty for the network's" })
  @ValidateIf((form: ChapterChanges) => form.postal_address !== undefined)
  @Trimmed()
  @MaxLength(300, TOO_LONG)
  postal_address?: string;

  @ApiPropertyOptional({ type: String, nullable: true, description: "Null for the chapter's name" })
  @IsOptional()
  @EmptyIsNull()
  @PersonName()
  from_name?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: "Null for the network's" })
  @IsOptional()
  @EmptyIsNull()
  @SenderAddress()
  from_address?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Where answers go; null for the sender' })
  @IsOptional()
  @EmptyIsNull()
  @EmailAddress()
  reply_to?: string | null;

  @ApiPropertyOptional({ description: "Lets the network's staff work with what is the chapter's" })
  @ValidateIf((form: ChapterChanges) => form.grants_network !== undefined)
  @IsBoolean()
  grants_network?: boolean;
}

export class TeamMemberForm {
  @ApiProperty()
  @PersonName()
  @MinLength(1, REQUIRED)
  name: string;

  @ApiProperty({ description: 'What they do there' })
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(120, TOO_LONG)
  title: string;
}

export class TeamForm {
  @ApiProperty({ type: [TeamMemberForm], description: 'All of them, in the order of the page' })
  @IsArray()
  @ArrayMaxSize(60, { message: 'A team of more than 60 does not fit the page.' })
  @ValidateNested({ each: true })
  @Type(() => TeamMemberForm)
  team: TeamMemberForm[];
}

/** Everything is optional: what is not sent stays. */
export class NetworkChanges {
  @ApiPropertyOptional()
  @ValidateIf((form: NetworkChanges) => form.name !== undefined)
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(120, TOO_LONG)
  name?: string;

  @ApiPropertyOptional({ type: LocalizedText })
  @ValidateIf((form: NetworkChanges) => form.mission !== undefined)
  @Localizable()
  mission?: LocalizedText;

  @ApiPropertyOptional()
  @ValidateIf((form: NetworkChanges) => form.postal_address !== undefined)
  @Trimmed()
  @MaxLength(300, TOO_LONG)
  postal_address?: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Null for no-reply at the public address',
  })
  @IsOptional()
  @EmptyIsNull()
  @SenderAddress()
  from_address?: string | null;

  @ApiPropertyOptional({ description: 'Whether every account must set up a second factor' })
  @ValidateIf((form: NetworkChanges) => form.requires_two_factor !== undefined)
  @IsBoolean()
  requires_two_factor?: boolean;
}
