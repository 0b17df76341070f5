import { Module } from '@nestjs/common';
import { EmailModule } from '../email/email.module.js';
import { NetworkModule } from '../network/network.module.js';
import { PartnersModule } from '../partners/partners.module.js';
import { PeopleModule } from '../people/people.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { CampaignsApiController } from './campaigns.api.controller.js';
import { Campaigns } from './campaigns.service.js';
import { CoSponsorFollowUp } from './co-sponsor-follow-up.service.js';
import { CoSponsorsApiController } from './co-sponsors.api.controller.js';
import { CoSponsors } from './co-sponsors.service.js';
import { CoSponsorshipsApiController } from './co-sponsorships.api.controller.js';
import { CommitmentsApiController } from './commitments/commitments.api.controller.js';
import { Commitments } from './commitments/commitments.service.js';
import { Kits } from './kits/kits.service.js';
import { MediaMentionsApiController } from './media-mentions.api.controller.js';
import { MediaMentions } from './media-mentions.service.js';
import { Autoresponses } from './messages/autoresponses.service.js';
import { PartnerSharing } from './partner-sharing.service.js';

@Module({
  imports: [EmailModule, NetworkModule, StaffModule, PartnersModule, PeopleModule],
  controllers: [
    CoSponsorsApiController,
    CoSponsorshipsApiController,
    CampaignsApiController,
    CommitmentsApiController,
    MediaMentionsApiController,
  ],
  providers: [
    Autoresponses,
    Campaigns,
    Commitments,
    CoSponsorFollowUp,
    CoSponsors,
    Kits,
    PartnerSharing,
    MediaMentions,
  ],
  exports: [Autoresponses, Campaigns, CoSponsors, Kits, PartnerSharing, MediaMentions],
})
export class CampaignsModule {}
