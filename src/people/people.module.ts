import { Module } from '@nestjs/common';
import { Consents } from './consents.service.js';
import { Meeting } from './meeting.service.js';
import { People } from './people.service.js';
import { Reachability } from './reachability.service.js';

@Module({
  providers: [Consents, Meeting, People, Reachability],
  exports: [Consents, Meeting, People, Reachability],
})
export class PeopleModule {}
