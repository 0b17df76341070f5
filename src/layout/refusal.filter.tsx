import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type ReactElement } from 'react';
import { isAway } from '../platform/database/away.js';
import { Refusal, type RefusalKind, TooMany } from '../platform/http/errors.js';
import { layoutMessages } from './layout.messages.js';
import { page } from './page.js';
import { link, readVisit } from './visit.js';

const STATUS: Record<RefusalKind, number> = {
  not_found: 404,
  conflict: 409,
  invalid: 422,
  forbidden: 403,
  unauthorized: 401,
  too_many: 429,
  unavailable: 503,
};

/** SQLSTATE query_canceled: a statement ran out of the time that the product gives any. */
const OUT_OF_TIME = '57014';
/**
 * SQLSTATEs character_not_in_repertoire, of text, and untranslatable_character, of JSON: a NUL, which PostgreSQL keeps nowhere.
 * Forms take it out of what people type; what they do not look into, such as a mail's document, is refused here.
 */
const CANNOT_BE_KEPT = new Set(['22021', '22P05']);
/** Seconds after which another try makes sense. */
const BACK_SOON = '15';

interface Told {
  status: number;
  type: string;
  code: string;
  message: string;
  fields: readonly { param: string; message: string }[];
}

/** Turns every error into a page or `{ error: { type, code, message, param } }`, and says nothing of the inside. */
@Catch()
export class RefusalFilter implements ExceptionFilter<unknown> {
  private readonly log = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const told = this.tell(error);
    if (told.status >= 500)
      this.log.error(error instanceof Error ? error : String(error), request.routeOptions.url ?? 'no route');
    if (error instanceof TooMany) void reply.header('retry-after', String(error.retryAfter));
    else if (told.status === 503) void reply.header('retry-after', BACK_SOON);
    void reply.status(told.status).header('cache-control', 'no-store');
    if (wantsJson(request)) {
      const { type, code, message, fields } = told;
      void reply
        .type('application/json; charset=utf-8')
        .send({ error: { type, code, message, param: fields[0]?.param ?? null, fields } });
      return;
    }
    if (told.status === 401) {
      const signIn = link(readVisit(request), '/sign-in', { next: request.url });
      void reply.status(303).header('location', signIn).send('');
      return;
    }
    void reply.type('text/html; charset=utf-8').send(errorPage(request, told));
  }

  private tell(error: unknown): Told {
    if (error instanceof Refusal) {
      return {
        status: STATUS[error.kind],
        type: error.kind,
        code: error.code,
        message: error.message,
        fields: error.fields,
      };
    }
    const plain = error as { statusCode?: number; code?: string; message?: string };
    const status = error instanceof HttpException ? error.getStatus() : (plain.statusCode ?? 500);
    if (isAway(error) || plain.code === OUT_OF_TIME) {
      return {
        status: 503,
        type: 'unavailable',
        code: 'unavailable',
        message: layoutMessages.en.unavailableText,
        fields: [],
      };
    }
    if (plain.code !== undefined && CANNOT_BE_KEPT.has(plain.code)) {
      return {
        status: 422,
        type: 'invalid',
        code: 'invalid',
        message: 'A text holds a character that cannot be kept (NUL). Take it out.',
        fields: [],
      };
    }
    if (status === 404)
      return { status, type: 'not_found', code: 'not_found', message: 'There is nothing here.', fields: [] };
    if (status >= 400 && status < 500) {
      return {
        status,
        type: 'invalid',
        code: 'bad_request',
        message: plain.message ?? 'Bad request',
        fields: [],
      };
    }
    return {
      status: 500,
      type: 'failure',
      code: 'failure',
      message: layoutMessages.en.failedText,
      fields: [],
    };
  }
}

function wantsJson(request: FastifyRequest): boolean {
  return (
    /^\/(api|mailbox\/api|health|metrics)(\/|$|\?)/.test(request.url) ||
    request.headers.accept === 'application/json'
  );
}

function errorPage(request: FastifyRequest, told: Told): string {
  const visit = readVisit(request);
  const t = layoutMessages[visit.language];
  const kept = told.status === 503 ? typedInto(request) : [];
  const [title, text] = words(told.status, t);
  const body = (
    <div className="narrow">
      <h1>{title}</h1>
      <p>{kept.length > 0 ? t.unavailableKept : text}</p>
      {kept.length > 0 && <SendAgain to={request.url} fields={kept} label={t.sendAgain} />}
      <p>
        <a href={link(visit, '/')}>{t.home}</a>
      </p>
    </div>
  );
  // A link to the page in another language would ask for it anew, without what was typed.
  const languages = kept.length > 0 ? [visit.language] : undefined;
  return page({ visit, title, languages, isPrivate: true, children: body }, told.status).html;
}

/**
 * What a form of ours carried, for the page that lets it be sent once more: the form itself cannot be made again, since most
 * of it is read from the database. A password is typed again.
 */
function typedInto({ method, headers, body }: FastifyRequest): [name: string, value: string][] {
  if (method !== 'POST' || !headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
    return [];
  return Object.entries((body ?? {}) as Record<string, string | string[]>)
    .filter(([name]) => !name.includes('password'))
    .flatMap(([name, values]) => [values].flat().map((value): [string, string] => [name, value]));
}

function SendAgain(props: { to: string; fields: readonly [string, string][]; label: string }): ReactElement {
  return (
    <form method="post" action={props.to}>
      {props.fields.map(([name, value], at) => (
        // One name comes as often as its boxes were ticked, and their order never changes.
        <input key={at} type="hidden" name={name} value={value} />
      ))}
      <button className="btn">{props.label}</button>
    </form>
  );
}

/** Title and text. Not the error's own message: that one is for programs and the console, in English. */
function words(status: number, t: (typeof layoutMessages)['en']): [string, string] {
  if (status === 403) return [t.forbidden, t.forbiddenText];
  if (status === 404) return [t.notFound, t.notFoundText];
  if (status === 409) return [t.conflict, t.conflictText];
  if (status === 429) return [t.tooMany, t.tooManyText];
  if (status === 503) return [t.unavailable, t.unavailableText];
  return status >= 500 ? [t.failed, t.failedText] : [t.unreadable, t.unreadableText];
}
