import { createParamDecorator, type ExecutionContext, applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes, ApiQuery } from '@nestjs/swagger';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { Invalid } from './errors.js';

/** A file as it comes in: its bytes are not read yet, and its name is whatever the sender says. */
export interface Upload {
  name: string;
  stream: Readable;
}

const FILE_TYPE = 'application/octet-stream';
const LONGEST_NAME = 200;

/** A route that takes one file as its body, unread: the service that takes it says how much is too much. */
export const TakesFile = (): MethodDecorator =>
  applyDecorators(
    RouteConfig({ takesFile: true }),
    ApiConsumes(FILE_TYPE),
    ApiBody({ schema: { type: 'string', format: 'binary' } }),
    ApiQuery({ name: 'name', type: String, description: 'What the file is called, with its ending' }),
  );

/** The file of a route that `@TakesFile()`. */
export const UploadedFile = createParamDecorator((_data: unknown, context: ExecutionContext): Upload => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const { name } = request.query as { name?: unknown };
  if (!(request.body instanceof Readable))
    throw new Invalid([{ param: 'file', message: `Send the file itself, as ${FILE_TYPE}.` }]);
  if (typeof name !== 'string' || name.trim() === '' || name.length > LONGEST_NAME) {
    request.body.resume();
    throw new Invalid([{ param: 'name', message: 'Say what the file is called.' }]);
  }
  return { name: name.trim(), stream: request.body };
});

/** Hands the body on unread, on routes that take a file and on no others. */
export function takeFiles(server: FastifyInstance): void {
  server.addContentTypeParser(FILE_TYPE, (request, payload, done) => {
    const { takesFile } = request.routeOptions.config as { takesFile?: boolean };
    if (takesFile) return done(null, payload);
    payload.resume();
    done(new Invalid([], 'This address takes no file.'));
  });
}
