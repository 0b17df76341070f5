import { Module } from '@nestjs/common';
import { Chapters } from './chapters.service.js';
import { Networks } from './networks.service.js';
import { Organizations } from './organizations.service.js';

@Module({
  providers: [Chapters, Networks, Organizations],
  exports: [Chapters, Networks, Organizations],
})
export class NetworkModule {}
