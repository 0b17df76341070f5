import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { Config } from './platform/config/config.js';
import { describeApi } from './platform/http/openapi.js';

// Prints the API's description. Nothing is connected: `preview` reads the modules without making their services.
const config = Config.from({ DATABASE_URL: 'postgres://nowhere', SECRET_KEY: 'x'.repeat(32) });
const app = await NestFactory.create(AppModule.forRoot(config, 'accord_web'), new FastifyAdapter(), {
  preview: true,
  logger: false,
  abortOnError: false,
});
process.stdout.write(`${JSON.stringify(describeApi(app), null, 1)}\n`);
