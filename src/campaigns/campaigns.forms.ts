import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { Trimmed } from '../layout/fields.js';
import { says } from '../layout/forms.js';
import { PageQuery } from '../platform/paging/paging.js';
import { CAMPAIGN_STATES, type CampaignState } from './campaign.js';
import { CampaignChanges } from './campaign-changes.access.js';

const CHOOSE = { message: says('chooseOne') };

export class NewCampaign extends CampaignChanges {
  @ApiProperty({ format: 'uuid', description: 'The chapter or network whose campaign it is' })
  @IsUUID('all', CHOOSE)
  owner_id: string;

  @ApiPropertyOptional({ description: 'The end of the address; made from the title where it is not given' })
  @IsOptional()
  @Trimmed()
  @MaxLength(80, { message: says('tooLong') })
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: says('slugWrong') })
  slug?: string;
}

export class CampaignQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only those of this organization' })
  @IsOptional()
  @IsUUID('all')
  owner_id?: string;

  @ApiPropertyOptional({ enum: CAMPAIGN_STATES })
  @IsOptional()
  @IsIn(CAMPAIGN_STATES)
  state?: CampaignState;

  @ApiPropertyOptional({ description: 'A part of the title' })
  @IsOptional()
  @Trimmed()
  @MaxLength(100)
  q?: string;
}
