import { Module } from '@nestjs/common';
import { Chapters } from './chapters.service.js';
import { Networks } from './networks.service.js';
import { Organizations } from './organizations.service.js';
import { Topics } from './topics.service.js';

@Module({
  providers: [Chapters, Networks, Organizations, Topics],
  exports: [Chapters, Networks, Organizations, Topics],
})
export class NetworkModule {}
