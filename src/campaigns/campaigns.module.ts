import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { PartnersModule } from '../partners/partners.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { CampaignsApiController } from './campaigns.api.controller.js';
import { Campaigns } from './campaigns.service.js';
import { CoSponsorsApiController } from './co-sponsors.api.controller.js';
import { CoSponsors } from './co-sponsors.service.js';
import { CoSponsorshipsApiController } from './co-sponsorships.api.controller.js';
import { MediaMentionsApiController } from './media-mentions.api.controller.js';
import { MediaMentions } from './media-mentions.service.js';

@Module({
  imports: [NetworkModule, StaffModule, PartnersModule],
  controllers: [
    CoSponsorsApiController,
    CoSponsorshipsApiController,
    CampaignsApiController,
    MediaMentionsApiController,
  ],
  providers: [Campaigns, CoSponsors, MediaMentions],
  exports: [Campaigns, CoSponsors, MediaMentions],
})
export class CampaignsModule {}
