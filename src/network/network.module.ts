import { Module } from '@nestjs/common';
import { Chapters } from './chapters.service.js';

@Module({
  providers: [Chapters],
  exports: [Chapters],
})
export class NetworkModule {}
