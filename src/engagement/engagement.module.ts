import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { Engagement } from './engagement.service.js';

@Module({ imports: [PeopleModule], providers: [Engagement], exports: [Engagement] })
export class EngagementModule {}
