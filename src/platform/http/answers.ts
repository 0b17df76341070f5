import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { map, type Observable } from 'rxjs';

/** A page, rendered. Controllers return it; the interceptor below sends it. */
export class HtmlAnswer {
  constructor(
    readonly html: string,
    readonly status = 200,
    /** Cache-Control; the default lets nobody keep a page that may have been made for one person. */
    readonly cache = 'no-store',
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

/** 303 See Other (RFC 9110 15.4.4): the browser follows with GET, so that a reload repeats nothing. */
export class SeeOther {
  constructor(
    readonly location: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

/** Anything that is neither a page nor JSON: a calendar, a stylesheet, a picture. */
export class FileAnswer {
  constructor(
    readonly body: string | Buffer | Readable,
    readonly type: string,
    readonly headers: Readonly<Record<string, string>> = {},
    readonly status = 200,
  ) {}
}

/**
 * Server-sent events (WHATWG HTML 9.2), each a JSON object. Nest's own @Sse() sends its 200 before the first event can
 * be refused; a method that gives this awaits its check first, and refuses as any other does.
 */
export class EventStream {
  constructor(readonly events: Observable<object>) {}
}

@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      map((answer: unknown) => {
        const reply = context.switchToHttp().getResponse<FastifyReply>();
        if (answer instanceof HtmlAnswer) {
          void reply
            .status(answer.status)
            .header('cache-control', answer.cache)
            .headers(answer.headers)
            .type('text/html; charset=utf-8');
          return answer.html;
        }
        if (answer instanceof SeeOther) {
          void reply
            .status(303)
            .header('location', answer.location)
            .header('cache-control', 'no-store')
            .headers(answer.headers)
            .type('text/plain');
          return '';
        }
        if (answer instanceof FileAnswer) {
          void reply.status(answer.status).headers(answer.headers).type(answer.type);
          return answer.body;
        }
        if (answer instanceof EventStream) {
          void reply.header('cache-control', 'no-store').type('text/event-stream; charset=utf-8');
          return toReadable(answer.events);
        }
        return answer;
      }),
    );
  }
}

/** A reader that leaves destroys the stream, and with it the subscription. */
function toReadable(events: Observable<object>): Readable {
  const body = new Readable({ read: () => undefined });
  const subscription = events.subscribe({
    next: (event) => void body.push(`data: ${JSON.stringify(event)}\n\n`),
    error: (error: Error) => void body.destroy(error),
    complete: () => void body.push(null),
  });
  body.once('close', () => subscription.unsubscribe());
  return body;
}
