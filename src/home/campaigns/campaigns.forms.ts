import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { CampaignChanges } from '../../campaigns/campaign-changes.access.js';
import { says } from '../../layout/forms.js';
import { LANGUAGES, type Language } from '../../layout/i18n.js';

/** What stands in the editor, and the language to show it in. */
export class CampaignPreview extends CampaignChanges {
  @ApiProperty({ enum: LANGUAGES })
  @IsIn(LANGUAGES, { message: says('chooseOne') })
  language: Language;
}
