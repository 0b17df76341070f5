import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AnswerInterceptor } from '../platform/http/answers.js';
import { AssetsController } from './assets.controller.js';
import { RefusalFilter } from './refusal.filter.js';
import { Robots } from './robots.service.js';
import { ValidationPipe } from './validation.pipe.js';

@Global()
@Module({
  controllers: [AssetsController],
  providers: [
    Robots,
    { provide: APP_FILTER, useClass: RefusalFilter },
    { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
    { provide: APP_PIPE, useClass: ValidationPipe },
  ],
  exports: [Robots],
})
export class LayoutModule {}
