import { Module } from '@nestjs/common';
import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { NetworkModule } from '../network/network.module.js';
import { PartnersModule } from '../partners/partners.module.js';
import { ApiDocsController } from './api-docs.controller.js';
import { ConsoleController } from './console.controller.js';
import { ConsoleFiles } from './console-files.service.js';
import { DashboardApiController } from './dashboard.api.controller.js';
import { Dashboard } from './dashboard.service.js';
import { Pages } from './pages.service.js';
import { PublicController } from './public.controller.js';

@Module({
  imports: [NetworkModule, PartnersModule, CampaignsModule],
  controllers: [ApiDocsController, ConsoleController, PublicController, DashboardApiController],
  providers: [ConsoleFiles, Pages, Dashboard],
})
export class HomeModule {}
