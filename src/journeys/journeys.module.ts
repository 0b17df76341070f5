import { Module } from '@nestjs/common';
import { EmailModule } from '../email/email.module.js';
import { NetworkModule } from '../network/network.module.js';
import { PeopleModule } from '../people/people.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { TasksModule } from '../staff/tasks/tasks.module.js';
import { JourneysApiController } from './journeys.api.controller.js';
import { JourneySteps } from './journey-steps.service.js';
import { Journeys } from './journeys.service.js';
import { Running } from './running.service.js';

@Module({
  imports: [NetworkModule, StaffModule, PeopleModule, EmailModule, TasksModule],
  controllers: [JourneysApiController],
  providers: [Journeys, JourneySteps, Running],
  exports: [JourneySteps],
})
export class JourneysModule {}
