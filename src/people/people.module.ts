import { Module } from '@nestjs/common';
import { StaffModule } from '../staff/staff.module.js';
import { Consents } from './consents.service.js';
import { Meeting } from './meeting.service.js';
import { PeopleApiController } from './people.api.controller.js';
import { People } from './people.service.js';
import { PersonApiController } from './person.api.controller.js';
import { PersonDetails } from './person-details.service.js';
import { Reachability } from './reachability.service.js';
import { Tags } from './tags.service.js';

@Module({
  imports: [StaffModule],
  controllers: [PeopleApiController, PersonApiController],
  providers: [Consents, Meeting, People, PersonDetails, Reachability, Tags],
  exports: [Consents, Meeting, People, Reachability],
})
export class PeopleModule {}
