import { type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import cookie from '@fastify/cookie';
import { type Config } from '../config/config.js';
import { JsonLogger } from './json-logger.js';
import { refuseCrossSite } from './csrf.js';
import { Refusal } from './errors.js';
import { ApiDescription } from './openapi.js';
import { takeFiles } from './upload.js';
import { setHeaders } from './headers.js';
import { Metrics } from './metrics.js';

const REQUEST_SECONDS = 30; // Fastify's own default is no limit at all
const BODY_BYTES = 1024 * 1024;
const FORM_BYTES = 16 * 1024;

/** Builds the web application, ready to listen. Tests and main.ts start it the same way. */
export async function createWeb(
  module: Type | DynamicModule,
  config: Config,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_SECONDS * 1000,
    connectionTimeout: 2 * REQUEST_SECONDS * 1000,
    keepAliveTimeout: 72_000,
    trustProxy: config.TRUSTED_PROXIES?.split(',').map((each) => each.trim()) ?? false,
    routerOptions: { maxParamLength: 512 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new JsonLogger(config.LOG_LEVEL),
    bufferLogs: false,
    abortOnError: false,
    rawBody: true, // what a mail vendor signs is the bytes
  });
  const server = adapter.getInstance();
  await app.register(cookie as never);
  // Fastify's own option, which Nest does not pass on: routes that take whole files say so by RouteConfig.
  server.addHook('onRoute', (route) => {
    const { bodyLimit } = (route.config ?? {}) as { bodyLimit?: number };
    if (bodyLimit !== undefined) route.bodyLimit = bodyLimit;
  });
  // Mailbox providers may send RFC 8058's one pair as a form with parts; those who take it read it as text.
  server.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'string', bodyLimit: FORM_BYTES },
    (_, body, done) => done(null, body),
  );
  takeFiles(server);
  const metrics = app.get(Metrics);
  server.addHook('onRequest', async (request, reply) => {
    setHeaders(request, reply, config.isHttps);
    try {
      refuseCrossSite(request, config.origin);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await reply.status(403).send({ error: { type: error.kind, code: error.code, message: error.message } });
    }
  });
  server.addHook('onResponse', async (request, reply) => {
    metrics.requests.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
  });
  app.get(ApiDescription).of(app);
  return app;
}
