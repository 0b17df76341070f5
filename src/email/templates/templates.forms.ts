import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { type Language, LANGUAGES } from '../../layout/i18n.js';
import { MailText } from '../compose/mail-text.forms.js';
import { type ListFile } from '../../staff/audit/list-file.access.js';
import { asTranslationForms } from '../translations/translation.js';
import { TranslationForm } from '../translations/translations.forms.js';
import { type Template } from './templates.sql.js';

const TOO_LONG = { message: says('tooLong') };

/** What a mailing can begin with. */
export class TemplateContent extends MailText {
  @ApiProperty()
  @Trimmed()
  @IsString()
  @MinLength(1, { message: says('required') })
  @MaxLength(200, TOO_LONG)
  name: string;

  @ApiProperty({ enum: LANGUAGES })
  @IsIn(LANGUAGES)
  language: Language;
}

/** The same, with its texts in other languages; whoever sends none leaves it in one. */
class TemplateTexts extends TemplateContent {
  @ApiPropertyOptional({
    type: [TranslationForm],
    description: 'What a mailing made of it says in other languages',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(LANGUAGES.length - 1)
  @ValidateNested({ each: true })
  @Type(() => TranslationForm)
  translations?: TranslationForm[];
}

export class NewTemplate extends TemplateTexts {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  owner_id: string;
}

export class TemplateChanges extends PartialType(TemplateTexts) {}

export class TemplateResource extends TemplateContent {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty({ type: [TranslationForm] })
  translations: TranslationForm[];
  @ApiProperty()
  is_practice: boolean;
  @ApiProperty({ format: 'date-time' })
  updated_at: string;

  static from(it: Template): TemplateResource {
    return {
      id: it.id,
      owner_id: it.ownerId,
      name: it.name,
      language: it.language,
      subject: it.subject,
      preview_text: it.previewText,
      body: it.body as Record<string, unknown>,
      translations: asTranslationForms(it.translations),
      is_practice: it.isPractice,
      updated_at: it.updatedAt.toISOString(),
    };
  }
}

export class TemplateList {
  @ApiProperty({ type: [TemplateResource] })
  data: TemplateResource[];
}

export const TEMPLATE_FILE: ListFile<TemplateResource> = {
  noun: 'templates',
  ownerOf: (it) => it.owner_id,
  columns: {
    Template: (it) => it.name,
    Subject: (it) => it.subject,
    Language: (it) => [it, ...it.translations].map(({ language }) => language).join(', '),
    'Edited at': (it) => it.updated_at,
  },
};
