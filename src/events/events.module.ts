import { Module } from '@nestjs/common';
import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { EmailModule } from '../email/email.module.js';
import { EngagementModule } from '../engagement/engagement.module.js';
import { NetworkModule } from '../network/network.module.js';
import { PartnersModule } from '../partners/partners.module.js';
import { PeopleModule } from '../people/people.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { EventsApiController } from './events.api.controller.js';
import { EventsPublicController } from './events.public.controller.js';
import { Events } from './events.service.js';
import { PublicEvents } from './public-events.service.js';
import { AttendeesApiController } from './registrations/attendees.api.controller.js';
import { AttendeeExport } from './registrations/attendee-export.service.js';
import { Attendees } from './registrations/attendees.service.js';
import { EventMails } from './registrations/event-mails.service.js';
import { OwnRegistration } from './registrations/own-registration.service.js';
import { Registering } from './registrations/registering.service.js';
import { RegistrationMail } from './registrations/registration-mail.service.js';
import { RegistrationPartners } from './registrations/registration-partners.service.js';
import { RegistrationsPublicController } from './registrations/registrations.public.controller.js';
import { RegistrationsWorker } from './registrations/registrations.worker.js';
import { Seating } from './registrations/seating.service.js';
import { Waitlist } from './registrations/waitlist.service.js';
import { Shifts } from './shifts.service.js';

@Module({
  imports: [
    NetworkModule,
    StaffModule,
    PeopleModule,
    EngagementModule,
    EmailModule,
    PartnersModule,
    CampaignsModule,
  ],
  controllers: [
    EventsPublicController,
    RegistrationsPublicController,
    EventsApiController,
    AttendeesApiController,
  ],
  providers: [
    AttendeeExport,
    Attendees,
    EventMails,
    Events,
    OwnRegistration,
    PublicEvents,
    Registering,
    RegistrationMail,
    RegistrationPartners,
    RegistrationsWorker,
    Seating,
    Shifts,
    Waitlist,
  ],
  exports: [EventMails, Events, PublicEvents],
})
export class EventsModule {}
