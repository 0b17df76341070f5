import { Module } from '@nestjs/common';
import { Chapters } from './chapters.service.js';
import { Organizations } from './organizations.service.js';

@Module({
  providers: [Chapters, Organizations],
  exports: [Chapters, Organizations],
})
export class NetworkModule {}
