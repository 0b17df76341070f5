import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { PartnersModule } from '../partners/partners.module.js';
import { PeopleModule } from '../people/people.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { CampaignsApiController } from './campaigns.api.controller.js';
import { Campaigns } from './campaigns.service.js';
import { CoSponsorsApiController } from './co-sponsors.api.controller.js';
import { CoSponsors } from './co-sponsors.service.js';
import { CoSponsorshipsApiController } from './co-sponsorships.api.controller.js';
import { MediaMentionsApiController } from './media-mentions.api.controller.js';
import { MediaMentions } from './media-mentions.service.js';
import { PartnerSharing } from './partner-sharing.service.js';

@Module({
  imports: [NetworkModule, StaffModule, PartnersModule, PeopleModule],
  controllers: [
    CoSponsorsApiController,
    CoSponsorshipsApiController,
    CampaignsApiController,
    MediaMentionsApiController,
  ],
  providers: [Campaigns, CoSponsors, PartnerSharing, MediaMentions],
  exports: [Campaigns, CoSponsors, PartnerSharing, MediaMentions],
})
export class CampaignsModule {}
