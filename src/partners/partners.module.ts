import { Module } from '@nestjs/common';
import { EmailModule } from '../email/email.module.js';
import { NetworkModule } from '../network/network.module.js';
import { PeopleModule } from '../people/people.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { AgreementFiles } from './agreements/agreement-files.service.js';
import { AgreementReminders } from './agreements/agreement-reminders.service.js';
import { AgreementsApiController } from './agreements/agreements.api.controller.js';
import { Agreements } from './agreements/agreements.service.js';
import { LogosApiController } from './logos.api.controller.js';
import { Logos } from './logos.service.js';
import { PartnersApiController } from './partners.api.controller.js';
import { PartnerRoles } from './partner-roles.service.js';
import { Partners } from './partners.service.js';

@Module({
  imports: [NetworkModule, StaffModule, PeopleModule, EmailModule],
  controllers: [AgreementsApiController, LogosApiController, PartnersApiController],
  providers: [AgreementFiles, AgreementReminders, Agreements, Logos, Partners, PartnerRoles],
  exports: [Agreements, Partners],
})
export class PartnersModule {}
