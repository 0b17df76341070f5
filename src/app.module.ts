import { type DynamicModule, Module } from '@nestjs/common';
import { LayoutModule } from './layout/layout.module.js';
import { NetworkModule } from './network/network.module.js';
import { StaffModule } from './staff/staff.module.js';
import { SettingsModule } from './staff/settings/settings.module.js';
import { TasksModule } from './staff/tasks/tasks.module.js';
import { PeopleModule } from './people/people.module.js';
import { ImportModule } from './people/import/import.module.js';
import { PlacingModule } from './people/placing/placing.module.js';
import { EngagementModule } from './engagement/engagement.module.js';
import { SegmentsModule } from './segments/segments.module.js';
import { EmailModule } from './email/email.module.js';
import { AffiliationsModule } from './partners/affiliations/affiliations.module.js';
import { PartnersModule } from './partners/partners.module.js';
import { CampaignsModule } from './campaigns/campaigns.module.js';
import { GeographyModule } from './geography/geography.module.js';
import { PetitionsModule } from './petitions/petitions.module.js';
import { OutreachModule } from './outreach/outreach.module.js';
import { EventsModule } from './events/events.module.js';
import { JourneysModule } from './journeys/journeys.module.js';
import { HomeModule } from './home/home.module.js';
import { type Config } from './platform/config/config.js';
import { type DatabaseRole, PlatformModule } from './platform/platform.module.js';

/** Every feature, in the order of the row. One line each. */
const FEATURES = [
  LayoutModule,
  NetworkModule,
  StaffModule,
  SettingsModule,
  TasksModule,
  GeographyModule,
  PeopleModule,
  ImportModule,
  PlacingModule,
  EngagementModule,
  SegmentsModule,
  EmailModule,
  AffiliationsModule,
  PartnersModule,
  CampaignsModule,
  EventsModule,
  PetitionsModule,
  OutreachModule,
  JourneysModule,
  HomeModule,
];

/** The whole product. The web process serves it; the worker runs its jobs. */
@Module({})
export class AppModule {
  static forRoot(config: Config, role: DatabaseRole): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.forRoot(config, role), ...FEATURES] };
  }
}
