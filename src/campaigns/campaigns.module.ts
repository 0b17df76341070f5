import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { CampaignsApiController } from './campaigns.api.controller.js';
import { Campaigns } from './campaigns.service.js';
import { MediaMentionsApiController } from './media-mentions.api.controller.js';
import { MediaMentions } from './media-mentions.service.js';

@Module({
  imports: [NetworkModule, StaffModule],
  controllers: [CampaignsApiController, MediaMentionsApiController],
  providers: [Campaigns, MediaMentions],
  exports: [Campaigns, MediaMentions],
})
export class CampaignsModule {}
