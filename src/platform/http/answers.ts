import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';

/** A page, rendered. Controllers return it; the interceptor below sends it. */
export class HtmlAnswer {
  constructor(
    readonly html: string,
    readonly status = 200,
    /** Cache-Control; the default lets nobody keep a page that may have been made for one person. */
    readonly cache = 'no-store',
  ) {}
}

/** 303 See Other (RFC 9110 15.4.4): the browser follows with GET, so that a reload repeats nothing. */
export class SeeOther {
  constructor(readonly location: string) {}
}

/** Anything that is neither a page nor JSON: a calendar, a stylesheet, a picture. */
export class FileAnswer {
  constructor(
    readonly body: string | Buffer,
    readonly type: string,
    readonly headers: Readonly<Record<string, string>> = {},
    readonly status = 200,
  ) {}
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
            .type('text/html; charset=utf-8');
          return answer.html;
        }
        if (answer instanceof SeeOther) {
          void reply
            .status(303)
            .header('location', answer.location)
            .header('cache-control', 'no-store')
            .type('text/plain');
          return '';
        }
        if (answer instanceof FileAnswer) {
          void reply.status(answer.status).headers(answer.headers).type(answer.type);
          return answer.body;
        }
        return answer;
      }),
    );
  }
}
