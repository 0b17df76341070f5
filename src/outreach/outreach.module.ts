import { Module } from '@nestjs/common';
import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { EmailModule } from '../email/email.module.js';
import { EngagementModule } from '../engagement/engagement.module.js';
import { GeographyModule } from '../geography/geography.module.js';
import { NetworkModule } from '../network/network.module.js';
import { PartnersModule } from '../partners/partners.module.js';
import { PeopleModule } from '../people/people.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { Aftercare } from './letters/aftercare.service.js';
import { Delivering } from './letters/delivering.service.js';
import { LetterCampaignsApiController } from './letters/letter-campaigns.api.controller.js';
import { LetterCampaigns } from './letters/letter-campaigns.service.js';
import { LetterMails } from './letters/letter-mails.service.js';
import { LetterLists } from './letters/letter-list.service.js';
import { LetterDesk } from './letters/letter-desk.service.js';
import { LettersPublicController } from './letters/letters.public.controller.js';
import { PublicLetterCampaigns } from './letters/public-campaigns.service.js';
import { Submitting } from './letters/submitting.service.js';
import { Verifying } from './letters/verifying.service.js';
import { Writing } from './letters/writing.service.js';
import { OfficialsFiles } from './officials/officials-files.service.js';
import { OfficialsImporting } from './officials/officials-importing.service.js';
import { OfficialsApiController } from './officials/officials.api.controller.js';
import { Officials } from './officials/officials.service.js';
import { OfficialsImport } from './officials/officials-import.service.js';
import { Representation } from './officials/representation.service.js';
import { TiesApiController } from './ties/ties.api.controller.js';
import { Ties } from './ties/ties.service.js';

@Module({
  imports: [
    NetworkModule,
    StaffModule,
    GeographyModule,
    PeopleModule,
    EngagementModule,
    EmailModule,
    PartnersModule,
    CampaignsModule,
  ],
  controllers: [
    LetterCampaignsApiController,
    LettersPublicController,
    OfficialsApiController,
    TiesApiController,
  ],
  providers: [
    Aftercare,
    Delivering,
    LetterCampaigns,
    LetterDesk,
    LetterLists,
    LetterMails,
    Officials,
    OfficialsFiles,
    OfficialsImport,
    OfficialsImporting,
    PublicLetterCampaigns,
    Representation,
    Submitting,
    Ties,
    Verifying,
    Writing,
  ],
  exports: [
    LetterCampaigns,
    LetterMails,
    OfficialsFiles,
    OfficialsImport,
    PublicLetterCampaigns,
    Representation,
  ],
})
export class OutreachModule {}
