/**
 * The lanes: one queue and one worker each. Few on purpose, because every queue costs connections;
 * three, because a bulk mailing of hours must never stand before somebody's password reset.
 */
export const LANES = ['transactional', 'default', 'mail'] as const;
export type Lane = (typeof LANES)[number];

/** When a job starts by itself. `every` is in milliseconds; `cron` has 5 or 6 fields and is read in `tz`. */
export type Schedule = { readonly every: number } | { readonly cron: string; readonly tz: string };

export interface JobOptions<Payload> {
  readonly lane?: Lane;
  /** How often it is tried before it is dead. */
  readonly attempts?: number;
  /** The wait before the second try, in milliseconds; it doubles with each further one. */
  readonly backoff?: number;
  /**
   * Two waiting jobs with the same key are one job. One that is added while its twin runs is kept and
   * runs after it, so that what the twin had already read past is not missed.
   */
  readonly key?: (payload: Payload) => string;
  /** Only for jobs that carry nothing: the scheduled run has no payload. */
  readonly schedule?: Schedule;
  /** Also runs once whenever a worker starts: what a worker that died left behind is not left until the next turn. */
  readonly atStart?: boolean;
}

export interface Job<Payload extends object> extends JobOptions<Payload> {
  readonly name: string;
  readonly lane: Lane;
  readonly attempts: number;
  readonly backoff: number;
  /** Exists for the compiler alone: without it a Job<A> would pass for a Job<B>. */
  readonly carries?: (payload: Payload) => Payload;
}

/** Every declaration of this process, by name. The runner wants exactly one handler for each. */
export const declaredJobs = new Map<string, Job<never>>();

/** What a scheduled job carries. */
export type Nothing = Record<string, never>;

/**
 * Declares a job. Its name is `noun.verb`: `petitions.rollUp`, `email.deliver`. Payloads are ids: the row
 * is the truth and the job only says "look", so it may be lost, doubled or late without harm.
 */
export function job<Payload extends object = Nothing>(
  name: `${string}.${string}`,
  options: JobOptions<Payload> = {},
): Job<Payload> {
  if (declaredJobs.has(name)) throw new Error(`The job ${name} is declared twice`);
  const declared: Job<Payload> = { lane: 'default', attempts: 5, backoff: 1_000, ...options, name };
  declaredJobs.set(name, declared as unknown as Job<never>);
  return declared;
}

/** What a handler is told beside its payload. */
export interface Run {
  /** 1 on the first try. */
  readonly attempt: number;
  /** Aborted when the worker shuts down: finish what is in hand and return; a sweep finds the rest. */
  readonly signal: AbortSignal;
}

export type Handler<Payload> = (payload: Payload, run: Run) => Promise<void>;

export const HANDLES = Symbol('handles');

/** Marks the method that does a job. It must take what the job carries, and give nothing back. */
export function Handles<Payload extends object>(declaration: Job<Payload>) {
  return <Method extends Handler<Payload>>(
    _target: object,
    _name: string,
    method: TypedPropertyDescriptor<Method>,
  ): void => {
    Reflect.defineMetadata(HANDLES, declaration, method.value!);
  };
}
