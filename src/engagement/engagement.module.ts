import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { EngagementApiController } from './engagement.api.controller.js';
import { Engagement } from './engagement.service.js';
import { Timelines } from './timelines.service.js';

@Module({
  imports: [PeopleModule],
  controllers: [EngagementApiController],
  providers: [Engagement, Timelines],
  exports: [Engagement],
})
export class EngagementModule {}
