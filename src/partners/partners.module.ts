import { Module } from '@nestjs/common';
import { EmailModule } from '../email/email.module.js';
import { NetworkModule } from '../network/network.module.js';
import { PeopleModule } from '../people/people.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { TasksModule } from '../staff/tasks/tasks.module.js';
import { AgreementFiles } from './agreements/agreement-files.service.js';
import { AgreementReminders } from './agreements/agreement-reminders.service.js';
import { AgreementsApiController } from './agreements/agreements.api.controller.js';
import { Agreements } from './agreements/agreements.service.js';
import { Directory } from './directory.service.js';
import { HashMatches } from './credit/hash-matches.service.js';
import { SourceCodes } from './credit/source-codes.service.js';
import { Statements } from './credit/statements.service.js';
import { Touches } from './credit/touches.service.js';
import { Answering } from './decisions/answering.service.js';
import { Closing } from './decisions/closing.service.js';
import { DecisionReminders } from './decisions/decision-reminders.service.js';
import { DecisionsApiController } from './decisions/decisions.api.controller.js';
import { Decisions } from './decisions/decisions.service.js';
import { GroupsApiController } from './groups/groups.api.controller.js';
import { WorkingGroups } from './groups/groups.service.js';
import { LogosApiController } from './logos.api.controller.js';
import { Logos } from './logos.service.js';
import { MeetingsApiController } from './meetings/meetings.api.controller.js';
import { Meetings } from './meetings/meetings.service.js';
import { ApprovalsPublicController } from './participation/approvals.public.controller.js';
import { Approvals } from './participation/approvals.service.js';
import { ParticipationApiController } from './participation/participation.api.controller.js';
import { Participation } from './participation/participation.service.js';
import { PartnersApiController } from './partners.api.controller.js';
import { PartnerContacts } from './partner-contacts.service.js';
import { PartnerRoles } from './partner-roles.service.js';
import { Partners } from './partners.service.js';
import { ProfilesApiController } from './profile/profiles.api.controller.js';
import { Profiles } from './profile/profiles.service.js';
import { RemovalsApiController } from './removals/removals.api.controller.js';
import { RemovalsPublicController } from './removals/removals.public.controller.js';
import { Removals } from './removals/removals.service.js';

@Module({
  imports: [NetworkModule, StaffModule, TasksModule, PeopleModule, EmailModule],
  controllers: [
    AgreementsApiController,
    DecisionsApiController,
    GroupsApiController,
    LogosApiController,
    MeetingsApiController,
    PartnersApiController,
    ApprovalsPublicController,
    ParticipationApiController,
    ProfilesApiController,
    RemovalsApiController,
    RemovalsPublicController,
  ],
  providers: [
    AgreementFiles,
    AgreementReminders,
    Agreements,
    Directory,
    Answering,
    Closing,
    DecisionReminders,
    Decisions,
    WorkingGroups,
    HashMatches,
    Logos,
    Meetings,
    PartnerContacts,
    Partners,
    PartnerRoles,
    Profiles,
    SourceCodes,
    Statements,
    Touches,
    Approvals,
    Participation,
    Removals,
  ],
  exports: [
    Agreements,
    Directory,
    HashMatches,
    PartnerContacts,
    Partners,
    SourceCodes,
    Statements,
    Touches,
    Participation,
  ],
})
export class PartnersModule {}
