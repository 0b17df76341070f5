import { ApiProperty, PickType } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { PartnerChanges } from '../partners.forms.js';

/** How an organization presents itself. What it is (sector, legal type) its chapters say. */
export class ProfileChanges extends PickType(PartnerChanges, [
  'name',
  'website',
  'service_area',
  'description',
] as const) {}

export class OwnListing {
  @ApiProperty({ description: 'Whether your organization agrees to stand in the public directory' })
  @IsBoolean()
  is_consented: boolean;
}
