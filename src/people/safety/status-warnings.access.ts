import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { statusWarnings } from './status-words.js';

/** Every text in a value of a form, whatever it is made of (a label is one by language). */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

class StatusWarnings implements NestInterceptor {
  constructor(private readonly fields: readonly string[]) {}

  intercept(context: ExecutionContext, next: CallHandler<object>): Observable<object> {
    const { body } = context.switchToHttp().getRequest<FastifyRequest<{ Body: Record<string, unknown> }>>();
    return next.handle().pipe(
      map((answer) => ({
        ...answer,
        warnings: statusWarnings(this.fields.flatMap((each) => textsIn(body[each]))),
      })),
    );
  }
}

/**
 * Adds `warnings` to the answer of a route that keeps words about people: what they were given says, or seems to say, who
 * was exploited. It is done all the same, because a machine must not decide that either; nothing of the warning is kept.
 *
 * @param fields of the body that hold such words.
 */
export const WarnsOfStatus = (...fields: string[]): MethodDecorator & ClassDecorator =>
  applyDecorators(UseInterceptors(new StatusWarnings(fields)));
