import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { LogosApiController } from './logos.api.controller.js';
import { Logos } from './logos.service.js';
import { PartnersApiController } from './partners.api.controller.js';
import { PartnerRoles } from './partner-roles.service.js';
import { Partners } from './partners.service.js';

@Module({
  imports: [NetworkModule, StaffModule],
  controllers: [LogosApiController, PartnersApiController],
  providers: [Logos, Partners, PartnerRoles],
  exports: [Partners],
})
export class PartnersModule {}
