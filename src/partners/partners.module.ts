import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { PartnersApiController } from './partners.api.controller.js';
import { PartnerRoles } from './partner-roles.service.js';
import { Partners } from './partners.service.js';

@Module({
  imports: [NetworkModule, StaffModule],
  controllers: [PartnersApiController],
  providers: [Partners, PartnerRoles],
  exports: [Partners],
})
export class PartnersModule {}
