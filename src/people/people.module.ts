import { Module } from '@nestjs/common';
import { StaffModule } from '../staff/staff.module.js';
import { Changes } from './changes.service.js';
import { Consents } from './consents.service.js';
import { ContactsApiController } from './contacts.api.controller.js';
import { Contacts } from './contacts.service.js';
import { Meeting } from './meeting.service.js';
import { PeopleApiController } from './people.api.controller.js';
import { People } from './people.service.js';
import { PersonApiController } from './person.api.controller.js';
import { PersonDetails } from './person-details.service.js';
import { Reachability } from './reachability.service.js';
import { Sharing } from './sharing.service.js';
import { Tags } from './tags.service.js';
import { Undoing } from './undoing.service.js';

@Module({
  imports: [StaffModule],
  controllers: [PeopleApiController, PersonApiController, ContactsApiController],
  providers: [
    Changes,
    Consents,
    Contacts,
    Meeting,
    People,
    PersonDetails,
    Reachability,
    Sharing,
    Tags,
    Undoing,
  ],
  exports: [Changes, Consents, Meeting, People, Reachability, Sharing, Tags, Undoing],
})
export class PeopleModule {}
