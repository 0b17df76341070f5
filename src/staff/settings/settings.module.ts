import { Module } from '@nestjs/common';
import { NetworkModule } from '../../network/network.module.js';
import { QueueApiController } from '../queue/queue.api.controller.js';
import { Queue } from '../queue/queue.service.js';
import { StaffModule } from '../staff.module.js';
import { ChapterSettings } from './chapter-settings.service.js';
import { NetworkSettings } from './network-settings.service.js';
import { SettingsApiController } from './settings.api.controller.js';
import { TopicSettings } from './topic-settings.service.js';
import { TopicsApiController } from './topics.api.controller.js';

/** What administrators set up and watch: the network, its chapters, the background jobs. */
@Module({
  imports: [NetworkModule, StaffModule],
  controllers: [SettingsApiController, TopicsApiController, QueueApiController],
  providers: [ChapterSettings, NetworkSettings, Queue, TopicSettings],
})
export class SettingsModule {}
