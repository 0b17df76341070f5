import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { EmailModule } from '../email/email.module.js';
import { EventsModule } from '../events/events.module.js';
import { JourneysModule } from '../journeys/journeys.module.js';
import { NetworkModule } from '../network/network.module.js';
import { OutreachModule } from '../outreach/outreach.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PartnersModule } from '../partners/partners.module.js';
import { PetitionsModule } from '../petitions/petitions.module.js';
import { SegmentsModule } from '../segments/segments.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { ApiDocsController } from './api-docs.controller.js';
import { CampaignActionsApiController } from './campaigns/campaign-actions.api.controller.js';
import { CampaignActions } from './campaigns/campaign-actions.service.js';
import { CampaignPages } from './campaigns/campaign-page.service.js';
import { CardsModule } from './cards/cards.module.js';
import { ConsoleController } from './console.controller.js';
import { ConsoleFiles } from './console-files.service.js';
import { CoSponsorshipFiguresApiController } from './credit/co-sponsorship-figures.api.controller.js';
import { CoSponsorshipFigures } from './credit/co-sponsorship-figures.service.js';
import { CreditApiController } from './credit/credit.api.controller.js';
import { Credit } from './credit/credit.service.js';
import { HashMatchingApiController } from './credit/hash-matching.api.controller.js';
import { HashMatching } from './credit/hash-matching.service.js';
import { SourceLinks } from './credit/source-links.service.js';
import { StatementPages } from './credit/statement-pages.service.js';
import { DashboardApiController } from './dashboard.api.controller.js';
import { Dashboard } from './dashboard.service.js';
import { ActionStepsPublicController } from './funnel/action-steps.public.controller.js';
import { ActionViews } from './funnel/action-views.service.js';
import { FunnelApiController } from './funnel/funnel.api.controller.js';
import { Funnels } from './funnel/funnel.service.js';
import { DirectoryPages } from './directory/directory-page.service.js';
import { DirectoryPublicController } from './directory/directory.public.controller.js';
import { ErasingApiController } from './erasure/erasing.api.controller.js';
import { EraseList } from './erasure/erase-list.service.js';
import { Erasing } from './erasure/erasing.service.js';
import { Keys } from './keys/keys.service.js';
import { KitCopying } from './kits/kit-copying.service.js';
import { KitFigures } from './kits/kit-figures.service.js';
import { KitPublishing } from './kits/kit-publishing.service.js';
import { KitsApiController } from './kits/kits.api.controller.js';
import { Outlines } from './kits/outlines.service.js';
import { HealthApiController } from './health/health.api.controller.js';
import { PartnerHealth } from './health/health.service.js';
import { OpenedSecrets } from './keys/opened-secrets.service.js';
import { LeavingExport } from './leaving/leaving-export.service.js';
import { ActionMessagesApiController } from './messages/action-messages.api.controller.js';
import { ActionMessages } from './messages/action-messages.service.js';
import { Pages } from './pages.service.js';
import { PublicController } from './public.controller.js';
import { RetentionApiController } from './retention/retention.api.controller.js';
import { Retention } from './retention/retention.service.js';
import { ReportsApiController } from './reports/reports.api.controller.js';
import { Reports } from './reports/reports.service.js';
import { SampleJourneys } from './sample/journeys.service.js';
import { SampleMailings } from './sample/mailings.service.js';
import { PracticeApiController } from './sample/practice.api.controller.js';
import { Practice } from './sample/practice.service.js';
import { Sample } from './sample/sample.service.js';
import { StoriesApiController } from './stories/stories.api.controller.js';
import { StoriesPublicController } from './stories/stories.public.controller.js';
import { StoryDesk } from './stories/story-desk.service.js';
import { StoryReminders } from './stories/story-reminders.service.js';
import { Verification } from './verification.service.js';

@Module({
  imports: [
    NetworkModule,
    StaffModule,
    PeopleModule,
    SegmentsModule,
    EmailModule,
    PartnersModule,
    CampaignsModule,
    EventsModule,
    PetitionsModule,
    OutreachModule,
    JourneysModule,
    CardsModule,
  ],
  controllers: [
    ActionMessagesApiController,
    ActionStepsPublicController,
    ApiDocsController,
    ConsoleController,
    PublicController,
    DirectoryPublicController,
    DashboardApiController,
    PracticeApiController,
    CampaignActionsApiController,
    CreditApiController,
    CoSponsorshipFiguresApiController,
    ErasingApiController,
    FunnelApiController,
    HealthApiController,
    HashMatchingApiController,
    KitsApiController,
    RetentionApiController,
    ReportsApiController,
    StoriesApiController,
    StoriesPublicController,
  ],
  providers: [
    ActionMessages,
    ActionViews,
    { provide: APP_INTERCEPTOR, useExisting: ActionViews },
    CampaignActions,
    CampaignPages,
    ConsoleFiles,
    Keys,
    OpenedSecrets,
    LeavingExport,
    Credit,
    CoSponsorshipFigures,
    EraseList,
    Erasing,
    Funnels,
    HashMatching,
    KitCopying,
    KitFigures,
    KitPublishing,
    Outlines,
    PartnerHealth,
    Retention,
    Reports,
    SourceLinks,
    StatementPages,
    StoryDesk,
    StoryReminders,
    Pages,
    Dashboard,
    DirectoryPages,
    Practice,
    Sample,
    SampleJourneys,
    SampleMailings,
    Verification,
  ],
})
export class HomeModule {}
