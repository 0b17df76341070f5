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
import { machineReason } from '../../email/tracking/machine.access.js';
import { readVisit } from '../../layout/visit.js';
import { type ActionKind } from '../../partners/participation/participation.access.js';
import { Database } from '../../platform/database/database.service.js';
import { HtmlAnswer, SeeOther } from '../../platform/http/answers.js';

/** The first page of an action. What follows it is not another view. */
const ACTION_PAGE = /^\/(petitions|events|letters|campaigns)\/([^/]+)$/;
/** Where its form is sent to. */
const ACTION_FORM = /^\/(petitions|events|letters)\/([^/]+)\/(?:signatures|registrations|sending)$/;
const KINDS = { petitions: 'petition', events: 'event', letters: 'letter', campaigns: 'campaign' } as const;
const PAUSE_MS = 5_000;
/** Pages by code kept between two writings: made-up ones must not fill the memory. */
const MOST = 2_000;

const COUNT = { name: 'action_views.count', text: 'SELECT count_action_views($1)' };

export const STEPS = ['viewed', 'started', 'submitted', 'shared'] as const;
export type Step = (typeof STEPS)[number];

/** Of a campaign only the codes are counted by which somebody came to it. */
export interface Seen {
  kind: ActionKind | 'campaign';
  slug: string;
  /** The code that the visitor came with; empty for none. */
  source: string;
}

type Counted = Seen & Record<Step, number>;

/**
 * Counts what visitors of an action do, forms that were taken among it: by day and code, without cookies and without anybody in it
 * (RP-2). Forms are counted and not their rows, which do not tell how often somebody sent one, and whose are hidden.
 * In memory first, because a page in the news must not write a row a view: a process that is killed loses five
 * seconds of counts, and nothing else.
 */
@Injectable()
export class ActionViews implements NestInterceptor, OnApplicationShutdown {
  private readonly log = new Logger(ActionViews.name);
  private readonly seen = new Map<string, Counted>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly database: Database) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const isForm = request.method === 'POST';
    if (!isForm && request.method !== 'GET') return next.handle();
    const { path, source } = readVisit(request);
    const [, folder, slug] = (isForm ? ACTION_FORM : ACTION_PAGE).exec(path) ?? [];
    if (folder === undefined || slug === undefined) return next.handle();
    const seen = { kind: KINDS[folder as keyof typeof KINDS], slug, source: source ?? '' };
    return next.handle().pipe(
      tap((answer) => {
        if (isForm && answer instanceof SeeOther) this.count(seen, 'submitted');
        if (!isForm && answer instanceof HtmlAnswer && answer.status === 200 && !isMachine(request))
          this.count(seen, 'viewed');
      }),
    );
  }

  /** One more of these; an action that does not exist is dropped when it is written. */
  count(seen: Seen, step: Step, n = 1): void {
    const key = JSON.stringify([seen.kind, seen.slug, seen.source]);
    const known = this.seen.get(key);
    if (!known && this.seen.size >= MOST) return;
    const counted = known ?? { ...seen, viewed: 0, started: 0, submitted: 0, shared: 0 };
    counted[step] += n;
    this.seen.set(key, counted);
    this.timer ??= setTimeout(() => void this.flush(), PAUSE_MS).unref();
  }

  /** Writes what was counted; what could not be written is tried again with the next. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.seen.size === 0) return;
    const counted = [...this.seen.values()];
    this.seen.clear();
    try {
      await this.database.prepared(COUNT, [JSON.stringify(counted)]);
    } catch (error) {
      this.log.warn(`Views are counted later: ${(error as Error).message}`);
      for (const each of counted) for (const step of STEPS) this.count(each, step, each[step]);
    }
  }

  onApplicationShutdown(): Promise<void> {
    return this.flush();
  }
}

/** What fetches pages on its own, such as the scanners of mailboxes and the previews of messengers. */
function isMachine({ method, headers }: FastifyRequest): boolean {
  const purpose = String(headers['sec-purpose'] ?? headers['purpose'] ?? '');
  return machineReason('click', { method, agent: headers['user-agent'] ?? '', purpose }) !== null;
}
