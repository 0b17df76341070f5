import { Module } from '@nestjs/common';
import { Consents } from './consents.service.js';
import { Meeting } from './meeting.service.js';
import { People } from './people.service.js';

@Module({
  providers: [Consents, Meeting, People],
  exports: [Consents, Meeting, People],
})
export class PeopleModule {}
