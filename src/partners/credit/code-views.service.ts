import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  Logger,
  type NestInterceptor,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type Observable, tap } from 'rxjs';
import { readVisit } from '../../layout/visit.js';
import { Database } from '../../platform/database/database.service.js';
import { HtmlAnswer } from '../../platform/http/answers.js';

/** The first page of an action. What follows it is not another view. */
const ACTION_PAGE = /^\/(petitions|events|letters|campaigns)\/[^/]+$/;
const PAUSE_MS = 5_000;
/** Codes kept between two writings: made-up ones must not fill the memory. */
const MOST_CODES = 2_000;

const COUNT_VIEWS = { name: 'code_views.count', text: 'SELECT count_code_views($1)' };

/**
 * Counts the pages shown to whoever came by a code. In memory first, because a page in the news must not write a row a
 * view: a process that is killed loses five seconds of views, and nothing else.
 */
@Injectable()
export class CodeViews implements NestInterceptor, OnApplicationShutdown {
  private readonly log = new Logger(CodeViews.name);
  private readonly seen = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly database: Database) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (request.method !== 'GET' || !request.url.includes('s=')) return next.handle();
    const { path, source } = readVisit(request);
    if (source === null || !ACTION_PAGE.test(path)) return next.handle();
    return next.handle().pipe(
      tap((answer) => {
        if (answer instanceof HtmlAnswer && answer.status === 200) this.add(source, 1);
      }),
    );
  }

  /** Writes what was counted; what could not be written is tried again with the next. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.seen.size === 0) return;
    const counted = [...this.seen];
    this.seen.clear();
    try {
      await this.database.prepared(COUNT_VIEWS, [JSON.stringify(Object.fromEntries(counted))]);
    } catch (error) {
      this.log.warn(`Views are counted later: ${(error as Error).message}`);
      for (const [code, n] of counted) this.add(code, n);
    }
  }

  onApplicationShutdown(): Promise<void> {
    return this.flush();
  }

  private add(code: string, n: number): void {
    if (this.seen.size >= MOST_CODES && !this.seen.has(code)) return;
    this.seen.set(code, (this.seen.get(code) ?? 0) + n);
    this.timer ??= setTimeout(() => void this.flush(), PAUSE_MS).unref();
  }
}
